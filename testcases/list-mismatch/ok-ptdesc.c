// SPDX-License-Identifier: GPL-2.0-or-later
/* One answer everywhere: the descriptor's. */
#include <linux/mm.h>

static LIST_HEAD(mismatch_ok_ptdesc);

void mismatch_ok_ptdesc_add(pgd_t *pgd)
{
	list_add(&virt_to_ptdesc(pgd)->pt_list, &mismatch_ok_ptdesc);
}

struct ptdesc *mismatch_ok_ptdesc_find(struct mm_struct *mm)
{
	struct ptdesc *ptdesc;

	list_for_each_entry(ptdesc, &mismatch_ok_ptdesc, pt_list)
		if (ptdesc->pt_mm == mm)
			return ptdesc;
	return list_first_entry_or_null(&mismatch_ok_ptdesc, struct ptdesc, pt_list);
}
