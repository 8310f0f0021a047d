// SPDX-License-Identifier: GPL-2.0-or-later
#include "tree/pch_share.h"

#include <string.h>

static const char *flag_at(const json_t *flags, size_t i)
{
	return json_string_value(json_array_get(flags, i));
}

/* @file as seen from the directory of @flag, "-I...", or NULL. */
static const char *below(const char *flag, const char *file)
{
	const char *directory = flag + strlen("-I");
	size_t length = strlen(directory);

	if (!g_str_has_prefix(flag, "-I") || strncmp(file, directory, length) ||
	    file[length] != '/')
		return NULL;
	return file + length + 1;
}

/* Whether @file might also be found below @directory by a name that finds it by @base. */
static bool is_shadowed(const json_t *base, const char *file, const char *directory)
{
	for (size_t i = 0; i < json_array_size(base); i++) {
		const char *name = below(flag_at(base, i), file);
		g_autofree char *other = name ? g_build_filename(directory, name, NULL) : NULL;

		if (other && strcmp(other, file) && g_file_test(other, G_FILE_TEST_EXISTS))
			return true;
	}
	return false;
}

static bool is_harmless(const json_t *base, const char *flag, GHashTable *macros,
			const char *const *files)
{
	if (g_str_has_prefix(flag, "-D"))
		return !strchr(flag, '=') &&
		       !g_hash_table_contains(macros, flag + strlen("-D"));
	if (!g_str_has_prefix(flag, "-I") || !flag[strlen("-I")])
		return false;
	for (; *files; files++)
		if (is_shadowed(base, *files, flag + strlen("-I")))
			return false;
	return true;
}

bool pch_can_share(const json_t *base, const json_t *flags, GHashTable *macros,
		   const char *const *files)
{
	size_t matched = 0;

	for (size_t i = 0; i < json_array_size(flags); i++) {
		const char *flag = flag_at(flags, i);

		if (matched < json_array_size(base) && !strcmp(flag, flag_at(base, matched)))
			matched++;
		else if (!is_harmless(base, flag, macros, files))
			return false;
	}
	return matched == json_array_size(base);
}
