// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/session.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "checker/store.h"
#include "cmd/cmd.h"
#include "tree/index.h"

static GOptionGroup *common_options(struct session *session)
{
	const GOptionEntry entries[] = {
		{ "tree", 0, 0, G_OPTION_ARG_FILENAME, &session->tree_path,
		  "the kernel source tree, never written to (required)", "DIR" },
		{ "arch", 0, 0, G_OPTION_ARG_STRING, &session->arch,
		  "architectures or variants, comma-separated, or \"all\" (default)", "LIST" },
		{ "jobs", 'j', 0, G_OPTION_ARG_INT, &session->jobs,
		  "processes at once (default: all processors)", "N" },
		{ "timeout", 0, 0, G_OPTION_ARG_INT, &session->timeout,
		  "seconds for one translation unit (default: 120)", "N" },
		{ "rules", 0, 0, G_OPTION_ARG_FILENAME, &session->rules_dir,
		  "take the rules from DIR", "DIR" },
		{ "no-pch", 0, 0, G_OPTION_ARG_NONE, &session->no_pch,
		  "do without precompiled headers", NULL },
		{ "quiet", 'q', 0, G_OPTION_ARG_NONE, &session->quiet,
		  "say nothing of progress", NULL },
		{ NULL }
	};
	GOptionGroup *group = g_option_group_new("tree", "Tree options:", "", NULL, NULL);

	g_option_group_add_entries(group, entries);
	return group;
}

bool session_parse(struct session *session, const GOptionEntry *entries,
		   const char *parameters, const char *summary, int *argc, char ***argv,
		   GError **error)
{
	g_autoptr(GOptionContext) context = g_option_context_new(parameters);
	g_autoptr(GError) cause = NULL;

	g_option_context_set_main_group(context, common_options(session));
	if (entries)
		g_option_context_add_main_entries(context, entries, NULL);
	g_option_context_set_summary(context, summary);
	if (!g_option_context_parse(context, argc, argv, &cause)) {
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_USAGE, "%s (see --help)",
			    cause->message);
		return false;
	}
	if (!session->tree_path && !session->finds_tree) {
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_USAGE,
			    "which kernel tree? give --tree DIR (see --help)");
		return false;
	}
	if (session->jobs < 0 || session->timeout < 0) {
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_USAGE,
			    "--jobs and --timeout take a number above 0");
		return false;
	}
	if (!session->jobs)
		session->jobs = (int)g_get_num_processors();
	return true;
}

static bool tree_has_arch(const struct tree *tree, const char *arch)
{
	g_autofree char *path = g_build_filename(tree->path, "arch", arch, NULL);

	return g_file_test(path, G_FILE_TEST_IS_DIR);
}

/* What the tree lacks for @variant. */
static void refuse(const struct session *session, const struct variant *variant, GError **error)
{
	if (tree_has_arch(session->tree, variant->arch))
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_USAGE,
			    "%s has no %s%s for variant %s", session->tree->path,
			    variant->needs[0], variant->needs_count > 1 ? " or what goes with it" : "",
			    variant->name);
	else
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_USAGE,
			    "%s has no arch/%s for variant %s", session->tree->path,
			    variant->arch, variant->name);
}

/* What was named by itself must be there; of a group of variants, those the tree has are meant. */
static bool restrict_to_tree(struct session *session, const char *list, GError **error)
{
	g_auto(GStrv) names = g_strsplit_set(list, ", ", -1);

	for (unsigned int i = session->chosen->len; i-- > 0;) {
		const struct variant *variant = g_ptr_array_index(session->chosen, i);

		if (variant_fits(variant, session->tree->path))
			continue;
		if (g_strv_contains((const char *const *)names, variant->name) ||
		    (!tree_has_arch(session->tree, variant->arch) && strcmp(list, "all"))) {
			refuse(session, variant, error);
			return false;
		}
		g_ptr_array_remove_index(session->chosen, i);
	}
	return true;
}

bool session_choose(struct session *session, const char *list, GError **error)
{
	const char *names = list ? list : "all";

	g_clear_pointer(&session->chosen, g_ptr_array_unref);
	session->all = !strcmp(names, "all");
	session->chosen = variants_select(session->variants, names, error);
	return session->chosen && restrict_to_tree(session, names, error);
}

/* What other versions of the program made of the same tree, unless they are at it. */
static void remove_others(const char *directory, const char *hash, const char *own)
{
	g_autoptr(GDir) entries = g_dir_open(directory, 0, NULL);
	const char *name;

	while (entries && (name = g_dir_read_name(entries))) {
		g_autofree char *path = g_build_filename(directory, name, NULL);

		if (g_str_has_prefix(name, hash) && g_str_has_suffix(name, ".db") &&
		    strcmp(name, own))
			store_remove_unused(path);
	}
}

