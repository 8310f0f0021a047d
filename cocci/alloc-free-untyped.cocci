// SPDX-License-Identifier: GPL-2.0-or-later
/// A page table that its function holds as a plain address and runs a
/// constructor on is held as its descriptor: it comes from pagetable_alloc().
///
/// The address is no longer a variable but ptdesc_address() of the descriptor.
///
// Confidence: Moderate
// Copyright: (C) 2026 ptdesc contributors
// Options: --no-includes --include-headers
// Keywords: pagetable_pte_ctor, pagetable_pmd_ctor, pagetable_pud_ctor, pagetable_p4d_ctor, pagetable_pgd_ctor

virtual patch
virtual context
virtual org
virtual report

@constructed@
identifier f, v;
identifier ctor = {pagetable_pte_ctor, pagetable_pmd_ctor, pagetable_pud_ctor, pagetable_p4d_ctor, pagetable_pgd_ctor};
@@
f(...) { <+... ctor(..., \(virt_to_ptdesc(v)\|virt_to_ptdesc((void *)v)\)) ...+> }

@constructed_local@
identifier constructed.f, constructed.v;
@@
f(...) { <+... \( unsigned long v; \| unsigned long v = ...; \| void *v; \| void *v = ...; \) ...+> }

// Obtained in a statement of its own, and never anything else.
@constructed_other@
identifier constructed.f, constructed.v;
identifier fn != {__get_free_page, __get_free_pages, get_zeroed_page};
type T;
expression E;
statement S1, S2;
@@
f(...) { <+... \( if (<+... v = E ...+>) S1 else S2 \| v = fn(...) \| v = (T)fn(...) \| &v \| v++ \| ++v \| v += E \| v |= E \) ...+> }

@constructed_taken@
identifier constructed.f;
symbol ptdesc;
@@
f(...) { <+... ptdesc ...+> }

@constructed_general depends on patch && constructed_local && !constructed_other && !constructed_taken@
identifier constructed.f, constructed.v;
identifier i;
type T;
expression G, O;
@@
f(...) {
<+...
(
 v =
- (T)__get_free_page(G)
+ __get_free_pages(G, 0)
|
 v =
- (T)get_zeroed_page(i)
+ __get_free_pages(i | __GFP_ZERO, 0)
|
 v =
- (T)get_zeroed_page(G)
+ __get_free_pages((G) | __GFP_ZERO, 0)
|
 v =
- (T)__get_free_pages(G, O)
+ __get_free_pages(G, O)
|
 v = __get_free_pages(G, O)
)
...+>
}

@depends on constructed_general disable paren@
identifier constructed.f;
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

@depends on constructed_general@
identifier constructed.f, constructed.v;
identifier low = {GFP_KERNEL, GFP_KERNEL_ACCOUNT, GFP_PGTABLE_KERNEL, GFP_PGTABLE_USER, GFP_ATOMIC, GFP_NOWAIT, GFP_DMA};
identifier mod1 = {__GFP_ZERO, __GFP_NOWARN, __GFP_ACCOUNT, __GFP_RETRY_MAYFAIL, __GFP_NORETRY, __GFP_NOFAIL};
identifier mod2 = {__GFP_ZERO, __GFP_NOWARN, __GFP_ACCOUNT, __GFP_RETRY_MAYFAIL, __GFP_NORETRY, __GFP_NOFAIL};
expression G, O;
@@
f(...) {
<...
(
 v = __get_free_pages(\(low\|low | mod1\|low | mod1 | mod2\), O)
|
 v = __get_free_pages(
- G
+ (G) & ~__GFP_HIGHMEM
 , O)
)
...>
}

@depends on constructed_general disable paren@
identifier constructed.f;
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

