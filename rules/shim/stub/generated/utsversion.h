/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_STUB_UTSVERSION_H
#define PTDESC_STUB_UTSVERSION_H

/* Made when the kernel is linked. */
#define UTS_VERSION "#1"

#endif
