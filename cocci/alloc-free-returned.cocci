// SPDX-License-Identifier: GPL-2.0-or-later
/// A page table that one of the interfaces that allocate page tables holds as a
/// plain address is held as its descriptor: it comes from pagetable_alloc().
///
/// Evidence: the interface returns it as what its name promises. At order 0 nothing can go
/// wrong. The address is no longer a variable but ptdesc_address() of the descriptor.
///
// Confidence: Moderate
// Copyright: (C) 2026 ptdesc contributors
// Options: --no-includes --include-headers
// Keywords: pte_alloc_one_kernel, __pte_alloc_one_kernel, pte_alloc_one, pmd_alloc_one, pud_alloc_one, __pud_alloc_one, p4d_alloc_one, __p4d_alloc_one, pgd_alloc, _pgd_alloc, __pgd_alloc

virtual patch
virtual context
virtual org
virtual report

@returned@
typedef pgd_t, p4d_t, pud_t, pmd_t, pte_t, pgtable_t;
identifier f = {pte_alloc_one_kernel, __pte_alloc_one_kernel, pte_alloc_one, pmd_alloc_one, pud_alloc_one, __pud_alloc_one, p4d_alloc_one, __p4d_alloc_one, pgd_alloc, _pgd_alloc, __pgd_alloc};
identifier v;
type R = {pgd_t *, p4d_t *, pud_t *, pmd_t *, pte_t *, pgtable_t};
type T;
@@
R f(...) { <+... return (T)\(v\|(v)\); ...+> }

@returned_local@
identifier returned.f, returned.v;
@@
f(...) { <+... \( unsigned long v; \| unsigned long v = ...; \| void *v; \| void *v = ...; \) ...+> }

// Obtained in a statement of its own, and never anything else.
@returned_other@
identifier returned.f, returned.v;
identifier fn != {__get_free_page, __get_free_pages, get_zeroed_page};
type T;
expression E;
statement S1, S2;
@@
f(...) { <+... \( if (<+... v = E ...+>) S1 else S2 \| v = fn(...) \| v = (T)fn(...) \| &v \| v++ \| ++v \| v += E \| v |= E \) ...+> }

@returned_taken@
identifier returned.f;
symbol ptdesc;
@@
f(...) { <+... ptdesc ...+> }

@returned_general depends on patch && returned_local && !returned_other && !returned_taken@
identifier returned.f, returned.v;
identifier i;
type T;
expression G;
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
- (T)__get_free_pages(G, 0)
+ __get_free_pages(G, 0)
|
 v = __get_free_pages(G, 0)
)
...+>
}

@depends on returned_general disable paren@
identifier returned.f;
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

@depends on returned_general@
identifier returned.f, returned.v;
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

@depends on returned_general disable paren@
identifier returned.f;
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
@depends on returned_general@
identifier returned.f, returned.v;
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

@depends on returned_general@
identifier returned.f, returned.v;
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

@depends on returned_general@
identifier returned.f, returned.v;
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

@depends on returned_general@
identifier returned.f, returned.v;
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
@depends on returned_general@
identifier returned.f, returned.v;
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

@depends on returned_general@
identifier returned.f, returned.v;
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

@depends on returned_general disable decl_init@
identifier returned.f, returned.v;
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

@r_returned depends on returned_local && !returned_other && (context || org || report)@
identifier returned.f, returned.v;
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
p << r_returned.p;
fn << r_returned.fn;
@@
coccilib.org.print_todo(p[0], "%s() of a page table: pagetable_alloc() is its beginning" % fn)

@script:python depends on report@
p << r_returned.p;
fn << r_returned.fn;
@@
coccilib.report.print_report(p[0], "%s() of a page table: pagetable_alloc() is its beginning" % fn)
