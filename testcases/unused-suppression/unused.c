// SPDX-License-Identifier: GPL-2.0-or-later
/* Suppressions of which nothing is left to suppress, or that say too little. */
#include <linux/mm.h>
#include <asm/pgalloc.h>

void unused_converted(pmd_t *pmd, struct list_head *head)
{
	/* ptdesc: allow field-lru the list is private */	/* expect: unused-suppression */
	list_add(&pmd_ptdesc(pmd)->pt_list, head);
}

void unused_other_rule(pmd_t *pmd, struct list_head *head)
{
	list_add(&pmd_pgtable_page(pmd)->lru, head); // ptdesc: allow field-index no   /* expect: field-lru, unused-suppression */
}

void unused_no_reason(pmd_t *pmd, struct list_head *head)
{
	/* ptdesc: allow field-lru */	/* expect: unused-suppression */
	list_add(&pmd_pgtable_page(pmd)->lru, head);	/* expect: field-lru */
}

void unused_wrong_name(pmd_t *pmd, struct list_head *head)
{
	/* ptdesc: allow field-lur it is private */	/* expect: unused-suppression */
	list_add(&pmd_pgtable_page(pmd)->lru, head);			/* expect: field-lru */
}

void unused_too_far(pmd_t *pmd, struct list_head *head)
{
	/* ptdesc: allow field-lru it is private */	/* expect: unused-suppression */

	list_add(&pmd_pgtable_page(pmd)->lru, head);			/* expect: field-lru */
}

#ifdef __x86_64__
void unused_on_one(pmd_t *pmd)
{
	/* ptdesc: allow field-lru it is private */	/* expect: unused-suppression [x86_64] */
}
#endif
