// SPDX-License-Identifier: GPL-2.0-or-later
/* Files and child processes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/error.h"
#include "base/file.h"
#include "base/janitor.h"
#include "base/process.h"
#include "base/scratch.h"
#include "base/strings.h"

/* -- errors ---------------------------------------------------------------------------------- */

static void an_error_asks_for_an_exit_status(void **state)
{
	g_autoptr(GError) usage = g_error_new(PTDESC_ERROR, PTDESC_ERROR_USAGE, "x");
	g_autoptr(GError) incomplete = g_error_new(PTDESC_ERROR, PTDESC_ERROR_INCOMPLETE, "x");
	g_autoptr(GError) foreign = g_error_new(G_FILE_ERROR, PTDESC_ERROR_INCOMPLETE, "x");

	(void)state;
	assert_int_equal(ptdesc_error_exit(NULL), 0);
	assert_int_equal(ptdesc_error_exit(usage), 2);
	assert_int_equal(ptdesc_error_exit(incomplete), 3);
	assert_int_equal(ptdesc_error_exit(foreign), 2);
}

/* -- files ----------------------------------------------------------------------------------- */

static int make_directory(void **state)
{
	*state = scratch_make(NULL);
	return *state ? 0 : -1;
}

static int remove_directory(void **state)
{
	scratch_remove(*state);
	return 0;
}

static unsigned int entries_of(const char *directory)
{
	g_autoptr(GDir) dir = g_dir_open(directory, 0, NULL);
	unsigned int count = 0;

	while (g_dir_read_name(dir))
		count++;
	return count;
}

static void writes_and_reads(void **state)
{
	g_autofree char *path = g_build_filename(*state, "deep/down/file", NULL);
	g_autofree char *text = NULL;
	size_t length;

	assert_true(file_write(path, "a\0b", 3, NULL));
	text = file_read(path, &length, NULL);
	assert_int_equal(length, 3);
	assert_memory_equal(text, "a\0b", 4);
}

/* Who has the old file open keeps it: the new one is another file under the same name. */
static void replaces_in_one_step(void **state)
{
	g_autofree char *path = g_build_filename(*state, "file", NULL);
	g_autofree char *text = NULL;
	struct stat before, after;
	char old[16] = "";
	FILE *reader;

	assert_true(file_write(path, "old text", 8, NULL));
	reader = fopen(path, "r");
	assert_int_equal(fstat(fileno(reader), &before), 0);
	assert_true(file_write(path, "new", 3, NULL));
	assert_int_equal(stat(path, &after), 0);
	assert_true(before.st_ino != after.st_ino);
	assert_int_equal(fread(old, 1, sizeof(old), reader), 8);
	assert_string_equal(old, "old text");
	text = file_read(path, NULL, NULL);
	assert_string_equal(text, "new");
	assert_int_equal(entries_of(*state), 1);
	fclose(reader);
}

static void a_failed_write_leaves_the_old(void **state)
{
	g_autofree char *file = g_build_filename(*state, "file", NULL);
	g_autofree char *below = g_build_filename(file, "below", NULL);
	g_autofree char *text = NULL;
	g_autoptr(GError) error = NULL;

	assert_true(file_write(file, "old", 3, NULL));
	assert_false(file_write(below, "new", 3, &error));
	assert_true(g_error_matches(error, PTDESC_ERROR, PTDESC_ERROR_INTERNAL));
	assert_null(strchr(error->message, '\n'));
	text = file_read(file, NULL, NULL);
	assert_string_equal(text, "old");
	assert_int_equal(entries_of(*state), 1);
}

static void names_what_it_cannot_read(void **state)
{
	g_autofree char *path = g_build_filename(*state, "none", NULL);
	g_autoptr(GError) error = NULL;

	assert_null(file_read(path, NULL, &error));
	assert_true(g_error_matches(error, PTDESC_ERROR, PTDESC_ERROR_USAGE));
	assert_non_null(strstr(error->message, path));
	assert_non_null(strstr(error->message, "No such file"));
}

