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
