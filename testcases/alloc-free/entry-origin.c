// SPDX-License-Identifier: GPL-2.0-or-later
/* What an entry holds of the table below, by the name of its bits (s390's shadow tables). */
#include <linux/mm.h>

#define _REGION_ENTRY_ORIGIN		(~0xfffUL)
#define _SEGMENT_ENTRY_ORIGIN_LARGE	(~0xfffffUL)

void free_entry_origin(unsigned long *table, pmd_t *pmd)
{
	int i;

	pmd_clear(pmd);
	for (i = 0; i < PTRS_PER_PMD; i++) {
		unsigned long below;
		struct page *page;

		if (!(table[i] & _REGION_ENTRY_ORIGIN))
			continue;
		below = table[i] & _REGION_ENTRY_ORIGIN;
		page = pfn_to_page(below >> PAGE_SHIFT);
		list_del(&page->lru);			/* expect: field-lru */
		__free_pages(page, 2);			/* expect: alloc-free */
	}
}

void free_entry_origin_large(unsigned long entry)
{
	struct page *page = pfn_to_page((entry & _SEGMENT_ENTRY_ORIGIN_LARGE) >> PAGE_SHIFT);

	list_del(&page->lru);
	__free_pages(page, 8);
}

/* The mask of an entry, of a word that is none: the memory itself is not told of. */
void free_entry_origin_of(struct page *page, unsigned long word)
{
	page->private = word & _REGION_ENTRY_ORIGIN;
	__free_pages(page, 0);
}

/* A macro that does it. */
#define pgd_deref(pgd)	((unsigned long)__va(pgd_val(pgd) & _REGION_ENTRY_ORIGIN))
#define pud_deref(pud)	((unsigned long)__va(pud_val(pud) & _SEGMENT_ENTRY_ORIGIN_LARGE))

static void free_entry_origin_any(unsigned long address)
{
	free_pages(address, 2);
}

void free_entry_origin_macro(pgd_t *pgd, pud_t *pud)
{
	free_entry_origin_any(pgd_deref(*pgd));	/* expect: alloc-free */
	free_entry_origin_any(pud_deref(*pud));
}
