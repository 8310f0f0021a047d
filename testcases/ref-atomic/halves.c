// SPDX-License-Identifier: GPL-2.0-or-later
/* Which half of a page is in use is kept in its reference count (s390 of before 6.6). */
#include <linux/mm.h>

void ref_atomic_take(pud_t *pud, unsigned int half)
{
	struct page *table = virt_to_page(pud);

	table->_refcount.counter |= 1 << (half + 24);	/* expect: ref-atomic */
}

int ref_atomic_users(pmd_t *pmd, unsigned long addr)
{
	struct page *page = virt_to_page(pte_offset_kernel(pmd, addr));

	return page->_mapcount.counter;			/* expect: ref-atomic */
}
