/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef __LINUX_KCONFIG_H
#define __LINUX_KCONFIG_H

#include <generated/autoconf.h>

/* 1 where the option is y or m, as an expression the compiler can drop */
#define __CONFIG_ARG_1			0,
#define __config_second(a, b, ...)	b
#define __config_pick(arg_or_junk)	__config_second(arg_or_junk 1, 0)
#define __config_value(v)		__config_pick(__CONFIG_ARG_##v)
#define __config_is(v)			__config_value(v)
#define IS_BUILTIN(option)		__config_is(option)
#define IS_MODULE(option)		__config_is(option##_MODULE)
#define IS_ENABLED(option)		(IS_BUILTIN(option) || IS_MODULE(option))

#endif
