// SPDX-License-Identifier: GPL-2.0-or-later
/* What kind of memory it is may be asked of everything; so may flags of data. */
#include <linux/mm.h>

bool ref_flag_ok_type(pte_t *pte)
{
	return PageTable(virt_to_page(pte)) || PageSlab(virt_to_page(pte));
}

bool ref_flag_ok_reserved(pmd_t *pmd, struct folio *folio)
{
	return pagetable_is_reserved(virt_to_ptdesc(pmd)) || folio_test_reserved(folio) ||
		PageReserved(pmd_page(*pmd));
}
