// SPDX-License-Identifier: GPL-2.0-or-later
#include "convert/columns.h"

#include <string.h>

#define TAB 8

unsigned int columns_after(const char *line, size_t length)
{
	unsigned int column = 0;

	for (size_t i = 0; i < length; i++)
		if (line[i] == '\t')
			column += TAB - column % TAB;
		else if (((unsigned char)line[i] & 0xc0) != 0x80)
			column++;
	return column;
}

unsigned int columns_of(const char *line)
{
	return columns_after(line, strlen(line));
}

void columns_pad(GString *text, unsigned int from, unsigned int to)
{
	while (from / TAB * TAB + TAB <= to) {
		g_string_append_c(text, '\t');
		from = from / TAB * TAB + TAB;
	}
	for (; from < to; from++)
		g_string_append_c(text, ' ');
}
