// SPDX-License-Identifier: GPL-2.0-or-later
/* Freed with another order. */
#include <linux/mm.h>

#define ORDER_PAIR_ORDER	2

struct order_pair_space {
	pgd_t *pgd;
	pmd_t *pmd;
	pud_t *pud;
};

int order_pair_init(struct order_pair_space *space)
{
	struct page *page = alloc_pages(GFP_KERNEL, ORDER_PAIR_ORDER);	/* expect: alloc-raw */

	if (!page)
		return -1;
	space->pgd = page_address(page);
	return 0;
}

void order_pair_exit(struct order_pair_space *space)
{
	free_page((unsigned long)space->pgd);	/* expect: alloc-order */
}

/* Pages of somebody else. */
int order_pair_small(struct order_pair_space *space)
{
	space->pmd = (pmd_t *)get_zeroed_page(GFP_KERNEL);	/* expect: alloc-raw */
	return space->pmd ? 0 : -1;
}

void order_pair_large(struct order_pair_space *space)
{
	free_pages((unsigned long)space->pmd, 1);	/* expect: alloc-order */
}

/* Both by functions that are told the order. */
static void *order_pair_get(unsigned int order)
{
	return (void *)__get_free_pages(GFP_KERNEL, order);	/* expect: alloc-raw */
}

static void order_pair_put(void *table, unsigned int order)
{
	free_pages((unsigned long)table, order);	/* expect: alloc-free */
}

int order_pair_told(struct order_pair_space *space)
{
	space->pud = order_pair_get(3);
	return space->pud ? 0 : -1;
}

void order_pair_tell(struct order_pair_space *space)
{
	order_pair_put(space->pud, 1);	/* expect: alloc-order */
}
