/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_TREE_SYMBOLS_H
#define PTDESC_TREE_SYMBOLS_H

#include <stdbool.h>

/*
 * The identifiers that a tree's headers name.  They are read when the first
 * symbol is asked for and kept; several threads may ask at once.
 */
struct symbols;

/* An empty set for the tree at @path, which is borrowed.  Free with symbols_free(). */
struct symbols *symbols_new(const char *path);
void symbols_free(struct symbols *symbols);

bool symbols_contain(struct symbols *symbols, const char *symbol);

#endif
