// SPDX-License-Identifier: GPL-2.0-or-later
/// Page tables that are known by their address come from pagetable_alloc()
/// and go back with pagetable_free().
///
/// pagetable_alloc() makes a compound page, and pagetable_free() takes the
/// order from it: both ends of a page table's life have to change. The names
/// pgd_alloc() and pgd_free(), pud_alloc_one() and pud_free(), and so on are
/// promised to belong together, whatever file they stand in. Where one of them
/// in the same file handles an order other than 0 in a way that is not
/// converted here, none is converted.
///
/// free_page(0) is legal, virt_to_ptdesc(NULL) is not: only addresses that the
/// interface promises not to be NULL are freed through their descriptor.
///
// Confidence: Moderate
// Copyright: (C) 2026 ptdesc contributors
// Options: --no-includes --include-headers
// Keywords: pte_alloc_one_kernel, __pte_alloc_one_kernel, pte_alloc_one, pmd_alloc_one, pud_alloc_one, __pud_alloc_one, p4d_alloc_one, __p4d_alloc_one, pgd_alloc, _pgd_alloc, __pgd_alloc, pte_free_kernel, pte_free, __pte_free, pmd_free, pud_free, __pud_free, p4d_free, __p4d_free, pgd_free, _pgd_free, __pgd_free

virtual patch
virtual context
virtual org
virtual report

// Families: which ends there are in this file.

@busy@
identifier f = {pte_alloc_one_kernel, __pte_alloc_one_kernel, pte_alloc_one, pmd_alloc_one, pud_alloc_one, __pud_alloc_one, p4d_alloc_one, __p4d_alloc_one, pgd_alloc, _pgd_alloc, __pgd_alloc};
symbol ptdesc;
position q;
@@
f@q(...) { <+... ptdesc ...+> }

@good@
typedef pgd_t, p4d_t, pud_t, pmd_t, pte_t, pgtable_t;
identifier f = {pte_alloc_one_kernel, __pte_alloc_one_kernel, pte_alloc_one, pmd_alloc_one, pud_alloc_one, __pud_alloc_one, p4d_alloc_one, __p4d_alloc_one, pgd_alloc, _pgd_alloc, __pgd_alloc};
identifier fn = {__get_free_page, __get_free_pages, get_zeroed_page};
type R = {pgd_t *, p4d_t *, pud_t *, pmd_t *, pte_t *, pgtable_t};
type T;
type D = {pgd_t *, p4d_t *, pud_t *, pmd_t *, pte_t *};
identifier v;
local idexpression {pgd_t, p4d_t, pud_t, pmd_t, pte_t} *V;
position p, q != busy.q;
@@
R f@q(...) {
<+...
(
 return (T)fn@p(...);
|
 D v = (T)fn@p(...);
|
 V = (T)fn@p(...);
)
...+>
}

@bad_alloc@
identifier f = {pte_alloc_one_kernel, __pte_alloc_one_kernel, pte_alloc_one, pmd_alloc_one, pud_alloc_one, __pud_alloc_one, p4d_alloc_one, __p4d_alloc_one, pgd_alloc, _pgd_alloc, __pgd_alloc};
identifier fn = {__get_free_pages, alloc_pages, alloc_pages_exact};
expression G, O != 0;
position p != good.p;
@@
f(...) { <+... fn@p(G, O) ...+> }

@good_free@
identifier f = {pte_free_kernel, pte_free, __pte_free, pmd_free, pud_free, __pud_free, p4d_free, __p4d_free, pgd_free, _pgd_free, __pgd_free};
identifier v;
type P = {pgd_t *, p4d_t *, pud_t *, pmd_t *, pte_t *, pgtable_t};
expression O;
position p;
@@
f(..., P v, ...) { <+... free_pages@p((unsigned long)v, O) ...+> }

@bad_free@
identifier f = {pte_free_kernel, pte_free, __pte_free, pmd_free, pud_free, __pud_free, p4d_free, __p4d_free, pgd_free, _pgd_free, __pgd_free};
identifier fn = {free_pages, __free_pages, free_pages_exact};
expression V, O != 0;
position p != good_free.p;
@@
f(...) { <+... fn@p(V, O) ...+> }

// Allocation.
//
// First, all of the allocators are the general one, in the shapes that the
// rules after this one convert.

