// SPDX-License-Identifier: GPL-2.0-or-later
/* Functions for all kinds, called through pointers, or by who knows whom; the right types. */
#include <linux/mm.h>

static void api_interface_ok_mixed(struct page *page)
{
	page->memcg_data = 0;
}

static void api_interface_ok_callback(struct page *page)
{
	page->memcg_data = 1;
}

struct api_interface_ok_ops {
	void (*visit)(struct page *page);
};

const struct api_interface_ok_ops api_interface_ok_ops = {
	.visit = api_interface_ok_callback,
};

/* In mm/ nobody knows who else calls it, and with what. */
void api_interface_ok_global(struct page *page)
{
	page->memcg_data = 2;
}

static struct page *api_interface_ok_either(pmd_t *pmd, struct page *data)
{
	return data ? data : virt_to_page(pmd);
}

static void api_interface_ok_descriptor(struct ptdesc *ptdesc)
{
	ptdesc->__page_flags = 0;
}

static void api_interface_ok_address(void *table)
{
	api_interface_ok_descriptor(virt_to_ptdesc(table));
}

void api_interface_ok_use(pmd_t *pmd, struct page *data)
{
	api_interface_ok_mixed(virt_to_page(pmd));
	api_interface_ok_mixed(data);
	api_interface_ok_callback(virt_to_page(pmd));
	api_interface_ok_ops.visit(virt_to_page(pmd));
	api_interface_ok_global(virt_to_page(pmd));
	api_interface_ok_mixed(api_interface_ok_either(pmd, data));
	api_interface_ok_address(pmd);
}
