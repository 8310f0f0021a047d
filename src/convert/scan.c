// SPDX-License-Identifier: GPL-2.0-or-later
#include "convert/convert.h"

#include <string.h>

#include "convert/bins.h"
#include "convert/entries.h"
#include "convert/problem.h"
#include "convert/scan_cache.h"
#include "tree/words.h"

/* A scan whose files are shared out to some processes. */
struct job {
	const struct convert_scan *scan;
	struct words *words;	/* the keywords, NULL: every file */
	bool headers;
	struct scan_cache *cache;	/* or NULL */
	GPtrArray *entries;	/* entries.h: those of files that the cache knows */
	GPtrArray *files;	/* the others, borrowed */
	GPtrArray *scanners;	/* of struct scanner * */
	unsigned int index;
	unsigned int pending;	/* scanners that have not finished; guarded by run.lock */
};

struct run {
	const struct convert_request *request;
	struct workspace *workspace;
	GPtrArray *jobs;	/* of struct job * */
	GPtrArray *scanners;	/* of struct scanner *: those of all jobs in order, owned */
	unsigned int failed;	/* index of the first job that failed, or their number */
	GMutex lock;
	GCond finished;
};

/* One process. */
struct scanner {
	struct run *run;
	struct job *job;
	struct spatch_run spatch;
	GError *error;
};

static void scanner_free(gpointer data)
{
	struct scanner *scanner = data;

	spatch_run_clear(&scanner->spatch);
	g_clear_error(&scanner->error);
	g_free(scanner);
}

static void job_free(gpointer data)
{
	struct job *job = data;

	words_free(job->words);
	scan_cache_free(job->cache);
	g_ptr_array_unref(job->entries);
	g_ptr_array_unref(job->files);
	g_ptr_array_unref(job->scanners);
	g_free(job);
}

/* -- which files ------------------------------------------------------------------------------ */

static GPtrArray *make_jobs(const struct convert_request *request, const GPtrArray *scans)
{
	GPtrArray *jobs = g_ptr_array_new_with_free_func(job_free);

	for (unsigned int i = 0; i < scans->len; i++) {
		struct job *job = g_new0(struct job, 1);

		job->scan = scans->pdata[i];
		if (job->scan->patch->keywords)
			job->words = words_new((const char *const *)job->scan->patch->keywords);
		job->headers = spatch_wants_headers(request->spatch, job->scan->patch);
		job->cache = scan_cache_new(request, job->scan);
		job->entries = entries_new();
		job->files = g_ptr_array_new();
		job->scanners = g_ptr_array_new();
		job->index = i;
		g_ptr_array_add(jobs, job);
	}
	return jobs;
}

static bool wants(const struct job *job, const char *file, const char *text, size_t length)
{
	if (g_str_has_suffix(file, ".h") && !job->headers)
		return false;
	return !job->words || (text && words_match(job->words, text, length));
}

/* Whether the cache knows what @job prints of @file. */
static bool recall(struct job *job, const char *file, const char *text, size_t length)
{
	const char *printed = job->cache ? scan_cache_find(job->cache, file, text, length) : NULL;
	g_autoptr(GHashTable) names = NULL;

	if (!printed || !*printed)
		return printed;
	names = g_hash_table_new(g_str_hash, g_str_equal);
	g_hash_table_add(names, (gpointer)file);
	entries_read(job->entries, printed, names);
	return true;
}

/* Read once for all jobs, and taken once. */
static void offer(struct run *run, char *file, GPtrArray *problems)
{
	size_t length = 0;
	g_autofree char *text = tree_read(run->request->tree, file, &length, NULL);
	bool taken = false;

	for (unsigned int i = 0; i < run->jobs->len; i++) {
		struct job *job = run->jobs->pdata[i];

		if (!wants(job, file, text, length) || recall(job, file, text, length))
			continue;
		if (!taken && !workspace_take(run->workspace, file, problems))
			return;
		taken = true;
		g_ptr_array_add(job->files, file);
	}
}

/* -- which processes --------------------------------------------------------------------------- */

static void add_scanner(struct run *run, struct job *job, const GPtrArray *files)
{
	struct scanner *scanner = g_new0(struct scanner, 1);

	scanner->run = run;
	scanner->job = job;
	scanner->spatch.patch = job->scan->patch;
	scanner->spatch.mode = job->scan->mode;
	scanner->spatch.workspace = run->workspace;
	scanner->spatch.files = files;
	scanner->spatch.number = run->scanners->len;
	g_ptr_array_add(job->scanners, scanner);
	g_ptr_array_add(run->scanners, scanner);
	job->pending++;
}

/*
 * A process takes half a second before it looks at its first file, so what other jobs keep
 * busy anyway is not cut up; two pieces for each place keep all busy to the end.
 */
static GPtrArray *cut(const struct run *run, const struct job *job, guint64 total)
{
	const struct convert_request *request = run->request;
	guint64 weight = bins_weigh(request->tree, job->files);
	unsigned int pieces = total ? (unsigned int)(2 * request->jobs * weight / total) : 1;

	return bins_fill(request->tree, job->files, CLAMP(pieces, 1, request->jobs));
}

