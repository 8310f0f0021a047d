// SPDX-License-Identifier: GPL-2.0-or-later
#include "tree/symbols.h"

#include <string.h>
#include <glib.h>

#include "base/file.h"
#include "tree/walk.h"
#include "tree/words.h"

struct symbols {
	const char *path;
	GMutex lock;
	struct words *words;	/* NULL until first asked */
};

struct symbols *symbols_new(const char *path)
{
	struct symbols *symbols = g_new0(struct symbols, 1);

	symbols->path = path;
	g_mutex_init(&symbols->lock);
	return symbols;
}

void symbols_free(struct symbols *symbols)
{
	if (!symbols)
		return;
	words_free(symbols->words);
	g_mutex_clear(&symbols->lock);
	g_free(symbols);
}

static void add_symbol(const char *word, size_t length, void *data)
{
	words_add(data, word, length);
}

static void read_header(const char *path, const char *name, void *data)
{
	struct symbols *symbols = data;
	g_autofree char *full = NULL;
	g_autofree char *text = NULL;
	size_t length;

	/* Device tree constants: a third of the files, and no C. */
	if (!g_str_has_suffix(name, ".h") || g_str_has_prefix(path, "include/dt-bindings/"))
		return;
	full = g_build_filename(symbols->path, path, NULL);
	text = file_read(full, &length, NULL);
	if (text)
		words_each(text, length, add_symbol, symbols->words);
}

static void read_headers(struct symbols *symbols)
{
	g_autofree char *archs = g_build_filename(symbols->path, "arch", NULL);
	g_autoptr(GDir) dir = g_dir_open(archs, 0, NULL);
	const char *arch;

	symbols->words = words_new(NULL);
	walk_files(symbols->path, "include", read_header, symbols);
	while (dir && (arch = g_dir_read_name(dir))) {
		g_autofree char *headers = g_build_filename("arch", arch, "include", NULL);

		walk_files(symbols->path, headers, read_header, symbols);
	}
}

bool symbols_contain(struct symbols *symbols, const char *symbol)
{
	bool found;

	g_mutex_lock(&symbols->lock);
	if (!symbols->words)
		read_headers(symbols);
	found = words_contain(symbols->words, symbol, strlen(symbol));
	g_mutex_unlock(&symbols->lock);
	return found;
}
