// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/report.h"

#include <string.h>

#include "base/error.h"

static const struct report_format *const formats[] = { &report_text, &report_json };

static char *names(void)
{
	GString *list = g_string_new(formats[0]->name);

	for (size_t i = 1; i < G_N_ELEMENTS(formats); i++)
		g_string_append_printf(list, ", %s", formats[i]->name);
	return g_string_free(list, FALSE);
}

const struct report_format *report_choose(const char *name, GError **error)
{
	g_autofree char *known = NULL;

	for (size_t i = 0; i < G_N_ELEMENTS(formats); i++)
		if (!name || strcmp(formats[i]->name, name) == 0)
			return formats[i];
	known = names();
	g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_USAGE, "no format \"%s\"; there are: %s",
		    name, known);
	return NULL;
}
