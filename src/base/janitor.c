// SPDX-License-Identifier: GPL-2.0-or-later
#include "base/janitor.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"

/* First letters of what the janitor is told; the rest is a number or a path. */
enum { NOTE_GROUP = 'G', FORGET_GROUP = 'g', NOTE_PATH = 'P', FORGET_PATH = 'p' };

static int connection = -1;
static pid_t janitor;

static void end_group(gpointer key, gpointer value, gpointer unused)
{
	(void)value;
	(void)unused;
	kill(-atoi(key), SIGKILL);
}

static void remove_path(gpointer key, gpointer value, gpointer unused)
{
	(void)value;
	(void)unused;
	file_remove_tree(key);
}

/* What is open belongs to others, who may wait for its end. */
static void close_all_but(int kept)
{
	int null = open("/dev/null", O_RDWR);

	for (int fd = 0; null >= 0 && fd <= 2; fd++)
		dup2(null, fd);
	dup2(kept, 3);
	syscall(SYS_close_range, 4U, ~0U, 0);
}

/* An interrupt of all of us is for those that work. */
static void ignore_interrupts(void)
{
	static const int interrupts[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };

	for (size_t i = 0; i < G_N_ELEMENTS(interrupts); i++)
		signal(interrupts[i], SIG_IGN);
	setsid();
}

static void serve(void)
{
	g_autoptr(GHashTable) groups = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GHashTable) paths = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	char note[PATH_MAX + 2];
	ssize_t length;

	while ((length = recv(3, note, sizeof(note) - 1, 0)) > 0 ||
	       (length < 0 && errno == EINTR)) {
		note[MAX(length, 0)] = '\0';
		switch (note[0]) {
		case NOTE_GROUP:
			g_hash_table_add(groups, g_strdup(note + 1));
			break;
		case FORGET_GROUP:
			g_hash_table_remove(groups, note + 1);
			break;
		case NOTE_PATH:
			g_hash_table_add(paths, g_strdup(note + 1));
			break;
		case FORGET_PATH:
			g_hash_table_remove(paths, note + 1);
			break;
		}
	}
	/* Those that write first. */
	g_hash_table_foreach(groups, end_group, NULL);
	g_hash_table_foreach(paths, remove_path, NULL);
}

void janitor_start(void)
{
	int ends[2];

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0)
		return;
	janitor = fork();
	if (!janitor) {
		ignore_interrupts();
		close_all_but(ends[1]);
		serve();
		_exit(0);
	}
	close(ends[1]);
	connection = ends[0];
	if (janitor < 0) {
		close(connection);
		connection = -1;
	}
}

void janitor_stop(void)
{
	if (connection < 0)
		return;
	close(connection);
	connection = -1;
	waitpid(janitor, NULL, 0);
}

static void tell(char what, const char *text)
{
	g_autofree char *note = NULL;

	if (connection < 0)
		return;
	note = g_strdup_printf("%c%s", what, text);
	while (send(connection, note, strlen(note), MSG_NOSIGNAL) < 0 && errno == EINTR)
		;
}

static void tell_group(char what, GPid leader)
{
	g_autofree char *text = g_strdup_printf("%d", leader);

	tell(what, text);
}

void janitor_note_group(GPid leader)
{
	tell_group(NOTE_GROUP, leader);
}

void janitor_forget_group(GPid leader)
{
	tell_group(FORGET_GROUP, leader);
}

void janitor_note_path(const char *path)
{
	tell(NOTE_PATH, path);
}

void janitor_forget_path(const char *path)
{
	tell(FORGET_PATH, path);
}
