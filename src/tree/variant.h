/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_TREE_VARIANT_H
#define PTDESC_TREE_VARIANT_H

#include <stdbool.h>
#include <glib.h>

/*
 * One way to build the kernel: an architecture with a configuration.  Read
 * from rules/variants.yaml, whose keys are these members.
 */
struct variant {
	char *name;		/* "x86_64", unique */
	char *arch;		/* "x86": the directory under arch/ */
	char *make_arch;	/* ARCH= for Kbuild where it is not @arch ("i386"), or NULL */
	char **make;		/* more variables for make, "SUBARCH=x86"; may be NULL */
	unsigned int make_count;
	char **config;		/* fragments over allmodconfig, "CONFIG_X=y"; may be NULL */
	unsigned int config_count;
	char *triple;		/* clang target of the stand-in where clang cannot generate
				 * code for the architecture, or NULL (recipe A) */
	char *assembler_triple;	/* target for -S where it is not @triple, or NULL */
	char **macros;		/* -D/-U set of the stand-in; may be NULL */
	unsigned int macros_count;
	char **boot;		/* Kbuild targets in directories of their own, which hold what
				 * the kernel proper is not made of; may be NULL */
	unsigned int boot_count;
	char **needs;		/* CONFIG_* names; the variant is for trees whose Kconfig has
				 * all of them; may be NULL */
	unsigned int needs_count;
};

struct variants {
	struct variant *list;	/* key "variants" */
	unsigned int list_count;
};

/*
 * Loads @rules_dir/variants.yaml.  NULL with PTDESC_ERROR_USAGE naming file,
 * line and what is wrong.  Free with variants_free().
 */
struct variants *variants_load(const char *rules_dir, GError **error);
void variants_free(struct variants *variants);

/*
 * The variants that @list names: "all", or a comma-separated mix of
 * architecture and variant names, in the table's order, each once.  Elements are
 * borrowed from @variants; free the array with g_ptr_array_unref().  NULL with
 * PTDESC_ERROR_USAGE for a name that is neither, listing what there is.
 */
GPtrArray *variants_select(const struct variants *variants, const char *list,
			   GError **error);

/*
 * The architectures of the tree at @path that no variant is for, sorted; an array of owned
 * names, for g_ptr_array_unref().
 */
GPtrArray *variants_unknown(const struct variants *variants, const char *path);

/* Whether the tree at @path has the architecture and the Kconfig symbols of @variant. */
bool variant_fits(const struct variant *variant, const char *path);

#endif
