// SPDX-License-Identifier: GPL-2.0-or-later
/// Page tables that their function knows by address alone come from
/// pagetable_alloc() and go back with pagetable_free().
///
/// pagetable_alloc() makes a compound page, and pagetable_free() takes the order
/// from it: both ends of a page table's life have to change. Evidence: the
/// function has the descriptor of the address already, which says that at order
/// 0 nothing can go wrong; or ptdesc has seen that all that its file allocates
/// and frees is page tables.
///
/// free_page(0) is legal, virt_to_ptdesc(NULL) is not: an address that may be
/// NULL is looked at first.
///
// Confidence: Moderate
// Copyright: (C) 2026 ptdesc contributors
// Options: --no-includes --include-headers
// Keywords: virt_to_ptdesc
// Facts: ends ends

virtual patch
virtual context
virtual org
virtual report
virtual facts

// The descriptor is at hand.

@at_hand depends on patch exists@
identifier f != {pagetable_free, __pagetable_free};
struct ptdesc *P;
idexpression v;
@@
f(...) {
 ... when any
 P = virt_to_ptdesc(v)
 ... when != P = ...
     when != v = ...
- free_page((unsigned long)v);
+ pagetable_free(P);
 ... when any
}

// What is known.

@fact_ends depends on facts@
identifier f;
expression E, G, O;
@@
f(...) {
<+...
(
 free_page((unsigned long)E)
|
 free_pages((unsigned long)E, O)
|
 __get_free_page(G)
|
 __get_free_pages(G, O)
|
 get_zeroed_page(G)
)
...+>
}

@ends@
identifier f = {pagetable_free};
@@
f(...) { <+... __pagetable_free(...) ...+> }

// Release. A function of one statement takes what comes.

@depends on facts && patch@
identifier ends.f, v;
type T;
@@
f(..., T v, ...) {
- free_page((unsigned long)v);
+ if (!v)
+ 	return;
+ pagetable_free(virt_to_ptdesc(v));
}

@depends on facts && patch@
identifier ends.f, v;
type T;
expression O;
@@
f(..., T v, ...) {
- free_pages((unsigned long)v, O);
+ if (!v)
+ 	return;
+ pagetable_free(virt_to_ptdesc(v));
}

@with_descriptor depends on facts && patch@
identifier ends.f, P, v;
@@
f(...) {
<+...
 struct ptdesc *P = virt_to_ptdesc(v);
...+>
}

@depends on facts && patch@
identifier ends.f, with_descriptor.P, with_descriptor.v;
expression O;
@@
f(...) {
<...
(
- free_page((unsigned long)v)
+ pagetable_free(P)
|
- free_pages((unsigned long)v, O)
+ pagetable_free(P)
)
...>
}

// Where a table is looked into, it is there.
@inside depends on facts && patch@
identifier ends.f, v;
type T;
expression E;
@@
f(..., T v, ...) { <+... \( v[E] \| *v \| *(v + E) \) ...+> }

@depends on facts && patch@
identifier ends.f, inside.v;
expression O;
@@
f(...) {
<...
(
- free_page((unsigned long)v)
+ pagetable_free(virt_to_ptdesc(v))
|
- free_pages((unsigned long)v, O)
+ pagetable_free(virt_to_ptdesc(v))
)
...>
}

@depends on facts && patch@
identifier ends.f;
idexpression v;
expression O;
@@
f(...) {
<...
 if (v) {
 <...
(
- free_page((unsigned long)v)
+ pagetable_free(virt_to_ptdesc(v))
|
- free_pages((unsigned long)v, O)
+ pagetable_free(virt_to_ptdesc(v))
)
 ...>
 }
...>
}

// Allocation. It takes no memory from the high zone: flags that are not known
// are masked as it masks them.

@taken depends on facts && patch@
identifier ends.f;
symbol ptdesc;
@@
f(...) { <+... ptdesc ...+> }

@general depends on facts && patch && !taken@
identifier ends.f, v;
identifier i;
type T, D;
expression G, V;
@@
f(...) {
<+...
(
 D v = (T)
- __get_free_page(G)
+ __get_free_pages(G, 0)
 ;
|
 D v = (T)
- get_zeroed_page(i)
+ __get_free_pages(i | __GFP_ZERO, 0)
 ;
|
 D v = (T)
- get_zeroed_page(G)
+ __get_free_pages((G) | __GFP_ZERO, 0)
 ;
|
 V = (T)
- __get_free_page(G)
+ __get_free_pages(G, 0)
 ;
|
 V = (T)
- get_zeroed_page(i)
+ __get_free_pages(i | __GFP_ZERO, 0)
 ;
|
 V = (T)
- get_zeroed_page(G)
+ __get_free_pages((G) | __GFP_ZERO, 0)
 ;
|
 D v = (T)__get_free_pages(...);
|
 V = (T)__get_free_pages(...);
)
...+>
}

