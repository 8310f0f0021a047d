// SPDX-License-Identifier: GPL-2.0-or-later
/// The split page table lock lives in struct ptdesc: the ptlock helpers take
/// the page table descriptor.
///
/// Definitions, prototypes and callers change together, in whatever file they
/// stand; the list of names is the evidence.
///
// Confidence: High
// Copyright: (C) 2026 ptdesc contributors
// Options: --no-includes --include-headers
// Keywords: ptlock_alloc, ptlock_free, ptlock_ptr, ptlock_init, pmd_ptlock_init, pmd_ptlock_free
// Together: files

virtual patch
virtual context
virtual org
virtual report

@definition depends on patch@
identifier f = {ptlock_alloc, ptlock_free, ptlock_ptr, ptlock_init, pmd_ptlock_init, pmd_ptlock_free};
identifier x, fld = {pt_mm, pt_frag_refcount, pt_share_count, pmd_huge_pte, ptl};
identifier g = {ptlock_alloc, ptlock_free, ptlock_ptr, ptlock_init};
@@
f(
- struct page *x
+ struct ptdesc *ptdesc
 ) {
<...
(
- x->fld
+ ptdesc->fld
|
- page_ptdesc(x)
+ ptdesc
|
 g(
- x
+ ptdesc
 )
|
- x
+ ptdesc_page(ptdesc)
)
...>
}

@prototype depends on patch@
identifier f = {ptlock_alloc, ptlock_free, ptlock_ptr, ptlock_init, pmd_ptlock_init, pmd_ptlock_free};
identifier x;
type T;
@@
T f(
- struct page *x
+ struct ptdesc *ptdesc
 );

@unnamed depends on patch@
identifier f = {ptlock_alloc, ptlock_free, ptlock_ptr, ptlock_init, pmd_ptlock_init, pmd_ptlock_free};
type T;
@@
T f(
- struct page *
+ struct ptdesc *
 );

@call depends on patch disable paren@
identifier f = {ptlock_alloc, ptlock_free, ptlock_ptr, ptlock_init, pmd_ptlock_init, pmd_ptlock_free};
struct page *E;
expression A;
unsigned long U;
@@
 f(
(
- virt_to_page(U)
+ virt_to_ptdesc((void *)U)
|
- virt_to_page(A)
+ virt_to_ptdesc(A)
|
- pmd_to_page(A)
+ pmd_ptdesc(A)
|
- pmd_pgtable_page(A)
+ pmd_ptdesc(A)
|
- pmd_page(A)
+ page_ptdesc(pmd_page(A))
|
- E
+ page_ptdesc(E)
)
 )

@r depends on context || org || report@
identifier f = {ptlock_alloc, ptlock_free, ptlock_ptr, ptlock_init, pmd_ptlock_init, pmd_ptlock_free};
identifier x;
position p;
@@
* f@p(struct page *x) { ... }

@s depends on context || org || report@
identifier f = {ptlock_alloc, ptlock_free, ptlock_ptr, ptlock_init, pmd_ptlock_init, pmd_ptlock_free};
identifier conv = {virt_to_page, pmd_to_page, pmd_pgtable_page, pmd_page};
struct page *E;
position p;
@@
* f@p(\(conv(...)\|E\))

@script:python depends on org@
p << r.p;
f << r.f;
@@
coccilib.org.print_todo(p[0], "%s() takes the struct page of a page table, not its descriptor" % f)

@script:python depends on org@
p << s.p;
f << s.f;
@@
coccilib.org.print_todo(p[0], "%s() is handed the struct page of a page table, not its descriptor" % f)

@script:python depends on report@
p << r.p;
f << r.f;
@@
coccilib.report.print_report(p[0], "%s() takes the struct page of a page table, not its descriptor" % f)

@script:python depends on report@
p << s.p;
f << s.f;
@@
coccilib.report.print_report(p[0], "%s() is handed the struct page of a page table, not its descriptor" % f)
