// SPDX-License-Identifier: GPL-2.0-or-later
/* What the subcommands share. */
#include "cmd/cmd.h"

#include <stdio.h>

#include "base/error.h"

/*
 * build/ptdesc finds rules/ and cocci/ beside build/, an installed one in share/
 * beside bin/, and one built elsewhere (O=) in the sources it was built from.
 */
static char *find_data(const char *name)
{
	g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
	g_autofree char *directory = self ? g_path_get_dirname(self) : g_strdup(".");
	g_autofree char *beside = g_build_filename(directory, "..", NULL);
	g_autofree char *shared = g_build_filename(directory, "..", "share", "ptdesc", NULL);
	const char *const places[] = { beside, shared, PTDESC_SOURCE_DIR };
	const char *chosen = g_getenv("PTDESC_DATA");

	for (size_t i = 0; !chosen && i < G_N_ELEMENTS(places); i++) {
		g_autofree char *path = g_build_filename(places[i], name, NULL);

		if (g_file_test(path, G_FILE_TEST_IS_DIR))
			return g_steal_pointer(&path);
	}
	return g_build_filename(chosen ? chosen : PTDESC_DATA_DIR, name, NULL);
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
