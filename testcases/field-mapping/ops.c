// SPDX-License-Identifier: GPL-2.0-or-later
/* Through a function pointer in a table of operations. */
#include <linux/mm.h>

struct mapping_ops {
	void (*release)(struct page *table);
};

static void mapping_ops_release(struct page *page)
{
	page->mapping = NULL;			/* expect: field-mapping */
}

static const struct mapping_ops mapping_ops_default = {
	.release = mapping_ops_release,
};

const struct mapping_ops *mapping_ops_get(void)
{
	return &mapping_ops_default;
}

void mapping_ops_put(const struct mapping_ops *ops, pud_t *pud)
{
	ops->release(virt_to_page(pud));
}
