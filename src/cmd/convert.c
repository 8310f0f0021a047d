// SPDX-License-Identifier: GPL-2.0-or-later
/* Makes the conversion of a tree a series of patches, or a change of the tree. */
#include "cmd/cmd.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "cmd/coccinelle.h"
#include "cmd/convert_compile.h"
#include "cmd/convert_facts.h"
#include "cmd/session.h"
#include "convert/candidates.h"
#include "convert/convert.h"
#include "convert/facts.h"
#include "convert/diff.h"
#include "convert/inplace.h"
#include "convert/outside.h"
#include "convert/patchset.h"
#include "convert/problem.h"

static const char command[] = "convert";

static const char description[] =
	"Runs all semantic patches as a pipeline over arch/, mm/ and include/, or the PATHs of\n"
	"the tree, and cuts the result into one patch for generic code (mm, include) and one for\n"
	"each directory below arch/. --output writes them as mails for git am into a\n"
	"directory that must be empty or not exist; --in-place changes the tree instead,\n"
	"all files or none. There is no Signed-off-by: that is for whoever sends them.\n"
	"\n"
	"Exit status: 0 converted, or nothing to convert; 2 trouble, nothing was written;\n"
	"3 incomplete: what was left out is named on standard error, the rest is written.";

struct convert {
	/* From the command line. */
	struct session session;
	char *output, *facts_path;
	gboolean in_place, no_facts;
	char **arguments;

	const struct tree *tree;	/* the session's */
	struct kinds *kinds;	/* what the check knows, or NULL */
	struct facts *facts;	/* the same for semantic patches */
	struct spatch *spatch;
	GPtrArray *patches;	/* struct semantic_patch *, owned */
	GPtrArray *paths;	/* relative to the tree, NULL-terminated, or NULL */
	char **areas;		/* of --arch, or NULL */
	GPtrArray *problems;
};

static bool parse(struct convert *convert, int argc, char **argv, GError **error)
{
	const GOptionEntry entries[] = {
		{ "output", 0, 0, G_OPTION_ARG_FILENAME, &convert->output,
		  "Write the patches into this new or empty directory", "DIR" },
		{ "in-place", 0, 0, G_OPTION_ARG_NONE, &convert->in_place,
		  "Change the tree instead", NULL },
		{ "no-facts", 0, 0, G_OPTION_ARG_NONE, &convert->no_facts,
		  "Do without the check: convert what semantic patches alone can", NULL },
		{ "facts", 0, 0, G_OPTION_ARG_FILENAME, &convert->facts_path,
		  "Write what the check knows of variables to FILE; enough by itself", "FILE" },
		{ G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &convert->arguments,
		  NULL, NULL },
		{ 0 },
	};

	return session_parse(&convert->session, entries,
			     "[PATH...] - convert a tree to struct ptdesc", description, &argc,
			     &argv, error);
}

static bool check_usage(struct convert *convert, GError **error)
{
	if (convert->output && convert->in_place)
		return coccinelle_usage(error, "give one of --output DIR and --in-place; see --help");
	if (!convert->output && !convert->in_place && !convert->facts_path)
		return coccinelle_usage(error, "give --output DIR, --in-place or --facts FILE; "
					"see --help");
	if (convert->facts_path && convert->no_facts)
		return coccinelle_usage(error, "--facts FILE and --no-facts exclude each other");
	return true;
}

static int by_name(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* What there is below arch/, for the user to choose from. */
static char *list_architectures(const struct tree *tree)
{
	g_autofree char *path = g_build_filename(tree->path, "arch", NULL);
	g_autoptr(GDir) entries = g_dir_open(path, 0, NULL);
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	const char *name;

	while (entries && (name = g_dir_read_name(entries))) {
		g_autofree char *entry = g_build_filename(path, name, NULL);

		if (g_file_test(entry, G_FILE_TEST_IS_DIR))
			g_ptr_array_add(names, g_strdup(name));
	}
	g_ptr_array_sort(names, by_name);
	g_ptr_array_add(names, NULL);
	return g_strjoinv(" ", (char **)names->pdata);
}

static bool read_areas(struct convert *convert, GError **error)
{
	const char *list = convert->session.arch;

	if (!list || !strcmp(list, "all"))
		return true;
	convert->areas = g_strsplit(list, ",", -1);
	for (char **area = convert->areas; *area; area++) {
		g_autofree char *path = g_build_filename(convert->tree->path, "arch", *area, NULL);
		g_autofree char *known = NULL;

		if (!strcmp(*area, "generic") ||
		    (**area && !strchr(*area, '/') && **area != '.' &&
		     g_file_test(path, G_FILE_TEST_IS_DIR)))
			continue;
		known = list_architectures(convert->tree);
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_USAGE,
			    "--arch: the tree has no architecture \"%s\": choose from all generic %s",
			    *area, known);
		return false;
	}
	return true;
}

