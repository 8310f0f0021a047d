/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef __LINUX_CONTAINER_OF_H
#define __LINUX_CONTAINER_OF_H

#include <linux/types.h>

#define container_of(ptr, type, member) ({				\
	void *__inner = (void *)(ptr);					\
	static_assert(__builtin_types_compatible_p(__typeof__(*(ptr)),	\
				__typeof__(((type *)0)->member)) ||	\
		      __builtin_types_compatible_p(__typeof__(*(ptr)), void)); \
	((type *)(__inner - offsetof(type, member))); })

#endif
