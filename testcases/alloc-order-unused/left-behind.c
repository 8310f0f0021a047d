// SPDX-License-Identifier: GPL-2.0-or-later
/* Callers compute an order that nobody reads. */
#include <linux/mm.h>

static void order_unused_free(unsigned long addr, int order)	/* expect: alloc-order-unused */
{
	/* The order is that of the compound page. */
	pagetable_free(virt_to_ptdesc((void *)addr));
}

void order_unused_exit(pmd_t *pmd)
{
	order_unused_free((unsigned long)pmd, 0);
}

static struct ptdesc *order_unused_new(unsigned int order)	/* expect: alloc-order-unused */
{
	return pagetable_alloc(GFP_KERNEL, 0);
}

struct ptdesc *order_unused_init(void)
{
	return order_unused_new(2);
}
