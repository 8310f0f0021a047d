// SPDX-License-Identifier: GPL-2.0-or-later
/* Freed by what its type says is a table. */
#include <linux/mm.h>

void raw_free_pgd(pgd_t *pgd)
{
	free_page((unsigned long)pgd);		/* expect: alloc-free */
}

struct raw_free_space {
	pgd_t *pgd;
};

void raw_free_member(struct raw_free_space *space)
{
	free_pages((unsigned long)space->pgd, 1);	/* expect: alloc-free */
	space->pgd = NULL;
}

void raw_free_descriptor(struct ptdesc *ptdesc)
{
	__free_page(ptdesc_page(ptdesc));	/* expect: alloc-free */
}

#ifndef CONFIG_S390
void raw_free_handle(pgtable_t table)
{
	__free_pages(table, 0);			/* expect: alloc-free [x86_64 arm64] */
}
#endif
