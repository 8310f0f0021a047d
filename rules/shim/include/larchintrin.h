/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_LARCHINTRIN_H
#define PTDESC_LARCHINTRIN_H

/*
 * In the place of the compiler's header of this name: GCC takes a register number
 * that becomes constant only by inlining, as kernels of 6.1's time rely on, clang does not.
 */
unsigned int __cpucfg(unsigned int reg);

unsigned int __csrrd_w(unsigned int reg);
unsigned int __csrwr_w(unsigned int value, unsigned int reg);
unsigned int __csrxchg_w(unsigned int value, unsigned int mask, unsigned int reg);
unsigned long __csrrd_d(unsigned int reg);
unsigned long __csrwr_d(unsigned long value, unsigned int reg);
unsigned long __csrxchg_d(unsigned long value, unsigned long mask, unsigned int reg);

unsigned int __iocsrrd_w(unsigned int address);
void __iocsrwr_w(unsigned int value, unsigned int address);
unsigned long __iocsrrd_d(unsigned int address);
void __iocsrwr_d(unsigned long value, unsigned int address);

#endif
