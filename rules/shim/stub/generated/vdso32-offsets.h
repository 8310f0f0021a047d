/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_STUB_VDSO32_OFFSETS_H
#define PTDESC_STUB_VDSO32_OFFSETS_H

/* Known only once the vdso is linked; any number will do. */
#define vdso32_offset_restart_syscall		0
#define vdso32_offset_rt_sigreturn		0
#define vdso32_offset_sigreturn			0
#define vdso32_offset_sigtramp_rt		0
#define vdso32_offset_sigtramp32		0
#define vdso32_offset_sigtramp_rt32		0
#define vdso32_offset_sigtramp			0

#endif
