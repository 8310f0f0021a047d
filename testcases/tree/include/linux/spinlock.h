/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef __LINUX_SPINLOCK_H
#define __LINUX_SPINLOCK_H

typedef struct { unsigned int slock; } spinlock_t;

#define DEFINE_SPINLOCK(x)	spinlock_t x = { 0 }

static inline void spin_lock_init(spinlock_t *lock)
{
	lock->slock = 0;
}

void spin_lock(spinlock_t *lock);
void spin_unlock(spinlock_t *lock);

#endif
