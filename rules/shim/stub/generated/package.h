/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_STUB_PACKAGE_H
#define PTDESC_STUB_PACKAGE_H

/* Made when the kernel is linked. */
#define LINUX_PACKAGE_ID ""

#endif
