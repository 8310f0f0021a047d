// SPDX-License-Identifier: GPL-2.0-or-later
/* Asks how often a table is mapped, and leaves a number on it. */
#include <linux/mm.h>

int api_map_count(pgtable_t table)
{
	set_page_private(table, 1);			/* expect: api-map */
	return page_mapcount(table);			/* expect: api-map */
}
