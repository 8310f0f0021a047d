// SPDX-License-Identifier: GPL-2.0-or-later
/* What an entry near the top points at is a table, unless it was asked whether it is (riscv). */
#include <linux/mm.h>

#define p4d_leaf(p4d)	(p4d_val(p4d) & 0x80UL)

/* Without a flat table of descriptors, one call of several in a macro is passed the entry. */
struct page *top_section(unsigned long pfn);
#define p4d_page(p4d) ({					\
	unsigned long __pfn = PHYS_PFN(p4d_val(p4d));		\
	top_section(__pfn) + __pfn;				\
})

void free_top_level(p4d_t *p4d)
{
	struct page *page = p4d_page(*p4d);

	if (!PageReserved(page))				/* expect: ref-flag */
		free_page((unsigned long)page_address(page));	/* expect: alloc-free */
}

static void free_top_level_any(struct page *page)
{
	__free_pages(page, 0);
}

void free_top_level_leaf(p4d_t *p4d, p4d_t entry, struct page *other)
{
	free_top_level_any(other);
	if (p4d_leaf(*p4d))
		free_top_level_any(p4d_page(*p4d));
	if (p4d_leaf(entry))
		free_page((unsigned long)page_address(p4d_page(entry)));
	else
		free_top_level_any(p4d_page(entry));		/* expect: alloc-free */
}

/* Where there are no leaves the question is not in the code, nor is what comes of it. */
#define pgd_leaf(pgd)	0

void free_top_level_never(p4d_t *p4d)
{
	if (pgd_leaf(*p4d))
		free_top_level_any(p4d_page(*p4d));
	if (!pgd_leaf(*p4d))
		return;
	free_top_level_any(p4d_page(*p4d));
	free_page((unsigned long)p4d);				/* expect: alloc-free */
}

/* What was asked elsewhere is not known here: of the uppermost level nothing is said. */
#define pgd_page(pgd)	p4d_page(pgd)

void free_top_level_other(p4d_t entry)
{
	free_top_level_any(pgd_page(entry));
}
