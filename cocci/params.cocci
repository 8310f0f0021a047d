// SPDX-License-Identifier: GPL-2.0-or-later
/// A function that asks for the descriptor of its parameter more than once
/// asks once, and keeps it in a local.
///
/// Only where the destructor runs on every path: the descriptor of an address
/// is looked up earlier than it was.
///
// Confidence: High
// Copyright: (C) 2026 ptdesc contributors
// Options: --no-includes --include-headers
// Keywords: pagetable_pte_dtor, pagetable_pmd_dtor, pagetable_pud_dtor, pagetable_dtor

virtual patch
virtual context
virtual org
virtual report

@page@
identifier f, x;
identifier dtor = {pagetable_pte_dtor, pagetable_pmd_dtor, pagetable_pud_dtor, pagetable_dtor};
identifier end = {pagetable_free, tlb_remove_ptdesc, tlb_remove_page_ptdesc};
type T;
position p;
@@
f(..., T x, ...) {
 ... when != x = ...
 dtor(page_ptdesc(x));
 ... when != x = ...
 end@p(..., page_ptdesc(x));
 ... when any
}

@address@
identifier f, x;
identifier dtor = {pagetable_pte_dtor, pagetable_pmd_dtor, pagetable_pud_dtor, pagetable_dtor};
identifier end = {pagetable_free, tlb_remove_ptdesc, tlb_remove_page_ptdesc};
type T;
position p;
@@
f(..., T x, ...) {
 ... when != x = ...
     when strict
 dtor(virt_to_ptdesc(x));
 ... when != x = ...
 end@p(..., virt_to_ptdesc(x));
 ... when any
}

@page_taken@
identifier page.f;
symbol ptdesc;
@@
f(...) { <+... ptdesc ...+> }

@address_taken@
identifier address.f;
symbol ptdesc;
@@
f(...) { <+... ptdesc ...+> }

@page_local depends on patch && page && !page_taken@
identifier page.f, page.x;
@@
f(...) {
++ struct ptdesc *ptdesc = page_ptdesc(x);
<...
- page_ptdesc(x)
+ ptdesc
...>
}

@depends on page_local@
identifier page.f, page.x;
statement S;
@@
f(...) {
 struct ptdesc *ptdesc = page_ptdesc(x);
+
 S
 ...
}

@address_local depends on patch && address && !address_taken@
identifier address.f, address.x;
@@
f(...) {
++ struct ptdesc *ptdesc = virt_to_ptdesc(x);
<...
- virt_to_ptdesc(x)
+ ptdesc
...>
}

@depends on address_local@
identifier address.f, address.x;
statement S;
@@
f(...) {
 struct ptdesc *ptdesc = virt_to_ptdesc(x);
+
 S
 ...
}

@depends on context@
position page.p;
identifier page.end;
@@
* end@p(...)

@depends on context@
position address.p;
identifier address.end;
@@
* end@p(...)

@script:python depends on org@
p << page.p;
x << page.x;
@@
coccilib.org.print_todo(p[0], "the descriptor of %s is asked for more than once" % x)

@script:python depends on org@
p << address.p;
x << address.x;
@@
coccilib.org.print_todo(p[0], "the descriptor of %s is asked for more than once" % x)

@script:python depends on report@
p << page.p;
x << page.x;
@@
coccilib.report.print_report(p[0], "the descriptor of %s is asked for more than once" % x)

@script:python depends on report@
p << address.p;
x << address.x;
@@
coccilib.report.print_report(p[0], "the descriptor of %s is asked for more than once" % x)
