// SPDX-License-Identifier: GPL-2.0-or-later
/* A helper that serves tables and data alike is judged by neither. */
#include <linux/mm.h>

static int ref_count_ok_users(struct page *page)
{
	return page_count(page) - 1;
}

int ref_count_ok_table(pgd_t *pgd)
{
	return ref_count_ok_users(virt_to_page(pgd));
}

int ref_count_ok_folio(struct folio *folio)
{
	return ref_count_ok_users(folio_page(folio, 0));
}
