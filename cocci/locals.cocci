// SPDX-License-Identifier: GPL-2.0-or-later
/// A local struct page pointer that holds a page table becomes a struct ptdesc
/// pointer.
///
/// Evidence: its function asks for the descriptor with page_ptdesc(), or takes
/// the page from a descriptor in the first place; or ptdesc has followed all that
/// is ever in it. A local that is also used as a page is (its flags, its
/// reference count) stays what it is. What nothing converts is written
/// ptdesc_page(ptdesc).
///
/// A local with one of the usual names of a page is called ptdesc afterwards,
/// if the function has that name to give; other names are kept. Where it has not, only
/// what ptdesc knows of is changed.
///
// Confidence: Moderate
// Copyright: (C) 2026 ptdesc contributors
// Options: --no-includes --include-headers
// Keywords: page_ptdesc, ptdesc_page
// Facts: variables told, new

virtual patch
virtual context
virtual org
virtual report
virtual facts

// What may become a descriptor, and what may not.

@told@
identifier f != {virt_to_ptdesc, page_ptdesc, ptdesc_page, ptdesc_folio, ptdesc_to_virt, ptdesc_address, pagetable_alloc, pagetable_alloc_noprof, pagetable_free, __pagetable_free, pagetable_is_reserved, free_reserved_ptdesc, pmd_ptdesc, tlb_remove_ptdesc, tlb_remove_page_ptdesc};
identifier x;
@@
f(...) { <+... \( page_ptdesc(x) \| x = ptdesc_page(...) \) ...+> }

@fact_told depends on facts@
identifier f;
identifier x;
iterator name list_for_each_entry, list_for_each_entry_safe;
identifier n;
expression G, H, O;
symbol lru, rcu_head, index;
statement S;
@@
f(...) {
<+...
(
 list_for_each_entry(x, H, lru) S
|
 list_for_each_entry_safe(x, n, H, lru) S
|
 list_for_each_entry_safe(n, x, H, lru) S
|
 page_ptdesc(x)
|
 x = ptdesc_page(...)
|
 x = list_first_entry(H, struct page, lru)
|
 x = list_first_entry_or_null(H, struct page, lru)
|
 x = list_last_entry(H, struct page, lru)
|
 x->lru
|
 x->rcu_head
|
 x->index
|
 x = alloc_page(G)
|
 x = alloc_pages(G, O)
|
 __free_page(x)
|
 __free_pages(x, O)
)
...+>
}

@declared@
identifier told.f, told.x;
position at, named;
@@
f(...) { <+... \( struct page@at *x@named; \| struct page@at *x@named = ...; \) ...+> }

@as_page@
identifier told.f, told.x;
identifier fld != {lru, rcu_head, index, pt_mm, pt_frag_refcount, pt_share_count, pmd_huge_pte, ptl, _refcount};
identifier g =~ "^(page_ref_|page_count|page_mapcount|get_page|put_page|try_get_page|lock_page|trylock_page|unlock_page|set_page_|page_private|page_mapping|(__)?(Test)?(Set|Clear)Page|Page[^R])";
expression E;
@@
f(...) { <+... \( const struct page *x; \| const struct page *x = ...; \| struct page * const x = ...; \| x->fld \| g(x, ...) \| &x \| *x \| x[E] \| x + E \| x - E \| E - x \| x++ \| ++x \| x-- \| --x \| x += E \| E = x = ... \) ...+> }

@walk@
identifier told.f, told.x;
iterator name list_for_each_entry;
expression H;
symbol lru;
statement S;
position w;
@@
f(...) {
<+...
 list_for_each_entry@w(x, H, lru) S
...+>
}

// What follows the walker has to change with it.
@walk_safe depends on facts@
identifier told.f, told.x;
iterator name list_for_each_entry_safe;
identifier n;
expression H;
statement S;
position w;
@@
f(...) {
<+...
(
 list_for_each_entry_safe@w(x, n, H, lru) S
|
 list_for_each_entry_safe@w(n, x, H, lru) S
)
...+>
}

@walk_page@
identifier told.f, told.x;
iterator I;
position w != {walk.w, walk_safe.w};
statement S;
@@
f(...) { <+... I@w(x, ...) S ...+> }

// A declaration of several pointers whose local has an initialiser would have
// to be taken apart.
@among@
identifier told.f;
identifier y;
position declared.at, named != declared.named;
@@
f(...) { <+... \( struct page@at *y@named; \| struct page@at *y@named = ...; \) ...+> }

@initialised depends on among@
identifier told.f, told.x;
@@
f(...) { <+... struct page *x = ...; ...+> }

@has_one@
identifier told.f;
symbol ptdesc;
@@
f(...) { <+... ptdesc ...+> }

