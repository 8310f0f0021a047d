// SPDX-License-Identifier: GPL-2.0-or-later
/// The destructor of a page table takes its
/// descriptor.
///
/// A second paragraph.
//# May match more than it should.
// Confidence: High
// Options: --no-includes --include-headers
// Keywords: pgtable_pte_page_dtor,
//	pgtable_pmd_page_dtor

virtual patch
virtual context
virtual org
virtual report

@depends on patch@
expression E;
@@
- pgtable_pte_page_dtor(E)
+ pagetable_pte_dtor(page_ptdesc(E))

@r depends on context || org || report@
expression E;
position p;
@@
* pgtable_pte_page_dtor@p(E)

@script:python depends on org@
p << r.p;
@@
coccilib.org.print_todo(p[0], "destructor")

@script:python depends on report@
p << r.p;
@@
coccilib.report.print_report(p[0], "destructor")
