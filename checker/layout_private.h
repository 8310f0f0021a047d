/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CHECKER_LAYOUT_PRIVATE_H
#define PTDESC_CHECKER_LAYOUT_PRIVATE_H

#include <clang-c/Index.h>
#include "checker/layout.h"

/* Parses @probe; NULL with @error.  For clang_disposeTranslationUnit(). */
CXTranslationUnit layout_parse(CXIndex index, const struct layout_probe *probe, GError **error);

/* Adds "file:line: message" for each error of @unit. */
void layout_collect_errors(CXTranslationUnit unit, GPtrArray *errors);

/* The definition of struct @record, a null cursor when there is none. */
CXCursor layout_find_record(CXTranslationUnit unit, const char *record);

#endif
