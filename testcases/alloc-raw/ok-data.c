// SPDX-License-Identifier: GPL-2.0-or-later
/* Memory that tables map, and memory that has nothing to do with them. */
#include <linux/mm.h>

int raw_ok_data_map(struct mm_struct *mm, pte_t *pte, unsigned long addr)
{
	struct page *page = alloc_page(GFP_HIGHUSER);

	if (!page)
		return -1;
	set_pte_at(mm, addr, pte, mk_pte(page, __pgprot(0)));
	return 0;
}

char *raw_ok_data_buffer(void)
{
	return (char *)get_zeroed_page(GFP_KERNEL);
}