static bool read_paths(struct convert *convert, GError **error)
{
	if (!convert->arguments)
		return true;
	convert->paths = g_ptr_array_new_with_free_func(g_free);
	for (char **argument = convert->arguments; *argument; argument++) {
		char *path = tree_relative(convert->tree, *argument, error);

		if (!path)
			return false;
		g_ptr_array_add(convert->paths, path);
	}
	g_ptr_array_add(convert->paths, NULL);
	return true;
}

/* A newer semantic patch than our spatch is left out, by name. */
static void drop_too_new(struct convert *convert)
{
	for (unsigned int i = 0; i < convert->patches->len;) {
		const struct semantic_patch *patch = convert->patches->pdata[i];
		const char *fault = spatch_too_old(convert->spatch, patch) ?
			"requires a newer spatch" : "has no patch mode";

		if (!spatch_too_old(convert->spatch, patch) &&
		    semantic_patch_has_mode(patch, COCCI_PATCH)) {
			i++;
			continue;
		}
		problems_add(convert->problems, "%s: %s", patch->path, fault);
		g_ptr_array_remove_index(convert->patches, i);
	}
}

static bool prepare(struct convert *convert, int argc, char **argv, GError **error)
{
	if (!parse(convert, argc, argv, error) || !check_usage(convert, error))
		return false;
	if (!session_open_tree(&convert->session, error))
		return false;
	convert->tree = convert->session.tree;
	if (!read_areas(convert, error) || !read_paths(convert, error))
		return false;
	if (convert->output && (!outside_check(convert->tree, convert->output, error) ||
				!patchset_check_directory(convert->output, error)))
		return false;
	convert->patches = cocci_series_read(cmd_data_directory("cocci"), error);
	convert->spatch = convert->patches ? spatch_find(NULL, error) : NULL;
	if (!convert->spatch)
		return false;
	drop_too_new(convert);
	return true;
}

static bool is_wanted(const struct convert *convert, const char *file)
{
	g_auto(GStrv) parts = g_strsplit(file, "/", 3);
	bool generic = strcmp(parts[0], "arch") || !parts[1] || !parts[2];

	return !convert->areas || g_strv_contains((const char *const *)convert->areas,
						  generic ? "generic" : parts[1]);
}

/* "arch/x86/mm" -> "x86"; NULL for what is not below one architecture. */
static char *architecture_of(const char *path)
{
	g_auto(GStrv) parts = g_strsplit(path, "/", 3);

	return !strcmp(parts[0], "arch") && parts[1] && *parts[1] ? g_strdup(parts[1]) : NULL;
}

/* The architectures that see what is converted, for g_free(); NULL: all of them. */
static char *concerned(const struct convert *convert)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);

	if (convert->areas)
		return g_strv_contains((const char *const *)convert->areas, "generic") ? NULL :
			g_strjoinv(",", convert->areas);
	for (unsigned int i = 0; convert->paths && i + 1 < convert->paths->len; i++) {
		char *name = architecture_of(convert->paths->pdata[i]);

		if (!name)
			return NULL;
		g_ptr_array_add(names, name);
	}
	g_ptr_array_add(names, NULL);
	return convert->paths ? g_strjoinv(",", (char **)names->pdata) : NULL;
}

static bool collect_facts(struct convert *convert, GError **error)
{
	g_autofree char *list = concerned(convert);

	if (convert->no_facts)
		return true;
	if (!session_open_rules(&convert->session, error))
		return false;
	convert->kinds = convert_facts_collect(&convert->session, list, &convert->facts,
					       convert->problems);
	return !convert->kinds || !convert->facts_path ||
		convert_facts_write(convert->kinds, convert->facts_path, error);
}

static bool is_below(const char *file, const char *const *paths)
{
	for (; *paths; paths++) {
		size_t length = strlen(*paths);

		if (!strcmp(*paths, ".") ||
		    (!strncmp(file, *paths, length) && (!file[length] || file[length] == '/')))
			return true;
	}
	return false;
}

/* The files of @files and those below @paths of which something is known. */
static void add_known_files(const struct convert *convert, GPtrArray *files,
			    const char *const *paths)
{
	g_autoptr(GPtrArray) known = facts_files(convert->facts);

	for (unsigned int i = 0; i < known->len; i++)
		if (is_below(known->pdata[i], paths) &&
		    !g_ptr_array_find_with_equal_func(files, known->pdata[i], g_str_equal, NULL))
			g_ptr_array_add(files, g_strdup(known->pdata[i]));
	g_ptr_array_sort(files, by_name);
}

