// SPDX-License-Identifier: GPL-2.0-or-later
#include "checker/unit.h"

#include <string.h>
#include <time.h>
#include <sys/stat.h>
#include <clang-c/Index.h>
#include <xxhash.h>

#include "base/file.h"
#include "checker/reach.h"
#include "checker/walk.h"
#include "tree/directives.h"
#include "tree/pch.h"

/* Said to every parse, whatever Kbuild said: all errors, no warnings. */
static const char *const common_flags[] = {
	"-w", "-ferror-limit=0", "-Qunused-arguments", "-fno-spell-checking",
};

struct parse {
	struct unit_context *context;
	const struct unit_job *job;
	guint64 content;	/* of the main file, when it was looked at before */
	char *main_file;	/* relative to the tree, or absolute outside it */
	struct timespec started;
	CXIndex index;
	CXTranslationUnit unit;
	struct walk_unit walk;	/* while @unit is walked */
	struct reach *reach;	/* likewise */
	GHashTable *names;	/* CXFile -> relative path, "" outside the tree */
};

/* -- names of files -------------------------------------------------------------- */

static char *relative_path(const struct unit_context *context, const char *path,
			   const char *directory)
{
	g_autofree char *absolute = g_canonicalize_filename(path, directory);
	const char *below = file_below(context->tree, absolute);

	return g_strdup(below ? below : "");
}

static const char *file_name(CXFile file, void *data)
{
	struct parse *parse = data;
	char *known;
	CXString name;

	if (!file)
		return "";
	known = g_hash_table_lookup(parse->names, file);
	if (known)
		return known;
	name = clang_getFileName(file);
	known = relative_path(parse->context, clang_getCString(name), parse->job->directory);
	clang_disposeString(name);
	g_hash_table_insert(parse->names, file, known);
	return known;
}

static char *absolute_name(CXFile file, const char *directory)
{
	CXString name = clang_getFileName(file);
	char *path = g_canonicalize_filename(clang_getCString(name), directory);

	clang_disposeString(name);
	return path;
}

static bool is_beside_wanted(const struct parse *parse, const char *file)
{
	const char *slash = strrchr(file, '/');
	g_autofree char *directory = g_strndup(file, slash ? (size_t)(slash - file) + 1 : 0);

	return g_hash_table_contains(parse->context->files, directory);
}

static bool is_wanted(const char *file, void *data)
{
	const struct parse *parse = data;

	return *file && (strcmp(file, parse->main_file) == 0 ||
			 g_hash_table_contains(parse->context->files, file) ||
			 is_beside_wanted(parse, file));
}

/* -- parsing ------------------------------------------------------------------------ */

static GPtrArray *command_line(const struct unit_job *job, bool with_pch)
{
	GPtrArray *arguments = g_ptr_array_new();

	for (const char *const *flag = job->flags; *flag; flag++)
		g_ptr_array_add(arguments, (gpointer)*flag);
	for (size_t i = 0; i < G_N_ELEMENTS(common_flags); i++)
		g_ptr_array_add(arguments, (gpointer)common_flags[i]);
	if (with_pch) {
		g_ptr_array_add(arguments, (gpointer)"-include-pch");
		g_ptr_array_add(arguments, (gpointer)job->pch);
		g_ptr_array_add(arguments, (gpointer)"-Xclang");
		g_ptr_array_add(arguments, (gpointer)"-fno-validate-pch");
	}
	return arguments;
}

static GArray *unsaved_files(const struct unit_context *context)
{
	GArray *files = g_array_new(FALSE, FALSE, sizeof(struct CXUnsavedFile));
	GHashTableIter iterator;
	gpointer path, text;

	g_hash_table_iter_init(&iterator, context->overlay);
	while (g_hash_table_iter_next(&iterator, &path, &text)) {
		struct CXUnsavedFile file = { path, text, strlen(text) };

		g_array_append_val(files, file);
	}
	return files;
}

