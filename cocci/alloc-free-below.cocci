// SPDX-License-Identifier: GPL-2.0-or-later
/// The table below an entry that is no longer in use goes back with
/// pagetable_free().
///
/// Evidence: pud_free_pmd_page() and pmd_free_pte_page() read its address from the entry.
/// A copy of a table that they make for themselves goes back as it came.
///
// Confidence: Moderate
// Copyright: (C) 2026 ptdesc contributors
// Options: --no-includes --include-headers
// Keywords: pud_free_pmd_page, pmd_free_pte_page

virtual patch
virtual context
virtual org
virtual report

@depends on patch exists@
identifier f = {pud_free_pmd_page, pmd_free_pte_page};
identifier below = {pmd_page_vaddr, pud_pgtable, pud_page_vaddr};
typedef pmd_t, pte_t;
local idexpression {pmd_t, pte_t} *V;
type T;
@@
f(...) {
 ... when any
 V = \(below(...)\|(T)below(...)\)
 ... when != V = ...
- free_page((unsigned long)V);
+ pagetable_free(virt_to_ptdesc(V));
 ... when any
}

@r depends on context || org || report exists@
identifier f = {pud_free_pmd_page, pmd_free_pte_page};
identifier below = {pmd_page_vaddr, pud_pgtable, pud_page_vaddr};
local idexpression {pmd_t, pte_t} *V;
type T;
position p;
@@
f(...) {
 ... when any
 V = \(below(...)\|(T)below(...)\)
 ... when != V = ...
* free_page@p((unsigned long)V);
 ... when any
}

@script:python depends on org@
p << r.p;
f << r.f;
@@
coccilib.org.print_todo(p[0], "free_page() in %s(): page tables go back with pagetable_free()" % f)

@script:python depends on report@
p << r.p;
f << r.f;
@@
coccilib.report.print_report(p[0], "free_page() in %s(): page tables go back with pagetable_free()" % f)
