// SPDX-License-Identifier: GPL-2.0-or-later
#include "tree/outline.h"

int outline_item_at(const struct outline *outline, unsigned int line)
{
	for (unsigned int i = 0; i < outline->items->len; i++) {
		const struct outline_item *item = &g_array_index(outline->items, struct outline_item, i);

		if (item->first <= line && line <= item->last)
			return (int)i;
	}
	return -1;
}

int outline_branch_at(const struct outline *outline, unsigned int line)
{
	unsigned int start = 0;
	int inner = -1;

	for (unsigned int i = 0; i < outline->branches->len; i++) {
		const struct outline_branch *branch = &g_array_index(outline->branches,
								     struct outline_branch, i);

		if (branch->first > line || branch->last < line || branch->first < start)
			continue;
		start = branch->first;
		inner = (int)i;
	}
	return inner;
}
