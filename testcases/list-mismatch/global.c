// SPDX-License-Identifier: GPL-2.0-or-later
/* Linked as descriptors, walked as pages. */
#include <linux/mm.h>

static LIST_HEAD(mismatch_global);

void mismatch_global_add(pgd_t *pgd)
{
	list_add(&virt_to_ptdesc(pgd)->pt_list, &mismatch_global);
}

unsigned int mismatch_global_count(void)
{
	struct page *page;
	unsigned int count = 0;

	list_for_each_entry(page, &mismatch_global, lru)	/* expect: list-mismatch */
		count++;
	return count;
}

struct page *mismatch_global_first(void)
{
	return list_first_entry_or_null(&mismatch_global, struct page, lru);	/* expect: list-mismatch */
}
