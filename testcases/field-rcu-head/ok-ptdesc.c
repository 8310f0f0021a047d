// SPDX-License-Identifier: GPL-2.0-or-later
/* The right way. */
#include <linux/mm.h>

static void rcu_ok_ptdesc_free(struct rcu_head *head)
{
	struct ptdesc *ptdesc = container_of(head, struct ptdesc, pt_rcu_head);

	pagetable_pte_dtor(ptdesc);
	pagetable_free(ptdesc);
}

void rcu_ok_ptdesc_defer(pte_t *pte)
{
	struct ptdesc *ptdesc = virt_to_ptdesc(pte);

	call_rcu(&ptdesc->pt_rcu_head, rcu_ok_ptdesc_free);
}
