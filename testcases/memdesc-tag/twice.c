// SPDX-License-Identifier: GPL-2.0-or-later
/* A constant that other files define as something else is judged in each of them. */
#include <linux/pgtable.h>

enum memdesc_tag_twice {
	MEMDESC_TYPE_FOLIO = 8,		/* expect: memdesc-tag */
	MEMDESC_TYPE_PTDESC = 5,
};

pte_t *memdesc_tag_twice(pte_t *pte)
{
	return pte + MEMDESC_TYPE_PTDESC;
}
