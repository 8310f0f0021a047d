// SPDX-License-Identifier: GPL-2.0-or-later
/* Another record, in which a member of that name lies where it likes. */
#include <linux/mm.h>

struct layout_broken_ok {
	struct list_head iopt_freelist_elm;
	unsigned long __page_flags;
};

bool layout_broken_ok(struct layout_broken_ok *mine, pte_t *pte)
{
	return pte && list_empty(&mine->iopt_freelist_elm);
}
