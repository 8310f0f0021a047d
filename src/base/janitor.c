// SPDX-License-Identifier: GPL-2.0-or-later
#include "base/janitor.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"

/* First letters of what the janitor is told; the rest is a number or a path. */
enum {
	NOTE_GROUP = 'G', FORGET_GROUP = 'g', NOTE_PATH = 'P', FORGET_PATH = 'p',
	NOTE_UNDO = 'U', FORGET_UNDOS = 'u',
};

static int connection = -1;
static pid_t janitor;

/* What it was told of: sets of strings, and what is to be renamed to what. */
struct notes {
	GHashTable *groups, *paths, *undos;
};

static void end_group(gpointer key, gpointer value, gpointer unused)
{
	(void)value;
	(void)unused;
	kill(-atoi(key), SIGKILL);
}

static void take_back(gpointer from, gpointer to, gpointer unused)
{
	(void)unused;
	rename(from, to);
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

/* Of an undo @text is two strings, one behind the other. */
static void take_note(struct notes *notes, char what, const char *text)
{
	switch (what) {
	case NOTE_GROUP:
		g_hash_table_add(notes->groups, g_strdup(text));
		break;
	case FORGET_GROUP:
		g_hash_table_remove(notes->groups, text);
		break;
	case NOTE_PATH:
		g_hash_table_add(notes->paths, g_strdup(text));
		break;
	case FORGET_PATH:
		g_hash_table_remove(notes->paths, text);
		break;
	case NOTE_UNDO:
		g_hash_table_insert(notes->undos, g_strdup(text),
				    g_strdup(text + strlen(text) + 1));
		break;
	case FORGET_UNDOS:
		g_hash_table_remove_all(notes->undos);
		break;
	}
}

static GHashTable *new_table(void)
{
	return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
}

static void serve(void)
{
	struct notes notes = { new_table(), new_table(), new_table() };
	static char note[2 * PATH_MAX + 4];
	ssize_t length;

	while ((length = recv(3, note, sizeof(note) - 2, 0)) > 0 ||
	       (length < 0 && errno == EINTR)) {
		memset(note + MAX(length, 0), 0, 2);
		take_note(&notes, note[0], note + 1);
	}
	/* Those that write first, and what is in use again before what was beside it. */
	g_hash_table_foreach(notes.groups, end_group, NULL);
	g_hash_table_foreach(notes.undos, take_back, NULL);
	g_hash_table_foreach(notes.paths, remove_path, NULL);
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

/* @more follows the NUL of @text, unless it is NULL. */
static void tell(char what, const char *text, const char *more)
{
	GString *note;

	if (connection < 0)
		return;
	note = g_string_new(NULL);
	g_string_printf(note, "%c%s", what, text);
	if (more) {
		g_string_append_c(note, '\0');
		g_string_append(note, more);
	}
	while (send(connection, note->str, note->len, MSG_NOSIGNAL) < 0 && errno == EINTR)
		;
	g_string_free(note, TRUE);
}

static void tell_group(char what, GPid leader)
{
	g_autofree char *text = g_strdup_printf("%d", leader);

	tell(what, text, NULL);
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
	tell(NOTE_PATH, path, NULL);
}

void janitor_forget_path(const char *path)
{
	tell(FORGET_PATH, path, NULL);
}

void janitor_note_undo(const char *from, const char *to)
{
	tell(NOTE_UNDO, from, to);
}

void janitor_forget_undos(void)
{
	tell(FORGET_UNDOS, "", NULL);
}
