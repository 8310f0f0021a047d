// SPDX-License-Identifier: GPL-2.0-or-later
/// s390 page tables with PGSTEs: page_table_alloc_pgste() returns, and
/// page_table_free_pgste() takes, the page table descriptor.
///
/// Definitions, prototypes and callers change together, in whatever file they
/// stand; the two names are the evidence. So is GMAP_SHADOW_FAKE_TABLE, which
/// only the index of a table that shadows another carries.
///
// Confidence: High
// Copyright: (C) 2026 ptdesc contributors
// Options: --no-includes --include-headers
// Keywords: page_table_alloc_pgste, page_table_free_pgste, GMAP_SHADOW_FAKE_TABLE
// Together: files

virtual patch
virtual context
virtual org
virtual report

@depends on patch@
identifier f = {page_table_alloc_pgste};
@@
- struct page *
+ struct ptdesc *
 f(...);

@depends on patch@
identifier f = {page_table_alloc_pgste};
expression E;
@@
- struct page *
+ struct ptdesc *
 f(...) {
<...
(
 return NULL;
|
 return
- E
+ page_ptdesc(E)
 ;
)
...>
}

@depends on patch@
struct page *V;
expression list es;
@@
 V =
- page_table_alloc_pgste(es)
+ ptdesc_page(page_table_alloc_pgste(es))

@depends on patch@
identifier x;
type T;
@@
T page_table_free_pgste(
- struct page *x
+ struct ptdesc *ptdesc
 );

@depends on patch@
identifier x;
@@
page_table_free_pgste(
- struct page *x
+ struct ptdesc *ptdesc
 ) {
<...
- x
+ ptdesc_page(ptdesc)
...>
}

@depends on patch@
struct page *E;
@@
 page_table_free_pgste(
- E
+ page_ptdesc(E)
 )

@flagged depends on patch@
identifier f;
local idexpression struct page *X;
symbol GMAP_SHADOW_FAKE_TABLE, index;
@@
f(...) { <+... X->index & ~GMAP_SHADOW_FAKE_TABLE ...+> }

@depends on patch@
identifier flagged.f;
local idexpression struct page *flagged.X;
@@
f(...) {
<...
- X->index
+ page_ptdesc(X)->pt_index
...>
}

@r depends on context || org || report@
struct page *E;
struct page *V;
expression list es;
position p;
@@
(
* V = page_table_alloc_pgste@p(es)
|
* page_table_free_pgste@p(E)
|
* E->index@p & ~GMAP_SHADOW_FAKE_TABLE
)

@script:python depends on org@
p << r.p;
@@
coccilib.org.print_todo(p[0], "a page table with PGSTEs is handled by its struct page")

@script:python depends on report@
p << r.p;
@@
coccilib.report.print_report(p[0], "a page table with PGSTEs is handled by its struct page")
