// SPDX-License-Identifier: GPL-2.0-or-later
/* A table handed over as its page; as its descriptor and as its address it says nothing. */
#include <linux/mm.h>
#include <asm/tlb.h>

void api_remove_page(struct mmu_gather *tlb, pud_t *pud, struct ptdesc *ptdesc)
{
	tlb_remove_table(tlb, virt_to_page(pud));	/* expect: api-remove */
	tlb_remove_table(tlb, ptdesc_page(ptdesc));	/* expect: api-remove */
}