static void parse_dispose(struct parse *parse)
{
	g_clear_pointer(&parse->unit, clang_disposeTranslationUnit);
	g_clear_pointer(&parse->index, clang_disposeIndex);
	g_hash_table_remove_all(parse->names);
}

/* A precompiled header holds all that was parsed of its headers, and their names. */
static enum CXErrorCode load_header(struct parse *parse)
{
	parse->index = clang_createIndex(0, 0);
	return clang_createTranslationUnit2(parse->index, parse->job->pch, &parse->unit);
}

static enum CXErrorCode parse_text(struct parse *parse, const char *path, bool with_pch)
{
	g_autoptr(GPtrArray) arguments = command_line(parse->job, with_pch);
	GArray *unsaved = unsaved_files(parse->context);
	enum CXErrorCode code;

	parse->index = clang_createIndex(1, 0);
	code = clang_parseTranslationUnit2(parse->index, path,
		(const char *const *)arguments->pdata, (int)arguments->len,
		(struct CXUnsavedFile *)(void *)unsaved->data, unsaved->len,
		CXTranslationUnit_KeepGoing, &parse->unit);
	g_array_unref(unsaved);
	return code;
}

static enum CXErrorCode parse_once(struct parse *parse, const char *path, bool with_pch)
{
	if (with_pch && parse->job->is_header)
		return load_header(parse);
	return parse_text(parse, path, with_pch);
}

static bool has_errors(CXTranslationUnit unit)
{
	for (unsigned int i = 0; i < clang_getNumDiagnostics(unit); i++) {
		CXDiagnostic diagnostic = clang_getDiagnostic(unit, i);
		enum CXDiagnosticSeverity severity = clang_getDiagnosticSeverity(diagnostic);

		clang_disposeDiagnostic(diagnostic);
		if (severity >= CXDiagnostic_Error)
			return true;
	}
	return false;
}

/* Code writes its own messages: what could end a line or steer a terminal becomes a blank. */
static char *one_line(const char *text)
{
	char *line = g_strdup(text ? text : "");

	for (char *c = line; *c; c++)
		if (g_ascii_iscntrl(*c))
			*c = ' ';
	return line;
}

static void send_error(struct parse *parse, CXDiagnostic diagnostic)
{
	CXString text = clang_getDiagnosticSpelling(diagnostic);
	g_autofree char *message = one_line(clang_getCString(text));
	unsigned int line = 0;
	CXFile file = NULL;
	const char *name;

	clang_getFileLocation(clang_getDiagnosticLocation(diagnostic), &file, &line, NULL, NULL);
	reach_add_error(parse->reach, clang_getDiagnosticLocation(diagnostic));
	name = file_name(file, parse);
	fprintf(parse->context->out, "X\t%s:%u: %s\n", *name ? name : parse->main_file, line,
		message);
	clang_disposeString(text);
}

/* A fatal error is a file that is not there or cannot be read: not one that was read. */
static void send_errors(struct parse *parse)
{
	bool fatal = false;

	for (unsigned int i = 0; i < clang_getNumDiagnostics(parse->unit); i++) {
		CXDiagnostic diagnostic = clang_getDiagnostic(parse->unit, i);
		enum CXDiagnosticSeverity severity = clang_getDiagnosticSeverity(diagnostic);

		fatal |= severity >= CXDiagnostic_Fatal;
		if (severity >= CXDiagnostic_Error)
			send_error(parse, diagnostic);
		clang_disposeDiagnostic(diagnostic);
	}
	if (fatal)
		fputs("M\n", parse->context->out);
}

static void send_dependency(const struct parse *parse, const char *name, const char *text,
			    size_t length)
{
	if (!strpbrk(name, "\t\n"))
		fprintf(parse->context->out, "D\t%016" G_GINT64_MODIFIER "x\t%s\n",
			text ? unit_content_hash(text, length) : 0, name);
}

/* Of the clock that stamps files: what is stamped with the same tick may be later. */
static bool is_earlier(struct timespec left, struct timespec right)
{
	return left.tv_sec < right.tv_sec ||
	       (left.tv_sec == right.tv_sec && left.tv_nsec < right.tv_nsec);
}