@general depends on patch && good && !bad_alloc && !bad_free@
identifier good.f;
type R = {pgd_t *, p4d_t *, pud_t *, pmd_t *, pte_t *, pgtable_t};
type T;
type D = {pgd_t *, p4d_t *, pud_t *, pmd_t *, pte_t *};
identifier v;
local idexpression {pgd_t, p4d_t, pud_t, pmd_t, pte_t} *V;
identifier i;
expression G;
@@
R f(...) {
<...
(
 return (T)
- __get_free_page(G)
+ __get_free_pages(G, 0)
 ;
|
 return (T)
- get_zeroed_page(i)
+ __get_free_pages(i | __GFP_ZERO, 0)
 ;
|
 return (T)
- get_zeroed_page(G)
+ __get_free_pages((G) | __GFP_ZERO, 0)
 ;
|
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
)
...>
}

@depends on patch && good && !bad_alloc && !bad_free disable paren@
identifier good.f;
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

// It takes no memory from the high zone: flags that are not known are masked
// as it masks them.
@flags depends on patch && good && !bad_alloc && !bad_free@
identifier good.f;
identifier low = {GFP_KERNEL, GFP_KERNEL_ACCOUNT, GFP_PGTABLE_KERNEL, GFP_PGTABLE_USER, GFP_ATOMIC, GFP_NOWAIT, GFP_DMA};
identifier mod1 = {__GFP_ZERO, __GFP_NOWARN, __GFP_ACCOUNT, __GFP_RETRY_MAYFAIL, __GFP_NORETRY, __GFP_NOFAIL};
identifier mod2 = {__GFP_ZERO, __GFP_NOWARN, __GFP_ACCOUNT, __GFP_RETRY_MAYFAIL, __GFP_NORETRY, __GFP_NOFAIL};
type R = {pgd_t *, p4d_t *, pud_t *, pmd_t *, pte_t *, pgtable_t};
type T;
type D = {pgd_t *, p4d_t *, pud_t *, pmd_t *, pte_t *};
identifier v;
local idexpression {pgd_t, p4d_t, pud_t, pmd_t, pte_t} *V;
expression G, O;
@@
R f(...) {
<...
(
 return (T)__get_free_pages(\(low\|low | mod1\|low | mod1 | mod2\), O);
|
 V = (T)__get_free_pages(\(low\|low | mod1\|low | mod1 | mod2\), O);
|
 D v = (T)__get_free_pages(\(low\|low | mod1\|low | mod1 | mod2\), O);
|
 return (T)__get_free_pages(
- G
+ (G) & ~__GFP_HIGHMEM
 , O);
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

@depends on patch && good && !bad_alloc && !bad_free disable paren@
identifier good.f;
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

@only depends on patch && good && !bad_alloc && !bad_free@
identifier good.f;
type R = {pgd_t *, p4d_t *, pud_t *, pmd_t *, pte_t *, pgtable_t};
type T;
expression G, O;
@@
R f(...) {
- return (T)__get_free_pages(G, O);
+ struct ptdesc *ptdesc = pagetable_alloc(G, O);
+
+ if (!ptdesc)
+ 	return NULL;
+ return ptdesc_address(ptdesc);
}

@declared depends on patch && good && !bad_alloc && !bad_free@
identifier good.f;
type R = {pgd_t *, p4d_t *, pud_t *, pmd_t *, pte_t *, pgtable_t};
type T, D = {pgd_t *, p4d_t *, pud_t *, pmd_t *, pte_t *};
identifier V;
expression G, O;
@@
R f(...) {
<...
- D V = (T)__get_free_pages(G, O);
+ struct ptdesc *ptdesc = pagetable_alloc(G, O);
+ D V = ptdesc ? ptdesc_address(ptdesc) : NULL;
...>
}

@depends on patch && good && !bad_alloc && !bad_free@
identifier good.f;
type R = {pgd_t *, p4d_t *, pud_t *, pmd_t *, pte_t *, pgtable_t};
type T;
expression E, G, O, X;
@@
R f(...) {
<...
- if (E)
- 	return (T)__get_free_pages(G, O);
- else
- 	return X;
+ if (E)
+ 	return (T)__get_free_pages(G, O);
+ return X;
...>
}

@among depends on patch && good && !bad_alloc && !bad_free@
identifier good.f;
type R = {pgd_t *, p4d_t *, pud_t *, pmd_t *, pte_t *, pgtable_t};
type T;
local idexpression {pgd_t, p4d_t, pud_t, pmd_t, pte_t} *V;
expression G, O;
@@
R f(...) {
<+...
(
- return (T)__get_free_pages(G, O);
+ ptdesc = pagetable_alloc(G, O);
+ if (!ptdesc)
+ 	return NULL;
+ return ptdesc_address(ptdesc);
|
- V = (T)__get_free_pages(G, O);
+ ptdesc = pagetable_alloc(G, O);
+ V = ptdesc ? ptdesc_address(ptdesc) : NULL;
)
...+>
}

@checked depends on among@
identifier good.f;
expression V, G, O;
@@
f(...) {
<...
 ptdesc = pagetable_alloc(G, O);
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

// A function of a name that is defined twice may need it once only.
@known depends on patch@
identifier f = {pte_alloc_one_kernel, __pte_alloc_one_kernel, pte_alloc_one, pmd_alloc_one, pud_alloc_one, __pud_alloc_one, p4d_alloc_one, __p4d_alloc_one, pgd_alloc, _pgd_alloc, __pgd_alloc};
position p;
@@
f@p(...) { <+... \( struct ptdesc *ptdesc; \| struct ptdesc *ptdesc = ...; \) ...+> }

@wanted depends on patch@
identifier f = {pte_alloc_one_kernel, __pte_alloc_one_kernel, pte_alloc_one, pmd_alloc_one, pud_alloc_one, __pud_alloc_one, p4d_alloc_one, __p4d_alloc_one, pgd_alloc, _pgd_alloc, __pgd_alloc};
position p != known.p;
@@
f@p(...) { <+... ptdesc = pagetable_alloc(...) ...+> }

@depends on wanted@
identifier wanted.f;
position wanted.p;
@@
f@p(...) {
++ struct ptdesc *ptdesc;
...
}

@depends on wanted@
identifier wanted.f;
statement S;
@@
f(...) {
 struct ptdesc *ptdesc;
+
 S
 ...
}

// Release.

@depends on patch && !bad_alloc && !bad_free@
identifier f = {pte_free_kernel, pte_free, __pte_free, pmd_free, pud_free, __pud_free, p4d_free, __p4d_free, pgd_free, _pgd_free, __pgd_free};
type P = {pgd_t *, p4d_t *, pud_t *, pmd_t *, pte_t *, pgtable_t};
identifier v;
expression O;
@@
f(..., P v, ...) {
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

// The other modes.

@r depends on context || org || report@
identifier f = {pte_alloc_one_kernel, __pte_alloc_one_kernel, pte_alloc_one, pmd_alloc_one, pud_alloc_one, __pud_alloc_one, p4d_alloc_one, __p4d_alloc_one, pgd_alloc, _pgd_alloc, __pgd_alloc};
type R = {pgd_t *, p4d_t *, pud_t *, pmd_t *, pte_t *, pgtable_t};
identifier fn = {__get_free_page, __get_free_pages, get_zeroed_page};
position p;
@@
R f(...) {
<+...
* fn@p(...)
...+>
}

@s depends on context || org || report@
identifier f = {pte_free_kernel, pte_free, __pte_free, pmd_free, pud_free, __pud_free, p4d_free, __p4d_free, pgd_free, _pgd_free, __pgd_free};
type P = {pgd_t *, p4d_t *, pud_t *, pmd_t *, pte_t *, pgtable_t};
identifier v;
identifier fn = {free_page, free_pages};
position p;
@@
f(..., P v, ...) {
<+...
* fn@p((unsigned long)v, ...)
...+>
}

@script:python depends on org@
p << r.p;
fn << r.fn;
f << r.f;
@@
coccilib.org.print_todo(p[0], "%s() in %s(): page tables come from pagetable_alloc()" % (fn, f))

@script:python depends on org@
p << s.p;
fn << s.fn;
f << s.f;
@@
coccilib.org.print_todo(p[0], "%s() in %s(): page tables go back with pagetable_free()" % (fn, f))

@script:python depends on report@
p << r.p;
fn << r.fn;
f << r.f;
@@
coccilib.report.print_report(p[0], "%s() in %s(): page tables come from pagetable_alloc()" % (fn, f))

@script:python depends on report@
p << s.p;
fn << s.fn;
f << s.f;
@@
coccilib.report.print_report(p[0], "%s() in %s(): page tables go back with pagetable_free()" % (fn, f))
