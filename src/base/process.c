// SPDX-License-Identifier: GPL-2.0-or-later
#include "base/process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>
#include <gio/gio.h>

#include "base/error.h"
#include "base/janitor.h"
#include "base/jobserver.h"

/* Where a child finds @lock: no script takes so high a number for its own. */
#define LOCK_FD 100

const char *const process_clang_environment[] = {
	"GLIBC_TUNABLES=glibc.malloc.hugetlb=1:glibc.malloc.top_pad=16777216:"
	"glibc.malloc.trim_threshold=1073741824:glibc.malloc.mmap_threshold=1073741824",
	"LIBCLANG_NOTHREADS=1",
	NULL
};

/* What one run waits for, in a main context of its own. */
struct wait {
	struct process *process;
	GSubprocess *child;
	GPid group;
	GMainLoop *loop;
	GError *error;
};

/*
 * A file in memory that holds @text, read from its start.  Through a pipe, a child that
 * does not read all of it would cost us what it says, or our life by SIGPIPE.
 */
static int open_text(const char *text)
{
	size_t length = strlen(text);
	int fd = memfd_create("input", MFD_CLOEXEC);

	while (fd >= 0 && length) {
		ssize_t written = write(fd, text, length);

		if (written < 0 && errno != EINTR) {
			close(fd);
			return -1;
		}
		text += written > 0 ? written : 0;
		length -= written > 0 ? (size_t)written : 0;
	}
	if (fd >= 0)
		lseek(fd, 0, SEEK_SET);
	return fd;
}

/* False with @error when there is no room for the input. */
static bool set_input(GSubprocessLauncher *launcher, const struct process *process,
		      GError **error)
{
	int fd;

	if (!process->input)
		return true;
	fd = open_text(process->input);
	if (fd < 0) {
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_INTERNAL,
			    "cannot keep the input of %s: %s", process->argv[0],
			    g_strerror(errno));
		return false;
	}
	g_subprocess_launcher_take_stdin_fd(launcher, fd);
	return true;
}

/* The janitor knows of the group before there is anything in it that could outlive us. */
void process_settle_in(gpointer parent)
{
	setpgid(0, 0);
	janitor_note_group(getpid());
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != GPOINTER_TO_INT(parent))
		_exit(127);
}

static bool set_up(GSubprocessLauncher *launcher, const struct process *process, GError **error)
{
	int lock = process->lock ? fcntl(process->lock, F_DUPFD_CLOEXEC, 0) : -1;

	g_subprocess_launcher_set_child_setup(launcher, process_settle_in,
					      GINT_TO_POINTER(getpid()), NULL);
	if (lock >= 0)
		g_subprocess_launcher_take_fd(launcher, lock, LOCK_FD);
	return set_input(launcher, process, error);
}

char **process_environment(const char *const *pairs)
{
	char **environment = g_get_environ();

	for (; pairs && *pairs; pairs++) {
		g_auto(GStrv) parts = g_strsplit(*pairs, "=", 2);

		environment = g_environ_setenv(environment, parts[0], parts[1], TRUE);
	}
	return environment;
}

static GSubprocess *start(const struct process *process, GError **error)
{
	const GSubprocessFlags flags = G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE;
	g_autoptr(GSubprocessLauncher) launcher = NULL;
	g_auto(GStrv) environment = process_environment(process->setenv);
	GSubprocess *child;
	g_autoptr(GError) cause = NULL;

	launcher = g_subprocess_launcher_new(flags);
	if (!set_up(launcher, process, error))
		return NULL;
	if (process->directory)
		g_subprocess_launcher_set_cwd(launcher, process->directory);
	g_subprocess_launcher_set_environ(launcher, environment);
	child = g_subprocess_launcher_spawnv(launcher, process->argv, &cause);
	if (!child)
		g_set_error(error, PTDESC_ERROR,
			    g_error_matches(cause, G_SPAWN_ERROR, G_SPAWN_ERROR_NOENT) ?
			    PTDESC_ERROR_USAGE : PTDESC_ERROR_INTERNAL,
			    "cannot run %s: %s", process->argv[0], cause->message);
	return child;
}

static GString *take_text(GBytes *bytes)
{
	gsize length = 0;
	const char *data = bytes ? g_bytes_get_data(bytes, &length) : NULL;

	return g_string_new_len(data ? data : "", (gssize)length);
}

static void on_finished(GObject *source, GAsyncResult *result, gpointer data)
{
	struct wait *wait = data;
	g_autoptr(GBytes) out = NULL;
	g_autoptr(GBytes) err = NULL;

	(void)source;
	if (g_subprocess_communicate_finish(wait->child, result, &out, &err, &wait->error)) {
		wait->process->output = take_text(out);
		wait->process->errors = take_text(err);
	}
	g_main_loop_quit(wait->loop);
}

/* Its children hold its outputs open, for whose end we wait. */
static void end_group(const struct wait *wait)
{
	g_subprocess_force_exit(wait->child);
	if (wait->group)
		kill(-wait->group, SIGKILL);
}

