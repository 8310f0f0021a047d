// SPDX-License-Identifier: GPL-2.0-or-later
/* The same order, one that is not known, pages of a block that is none any more. */
#include <linux/mm.h>

#define ORDER_OK_ORDER	2

struct order_ok_space {
	pgd_t *pgd, *either;
	pmd_t *pmd;
	pud_t *pud;
	p4d_t *p4d;
};

int order_ok_init(struct order_ok_space *space)
{
	space->pgd = (pgd_t *)__get_free_pages(GFP_KERNEL, ORDER_OK_ORDER);	/* expect: alloc-raw */
	return space->pgd ? 0 : -1;
}

void order_ok_exit(struct order_ok_space *space)
{
	free_pages((unsigned long)space->pgd, 2);	/* expect: alloc-free */
}

/* One of them is right. */
int order_ok_either(struct order_ok_space *space, bool large)
{
	if (large)
		space->either = (pgd_t *)__get_free_pages(GFP_KERNEL, 1);	/* expect: alloc-raw */
	else
		space->either = (pgd_t *)__get_free_page(GFP_KERNEL);	/* expect: alloc-raw */
	return space->either ? 0 : -1;
}

void order_ok_either_end(struct order_ok_space *space, bool large)
{
	if (large)
		free_pages((unsigned long)space->either, 1);	/* expect: alloc-free */
	else
		free_page((unsigned long)space->either);	/* expect: alloc-free */
}

/* Who frees it counts down what it was told. */
void order_ok_counted(struct order_ok_space *space, unsigned int order)
{
	space->pmd = (pmd_t *)__get_free_pages(GFP_KERNEL, order);	/* expect: alloc-raw */
}

void order_ok_counted_end(struct order_ok_space *space)
{
	free_page((unsigned long)space->pmd);	/* expect: alloc-free */
}

int order_ok_split(struct order_ok_space *space)
{
	struct page *page = alloc_pages(GFP_KERNEL, 1);	/* expect: alloc-raw */

	if (!page)
		return -1;
	split_page(page, 1);
	space->pud = page_address(page);
	return 0;
}

void order_ok_split_end(struct order_ok_space *space)
{
	free_page((unsigned long)space->pud);	/* expect: alloc-free */
}

/* What comes out of an entry was allocated by whomever. */
static void order_ok_drop(void *table)
{
	free_page((unsigned long)table);	/* expect: alloc-free */
}

int order_ok_entry(struct order_ok_space *space)
{
	space->p4d = (p4d_t *)__get_free_pages(GFP_KERNEL, 1);	/* expect: alloc-raw */
	return space->p4d ? 0 : -1;
}

void order_ok_entry_end(struct order_ok_space *space, pmd_t *pmd)
{
	order_ok_drop(pmd ? (void *)pmd_page_vaddr(*pmd) : space->p4d);
}
