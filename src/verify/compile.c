// SPDX-License-Identifier: GPL-2.0-or-later
#include "verify/compile.h"

#include <string.h>
#include <jansson.h>

#include "base/error.h"
#include "base/file.h"
#include "base/process.h"
#include "tree/compiler.h"
#include "tree/prepare.h"

/* Seconds for one unit. */
#define TIMEOUT 120
/* So many units are tried for headers that no changed unit includes. */
#define TRIES 12

/* One unit of one variant. */
struct job {
	const struct variant *variant;
	const struct unit *unit;
	const char *directory;
	char **argv;
	char *depends;		/* where clang writes what it read */
};

struct compilation {
	const struct compile_request *request;
	struct compiler *compiler;
	GHashTable *changed;	/* set of @request->files */
	char *overlay;		/* maps them */
	GPtrArray *errors;
	unsigned int number;
};

static void error_free(gpointer data)
{
	struct compile_error *error = data;

	g_free(error->file);
	g_free(error->variant);
	g_free(error->message);
	g_free(error);
}

static void job_free(gpointer data)
{
	struct job *job = data;

	g_strfreev(job->argv);
	g_free(job->depends);
	g_free(job);
}

/* -- how clang sees the changed files in the place of the tree's --------------------------- */

static void map_file(json_t *roots, const struct compile_request *request, const char *file,
		     const char *content)
{
	g_autofree char *name = g_build_filename(request->tree->path, file, NULL);

	json_array_append_new(roots, json_pack("{s:s, s:s, s:s}", "type", "file", "name", name,
					       "external-contents", content));
}

/* What else stands for the tree's files is not written anywhere yet. */
static bool map_base(json_t *roots, const struct compilation *compilation, GError **error)
{
	const struct compile_request *request = compilation->request;
	GHashTableIter iterator;
	gpointer file, text;
	unsigned int number = 0;

	if (!request->base)
		return true;
	g_hash_table_iter_init(&iterator, request->base);
	while (g_hash_table_iter_next(&iterator, &file, &text)) {
		g_autofree char *content = g_strdup_printf("%s/base-%u", request->scratch,
							   number++);

		if (g_hash_table_contains(compilation->changed, file))
			continue;
		if (!file_write(content, text, strlen(text), error))
			return false;
		map_file(roots, request, file, content);
	}
	return true;
}

static bool write_overlay(struct compilation *compilation, GError **error)
{
	const struct compile_request *request = compilation->request;
	json_t *roots = json_array();
	json_t *overlay = json_pack("{s:i, s:b, s:b, s:o}", "version", 0, "case-sensitive", 1,
				    "use-external-names", 0, "roots", roots);
	char *text;
	bool ok;

	for (unsigned int i = 0; i < request->files->len; i++) {
		const char *file = request->files->pdata[i];
		g_autofree char *content = g_build_filename(request->after, file, NULL);

		map_file(roots, request, file, content);
	}
	ok = map_base(roots, compilation, error);
	text = json_dumps(overlay, JSON_COMPACT);
	json_decref(overlay);
	compilation->overlay = g_build_filename(request->scratch, "overlay.json", NULL);
	ok = ok && file_write(compilation->overlay, text, strlen(text), error);
	free(text);
	return ok;
}

/* -- jobs -------------------------------------------------------------------------------------- */

static struct job *job_new(struct compilation *compilation, const struct prepared *prepared,
			   const struct unit *unit)
{
	static const char *const strict[] = {
		"-fsyntax-only", "-Wno-everything", "-Werror=incompatible-pointer-types",
		"-Werror=int-conversion", "-Werror=implicit-function-declaration",
		"-Werror=return-type",
	};
	g_autoptr(GStrvBuilder) argv = g_strv_builder_new();
	g_autofree char *path = g_build_filename(compilation->request->tree->path, unit->file, NULL);
	struct job *job = g_new0(struct job, 1);

	job->variant = prepared->variant;
	job->unit = unit;
	job->directory = prepared->directory;
	job->depends = g_strdup_printf("%s/depends-%u", compilation->request->scratch,
				       compilation->number++);
	g_strv_builder_add(argv, compilation->compiler->path);
	for (const char *const *flag = (const char *const *)unit->flags; *flag; flag++)
		if (strcmp(*flag, "-w"))
			g_strv_builder_add(argv, *flag);
	for (size_t i = 0; i < G_N_ELEMENTS(strict); i++)
		g_strv_builder_add(argv, strict[i]);
	g_strv_builder_add_many(argv, "-MD", "-MF", job->depends, path, "-ivfsoverlay",
				compilation->overlay, NULL);
	job->argv = g_strv_builder_end(argv);
	return job;
}

