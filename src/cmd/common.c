// SPDX-License-Identifier: GPL-2.0-or-later
/* What the subcommands share. */
#include "cmd/cmd.h"

#include <stdio.h>

#include "base/error.h"

/* build/ptdesc finds rules/ and cocci/ beside build/; an installed one in its data directory. */
static char *find_data(const char *name)
{
	const char *chosen = g_getenv("PTDESC_DATA");
	g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
	g_autofree char *directory = self ? g_path_get_dirname(self) : g_strdup(".");
	char *path;

	if (chosen)
		return g_build_filename(chosen, name, NULL);
	path = g_build_filename(directory, "..", name, NULL);
	if (!g_file_test(path, G_FILE_TEST_IS_DIR)) {
		g_free(path);
		path = g_build_filename(PTDESC_DATA_DIR, name, NULL);
	}
	return path;
}

const char *cmd_data_directory(const char *name)
{
	static GHashTable *known;

	if (!known)
		known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	if (!g_hash_table_contains(known, name)) {
		g_autofree char *path = find_data(name);

		g_hash_table_insert(known, g_strdup(name), g_canonicalize_filename(path, NULL));
	}
	return g_hash_table_lookup(known, name);
}

int cmd_fail(const char *command, GError *error)
{
	int status = ptdesc_error_exit(error);

	fprintf(stderr, "ptdesc %s: %s\n", command, error->message);
	g_error_free(error);
	return status;
}