static GPtrArray *find_files(struct convert *convert, GError **error)
{
	const char *const *paths = convert->paths ?
		(const char *const *)convert->paths->pdata : candidates_usual;
	GPtrArray *files = candidates_find(convert->tree, convert->patches, paths,
					   convert->problems, error);

	if (files && convert->facts)
		add_known_files(convert, files, paths);
	for (unsigned int i = 0; files && i < files->len;)
		if (is_wanted(convert, files->pdata[i]))
			i++;
		else
			g_ptr_array_remove_index(files, i);
	return files;
}

static struct conversion *convert_tree(struct convert *convert, GError **error)
{
	g_autoptr(GPtrArray) files = find_files(convert, error);
	struct convert_request request = {
		.tree = convert->tree,
		.spatch = convert->spatch,
		.patches = convert->patches,
		.files = files,
		.facts = convert->facts,
		.jobs = (unsigned int)convert->session.jobs,
	};
	struct conversion *conversion =
		files ? convert_files(&request, convert->problems, error) : NULL;

	if (conversion && !convert_compile(&convert->session, conversion, &request,
					   convert->problems, error))
		g_clear_pointer(&conversion, conversion_free);
	return conversion;
}

static const char *plural(unsigned int count)
{
	return count == 1 ? "" : "s";
}

static void print_steps(const struct convert *convert, const struct conversion *conversion)
{
	for (unsigned int patch = 0; patch < convert->patches->len; patch++) {
		const struct semantic_patch *semantic = convert->patches->pdata[patch];
		unsigned int hunks = 0, files = 0;

		for (unsigned int i = 0; i < conversion->steps->len; i++) {
			const struct conversion_step *step = conversion->steps->pdata[i];

			if (step->patch != patch)
				continue;
			hunks += step->hunks;
			files++;
		}
		printf("%s: %u hunk%s in %u file%s\n", semantic->name, hunks, plural(hunks), files,
		       plural(files));
	}
}

static void print_parts(const struct convert *convert, const GPtrArray *parts)
{
	for (unsigned int i = 0; i < parts->len; i++) {
		const struct patchset_part *part = parts->pdata[i];

		printf("%s/%s: %u file%s\n", convert->output, part->name, part->diffs->len,
		       plural(part->diffs->len));
	}
}

static bool deliver(const struct convert *convert, const struct conversion *conversion,
		    GError **error)
{
	unsigned int files = conversion->diffs->len;
	g_autoptr(GPtrArray) parts = patchset_split(conversion);

	if (!files) {
		puts("Nothing to convert.");
		return true;
	}
	if (convert->in_place) {
		if (!inplace_apply(conversion, error))
			return false;
		printf("%u file%s converted in %s\n", files, plural(files), convert->tree->path);
	} else {
		if (!patchset_write(parts, conversion, convert->patches, convert->output, error))
			return false;
		print_parts(convert, parts);
		printf("%u patch%s for %u file%s\n", parts->len, parts->len == 1 ? "" : "es", files,
		       plural(files));
	}
	print_steps(convert, conversion);
	return true;
}

/* Facts may be all that is wanted. */
static bool is_asked_to_convert(const struct convert *convert)
{
	return convert->output || convert->in_place;
}

static void clear(struct convert *convert)
{
	g_free(convert->output);
	g_free(convert->facts_path);
	g_strfreev(convert->arguments);
	g_strfreev(convert->areas);
	facts_free(convert->facts);
	kinds_free(convert->kinds);
	session_clear(&convert->session);
	spatch_free(convert->spatch);
	g_clear_pointer(&convert->patches, g_ptr_array_unref);
	g_clear_pointer(&convert->paths, g_ptr_array_unref);
	g_clear_pointer(&convert->problems, g_ptr_array_unref);
}

int cmd_convert(int argc, char **argv)
{
	struct convert convert = { 0 };
	struct conversion *conversion = NULL;
	GError *error = NULL;
	int status;

	convert.problems = problems_new();
	if (prepare(&convert, argc, argv, &error) && collect_facts(&convert, &error) &&
	    is_asked_to_convert(&convert))
		conversion = convert_tree(&convert, &error);
	if (conversion)
		deliver(&convert, conversion, &error);
	status = error ? cmd_fail(command, error) : coccinelle_report(command, convert.problems);
	conversion_free(conversion);
	clear(&convert);
	return status;
}
