// SPDX-License-Identifier: GPL-2.0-or-later
#include "convert/spatch.h"

#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "base/process.h"
#include "convert/problem.h"
#include "convert/spatch_arguments.h"
#include "convert/spatch_log.h"
#include "tree/index.h"
#include "tree/words.h"

/* Wall-clock seconds a file on average before a whole process counts as hung. */
#define AVERAGE_TIMEOUT 10
/* Deaths of one run before the fault is taken to be spatch's own. */
#define DEATHS_MAX 5

/*
 * One file a group: spatch takes the blank line for the end of a group, and
 * what it learned from the files of one group does not reach the next.
 */
static bool write_groups(const char *path, const GPtrArray *files, GError **error)
{
	g_autoptr(GString) text = g_string_new(NULL);

	for (unsigned int i = 0; i < files->len; i++)
		g_string_append_printf(text, "%s\n\n", (const char *)files->pdata[i]);
	return file_write(path, text->str, text->len, error);
}

/* What of @line can be a use of something: not the name that it defines. */
static const char *past_definition(const char *line)
{
	if (!g_str_has_prefix(line, "#define"))
		return line;
	line += strlen("#define");
	line += strspn(line, " \t");
	while (is_word_part(*line))
		line++;
	return line;
}

static bool uses_keyword(const struct semantic_patch *patch, const char *line)
{
	const char *text = past_definition(line);

	return *text && (!patch->keywords ||
			 index_text_matches(text, strlen(text),
					    (const char *const *)patch->keywords));
}

/* The first line of @text that uses a keyword, for the caller to g_free(), or NULL. */
static char *keyword_line(const struct semantic_patch *patch, const char *text)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	for (char **line = lines; *line; line++)
		if (uses_keyword(patch, *line))
			return g_strdup(*line);
	return NULL;
}

/* The number of the line of @file in the tree where @line of @region is, 0: not found. */
static unsigned int line_number(const struct workspace *workspace, const char *file,
				const char *region, const char *line)
{
	g_autofree char *text = workspace_original(workspace, file, NULL, NULL);
	const char *start = text ? strstr(text, region) : NULL;
	const char *at = text ? strstr(start ? start : text, line) : NULL;
	unsigned int number = 1;

	if (!at)
		return 0;
	for (const char *c = text; c < at; c++)
		number += *c == '\n';
	return number;
}

/* Names what went wrong with @file, at @line unless that is 0. */
static void leave_out(struct spatch_run *run, const char *file, unsigned int line,
		      const char *what)
{
	g_autofree char *place = line ? g_strdup_printf("%s:%u", file, line) : g_strdup(file);

	problems_add(run->problems, "%s: %s (%s)", place, what, run->patch->name);
	for (unsigned int i = 0; i < run->files->len; i++)
		if (!strcmp(run->files->pdata[i], file))
			g_hash_table_add(run->left_out, run->files->pdata[i]);
}

static void add_unparsed(struct spatch_run *run, const struct unparsed *unparsed)
{
	g_autofree char *line = keyword_line(run->patch, unparsed->text->str);
	g_autofree char *what = NULL;
	unsigned int number;

	if (!line)
		return;
	number = line_number(run->workspace, unparsed->file, unparsed->text->str, line);
	what = g_strdup_printf("spatch cannot parse this: %s", g_strstrip(line));
	leave_out(run, unparsed->file, number, what);
}

/* What the run started from, to go back to. */
struct snapshot {
	GPtrArray *texts;	/* GBytes *, in the order of the files; NULL: not rewritten */
};

static void snapshot_take(struct snapshot *snapshot, const struct spatch_run *run)
{
	snapshot->texts = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
	if (run->mode != COCCI_PATCH)
		return;
	for (unsigned int i = 0; i < run->files->len; i++) {
		size_t length = 0;
		char *text = workspace_text(run->workspace, run->files->pdata[i], &length, NULL);

		g_ptr_array_add(snapshot->texts, g_bytes_new_take(text, length));
	}
}

/* Puts @file back as it was, or every file when @file is NULL. */
static bool snapshot_restore(const struct snapshot *snapshot, const struct spatch_run *run,
			     const char *file, GError **error)
{
	for (unsigned int i = 0; i < snapshot->texts->len; i++) {
		gsize length;
		const char *text = g_bytes_get_data(snapshot->texts->pdata[i], &length);

		if (file && strcmp(file, run->files->pdata[i]))
			continue;
		if (!workspace_put(run->workspace, run->files->pdata[i], text ? text : "", length,
				   error))
			return false;
	}
	return true;
}

