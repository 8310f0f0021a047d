/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CONVERT_FACTS_RULE_H
#define PTDESC_CONVERT_FACTS_RULE_H

#include <glib.h>
#include "convert/cocci.h"

/*
 * The text of @patch with its rules for facts (facts.h) in the place of those for other
 * evidence, for @functions and @names, both "a, b, c" (NULL: any names).  For the caller to g_free();
 * NULL with PTDESC_ERROR_USAGE naming the file and the rule that is not there.
 */
char *facts_rule_fill(const struct semantic_patch *patch, const char *functions,
		      const char *names, GError **error);

#endif
