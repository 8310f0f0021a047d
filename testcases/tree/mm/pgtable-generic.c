// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Page-table helpers for architectures without their own.
 */
#include <linux/mm.h>
#include <asm/pgalloc.h>

#ifndef __HAVE_ARCH_PGTABLE_DEPOSIT
void pgtable_trans_huge_deposit(struct mm_struct *mm, pmd_t *pmdp, pgtable_t pgtable)
{
	pgtable_t head = pmd_huge_pte(mm, pmdp);

	if (head)
		list_add(&pgtable->lru, &head->lru);	/* expect: field-lru [x86_64 arm64] */
	else
		INIT_LIST_HEAD(&pgtable->lru);		/* expect: field-lru [x86_64 arm64] */
	pmd_huge_pte(mm, pmdp) = pgtable;
}

pgtable_t pgtable_trans_huge_withdraw(struct mm_struct *mm, pmd_t *pmdp)
{
	pgtable_t pgtable = pmd_huge_pte(mm, pmdp);
	struct page *next;

	next = list_first_entry_or_null(&pgtable->lru, struct page, lru); /* expect: field-lru [x86_64 arm64] */
	if (next)
		list_del(&pgtable->lru);		/* expect: field-lru [x86_64 arm64] */
	pmd_huge_pte(mm, pmdp) = next;
	return pgtable;
}
#endif

#ifndef pte_free_defer
static void pte_free_now(struct rcu_head *head)
{
	struct page *table;

	table = container_of(head, struct page, rcu_head);	/* expect: field-rcu-head [x86_64 arm64] */
	pte_free(NULL, (pgtable_t)table);
}

void pte_free_defer(struct mm_struct *mm, pgtable_t pgtable)
{
	struct page *page = pgtable;

	call_rcu(&page->rcu_head, pte_free_now);		/* expect: field-rcu-head [x86_64 arm64] */
}
#endif
