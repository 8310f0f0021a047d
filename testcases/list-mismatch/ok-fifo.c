// SPDX-License-Identifier: GPL-2.0-or-later
/* No separate head: descriptors chained to one another. */
#include <linux/mm.h>

void mismatch_ok_fifo_push(struct ptdesc *owner, struct ptdesc *table)
{
	list_add(&table->pt_list, &owner->pt_list);
}

struct ptdesc *mismatch_ok_fifo_pop(struct ptdesc *owner)
{
	struct ptdesc *table;

	table = list_first_entry_or_null(&owner->pt_list, struct ptdesc, pt_list);
	if (table)
		list_del(&table->pt_list);
	return table;
}
