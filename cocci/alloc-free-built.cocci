// SPDX-License-Identifier: GPL-2.0-or-later
/// A page table that its function knows as a pointer to its entries and runs a
/// constructor on comes from pagetable_alloc().
///
/// For the functions that are not the interfaces of alloc-free-address.cocci: the
/// constructor says as much as their names do.
///
// Confidence: Moderate
// Copyright: (C) 2026 ptdesc contributors
// Options: --no-includes --include-headers
// Keywords: pagetable_pte_ctor, pagetable_pmd_ctor, pagetable_pud_ctor, pagetable_p4d_ctor, pagetable_pgd_ctor

virtual patch
virtual context
virtual org
virtual report

@built@
typedef pgd_t, p4d_t, pud_t, pmd_t, pte_t;
identifier f, v;
identifier ctor = {pagetable_pte_ctor, pagetable_pmd_ctor, pagetable_pud_ctor, pagetable_p4d_ctor, pagetable_pgd_ctor};
@@
f(...) { <+... ctor(..., virt_to_ptdesc(v)) ...+> }

@built_taken depends on patch@
identifier built.f;
symbol ptdesc;
@@
f(...) { <+... ptdesc ...+> }

@built_general depends on patch && built && !built_taken@
identifier built.f, built.v;
type T, D = {pgd_t *, p4d_t *, pud_t *, pmd_t *, pte_t *};
identifier i;
expression G, O;
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
 D v = (T)__get_free_pages(G, O);
)
...+>
}

@depends on built_general disable paren@
identifier built.f;
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

@depends on built_general@
identifier built.f, built.v;
identifier low = {GFP_KERNEL, GFP_KERNEL_ACCOUNT, GFP_PGTABLE_KERNEL, GFP_PGTABLE_USER, GFP_ATOMIC, GFP_NOWAIT, GFP_DMA};
identifier mod1 = {__GFP_ZERO, __GFP_NOWARN, __GFP_ACCOUNT, __GFP_RETRY_MAYFAIL, __GFP_NORETRY, __GFP_NOFAIL};
identifier mod2 = {__GFP_ZERO, __GFP_NOWARN, __GFP_ACCOUNT, __GFP_RETRY_MAYFAIL, __GFP_NORETRY, __GFP_NOFAIL};
type T, D = {pgd_t *, p4d_t *, pud_t *, pmd_t *, pte_t *};
expression G, O;
@@
f(...) {
<...
(
 D v = (T)__get_free_pages(\(low\|low | mod1\|low | mod1 | mod2\), O);
|
 D v = (T)__get_free_pages(
- G
+ (G) & ~__GFP_HIGHMEM
 , O);
)
...>
}

@depends on built_general disable paren@
identifier built.f;
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

@depends on built_general@
identifier built.f, built.v;
type T, D = {pgd_t *, p4d_t *, pud_t *, pmd_t *, pte_t *};
expression G, O;
@@
f(...) {
<...
- D v = (T)__get_free_pages(G, O);
+ struct ptdesc *ptdesc = pagetable_alloc(G, O);
+ D v = ptdesc ? ptdesc_address(ptdesc) : NULL;
...>
}

@named@
identifier f = {pte_alloc_one_kernel, __pte_alloc_one_kernel, pte_alloc_one, pmd_alloc_one, pud_alloc_one, __pud_alloc_one, p4d_alloc_one, __p4d_alloc_one, pgd_alloc, _pgd_alloc, __pgd_alloc};
position q;
@@
f@q(...) { ... }

@r depends on context || org || report@
identifier built.f, built.v;
identifier fn = {__get_free_page, __get_free_pages, get_zeroed_page};
type T, D = {pgd_t *, p4d_t *, pud_t *, pmd_t *, pte_t *};
position p, q != named.q;
@@
f@q(...) {
<+...
* D v = (T)fn@p(...);
...+>
}

@script:python depends on org@
p << r.p;
fn << r.fn;
f << built.f;
@@
coccilib.org.print_todo(p[0], "%s() in %s(): page tables come from pagetable_alloc()" % (fn, f))

@script:python depends on report@
p << r.p;
fn << r.fn;
f << built.f;
@@
coccilib.report.print_report(p[0], "%s() in %s(): page tables come from pagetable_alloc()" % (fn, f))
