// SPDX-License-Identifier: GPL-2.0-or-later
#include "convert/problem.h"

#include <string.h>

GPtrArray *problems_new(void)
{
	return g_ptr_array_new_with_free_func(g_free);
}

void problems_add(GPtrArray *problems, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	g_ptr_array_add(problems, g_strdup_vprintf(format, arguments));
	va_end(arguments);
}

void problems_move(GPtrArray *problems, GPtrArray *from)
{
	while (from->len)
		g_ptr_array_add(problems, g_ptr_array_steal_index(from, 0));
}

static int compare(gconstpointer a, gconstpointer b)
{
	/* Digits compare as numbers: line 9 before line 10. */
	return strverscmp(*(const char *const *)a, *(const char *const *)b);
}

void problems_sort(GPtrArray *problems)
{
	g_ptr_array_sort(problems, compare);
	for (unsigned int i = 1; i < problems->len;)
		if (!strcmp(problems->pdata[i - 1], problems->pdata[i]))
			g_ptr_array_remove_index(problems, i);
		else
			i++;
}
