// SPDX-License-Identifier: GPL-2.0-or-later
/* The descriptor, and an address with bits in it. */
#include <linux/mm.h>
#include <asm/tlb.h>

void api_remove_ok(struct mmu_gather *tlb, pud_t *pud, struct ptdesc *ptdesc)
{
	tlb_remove_table(tlb, virt_to_ptdesc(pud));
	tlb_remove_table(tlb, ptdesc);
	tlb_remove_table(tlb, (void *)((unsigned long)pud | 3));
	tlb_remove_ptdesc(tlb, ptdesc);
}
