/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef __LINUX_RCUPDATE_H
#define __LINUX_RCUPDATE_H

#include <linux/types.h>

void call_rcu(struct rcu_head *head, rcu_callback_t func);
void rcu_read_lock(void);
void rcu_read_unlock(void);

#endif
