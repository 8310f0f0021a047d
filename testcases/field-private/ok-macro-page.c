// SPDX-License-Identifier: GPL-2.0-or-later
/* What an entry points at is a table or a huge page, also where a macro finds it. */
#include <linux/mm.h>
#include <asm/pgalloc.h>

static inline pmd_t *private_macro_pgtable(unsigned long entry)
{
	return (pmd_t *)__va(entry & PAGE_MASK);
}

#define pud_page(entry) virt_to_page((void *)private_macro_pgtable(entry))

static struct page *private_macro_lookup(unsigned long entry)
{
	return pud_page(entry);
}

bool private_macro_is_continued(unsigned long entry)
{
	struct page *page = private_macro_lookup(entry);

	return page->private != 0;
}