static bool run_jobs(const GPtrArray *jobs, const char *overlay, unsigned int at_once,
		     struct process *processes, GError **error)
{
	for (unsigned int i = 0; i < jobs->len; i++) {
		const struct job *job = jobs->pdata[i];
		unsigned int count = g_strv_length(job->argv);

		if (!overlay) {		/* the last two */
			g_clear_pointer(&job->argv[count - 1], g_free);
			g_clear_pointer(&job->argv[count - 2], g_free);
		}
		processes[i] = (struct process){
			.argv = (const char *const *)job->argv, .directory = job->directory,
			.timeout = TIMEOUT,
		};
	}
	return process_run_all(processes, jobs->len, at_once, error);
}

/* -- what clang says ------------------------------------------------------------------------- */

/* "/TREE/FILE:LINE:COLUMN: error: TEXT" without the tree, as "FILE:LINE: TEXT", or NULL. */
static char *read_error(const struct compilation *compilation, const char *line, char **file)
{
	const char *said = strstr(line, " error: ");
	g_autofree char *place = said ? g_strndup(line, (gsize)(said - line)) : NULL;
	g_auto(GStrv) parts = place ? g_strsplit(place, ":", 3) : NULL;
	const char *below;

	if (!parts || !parts[0] || !parts[1])
		return NULL;
	below = file_below(compilation->request->tree->path, parts[0]);
	*file = g_strdup(below ? below : parts[0]);
	return g_strdup_printf("%s:%s: %s", *file, parts[1], said + strlen(" error: "));
}

/* The message without its line, which a change moves. */
static char *error_key(const char *message)
{
	const char *line = strchr(message, ':');
	const char *text = line ? strstr(line, ": ") : NULL;

	return text ? g_strdup_printf("%.*s%s", (int)(line - message), message, text) :
		g_strdup(message);
}

/* What @job says of the tree as it is: a set of keys. */
static GHashTable *old_errors(struct compilation *compilation, struct job *job, GError **error)
{
	GHashTable *keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GPtrArray) jobs = g_ptr_array_new();
	struct process process = { 0 };
	g_auto(GStrv) lines = NULL;

	g_ptr_array_add(jobs, job);
	if (!run_jobs(jobs, NULL, 1, &process, error)) {
		g_hash_table_unref(keys);
		return NULL;
	}
	lines = g_strsplit(process.errors->str, "\n", -1);
	for (char **line = lines; *line; line++) {
		g_autofree char *file = NULL;
		g_autofree char *message = read_error(compilation, *line, &file);

		if (message)
			g_hash_table_add(keys, error_key(message));
	}
	process_clear(&process);
	return keys;
}

/* The changed file that @job's error in @where comes of: itself, the unit, or a header. */
static const char *blame(const struct compilation *compilation, const struct job *job,
			 const char *where)
{
	const GPtrArray *files = compilation->request->files;
	g_autofree char *depends = file_read(job->depends, NULL, NULL);

	if (g_hash_table_contains(compilation->changed, where))
		return where;
	if (g_hash_table_contains(compilation->changed, job->unit->file))
		return job->unit->file;
	for (unsigned int i = 0; depends && i < files->len; i++)
		if (strstr(depends, files->pdata[i]))
			return files->pdata[i];
	return files->pdata[0];
}

static bool is_blamed(const struct compilation *compilation, const char *file,
		      const char *variant)
{
	for (unsigned int i = 0; i < compilation->errors->len; i++) {
		const struct compile_error *known = compilation->errors->pdata[i];

		if (!strcmp(known->file, file) && !strcmp(known->variant, variant))
			return true;
	}
	return false;
}

