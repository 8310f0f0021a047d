// SPDX-License-Identifier: GPL-2.0-or-later
/* What the patches of this directory change. */
#include <linux/mm.h>
#include <linux/zap.h>
#include <asm/pgalloc.h>

void zap_old(pmd_t *pmd)
{
	struct page *page = pmd_pgtable_page(pmd);

	list_del(&page->lru);
}

void zap_good(pmd_t *pmd)
{
	struct ptdesc *ptdesc = pmd_ptdesc(pmd);

	list_del(&ptdesc->pt_list);
}

void zap_through_header(pmd_t *pmd)
{
	list_del(ZAP_LINK(pmd_ptdesc(pmd)));
}
