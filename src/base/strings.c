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
