// SPDX-License-Identifier: GPL-2.0-or-later
#include "tree/fingerprint.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <xxhash.h>

#include "base/file.h"
#include "tree/walk.h"

struct fingerprint {
	const char *root;
	uint64_t sum;
};

/* Sums, for directories list their entries in no certain order. */
static void add_status(struct fingerprint *fingerprint, const char *path)
{
	g_autofree char *full = g_build_filename(fingerprint->root, path, NULL);
	g_autofree char *record = NULL;
	struct stat status;

	if (stat(full, &status) < 0)
		return;
	record = g_strdup_printf("%s %jd %jd.%09ld", path, (intmax_t)status.st_size,
				 (intmax_t)status.st_mtim.tv_sec, status.st_mtim.tv_nsec);
	fingerprint->sum += XXH3_64bits(record, strlen(record));
}

static void add_any(const char *path, const char *name, void *data)
{
	(void)name;
	add_status(data, path);
}

static bool is_build_file(const char *name)
{
	return g_str_has_prefix(name, "Makefile") || g_str_has_prefix(name, "Kbuild") ||
	       g_str_has_prefix(name, "Kconfig");
}

static void add_build_file(const char *path, const char *name, void *data)
{
	if (is_build_file(name))
		add_status(data, path);
}

static void add_arch_file(const char *path, const char *name, void *data)
{
	if (!g_str_has_suffix(name, ".c") || g_str_has_prefix(name, "asm-offsets"))
		add_status(data, path);
}

/* Build files outside of arch/, the big trees without any left out. */
static void add_build_files(struct fingerprint *fingerprint)
{
	static const char *const skipped[] = {
		"Documentation", "LICENSES", "arch", "include", "scripts", "tools", ".git", NULL
	};
	g_autoptr(GDir) dir = g_dir_open(fingerprint->root, 0, NULL);
	const char *name;

	while (dir && (name = g_dir_read_name(dir))) {
		g_autofree char *path = g_build_filename(fingerprint->root, name, NULL);

		if (g_strv_contains(skipped, name))
			continue;
		if (g_file_test(path, G_FILE_TEST_IS_DIR))
			walk_files(fingerprint->root, name, add_build_file, fingerprint);
		else if (is_build_file(name))
			add_status(fingerprint, name);
	}
}

uint64_t fingerprint_common(const struct tree *tree)
{
	struct fingerprint fingerprint = { .root = tree->path };

	add_build_files(&fingerprint);
	add_status(&fingerprint, "arch/Kconfig");
	add_status(&fingerprint, "kernel/bounds.c");
	walk_files(tree->path, "scripts", add_any, &fingerprint);
	walk_files(tree->path, "include", add_any, &fingerprint);
	return fingerprint.sum;
}

uint64_t fingerprint_arch(const struct tree *tree, const struct variant *variant)
{
	struct fingerprint fingerprint = { .root = tree->path };
	g_autofree char *own = g_build_filename("arch", variant->arch, NULL);

	walk_files(tree->path, own, add_arch_file, &fingerprint);
	for (unsigned int i = 0; i < variant->make_count; i++) {
		/* User mode Linux borrows the headers of the machine below. */
		if (g_str_has_prefix(variant->make[i], "SUBARCH=")) {
			g_autofree char *below = g_build_filename("arch", variant->make[i] +
								  strlen("SUBARCH="), NULL);

			walk_files(tree->path, below, add_arch_file, &fingerprint);
		}
	}
	return fingerprint.sum;
}

static void add_size(const char *path, const char *name, void *data)
{
	struct fingerprint *fingerprint = data;
	g_autofree char *full = g_build_filename(fingerprint->root, path, NULL);
	g_autofree char *record = NULL;
	struct stat status;

	(void)name;
	if (stat(full, &status) < 0)
		return;
	record = g_strdup_printf("%s %jd", path, (intmax_t)status.st_size);
	fingerprint->sum += XXH3_64bits(record, strlen(record));
}

uint64_t fingerprint_made(const char *directory)
{
	static const char *const places[] = {
		".config", "include/config/auto.conf", "include/generated", "arch", ".ptdesc/shim",
	};
	struct fingerprint fingerprint = { .root = directory };

	for (size_t i = 0; i < G_N_ELEMENTS(places); i++)
		walk_files(directory, places[i], add_size, &fingerprint);
	return fingerprint.sum;
}

static void add_content(const char *path, const char *name, void *data)
{
	struct fingerprint *fingerprint = data;
	g_autofree char *full = g_build_filename(fingerprint->root, path, NULL);
	size_t length;
	g_autofree char *text = file_read(full, &length, NULL);

	(void)name;
	if (text)
		fingerprint->sum += XXH3_64bits_withSeed(text, length,
							 XXH3_64bits(path, strlen(path)));
}

uint64_t fingerprint_contents(const char *directory)
{
	struct fingerprint fingerprint = { .root = directory };

	walk_files(directory, "", add_content, &fingerprint);
	return fingerprint.sum;
}
