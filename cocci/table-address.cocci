// SPDX-License-Identifier: GPL-2.0-or-later
/// The address of a page that is allocated to be a page table is that of a
/// page table: ptdesc_address(), not page_address().
///
/// In the functions whose name promises a page table, of the page that they
/// allocate themselves.
///
// Confidence: High
// Copyright: (C) 2026 ptdesc contributors
// Options: --no-includes --include-headers
// Keywords: pte_alloc_one_kernel, pte_alloc_one, pmd_alloc_one, pud_alloc_one, p4d_alloc_one, pgd_alloc

virtual patch
virtual context
virtual org
virtual report

@allocated@
typedef pgd_t, p4d_t, pud_t, pmd_t, pte_t, pgtable_t;
identifier f = {pte_alloc_one_kernel, pte_alloc_one, pmd_alloc_one, pud_alloc_one, p4d_alloc_one, pgd_alloc};
type R = {pgd_t *, p4d_t *, pud_t *, pmd_t *, pte_t *, pgtable_t};
local idexpression struct page *P;
expression G;
@@
R f(...) { <+... P = \(alloc_page(G)\|alloc_pages(G, 0)\) ...+> }

@depends on patch@
identifier allocated.f;
local idexpression struct page *allocated.P;
type T = {pgd_t *, p4d_t *, pud_t *, pmd_t *, pte_t *, pgtable_t};
@@
f(...) {
<...
 return
- (T)page_address(P)
+ ptdesc_address(page_ptdesc(P))
 ;
...>
}

@depends on patch@
identifier allocated.f;
local idexpression struct page *allocated.P;
type T = {pgd_t *, p4d_t *, pud_t *, pmd_t *, pte_t *, pgtable_t};
expression V;
@@
f(...) {
<...
 V =
- (T)page_address(P)
+ ptdesc_address(page_ptdesc(P))
...>
}

@r depends on context || org || report@
identifier allocated.f;
local idexpression struct page *allocated.P;
type T = {pgd_t *, p4d_t *, pud_t *, pmd_t *, pte_t *, pgtable_t};
expression V;
position p;
@@
f(...) {
<+...
* V = (T)page_address@p(P)
...+>
}

@s depends on context || org || report@
identifier allocated.f;
local idexpression struct page *allocated.P;
type T = {pgd_t *, p4d_t *, pud_t *, pmd_t *, pte_t *, pgtable_t};
position p;
@@
f(...) {
<+...
* return (T)page_address@p(P);
...+>
}

@script:python depends on org@
p << r.p;
@@
coccilib.org.print_todo(p[0], "the address of a page table is ptdesc_address() of its descriptor")

@script:python depends on org@
p << s.p;
@@
coccilib.org.print_todo(p[0], "the address of a page table is ptdesc_address() of its descriptor")


@script:python depends on report@
p << r.p;
@@
coccilib.report.print_report(p[0], "the address of a page table is ptdesc_address() of its descriptor")

@script:python depends on report@
p << s.p;
@@
coccilib.report.print_report(p[0], "the address of a page table is ptdesc_address() of its descriptor")
