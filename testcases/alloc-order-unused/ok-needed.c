// SPDX-License-Identifier: GPL-2.0-or-later
/* Read somewhere, not theirs to drop, or no page table. */
#include <linux/mm.h>

static void order_needed_free(unsigned long addr, int order)
{
	if (order)
		pagetable_free(virt_to_ptdesc((void *)addr));
}

/* Another configuration reads it. */
static void order_needed_branch(unsigned long addr, int order)
{
#ifdef CONFIG_ORDER_NEEDED
	free_pages(addr, order);
#else
	pagetable_free(virt_to_ptdesc((void *)addr));
#endif
}

/* Another configuration has another body. */
#ifdef CONFIG_ORDER_NEEDED
static void order_needed_body(unsigned long addr, int order)
{
	free_pages(addr, order);
}
#else
static void order_needed_body(unsigned long addr, int order)
{
	pagetable_free(virt_to_ptdesc((void *)addr));
}
#endif

static void order_needed_op(unsigned long addr, int order)
{
	pagetable_free(virt_to_ptdesc((void *)addr));
}

struct order_needed_ops {
	void (*free)(unsigned long addr, int order);
};

const struct order_needed_ops order_needed_ops = {
	.free = order_needed_op,
};

/* Others call it, and declare it. */
void order_needed_public(unsigned long addr, int order)
{
	pagetable_free(virt_to_ptdesc((void *)addr));
}

static void order_needed_data(struct page *page, int order)
{
	put_page(page);
}

void order_needed_exit(pmd_t *pmd, struct page *page)
{
	order_needed_free((unsigned long)pmd, 1);
	order_needed_branch((unsigned long)pmd, 1);
	order_needed_body((unsigned long)pmd, 1);
	order_needed_op((unsigned long)pmd, 1);
	order_needed_data(page, 1);
}
