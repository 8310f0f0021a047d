// SPDX-License-Identifier: GPL-2.0-or-later
/* One after the other, of one or the other, of another table, or of no table. */
#include <linux/mm.h>
#include <linux/list.h>

static void rcu_head_ok_end(struct rcu_head *head)
{
	pagetable_free(container_of(head, struct ptdesc, pt_rcu_head));
}

void rcu_head_ok_taken(struct ptdesc *ptdesc, struct list_head *tables)
{
	list_add(&ptdesc->pt_list, tables);
	list_del(&ptdesc->pt_list);
	call_rcu(&ptdesc->pt_rcu_head, rcu_head_ok_end);
}

void rcu_head_ok_either(struct ptdesc *ptdesc, struct list_head *tables, bool keep)
{
	if (keep)
		list_add(&ptdesc->pt_list, tables);
	else
		call_rcu(&ptdesc->pt_rcu_head, rcu_head_ok_end);
}

/* The conditions may exclude each other. */
void rcu_head_ok_conditions(struct ptdesc *ptdesc, struct list_head *tables, bool keep)
{
	if (keep)
		list_add(&ptdesc->pt_list, tables);
	if (!keep)
		call_rcu(&ptdesc->pt_rcu_head, rcu_head_ok_end);
}

void rcu_head_ok_unlink(struct ptdesc *ptdesc);

void rcu_head_ok_helper(struct ptdesc *ptdesc, struct list_head *tables)
{
	list_add(&ptdesc->pt_list, tables);
	rcu_head_ok_unlink(ptdesc);
	call_rcu(&ptdesc->pt_rcu_head, rcu_head_ok_end);
}

void rcu_head_ok_other(struct ptdesc *ptdesc, struct ptdesc *other, struct list_head *tables)
{
	list_add(&ptdesc->pt_list, tables);
	call_rcu(&other->pt_rcu_head, rcu_head_ok_end);
}

struct ptdesc *rcu_head_ok_next(struct list_head *tables);

/* Another table each time. */
void rcu_head_ok_loop(struct list_head *tables, struct list_head *others)
{
	struct ptdesc *ptdesc = NULL;

	while ((ptdesc = rcu_head_ok_next(tables))) {
		if (ptdesc->pt_mm) {
			list_add(&ptdesc->pt_list, others);
			continue;
		}
		call_rcu(&ptdesc->pt_rcu_head, rcu_head_ok_end);
	}
}

struct rcu_head_ok_space {
	struct ptdesc *now;
};

/* What a member holds may be another one by now. */
void rcu_head_ok_member(struct rcu_head_ok_space *space, struct list_head *tables)
{
	list_add(&space->now->pt_list, tables);
	space->now = rcu_head_ok_next(tables);
	call_rcu(&space->now->pt_rcu_head, rcu_head_ok_end);
}
