// SPDX-License-Identifier: GPL-2.0-or-later
/* A local copy of entries that no walker and no other function ever sees. */
#include <linux/mm.h>
#include <asm/pgalloc.h>

int raw_ok_scratch(pmd_t *pmd)
{
	pmd_t *copy = (pmd_t *)__get_free_page(GFP_KERNEL);
	unsigned int i;

	if (!copy)
		return -1;
	for (i = 0; i < PAGE_SIZE / sizeof(*copy); i++)
		copy[i] = pmd[i];
	for (i = 0; i < PAGE_SIZE / sizeof(*copy); i++)
		if (!pmd_none(copy[i]))
			pte_free_kernel(&init_mm, pte_offset_kernel(&pmd[i], 0));
	free_page((unsigned long)copy);
	return 0;
}
