/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef __LINUX_TYPES_H
#define __LINUX_TYPES_H

#include <linux/compiler.h>

#define NULL			((void *)0)
#define true			1
#define false			0
#define offsetof(type, member)	__builtin_offsetof(type, member)

typedef _Bool bool;
typedef unsigned char u8;
typedef unsigned int u32;
typedef unsigned long u64;
typedef __SIZE_TYPE__ size_t;
typedef unsigned int gfp_t;
typedef unsigned long pgoff_t;
typedef u64 phys_addr_t;

typedef struct { int counter; } atomic_t;
typedef struct { long counter; } atomic_long_t;

struct list_head {
	struct list_head *next, *prev;
};

struct callback_head {
	struct callback_head *next;
	void (*func)(struct callback_head *head);
};
#define rcu_head		callback_head

typedef void (*rcu_callback_t)(struct rcu_head *head);

#endif
