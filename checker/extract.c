// SPDX-License-Identifier: GPL-2.0-or-later
/* The parent's side of extraction: hands out units and collects facts. */
#include "checker/extract.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <glib/gstdio.h>
#include <jansson.h>

#include "base/error.h"
#include "base/file.h"
#include "base/janitor.h"
#include "base/jobserver.h"
#include "base/json.h"
#include "base/process.h"

#define DEFAULT_TIMEOUT 120

struct worker {
	GPid pid;
	int in, out;
	GString *buffer;	/* bytes of an unfinished line */
	GString *text;		/* chunk that is coming in */
	char *hash;		/* its hash */
	ssize_t job;		/* index of the request it works on, -1: none */
};

struct run {
	const struct extract_options *options;
	const struct extract_request *requests;
	size_t count, next, running;
	size_t *order;		/* in which they are handed out */
	struct extract_batch *batch;
	struct extract_result *results;	/* the batch's */
	struct worker *workers;
	char *greeting;		/* the context every worker starts with */
};

/* -- what workers are told ------------------------------------------------------------ */

static json_t *json_strings(const char *const *strings)
{
	json_t *list = json_array();

	for (; strings && *strings; strings++)
		json_array_append_new(list, json_string(*strings));
	return list;
}

static json_t *json_overlay(const struct extract_overlay *overlay)
{
	json_t *files = json_object();
	GHashTableIter iterator;
	gpointer path, text;

	if (!overlay)
		return files;
	g_hash_table_iter_init(&iterator, overlay->files);
	/* Base64, for JSON takes no text that is not UTF-8. */
	while (g_hash_table_iter_next(&iterator, &path, &text)) {
		g_autofree char *encoded = g_base64_encode(text, strlen(text));

		json_object_set_new(files, path, json_string(encoded));
	}
	return files;
}

static char *greeting(const struct extract_options *options)
{
	g_autofree char *cache = file_cache_root();
	json_t *context = json_object(), *names = json_array();

	json_object_set_new(context, "tree", json_string(options->tree));
	json_object_set_new(context, "files", json_strings(options->files));
	for (int i = 0; options->names && i < WALK_NAMES; i++)
		json_array_append_new(names, json_strings(options->names[i]));
	json_object_set_new(context, "names", names);
	json_object_set_new(context, "watched", json_strings(options->watched));
	json_object_set_new(context, "overlay", json_overlay(options->overlay));
	json_object_set_new(context, "timeout",
			    json_integer(options->timeout ? options->timeout : DEFAULT_TIMEOUT));
	json_object_set_new(context, "sandbox", json_boolean(options->sandbox));
	json_object_set_new(context, "readable", json_string(cache));
	return json_take_line(context);
}

static char *job_line(const struct extract_request *request)
{
	json_t *job = json_object();

	json_object_set_new(job, "file", json_string(request->file));
	json_object_set_new(job, "directory", json_string(request->directory));
	json_object_set_new(job, "flags", json_strings(request->flags));
	if (request->pch)
		json_object_set_new(job, "pch", json_string(request->pch));
	json_object_set_new(job, "header", json_boolean(request->is_header));
	return json_take_line(job);
}

/* -- workers ------------------------------------------------------------------------------ */

static bool worker_start(struct run *run, struct worker *worker, GError **error)
{
	/* This very program, even if its file was replaced meanwhile. */
	char *argv[] = { (char *)"/proc/self/exe", (char *)"extract", NULL };
	g_auto(GStrv) environment = process_environment(process_clang_environment);
	g_autoptr(GError) cause = NULL;

	worker->job = -1;
	if (!g_spawn_async_with_pipes(NULL, argv, environment, G_SPAWN_DO_NOT_REAP_CHILD,
				      process_settle_in, GINT_TO_POINTER(getpid()), &worker->pid,
				      &worker->in, &worker->out, NULL, &cause)) {
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_INTERNAL, "cannot start a worker: %s",
			    cause->message);
		worker->pid = 0;
		return false;
	}
	worker->buffer = g_string_new(NULL);
	worker->text = g_string_new(NULL);
	file_write_all(worker->in, run->greeting, strlen(run->greeting));
	return true;
}

/*
 * Returns the wait status.  One that read a stranger's code is not trusted to end by
 * itself (@kill_it); a kill does not change the status of one that did.
 */
static int worker_stop(struct worker *worker, bool kill_it)
{
	int status = 0;

	if (!worker->pid)
		return 0;
	close(worker->in);
	close(worker->out);
	if (kill_it)
		kill(worker->pid, SIGKILL);
	waitpid(worker->pid, &status, 0);
	janitor_forget_group(worker->pid);
	g_string_free(worker->buffer, TRUE);
	g_string_free(worker->text, TRUE);
	g_clear_pointer(&worker->hash, g_free);
	worker->pid = 0;
	return status;
}

static void worker_feed(struct run *run, struct worker *worker)
{
	g_autofree char *line = NULL;

	if (run->next >= run->count || !jobserver_try())
		return;
	worker->job = (ssize_t)run->order[run->next++];
	run->running++;
	line = job_line(&run->requests[worker->job]);
	file_write_all(worker->in, line, strlen(line));
}

