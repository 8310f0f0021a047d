// SPDX-License-Identifier: GPL-2.0-or-later
/* What GNU make's jobserver grants, and what is done where there is none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/janitor.h"
#include "base/jobserver.h"
#include "base/scratch.h"

/* A make's pipe with some tokens in it. */
static int server[2];

static void open_with(const char *format, int from, int to)
{
	g_autofree char *flags = NULL;

	flags = g_strdup_printf(format, from, to);
	g_setenv("MAKEFLAGS", flags, TRUE);
	jobserver_open();
}

static void serve(const char *tokens)
{
	assert_int_equal(pipe(server), 0);
	assert_int_equal(write(server[1], tokens, strlen(tokens)), strlen(tokens));
	open_with(" -j3 --jobserver-auth=%d,%d -- A=b", server[0], server[1]);
}

/* The tokens in the pipe, sorted. */
static char *tokens_left(void)
{
	static char text[16];
	ssize_t length;

	fcntl(server[0], F_SETFL, O_NONBLOCK);
	length = read(server[0], text, sizeof(text) - 1);
	text[MAX(length, 0)] = '\0';
	for (char *a = text; *a; a++)
		for (char *b = a; *b; b++)
			if (*b < *a) {
				char swapped = *a;

				*a = *b;
				*b = swapped;
			}
	return text;
}

static int close_server(void **state)
{
	(void)state;
	g_unsetenv("MAKEFLAGS");
	jobserver_open();
	close(server[0]);
	close(server[1]);
	return 0;
}

static void grants_one_and_what_make_has(void **state)
{
	(void)state;
	serve("ab");
	assert_int_equal(jobserver_take(1), 1);
	assert_int_equal(jobserver_take(8), 2);
	assert_false(jobserver_try());
	jobserver_give(3);
	assert_string_equal(tokens_left(), "ab");
}

static void gives_back_to_make_before_itself(void **state)
{
	(void)state;
	serve("ab");
	assert_int_equal(jobserver_take(2), 2);
	jobserver_give(1);
	assert_string_equal(tokens_left(), "ab");
	assert_false(jobserver_try());
	jobserver_give(1);
	assert_true(jobserver_try());
}

static void says_when_there_is_more(void **state)
{
	struct pollfd polls = { .events = POLLIN };

	(void)state;
	serve("");
	polls.fd = jobserver_fd();
	assert_true(jobserver_try());
	assert_int_equal(poll(&polls, 1, 0), 0);
	assert_int_equal(write(server[1], "+", 1), 1);
	assert_int_equal(poll(&polls, 1, 1000), 1);
	assert_true(jobserver_try());
}

static gpointer give_later(gpointer data)
{
	g_usleep(100000);
	jobserver_give(1);
	return data;
}

/* Its own job, not a token, is what the one who waits gets here. */
static void waits_for_a_job_to_end(void **state)
{
	GThread *thread;

	(void)state;
	serve("");
	assert_int_equal(jobserver_take(1), 1);
	thread = g_thread_new(NULL, give_later, NULL);
	assert_int_equal(jobserver_take(4), 1);
	g_thread_join(thread);
}

static void the_last_server_counts(void **state)
{
	(void)state;
	serve("a");
	open_with("k --jobserver-auth=98,99 --jobserver-fds=%d,%d", server[0], server[1]);
	assert_int_equal(jobserver_take(8), 2);
	jobserver_give(2);
	open_with("k -- X=--jobserver-auth=%d,%d --jobserver-auth=0,1", server[0], server[1]);
	assert_int_equal(jobserver_take(8), 8);
}

static void works_with_a_fifo(void **state)
{
	char *directory = scratch_make(NULL);
	g_autofree char *path = g_build_filename(directory, "fifo", NULL);
	g_autofree char *flags = g_strconcat(" -j --jobserver-auth=fifo:", path, NULL);

	(void)state;
	assert_int_equal(mkfifo(path, 0600), 0);
	server[0] = open(path, O_RDWR);
	server[1] = dup(server[0]);
	assert_int_equal(write(server[1], "ab", 2), 2);
	g_setenv("MAKEFLAGS", flags, TRUE);
	jobserver_open();
	assert_int_equal(jobserver_take(8), 3);
	jobserver_give(3);
	assert_string_equal(tokens_left(), "ab");
	scratch_remove(directory);
}

static void what_is_no_jobserver_grants_all(void **state)
{
	static const char *const flags[] = {
		"", "k", " --jobserver-auth=", " --jobserver-auth=98,99", " --jobserver-auth=-2,-2",
		" --jobserver-auth=98", " --jobserver-auth=fifo:/nonexistent",
		" --jobserver-auth=fifo:/dev/null", " --jobserver-auth=fifo:/etc/passwd",
		" --jobserver-auth=x",
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(flags); i++) {
		open_with(flags[i], 0, 0);
		assert_int_equal(jobserver_take(7), 7);
		assert_true(jobserver_try());
		assert_int_equal(jobserver_fd(), -1);
		jobserver_give(8);
	}
}

/* Descriptors that make did not pass on may by now be anything. */
static void other_files_are_no_jobserver(void **state)
{
	int file = open("/dev/null", O_RDWR);
	int other[2];

	(void)state;
	assert_int_equal(pipe(server), 0);
	assert_int_equal(pipe(other), 0);
	open_with(" --jobserver-auth=%d,%d", file, file);
	assert_int_equal(jobserver_take(7), 7);
	open_with(" --jobserver-auth=%d,%d", server[1], server[0]);
	assert_int_equal(jobserver_take(7), 7);
	open_with(" --jobserver-auth=%d,%d", server[0], other[1]);
	assert_int_equal(jobserver_take(7), 7);
	close(file);
	close(other[0]);
	close(other[1]);
}

/* The janitor does, in one write; what was given before is not given twice. */
static void one_that_is_killed_gives_all_back(void **state)
{
	int status, there = 0;
	pid_t child;

	(void)state;
	assert_int_equal(pipe(server), 0);
	assert_int_equal(write(server[1], "abc", 3), 3);
	child = fork();
	if (!child) {
		open_with(" --jobserver-auth=%d,%d", server[0], server[1]);
		janitor_start(jobserver_sink());
		if (jobserver_take(8) != 4)
			_exit(1);
		jobserver_give(1);
		raise(SIGKILL);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
	for (int i = 0; there < 3 && i < 1000; i++) {
		assert_int_equal(ioctl(server[0], FIONREAD, &there), 0);
		g_usleep(10000);
	}
	assert_string_equal(tokens_left(), "abc");
}

#define SERVED(test) cmocka_unit_test_teardown(test, close_server)

int main(void)
{
	const struct CMUnitTest tests[] = {
		SERVED(grants_one_and_what_make_has),
		SERVED(gives_back_to_make_before_itself),
		SERVED(says_when_there_is_more),
		SERVED(waits_for_a_job_to_end),
		SERVED(the_last_server_counts),
		SERVED(works_with_a_fifo),
		cmocka_unit_test(what_is_no_jobserver_grants_all),
		SERVED(other_files_are_no_jobserver),
		SERVED(one_that_is_killed_gives_all_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
