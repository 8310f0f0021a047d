// SPDX-License-Identifier: GPL-2.0-or-later
/* The plainest form: a pgtable_t that is a struct page pointer. */
#include <linux/mm.h>

#ifndef CONFIG_S390
void lru_pgtable_queue(pgtable_t table, struct list_head *queue)
{
	list_add_tail(&table->lru, queue);	/* expect: field-lru [x86_64 arm64] */
}

void lru_pgtable_unqueue(struct vm_fault *vmf)
{
	list_del_init(&vmf->prealloc_pte->lru);	/* expect: field-lru [x86_64 arm64] */
}

void lru_pgtable_of_pmd(pmd_t *pmd, struct list_head *queue)
{
	list_move(&pmd_pgtable(*pmd)->lru, queue);	/* expect: field-lru [x86_64 arm64] */
}
#endif