static char *describe_end(const struct run *run, int status)
{
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM)
		return g_strdup_printf("gave up after %u seconds", run->options->timeout ?
				       run->options->timeout : DEFAULT_TIMEOUT);
	if (WIFSIGNALED(status))
		return g_strdup_printf("the parser crashed: %s", strsignal(WTERMSIG(status)));
	if (run->options->sandbox && WEXITSTATUS(status) == 2)
		return g_strdup("this kernel offers no Landlock sandbox to parse it in");
	return g_strdup_printf("the parser ended with status %d", WEXITSTATUS(status));
}

/* -- what workers answer ------------------------------------------------------------------- */

static void finish_job(struct run *run, struct worker *worker, char *line)
{
	struct extract_result *result = &run->results[worker->job];
	char *failure = strchr(line, '\t');

	result->cpu = g_ascii_strtod(line, NULL);
	if (failure && failure[1])
		result->failure = g_strdup(failure + 1);
	worker->job = -1;
	run->running--;
	jobserver_give(1);
}

/* A hash whose text does not follow was sent before by the same worker. */
static bool flush_hash(struct run *run, struct worker *worker, GError **error)
{
	g_autofree char *hash = g_steal_pointer(&worker->hash);
	struct extract_chunk *chunk;

	if (!hash)
		return true;
	chunk = g_hash_table_lookup(run->batch->chunks, hash);
	if (!chunk && worker->text->len) {
		chunk = g_new0(struct extract_chunk, 1);
		chunk->hash = g_steal_pointer(&hash);
		chunk->text = g_strdup(worker->text->str);
		g_hash_table_insert(run->batch->chunks, chunk->hash, chunk);
	}
	g_string_truncate(worker->text, 0);
	if (chunk)
		g_ptr_array_add(run->results[worker->job].chunks, chunk);
	else
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_INTERNAL,
			    "a worker named facts without sending them");
	return chunk != NULL;
}

static void take_include(struct extract_result *result, const char *line)
{
	char *path = NULL;
	guint64 hash = g_ascii_strtoull(line, &path, 16);

	if (*path != '\t')
		return;
	g_ptr_array_add(result->includes, (gpointer)g_intern_string(path + 1));
	g_array_append_val(result->hashes, hash);
}

static bool handle_line(struct run *run, struct worker *worker, char *line, GError **error)
{
	struct extract_result *result;

	if (worker->job < 0 || !line[0])
		return true;
	result = &run->results[worker->job];
	switch (line[0]) {
	case 'H':
		if (!flush_hash(run, worker, error))
			return false;
		worker->hash = g_strdup(line + 2);
		return true;
	case '.':
		return flush_hash(run, worker, error);
	case 'D':
		take_include(result, line + 2);
		return true;
	case 'M':
		result->missed_file = true;
		return true;
	case 'P':
		result->without_pch = true;
		return true;
	case 'W':
		g_string_append_printf(result->reached, "%s\n", line + 2);
		return true;
	case 'X':
		g_ptr_array_add(result->errors, g_strdup(line + 2));
		return true;
	case 'Z':
		if (!flush_hash(run, worker, error))
			return false;
		finish_job(run, worker, line + 2);
		return true;
	default:
		/* A fact: the store knows which there are. */
		g_string_append(worker->text, line);
		g_string_append_c(worker->text, '\n');
		return true;
	}
}

static bool handle_lines(struct run *run, struct worker *worker, GError **error)
{
	char *start = worker->buffer->str, *end;
	bool ok = true;

	while (ok && (end = strchr(start, '\n'))) {
		*end = '\0';
		ok = handle_line(run, worker, start, error);
		start = end + 1;
	}
	g_string_erase(worker->buffer, 0, start - worker->buffer->str);
	return ok;
}

/* How much of a unit's facts came before its worker died is chance: none of it counts. */
static void fail_job(struct run *run, ssize_t job, int status)
{
	struct extract_result *result = &run->results[job];

	g_ptr_array_set_size(result->chunks, 0);
	g_ptr_array_set_size(result->errors, 0);
	g_ptr_array_set_size(result->includes, 0);
	g_string_truncate(result->reached, 0);
	g_array_set_size(result->hashes, 0);
	result->failure = describe_end(run, status);
	run->running--;
	jobserver_give(1);
}

/* The unit a worker died on is named; another worker takes its place. */
static bool replace_worker(struct run *run, struct worker *worker, GError **error)
{
	ssize_t job = worker->job;
	int status = worker_stop(worker, run->options->sandbox);

	if (job >= 0)
		fail_job(run, job, status);
	return run->next >= run->count || worker_start(run, worker, error);
}

static bool read_worker(struct run *run, struct worker *worker, GError **error)
{
	char bytes[65536];
	ssize_t length = read(worker->out, bytes, sizeof(bytes));

	if (length < 0 && errno == EINTR)
		return true;
	if (length <= 0)
		return replace_worker(run, worker, error);
	g_string_append_len(worker->buffer, bytes, length);
	return handle_lines(run, worker, error);
}

/* -- which first -------------------------------------------------------------------------------- */

