/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_TREE_COMPILER_H
#define PTDESC_TREE_COMPILER_H

#include <glib.h>

/* The clang that Kbuild is given and that precompiles headers. */
struct compiler {
	char *path;
	char *version;		/* the first line of --version, part of cache keys */
};

/*
 * The first of clang-19, clang and the other versions from 17 on that is in
 * PATH; 16 and older show libclang no operators.  NULL with PTDESC_ERROR_USAGE
 * saying what to install.  Free with compiler_free().
 */
struct compiler *compiler_find(GError **error);
void compiler_free(struct compiler *compiler);

#endif
