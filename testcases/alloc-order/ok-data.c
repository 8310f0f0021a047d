// SPDX-License-Identifier: GPL-2.0-or-later
/* Data is none of our business, and pagetable_free() asks for no order. */
#include <linux/mm.h>

struct order_ok_buffer {
	char *data;
	pmd_t *pmd;
};

int order_ok_data(struct order_ok_buffer *buffer)
{
	struct ptdesc *ptdesc = pagetable_alloc(GFP_KERNEL, 1);

	if (!ptdesc)
		return -1;
	buffer->pmd = ptdesc_address(ptdesc);
	buffer->data = (char *)__get_free_pages(GFP_KERNEL, 1);
	return buffer->data ? 0 : -1;
}

void order_ok_data_end(struct order_ok_buffer *buffer)
{
	pagetable_free(virt_to_ptdesc(buffer->pmd));
	free_page((unsigned long)buffer->data);
}