static void copies(void **state)
{
	g_autofree char *from = g_build_filename(*state, "from", NULL);
	g_autofree char *to = g_build_filename(*state, "deep/to", NULL);
	g_autofree char *text = NULL;
	g_autoptr(GError) error = NULL;

	assert_true(file_write(from, "text", 4, NULL));
	assert_true(file_copy(from, to, NULL));
	text = file_read(to, NULL, NULL);
	assert_string_equal(text, "text");
	assert_false(file_copy("/nonexistent", to, &error));
}

static void removing_does_not_follow_links(void **state)
{
	char *outside = scratch_make(NULL);
	g_autofree char *kept = g_build_filename(outside, "kept", NULL);
	g_autofree char *inside = g_build_filename(*state, "inside", NULL);
	g_autofree char *link = g_build_filename(inside, "link", NULL);
	g_autofree char *file = g_build_filename(inside, "file", NULL);

	assert_true(file_write(kept, "x", 1, NULL));
	assert_true(file_write(file, "x", 1, NULL));
	assert_int_equal(symlink(outside, link), 0);
	file_remove_tree(inside);
	assert_false(g_file_test(inside, G_FILE_TEST_EXISTS));
	assert_true(g_file_test(kept, G_FILE_TEST_EXISTS));
	scratch_remove(outside);
	file_remove_tree("/nonexistent");
}

static void a_file_in_the_way_is_not_replaced_in_part(void **state)
{
	g_autofree char *path = g_build_filename(*state, "directory", NULL);
	g_autofree char *below = g_build_filename(path, "file", NULL);
	g_autoptr(GError) error = NULL;

	assert_true(file_write(below, "x", 1, NULL));
	assert_false(file_write(path, "y", 1, &error));
	assert_non_null(strstr(error->message, path));
	assert_non_null(strstr(error->message, "directory"));
	assert_int_equal(entries_of(*state), 1);
}

/* What a full disk cuts off. */
static void a_write_that_is_cut_off_leaves_the_old(void **state)
{
	g_autofree char *path = g_build_filename(*state, "file", NULL);
	g_autofree char *longer = g_strnfill(5000, 'x');
	g_autofree char *text = NULL;
	g_autoptr(GError) error = NULL;
	struct rlimit before, limit;
	bool ok;

	assert_true(file_write(path, "old", 3, NULL));
	getrlimit(RLIMIT_FSIZE, &before);
	limit = before;
	limit.rlim_cur = 4096;
	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &limit);
	ok = file_write(path, longer, 5000, &error);
	setrlimit(RLIMIT_FSIZE, &before);
	signal(SIGXFSZ, SIG_DFL);
	assert_false(ok);
	assert_non_null(strstr(error->message, path));
	assert_non_null(strstr(error->message, "File too large"));
	text = file_read(path, NULL, NULL);
	assert_string_equal(text, "old");
	assert_int_equal(entries_of(*state), 1);
}

/* -- processes ---------------------------------------------------------------------------------- */

#define RUN(...) (struct process){ .argv = (const char *const[]){ __VA_ARGS__, NULL } }

static void tells_status_and_both_outputs(void **state)
{
	struct process process = RUN("sh", "-c", "echo out; echo err >&2; exit 7");

	(void)state;
	assert_true(process_run(&process, NULL));
	assert_int_equal(process.status, 7);
	assert_string_equal(process.output->str, "out\n");
	assert_string_equal(process.errors->str, "err\n");
	assert_false(process.timed_out);
	process_clear(&process);
	assert_null(process.output);
}

static void tells_a_signal(void **state)
{
	struct process process = RUN("sh", "-c", "kill -TERM $$");

	(void)state;
	assert_true(process_run(&process, NULL));
	assert_int_equal(process.status, 128 + SIGTERM);
	process_clear(&process);
}

static void ends_what_takes_too_long(void **state)
{
	struct process process = RUN("sleep", "60");
	gint64 start = g_get_monotonic_time();

	(void)state;
	process.timeout = 1;
	assert_true(process_run(&process, NULL));
	assert_true(process.timed_out);
	assert_int_equal(process.status, 128 + SIGKILL);
	assert_true(g_get_monotonic_time() - start < 30 * G_USEC_PER_SEC);
	process_clear(&process);
}

