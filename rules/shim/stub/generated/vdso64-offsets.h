/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_STUB_VDSO64_OFFSETS_H
#define PTDESC_STUB_VDSO64_OFFSETS_H

/* Known only once the vdso is linked; any number will do. */
#define vdso64_offset_restart_syscall		0
#define vdso64_offset_rt_sigreturn		0
#define vdso64_offset_sigreturn			0
#define vdso64_offset_sigtramp_rt		0
#define vdso64_offset_sigtramp64		0
#define vdso64_offset_sigtramp_rt64		0

#endif
