/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_STUB_COMPAT_VDSO_OFFSETS_H
#define PTDESC_STUB_COMPAT_VDSO_OFFSETS_H

/* Known only once the vdso is linked; any number will do. */
#define compat__vdso_rt_sigreturn_offset	0

#endif
