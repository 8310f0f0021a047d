// SPDX-License-Identifier: GPL-2.0-or-later
/// What is on pgd_list is page tables: it is walked by struct ptdesc.
///
/// x86 links its top level page tables there. Whoever walks the list does it
/// through the struct that they are linked by; all of them change, whatever
/// else they do with the page.
///
// Confidence: High
// Copyright: (C) 2026 ptdesc contributors
// Options: --no-includes --include-headers
// Keywords: pgd_list

virtual patch
virtual context
virtual org
virtual report

@walk@
iterator name list_for_each_entry;
symbol pgd_list, lru;
identifier f, x;
statement S;
position p;
@@
f(...) { <+... list_for_each_entry(x@p, &pgd_list, lru) S ...+> }

@other@
identifier walk.f, walk.x;
symbol ptdesc;
@@
f(...) { <+... \( x = ... \| ptdesc \| &x \) ...+> }

@use depends on patch && walk && !other@
identifier walk.f, walk.x;
position p != walk.p;
type T;
@@
f(...) {
<...
(
- (T *)page_address(x)
+ (T *)ptdesc_address(ptdesc)
|
- page_address(x)
+ ptdesc_address(ptdesc)
|
- page_ptdesc(x)
+ ptdesc
|
- x@p
+ ptdesc_page(ptdesc)
)
...>
}

@depends on patch && walk && !other disable decl_init@
identifier walk.f, walk.x;
@@
f(...) {
<...
- struct page *x;
+ struct ptdesc *ptdesc;
...>
}

@depends on patch && walk && !other@
identifier walk.f, walk.x;
statement S;
@@
f(...) {
<...
 list_for_each_entry(
- x, &pgd_list, lru
+ ptdesc, &pgd_list, pt_list
 ) S
...>
}

@linked depends on patch@
struct page *P;
identifier add = {list_add, list_add_tail};
@@
 add(
- &P->lru
+ &page_ptdesc(P)->pt_list
 , &pgd_list)

@r depends on context || org || report@
identifier x;
statement S;
position p;
@@
* list_for_each_entry@p(x, &pgd_list, lru) S

@script:python depends on org@
p << r.p;
@@
coccilib.org.print_todo(p[0], "pgd_list is a list of page tables, not of pages")

@script:python depends on report@
p << r.p;
@@
coccilib.report.print_report(p[0], "pgd_list is a list of page tables, not of pages")
