/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef __LINUX_ZAP_H
#define __LINUX_ZAP_H

#define ZAP_LINK(table)	(&(table)->pt_list)

#endif
