// SPDX-License-Identifier: GPL-2.0-or-later
/* The flags of a folio and of its page, and of another record. */
#include <linux/mm.h>

struct ref_flags_ok {
	unsigned long flags;
	pgd_t *pgd;
};

unsigned long ref_flags_ok(struct ref_flags_ok *walk, struct folio *folio)
{
	return walk->flags | folio->flags | folio_page(folio, 0)->flags;
}
