// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/cmd.h"

#include <stdio.h>

#include "base/error.h"
#include "checker/overlay.h"
#include "cmd/session.h"
#include "report/layout.h"
#include "report/report.h"

static const char summary[] =
	"Shows struct ptdesc and what else lies over struct page, member by member: what shares\n"
	"which bytes on each chosen variant, and which of that the code asserts.";

struct layout_command {
	struct session session;
	char *format;
};

static void add_problem(GPtrArray *problems, const char *variant, const char *message)
{
	g_ptr_array_add(problems, g_strdup_printf("%s: %s", variant, message));
}

/* Errors of the headers are told, and what was measured nevertheless is shown. */
static void measure(const struct layout_command *command, const struct prepared *prepared,
		    struct layout_report *report)
{
	const struct unit *unit = prepared_common_unit(prepared);
	const char *name = prepared->variant->name;
	g_autoptr(GPtrArray) errors = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GError) error = NULL;
	struct layout_probe probe = { .directory = prepared->directory, .text = "" };
	GPtrArray *overlays = NULL;

	if (unit) {
		probe.flags = (const char *const *)unit->flags;
		overlays = overlays_measure(&probe, command->session.rules, errors, &error);
	}
	if (!overlays)
		add_problem(report->problems, name, error ? error->message : "builds nothing");
	if (errors->len)
		add_problem(report->problems, name, g_ptr_array_index(errors, 0));
	if (overlays)
		layout_report_add(report, name, overlays);
}

static bool run(struct layout_command *command, int *status, GError **error)
{
	const struct report_format *format = report_choose(command->format, error);
	struct session *session = &command->session;
	struct layout_report *report;

	if (!format || !session_open(session, error) || !session_prepare(session, error))
		return false;
	report = layout_report_new(session->tree->path);
	for (unsigned int i = 0; i < session->failures->len; i++)
		g_ptr_array_add(report->problems,
				g_strdup(g_ptr_array_index(session->failures, i)));
	for (unsigned int i = 0; i < session->prepared->len; i++)
		measure(command, g_ptr_array_index(session->prepared, i), report);
	format->print_layout(report, stdout);
	for (unsigned int i = 0; i < report->problems->len; i++)
		fprintf(stderr, "ptdesc layout: %s\n",
			(const char *)g_ptr_array_index(report->problems, i));
	*status = layout_report_exit(report);
	layout_report_free(report);
	return true;
}

int cmd_layout(int argc, char **argv)
{
	struct layout_command command = { 0 };
	const GOptionEntry entries[] = {
		{ "format", 0, 0, G_OPTION_ARG_STRING, &command.format, "text (default) or json",
		  "NAME" },
		{ NULL }
	};
	GError *error = NULL;
	int status = PTDESC_EXIT_CLEAN;

	if (!session_parse(&command.session, entries, NULL, summary, &argc, &argv, &error) ||
	    !run(&command, &status, &error))
		status = cmd_fail("layout", error);
	session_clear(&command.session);
	g_free(command.format);
	return status;
}
