// SPDX-License-Identifier: GPL-2.0-or-later
/* Other constants have the values they have. */
#include <linux/pgtable.h>

enum memdesc_tag_ok {
	MEMDESC_FLAG_NONE = 0,
	OTHER_MEMDESC_TYPE_PTDESC = 4,
};

pte_t *memdesc_tag_ok(pte_t *pte)
{
	return pte + OTHER_MEMDESC_TYPE_PTDESC + MEMDESC_FLAG_NONE;
}
