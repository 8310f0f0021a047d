/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_BASE_PROCESS_H
#define PTDESC_BASE_PROCESS_H

#include <stdbool.h>
#include <glib.h>

/*
 * Programs run as child processes.  No shell is ever involved.  Each is the leader of a
 * process group, all of which ends when it takes too long or when this program is gone.
 */
struct process {
	/* Filled by the caller; borrowed until process_clear(). */
	const char *const *argv;	/* NULL-terminated, argv[0] is looked up in PATH */
	const char *directory;		/* working directory, NULL: ours */
	const char *const *setenv;	/* "NAME=value" strings added to ours, or NULL */
	const char *input;		/* text for its standard input, NULL: /dev/null */
	unsigned int timeout;		/* seconds of wall-clock time, 0: none */
	int lock;			/* descriptor that all of its group keep open, so that a
					 * lock on it lasts as long as any of them; 0: none */

	/* Filled by process_run() and process_run_all(). */
	GString *output;		/* standard output, owned */
	GString *errors;		/* standard error, owned */
	int status;			/* exit status; 128 + signal when killed */
	bool timed_out;			/* killed because @timeout passed */
};

/*
 * Runs @process to its end.  False with @error (PTDESC_ERROR_INTERNAL, or
 * PTDESC_ERROR_USAGE where the program does not exist) only when it could not
 * be started; a failing program is told by @process->status.
 */
bool process_run(struct process *process, GError **error);

/*
 * Runs @count processes, at most @jobs at a time and as many as make's jobserver grants,
 * and waits for all of them.
 * False with the first error when one could not be started.
 */
bool process_run_all(struct process *processes, size_t count, unsigned int jobs,
		     GError **error);

/*
 * Whether @process, which failed, was stopped from outside (a signal, its timeout, a full
 * disk, no memory) and did not give up on what it was given: another time it may do.
 */
bool process_was_stopped(const struct process *process);

/* Whether @text, which a program said in the C locale, tells of such a thing. */
bool process_text_blames_machine(const char *text);

/*
 * To be called in a child of process @parent before it becomes another program: it leads a
 * group of its own and ends with @parent.  For g_spawn_*() and the like; when the child is
 * gone, janitor_forget_group() is for its pid.
 */
void process_settle_in(gpointer parent);

/*
 * "NAME=value" strings for programs made of clang, which take memory in many small pieces and
 * give it back at their end: large pages, nothing handed back in between (mallopt(3)), and no
 * thread for a parse, which would get a heap of its own.  Output does not depend on it.
 */
extern const char *const process_clang_environment[];

/*
 * Our environment with @pairs, "NAME=value" strings (NULL: none), in it.  For g_strfreev();
 * process_run() sees to its own.
 */
char **process_environment(const char *const *pairs);

/* Frees what process_run() filled in.  @process may be used again. */
void process_clear(struct process *process);

#endif