/* Its children hold its outputs open: they have to end as well. */
static void ends_the_children_of_what_takes_too_long(void **state)
{
	struct process process = RUN("sh", "-c", "sleep 60 & sleep 61; :");
	gint64 start = g_get_monotonic_time();

	(void)state;
	process.timeout = 1;
	assert_true(process_run(&process, NULL));
	assert_true(process.timed_out);
	assert_true(g_get_monotonic_time() - start < 30 * G_USEC_PER_SEC);
	process_clear(&process);
}

/* Whoever locks what a child holds waits for it to end. */
static void a_lock_lasts_as_long_as_the_child(void **state)
{
	g_autofree char *path = g_build_filename(*state, "lock", NULL);
	struct process process = RUN("bash", "-c", "(sleep 60 >/dev/null 2>&1 & echo $!)");
	int lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

	assert_int_equal(flock(lock, LOCK_EX), 0);
	process.lock = lock;
	assert_true(process_run(&process, NULL));
	close(lock);
	lock = open(path, O_RDWR | O_CLOEXEC);
	assert_int_equal(flock(lock, LOCK_EX | LOCK_NB), -1);
	kill((pid_t)strtol(process.output->str, NULL, 10), SIGKILL);
	assert_int_equal(flock(lock, LOCK_EX), 0);
	close(lock);
	process_clear(&process);
}

static void tells_what_the_machine_did(void **state)
{
	static const struct { const char *script; bool stopped; } cases[] = {
		{ "kill -KILL $$", true },
		{ "sh -c 'kill -KILL $$; :'; exit 2", true },
		{ "echo >/dev/full || exit 2", true },
		{ "echo 'x.c:1: error: undeclared' >&2; exit 1", false },
		{ "echo 'x.c:1: error: NUL-Terminated; no Killed_it' >&2; exit 1", false },
		{ "echo '   12 |     puts(\"out of memory\");' >&2; exit 1", false },
		{ "echo '12345 |     puts(\"out of memory\");' >&2; exit 1", false },
		{ "echo 'cc1: out of memory allocating 9 bytes' >&2; exit 1", true },
		{ "echo 'make: *** [Makefile:3: x] Killed' >&2; exit 2", true },
		{ "exit 2", false },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct process process = RUN("sh", "-c", cases[i].script);

		assert_true(process_run(&process, NULL));
		if (process_was_stopped(&process) != cases[i].stopped)
			fail_msg("%s: %s", cases[i].script, process.errors->str);
		process_clear(&process);
	}
}

/* -- what must not outlive us ------------------------------------------------------------------ */

/* Runs @work beside a janitor and dies, with a token of a make that died before. */
static void die_working(const char *directory, void (*work)(const char *directory))
{
	pid_t pid = fork();
	int ends[2];

	assert_true(pid >= 0);
	if (!pid) {
		assert_int_equal(pipe(ends), 0);
		close(ends[0]);
		janitor_start(ends[1]);
		janitor_note_token('+');
		work(directory);
		raise(SIGKILL);
	}
	assert_int_equal(waitpid(pid, NULL, 0), pid);
}

static bool comes_true(const char *path, bool there)
{
	for (int i = 0; i < 1000; i++) {
		if (g_file_test(path, G_FILE_TEST_EXISTS) == there)
			return true;
		g_usleep(10000);
	}
	return false;
}

static void leave_files(const char *directory)
{
	g_autofree char *kept = g_build_filename(directory, "kept", NULL);
	g_autofree char *gone = g_build_filename(directory, "gone", NULL);
	g_autofree char *below = g_build_filename(directory, "gone/below", NULL);

	janitor_note_path(kept);
	janitor_note_path(gone);
	file_write(below, "x", 1, NULL);
	file_write(kept, "x", 1, NULL);
	janitor_forget_path(kept);
}

