// SPDX-License-Identifier: GPL-2.0-or-later
/* Backwards: what the destructor takes was a page table from the start. */
#include <linux/mm.h>

static void rcu_sink_free(struct rcu_head *head)
{
	struct page *page;

	page = container_of(head, struct page, rcu_head);	/* expect: field-rcu-head */
	pgtable_pte_page_dtor(page);	/* expect: api-renamed */
	__free_page(page);	/* expect: alloc-free */
}

static void rcu_sink_defer(struct page *page)	/* expect: api-interface */
{
	call_rcu(&page->rcu_head, rcu_sink_free);	/* expect: field-rcu-head */
}

void rcu_sink_unmap(pmd_t *pmd)
{
	pte_t *table = pte_offset_kernel(pmd, 0);

	pmd_clear(pmd);
	rcu_sink_defer(virt_to_page(table));
}
