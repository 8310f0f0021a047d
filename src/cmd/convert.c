// SPDX-License-Identifier: GPL-2.0-or-later
/* Makes the conversion of a tree a series of patches, or a change of the tree. */
#include "cmd/cmd.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/strings.h"
#include "cmd/bootstrap.h"
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
	"With --bootstrap the series begins with what a tree without struct ptdesc lacks: the\n"
	"struct, laid over the tree's struct page as it is measured on some variants, and the\n"
	"functions that the semantic patches call.\n"
	"\n"
	"Exit status: 0 converted, or nothing to convert; 2 trouble, nothing was written;\n"
	"3 incomplete: what was left out is named on standard error, the rest is written.";

struct convert {
	/* From the command line. */
	struct session session;
	char *output, *facts_path, *facts_on, *variants;
	gboolean in_place, no_facts, bootstrap;
	char **arguments;

	const struct tree *tree;	/* the session's */
	struct kinds *kinds;	/* what the check knows, or NULL */
	struct facts *facts;	/* the same for semantic patches */
	struct spatch *spatch;
	GPtrArray *patches;	/* struct semantic_patch *, owned */
	GPtrArray *paths;	/* relative to the tree, NULL-terminated, or NULL */
	char **areas;		/* of --arch, or NULL */
	GPtrArray *problems;
	struct bootstrapping bootstrapping;
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
		{ "bootstrap", 0, 0, G_OPTION_ARG_NONE, &convert->bootstrap,
		  "Add struct ptdesc and its functions to a tree that lacks them", NULL },
		{ "variants", 0, 0, G_OPTION_ARG_STRING, &convert->variants,
		  "Measure struct page on these (default: some of each kind)", "LIST" },
		{ "facts-on", 0, 0, G_OPTION_ARG_STRING, &convert->facts_on,
		  "Check these variants alone (default: all that see what is converted)", "LIST" },
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
	if ((convert->facts_path || convert->facts_on) && convert->no_facts)
		return coccinelle_usage(error, "--no-facts goes with neither --facts nor "
					"--facts-on; see --help");
	if (convert->variants && !convert->bootstrap)
		return coccinelle_usage(error, "--variants goes with --bootstrap; see --help");
	return true;
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
	strings_sort(names);
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

static GHashTable *texts_of(const struct convert *convert)
{
	const struct bootstrap *bootstrap = convert->bootstrapping.bootstrap;

	return bootstrap ? bootstrap_texts(bootstrap) : NULL;
}

static GPtrArray *find_files(struct convert *convert, GError **error)
{
	const char *const *paths = convert->paths ?
		(const char *const *)convert->paths->pdata : candidates_usual;
	GPtrArray *files = candidates_find(convert->tree, convert->patches, paths,
					   convert->problems, error);

	if (files && convert->facts)
		convert_facts_add_files(convert->facts, files, paths);
	for (unsigned int i = 0; files && i < files->len;)
		if (is_wanted(convert, files->pdata[i]))
			i++;
		else
			g_ptr_array_remove_index(files, i);
	return files;
}

static bool start_bootstrap(struct convert *convert, GError **error)
{
	struct bootstrap_request request = {
		.tree = convert->tree,
		.rules_dir = cmd_data_directory("rules"),
		.cocci_dir = cmd_data_directory("cocci"),
		.spatch = convert->spatch,
		.jobs = (unsigned int)convert->session.jobs,
		.problems = convert->problems,
	};

	return !convert->bootstrap ||
	       bootstrapping_start(&convert->bootstrapping, &request, convert->variants, error);
}

static struct conversion *convert_tree(struct convert *convert, GError **error)
{
	g_autoptr(GPtrArray) files = find_files(convert, error);
	struct convert_request request = {
		.tree = convert->tree,
		.base = texts_of(convert),
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
		g_autofree char *name = patchset_name(parts, i);