static void leave_scratch(const char *directory)
{
	g_autofree char *kept = g_build_filename(directory, "kept", NULL);
	g_autofree char *done = scratch_make_beside(kept, NULL);
	g_autofree char *moved = scratch_make_beside(kept, NULL);
	g_autofree char *gone = scratch_make_beside(kept, NULL);
	g_autofree char *below = g_build_filename(gone, "below", NULL);

	scratch_remove(g_steal_pointer(&done));
	rename(moved, kept);
	scratch_remove(g_steal_pointer(&moved));
	file_write(below, "x", 1, NULL);
}

static void removes_the_scratch_of_a_dead_one(void **state)
{
	g_autofree char *kept = g_build_filename(*state, "kept", NULL);

	die_working(*state, leave_scratch);
	for (int i = 0; entries_of(*state) > 1 && i < 1000; i++)
		g_usleep(10000);
	assert_int_equal(entries_of(*state), 1);
	assert_true(g_file_test(kept, G_FILE_TEST_IS_DIR));
}

static void removes_what_a_dead_one_left(void **state)
{
	g_autofree char *kept = g_build_filename(*state, "kept", NULL);
	g_autofree char *gone = g_build_filename(*state, "gone", NULL);

	die_working(*state, leave_files);
	assert_true(comes_true(gone, false));
	assert_true(g_file_test(kept, G_FILE_TEST_EXISTS));
}

static gpointer kill_when_started(gpointer path)
{
	comes_true(path, true);
	raise(SIGKILL);
	return NULL;
}

/* A child that ignores all it can, with a child of its own; both hold @directory/lock. */
static void leave_children(const char *directory)
{
	g_autofree char *started = g_build_filename(directory, "started", NULL);
	g_autofree char *lock = g_build_filename(directory, "lock", NULL);
	g_autofree char *script = g_strdup_printf(
		"trap '' TERM INT HUP; sleep 600 & echo > %s; sleep 600; :", started);
	struct process process = RUN("sh", "-c", script);

	process.lock = open(lock, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	flock(process.lock, LOCK_EX);
	g_thread_unref(g_thread_new("kill", kill_when_started, started));
	process_run(&process, NULL);
}

static void ends_what_a_dead_one_left(void **state)
{
	g_autofree char *started = g_build_filename(*state, "started", NULL);
	g_autofree char *path = g_build_filename(*state, "lock", NULL);
	int lock, left = -1;

	die_working(*state, leave_children);
	assert_true(g_file_test(started, G_FILE_TEST_EXISTS));
	lock = open(path, O_RDWR | O_CLOEXEC);
	for (int i = 0; i < 1000 && (left = flock(lock, LOCK_EX | LOCK_NB)) < 0; i++)
		g_usleep(10000);
	assert_int_equal(left, 0);
	close(lock);
}

static void names_a_program_that_is_not_there(void **state)
{
	struct process process = RUN("no-such-program");
	g_autoptr(GError) error = NULL;

	(void)state;
	assert_false(process_run(&process, &error));
	assert_true(g_error_matches(error, PTDESC_ERROR, PTDESC_ERROR_USAGE));
	assert_non_null(strstr(error->message, "no-such-program"));
	assert_null(process.output);
}

static void gives_input_and_more_than_a_pipe_holds(void **state)
{
	struct process process = RUN("cat");
	g_autofree char *input = g_strnfill(1 << 20, 'x');

	(void)state;
	process.input = input;
	assert_true(process_run(&process, NULL));
	assert_int_equal(process.status, 0);
	assert_string_equal(process.output->str, input);
	process_clear(&process);
}

static void survives_a_program_that_reads_nothing(void **state)
{
	struct process process = RUN("true");
	g_autofree char *input = g_strnfill(1 << 20, 'x');

	(void)state;
	process.input = input;
	assert_true(process_run(&process, NULL));
	assert_int_equal(process.status, 0);
	process_clear(&process);
}

static void without_input_there_is_nothing_to_read(void **state)
{
	struct process process = RUN("cat");

	(void)state;
	assert_true(process_run(&process, NULL));
	assert_string_equal(process.output->str, "");
	process_clear(&process);
}

static void runs_elsewhere_with_more_environment(void **state)
{
	const char *const more[] = { "PTDESC_TEST=a=b", NULL };
	struct process process = RUN("sh", "-c", "pwd; echo $PTDESC_TEST");

	(void)state;
	process.directory = "/";
	process.setenv = more;
	assert_true(process_run(&process, NULL));
	assert_string_equal(process.output->str, "/\na=b\n");
	process_clear(&process);
}

static void runs_many(void **state)
{
	const struct process one = RUN("sh", "-c", "exit 3");
	struct process processes[9];

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(processes); i++)
		processes[i] = one;
	assert_true(process_run_all(processes, G_N_ELEMENTS(processes), 4, NULL));
	for (size_t i = 0; i < G_N_ELEMENTS(processes); i++) {
		assert_int_equal(processes[i].status, 3);
		process_clear(&processes[i]);
	}
}

