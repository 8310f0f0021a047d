// SPDX-License-Identifier: GPL-2.0-or-later
/* The descriptor's own count, and a folio's. */
#include <linux/mm.h>

void ref_atomic_ok(pmd_t *pmd, struct folio *folio)
{
	virt_to_ptdesc(pmd)->pt_frag_refcount.counter++;
	folio->_refcount.counter++;
	folio_page(folio, 0)->_refcount.counter++;
}
