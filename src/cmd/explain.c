// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/explain.h"

#include "base/error.h"
#include "cmd/cmd.h"

static const char summary[] =
	"Explains a RULE: what it finds, why that is wrong, what to do.  Without an argument it\n"
	"lists the rules.  Of a line of code, FILE:LINE, it tells which kinds of memory reach\n"
	"the values that are used there, from where, and on which variants.  Without --tree it\n"
	"is a line of the kernel tree that FILE lies in; without --arch, code of an architecture\n"
	"is looked at on its variants, any other on all.";

static bool run(struct session *session, char **arguments, int *status, GError **error)
{
	if (arguments[0] && arguments[1]) {
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_USAGE,
			    "it explains one thing at a time, not \"%s\" as well", arguments[1]);
		return false;
	}
	if (arguments[0] && explain_is_line(arguments[0]))
		return explain_line(session, arguments[0], status, error);
	return explain_rule(session, arguments[0], error);
}

int cmd_explain(int argc, char **argv)
{
	struct session session = { .finds_tree = true };
	int status = PTDESC_EXIT_CLEAN;
	GError *error = NULL;

	if (!session_parse(&session, NULL, "[RULE|FILE:LINE]", summary, &argc, &argv, &error) ||
	    !run(&session, argv + 1, &status, &error))
		status = cmd_fail("explain", error);
	session_clear(&session);
	return status;
}