/* Whether what is at @path now is what was parsed: nobody touched it since. */
static bool is_as_parsed(const struct parse *parse, const char *path)
{
	struct stat status;

	return !g_hash_table_contains(parse->context->overlay, path) && !stat(path, &status) &&
	       is_earlier(status.st_ctim, parse->started);
}

/*
 * libclang searches all locations of a unit for the content of a file, which takes longer than
 * to read it again.
 */
static void send_include(CXFile file, CXSourceLocation *stack, unsigned int depth,
			 CXClientData data)
{
	struct parse *parse = data;
	const char *name = file_name(file, parse);
	g_autofree char *path = absolute_name(file, parse->job->directory);
	g_autofree char *read = NULL;
	gsize length = 0;

	(void)stack;
	(void)depth;
	/* Read first: a change after the look at it is none of this text. */
	if (g_file_get_contents(path, &read, &length, NULL) && is_as_parsed(parse, path)) {
		send_dependency(parse, *name ? name : path, read, length);
	} else {
		const char *text = clang_getFileContents(parse->unit, file, &length);

		send_dependency(parse, *name ? name : path, text, length);
	}
}

/* Of a precompiled header libclang would read all locations to find the files. */
static bool send_precompiled(const struct parse *parse)
{
	g_autoptr(GPtrArray) files = pch_files(parse->job->pch, parse->job->directory);

	for (guint i = 0; files && i + 1 < files->len; i++) {
		const char *path = files->pdata[i];
		g_autofree char *name = relative_path(parse->context, path, "/");
		g_autofree char *text = NULL;
		gsize length = 0;

		g_file_get_contents(path, &text, &length, NULL);
		send_dependency(parse, *name ? name : path, text, length);
	}
	return files != NULL;
}

/* -- facts ---------------------------------------------------------------------------- */

static void send_chunk(struct unit_context *context, const char *text)
{
	XXH128_hash_t hash = XXH3_128bits(text, strlen(text));
	g_autofree char *name = g_strdup_printf("%016" G_GINT64_MODIFIER "x%016"
						G_GINT64_MODIFIER "x", (guint64)hash.high64,
						(guint64)hash.low64);

	fprintf(context->out, "H\t%s\n", name);
	if (!g_hash_table_add(context->sent, g_steal_pointer(&name)))
		return;
	fputs(text, context->out);
	fputs(".\n", context->out);
}

static bool is_worth_walking(CXCursor cursor)
{
	CXCursor initializer;

	switch (clang_getCursorKind(cursor)) {
	case CXCursor_FunctionDecl:
		return clang_isCursorDefinition(cursor) != 0;
	case CXCursor_VarDecl:
		initializer = clang_Cursor_getVarDeclInitializer(cursor);
		return !clang_Cursor_isNull(initializer);
	default:
		return false;
	}
}

static enum CXChildVisitResult walk_top_level(CXCursor cursor, CXCursor parent,
					      CXClientData data)
{
	struct parse *parse = data;
	g_autofree char *text = NULL;
	CXFile file = NULL;
	bool is_code;

	(void)parent;
	clang_getFileLocation(clang_getCursorLocation(cursor), &file, NULL, NULL, NULL);
	if (!is_wanted(file_name(file, parse), parse))
		return CXChildVisit_Continue;
	is_code = is_worth_walking(cursor);
	text = is_code ? walk_declaration(&parse->walk, cursor) :
		walk_record(&parse->walk, cursor);
	if (text)
		send_chunk(parse->context, text);
	if (is_code)
		reach_add(parse->reach, cursor);
	return CXChildVisit_Continue;
}

