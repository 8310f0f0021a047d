// SPDX-License-Identifier: GPL-2.0-or-later
/* Tags whose two lowest bits are 0, and one beyond four bits. */
#include <linux/pgtable.h>

enum memdesc_tag_tags {
	MEMDESC_TYPE_NONE,		/* expect: memdesc-tag */
	MEMDESC_TYPE_FOLIO,
	MEMDESC_TYPE_PTDESC = 4,	/* expect: memdesc-tag */
	MEMDESC_TYPE_SLAB,
	MEMDESC_TYPE_LAST = 15,
	MEMDESC_TYPE_COUNT,		/* expect: memdesc-tag */
};

pte_t *memdesc_tag_tags(pte_t *pte)
{
	return pte + MEMDESC_TYPE_FOLIO;
}
