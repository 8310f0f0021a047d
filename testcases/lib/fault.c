// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Goes wrong at a chosen point.  Preloaded into a program and its children, it counts what
 * they do to files, and processes as they start, in a plan that all of them share (the file
 * $FAULT_PLAN), and at the chosen count kills or fails.  Only regular files and
 * directories count; pipes and terminals do not.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

/* As testcases/faults.t packs it: eight native ints, a path. */
struct plan {
	int count;		/* of operations so far */
	int at;			/* the operation that goes wrong, from 1; 0: none */
	int signal;		/* sent there, or 0 */
	int to_main;		/* the signal goes to the first process, not to this one */
	int to_child;		/* the first process does not count */
	int error;		/* errno that it fails with, or 0 */
	int sticky;		/* and all that write after it */
	int main;		/* the first process */
	char below[4096];	/* only files whose path starts so count; "": all */
};

static struct plan *plan;

__attribute__((constructor)) static void begin(void);

/* True with errno set when the operation is to fail. */
static bool strike(bool writes)
{
	int now;

	if (!plan || (plan->to_child && plan->main == getpid()))
		return false;
	now = __atomic_add_fetch(&plan->count, 1, __ATOMIC_SEQ_CST);
	if (!plan->at || now < plan->at)
		return false;
	if (now == plan->at && plan->signal)
		kill(plan->to_main ? plan->main : getpid(), plan->signal);
	if (!plan->error || (now > plan->at && !plan->sticky) || !writes)
		return false;
	errno = plan->error;
	return true;
}

static void begin(void)
{
	const char *path = getenv("FAULT_PLAN");
	int fd = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
	int none = 0;

	if (fd < 0)
		return;
	plan = mmap(NULL, sizeof(*plan), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	close(fd);
	if (plan == MAP_FAILED)
		plan = NULL;
	if (!plan)
		return;
	__atomic_compare_exchange_n(&plan->main, &none, getpid(), false, __ATOMIC_SEQ_CST,
				    __ATOMIC_SEQ_CST);
	strike(false);
}

static bool is_ours(const char *path)
{
	return plan && path[0] == '/' ? !strncmp(path, plan->below, strlen(plan->below)) : plan != NULL;
}

static bool is_file(int fd)
{
	char link[64], path[4096] = "";
	struct stat status;

	if (!plan || fstat(fd, &status) < 0 || !S_ISREG(status.st_mode))
		return false;
	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	return readlink(link, path, sizeof(path) - 1) > 0 && path[0] == '/' && is_ours(path);
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

#define OPEN(name, parameters, arguments)					\
int name parameters								\
{										\
	mode_t mode = 0;							\
	va_list more;								\
										\
	va_start(more, flags);							\
	if (flags & (O_CREAT | __O_TMPFILE))					\
		mode = va_arg(more, mode_t);					\
	va_end(more);								\
	if ((flags & O_ACCMODE) != O_RDONLY && is_ours(path) && strike(flags & O_CREAT)) \
		return -1;							\
	return NEXT(name)arguments;						\
}

OPEN(open, (const char *path, int flags, ...), (path, flags, mode))
OPEN(open64, (const char *path, int flags, ...), (path, flags, mode))
OPEN(openat, (int directory, const char *path, int flags, ...), (directory, path, flags, mode))
OPEN(openat64, (int directory, const char *path, int flags, ...), (directory, path, flags, mode))

#define FOPEN(name)								\
FILE *name(const char *path, const char *mode)					\
{										\
	if ((mode[0] != 'r' || strchr(mode, '+')) && is_ours(path) && strike(true)) \
		return NULL;							\
	return NEXT(name)(path, mode);						\
}

FOPEN(fopen)
FOPEN(fopen64)

ssize_t write(int fd, const void *data, size_t length)
{
	if (is_file(fd) && strike(true)) {
		/* A disk fills up in the middle of what is written. */
		if (errno == ENOSPC && length > 1)
			return NEXT(write)(fd, data, length / 2);
		return -1;
	}
	return NEXT(write)(fd, data, length);
}

ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset)
{
	if (is_file(fd) && strike(true))
		return -1;
	return NEXT(pwrite64)(fd, data, length, offset);
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t offset)
{
	if (is_file(fd) && strike(true))
		return -1;
	return NEXT(pwrite)(fd, data, length, offset);
}

ssize_t writev(int fd, const struct iovec *parts, int count)
{
	if (is_file(fd) && strike(true))
		return -1;
	return NEXT(writev)(fd, parts, count);
}

/* A name that takes the place of another needs no space. */
static bool rename_needs_space(int directory, const char *to)
{
	struct stat status;

	return plan && (plan->error != ENOSPC || fstatat(directory, to, &status, AT_SYMLINK_NOFOLLOW));
}

int rename(const char *from, const char *to)
{
	if (is_ours(to) && strike(rename_needs_space(AT_FDCWD, to)))
		return -1;
	return NEXT(rename)(from, to);
}

int renameat(int from_directory, const char *from, int to_directory, const char *to)
{
	if (is_ours(to) && strike(rename_needs_space(to_directory, to)))
		return -1;
	return NEXT(renameat)(from_directory, from, to_directory, to);
}

int mkdir(const char *path, mode_t mode)
{
	if (is_ours(path) && strike(true))
		return -1;
	return NEXT(mkdir)(path, mode);
}

/* A full disk does not keep anything from being removed. */
int unlink(const char *path)
{
	if (is_ours(path))
		strike(false);
	return NEXT(unlink)(path);
}

int remove(const char *path)
{
	if (is_ours(path))
		strike(false);
	return NEXT(remove)(path);
}

int ftruncate64(int fd, off64_t length)
{
	if (is_file(fd) && strike(false))
		return -1;
	return NEXT(ftruncate64)(fd, length);
}

int posix_fallocate64(int fd, off64_t offset, off64_t length)
{
	if (is_file(fd) && strike(true))
		return errno;
	return NEXT(posix_fallocate64)(fd, offset, length);
}

int fsync(int fd)
{
	if (is_file(fd) && strike(true))
		return -1;
	return NEXT(fsync)(fd);
}

int chmod(const char *path, mode_t mode)
{
	if (is_ours(path) && strike(false))
		return -1;
	return NEXT(chmod)(path, mode);
}
