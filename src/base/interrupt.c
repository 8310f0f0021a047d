// SPDX-License-Identifier: GPL-2.0-or-later
#include "base/interrupt.h"

#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>
#include <glib.h>

/*
 * Directories cannot be removed in a signal handler, nor beside threads that fill them.
 * So the handler turns the whole process into a shell that removes them and then dies of
 * the same signal.  The second try is for what a child wrote before it was gone.
 */
#define SCRIPT \
	"rm -rf -- \"$@\" 2>/dev/null || { sleep 1; rm -rf -- \"$@\"; }; kill -s \"$0\" $$"

enum { FIRST = 4, MOST = 32 };

static const struct {
	int number;
	const char *name;	/* as kill(1) takes it */
} signals[] = { { SIGHUP, "HUP" }, { SIGINT, "INT" }, { SIGTERM, "TERM" } };

/* From FIRST on the directories, interned or "", for free; at the end a NULL. */
static const char *command[FIRST + MOST + 1] = { "sh", "-c", SCRIPT };
static void (*functions[4])(void);
static pid_t owner;
static GMutex lock;

static bool has_directories(void)
{
	for (size_t i = FIRST; command[i]; i++)
		if (*command[i])
			return true;
	return false;
}

static void put_in_order(int number)
{
	for (size_t i = 0; i < G_N_ELEMENTS(functions) && functions[i]; i++)
		functions[i]();
	for (size_t i = 0; i < G_N_ELEMENTS(signals); i++)
		if (signals[i].number == number)
			command[FIRST - 1] = signals[i].name;
	if (has_directories())
		execv("/bin/sh", (char *const *)command);
}

/* A child that has not called exec() yet has nothing to put in order. */
static void on_signal(int number)
{
	if (getpid() == owner)
		put_in_order(number);
	signal(number, SIG_DFL);
	raise(number);
}

/* SA_NODEFER: or the shell would start with the signal blocked. */
static void catch(int number)
{
	struct sigaction action = { .sa_handler = on_signal, .sa_flags = SA_RESTART | SA_NODEFER };
	struct sigaction old;

	if (!sigaction(number, NULL, &old) && old.sa_handler == SIG_DFL)
		sigaction(number, &action, NULL);
}

static void start(void)
{
	if (owner)
		return;
	owner = getpid();
	for (size_t i = FIRST; i < FIRST + MOST; i++)
		command[i] = "";
	for (size_t i = 0; i < G_N_ELEMENTS(signals); i++)
		catch(signals[i].number);
}

static void replace(const char *old, const char *by)
{
	g_mutex_lock(&lock);
	start();
	for (size_t i = FIRST; i < FIRST + MOST; i++)
		if (!strcmp(command[i], old)) {
			g_atomic_pointer_set(&command[i], by);
			break;
		}
	g_mutex_unlock(&lock);
}

void interrupt_remove(const char *directory)
{
	replace("", g_intern_string(directory));
}

void interrupt_forget(const char *directory)
{
	replace(directory, "");
}

void interrupt_call(void (*function)(void))
{
	size_t i = 0;

	g_mutex_lock(&lock);
	start();
	while (i < G_N_ELEMENTS(functions) - 1 && functions[i] && functions[i] != function)
		i++;
	functions[i] = function;
	g_mutex_unlock(&lock);
}
