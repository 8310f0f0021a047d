// SPDX-License-Identifier: GPL-2.0-or-later
/// Page tables that are known by their descriptor come from pagetable_alloc()
/// and go back with pagetable_free().
///
/// pagetable_alloc() makes a compound page, and pagetable_free() takes the
/// order from it: both ends of a page table's life have to change. At order 0
/// nothing can go wrong. At any other order a constructor or destructor in the
/// same function is asked for: it marks the two ends of a family whose members
/// are all converted. Or ptdesc has seen that all that the function allocates
/// and frees is page tables.
///
// Confidence: High
// Copyright: (C) 2026 ptdesc contributors
// Options: --no-includes --include-headers
// Keywords: page_ptdesc, ptdesc_page, virt_to_ptdesc
// Facts: ends built

virtual patch
virtual context
virtual org
virtual report
virtual facts

@fact_built depends on facts@
identifier f;
identifier P;
expression G, O;
@@
f(...) { <+... \( P = page_ptdesc(alloc_pages(G, O)) \| __free_pages(ptdesc_page(P), O) \) ...+> }

@built@
identifier f != {virt_to_ptdesc, page_ptdesc, ptdesc_page, ptdesc_folio, ptdesc_to_virt, ptdesc_address, pagetable_alloc, pagetable_alloc_noprof, pagetable_free, __pagetable_free, pagetable_is_reserved, free_reserved_ptdesc, pmd_ptdesc, tlb_remove_ptdesc, tlb_remove_page_ptdesc};
identifier P;
identifier xtor = {pagetable_pte_ctor, pagetable_pmd_ctor, pagetable_pud_ctor, pagetable_p4d_ctor, pagetable_pgd_ctor, pagetable_pte_dtor, pagetable_pmd_dtor, pagetable_pud_dtor, pagetable_dtor};
@@
f(...) { <+... xtor(..., P) ...+> }

@depends on patch@
identifier built.f;
identifier built.P;
expression G, O;
@@
f(...) {
<...
(
 P =
- page_ptdesc(alloc_pages(G, O))
+ pagetable_alloc(G, O)
|
- __free_pages(ptdesc_page(P), O)
+ pagetable_free(P)
)
...>
}

@helper depends on patch@
identifier f = {virt_to_ptdesc, page_ptdesc, ptdesc_page, ptdesc_folio, ptdesc_to_virt, ptdesc_address, pagetable_alloc, pagetable_alloc_noprof, pagetable_free, __pagetable_free, pagetable_is_reserved, free_reserved_ptdesc, pmd_ptdesc, tlb_remove_ptdesc, tlb_remove_page_ptdesc};
position p;
@@
f(...) { <+... \( page_ptdesc@p(...) \| ptdesc_page@p(...) \) ...+> }

@depends on patch@
expression G, P;
position p != helper.p;
@@
(
- page_ptdesc@p(alloc_page(G))
+ pagetable_alloc(G, 0)
|
- page_ptdesc@p(alloc_pages(G, 0))
+ pagetable_alloc(G, 0)
|
- __free_page(ptdesc_page@p(P))
+ pagetable_free(P)
|
- __free_pages(ptdesc_page@p(P), 0)
+ pagetable_free(P)
)

// A page table whose destructor has run.
@depends on patch disable paren@
expression E, O;
identifier dtor = {pagetable_pte_dtor, pagetable_pmd_dtor, pagetable_pud_dtor, pagetable_dtor};
@@
 dtor(page_ptdesc(E));
 ... when != E = ...
(
- __free_page(\(E\|(E)\));
+ pagetable_free(page_ptdesc(E));
|
- __free_pages(\(E\|(E)\), O);
+ pagetable_free(page_ptdesc(E));
)

@depends on patch@
expression E, O;
identifier dtor = {pagetable_pte_dtor, pagetable_pmd_dtor, pagetable_pud_dtor, pagetable_dtor};
@@
 dtor(virt_to_ptdesc(E));
 ... when != E = ...
(
- free_page((unsigned long)E);
+ pagetable_free(virt_to_ptdesc(E));
|
- free_pages((unsigned long)E, O);
+ pagetable_free(virt_to_ptdesc(E));
)

// One that did not get its constructor. Its address is no NULL there.
@depends on patch@
expression E, O;
identifier ctor = {pagetable_pte_ctor, pagetable_pmd_ctor};
@@
 if (\(!ctor(virt_to_ptdesc(E)) \| E && !ctor(virt_to_ptdesc(E))\)) {
 <...
(
- free_page((unsigned long)E);
+ pagetable_free(virt_to_ptdesc(E));
|
- free_pages((unsigned long)E, O);
+ pagetable_free(virt_to_ptdesc(E));
)
 ...>
 }

@r depends on context || org || report@
expression E;
identifier dtor = {pagetable_pte_dtor, pagetable_pmd_dtor, pagetable_pud_dtor, pagetable_dtor};
identifier f = {__free_page, __free_pages};
position p;
@@
 dtor(\(E\|page_ptdesc(E)\));
 ... when != E = ...
* f@p(\(E\|ptdesc_page(E)\), ...);

@s depends on context || org || report@
expression E;
identifier dtor = {pagetable_pte_dtor, pagetable_pmd_dtor, pagetable_pud_dtor, pagetable_dtor};
identifier f = {free_page, free_pages};
position p;
@@
 dtor(virt_to_ptdesc(E));
 ... when != E = ...
* f@p((unsigned long)E, ...);

@known_helper depends on context || org || report@
identifier f = {virt_to_ptdesc, page_ptdesc, ptdesc_page, ptdesc_folio, ptdesc_to_virt, ptdesc_address, pagetable_alloc, pagetable_alloc_noprof, pagetable_free, __pagetable_free, pagetable_is_reserved, free_reserved_ptdesc, pmd_ptdesc, tlb_remove_ptdesc, tlb_remove_page_ptdesc};
position p;
@@
f(...) { <+... \( page_ptdesc@p(...) \| ptdesc_page@p(...) \) ...+> }

@t depends on context || org || report@
identifier f = {alloc_page, alloc_pages};
position p, q != known_helper.p;
@@
* page_ptdesc@q(f@p(...))

@script:python depends on org@
p << r.p;
f << r.f;
@@
coccilib.org.print_todo(p[0], "%s() of a page table: pagetable_free() is its end" % f)

@script:python depends on org@
p << s.p;
f << s.f;
@@
coccilib.org.print_todo(p[0], "%s() of a page table: pagetable_free() is its end" % f)

@script:python depends on org@
p << t.p;
f << t.f;
@@
coccilib.org.print_todo(p[0], "%s() of a page table: pagetable_alloc() is its beginning" % f)

@script:python depends on report@
p << r.p;
f << r.f;
@@
coccilib.report.print_report(p[0], "%s() of a page table: pagetable_free() is its end" % f)

@script:python depends on report@
p << s.p;
f << s.f;
@@
coccilib.report.print_report(p[0], "%s() of a page table: pagetable_free() is its end" % f)

@script:python depends on report@
p << t.p;
f << t.f;
@@
coccilib.report.print_report(p[0], "%s() of a page table: pagetable_alloc() is its beginning" % f)
