// SPDX-License-Identifier: GPL-2.0-or-later
/* The rcu_head belongs to the batch, not to the tables in it. */
#include <linux/mm.h>
#include <linux/slab.h>

struct rcu_ok_batch {
	struct rcu_head rcu_head;
	unsigned int nr;
	pte_t *tables[8];
};

static struct kmem_cache *rcu_ok_batch_cache;

static void rcu_ok_batch_free(struct rcu_head *head)
{
	struct rcu_ok_batch *batch = container_of(head, struct rcu_ok_batch, rcu_head);

	while (batch->nr)
		pagetable_free(virt_to_ptdesc(batch->tables[--batch->nr]));
	kmem_cache_free(rcu_ok_batch_cache, batch);
}

void rcu_ok_batch_flush(struct rcu_ok_batch *batch)
{
	call_rcu(&batch->rcu_head, rcu_ok_batch_free);
}
