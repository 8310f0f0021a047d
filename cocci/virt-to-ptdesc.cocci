// SPDX-License-Identifier: GPL-2.0-or-later
/// The descriptor of the page table at an address is virt_to_ptdesc(), not
/// virt_to_page().
///
/// virt_to_page() of a typed page table pointer, directly or by way of a local,
/// where a list_head or rcu_head of it is wanted.
///
// Confidence: High
// Copyright: (C) 2026 ptdesc contributors
// Options: --no-includes --include-headers
// Keywords: virt_to_page

virtual patch
virtual context
virtual org
virtual report

@helper depends on patch@
identifier f = {virt_to_ptdesc, page_ptdesc, ptdesc_page, ptdesc_folio, ptdesc_to_virt, ptdesc_address, pagetable_alloc, pagetable_alloc_noprof, pagetable_free, __pagetable_free, pagetable_is_reserved, free_reserved_ptdesc, pmd_ptdesc, tlb_remove_ptdesc, tlb_remove_page_ptdesc};
position p;
@@
f(...) { <+... page_ptdesc@p(...) ...+> }

@depends on patch@
unsigned long U;
expression E;
position p != helper.p;
@@
(
- page_ptdesc@p(virt_to_page(U))
+ virt_to_ptdesc((void *)U)
|
- page_ptdesc@p(virt_to_page(E))
+ virt_to_ptdesc(E)
)

@direct depends on patch@
typedef pgd_t, p4d_t, pud_t, pmd_t, pte_t, pgtable_t;
{pgd_t, p4d_t, pud_t, pmd_t, pte_t} *G;
@@
(
- virt_to_page(G)->lru
+ virt_to_ptdesc(G)->pt_list
|
- virt_to_page(G)->rcu_head
+ virt_to_ptdesc(G)->pt_rcu_head
)

@by_local depends on patch@
{pgd_t, p4d_t, pud_t, pmd_t, pte_t} *G;
local idexpression struct page *P;
@@
 P = virt_to_page(G)
 <... when != P = ...
(
- P->lru
+ page_ptdesc(P)->pt_list
|
- P->rcu_head
+ page_ptdesc(P)->pt_rcu_head
)
 ...>

@pgtable_t_by_local depends on patch@
pgtable_t G;
local idexpression struct page *P;
@@
 P = virt_to_page(G)
 <... when != P = ...
(
- P->lru
+ page_ptdesc(P)->pt_list
|
- P->rcu_head
+ page_ptdesc(P)->pt_rcu_head
)
 ...>

@r depends on context || org || report@
{pgd_t, p4d_t, pud_t, pmd_t, pte_t} *G;
identifier fld = {lru, rcu_head};
position p;
@@
* virt_to_page@p(G)->fld

@s depends on context || org || report exists@
{pgd_t, p4d_t, pud_t, pmd_t, pte_t} *G;
local idexpression struct page *P;
identifier fld = {lru, rcu_head};
position p;
@@
 P = virt_to_page(G)
 ... when != P = ...
* P->fld@p

@u depends on context || org || report exists@
pgtable_t G;
local idexpression struct page *P;
identifier fld = {lru, rcu_head};
position p != s.p;
@@
 P = virt_to_page(G)
 ... when != P = ...
* P->fld@p

@known_helper depends on context || org || report@
identifier f = {virt_to_ptdesc, page_ptdesc, ptdesc_page, ptdesc_folio, ptdesc_to_virt, ptdesc_address, pagetable_alloc, pagetable_alloc_noprof, pagetable_free, __pagetable_free, pagetable_is_reserved, free_reserved_ptdesc, pmd_ptdesc, tlb_remove_ptdesc, tlb_remove_page_ptdesc};
position p;
@@
f(...) { <+... page_ptdesc@p(...) ...+> }

@t depends on context || org || report@
position p != known_helper.p;
@@
* page_ptdesc@p(virt_to_page(...))

@script:python depends on org@
p << r.p;
fld << r.fld;
@@
coccilib.org.print_todo(p[0], "%s of a page table is reached through its struct page" % fld)

@script:python depends on org@
p << s.p;
fld << s.fld;
@@
coccilib.org.print_todo(p[0], "%s of a page table is reached through its struct page" % fld)

@script:python depends on org@
p << u.p;
fld << u.fld;
@@
coccilib.org.print_todo(p[0], "%s of a page table is reached through its struct page" % fld)

@script:python depends on report@
p << r.p;
fld << r.fld;
@@
coccilib.report.print_report(p[0], "%s of a page table is reached through its struct page" % fld)

@script:python depends on report@
p << s.p;
fld << s.fld;
@@
coccilib.report.print_report(p[0], "%s of a page table is reached through its struct page" % fld)

@script:python depends on report@
p << u.p;
fld << u.fld;
@@
coccilib.report.print_report(p[0], "%s of a page table is reached through its struct page" % fld)

@script:python depends on org@
p << t.p;
@@
coccilib.org.print_todo(p[0], "virt_to_ptdesc() is the way from an address to its page table descriptor")

@script:python depends on report@
p << t.p;
@@
coccilib.report.print_report(p[0], "virt_to_ptdesc() is the way from an address to its page table descriptor")
