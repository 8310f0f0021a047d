// SPDX-License-Identifier: GPL-2.0-or-later
/* A use counter in a table's page, bumped through a local in a loop. */
#include <linux/mm.h>

void private_count_walk(pud_t *pud, unsigned long addr, unsigned long end)
{
	for (; addr < end; addr += 1UL << PMD_SHIFT) {
		pmd_t *pmd = pmd_offset(pud, addr);
		struct page *page = virt_to_page(pmd);

		page->private++;		/* expect: field-private */
	}
}