@depends on general disable paren@
identifier ends.f;
identifier i, j, fn;
expression list es;
expression O;
@@
f(...) {
<...
 __get_free_pages(
(
- (i | j) | __GFP_ZERO
+ i | j | __GFP_ZERO
|
- (fn(es)) | __GFP_ZERO
+ fn(es) | __GFP_ZERO
)
 , O)
...>
}

@depends on general@
identifier ends.f, v;
identifier low = {GFP_KERNEL, GFP_KERNEL_ACCOUNT, GFP_PGTABLE_KERNEL, GFP_PGTABLE_USER, GFP_ATOMIC, GFP_NOWAIT, GFP_DMA};
identifier mod1 = {__GFP_ZERO, __GFP_NOWARN, __GFP_ACCOUNT, __GFP_RETRY_MAYFAIL, __GFP_NORETRY, __GFP_NOFAIL};
identifier mod2 = {__GFP_ZERO, __GFP_NOWARN, __GFP_ACCOUNT, __GFP_RETRY_MAYFAIL, __GFP_NORETRY, __GFP_NOFAIL};
type T, D;
expression G, O, V;
@@
f(...) {
<...
(
 D v = (T)__get_free_pages(\(low\|low | mod1\|low | mod1 | mod2\), O);
|
 V = (T)__get_free_pages(\(low\|low | mod1\|low | mod1 | mod2\), O);
|
 D v = (T)__get_free_pages(
- G
+ (G) & ~__GFP_HIGHMEM
 , O);
|
 V = (T)__get_free_pages(
- G
+ (G) & ~__GFP_HIGHMEM
 , O);
)
...>
}

@depends on general disable paren@
identifier ends.f;
identifier i, m, fn;
expression list es;
expression E, O;
@@
f(...) {
<...
 __get_free_pages(
(
- (i) & ~__GFP_HIGHMEM
+ i & ~__GFP_HIGHMEM
|
- (fn(es)) & ~__GFP_HIGHMEM
+ fn(es) & ~__GFP_HIGHMEM
|
- (E->m) & ~__GFP_HIGHMEM
+ E->m & ~__GFP_HIGHMEM
)
 , O)
...>
}

@declared depends on general@
identifier ends.f, v;
type T, D;
expression G, O;
@@
f(...) {
<...
- D v = (T)__get_free_pages(G, O);
+ struct ptdesc *ptdesc = pagetable_alloc(G, O);
+ D v = ptdesc ? ptdesc_address(ptdesc) : NULL;
...>
}

@assigned depends on general@
identifier ends.f;
type T;
expression G, O, V;
@@
f(...) {
<...
- V = (T)__get_free_pages(G, O);
+ ptdesc = pagetable_alloc(G, O);
+ V = ptdesc ? ptdesc_address(ptdesc) : NULL;
...>
}

@depends on assigned@
identifier ends.f;
expression V;
@@
f(...) {
<...
- V = ptdesc ? ptdesc_address(ptdesc) : NULL;
 if (
(
- !V
+ !ptdesc
|
- V == NULL
+ !ptdesc
)
 ) return ...;
+ V = ptdesc_address(ptdesc);
...>
}

@known depends on assigned@
identifier ends.f;
position p;
@@
f@p(...) { <+... \( struct ptdesc *ptdesc; \| struct ptdesc *ptdesc = ...; \) ...+> }

@wanted depends on assigned@
identifier ends.f;
position p != known.p;
@@
f@p(...) { <+... ptdesc = pagetable_alloc(...) ...+> }

@depends on wanted@
identifier ends.f;
position wanted.p;
@@
f@p(...) {
++ struct ptdesc *ptdesc;
...
}

// The other modes.

@r depends on (context || org || report) exists@
identifier f != {pagetable_free, __pagetable_free};
struct ptdesc *P;
idexpression v;
position p;
@@
f(...) {
 ... when any
 P = virt_to_ptdesc(v)
 ... when != P = ...
     when != v = ...
* free_page@p((unsigned long)v);
 ... when any
}

@script:python depends on org@
p << r.p;
@@
coccilib.org.print_todo(p[0], "free_page() of a page table: pagetable_free() is its end")

@script:python depends on report@
p << r.p;
@@
coccilib.report.print_report(p[0], "free_page() of a page table: pagetable_free() is its end")
