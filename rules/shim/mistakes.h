/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_MISTAKES_H
#define PTDESC_MISTAKES_H

/*
 * Calls in released kernels that no compiler of their architecture takes: nobody had one
 * when they were written.  What stands here is called only where nothing that the tree
 * declares can be: an overload with an ellipsis loses to every other one, and a macro goes
 * before a function.  So nothing changes in a tree that is right.
 */

#ifdef __alpha__
/* <asm/pgtable.h> leaves out the address, which some releases want. */
void page_table_check_pte_clear(const void *mm, ...) __attribute__((__overloadable__));
/* do_page_fault() calls it; x86 has one, static. */
void show_signal_msg(const void *regs, ...) __attribute__((__overloadable__));
#endif

#ifdef __loongarch__
/* kernel/traps.c uses the macro without <linux/bitfield.h>. */
unsigned long FIELD_GET(unsigned long mask, unsigned long value);
#endif

#endif