/* A process that ran to its end: what went wrong inside. */
static bool settle(struct spatch_run *run, const struct spatch_log *log, const GPtrArray *files,
		   const struct snapshot *snapshot, GError **error)
{
	for (unsigned int i = 0; i < log->failures->len; i++) {
		const struct failure *failure = log->failures->pdata[i];

		leave_out(run, failure->file, 0, failure->what);
		if (!snapshot_restore(snapshot, run, failure->file, error))
			return false;
		g_hash_table_add(log->seen, g_strdup(failure->file));
	}
	for (unsigned int i = 0; i < log->unparsed->len; i++)
		add_unparsed(run, log->unparsed->pdata[i]);
	for (unsigned int i = 0; i < files->len; i++)
		if (!g_hash_table_contains(log->seen, files->pdata[i]))
			leave_out(run, files->pdata[i], 0, "spatch did not look at it");
	return true;
}

static char *describe_death(const struct process *process, const struct spatch_log *log)
{
	if (process->timed_out ||
	    (log->failures->len && log->last &&
	     !strcmp(((struct failure *)log->failures->pdata[log->failures->len - 1])->file,
		     log->last)))
		return g_strdup("spatch ran out of time");
	if (process->status > 128 && process->status < 160)
		return g_strdup_printf("spatch was killed by signal %d", process->status - 128);
	return g_strdup_printf("spatch failed with status %d: %s", process->status,
			       log->tail->len ? log->tail->str : "no message");
}

/*
 * A process that died: everything it did is undone, for its output may be cut off, and
 * the file in its hands, which is named, leaves @files.
 */
static bool bury(struct spatch_run *run, const struct process *process,
		 const struct spatch_log *log, GPtrArray *files,
		 const struct snapshot *snapshot, GError **error)
{
	g_autofree char *what = describe_death(process, log);
	unsigned int at = 0;

	while (at < files->len && (!log->last || strcmp(files->pdata[at], log->last)))
		at++;
	if (at == files->len) {
		g_set_error(error, PTDESC_ERROR, log->last || process->timed_out ?
			    PTDESC_ERROR_INTERNAL : PTDESC_ERROR_USAGE, "%s: %s", run->patch->path,
			    what);
		return false;
	}
	leave_out(run, log->last, 0, what);
	g_ptr_array_remove_index(files, at);
	g_string_truncate(run->output, 0);
	return snapshot_restore(snapshot, run, NULL, error);
}

/* One process over @files; *@again when it died and the rest is to be run anew. */
static bool run_once(const struct spatch *spatch, struct spatch_run *run, GPtrArray *files,
		     const struct snapshot *snapshot, bool *again, GError **error)
{
	g_autofree char *groups = g_strdup_printf("%s/groups-%u", run->workspace->directory,
						  run->number);
	g_auto(GStrv) argv = spatch_arguments(spatch, run, groups);
	unsigned int seconds = spatch_timeout(argv);
	struct process process = {
		.argv = (const char *const *)argv,
		.directory = run->workspace->after,
		/* 0 is spatch's word for no limit, and ours. */
		.timeout = seconds ? 2 * seconds + AVERAGE_TIMEOUT * files->len : 0,
	};
	struct spatch_log *log;
	bool ok;

	if (!write_groups(groups, files, error) || !process_run(&process, error))
		return false;
	log = spatch_log_read(process.errors->str);
	g_string_append_len(run->output, process.output->str, (gssize)process.output->len);
	g_string_append_len(run->errors, process.errors->str, (gssize)process.errors->len);
	*again = process.status || process.timed_out;
	ok = *again ? bury(run, &process, log, files, snapshot, error) :
		      settle(run, log, files, snapshot, error);
	spatch_log_free(log);
	process_clear(&process);
	return ok;
}

bool spatch_run(const struct spatch *spatch, struct spatch_run *run, GError **error)
{
	g_autoptr(GPtrArray) files = g_ptr_array_new();
	struct snapshot snapshot;
	unsigned int deaths = 0;
	bool again = true;
	bool ok = true;

	run->problems = problems_new();
	run->output = g_string_new(NULL);
	run->errors = g_string_new(NULL);
	run->left_out = g_hash_table_new(g_str_hash, g_str_equal);
	for (unsigned int i = 0; i < run->files->len; i++)
		g_ptr_array_add(files, run->files->pdata[i]);
	snapshot_take(&snapshot, run);
	while (ok && again && files->len) {
		ok = run_once(spatch, run, files, &snapshot, &again, error);
		if (ok && again && ++deaths == DEATHS_MAX && files->len) {
			g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_INTERNAL,
				    "%s: spatch failed on %u files, the last time so: %s",
				    run->patch->path, deaths,
				    (char *)run->problems->pdata[run->problems->len - 1]);
			ok = false;
		}
	}
	g_ptr_array_unref(snapshot.texts);
	return ok;
}

void spatch_run_clear(struct spatch_run *run)
{
	g_clear_pointer(&run->left_out, g_hash_table_unref);
	g_clear_pointer(&run->problems, g_ptr_array_unref);
	if (run->output)
		g_string_free(run->output, TRUE);
	if (run->errors)
		g_string_free(run->errors, TRUE);
	run->output = NULL;
	run->errors = NULL;
}