static gboolean on_timeout(gpointer data)
{
	struct wait *wait = data;

	wait->process->timed_out = true;
	end_group(wait);
	return G_SOURCE_REMOVE;
}

static void add_timeout(struct wait *wait, GMainContext *context)
{
	g_autoptr(GSource) source = NULL;

	if (!wait->process->timeout)
		return;
	source = g_timeout_source_new_seconds(wait->process->timeout);
	g_source_set_callback(source, on_timeout, wait, NULL);
	g_source_attach(source, context);
}

static int child_status(GSubprocess *child)
{
	if (g_subprocess_get_if_signaled(child))
		return 128 + g_subprocess_get_term_sig(child);
	return g_subprocess_get_exit_status(child);
}

/* Waits for the end of what start() started. */
static bool wait_for_end(struct wait *wait, GMainContext *context, GError **error)
{
	struct process *process = wait->process;
	const char *pid = g_subprocess_get_identifier(wait->child);

	wait->group = pid ? atoi(pid) : 0;
	wait->loop = g_main_loop_new(context, FALSE);
	add_timeout(wait, context);
	g_subprocess_communicate_async(wait->child, NULL, NULL, on_finished, wait);
	g_main_loop_run(wait->loop);
	g_main_loop_unref(wait->loop);
	if (wait->error)
		end_group(wait);
	janitor_forget_group(wait->group);
	if (wait->error) {
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_INTERNAL, "cannot talk to %s: %s",
			    process->argv[0], wait->error->message);
		g_clear_error(&wait->error);
		return false;
	}
	process->status = child_status(wait->child);
	return true;
}

bool process_run(struct process *process, GError **error)
{
	g_autoptr(GMainContext) context = g_main_context_new();
	struct wait wait = { .process = process };
	bool ok = false;

	process->output = NULL;
	process->errors = NULL;
	process->timed_out = false;
	g_main_context_push_thread_default(context);
	wait.child = start(process, error);
	if (!wait.child)
		goto out;
	ok = wait_for_end(&wait, context, error);
	g_object_unref(wait.child);
out:
	g_main_context_pop_thread_default(context);
	return ok;
}

/* The first error of a batch; the pool's threads share it. */
struct batch {
	GMutex lock;
	GError *error;
};

static void run_one(gpointer data, gpointer user_data)
{
	struct batch *batch = user_data;
	GError *error = NULL;
	bool ran;

	jobserver_take(1);
	ran = process_run(data, &error);
	jobserver_give(1);
	if (ran)
		return;
	g_mutex_lock(&batch->lock);
	if (batch->error)
		g_error_free(error);
	else
		batch->error = error;
	g_mutex_unlock(&batch->lock);
}

bool process_run_all(struct process *processes, size_t count, unsigned int jobs,
		     GError **error)
{
	struct batch batch = { 0 };
	GThreadPool *pool;

	g_mutex_init(&batch.lock);
	pool = g_thread_pool_new(run_one, &batch, jobs ? (int)jobs : 1, TRUE, error);
	if (pool) {
		for (size_t i = 0; i < count; i++)
			g_thread_pool_push(pool, &processes[i], NULL);
		g_thread_pool_free(pool, FALSE, TRUE);
	}
	g_mutex_clear(&batch.lock);
	if (batch.error)
		g_propagate_error(error, batch.error);
	return pool && !batch.error;
}

/* A compiler quotes source after white space or a line number. */
static bool quotes_source(const char *line)
{
	return g_ascii_isspace(*line) || g_str_has_prefix(line + strspn(line, "0123456789"), " |");
}

/* Whether @line has @word between white space. */
static bool has_word(const char *line, const char *word)
{
	for (const char *at = line; (at = strstr(at, word)); at++) {
		const char end = at[strlen(word)];

		if ((at == line || g_ascii_isspace(at[-1])) && (!end || g_ascii_isspace(end)))
			return true;
	}
	return false;
}

static bool line_blames_machine(const char *line)
{
	static const char *const complaints[] = {
		"No space left on device", "Disk quota exceeded", "Input/output error",
		"I/O error", "Read-only file system", "Cannot allocate memory", "out of memory",
		"Too many open files", "Resource temporarily unavailable", "File too large",
		"Error 137", "Error 143",
	};

	/* So a shell tells of a child that was killed, and make of a shell. */
	if (has_word(line, "Killed") || has_word(line, "Terminated"))
		return true;
	for (size_t i = 0; i < G_N_ELEMENTS(complaints); i++)
		if (strstr(line, complaints[i]))
			return true;
	return false;
}

bool process_text_blames_machine(const char *text)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	for (char **line = lines; *line; line++)
		if (!quotes_source(*line) && line_blames_machine(*line))
			return true;
	return false;
}

/* Signals have numbers below 64; a program may well end with status 255. */
bool process_was_stopped(const struct process *process)
{
	return process->timed_out || (process->status > 128 && process->status < 192) ||
		(process->errors && process_text_blames_machine(process->errors->str));
}

void process_clear(struct process *process)
{
	if (process->output)
		g_string_free(process->output, TRUE);
	if (process->errors)
		g_string_free(process->errors, TRUE);
	process->output = NULL;
	process->errors = NULL;
}
