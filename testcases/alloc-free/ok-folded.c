// SPDX-License-Identifier: GPL-2.0-or-later
/* A level that is folded into the next asks that one, which may have been asked elsewhere. */
#include <linux/mm.h>

struct page *p4d_page(p4d_t p4d);
#define pgd_page(pgd)	p4d_page((p4d_t){ pgd_val(pgd) })

void free_ok_folded(pgd_t entry)
{
	free_page((unsigned long)page_address(pgd_page(entry)));
}

/* Where there are no leaves, macros may go by the table's type (sparc64). */
#define pud_leaf(pud)		(pud_val(pud) & 0x80UL)
#define pud_page(pud)		virt_to_page((void *)folded_table(pud))
pmd_t *folded_table(pud_t pud);

struct page *free_ok_folded_find(pud_t *pud)
{
	return pud_leaf(*pud) ? NULL : pud_page(*pud);
}

void free_ok_folded_leaf(pud_t *pud)
{
	if (pud_leaf(*pud))
		free_page((unsigned long)page_address(pud_page(*pud)));
}
