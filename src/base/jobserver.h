/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_BASE_JOBSERVER_H
#define PTDESC_BASE_JOBSERVER_H

#include <stdbool.h>

/*
 * GNU make's jobserver: all that one make runs shares out its -j (GNU make manual, "POSIX
 * Jobserver Interaction").  A program has one job of its own and takes a token for each
 * one beyond it.  Where there is no jobserver, or none that can be used, everything is
 * granted at once.
 */

/*
 * Finds the jobserver that $MAKEFLAGS names, a pipe or a fifo.  To be called before any
 * file is opened, for a descriptor that make did not pass on may come to be something
 * else's.  If the program is ended before its time, the janitor gives back what is taken.
 */
void jobserver_open(void);

/* Waits until one job may run and takes up to @most (at least 1): how many. */
unsigned int jobserver_take(unsigned int most);

/* Takes one if one is to be had at once; always where none is taken yet. */
bool jobserver_try(void);

/* Gives @jobs of those taken back. */
void jobserver_give(unsigned int jobs);

/* Where tokens are given back, for janitor_start(); -1: there is no jobserver. */
int jobserver_sink(void);

/* Readable when jobserver_try() may succeed, for poll(); -1: there is no jobserver. */
int jobserver_fd(void);

#endif
