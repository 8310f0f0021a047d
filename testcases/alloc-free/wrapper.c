// SPDX-License-Identifier: GPL-2.0-or-later
/* A helper frees any memory: the call that passes a table is to blame. */
#include <linux/mm.h>

static void raw_free_block(void *block, unsigned int order)
{
	free_pages((unsigned long)block, order);
}

void raw_free_table(pmd_t *pmd)
{
	raw_free_block(pmd, 0);			/* expect: alloc-free */
}

void raw_free_buffer(char *buffer)
{
	raw_free_block(buffer, 2);
}

/* One that allocates for all purposes, too: what it gave to this caller was a table. */
static void *free_wrapper_get(void)
{
	return (void *)get_zeroed_page(GFP_KERNEL);
}

void *free_wrapper_get_data(void)
{
	return free_wrapper_get();
}

int free_wrapper_race(pmd_t *pmd)
{
	pte_t *tables[2] = { free_wrapper_get(), NULL };	/* expect: alloc-raw */

	if (!pmd_none(*pmd)) {
		raw_free_block(tables[0], 0);			/* expect: alloc-free */
		return -1;
	}
	set_pmd(pmd, __pmd(__pa(tables[0]) | _PAGE_TABLE));
	return 0;
}
