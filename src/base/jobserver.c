// SPDX-License-Identifier: GPL-2.0-or-later
#include "base/jobserver.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <glib.h>

#include "base/janitor.h"

enum { MOST = 4096 };

/*
 * The descriptors are ours alone: those of make are shared with everything it runs, which
 * need not expect them not to block.
 */
static int source = -1, sink = -1;
/* A pipe that holds one byte while the job of our own is free, so that poll() sees it. */
static int own[2] = { -1, -1 };

/* What is taken: the bytes as they came, for make may tell them apart. */
static struct {
	char bytes[MOST];
	unsigned int count;
	bool own;
} taken;
static GMutex lock;

static void close_one(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static void close_all(void)
{
	close_one(&source);
	close_one(&sink);
	close_one(&own[0]);
	close_one(&own[1]);
	memset(&taken, 0, sizeof(taken));
}

static void put(int fd, char byte)
{
	while (write(fd, &byte, 1) < 0 && errno == EINTR)
		;
}

static bool open_fifo(const char *path)
{
	struct stat status;

	source = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (source < 0 || fstat(source, &status) < 0 || !S_ISFIFO(status.st_mode))
		return false;
	sink = open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC);
	return sink >= 0;
}

/* Descriptors that were closed by now, or used for something else, are no jobserver's. */
static bool open_pipe(const char *fds)
{
	g_autofree char *path = NULL;
	struct stat in, out;
	int from, to;
	char rest;

	if (sscanf(fds, "%d,%d%c", &from, &to, &rest) != 2 || fstat(from, &in) < 0 ||
	    fstat(to, &out) < 0 || !S_ISFIFO(in.st_mode) || in.st_ino != out.st_ino ||
	    (fcntl(from, F_GETFL) & O_ACCMODE) == O_WRONLY ||
	    (fcntl(to, F_GETFL) & O_ACCMODE) == O_RDONLY)
		return false;
	path = g_strdup_printf("/proc/self/fd/%d", from);
	return open_fifo(path);
}

/* Of several the last one counts; what follows "--" are variables. */
static const char *find_server(char **flags)
{
	const char *found = NULL;

	for (; *flags && strcmp(*flags, "--"); flags++)
		if (g_str_has_prefix(*flags, "--jobserver-auth=") ||
		    g_str_has_prefix(*flags, "--jobserver-fds="))
			found = strchr(*flags, '=') + 1;
	return found;
}

void jobserver_open(void)
{
	const char *text = g_getenv("MAKEFLAGS");
	g_auto(GStrv) flags = g_strsplit(text ? text : "", " ", -1);
	const char *server = find_server(flags);

	close_all();
	if (!server)
		return;
	if (!(g_str_has_prefix(server, "fifo:") ? open_fifo(server + 5) : open_pipe(server)) ||
	    pipe2(own, O_CLOEXEC | O_NONBLOCK) < 0) {
		close_all();
		return;
	}
	put(own[1], '\0');
}

static bool try_own(void)
{
	char byte;

	if (read(own[0], &byte, 1) != 1)
		return false;
	g_mutex_lock(&lock);
	taken.own = true;
	g_mutex_unlock(&lock);
	return true;
}

static bool try_server(void)
{
	bool got;

	g_mutex_lock(&lock);
	got = taken.count < MOST && read(source, &taken.bytes[taken.count], 1) == 1;
	if (got)
		janitor_note_token(taken.bytes[taken.count++]);
	g_mutex_unlock(&lock);
	return got;
}

bool jobserver_try(void)
{
	return source < 0 || try_own() || try_server();
}

unsigned int jobserver_take(unsigned int most)
{
	unsigned int count = 1;

	if (source < 0)
		return most;
	while (!jobserver_try()) {
		struct pollfd polls[] = {
			{ .fd = source, .events = POLLIN }, { .fd = own[0], .events = POLLIN },
		};

		poll(polls, G_N_ELEMENTS(polls), -1);
	}
	while (count < most && jobserver_try())
		count++;
	return count;
}

static void give_one(void)
{
	g_mutex_lock(&lock);
	if (taken.count) {
		/* Forgotten first: given twice would be worse than lost. */
		taken.count--;
		janitor_forget_token(taken.bytes[taken.count]);
		put(sink, taken.bytes[taken.count]);
	} else if (taken.own) {
		taken.own = false;
		put(own[1], '\0');
	}
	g_mutex_unlock(&lock);
}

void jobserver_give(unsigned int jobs)
{
	for (; source >= 0 && jobs; jobs--)
		give_one();
}

int jobserver_sink(void)
{
	return sink;
}

int jobserver_fd(void)
{
	return source;
}
