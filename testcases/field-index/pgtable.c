// SPDX-License-Identifier: GPL-2.0-or-later
/* Through two helpers, in and out, from a pgtable_t. */
#include <linux/mm.h>
#include <asm/pgalloc.h>

#ifndef CONFIG_S390
static struct page *index_pgtable_new(struct mm_struct *mm)
{
	pgtable_t table = pte_alloc_one(mm);

	return table;	/* expect: api-interface [x86_64 arm64] */
}

static void index_pgtable_stamp(struct page *page, unsigned long value)	/* expect: api-interface [x86_64 arm64] */
{
	page->index = value;			/* expect: field-index [x86_64 arm64] */
}

void index_pgtable_prepare(struct mm_struct *mm, pmd_t *pmd, unsigned long value)
{
	struct page *page = index_pgtable_new(mm);

	if (!page)
		return;
	index_pgtable_stamp(page, value);
	pmd_populate(mm, pmd, page);
}
#endif
