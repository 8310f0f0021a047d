/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CHECKER_PATTERNS_H
#define PTDESC_CHECKER_PATTERNS_H

/*
 * Names with * and ? as in file names, and which of the program's names they match; each name
 * is asked for once.
 */
struct patterns;

struct patterns *patterns_new(void);
void patterns_free(struct patterns *patterns);

/* @pattern is copied; @value, 0 or more, is what patterns_find() tells of what it matches. */
void patterns_add(struct patterns *patterns, const char *pattern, int value);

/* The value of the first pattern that matches @name, which is interned; -1: none does. */
int patterns_find(struct patterns *patterns, const char *name);

#endif
