// SPDX-License-Identifier: GPL-2.0-or-later
/* The bits of an entry say that its address is a table's (x86's page table isolation). */
#include <linux/mm.h>

#define _KERNPG_TABLE	(0x63UL | encrypted)
#define _PAGE_DATA	0x25UL
extern unsigned long entry_bits_mask;
#define _PAGE_PSE	0x80UL
#define encrypted	entry_bits_mask

int raw_entry_bits(pgd_t *pgd)
{
	unsigned long table = get_zeroed_page(GFP_KERNEL);	/* expect: alloc-raw */

	if (!table)
		return -1;
	set_pgd(pgd, __pgd(_KERNPG_TABLE | __pa(table)));
	return 0;
}

int raw_entry_bits_after(pud_t *pud)
{
	void *table = (void *)get_zeroed_page(GFP_KERNEL);	/* expect: alloc-raw */

	if (!table)
		return -1;
	set_pud(pud, __pud(__pa(table) | encrypted | _KERNPG_TABLE));
	return 0;
}

/* Sums serve as well (um, OpenRISC), and other bits are there. */
int raw_entry_bits_sum(pmd_t *pmd)
{
	void *table = (void *)get_zeroed_page(GFP_KERNEL);	/* expect: alloc-raw */

	if (!table)
		return -1;
	set_pmd(pmd, __pmd((_PAGE_TABLE | _PAGE_PSE) + (unsigned long)__pa(table)));
	return 0;
}

int raw_entry_bits_data(pmd_t *pmd)
{
	void *data = (void *)get_zeroed_page(GFP_KERNEL);

	if (!data)
		return -1;
	set_pmd(pmd, __pmd(_PAGE_DATA | __pa(data)));
	return 0;
}

/* To ask for bits proves nothing. */
bool raw_entry_bits_asked(unsigned long *word)
{
	*word = get_zeroed_page(GFP_KERNEL);
	return (*word & _KERNPG_TABLE) == _KERNPG_TABLE;
}