static bool judge(struct compilation *compilation, struct job *job,
		  const struct process *process, GError **error)
{
	g_auto(GStrv) lines = g_strsplit(process->errors->str, "\n", -1);
	g_autoptr(GHashTable) old = NULL;

	if (!process->status)
		return true;
	old = old_errors(compilation, job, error);
	for (char **line = lines; old && *line; line++) {
		g_autofree char *file = NULL;
		g_autofree char *message = read_error(compilation, *line, &file);
		g_autofree char *key = message ? error_key(message) : NULL;
		struct compile_error *new;

		if (!message || g_hash_table_contains(old, key) ||
		    is_blamed(compilation, blame(compilation, job, file), job->variant->name))
			continue;
		new = g_new(struct compile_error, 1);
		new->file = g_strdup(blame(compilation, job, file));
		new->variant = g_strdup(job->variant->name);
		new->message = g_steal_pointer(&message);
		g_ptr_array_add(compilation->errors, new);
	}
	return old;
}

/* -- which units ---------------------------------------------------------------------------- */

static void see(GHashTable *unseen, const char *read)
{
	GHashTableIter iterator;
	gpointer header;

	g_hash_table_iter_init(&iterator, unseen);
	while (g_hash_table_iter_next(&iterator, &header, NULL))
		if (strstr(read, header))
			g_hash_table_iter_remove(&iterator);
}

/* The changed headers that @job read leave @unseen; without an error it is remembered. */
static bool take_result(struct compilation *compilation, struct job *job,
			const struct process *process, GHashTable *unseen, GError **error)
{
	char *read = file_read(job->depends, NULL, NULL);
	unsigned int errors = compilation->errors->len;

	if (read)
		see(unseen, read);
	if (!judge(compilation, job, process, error)) {
		g_free(read);
		return false;
	}
	if (read && !process->status && compilation->errors->len == errors)
		compile_memory_add(compilation->request->memory, job->variant->name,
				   job->unit->file, read);
	g_free(read);
	return true;
}

/* Drops from @jobs what is known from earlier rounds. */
static void skip_known(const struct compilation *compilation, GPtrArray *jobs,
		       GHashTable *unseen)
{
	for (unsigned int i = 0; i < jobs->len;) {
		const struct job *job = jobs->pdata[i];
		const char *read = compile_memory_find(compilation->request->memory,
						       job->variant->name, job->unit->file);

		if (read) {
			see(unseen, read);
			g_ptr_array_remove_index(jobs, i);
		} else {
			i++;
		}
	}
}

/* Runs those of @jobs that are not known yet. */
static bool run_batch(struct compilation *compilation, GPtrArray *jobs, GHashTable *unseen,
		      GError **error)
{
	g_autofree struct process *processes = g_new0(struct process, jobs->len + 1);
	bool ok;

	skip_known(compilation, jobs, unseen);
	ok = run_jobs(jobs, compilation->overlay, compilation->request->jobs, processes, error);
	for (unsigned int i = 0; i < jobs->len; i++) {
		ok = ok && take_result(compilation, jobs->pdata[i], &processes[i], unseen, error);
		process_clear(&processes[i]);
	}
	return ok;
}

/* A header of one architecture concerns its variants alone. */
static GHashTable *headers_of(const struct compilation *compilation,
			      const struct variant *variant)
{
	GHashTable *headers = g_hash_table_new(g_str_hash, g_str_equal);
	g_autofree char *own = g_strdup_printf("arch/%s/", variant->arch);
	const GPtrArray *files = compilation->request->files;

	for (unsigned int i = 0; i < files->len; i++) {
		const char *file = files->pdata[i];

		if (g_str_has_suffix(file, ".h") &&
		    (!g_str_has_prefix(file, "arch/") || g_str_has_prefix(file, own)))
			g_hash_table_add(headers, (gpointer)file);
	}
	return headers;
}

