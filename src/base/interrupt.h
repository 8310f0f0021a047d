/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_BASE_INTERRUPT_H
#define PTDESC_BASE_INTERRUPT_H

/*
 * What is put in order when SIGHUP, SIGINT or SIGTERM ends the program.  The program still
 * dies of the signal; one that it was started to ignore it goes on to ignore.
 */

/* Has @directory removed with all below it, until interrupt_forget() of the same name. */
void interrupt_remove(const char *directory);
void interrupt_forget(const char *directory);

/* Has @function called, first of all; only what signal-safety(7) allows may happen in it. */
void interrupt_call(void (*function)(void));

#endif
