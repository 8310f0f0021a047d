// SPDX-License-Identifier: GPL-2.0-or-later
/// A page table handed to the mmu_gather is a page table descriptor:
/// tlb_remove_table() and tlb_remove_page() become tlb_remove_ptdesc() and
/// tlb_remove_page_ptdesc().
///
/// Both calls serve other memory too. Evidence that this is a page table: its
/// destructor has just run, or the page is that of a typed page table pointer.
///
// Confidence: High
// Copyright: (C) 2026 ptdesc contributors
// Options: --no-includes --include-headers
// Keywords: tlb_remove_table, tlb_remove_page

virtual patch
virtual context
virtual org
virtual report

@address depends on patch disable paren@
expression T, E;
identifier dtor = {pgtable_pte_page_dtor, pgtable_pmd_page_dtor, pagetable_pte_dtor, pagetable_pmd_dtor, pagetable_dtor};
@@
 dtor(\(virt_to_page(E)\|virt_to_ptdesc(E)\|page_ptdesc(virt_to_page(E))\));
 ... when != E = ...
(
- tlb_remove_table(T, virt_to_page(E));
+ tlb_remove_ptdesc(T, virt_to_ptdesc(E));
|
- tlb_remove_page(T, virt_to_page(E));
+ tlb_remove_page_ptdesc(T, virt_to_ptdesc(E));
)

// Where the address of a table stands for it.
@virtual_address depends on patch disable paren@
expression T, E;
identifier dtor = {pgtable_pte_page_dtor, pgtable_pmd_page_dtor, pagetable_pte_dtor, pagetable_pmd_dtor, pagetable_dtor};
@@
 dtor(\(virt_to_page(E)\|virt_to_ptdesc(E)\|page_ptdesc(virt_to_page(E))\));
 ... when != E = ...
- tlb_remove_table(T, E);
+ tlb_remove_ptdesc(T, E);

@page depends on patch disable paren@
expression T, E;
identifier dtor = {pgtable_pte_page_dtor, pgtable_pmd_page_dtor, pagetable_pte_dtor, pagetable_pmd_dtor, pagetable_dtor};
@@
 dtor(\(E\|(E)\|page_ptdesc(E)\));
 ... when != E = ...
(
- tlb_remove_table(T, \(E\|(E)\));
+ tlb_remove_ptdesc(T, page_ptdesc(E));
|
- tlb_remove_page(T, \(E\|(E)\));
+ tlb_remove_page_ptdesc(T, page_ptdesc(E));
)

@typed depends on patch@
typedef pgd_t, p4d_t, pud_t, pmd_t, pte_t, pgtable_t;
{pgd_t, p4d_t, pud_t, pmd_t, pte_t} *G;
expression T;
@@
(
- tlb_remove_table(T, virt_to_page(G))
+ tlb_remove_ptdesc(T, virt_to_ptdesc(G))
|
- tlb_remove_page(T, virt_to_page(G))
+ tlb_remove_page_ptdesc(T, virt_to_ptdesc(G))
)

@r_address depends on context || org || report disable paren@
expression T, E;
identifier dtor = {pgtable_pte_page_dtor, pgtable_pmd_page_dtor, pagetable_pte_dtor, pagetable_pmd_dtor, pagetable_dtor};
identifier f = {tlb_remove_table, tlb_remove_page};
position p;
@@
 dtor(\(virt_to_page(E)\|virt_to_ptdesc(E)\|page_ptdesc(virt_to_page(E))\));
 ... when != E = ...
* f@p(T, \(virt_to_page(E)\|E\));

@r_page depends on context || org || report disable paren@
expression T, E;
identifier dtor = {pgtable_pte_page_dtor, pgtable_pmd_page_dtor, pagetable_pte_dtor, pagetable_pmd_dtor, pagetable_dtor};
identifier f = {tlb_remove_table, tlb_remove_page};
position p != {r_address.p};
@@
 dtor(\(E\|(E)\|page_ptdesc(E)\));
 ... when != E = ...
* f@p(T, \(E\|(E)\));

@r_typed depends on context || org || report@
{pgd_t, p4d_t, pud_t, pmd_t, pte_t} *G;
expression T;
identifier f = {tlb_remove_table, tlb_remove_page};
position p != {r_address.p};
@@
* f@p(T, virt_to_page(G))

@script:python depends on org@
p << r_page.p;
f << r_page.f;
@@
coccilib.org.print_todo(p[0], "%s() of a page table: it has its own descriptor" % f)

@script:python depends on org@
p << r_address.p;
f << r_address.f;
@@
coccilib.org.print_todo(p[0], "%s() of a page table: it has its own descriptor" % f)

@script:python depends on org@
p << r_typed.p;
f << r_typed.f;
@@
coccilib.org.print_todo(p[0], "%s() of a page table: it has its own descriptor" % f)

@script:python depends on report@
p << r_page.p;
f << r_page.f;
@@
coccilib.report.print_report(p[0], "%s() of a page table: it has its own descriptor" % f)

@script:python depends on report@
p << r_address.p;
f << r_address.f;
@@
coccilib.report.print_report(p[0], "%s() of a page table: it has its own descriptor" % f)

@script:python depends on report@
p << r_typed.p;
f << r_typed.f;
@@
coccilib.report.print_report(p[0], "%s() of a page table: it has its own descriptor" % f)
