// SPDX-License-Identifier: GPL-2.0-or-later
/// A page table that waits for a grace period is queued by pt_rcu_head of its
/// descriptor.
///
// Confidence: High
// Copyright: (C) 2026 ptdesc contributors
// Options: --no-includes --include-headers
// Keywords: pgtable_t

virtual patch
virtual context
virtual org
virtual report

@queue depends on patch@
typedef pgtable_t;
pgtable_t X;
local idexpression struct page *P;
@@
 P = \(X\|virt_to_page(X)\)
 <... when != P = ...
- P->rcu_head
+ page_ptdesc(P)->pt_rcu_head
 ...>

@depends on patch@
pgtable_t X;
@@
- X->rcu_head
+ page_ptdesc(X)->pt_rcu_head

@callback depends on patch@
identifier h;
local idexpression struct page *P;
symbol rcu_head;
@@
 P =
- container_of(h, struct page, rcu_head)
+ ptdesc_page(container_of(h, struct ptdesc, pt_rcu_head))
 ;
 <+... when != P = ...
 \( (pgtable_t)page_address(P) \| (pgtable_t)P \)
 ...+>

@r depends on context || org || report@
pgtable_t X;
local idexpression struct page *P;
symbol rcu_head;
position p;
@@
 P = \(X\|virt_to_page(X)\)
 <+... when != P = ...
* P->rcu_head@p
 ...+>

@s depends on context || org || report@
pgtable_t X;
symbol rcu_head;
position p;
@@
* X->rcu_head@p

@script:python depends on org@
p << r.p;
@@
coccilib.org.print_todo(p[0], "a page table waits by pt_rcu_head, not by the rcu_head of a page")

@script:python depends on org@
p << s.p;
@@
coccilib.org.print_todo(p[0], "a page table waits by pt_rcu_head, not by the rcu_head of a page")

@script:python depends on report@
p << r.p;
@@
coccilib.report.print_report(p[0], "a page table waits by pt_rcu_head, not by the rcu_head of a page")

@script:python depends on report@
p << s.p;
@@
coccilib.report.print_report(p[0], "a page table waits by pt_rcu_head, not by the rcu_head of a page")
