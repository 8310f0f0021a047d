// SPDX-License-Identifier: GPL-2.0-or-later
#include "base/strings.h"

#include <string.h>

static int compare(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void strings_sort(GPtrArray *strings)
{
	g_ptr_array_sort(strings, compare);
}

int strings_compare_places(const char *file, unsigned int line, unsigned int column,
			   const char *other_file, unsigned int other_line,
			   unsigned int other_column)
{
	int order = strcmp(file, other_file);

	if (order)
		return order;
	if (line != other_line)
		return line < other_line ? -1 : 1;
	return column < other_column ? -1 : column > other_column;
}
