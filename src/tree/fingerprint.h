/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_TREE_FINGERPRINT_H
#define PTDESC_TREE_FINGERPRINT_H

#include <stdint.h>
#include "tree/tree.h"
#include "tree/variant.h"

/*
 * Sums over names, sizes and modification times of what generated headers and
 * flags are made from.  Contents are not read: make does not look at them
 * either, and a checkout or an editor always touches the time.  An edit that keeps size and
 * time, or comes within the same tick of the clock as the one before, is not noticed; a
 * clock that is wrong does no harm, for times are only compared for being the same.
 * What is parsed goes by content (checker/cache.h) and not by this.
 *
 * fingerprint_common(): what all architectures share, namely every Makefile,
 * Kbuild and Kconfig file, scripts/, include/ and kernel/bounds.c.
 * fingerprint_arch(): everything of the variant's architecture except its .c
 * files, and with asm-offsets.c.
 */
uint64_t fingerprint_common(const struct tree *tree);
uint64_t fingerprint_arch(const struct tree *tree, const struct variant *variant);

/*
 * Over names and sizes of what Kbuild makes in @directory for the compiler to read: whether
 * it is all there still.  Times are left out, for make touches files that it leaves alone.
 */
uint64_t fingerprint_made(const char *directory);

/* Over all files below @directory, by content. */
uint64_t fingerprint_contents(const char *directory);

#endif