@r depends on declared && !as_page && !walk_page && !initialised && !has_one && (context || org || report)@
identifier told.f, told.x;
position p;
@@
f(...) {
<+...
(
* struct page *x@p;
|
* struct page *x@p = ...;
)
...+>
}

// The name. Each of the usual ones in turn: the first to come gets it.

@is_page@
identifier told.f;
symbol page;
position declared.at, declared.named;
@@
f(...) { <+... \( struct page@at *page@named; \| struct page@at *page@named = ...; \) ...+> }

@is_pg@
identifier told.f;
symbol pg;
position declared.at, declared.named;
@@
f(...) { <+... \( struct page@at *pg@named; \| struct page@at *pg@named = ...; \) ...+> }

@is_pte@
identifier told.f;
symbol pte;
position declared.at, declared.named;
@@
f(...) { <+... \( struct page@at *pte@named; \| struct page@at *pte@named = ...; \) ...+> }

@taken_page depends on patch@
identifier told.f;
symbol ptdesc;
@@
f(...) { <+... ptdesc ...+> }

@taken_param_page depends on patch@
identifier told.f;
type T;
@@
f(..., T ptdesc, ...) { ... }

@name_page depends on patch && is_page && declared && !as_page && !walk_page && !initialised && !taken_page && !taken_param_page@
identifier told.f;
@@
f(...) {
<...
- page
+ ptdesc
...>
}

@depends on name_page@
identifier told.f;
@@
f(...) {
<...
(
 struct page *
- page
+ ptdesc
 ;
|
 struct page *
- page
+ ptdesc
 = ...;
)
...>
}

@taken_pg depends on patch@
identifier told.f;
symbol ptdesc;
@@
f(...) { <+... ptdesc ...+> }

@taken_param_pg depends on patch@
identifier told.f;
type T;
@@
f(..., T ptdesc, ...) { ... }

@name_pg depends on patch && is_pg && declared && !as_page && !walk_page && !initialised && !taken_pg && !taken_param_pg@
identifier told.f;
@@
f(...) {
<...
- pg
+ ptdesc
...>
}

@depends on name_pg@
identifier told.f;
@@
f(...) {
<...
(
 struct page *
- pg
+ ptdesc
 ;
|
 struct page *
- pg
+ ptdesc
 = ...;
)
...>
}

@taken_pte depends on patch@
identifier told.f;
symbol ptdesc;
@@
f(...) { <+... ptdesc ...+> }

@taken_param_pte depends on patch@
identifier told.f;
type T;
@@
f(..., T ptdesc, ...) { ... }

@name_pte depends on patch && is_pte && declared && !as_page && !walk_page && !initialised && !taken_pte && !taken_param_pte@
identifier told.f;
@@
f(...) {
<...
- pte
+ ptdesc
...>
}

@depends on name_pte@
identifier told.f;
@@
f(...) {
<...
(
 struct page *
- pte
+ ptdesc
 ;
|
 struct page *
- pte
+ ptdesc
 = ...;
)
...>
}

// The type. The usual names of a page that are left are those of pages.

@new@
identifier f != {virt_to_ptdesc, page_ptdesc, ptdesc_page, ptdesc_folio, ptdesc_to_virt, ptdesc_address, pagetable_alloc, pagetable_alloc_noprof, pagetable_free, __pagetable_free, pagetable_is_reserved, free_reserved_ptdesc, pmd_ptdesc, tlb_remove_ptdesc, tlb_remove_page_ptdesc};
identifier x != {page, pg, pte};
@@
f(...) { <+... \( page_ptdesc(x) \| x = ptdesc_page(...) \) ...+> }

@fact_new depends on facts@
identifier f;
identifier x;
iterator name list_for_each_entry, list_for_each_entry_safe;
identifier n;
expression G, H, O;
symbol lru, rcu_head, index;
statement S;
@@
f(...) {
<+...
(
 list_for_each_entry(x, H, lru) S
|
 list_for_each_entry_safe(x, n, H, lru) S
|
 list_for_each_entry_safe(n, x, H, lru) S
|
 page_ptdesc(x)
|
 x = ptdesc_page(...)
|
 x = list_first_entry(H, struct page, lru)
|
 x = list_first_entry_or_null(H, struct page, lru)
|
 x = list_last_entry(H, struct page, lru)
|
 x->lru
|
 x->rcu_head
|
 x->index
|
 x = alloc_page(G)
|
 x = alloc_pages(G, O)
|
 __free_page(x)
|
 __free_pages(x, O)
)
...+>
}

@declared_new@
identifier new.f, new.x;
position at, named;
@@
f(...) { <+... \( struct page@at *x@named; \| struct page@at *x@named = ...; \) ...+> }

