// SPDX-License-Identifier: GPL-2.0-or-later
/* Stored where only tables are: a struct member, a global, a pgtable_t. */
#include <linux/mm.h>

static p4d_t *raw_stored_spare;

int raw_stored_pgd(struct mm_struct *mm)
{
	mm->pgd = (pgd_t *)get_zeroed_page(GFP_KERNEL);	/* expect: alloc-raw */
	return mm->pgd ? 0 : -1;
}

int raw_stored_global(void)
{
	raw_stored_spare = (void *)__get_free_page(GFP_KERNEL);	/* expect: alloc-raw */
	return raw_stored_spare ? 0 : -1;
}

#ifndef CONFIG_S390
pgtable_t raw_stored_pgtable(void)
{
	pgtable_t table = alloc_page(GFP_KERNEL);	/* expect: alloc-raw [x86_64 arm64] */

	return table;
}
#endif
