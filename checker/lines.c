// SPDX-License-Identifier: GPL-2.0-or-later
#include "checker/lines.h"

#include <stdlib.h>
#include <string.h>

/* "3-10,12" up to the end of the line; what follows it. */
static const char *read_ranges(GArray *lines, const char *at)
{
	while (g_ascii_isdigit(*at)) {
		char *end;
		unsigned long first = strtoul(at, &end, 10);
		unsigned long last = *end == '-' ? strtoul(end + 1, &end, 10) : first;
		struct line_range range = { (unsigned int)first, (unsigned int)last };

		g_array_append_val(lines, range);
		at = *end == ',' ? end + 1 : end;
	}
	return *at == '\n' ? at + 1 : at;
}

void lines_read(const char *text, lines_take take, void *data)
{
	g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(struct line_range));
	const char *tab;

	for (; (tab = strchr(text, '\t'));) {
		g_autofree char *file = g_strndup(text, (size_t)(tab - text));

		g_array_set_size(lines, 0);
		text = read_ranges(lines, tab + 1);
		take(file, lines, data);
	}
}

bool lines_hold_any(const GArray *lines, unsigned int first, unsigned int last)
{
	for (unsigned int i = 0; i < lines->len; i++) {
		struct line_range range = g_array_index(lines, struct line_range, i);

		if (range.first <= last && first <= range.last)
			return true;
	}
	return false;
}