@as_page_new@
identifier new.f, new.x;
identifier fld != {lru, rcu_head, index, pt_mm, pt_frag_refcount, pt_share_count, pmd_huge_pte, ptl, _refcount};
identifier g =~ "^(page_ref_|page_count|page_mapcount|get_page|put_page|try_get_page|lock_page|trylock_page|unlock_page|set_page_|page_private|page_mapping|(__)?(Test)?(Set|Clear)Page|Page[^R])";
expression E;
@@
f(...) { <+... \( const struct page *x; \| const struct page *x = ...; \| struct page * const x = ...; \| x->fld \| g(x, ...) \| &x \| *x \| x[E] \| x + E \| x - E \| E - x \| x++ \| ++x \| x-- \| --x \| x += E \| E = x = ... \) ...+> }

@walk_new@
identifier new.f, new.x;
iterator name list_for_each_entry;
expression H;
symbol lru;
statement S;
position w;
@@
f(...) {
<+...
 list_for_each_entry@w(x, H, lru) S
...+>
}

// What follows the walker has to change with it.
@walk_safe_new depends on facts@
identifier new.f, new.x;
iterator name list_for_each_entry_safe;
identifier n;
expression H;
statement S;
position w;
@@
f(...) {
<+...
(
 list_for_each_entry_safe@w(x, n, H, lru) S
|
 list_for_each_entry_safe@w(n, x, H, lru) S
)
...+>
}

@walk_page_new@
identifier new.f, new.x;
iterator I;
position w != {walk_new.w, walk_safe_new.w};
statement S;
@@
f(...) { <+... I@w(x, ...) S ...+> }

// A declaration of several pointers whose local has an initialiser would have
// to be taken apart.
@among_new@
identifier new.f;
identifier y;
position declared_new.at, named != declared_new.named;
@@
f(...) { <+... \( struct page@at *y@named; \| struct page@at *y@named = ...; \) ...+> }

@initialised_new depends on among_new@
identifier new.f, new.x;
@@
f(...) { <+... struct page *x = ...; ...+> }

// A use that a descriptor pointer serves as well as a page pointer does.
@same depends on patch@
identifier new.f, new.x;
iterator name list_for_each_entry, list_for_each_entry_safe;
identifier n;
statement S, S1, S2;
expression E, H;
position p;
@@
f(...) {
<+...
(
 list_for_each_entry(x@p, H, lru) S
|
 list_for_each_entry_safe(x@p, n, H, lru) S
|
 list_for_each_entry_safe(n, x@p, H, lru) S
|
 if (x@p) S1 else S2
|
 !x@p
|
 x@p == NULL
|
 x@p != NULL
|
 x@p && E
|
 E && x@p
|
 x@p || E
|
 E || x@p
)
...+>
}

@converted depends on patch && declared_new && !as_page_new && !walk_page_new && !initialised_new@
identifier new.f, new.x;
expression E;
position p != same.p;
type T;
@@
f(...) {
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
 x = NULL
|
 x =
- ptdesc_page(E)
+ E
|
 x =
- E
+ page_ptdesc(E)
|
- (T)x@p
+ (T)ptdesc_page(x)
|
- x@p
+ ptdesc_page(x)
)
...>
}

@one depends on patch && declared_new && !as_page_new && !walk_page_new && !initialised_new && !among_new disable decl_init@
identifier new.f, new.x;
expression E;
@@
f(...) {
<...
(
 struct
- page
+ ptdesc
 *x;
|
 struct
- page
+ ptdesc
 *x = E;
)
...>
}

@several depends on patch && declared_new && !as_page_new && !walk_page_new && !initialised_new && among_new disable decl_init@
identifier new.f, new.x;
@@
f(...) {
<...
- struct page *x;
...>
}

@depends on several@
identifier new.f, new.x;
@@
f(...) {
++ struct ptdesc *x;
...
}

@depends on patch@
iterator name list_for_each_entry, list_for_each_entry_safe;
struct ptdesc *P;
struct ptdesc *N;
expression H;
statement S;
@@
(
 list_for_each_entry(P, H,
- lru
+ pt_list
 ) S
|
 list_for_each_entry_safe(P, N, H,
- lru
+ pt_list
 ) S
)

// Also used as a page: its fields are still those of the descriptor.
@depends on facts && patch && as_page@
identifier told.f, told.x;
@@
f(...) {
<...
(
- x->lru
+ page_ptdesc(x)->pt_list
|
- x->rcu_head
+ page_ptdesc(x)->pt_rcu_head
|
- x->index
+ page_ptdesc(x)->pt_index
)
...>
}

@script:python depends on org@
p << r.p;
x << told.x;
@@
coccilib.org.print_todo(p[0], "%s holds a page table: struct ptdesc is its type" % x)

@script:python depends on report@
p << r.p;
x << told.x;
@@
coccilib.report.print_report(p[0], "%s holds a page table: struct ptdesc is its type" % x)
