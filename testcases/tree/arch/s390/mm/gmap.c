// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Guest address spaces: their tables hang on two lists, linked in two ways.
 */
#include <linux/mm.h>
#include <asm/pgalloc.h>

struct gmap {
	struct list_head list;
	struct list_head crst_list;
	struct list_head pt_list;
	pgd_t *table;
	unsigned long asce_end;
};

int gmap_init(struct gmap *gmap, struct mm_struct *mm)
{
	struct page *page;

	page = alloc_pages(GFP_KERNEL_ACCOUNT, CRST_ALLOC_ORDER);	/* expect: alloc-raw [s390] */
	if (!page)
		return -1;
	page->index = 0;			/* expect: field-index [s390] */
	list_add(&page->lru, &gmap->crst_list);	/* expect: field-lru [s390] */
	crst_table_init(page_to_virt(page), _TABLE_EMPTY);
	gmap->table = page_to_virt(page);
	list_add(&gmap->list, &mm->gmap_list);
	return 0;
}

int gmap_shadow_pgt(struct gmap *gmap, pmd_t *entry, unsigned long raddr)
{
	struct ptdesc *ptdesc = pagetable_alloc(GFP_KERNEL_ACCOUNT, 0);

	if (!ptdesc)
		return -1;
	ptdesc->pt_index = raddr;
	list_add(&ptdesc->pt_list, &gmap->pt_list);
	pmd_populate(NULL, entry, ptdesc_address(ptdesc));
	return 0;
}

unsigned long gmap_segment_gaddr(unsigned long *entry)
{
	struct page *page = pmd_pgtable_page((pmd_t *)entry);

	return page->index + pmd_index((unsigned long)entry);	/* expect: field-index [s390] */
}

void gmap_free(struct gmap *gmap)
{
	struct page *page, *next;

	list_for_each_entry_safe(page, next, &gmap->crst_list, lru)	/* expect: field-lru [s390] */
		__free_pages(page, CRST_ALLOC_ORDER);	/* expect: alloc-free [s390] */
	list_for_each_entry_safe(page, next, &gmap->pt_list, lru)	/* expect: list-mismatch [s390] */
		__free_page(page);	/* expect: alloc-free [s390] */
	list_del(&gmap->list);
}
