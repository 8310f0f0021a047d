/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_ASM_NEUTRAL_H
#define PTDESC_ASM_NEUTRAL_H

/*
 * Included ahead of everything when one machine stands in for another: it takes
 * the constraints, register names and instructions out of inline assembly, which the
 * stand-in's compiler would check.
 *
 * asm(...) alone vanishes, as a statement, a symbol's name or a register variable's.
 * In asm volatile (...), asm goto (...) and asm inline (...) the qualifier takes the
 * operands away and leaves an empty template.  As a type qualifier or a jump it is never
 * followed by a parenthesis.  __asm stays what it is, for linux/kbuild.h.
 */
#ifndef __ASSEMBLY__
#define __asm__			asm
#define __volatile__		volatile
#define __volatile		volatile
#define register
#define asm(...)
#define volatile(...)		("")
#define goto(...)		("")
#define __inline(...)		("")

/* Builtins that only GCC has, for the machines whose kernel code calls them. */
unsigned int __builtin_arc_lr(unsigned int aux);
void __builtin_arc_sr(unsigned int value, unsigned int aux);
unsigned int __builtin_arc_fls(unsigned int value);
unsigned int __builtin_arc_ffs(unsigned int value);

unsigned int __builtin_custom_ini(int op, unsigned int value);
unsigned int __builtin_rdctl(int control);
void __builtin_wrctl(int control, unsigned int value);

unsigned long __builtin_alpha_cmpbge(unsigned long a, unsigned long b);
unsigned long __builtin_alpha_extbl(unsigned long a, unsigned long b);
unsigned long __builtin_alpha_extwl(unsigned long a, unsigned long b);
unsigned long __builtin_alpha_insbl(unsigned long a, unsigned long b);
unsigned long __builtin_alpha_inswl(unsigned long a, unsigned long b);
unsigned long __builtin_alpha_insql(unsigned long a, unsigned long b);
unsigned long __builtin_alpha_inslh(unsigned long a, unsigned long b);
unsigned long __builtin_alpha_rpcc(void);

#include "mistakes.h"
#endif

#endif
