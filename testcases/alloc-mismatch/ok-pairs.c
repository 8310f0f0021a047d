// SPDX-License-Identifier: GPL-2.0-or-later
/* Data freed as pages beside a table that is right. */
#include <linux/mm.h>

struct mismatch_ok_space {
	char *raw;
	p4d_t *right;
};

int mismatch_ok_init(struct mismatch_ok_space *space)
{
	struct ptdesc *ptdesc = pagetable_alloc(GFP_KERNEL, 0);

	if (!ptdesc)
		return -1;
	space->right = ptdesc_address(ptdesc);
	space->raw = (char *)__get_free_page(GFP_KERNEL);
	return space->raw ? 0 : -1;
}

void mismatch_ok_exit(struct mismatch_ok_space *space)
{
	pagetable_free(virt_to_ptdesc(space->right));
	free_page((unsigned long)space->raw);
}
