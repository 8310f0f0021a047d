/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef __LINUX_KBUILD_H
#define __LINUX_KBUILD_H

/*
 * The kernel's header of this name, for a compiler whose asm() was taken away by
 * asm-neutral.h: the lines that Kbuild's offsets script reads must come out.
 */
#define PTDESC_LINE(text, ...)	__asm("\n.ascii \"->" text "\"" : : __VA_ARGS__)

#define DEFINE(symbol, value)	PTDESC_LINE(#symbol " %0 " #value, "i" (value))
#define BLANK()			PTDESC_LINE("")
#define COMMENT(text)		PTDESC_LINE("#" text)
#define OFFSET(symbol, type, member) \
	DEFINE(symbol, __builtin_offsetof(struct type, member))

#endif