static bool compile_units(struct compilation *compilation, const struct prepared *prepared,
			  GHashTable *unseen, GError **error)
{
	g_autoptr(GPtrArray) jobs = g_ptr_array_new_with_free_func(job_free);

	for (unsigned int i = 0; i < prepared->units->len; i++) {
		const struct unit *unit = g_ptr_array_index(prepared->units, i);

		if (g_hash_table_contains(compilation->changed, unit->file))
			g_ptr_array_add(jobs, job_new(compilation, prepared, unit));
	}
	return run_batch(compilation, jobs, unseen, error);
}

/* Whether the text of @unit names a header that is called as one of @headers. */
static bool names_one(const struct compilation *compilation, const struct unit *unit,
		      GHashTable *headers)
{
	g_autofree char *path = g_build_filename(compilation->request->tree->path, unit->file,
						 NULL);
	g_autofree char *text = file_read(path, NULL, NULL);
	GHashTableIter iterator;
	gpointer header;

	g_hash_table_iter_init(&iterator, headers);
	while (text && g_hash_table_iter_next(&iterator, &header, NULL)) {
		const char *slash = strrchr(header, '/');

		if (strstr(text, slash ? slash + 1 : header))
			return true;
	}
	return false;
}

/* Unchanged units that may include one of @unseen, the likeliest first; borrowed. */
static GPtrArray *other_units(const struct compilation *compilation,
			      const struct prepared *prepared, GHashTable *unseen)
{
	GPtrArray *units = g_ptr_array_new();
	unsigned int likely = 0;

	for (unsigned int i = 0; i < prepared->units->len && likely < TRIES; i++) {
		struct unit *unit = g_ptr_array_index(prepared->units, i);

		if (!strstr(unit->file, "mm/") ||
		    g_hash_table_contains(compilation->changed, unit->file))
			continue;
		if (names_one(compilation, unit, unseen))
			g_ptr_array_insert(units, (int)likely++, unit);
		else
			g_ptr_array_add(units, unit);
	}
	g_ptr_array_set_size(units, (int)MIN(units->len, TRIES));
	return units;
}

/* Others, a batch at a time, until each changed header was read or enough were tried. */
static bool compile_others(struct compilation *compilation, const struct prepared *prepared,
			   GHashTable *unseen, GError **error)
{
	g_autoptr(GPtrArray) units = other_units(compilation, prepared, unseen);

	for (unsigned int at = 0; g_hash_table_size(unseen) && at < units->len;) {
		g_autoptr(GPtrArray) jobs = g_ptr_array_new_with_free_func(job_free);

		for (; at < units->len && jobs->len < compilation->request->jobs; at++)
			g_ptr_array_add(jobs, job_new(compilation, prepared, units->pdata[at]));
		if (!run_batch(compilation, jobs, unseen, error))
			return false;
	}
	return true;
}

static bool compile_variant(struct compilation *compilation, const struct prepared *prepared,
			    GError **error)
{
	g_autoptr(GHashTable) unseen = headers_of(compilation, prepared->variant);

	return compile_units(compilation, prepared, unseen, error) &&
	       compile_others(compilation, prepared, unseen, error);
}

GPtrArray *compile_changed(const struct compile_request *request, GError **error)
{
	struct compilation compilation = { .request = request };
	bool ok;

	compilation.compiler = compiler_find(error);
	compilation.changed = g_hash_table_new(g_str_hash, g_str_equal);
	compilation.errors = g_ptr_array_new_with_free_func(error_free);
	for (unsigned int i = 0; i < request->files->len; i++)
		g_hash_table_add(compilation.changed, request->files->pdata[i]);
	compile_memory_set_files(request->memory, request->files);
	ok = compilation.compiler && write_overlay(&compilation, error);
	for (unsigned int i = 0; ok && i < request->prepared->len; i++)
		ok = compile_variant(&compilation, g_ptr_array_index(request->prepared, i), error);
	g_hash_table_unref(compilation.changed);
	g_free(compilation.overlay);
	g_clear_pointer(&compilation.compiler, compiler_free);
	if (ok)
		return compilation.errors;
	g_ptr_array_unref(compilation.errors);
	return NULL;
}
