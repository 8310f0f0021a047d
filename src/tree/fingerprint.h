/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_TREE_FINGERPRINT_H
#define PTDESC_TREE_FINGERPRINT_H

#include <stdint.h>
#include "tree/tree.h"
#include "tree/variant.h"

/*
 * Sums over names, sizes and modification times of what generated headers and
 * flags are made from.  Contents are not read: make does not look at them
 * either, and a checkout or an editor always touches the time.
 *
 * fingerprint_common(): what all architectures share, namely every Makefile,
 * Kbuild and Kconfig file, scripts/, include/ and kernel/bounds.c.
 * fingerprint_arch(): everything of the variant's architecture except its .c
 * files, and with asm-offsets.c.
 */
uint64_t fingerprint_common(const struct tree *tree);
uint64_t fingerprint_arch(const struct tree *tree, const struct variant *variant);

/* The same over all files below @directory, by content. */
uint64_t fingerprint_contents(const char *directory);

#endif
