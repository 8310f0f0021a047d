/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef __ASM_GENERIC_PGTABLE_TYPES_H
#define __ASM_GENERIC_PGTABLE_TYPES_H

typedef struct { unsigned long pte; } pte_t;
typedef struct { unsigned long pmd; } pmd_t;
typedef struct { unsigned long pud; } pud_t;
typedef struct { unsigned long p4d; } p4d_t;
typedef struct { unsigned long pgd; } pgd_t;
typedef struct { unsigned long pgprot; } pgprot_t;

#define pte_val(x)		((x).pte)
#define pmd_val(x)		((x).pmd)
#define pud_val(x)		((x).pud)
#define p4d_val(x)		((x).p4d)
#define pgd_val(x)		((x).pgd)
#define pgprot_val(x)		((x).pgprot)
#define __pte(x)		((pte_t) { (x) })
#define __pmd(x)		((pmd_t) { (x) })
#define __pud(x)		((pud_t) { (x) })
#define __p4d(x)		((p4d_t) { (x) })	/* uncovered: expands */
#define __pgd(x)		((pgd_t) { (x) })
#define __pgprot(x)		((pgprot_t) { (x) })

#endif
