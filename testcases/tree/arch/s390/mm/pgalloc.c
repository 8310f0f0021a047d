// SPDX-License-Identifier: GPL-2.0-or-later
#include <linux/mm.h>
#include <asm/pgalloc.h>

unsigned long *crst_table_alloc(struct mm_struct *mm)
{
	struct ptdesc *ptdesc = pagetable_alloc(GFP_KERNEL_ACCOUNT, CRST_ALLOC_ORDER);

	return ptdesc ? ptdesc_to_virt(ptdesc) : NULL;
}

void crst_table_free(struct mm_struct *mm, unsigned long *table)
{
	if (table)
		pagetable_free(virt_to_ptdesc(table));
}

unsigned long *page_table_alloc(struct mm_struct *mm)
{
	struct page *page;

	page = alloc_page(GFP_KERNEL_ACCOUNT);		/* expect: alloc-raw [s390] */
	if (!page)
		return NULL;
	if (!pgtable_pte_page_ctor(page)) {	/* expect: api-renamed [s390] */
		__free_page(page);	/* expect: alloc-free [s390] */
		return NULL;
	}
	return page_to_virt(page);
}

void page_table_free(struct mm_struct *mm, unsigned long *table)
{
	struct page *page = virt_to_page(table);

	pgtable_pte_page_dtor(page);	/* expect: api-renamed [s390] */
	__free_page(page);	/* expect: alloc-free [s390] */
}

void pgtable_trans_huge_deposit(struct mm_struct *mm, pmd_t *pmdp, pgtable_t pgtable)
{
	struct list_head *entry = (struct list_head *)pgtable;

	if (pmd_huge_pte(mm, pmdp))
		list_add(entry, (struct list_head *)pmd_huge_pte(mm, pmdp));
	else
		INIT_LIST_HEAD(entry);
	pmd_huge_pte(mm, pmdp) = pgtable;
}

pgtable_t pgtable_trans_huge_withdraw(struct mm_struct *mm, pmd_t *pmdp)
{
	struct list_head *entry = (struct list_head *)pmd_huge_pte(mm, pmdp);

	if (list_empty(entry)) {
		pmd_huge_pte(mm, pmdp) = NULL;
	} else {
		pmd_huge_pte(mm, pmdp) = (pgtable_t)entry->next;
		list_del(entry);
	}
	return (pgtable_t)entry;
}

static void pte_free_now(struct rcu_head *head)
{
	struct ptdesc *ptdesc = container_of(head, struct ptdesc, pt_rcu_head);

	pagetable_pte_dtor(ptdesc);
	pagetable_free(ptdesc);
}

void pte_free_defer(struct mm_struct *mm, pgtable_t pgtable)
{
	call_rcu(&virt_to_ptdesc(pgtable)->pt_rcu_head, pte_free_now);
}
