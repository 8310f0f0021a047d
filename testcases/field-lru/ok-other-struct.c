// SPDX-License-Identifier: GPL-2.0-or-later
/* lru members of other structs, in code that handles page tables; the overlay. */
#include <linux/mm.h>

struct lru_ok_shadow {
	struct list_head lru;
	pte_t *table;
};

void lru_ok_shadow_touch(struct lru_ok_shadow *shadow, struct list_head *head)
{
	struct ptdesc *ptdesc = virt_to_ptdesc(shadow->table);

	list_move(&shadow->lru, head);
	list_add(&ptdesc->pt_list, head->next);
}