/* In bytes of source: what a unit's headers cost without a precompiled one, and to walk one. */
#define HEADERS_COST 1000000

struct cost {
	size_t index;
	gint64 bytes;
};

static gint64 cost_of(const struct extract_options *options, const struct extract_request *request)
{
	g_autofree char *path = g_canonicalize_filename(request->file, options->tree);
	GStatBuf status;
	gint64 bytes = g_stat(path, &status) == 0 ? status.st_size : 0;

	return bytes + (request->pch && !request->is_header ? 0 : HEADERS_COST);
}

static int compare_costs(gconstpointer a, gconstpointer b)
{
	const struct cost *left = a;
	const struct cost *right = b;

	return left->bytes < right->bytes ? 1 : left->bytes > right->bytes ? -1 : 0;
}

/* The longest first, so that no worker starts on one when the others are done. */
static size_t *choose_order(const struct extract_options *options,
			    const struct extract_request *requests, size_t count)
{
	g_autofree struct cost *costs = g_new0(struct cost, count + 1);
	size_t *order = g_new0(size_t, count + 1);

	for (size_t i = 0; i < count; i++)
		costs[i] = (struct cost){ i, cost_of(options, &requests[i]) };
	qsort(costs, count, sizeof(*costs), compare_costs);
	for (size_t i = 0; i < count; i++)
		order[i] = costs[i].index;
	return order;
}

/* -- the run ---------------------------------------------------------------------------------- */

static bool run_once(struct run *run, unsigned int jobs, GError **error)
{
	struct pollfd *polls = g_newa(struct pollfd, jobs + 1);

	for (unsigned int i = 0; i < jobs; i++) {
		struct worker *worker = &run->workers[i];

		if (worker->pid && worker->job < 0)
			worker_feed(run, worker);
		polls[i] = (struct pollfd){ .fd = worker->pid && worker->job >= 0 ?
					    worker->out : -1, .events = POLLIN };
	}
	/* One more may run: the next round sees to it. */
	polls[jobs] = (struct pollfd){ .fd = run->running < jobs && run->next < run->count ?
				       jobserver_fd() : -1, .events = POLLIN };
	if (poll(polls, jobs + 1, -1) < 0)
		return errno == EINTR;
	for (unsigned int i = 0; i < jobs; i++)
		if (polls[i].revents && !read_worker(run, &run->workers[i], error))
			return false;
	return true;
}

static void free_chunk(gpointer data)
{
	struct extract_chunk *chunk = data;

	g_free(chunk->hash);
	g_free(chunk->text);
	g_free(chunk);
}

static struct extract_batch *batch_new(size_t count)
{
	struct extract_batch *batch = g_new0(struct extract_batch, 1);

	batch->count = count;
	batch->results = g_new0(struct extract_result, count + 1);
	batch->chunks = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_chunk);
	for (size_t i = 0; i < count; i++) {
		batch->results[i].chunks = g_ptr_array_new();
		batch->results[i].errors = g_ptr_array_new_with_free_func(g_free);
		batch->results[i].includes = g_ptr_array_new();
		batch->results[i].reached = g_string_new(NULL);
		batch->results[i].hashes = g_array_new(FALSE, FALSE, sizeof(guint64));
	}
	return batch;
}

void extract_batch_free(struct extract_batch *batch)
{
	if (!batch)
		return;
	for (size_t i = 0; i < batch->count; i++) {
		g_ptr_array_unref(batch->results[i].chunks);
		g_ptr_array_unref(batch->results[i].errors);
		g_ptr_array_unref(batch->results[i].includes);
		g_string_free(batch->results[i].reached, TRUE);
		g_array_unref(batch->results[i].hashes);
		g_free(batch->results[i].failure);
	}
	g_hash_table_unref(batch->chunks);
	g_free(batch->results);
	g_free(batch);
}

struct extract_batch *extract_run(const struct extract_options *options,
				  const struct extract_request *requests, size_t count,
				  GError **error)
{
	struct run run = { .options = options, .requests = requests, .count = count };
	unsigned int jobs = MIN(MAX(options->jobs, 1), (unsigned int)count);
	void (*broken_pipe)(int);
	bool ok = true;

	/* A worker that died while being written to is noticed by its output's end. */
	broken_pipe = signal(SIGPIPE, SIG_IGN);
	run.batch = batch_new(count);
	run.results = run.batch->results;
	run.greeting = greeting(options);
	run.order = choose_order(options, requests, count);
	run.workers = g_new0(struct worker, jobs + 1);
	for (unsigned int i = 0; ok && i < jobs; i++)
		ok = worker_start(&run, &run.workers[i], error);
	while (ok && (run.running || run.next < run.count))
		ok = run_once(&run, jobs, error);
	for (unsigned int i = 0; i < jobs; i++)
		worker_stop(&run.workers[i], !ok || options->sandbox);
	jobserver_give(run.running);
	signal(SIGPIPE, broken_pipe);
	g_free(run.workers);
	g_free(run.greeting);
	g_free(run.order);
	if (!ok)
		g_clear_pointer(&run.batch, extract_batch_free);
	return run.batch;
}
