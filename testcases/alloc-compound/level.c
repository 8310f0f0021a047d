// SPDX-License-Identifier: GPL-2.0-or-later
/* Between the two the table is in an entry, where nobody follows it. */
#include <linux/mm.h>

void compound_level_enter(struct mm_struct *mm, pgd_t *pgd);
pgd_t *compound_level_find(struct mm_struct *mm);

static pgd_t *pgd_alloc(struct mm_struct *mm)	/* expect: ctor-missing */
{
	return (pgd_t *)__get_free_pages(GFP_KERNEL | __GFP_ZERO, 1);	/* expect: alloc-compound */
}

static void pgd_free(struct mm_struct *mm, pgd_t *pgd)	/* expect: ctor-missing */
{
	pagetable_free(virt_to_ptdesc(pgd));
}

void compound_level_init(struct mm_struct *mm)
{
	compound_level_enter(mm, pgd_alloc(mm));
}

void compound_level_exit(struct mm_struct *mm)
{
	pgd_free(mm, compound_level_find(mm));
}