/* One store a tree and format: "$XDG_CACHE_HOME/ptdesc/facts/HASH-FORMAT.db". */
static char *facts_path(const struct tree *tree, GError **error)
{
	g_autofree char *directory = file_cache_directory("facts", error);
	g_autofree char *whole = g_compute_checksum_for_string(G_CHECKSUM_SHA256, tree->path, -1);
	g_autofree char *hash = g_strndup(whole, 16);
	g_autofree char *name = g_strconcat(hash, "-" STORE_FORMAT ".db", NULL);

	if (!directory)
		return NULL;
	remove_others(directory, hash, name);
	return g_build_filename(directory, name, NULL);
}

bool session_open_tree(struct session *session, GError **error)
{
	session->tree = tree_open(session->tree_path, error);
	return session->tree;
}

const char *session_rules_dir(const struct session *session)
{
	return session->rules_dir ? session->rules_dir : cmd_data_directory("rules");
}

bool session_open_rules(struct session *session, GError **error)
{
	const char *rules_dir = session_rules_dir(session);

	session->facts = facts_path(session->tree, error);
	if (!session->facts)
		return false;
	session->rules = rules_load(rules_dir, error);
	if (!session->rules)
		return false;
	session->variants = variants_load(rules_dir, error);
	return session->variants;
}

bool session_open(struct session *session, GError **error)
{
	return session_open_tree(session, error) && session_open_rules(session, error) &&
		session_choose(session, session->arch, error);
}

static void show_progress(const char *variant, const char *step, void *data)
{
	(void)data;
	fprintf(stderr, "preparing %s: %s\n", variant, step);
}

static bool index_tree(struct session *session, GError **error)
{
	g_autofree const char **words = rules_words(session->rules);

	session->unreadable = g_ptr_array_new_with_free_func(g_free);
	session->files = index_files(session->tree, NULL, words, session->unreadable, error);
	session->wanted = g_hash_table_new(g_str_hash, g_str_equal);
	for (unsigned int i = 0; session->files && i < session->files->len; i++)
		g_hash_table_add(session->wanted, g_ptr_array_index(session->files, i));
	return session->files != NULL;
}

/* An architecture that nobody prepares is not silently left out of all of them. */
static void add_unknown(const struct session *session)
{
	g_autoptr(GPtrArray) unknown = variants_unknown(session->variants, session->tree->path);

	if (!session->all)
		return;
	for (unsigned int i = 0; i < unknown->len; i++)
		g_ptr_array_add(session->failures,
				g_strdup_printf("%s: variants.yaml has no variant of arch/%s",
						(char *)g_ptr_array_index(unknown, i),
						(char *)g_ptr_array_index(unknown, i)));
}

bool session_prepare(struct session *session, GError **error)
{
	struct prepare_options options = {
		.rules_dir = session_rules_dir(session),
		.jobs = (unsigned int)session->jobs, .no_pch = session->no_pch,
		.extra = session->extra,
		.progress = !session->quiet && isatty(STDERR_FILENO) ? show_progress : NULL,
	};

	if (!index_tree(session, error))
		return false;
	options.wanted = session->wanted;
	session->failures = g_ptr_array_new_with_free_func(g_free);
	session->prepared = prepare_variants(session->tree, session->chosen, &options,
					     session->failures, error);
	add_unknown(session);
	return session->prepared != NULL;
}

struct check_options session_check_options(const struct session *session)
{
	return (struct check_options){
		.facts = session->facts, .files = session->files, .wanted = session->wanted,
		.unreadable = session->unreadable,
		.tree = session->tree, .rules = session->rules, .prepared = session->prepared,
		.jobs = (unsigned int)session->jobs, .timeout = (unsigned int)session->timeout,
	};
}

void session_add_failures(const struct session *session, struct check_result *result)
{
	for (unsigned int i = 0; i < session->failures->len; i++)
		check_add_problem(result->problems, NULL, NULL,
				  g_ptr_array_index(session->failures, i));
}

void session_clear(struct session *session)
{
	g_clear_pointer(&session->prepared, g_ptr_array_unref);
	g_clear_pointer(&session->failures, g_ptr_array_unref);
	g_clear_pointer(&session->wanted, g_hash_table_unref);
	g_clear_pointer(&session->files, g_ptr_array_unref);
	g_clear_pointer(&session->unreadable, g_ptr_array_unref);
	g_clear_pointer(&session->chosen, g_ptr_array_unref);
	g_clear_pointer(&session->variants, variants_free);
	g_clear_pointer(&session->rules, rules_free);
	g_clear_pointer(&session->tree, tree_free);
	g_free(session->tree_path);
	g_free(session->arch);
	g_free(session->rules_dir);
	g_free(session->facts);
}
