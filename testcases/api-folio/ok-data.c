// SPDX-License-Identifier: GPL-2.0-or-later
/* The folio of data. */
#include <linux/mm.h>

struct folio *api_folio_ok(pte_t *pte)
{
	return page_folio(pte_page(*pte));
}

struct folio *api_folio_ok_buffer(void *buffer)
{
	return virt_to_folio(buffer);
}
