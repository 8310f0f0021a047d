// SPDX-License-Identifier: GPL-2.0-or-later
/* From a struct member of type pgtable_t. */
#include <linux/mm.h>

#ifndef CONFIG_S390
unsigned long private_pgtable_get(struct ptdesc *pmd_table)
{
	return pmd_table->pmd_huge_pte->private;	/* expect: field-private [x86_64 arm64] */
}

void private_pgtable_set(struct vm_fault *vmf, unsigned long value)
{
	pgtable_t *slot = &vmf->prealloc_pte;

	(*slot)->private = value;		/* expect: field-private [x86_64 arm64] */
}
#endif
