// SPDX-License-Identifier: GPL-2.0-or-later
/* The destructor runs after a grace period, in the callback. */
#include <linux/mm.h>

static pmd_t *pmd_alloc_one(struct mm_struct *mm)
{
	struct ptdesc *ptdesc = pagetable_alloc(GFP_KERNEL, 0);

	if (!ptdesc)
		return NULL;
	if (!pagetable_pmd_ctor(ptdesc)) {
		pagetable_free(ptdesc);
		return NULL;
	}
	return ptdesc_address(ptdesc);
}

static void unpaired_ok_end(struct rcu_head *head)
{
	struct ptdesc *ptdesc = container_of(head, struct ptdesc, pt_rcu_head);

	pagetable_pmd_dtor(ptdesc);
	pagetable_free(ptdesc);
}

static void pmd_free(struct mm_struct *mm, pmd_t *pmd)
{
	call_rcu(&virt_to_ptdesc(pmd)->pt_rcu_head, unpaired_ok_end);
}

void unpaired_ok_use(struct mm_struct *mm)
{
	pmd_free(mm, pmd_alloc_one(mm));
}
