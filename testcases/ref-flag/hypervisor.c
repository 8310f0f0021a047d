// SPDX-License-Identifier: GPL-2.0-or-later
/* Told of each new table, a pgtable_t elsewhere, in a way that no compiler shows. */
#include <linux/mm.h>
#include <asm/pgalloc.h>

#ifdef CONFIG_PARAVIRT
static void ref_flag_hypervisor_alloc(struct mm_struct *mm, unsigned long pfn)
{
	SetPagePinned(pfn_to_page(pfn));	/* expect: ref-flag [x86_64] */
}

void ref_flag_hypervisor_init(void)
{
	pv_mmu.alloc_pte = ref_flag_hypervisor_alloc;
}
#endif
