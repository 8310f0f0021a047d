// SPDX-License-Identifier: GPL-2.0-or-later
/* Misuses that the code allows. */
#include <linux/mm.h>
#include <asm/pgalloc.h>

void ok_allowed_above(pmd_t *pmd, struct list_head *head)
{
	/* ptdesc: allow field-lru the list is private to this file */
	list_add(&pmd_pgtable_page(pmd)->lru, head);
}

void ok_allowed_beside(pmd_t *pmd, struct list_head *head)
{
	list_add(&pmd_pgtable_page(pmd)->lru, head);	/* ptdesc: allow field-lru it is private */
	list_add(&pmd_pgtable_page(pmd)->lru, head);	// ptdesc: allow field-lru it is private
}

void ok_allowed_twice(pmd_t *pmd, struct list_head *head)
{
	/* ptdesc: allow field-lru it is private */
	/* ptdesc: allow field-index nobody reads it */
	list_add(&pmd_pgtable_page(pmd)->lru, head), pmd_pgtable_page(pmd)->index = 0;
}

/* What a macro does is found where it is used. */
#define ok_allowed_link(table, head) list_add(&(table)->lru, head)

void ok_allowed_macro(pmd_t *pmd, struct list_head *head)
{
	ok_allowed_link(pmd_pgtable_page(pmd), head);	/* ptdesc: allow field-lru it is private */
}

/* Only s390 has it. */
void ok_allowed_there(pmd_t *pmd, struct list_head *head)
{
#ifdef __s390x__
	/* ptdesc: allow field-lru it is private */
	list_add(&pmd_pgtable_page(pmd)->lru, head);
#endif
}

#if 0
void ok_allowed_never(struct page *page)
{
	/* ptdesc: allow field-lru it is private */
	page->lru.next = NULL;
}
#endif
