// SPDX-License-Identifier: GPL-2.0-or-later
/* The descriptor's allocator makes a compound page; data is nobody's table. */
#include <linux/mm.h>

struct compound_ok_descriptor {
	pgd_t *pgd;
	char *data;
};

int compound_ok_descriptor_init(struct compound_ok_descriptor *space)
{
	struct ptdesc *ptdesc = pagetable_alloc(GFP_KERNEL, 2);

	if (!ptdesc)
		return -1;
	space->pgd = ptdesc_address(ptdesc);
	space->data = (char *)__get_free_pages(GFP_KERNEL, 2);
	return space->data ? 0 : -1;
}

void compound_ok_descriptor_exit(struct compound_ok_descriptor *space)
{
	pagetable_free(virt_to_ptdesc(space->pgd));
	put_page(virt_to_page(space->data));
}