/* An array of arrays of arrays of files, which the scanners borrow from. */
static GPtrArray *make_scanners(struct run *run)
{
	GPtrArray *all = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
	guint64 total = 0;

	for (unsigned int i = 0; i < run->jobs->len; i++) {
		const struct job *job = run->jobs->pdata[i];

		total += bins_weigh(run->request->tree, job->files);
	}
	for (unsigned int i = 0; i < run->jobs->len; i++) {
		GPtrArray *bins = cut(run, run->jobs->pdata[i], total);

		g_ptr_array_add(all, bins);
		for (unsigned int k = 0; k < bins->len; k++)
			add_scanner(run, run->jobs->pdata[i], bins->pdata[k]);
	}
	return all;
}

/* -- running them ------------------------------------------------------------------------------- */

/* In a thread of the pool. What comes after a failure is not delivered, nor run. */
static void scan(void *item)
{
	struct scanner *scanner = item;
	struct run *run = scanner->run;
	bool skip;

	g_mutex_lock(&run->lock);
	skip = scanner->job->index > run->failed;
	g_mutex_unlock(&run->lock);
	if (!skip)
		spatch_run(run->request->spatch, &scanner->spatch, &scanner->error);
	g_mutex_lock(&run->lock);
	if (scanner->error)
		run->failed = MIN(run->failed, scanner->job->index);
	scanner->job->pending--;
	g_cond_signal(&run->finished);
	g_mutex_unlock(&run->lock);
}

static bool has_problem(const struct scanner *scanner, const char *file)
{
	const GPtrArray *problems = scanner->spatch.problems;
	size_t length = strlen(file);

	for (unsigned int i = 0; i < problems->len; i++)
		if (!strncmp(problems->pdata[i], file, length) &&
		    ((const char *)problems->pdata[i])[length] == ':')
			return true;
	return false;
}

/* What a file with a problem gave is not all of it. */
static void remember(const struct scanner *scanner, const GPtrArray *entries)
{
	const struct spatch_run *spatch = &scanner->spatch;

	if (!scanner->job->cache || !entries_are_plain(entries))
		return;
	for (unsigned int i = 0; i < spatch->files->len; i++) {
		const char *file = spatch->files->pdata[i];
		size_t length = 0;
		g_autofree char *text = workspace_original(spatch->workspace, file, &length, NULL);
		g_autofree char *printed = entries_of_file(entries, file);

		if (text && !has_problem(scanner, file))
			scan_cache_add(scanner->job->cache, file, text, length, printed);
	}
}

static void collect_one(struct scanner *scanner, GHashTable *names, GString *log,
			GPtrArray *problems)
{
	g_autoptr(GPtrArray) entries = entries_new();

	entries_read(entries, scanner->spatch.output->str, names);
	remember(scanner, entries);
	g_string_append(log, scanner->spatch.errors->str);
	problems_move(problems, scanner->spatch.problems);
	while (entries->len)
		g_ptr_array_add(scanner->job->entries, g_ptr_array_steal_index(entries, 0));
}

/* What the scanners of @job printed and, in @log, said; NULL with the error of one. */
static char *collect(const struct job *job, GString *log, GPtrArray *problems, GError **error)
{
	g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);

	for (unsigned int i = 0; i < job->files->len; i++)
		g_hash_table_add(names, job->files->pdata[i]);
	for (unsigned int i = 0; i < job->scanners->len; i++) {
		struct scanner *scanner = job->scanners->pdata[i];

		if (scanner->error) {
			g_propagate_error(error, g_steal_pointer(&scanner->error));
			return NULL;
		}
		collect_one(scanner, names, log, problems);
	}
	scan_cache_save(job->cache);
	return entries_print(job->entries);
}

static bool finish(struct run *run, const struct job *job, convert_deliver deliver, void *data,
		   GPtrArray *problems, GError **error)
{
	g_autoptr(GString) log = g_string_new(NULL);
	g_autofree char *text = NULL;

	g_mutex_lock(&run->lock);
	while (job->pending)
		g_cond_wait(&run->finished, &run->lock);
	g_mutex_unlock(&run->lock);
	text = collect(job, log, problems, error);
	if (text)
		deliver(job->scan, text, log->str, data);
	return text;
}

static bool run_jobs(struct run *run, convert_deliver deliver, void *data, GPtrArray *problems,
		     GError **error)
{
	g_autoptr(GPtrArray) bins = make_scanners(run);
	GThreadPool *pool;
	bool ok = true;

	g_mutex_init(&run->lock);
	g_cond_init(&run->finished);
	pool = bins_start(run->scanners, run->request->jobs, scan, error);
	for (unsigned int i = 0; pool && ok && i < run->jobs->len; i++)
		ok = finish(run, run->jobs->pdata[i], deliver, data, problems, error);
	if (pool)
		g_thread_pool_free(pool, FALSE, TRUE);
	g_cond_clear(&run->finished);
	g_mutex_clear(&run->lock);
	return pool && ok;
}

bool convert_scans(const struct convert_request *request, const GPtrArray *scans,
		   convert_deliver deliver, void *data, GPtrArray *problems, GError **error)
{
	struct run run = { .request = request, .failed = scans->len };
	bool ok;

	run.workspace = workspace_new(request->tree, request->base, error);
	if (!run.workspace)
		return false;
	run.jobs = make_jobs(request, scans);
	run.scanners = g_ptr_array_new_with_free_func(scanner_free);
	for (unsigned int i = 0; i < request->files->len; i++)
		offer(&run, request->files->pdata[i], problems);
	ok = run_jobs(&run, deliver, data, problems, error);
	problems_sort(problems);
	g_ptr_array_unref(run.scanners);
	g_ptr_array_unref(run.jobs);
	workspace_free(run.workspace);
	return ok;
}
