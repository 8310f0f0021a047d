/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_TREE_DIRECTIVES_H
#define PTDESC_TREE_DIRECTIVES_H

#include <stdbool.h>
#include <glib.h>

/*
 * What a source says to the preprocessor, read from its text.
 *
 * A unit that defines a macro before it includes a header which tests the macro sees
 * another header than the precompiled one.
 */

/*
 * Adds the macros on which it depends what the header @text declares to the set @names
 * of strings of its own.  None for a header without include guard, for
 * it is read anew wherever it is included; and not the guard, nor a macro that is
 * only given a default ("#ifndef X", "#define X ..."): a later definition replaces it; nor
 * what is tested together with ("&&") an option CONFIG_* that is not in the set @options.
 */
void directives_add_tested(const char *text, GHashTable *options, GHashTable *names);

/* The macros that @text defines, as a set of strings of its own. */
GHashTable *directives_defined(const char *text);

/* Whether @text defines or undefines one of the set @names before one of its #include. */
bool directives_define_any(const char *text, GHashTable *names);

#endif
