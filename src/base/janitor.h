/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_BASE_JANITOR_H
#define PTDESC_BASE_JANITOR_H

#include <glib.h>

/*
 * What must not outlive this program, however it ends, SIGKILL included: a process
 * of its own kills, gives back and removes what is still noted down when the program is
 * gone, within moments.  Any thread may note and forget.
 */

/*
 * Starts the janitor, which gives tokens back to @sink, a descriptor or -1.  Call before
 * there are threads; without it nothing is noted.
 */
void janitor_start(int sink);

/* Ends it when everything was done in order.  What is still noted is done away with. */
void janitor_stop(void);

/*
 * A process group of our session, until it is gone; 0, of a child that was gone at once, is
 * none.  A child may note its own before it becomes another program.
 */
void janitor_note_group(GPid leader);
void janitor_forget_group(GPid leader);

/* A token of make's jobserver, while it is taken. */
void janitor_note_token(char token);
void janitor_forget_token(char token);

/* A file or a directory with all below it, given absolute, until it is to stay or gone. */
void janitor_note_path(const char *path);
void janitor_forget_path(const char *path);

/*
 * A change that is to be taken back, by renaming @from to @to, both absolute, before any path
 * is removed; until all of them are to stay, which takes effect in one step.
 */
void janitor_note_undo(const char *from, const char *to);
void janitor_forget_undos(void);

#endif