		printf("%s/%s: %u file%s\n", convert->output, name, part->diffs->len,
		       plural(part->diffs->len));
	}
}

static void add_bootstrap_parts(GPtrArray *parts, const GPtrArray *from)
{
	for (unsigned int i = 0; i < from->len; i++) {
		const struct bootstrap_part *part = from->pdata[i];

		patchset_add_whole(parts, part->conversion, part->title, part->description);
	}
}

static bool write_series(const struct convert *convert, const struct conversion *conversion,
			 GError **error)
{
	const struct bootstrap *bootstrap = convert->bootstrapping.bootstrap;
	g_autoptr(GPtrArray) parts = patchset_new();
	unsigned int files = bootstrap ? g_hash_table_size(bootstrap_texts(bootstrap)) :
			     conversion->diffs->len;

	if (bootstrap)
		add_bootstrap_parts(parts, bootstrap_leading(bootstrap));
	patchset_add(parts, conversion, convert->patches);
	if (bootstrap)
		add_bootstrap_parts(parts, bootstrap_trailing(bootstrap));
	if (!parts->len) {
		puts("Nothing to convert.");
		return true;
	}
	if (!patchset_write(parts, convert->output, error))
		return false;
	print_parts(convert, parts);
	printf("%u patch%s for %u file%s\n", parts->len, parts->len == 1 ? "" : "es", files,
	       plural(files));
	print_steps(convert, conversion);
	return true;
}

static bool change_tree(const struct convert *convert, const struct conversion *conversion,
			GError **error)
{
	unsigned int files = conversion->diffs->len;

	if (!files) {
		puts("Nothing to convert.");
		return true;
	}
	if (!inplace_apply(conversion, error))
		return false;
	printf("%u file%s converted in %s\n", files, plural(files), convert->tree->path);
	return true;
}

/* Facts may be all that is wanted. */
static bool is_asked_to_convert(const struct convert *convert)
{
	return convert->output || convert->in_place;
}

/* What was added and what was converted, as one change of the tree. */
static bool change_all(const struct convert *convert, GError **error)
{
	struct conversion *whole = conversion_of_texts(convert->tree, NULL, texts_of(convert),
						       convert->problems, error);
	bool ok = whole && change_tree(convert, whole, error);

	conversion_free(whole);
	return ok;
}

static bool deliver(const struct convert *convert, const struct conversion *conversion,
		    GError **error)
{
	const struct bootstrap *bootstrap = convert->bootstrapping.bootstrap;
	bool ok;

	if (!convert->in_place)
		ok = write_series(convert, conversion, error);
	else if (bootstrap)
		ok = change_all(convert, error);
	else
		ok = change_tree(convert, conversion, error);
	if (ok && convert->in_place && conversion->diffs->len)
		print_steps(convert, conversion);
	for (unsigned int i = 0; ok && bootstrap && i < bootstrap_notes(bootstrap)->len; i++)
		puts(bootstrap_notes(bootstrap)->pdata[i]);
	return ok;
}

static void clear(struct convert *convert)
{
	g_free(convert->output);
	g_free(convert->facts_path);
	g_free(convert->facts_on);
	g_free(convert->variants);
	bootstrapping_clear(&convert->bootstrapping);
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

static bool collect_facts(struct convert *convert, GError **error)
{
	const char *const *paths = convert->paths ?
		(const char *const *)convert->paths->pdata : NULL;
	g_autofree char *list = convert->facts_on ? g_strdup(convert->facts_on) :
		convert_facts_variants((const char *const *)convert->areas, paths);

	if (convert->no_facts)
		return true;
	if (!session_open_rules(&convert->session, error) ||
	    (convert->facts_on && !session_choose(&convert->session, list, error)))
		return false;
	convert->kinds = convert_facts_collect(&convert->session, list, &convert->facts,
					       convert->problems);
	return !convert->kinds || !convert->facts_path ||
		convert_facts_write(convert->kinds, convert->facts_path, error);
}

/* Nothing is written before all of it is known. */
static bool convert_all(struct convert *convert, GError **error)
{
	struct bootstrap *bootstrap;
	struct conversion *conversion;
	bool ok;

	if (!collect_facts(convert, error))
		return false;
	if (!is_asked_to_convert(convert))
		return true;
	if (!start_bootstrap(convert, error))
		return false;
	conversion = convert_tree(convert, error);
	bootstrap = convert->bootstrapping.bootstrap;
	ok = conversion && (!bootstrap || bootstrap_after(bootstrap, conversion, error)) &&
	     deliver(convert, conversion, error);
	conversion_free(conversion);
	return ok;
}

int cmd_convert(int argc, char **argv)
{
	struct convert convert = { 0 };
	GError *error = NULL;
	int status;

	convert.problems = problems_new();
	if (prepare(&convert, argc, argv, &error) && convert_all(&convert, &error)) {
		status = coccinelle_report(command, convert.problems);
	} else {
		/* Why nothing could be measured, say. */
		if (convert.bootstrapping.bootstrap)
			coccinelle_report(command, convert.problems);
		status = cmd_fail(command, error);
	}
	clear(&convert);
	return status;
}