/* A unit that @is_loaded was not parsed: all of it is in the precompiled header. */
static void send_facts(struct parse *parse, bool is_loaded)
{
	parse->walk = (struct walk_unit){
		.texts = texts_new(parse->unit, is_loaded ? parse->job->directory : NULL),
		.file_name = file_name, .data = parse,
		.types = walk_types_new(),
		.counts = walk_counts_new(),
	};
	for (int i = 0; i < WALK_NAMES; i++)
		parse->walk.names[i] = (const char *const *)parse->context->names[i];
	parse->reach = reach_new(&parse->walk, is_wanted, parse->context->watched);
	send_errors(parse);
	if (!is_loaded || !send_precompiled(parse))
		clang_getInclusions(parse->unit, send_include, parse);
	clang_visitChildren(clang_getTranslationUnitCursor(parse->unit), walk_top_level, parse);
	reach_print(parse->reach, parse->context->out);
	reach_free(parse->reach);
	texts_free(parse->walk.texts);
	g_hash_table_unref(parse->walk.types);
	g_hash_table_unref(parse->walk.counts);
}

/* -- which headers ------------------------------------------------------------------- */

static GHashTable *known_macros(struct unit_context *context, const char *pch)
{
	gpointer macros;

	if (g_hash_table_lookup_extended(context->macros, pch, NULL, &macros))
		return macros;
	macros = pch_macros(pch);
	g_hash_table_insert(context->macros, g_strdup(pch), macros);
	return macros;
}

/* Whether @path includes the very headers that were precompiled. */
static bool suits(struct parse *parse, const char *path)
{
	struct unit_context *context = parse->context;
	const char *text = g_hash_table_lookup(context->overlay, path);
	GHashTable *macros = known_macros(context, parse->job->pch);
	g_autofree char *content = NULL;
	gsize length = text ? strlen(text) : 0;

	if (parse->job->is_header)
		return true;
	if (!text && g_file_get_contents(path, &content, &length, NULL))
		text = content;
	parse->content = text ? unit_content_hash(text, length) : 0;
	return macros && text && !directives_define_any(text, macros);
}

/* Whether the file at @path became another one between suits() and the parser. */
static bool was_edited(const struct parse *parse, const char *path)
{
	CXFile file = clang_getFile(parse->unit, path);
	size_t length = 0;
	const char *text = file ? clang_getFileContents(parse->unit, file, &length) : NULL;

	return !parse->job->is_header && text && unit_content_hash(text, length) != parse->content;
}

bool unit_extract(struct unit_context *context, const struct unit_job *job, char **failure)
{
	g_autofree char *path = g_canonicalize_filename(job->file, context->tree);
	struct parse parse = { .context = context, .job = job };
	enum CXErrorCode code;
	bool with_pch;

	parse.main_file = relative_path(context, path, "/");
	clock_gettime(CLOCK_REALTIME_COARSE, &parse.started);
	parse.names = g_hash_table_new_full(NULL, NULL, NULL, g_free);
	with_pch = job->pch && suits(&parse, path);
	if (job->pch && !with_pch)
		fputs("P\n", context->out);
	code = parse_once(&parse, path, with_pch);
	if (with_pch &&
	    (code != CXError_Success || has_errors(parse.unit) || was_edited(&parse, path))) {
		/* What the precompiled header breaks, the real headers may not. */
		parse_dispose(&parse);
		fputs("P\n", context->out);
		with_pch = false;
		code = parse_once(&parse, path, with_pch);
	}
	if (code == CXError_Success)
		send_facts(&parse, with_pch && job->is_header);
	else
		*failure = g_strdup_printf("libclang could not parse it (code %d)", code);
	parse_dispose(&parse);
	g_hash_table_unref(parse.names);
	g_free(parse.main_file);
	return code == CXError_Success;
}

guint64 unit_content_hash(const char *text, size_t length)
{
	return XXH3_64bits(text, length) | 1;
}

const char *unit_parser_version(void)
{
	static char *version;

	if (!version) {
		CXString clang = clang_getClangVersion();

		version = g_strconcat(CHECKER_VERSION " ", clang_getCString(clang), NULL);
		clang_disposeString(clang);
	}
	return version;
}
