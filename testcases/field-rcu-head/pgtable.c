// SPDX-License-Identifier: GPL-2.0-or-later
/* Deferred free of a pgtable_t. */
#include <linux/mm.h>
#include <asm/pgalloc.h>

#ifndef CONFIG_S390
static void rcu_pgtable_free(struct rcu_head *head)
{
	pgtable_t table = container_of(head, struct page, rcu_head);	/* expect: field-rcu-head [x86_64 arm64] */

	pte_free(&init_mm, table);
}

void rcu_pgtable_defer(pgtable_t table)
{
	call_rcu(&table->rcu_head, rcu_pgtable_free);	/* expect: field-rcu-head [x86_64 arm64] */
}
#endif
