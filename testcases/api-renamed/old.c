// SPDX-License-Identifier: GPL-2.0-or-later
/* Names of before the descriptor; and what only sounds like them. */
#include <linux/mm.h>

static bool api_renamed_pgtable_page_ctor(struct page *page)
{
	return page->memcg_data;
}

bool api_renamed_new(struct page *page)
{
	return pgtable_pte_page_ctor(page);		/* expect: api-renamed */
}

void api_renamed_end(pmd_t *pmd)
{
	pgtable_pmd_page_dtor(virt_to_page(pmd));	/* expect: api-renamed */
	api_renamed_pgtable_page_ctor(NULL);
}
