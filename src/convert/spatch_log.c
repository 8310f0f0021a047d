// SPDX-License-Identifier: GPL-2.0-or-later
#include "convert/spatch_log.h"

#include <string.h>

/* Enough of a message to know what it is about. */
#define TAIL_MAX 300

static void unparsed_free(gpointer data)
{
	struct unparsed *unparsed = data;

	g_free(unparsed->file);
	g_string_free(unparsed->text, TRUE);
	g_free(unparsed);
}

static void failure_free(gpointer data)
{
	struct failure *failure = data;

	g_free(failure->file);
	g_free(failure->what);
	g_free(failure);
}

static const char *after(const char *line, const char *prefix)
{
	return g_str_has_prefix(line, prefix) ? line + strlen(prefix) : NULL;
}

static void add_failure(struct spatch_log *log, char *file, char *what)
{
	struct failure *failure = g_new(struct failure, 1);

	failure->file = file;
	failure->what = what;
	g_ptr_array_add(log->failures, failure);
}

/* "Coccinelle_modules.Common.Timeout in FILE" */
static void add_exception(struct spatch_log *log, const char *text)
{
	const char *in = g_strrstr(text, " in ");
	char *file = g_strdup(in ? in + 4 : log->last ? log->last : "?");
	g_autofree char *what = in ? g_strndup(text, (gsize)(in - text)) : g_strdup(text);

	if (strstr(what, "Timeout"))
		add_failure(log, file, g_strdup("spatch ran out of time"));
	else
		add_failure(log, file, g_strdup_printf("spatch gave up: %s", what));
}

static void add_unparsed(struct spatch_log *log, const char *line, gboolean goes_on)
{
	struct unparsed *unparsed;

	if (!log->last)
		return;
	if (!goes_on || !log->unparsed->len) {
		unparsed = g_new(struct unparsed, 1);
		unparsed->file = g_strdup(log->last);
		unparsed->text = g_string_new(NULL);
		g_ptr_array_add(log->unparsed, unparsed);
	}
	unparsed = log->unparsed->pdata[log->unparsed->len - 1];
	g_string_append(unparsed->text, line);
	g_string_append_c(unparsed->text, '\n');
}

static void add_handled(struct spatch_log *log, const char *file)
{
	g_free(log->last);
	log->last = g_strdup(file);
	g_hash_table_add(log->seen, g_strdup(file));
	g_string_truncate(log->tail, 0);
}

static void add_tail(struct spatch_log *log, const char *line)
{
	if (!*line || g_str_has_prefix(line, "init_defs_builtins") ||
	    g_str_has_prefix(line, "diff = ") || log->tail->len > TAIL_MAX)
		return;
	g_string_append_printf(log->tail, "%s%s", log->tail->len ? " " : "", line);
}

static void read_line(struct spatch_log *log, char *line, gboolean *in_bad)
{
	const char *rest;
	gboolean was_bad = *in_bad;

	*in_bad = FALSE;
	if ((rest = after(line, "HANDLING: ")))
		add_handled(log, rest);
	else if ((rest = after(line, "Skipping unreadable file: ")))
		add_failure(log, g_strdup(rest), g_strdup("spatch could not read it"));
	else if ((rest = after(line, "Skipping: ")))
		add_handled(log, rest);
	else if ((rest = after(line, "EXN: ")) || (rest = after(line, "EXN:")))
		add_exception(log, rest);
	else if ((rest = after(line, "BAD:!!!!! ")))
		add_unparsed(log, rest, FALSE);
	else if ((rest = after(line, "bad: "))) {
		add_unparsed(log, rest, was_bad);
		*in_bad = TRUE;
	} else if (strstr(line, "timeout (we abort)") && log->last)
		add_failure(log, g_strdup(log->last), g_strdup("spatch ran out of time"));
	else
		add_tail(log, g_strstrip(line));
}

struct spatch_log *spatch_log_read(const char *text)
{
	struct spatch_log *log = g_new0(struct spatch_log, 1);
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	gboolean in_bad = FALSE;

	log->seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	log->unparsed = g_ptr_array_new_with_free_func(unparsed_free);
	log->failures = g_ptr_array_new_with_free_func(failure_free);
	log->tail = g_string_new(NULL);
	for (char **line = lines; *line; line++)
		read_line(log, *line, &in_bad);
	return log;
}

void spatch_log_free(struct spatch_log *log)
{
	if (!log)
		return;
	g_hash_table_unref(log->seen);
	g_ptr_array_unref(log->unparsed);
	g_ptr_array_unref(log->failures);
	g_free(log->last);
	g_string_free(log->tail, TRUE);
	g_free(log);
}
