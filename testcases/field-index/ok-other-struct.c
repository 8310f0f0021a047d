// SPDX-License-Identifier: GPL-2.0-or-later
/* An index member of a struct that describes a table's position. */
#include <linux/mm.h>

struct index_ok_cursor {
	pgoff_t index;
	pmd_t *table;
};

void index_ok_cursor_next(struct index_ok_cursor *cursor)
{
	cursor->index++;
	if (cursor->index == PTRS_PER_PMD)
		cursor->table = NULL;
}
