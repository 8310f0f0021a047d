// SPDX-License-Identifier: GPL-2.0-or-later
/* A whole statement in a macro, the member named by the caller. */
#include <linux/mm.h>

#define rcu_macro_defer(page, member, func)				\
	call_rcu(&(page)->member, (func))

static void rcu_macro_free(struct rcu_head *head)
{
	struct ptdesc *ptdesc = container_of(head, struct ptdesc, pt_rcu_head);

	pagetable_free(ptdesc);
}

void rcu_macro_old(pud_t *pud)
{
	rcu_macro_defer(virt_to_page(pud), rcu_head, rcu_macro_free);	/* expect: field-rcu-head */
}

void rcu_macro_right(pud_t *pud)
{
	rcu_macro_defer(virt_to_ptdesc(pud), pt_rcu_head, rcu_macro_free);
}
