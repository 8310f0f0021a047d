// SPDX-License-Identifier: GPL-2.0-or-later
/// Write conversions between struct page and struct ptdesc no longer than needed.
///
/// page_ptdesc(ptdesc_page(x)) is x, the page of a descriptor is no way to its
/// fields or to its memory, and a list of descriptors is walked as such. The
/// helpers that are defined by such a conversion keep it.
///
// Confidence: High
// Copyright: (C) 2026 ptdesc contributors
// Options: --no-includes --include-headers
// Keywords: page_ptdesc, ptdesc_page

virtual patch
virtual context
virtual org
virtual report

@helper1 depends on patch@
identifier f = {virt_to_ptdesc, page_ptdesc, ptdesc_page, ptdesc_folio, ptdesc_to_virt, ptdesc_address, pagetable_alloc, pagetable_alloc_noprof, pagetable_free, __pagetable_free, pagetable_is_reserved, free_reserved_ptdesc, pmd_ptdesc, tlb_remove_ptdesc, tlb_remove_page_ptdesc};
position p;
@@
f(...) { <+... \( page_ptdesc@p(...) \| ptdesc_page@p(...) \) ...+> }

@depends on patch@
unsigned long U;
expression E;
position p != helper1.p;
@@
(
- page_ptdesc@p(ptdesc_page(E))
+ E
|
- ptdesc_page@p(page_ptdesc(E))
+ E
|
- ptdesc_page@p(virt_to_ptdesc(E))
+ virt_to_page(E)
|
- page_ptdesc@p(virt_to_page(U))
+ virt_to_ptdesc((void *)U)
|
- page_ptdesc@p(virt_to_page(E))
+ virt_to_ptdesc(E)
|
- page_ptdesc@p(pmd_to_page(E))
+ pmd_ptdesc(E)
|
- page_ptdesc@p(pmd_pgtable_page(E))
+ pmd_ptdesc(E)
)

@helper2 depends on patch@
identifier f = {virt_to_ptdesc, page_ptdesc, ptdesc_page, ptdesc_folio, ptdesc_to_virt, ptdesc_address, pagetable_alloc, pagetable_alloc_noprof, pagetable_free, __pagetable_free, pagetable_is_reserved, free_reserved_ptdesc, pmd_ptdesc, tlb_remove_ptdesc, tlb_remove_page_ptdesc};
position p;
@@
f(...) { <+... \( page_ptdesc@p(...) \| ptdesc_page@p(...) \) ...+> }

// Where the type of the address is given, a cast of it is not needed.
@depends on patch@
expression P;
type T;
position p != helper2.p;
@@
 return
(
- (T *)page_address(ptdesc_page@p(P))
+ ptdesc_address(P)
|
- (T *)page_to_virt(ptdesc_page@p(P))
+ ptdesc_to_virt(P)
)
 ;

@helper3 depends on patch@
identifier f = {virt_to_ptdesc, page_ptdesc, ptdesc_page, ptdesc_folio, ptdesc_to_virt, ptdesc_address, pagetable_alloc, pagetable_alloc_noprof, pagetable_free, __pagetable_free, pagetable_is_reserved, free_reserved_ptdesc, pmd_ptdesc, tlb_remove_ptdesc, tlb_remove_page_ptdesc};
position p;
@@
f(...) { <+... \( page_ptdesc@p(...) \| ptdesc_page@p(...) \) ...+> }

