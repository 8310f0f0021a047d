// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/cmd.h"

#include <stdio.h>

#include "base/error.h"
#include "cmd/session.h"

static const char summary[] =
	"Makes the generated headers and compiler flags of each chosen variant, out of tree, by\n"
	"running the tree's own Kbuild, and keeps them in the cache for the other commands.";

static int print_prepared(const struct session *session)
{
	for (unsigned int i = 0; i < session->prepared->len; i++) {
		const struct prepared *prepared = g_ptr_array_index(session->prepared, i);

		printf("%s: %u translation units in %s\n", prepared->variant->name,
		       prepared->units->len, prepared->directory);
		for (unsigned int k = 0; k < prepared->notes->len; k++)
			printf("%s: note: %s\n", prepared->variant->name,
			       (const char *)g_ptr_array_index(prepared->notes, k));
	}
	for (unsigned int i = 0; i < session->failures->len; i++)
		fprintf(stderr, "ptdesc prepare: %s\n",
			(const char *)g_ptr_array_index(session->failures, i));
	return session->failures->len ? PTDESC_EXIT_INCOMPLETE : PTDESC_EXIT_CLEAN;
}

int cmd_prepare(int argc, char **argv)
{
	struct session session = { 0 };
	GError *error = NULL;
	int status;

	if (session_parse(&session, NULL, NULL, summary, &argc, &argv, &error) &&
	    session_open(&session, &error) && session_prepare(&session, &error))
		status = print_prepared(&session);
	else
		status = cmd_fail("prepare", error);
	session_clear(&session);
	return status;
}
