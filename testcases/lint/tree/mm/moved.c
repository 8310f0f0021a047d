// SPDX-License-Identifier: GPL-2.0-or-later
/* A file with a misuse of its own, to be renamed. */
#include <linux/mm.h>
#include <asm/pgalloc.h>

void moved_old(pmd_t *pmd)
{
	struct page *page = pmd_pgtable_page(pmd);

	page->index = 0;
}
