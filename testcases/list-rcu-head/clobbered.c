// SPDX-License-Identifier: GPL-2.0-or-later
/* Handed to RCU while on a list, and linked while RCU has it. */
#include <linux/mm.h>
#include <linux/list.h>

static void rcu_head_clobbered_end(struct rcu_head *head)
{
	pagetable_free(container_of(head, struct ptdesc, pt_rcu_head));
}

void rcu_head_clobbered_listed(struct ptdesc *ptdesc, struct list_head *tables)
{
	list_add(&ptdesc->pt_list, tables);
	call_rcu(&ptdesc->pt_rcu_head, rcu_head_clobbered_end);	/* expect: list-rcu-head */
}

void rcu_head_clobbered_page(pgtable_t table, struct list_head *tables)
{
	struct ptdesc *ptdesc = virt_to_ptdesc(table);

	list_add_tail(&ptdesc->pt_list, tables);
	if (!ptdesc->pt_mm)
		return;
	call_rcu(&virt_to_ptdesc(table)->pt_rcu_head, rcu_head_clobbered_end);	/* expect: list-rcu-head */
}

void rcu_head_clobbered_queued(struct ptdesc *ptdesc, struct list_head *tables)
{
	call_rcu(&ptdesc->pt_rcu_head, rcu_head_clobbered_end);
	list_add(&ptdesc->pt_list, tables);	/* expect: list-rcu-head */
}

struct ptdesc *rcu_head_clobbered_next(struct list_head *tables);

void rcu_head_clobbered_loop(struct list_head *tables, struct list_head *others)
{
	struct ptdesc *ptdesc;

	while ((ptdesc = rcu_head_clobbered_next(tables))) {
		list_move(&ptdesc->pt_list, others);
		call_rcu(&ptdesc->pt_rcu_head, rcu_head_clobbered_end);	/* expect: list-rcu-head */
	}
}
