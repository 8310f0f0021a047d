// SPDX-License-Identifier: GPL-2.0-or-later
/* Files and child processes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/error.h"
#include "base/file.h"
#include "base/process.h"
#include "base/scratch.h"

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

/* But for the mark of a scratch directory. */
static unsigned int entries_of(const char *directory)
{
	g_autoptr(GDir) dir = g_dir_open(directory, 0, NULL);
	unsigned int count = 0;
	const char *name;

	while ((name = g_dir_read_name(dir)))
		count += *name != '.';
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
		cmocka_unit_test(tells_status_and_both_outputs),
		cmocka_unit_test(tells_a_signal),
		cmocka_unit_test(ends_what_takes_too_long),
		cmocka_unit_test(names_a_program_that_is_not_there),
		cmocka_unit_test(gives_input_and_more_than_a_pipe_holds),
		cmocka_unit_test(survives_a_program_that_reads_nothing),
		cmocka_unit_test(without_input_there_is_nothing_to_read),
		cmocka_unit_test(runs_elsewhere_with_more_environment),
		cmocka_unit_test(runs_many),
		cmocka_unit_test(one_of_many_cannot_start),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
