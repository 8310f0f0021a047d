// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/coccinelle.h"

#include <stdio.h>

#include "base/error.h"
#include "convert/problem.h"

bool coccinelle_usage(GError **error, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	if (error)
		*error = g_error_new_valist(PTDESC_ERROR, PTDESC_ERROR_USAGE, format, arguments);
	va_end(arguments);
	return false;
}

bool coccinelle_parse(const GOptionEntry *entries, const char *parameters,
		      const char *description, int argc, char **argv, GError **error)
{
	GOptionContext *context = g_option_context_new(parameters);
	g_autoptr(GError) cause = NULL;
	bool ok;

	g_option_context_add_main_entries(context, entries, NULL);
	g_option_context_set_description(context, description);
	ok = g_option_context_parse(context, &argc, &argv, &cause);
	g_option_context_free(context);
	if (!ok)
		return coccinelle_usage(error, "%s", cause->message);
	if (argc > 1)
		return coccinelle_usage(error, "%s: no such argument; see --help", argv[1]);
	return true;
}

bool coccinelle_read_number(const char *text, unsigned int least, const char *name,
			    unsigned int *number, GError **error)
{
	guint64 value;

	if (!text || !*text)
		return true;
	if (!g_ascii_string_to_unsigned(text, 10, least, 4096, &value, NULL))
		return coccinelle_usage(error, "%s takes a number from %u up, not \"%s\"", name,
					least, text);
	*number = (unsigned int)value;
	return true;
}

int coccinelle_report(const char *command, GPtrArray *problems)
{
	fflush(stdout);
	problems_sort(problems);
	for (unsigned int i = 0; i < problems->len; i++)
		fprintf(stderr, "ptdesc %s: %s\n", command, (char *)problems->pdata[i]);
	return problems->len ? PTDESC_EXIT_INCOMPLETE : PTDESC_EXIT_CLEAN;
}
