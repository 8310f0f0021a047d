/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_TREE_PREPARE_H
#define PTDESC_TREE_PREPARE_H

#include <stdbool.h>
#include <glib.h>
#include "tree/tree.h"
#include "tree/variant.h"

/*
 * One translation unit: a .c file and the compiler's flags for it.  A file that
 * is compiled twice with different flags is two units.
 */
struct unit {
	const char *file;	/* relative to the tree: "mm/memory.c" */
	const char **flags;	/* NULL-terminated, for libclang, without the file itself;
				 * paths in them are absolute */
	const char *pch;	/* precompiled header for these flags, or NULL: use it with
				 * "-include-pch", it, "-Xclang", "-fno-validate-pch", and
				 * parse again without it on any error */
};

/*
 * A variant whose generated headers and compiler flags are at hand.  Units and
 * their strings live as long as it.
 */
struct prepared {
	const struct variant *variant;	/* borrowed */
	char *directory;	/* the object directory, absolute */
	GPtrArray *units;	/* of struct unit, sorted by file, owned */
	GHashTable *pch_sums;	/* path of each precompiled header -> text that stands for what
				 * is in it, for pch_is_intact(), both owned */
	GPtrArray *notes;	/* of char *, owned: what did not go as asked, such as a
				 * fragment that Kconfig did not take */
	GPtrArray *gaps;	/* of char *, owned: why units may be missing */
	GStringChunk *strings;	/* of the units */
	int use;		/* descriptor of a lock: while it is open, no run changes what is
				 * in the directory */
};

struct prepare_options {
	const char *rules_dir;	/* where shim/ is, borrowed */
	unsigned int jobs;
	unsigned int timeout;	/* seconds for one step of Kbuild; 0: half an hour */
	bool no_pch;
	GHashTable *wanted;	/* set of files, relative to the tree, for which precompiled
				 * headers are made; borrowed */
	const char *const *extra;	/* more directories to get flags for, as Kbuild
					 * goals ("kernel/"), NULL-terminated, or NULL */
	/* Told, from any thread but one at a time, what is being done; or NULL. */
	void (*progress)(const char *variant, const char *step, void *data);
	void *progress_data;
};

/*
 * Makes the generated headers of each of @variants for @tree, out of tree, by
 * running the tree's own Kbuild, and collects the flags of every translation unit
 * under mm/ and arch/.  Cached under the ptdesc cache, one directory a tree and variant,
 * brought up to date when the tree's headers, makefiles or Kconfig changed; safe to
 * run concurrently.
 *
 * Returns an array of struct prepared in the order of @variants (free with
 * g_ptr_array_unref()); a variant is passed over when the tree has not its architecture
 * or a Kconfig symbol that it needs.  Variants that fail are left out and described in
 * @failures (owned strings: variant, Kbuild target, the last lines it printed), as are the
 * gaps of the others.  NULL with @error only when nothing could be done at all, for a reason
 * that is not in the tree.
 */
GPtrArray *prepare_variants(const struct tree *tree, const GPtrArray *variants,
			    const struct prepare_options *options,
			    GPtrArray *failures, GError **error);

/* A unit whose flags do for headers, one of mm/ if there is one; NULL where there is none. */
const struct unit *prepared_common_unit(const struct prepared *prepared);

/* The unit of @file, or of a neighbour whose flags a new file would get, or NULL. */
const struct unit *prepared_unit_like(const struct prepared *prepared, const char *file);

#endif