@depends on patch@
expression P, V;
type T;
position p != helper3.p;
@@
(
 V =
- (T *)page_address(ptdesc_page@p(P))
+ ptdesc_address(P)
|
 V =
- (T *)page_to_virt(ptdesc_page@p(P))
+ ptdesc_to_virt(P)
|
- (T *)page_address(ptdesc_page@p(P))
+ (T *)ptdesc_address(P)
|
- page_address(ptdesc_page@p(P))
+ ptdesc_address(P)
|
- (T *)page_to_virt(ptdesc_page@p(P))
+ (T *)ptdesc_to_virt(P)
|
- page_to_virt(ptdesc_page@p(P))
+ ptdesc_to_virt(P)
|
- ptdesc_page@p(P)->lru
+ P->pt_list
|
- ptdesc_page@p(P)->rcu_head
+ P->pt_rcu_head
|
- PageReserved(ptdesc_page@p(P))
+ pagetable_is_reserved(P)
|
- free_reserved_page(ptdesc_page@p(P))
+ free_reserved_ptdesc(P)
|
- !ptdesc_page@p(P)
+ !P
|
- ptdesc_page@p(P)
+ P
  == NULL
|
- ptdesc_page@p(P)
+ P
  != NULL
|
- ptdesc_page@p(P)
+ P
  && V
|
 V &&
- ptdesc_page@p(P)
+ P
|
- ptdesc_page@p(P)
+ P
  || V
|
 V ||
- ptdesc_page@p(P)
+ P
)

@helper4 depends on patch@
identifier f = {virt_to_ptdesc, page_ptdesc, ptdesc_page, ptdesc_folio, ptdesc_to_virt, ptdesc_address, pagetable_alloc, pagetable_alloc_noprof, pagetable_free, __pagetable_free, pagetable_is_reserved, free_reserved_ptdesc, pmd_ptdesc, tlb_remove_ptdesc, tlb_remove_page_ptdesc};
position p;
@@
f(...) { <+... \( page_ptdesc@p(...) \| ptdesc_page@p(...) \) ...+> }

@depends on patch@
expression P, T;
position p != helper4.p;
@@
(
- tlb_remove_table(T, ptdesc_page@p(P))
+ tlb_remove_ptdesc(T, P)
|
- tlb_remove_page(T, ptdesc_page@p(P))
+ tlb_remove_page_ptdesc(T, P)
)

@depends on patch@
expression P;
statement S1, S2;
@@
 if (
- ptdesc_page(P)
+ P
 ) S1 else S2

@depends on patch@
expression H;
symbol lru, rcu_head;
@@
(
- page_ptdesc(list_first_entry(H, struct page, lru))
+ list_first_entry(H, struct ptdesc, pt_list)
|
- page_ptdesc(list_first_entry_or_null(H, struct page, lru))
+ list_first_entry_or_null(H, struct ptdesc, pt_list)
|
- page_ptdesc(list_last_entry(H, struct page, lru))
+ list_last_entry(H, struct ptdesc, pt_list)
|
- page_ptdesc(list_entry(H, struct page, lru))
+ list_entry(H, struct ptdesc, pt_list)
|
- page_ptdesc(container_of(H, struct page, lru))
+ container_of(H, struct ptdesc, pt_list)
|
- page_ptdesc(container_of(H, struct page, rcu_head))
+ container_of(H, struct ptdesc, pt_rcu_head)
)

@h depends on context || org || report@
identifier f = {virt_to_ptdesc, page_ptdesc, ptdesc_page, ptdesc_folio, ptdesc_to_virt, ptdesc_address, pagetable_alloc, pagetable_alloc_noprof, pagetable_free, __pagetable_free, pagetable_is_reserved, free_reserved_ptdesc, pmd_ptdesc, tlb_remove_ptdesc, tlb_remove_page_ptdesc};
position p;
@@
f(...) { <+... \( page_ptdesc@p(...) \| ptdesc_page@p(...) \) ...+> }

@r depends on context || org || report@
identifier fld = {lru, rcu_head};
identifier get = {page_address, page_to_virt, PageReserved, free_reserved_page};
position p != h.p;
@@
(
* page_ptdesc@p(\(ptdesc_page(...)\|virt_to_page(...)\|pmd_to_page(...)\|pmd_pgtable_page(...)\))
|
* ptdesc_page@p(\(page_ptdesc(...)\|virt_to_ptdesc(...)\))
|
* ptdesc_page@p(...)->fld
|
* get(ptdesc_page@p(...))
)

@script:python depends on org@
p << r.p;
@@
coccilib.org.print_todo(p[0], "page and page table descriptor are converted back and forth")

@script:python depends on report@
p << r.p;
@@
coccilib.report.print_report(p[0], "page and page table descriptor are converted back and forth")
