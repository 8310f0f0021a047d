// SPDX-License-Identifier: GPL-2.0-or-later
#include "convert/parse.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/process.h"

/* Seconds for one file. */
#define TIMEOUT 120
/* spatch 1.1.1 --parse-c: "nb good = 9,  nb bad = 1 =========> 90.00% good or passed" */
#define BAD_LINES "nb bad = "

/* The number of lines of @file in @directory that spatch cannot parse, in *@bad. */
static bool count_bad(const struct spatch *spatch, const char *directory, const char *file,
		      unsigned long *bad, GError **error)
{
	const char *const argv[] = { spatch->program, "--parse-c", file, NULL };
	struct process process = { .argv = argv, .directory = directory, .timeout = TIMEOUT };
	const char *at;

	if (!process_run(&process, error))
		return false;
	at = strstr(process.output->str, BAD_LINES);
	if (!at)
		at = strstr(process.errors->str, BAD_LINES);
	/* What spatch does not get through at all is as bad as can be. */
	*bad = at ? strtoul(at + strlen(BAD_LINES), NULL, 10) : G_MAXULONG;
	process_clear(&process);
	return true;
}

char *parse_fault(const struct spatch *spatch, const struct workspace *workspace,
		  const char *file, GError **error)
{
	unsigned long before, after;

	if (!count_bad(spatch, workspace->after, file, &after, error))
		return NULL;
	if (!after)
		return g_strdup("");
	if (!count_bad(spatch, workspace->before, file, &before, error))
		return NULL;
	return g_strdup(after <= before ? "" :
			"the conversion does not parse: not converted");
}
