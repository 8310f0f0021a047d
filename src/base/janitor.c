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
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"

/* First letters of what the janitor is told; the rest is a number or a path. */
enum {
	NOTE_GROUP = 'G', FORGET_GROUP = 'g', NOTE_TOKEN = 'T', FORGET_TOKEN = 't',
	NOTE_PATH = 'P', FORGET_PATH = 'p', NOTE_UNDO = 'U', FORGET_UNDOS = 'u',
};

/* Where the janitor has its end of the connection, and where tokens go, if any. */
enum { NOTES = 3, SINK, FIRST_FREE };

/* How often, and after what time in us, it tries to remove what does not go at once. */
enum { TRIES = 600, PAUSE = 5000 };

static int connection = -1;
static pid_t janitor;

/* What it was told of: sets of strings, what is to be renamed to what, and bytes. */
struct notes {
	GHashTable *groups, *paths, *undos;
	GString *tokens;
	pid_t session;		/* of those that work */
};

/* Where the leader is of another session, its number is that of a stranger by now. */
static void end_group(gpointer key, gpointer value, gpointer session)
{
	pid_t leader = atoi(key);
	pid_t its_session = getsid(leader);

	(void)value;
	if (its_session < 0 || its_session == GPOINTER_TO_INT(session))
		kill(-leader, SIGKILL);
}

static void give_back(const GString *tokens)
{
	if (tokens->len && write(SINK, tokens->str, tokens->len) < 0)
		return;		/* there is no make any more that would miss them */
}

static void take_back(gpointer from, gpointer to, gpointer unused)
{
	(void)unused;
	rename(from, to);
}

/* One that was killed may still end what it asked of the kernel last: to make a file in it. */
static void remove_path(gpointer path, gpointer value, gpointer unused)
{
	struct stat status;

	(void)value;
	(void)unused;
	for (int i = 0; i < TRIES && !lstat(path, &status); i++) {
		if (i)
			g_usleep(PAUSE);
		file_remove_tree(path);
	}
}

/*
 * What is open belongs to others, who may wait for its end.  Copies first, for one may have
 * the number of the other.
 */
static void close_all_but(int notes, int sink)
{
	int null = open("/dev/null", O_RDWR);

	for (int fd = 0; null >= 0 && fd < NOTES; fd++)
		dup2(null, fd);
	notes = fcntl(notes, F_DUPFD, FIRST_FREE);
	sink = sink < 0 ? -1 : fcntl(sink, F_DUPFD, FIRST_FREE);
	dup2(notes, NOTES);
	close(SINK);
	dup2(sink, SINK);
	syscall(SYS_close_range, (unsigned int)FIRST_FREE, ~0U, 0);
}

/* An interrupt of all of us is for those that work; make may be gone, too. */
static void ignore_signals(void)
{
	static const int ignored[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE };

	for (size_t i = 0; i < G_N_ELEMENTS(ignored); i++)
		signal(ignored[i], SIG_IGN);
}

/* A token is any byte, NUL as well. */
static void forget_token(GString *tokens, char token)
{
	char *found = memchr(tokens->str, token, tokens->len);

	if (found)
		g_string_erase(tokens, found - tokens->str, 1);
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
	case NOTE_TOKEN:
		g_string_append_c(notes->tokens, *text);
		break;
	case FORGET_TOKEN:
		forget_token(notes->tokens, *text);
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

/* Those that write first, and what is in use again before what was beside it. */
static void put_in_order(struct notes *notes)
{
	g_hash_table_foreach(notes->groups, end_group, GINT_TO_POINTER(notes->session));
	give_back(notes->tokens);
	g_hash_table_foreach(notes->undos, take_back, NULL);
	g_hash_table_foreach(notes->paths, remove_path, NULL);
}

static void notes_init(struct notes *notes, pid_t session)
{
	notes->session = session;
	notes->groups = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	notes->paths = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	notes->undos = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	notes->tokens = g_string_new(NULL);
}

static void serve(pid_t session)
{
	static struct notes notes;
	static char note[2 * PATH_MAX + 4];
	ssize_t length;

	notes_init(&notes, session);
	while ((length = recv(NOTES, note, sizeof(note) - 2, 0)) > 0 ||
	       (length < 0 && errno == EINTR)) {
		if (length < 0)
			continue;
		memset(note + length, 0, 2);
		take_note(&notes, note[0], note + 1);
	}
	put_in_order(&notes);
}

void janitor_start(int sink)
{
	pid_t session = getsid(0);
	int ends[2];

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0)
		return;
	janitor = fork();
	if (!janitor) {
		setsid();
		ignore_signals();
		close_all_but(ends[1], sink);
		serve(session);
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

static void tell_bytes(const char *bytes, size_t length)
{
	while (connection >= 0 && send(connection, bytes, length, MSG_NOSIGNAL) < 0 &&
	       errno == EINTR)
		;
}

/* @more follows the NUL of @text, unless it is NULL. */
static void tell(char what, const char *text, const char *more)
{
	GString *note = g_string_new(NULL);

	g_string_printf(note, "%c%s", what, text);
	if (more) {
		g_string_append_c(note, '\0');
		g_string_append(note, more);
	}
	tell_bytes(note->str, note->len);
	g_string_free(note, TRUE);
}

/* In a child of ours beside whom there were threads, too: nothing is allocated. */
static void tell_group(char what, GPid leader)
{
	char note[16];

	/* 0 would be the janitor's own. */
	if (leader > 0)
		tell_bytes(note, (size_t)snprintf(note, sizeof(note), "%c%d", what, leader));
}

void janitor_note_group(GPid leader)
{
	tell_group(NOTE_GROUP, leader);
}

void janitor_forget_group(GPid leader)
{
	tell_group(FORGET_GROUP, leader);
}

void janitor_note_token(char token)
{
	tell_bytes((const char[]){ NOTE_TOKEN, token }, 2);
}

void janitor_forget_token(char token)
{
	tell_bytes((const char[]){ FORGET_TOKEN, token }, 2);
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
