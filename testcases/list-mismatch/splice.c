// SPDX-License-Identifier: GPL-2.0-or-later
/* Entries keep their nature when a list is moved. */
#include <linux/mm.h>

static LIST_HEAD(mismatch_splice_pending);

void mismatch_splice_queue(pud_t *pud)
{
	struct ptdesc *ptdesc = virt_to_ptdesc(pud);

	list_add_tail(&ptdesc->pt_list, &mismatch_splice_pending);
}

unsigned int mismatch_splice_flush(void)
{
	LIST_HEAD(local);
	struct page *page;
	unsigned int count = 0;

	list_splice_init(&mismatch_splice_pending, &local);
	list_for_each_entry(page, &local, lru)	/* expect: list-mismatch */
		count++;
	return count;
}