// There may be none: only where it was looked at is it known to be a table.
@depends on constructed_general@
identifier constructed.f, constructed.v;
type T;
statement S1, S2;
@@
f(...) {
... when any
\( if (<+... !v ...+>) S1 else S2 \| BUG_ON(<+... !v ...+>); \)
<...
 return
(
- (T *)v
+ ptdesc_address(ptdesc)
|
- (T *)(v)
+ ptdesc_address(ptdesc)
)
 ;
...>
}

@depends on constructed_general@
identifier constructed.f, constructed.v;
statement S1, S2;
@@
f(...) {
... when any
\( void *v; \| void *v = ...; \)
... when any
\( if (<+... !v ...+>) S1 else S2 \| BUG_ON(<+... !v ...+>); \)
<...
 return
- v
+ ptdesc_address(ptdesc)
 ;
...>
}

@depends on constructed_general@
identifier constructed.f, constructed.v;
type T;
@@
f(...) {
<...
 return
(
- (T *)v
+ ptdesc ? ptdesc_address(ptdesc) : NULL
|
- (T *)(v)
+ ptdesc ? ptdesc_address(ptdesc) : NULL
)
 ;
...>
}

@depends on constructed_general@
identifier constructed.f, constructed.v;
@@
f(...) {
... when any
\( void *v; \| void *v = ...; \)
<...
 return
- v
+ ptdesc ? ptdesc_address(ptdesc) : NULL
 ;
...>
}

// A number stays one where it is more than the address of the table.
@depends on constructed_general@
identifier constructed.f, constructed.v;
expression E, O;
@@
f(...) {
... when any
\( unsigned long v; \| unsigned long v = ...; \)
<...
(
 v = E
|
 \( (void *)v \| !v \| __pa(v) \| virt_to_phys(v) \| free_page(v) \| free_pages(v, O) \)
|
- v
+ (unsigned long)ptdesc_address(ptdesc)
)
...>
}

@depends on constructed_general@
identifier constructed.f, constructed.v;
expression G, O;
@@
f(...) {
<...
(
- v = __get_free_pages(G, O)
+ ptdesc = pagetable_alloc(G, O)
|
- virt_to_ptdesc(v)
+ ptdesc
|
- virt_to_ptdesc((void *)v)
+ ptdesc
|
- !v
+ !ptdesc
|
- free_page(v)
+ pagetable_free(ptdesc)
|
- free_page((unsigned long)v)
+ pagetable_free(ptdesc)
|
- free_pages(v, O)
+ pagetable_free(ptdesc)
|
- free_pages((unsigned long)v, O)
+ pagetable_free(ptdesc)
|
- (void *)v
+ ptdesc_address(ptdesc)
|
- v
+ ptdesc_address(ptdesc)
)
...>
}

@depends on constructed_general disable decl_init@
identifier constructed.f, constructed.v;
expression G, O;
@@
f(...) {
<...
(
- unsigned long v;
+ struct ptdesc *ptdesc;
|
- void *v;
+ struct ptdesc *ptdesc;
|
- unsigned long ptdesc = pagetable_alloc(G, O);
+ struct ptdesc *ptdesc = pagetable_alloc(G, O);
|
- void *ptdesc = pagetable_alloc(G, O);
+ struct ptdesc *ptdesc = pagetable_alloc(G, O);
)
...>
}

@r_constructed depends on constructed_local && !constructed_other && (context || org || report)@
identifier constructed.f, constructed.v;
identifier fn = {__get_free_page, __get_free_pages, get_zeroed_page};
type T;
position p;
@@
f(...) {
<+...
(
* v = fn@p(...)
|
* v = (T)fn@p(...)
)
...+>
}

@script:python depends on org@
p << r_constructed.p;
fn << r_constructed.fn;
@@
coccilib.org.print_todo(p[0], "%s() of a page table: pagetable_alloc() is its beginning" % fn)

@script:python depends on report@
p << r_constructed.p;
fn << r_constructed.fn;
@@
coccilib.report.print_report(p[0], "%s() of a page table: pagetable_alloc() is its beginning" % fn)
