// SPDX-License-Identifier: GPL-2.0-or-later
/* The callback itself only sees a page: what it gets stands at call_rcu(). */
#include <linux/mm.h>

static void rcu_callback_free(struct rcu_head *head)
{
	struct page *page = container_of(head, struct page, rcu_head);	/* expect: field-rcu-head */

	__free_page(page);	/* expect: alloc-free */
}

void rcu_callback_defer(pmd_t *pmd)
{
	struct page *page = virt_to_page(pmd);

	call_rcu(&page->rcu_head, rcu_callback_free);	/* expect: field-rcu-head */
}
