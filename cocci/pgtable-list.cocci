// SPDX-License-Identifier: GPL-2.0-or-later
/// A pgtable_t on a list is linked by pt_list of its descriptor.
///
/// Where pgtable_t has a member lru, it is a struct page pointer; elsewhere the
/// type names memory, and nothing matches.
///
// Confidence: High
// Copyright: (C) 2026 ptdesc contributors
// Options: --no-includes --include-headers
// Keywords: pgtable_t, pmd_huge_pte

virtual patch
virtual context
virtual org
virtual report

@depends on patch@
typedef pgtable_t;
pgtable_t V;
expression H, a, b;
symbol lru;
@@
(
 pmd_huge_pte(a, b) =
- list_first_entry_or_null(H, struct page, lru)
+ ptdesc_page(list_first_entry_or_null(H,
+ 					struct ptdesc, pt_list))
|
 V =
- list_first_entry_or_null(H, struct page, lru)
+ ptdesc_page(list_first_entry_or_null(H,
+ 					struct ptdesc, pt_list))
|
 V =
- list_first_entry(H, struct page, lru)
+ ptdesc_page(list_first_entry(H,
+ 					struct ptdesc, pt_list))
)

@depends on patch@
pgtable_t X;
expression a, b;
@@
(
- X->lru
+ page_ptdesc(X)->pt_list
|
- pmd_huge_pte(a, b)->lru
+ page_ptdesc(pmd_huge_pte(a, b))->pt_list
)

@r depends on context || org || report@
pgtable_t X;
expression a, b, H;
identifier first = {list_first_entry, list_first_entry_or_null};
symbol lru;
position p;
@@
(
* X->lru@p
|
* pmd_huge_pte(a, b)->lru@p
|
* X = first@p(H, struct page, lru)
|
* pmd_huge_pte(a, b) = first@p(H, struct page, lru)
)

@script:python depends on org@
p << r.p;
@@
coccilib.org.print_todo(p[0], "a page table is linked by pt_list, not by the lru of a page")

@script:python depends on report@
p << r.p;
@@
coccilib.report.print_report(p[0], "a page table is linked by pt_list, not by the lru of a page")
