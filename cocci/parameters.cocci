// SPDX-License-Identifier: GPL-2.0-or-later
/// A parameter that only ever gets page tables is a struct ptdesc pointer.
///
/// Of functions that only their file knows: definition, prototypes and callers
/// change together. Evidence: the function asks for the descriptor with
/// page_ptdesc(); or ptdesc has followed all that is ever passed. A parameter that
/// is also used as a page stays what it is. What nothing converts is written
/// ptdesc_page(ptdesc).
///
// Confidence: Moderate
// Copyright: (C) 2026 ptdesc contributors
// Options: --no-includes --include-headers
// Keywords: page_ptdesc
// Facts: parameters told

virtual patch
virtual context
virtual org
virtual report
virtual facts

// What may become a descriptor, and what may not.

@told@
identifier f, x;
type T;
parameter list[n] ps;
@@
 static T f(ps, struct page *x, ...) { <+... page_ptdesc(x) ...+> }

@fact_told depends on facts@
identifier f;
identifier x;
type T;
parameter list[n] ps;
@@
 static T f(ps, struct page *x, ...) { ... }

// Others than its file may know an inline function.
@inlined@
identifier told.f;
type T;
@@
 static inline T f(...) { ... }

@called@
identifier told.f;
position p;
@@
 f@p(...)

@as_value@
identifier told.f;
position p != called.p;
@@
 f@p

@as_page@
identifier told.f, told.x;
identifier fld != {lru, rcu_head, index, pt_mm, pt_frag_refcount, pt_share_count, pmd_huge_pte, ptl, _refcount};
identifier g =~ "^(page_ref_|page_count|page_mapcount|get_page|put_page|try_get_page|lock_page|trylock_page|unlock_page|set_page_|page_private|page_mapping|(__)?(Test)?(Set|Clear)Page|Page[^R])";
expression E;
@@
f(...) { <+... \( x->fld \| g(x, ...) \| &x \| *x \| x[E] \| x + E \| x - E \| E - x \| x++ \| ++x \| x-- \| --x \| x += E \| E = x = ... \) ...+> }

@walk@
identifier told.f, told.x;
iterator I;
statement S;
@@
f(...) { <+... I(x, ...) S ...+> }

// Nothing is gained where the descriptor is of no use.
@useful@
identifier told.f, told.x;
identifier get = {page_address, page_to_virt, __free_page, __free_pages, page_ptdesc};
@@
f(...) { <+... \( x->lru \| x->rcu_head \| x->index \| get(x, ...) \) ...+> }

@taken@
identifier told.f;
symbol ptdesc;
@@
f(...) { <+... ptdesc ...+> }

@taken_param@
identifier told.f;
type T;
@@
f(..., T ptdesc, ...) { ... }

// The usual names of a page.

// The usual names of a page give way to that of a descriptor.

@at@
identifier told.f, told.x;
position p;
@@
f(..., struct page *x@p, ...) { ... }

@usual@
identifier told.f;
identifier y = {page, pg, pte, pte_page};
position at.p;
@@
f(..., struct page *y@p, ...) { ... }

@renamed depends on patch && usual && useful && !as_page && !walk && !as_value && !inlined && !taken && !taken_param@
identifier told.f, told.x;
expression E;
@@
 f(...,
- struct page *x
+ struct ptdesc *ptdesc
 , ...) {
<...
(
- page_ptdesc(x)
+ ptdesc
|
- x->lru
+ ptdesc->pt_list
|
- x->rcu_head
+ ptdesc->pt_rcu_head
|
- x->index
+ ptdesc->pt_index
|
- x = E
+ ptdesc = page_ptdesc(E)
|
- !x
+ !ptdesc
|
- x
+ ptdesc
  != NULL
|
- x
+ ptdesc_page(ptdesc)
)
...>
}

@kept depends on patch && !usual && useful && !as_page && !walk && !as_value && !inlined@
identifier told.f, told.x;
expression E;
@@
 f(...,
- struct page *x
+ struct ptdesc *x
 , ...) {
<...
(
- page_ptdesc(x)
+ x
|
- x->lru
+ x->pt_list
|
- x->rcu_head
+ x->pt_rcu_head
|
- x->index
+ x->pt_index
|
- x = E
+ x = page_ptdesc(E)
|
 x == NULL
|
 x != NULL
|
- x
+ ptdesc_page(x)
)
...>
}

@prototype_renamed depends on renamed@
identifier told.f;
identifier y;
parameter list[told.n] ps;
type T;
@@
 T f(ps,
- struct page *y
+ struct ptdesc *ptdesc
 , ...);

@prototype_kept depends on kept@
identifier told.f;
identifier y;
parameter list[told.n] ps;
type T;
@@
 T f(ps,
- struct page *y
+ struct ptdesc *y
 , ...);

@unnamed depends on renamed || kept@
identifier told.f;
parameter list[told.n] ps;
type T;
@@
 T f(ps,
- struct page *
+ struct ptdesc *
 , ...);

@caller depends on renamed || kept@
identifier told.f;
expression list[told.n] es;
expression E;
@@
 f(es,
(
- ptdesc_page(E)
+ E
|
 NULL
|
- E
+ page_ptdesc(E)
)
 , ...)

@r depends on useful && !as_page && !walk && !as_value && !inlined && (context || org || report)@
identifier told.f, told.x;
position p;
@@
* f@p(..., struct page *x, ...) { ... }

@script:python depends on org@
p << r.p;
x << told.x;
@@
coccilib.org.print_todo(p[0], "%s is always a page table: struct ptdesc is its type" % x)

@script:python depends on report@
p << r.p;
x << told.x;
@@
coccilib.report.print_report(p[0], "%s is always a page table: struct ptdesc is its type" % x)
