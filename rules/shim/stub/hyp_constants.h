/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_STUB_HYP_CONSTANTS_H
#define PTDESC_STUB_HYP_CONSTANTS_H

/* Sizes of the arm64 hypervisor's structs, which Kbuild learns by compiling it. */
#define STRUCT_HYP_PAGE_SIZE	4
#define PKVM_HYP_VM_SIZE	4096
#define PKVM_HYP_VCPU_SIZE	4096

#endif
