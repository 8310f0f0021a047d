// SPDX-License-Identifier: GPL-2.0-or-later
#include "checker/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Every right of Landlock's first ABI is handled; only reading is given back. */
#define ALL_RIGHTS ((1ULL << 13) - 1)
#define READ_RIGHTS (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)

/* Where clang keeps its headers and libraries on the distributions we know. */
static const char *const system_paths[] = { "/usr/lib", "/usr/lib64", "/usr/include", "/lib",
					    "/etc/ld.so.cache", NULL };

#if defined(__x86_64__)
#define OUR_AUDIT_ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define OUR_AUDIT_ARCH AUDIT_ARCH_AARCH64
#endif

/* What a parse of a kernel translation unit was seen to call; all else is EPERM. */
static const int allowed_calls[] = {
	SYS_read, SYS_pread64, SYS_readv, SYS_write, SYS_writev, SYS_close, SYS_openat,
	SYS_fstat, SYS_newfstatat, SYS_statx, SYS_lseek, SYS_mmap, SYS_mprotect, SYS_munmap,
	SYS_mremap, SYS_madvise, SYS_brk, SYS_getcwd, SYS_chdir, SYS_readlinkat,
	SYS_faccessat, SYS_faccessat2, SYS_futex, SYS_clone, SYS_clone3, SYS_set_robust_list,
	SYS_rseq, SYS_exit, SYS_exit_group, SYS_rt_sigprocmask, SYS_rt_sigaction,
	SYS_rt_sigreturn, SYS_sigaltstack, SYS_getrusage, SYS_clock_gettime,
	SYS_gettimeofday, SYS_getpid, SYS_gettid, SYS_sched_getaffinity, SYS_sched_yield,
	SYS_getdents64, SYS_statfs, SYS_prlimit64, SYS_getrandom, SYS_sysinfo, SYS_uname,
	SYS_tgkill, SYS_fcntl, SYS_setitimer,
#ifdef SYS_open
	SYS_open, SYS_stat, SYS_lstat, SYS_readlink, SYS_access, SYS_alarm,
#endif
};

#define CALL_COUNT (sizeof(allowed_calls) / sizeof(allowed_calls[0]))

static void allow_reading(int ruleset, const char *path)
{
	struct landlock_path_beneath_attr beneath = { .allowed_access = READ_RIGHTS };

	beneath.parent_fd = open(path, O_PATH | O_CLOEXEC);
	if (beneath.parent_fd < 0)
		return;
	/* A plain file has no entries to list. */
	if (syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0)) {
		beneath.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE;
		syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
	}
	close(beneath.parent_fd);
}

static bool restrict_files(const char *tree, const char *more)
{
	struct landlock_ruleset_attr rights = { .handled_access_fs = ALL_RIGHTS };
	int ruleset = (int)syscall(SYS_landlock_create_ruleset, &rights, sizeof(rights), 0);
	bool ok;

	if (ruleset < 0)
		return false;
	allow_reading(ruleset, tree);
	if (more)
		allow_reading(ruleset, more);
	for (const char *const *path = system_paths; *path; path++)
		allow_reading(ruleset, *path);
	ok = !syscall(SYS_landlock_restrict_self, ruleset, 0);
	close(ruleset);
	return ok;
}

static bool restrict_calls(void)
{
#ifdef OUR_AUDIT_ARCH
	struct sock_filter filter[2 * CALL_COUNT + 5];
	struct sock_fprog program = { .filter = filter };
	unsigned short n = 0;

	filter[n++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
						   offsetof(struct seccomp_data, arch));
	filter[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, OUR_AUDIT_ARCH, 1, 0);
	filter[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
	filter[n++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
						   offsetof(struct seccomp_data, nr));
	for (size_t i = 0; i < CALL_COUNT; i++) {
		filter[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K,
							   (unsigned int)allowed_calls[i], 0, 1);
		filter[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
	}
	filter[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM);
	program.len = n;
	return !prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
#else
	return false;
#endif
}

bool sandbox_is_available(void)
{
#ifdef OUR_AUDIT_ARCH
	return syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION) > 0;
#else
	return false;
#endif
}

bool sandbox_enter(const char *tree, const char *more)
{
	return !prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) && restrict_files(tree, more) &&
		restrict_calls();
}