static void one_of_many_cannot_start(void **state)
{
	struct process processes[3] = { RUN("true"), RUN("no-such-program"), RUN("true") };
	g_autoptr(GError) error = NULL;

	(void)state;
	assert_false(process_run_all(processes, G_N_ELEMENTS(processes), 2, &error));
	assert_non_null(strstr(error->message, "no-such-program"));
	assert_int_equal(processes[2].status, 0);
	for (size_t i = 0; i < G_N_ELEMENTS(processes); i++)
		process_clear(&processes[i]);
}

static void tells_what_is_below(void **state)
{
	(void)state;
	assert_string_equal(file_below("/tree", "/tree/mm/a.c"), "mm/a.c");
	assert_null(file_below("/tree", "/tree-2/mm/a.c"));
	assert_null(file_below("/tree", "/tree"));
	assert_null(file_below("/tree/mm", "/tree"));
}

static void orders_places(void **state)
{
	(void)state;
	assert_int_equal(strings_compare_places("mm/a.c", 7, 3, "mm/a.c", 7, 3), 0);
	assert_true(strings_compare_places("mm/a.c", 9, 9, "mm/b.c", 1, 1) < 0);
	assert_true(strings_compare_places("mm/a.c", 10, 1, "mm/a.c", 9, 9) > 0);
	assert_true(strings_compare_places("mm/a.c", 7, 3, "mm/a.c", 7, 20) < 0);
	assert_true(strings_compare_places("mm/a.c", 7, 20, "mm/a.c", 7, 3) > 0);
}

#define IN_DIRECTORY(test) cmocka_unit_test_setup_teardown(test, make_directory, remove_directory)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_error_asks_for_an_exit_status),
		IN_DIRECTORY(writes_and_reads),
		IN_DIRECTORY(replaces_in_one_step),
		IN_DIRECTORY(a_failed_write_leaves_the_old),
		IN_DIRECTORY(names_what_it_cannot_read),
		IN_DIRECTORY(copies),
		IN_DIRECTORY(removing_does_not_follow_links),
		IN_DIRECTORY(a_file_in_the_way_is_not_replaced_in_part),
		IN_DIRECTORY(a_write_that_is_cut_off_leaves_the_old),
		cmocka_unit_test(tells_status_and_both_outputs),
		cmocka_unit_test(tells_a_signal),
		cmocka_unit_test(ends_what_takes_too_long),
		cmocka_unit_test(ends_the_children_of_what_takes_too_long),
		IN_DIRECTORY(a_lock_lasts_as_long_as_the_child),
		cmocka_unit_test(tells_what_the_machine_did),
		IN_DIRECTORY(removes_what_a_dead_one_left),
		IN_DIRECTORY(removes_the_scratch_of_a_dead_one),
		IN_DIRECTORY(ends_what_a_dead_one_left),
		cmocka_unit_test(names_a_program_that_is_not_there),
		cmocka_unit_test(gives_input_and_more_than_a_pipe_holds),
		cmocka_unit_test(survives_a_program_that_reads_nothing),
		cmocka_unit_test(without_input_there_is_nothing_to_read),
		cmocka_unit_test(runs_elsewhere_with_more_environment),
		cmocka_unit_test(runs_many),
		cmocka_unit_test(one_of_many_cannot_start),
		cmocka_unit_test(tells_what_is_below),
		cmocka_unit_test(orders_places),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
