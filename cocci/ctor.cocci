// SPDX-License-Identifier: GPL-2.0-or-later
/// Page table constructors and destructors take the page table descriptor:
/// pgtable_{pte,pmd}_page_{ctor,dtor}() become pagetable_{pte,pmd}_{ctor,dtor}().
///
/// The argument is wrapped in page_ptdesc(), or, where it is the page of an
/// address, written as virt_to_ptdesc() of that address.
///
// Confidence: High
// Copyright: (C) 2026 ptdesc contributors
// Options: --no-includes --include-headers
// Keywords: pgtable_pte_page_ctor, pgtable_pte_page_dtor, pgtable_pmd_page_ctor, pgtable_pmd_page_dtor

virtual patch
virtual context
virtual org
virtual report

// Without the paren isomorphism "(E)" means the argument is written in
// parentheses: those that the call of page_ptdesc() brings are enough.
// virt_to_page() may be a macro that takes an unsigned long; virt_to_ptdesc()
// is a function and takes a pointer.
@depends on patch disable paren@
unsigned long A;
expression E;
@@
(
- pgtable_pte_page_ctor(virt_to_page(A))
+ pagetable_pte_ctor(virt_to_ptdesc((void *)A))
|
- pgtable_pte_page_ctor(virt_to_page(E))
+ pagetable_pte_ctor(virt_to_ptdesc(E))
|
- pgtable_pte_page_ctor((E))
+ pagetable_pte_ctor(page_ptdesc(E))
|
- pgtable_pte_page_ctor(E)
+ pagetable_pte_ctor(page_ptdesc(E))
|
- pgtable_pte_page_dtor(virt_to_page(A))
+ pagetable_pte_dtor(virt_to_ptdesc((void *)A))
|
- pgtable_pte_page_dtor(virt_to_page(E))
+ pagetable_pte_dtor(virt_to_ptdesc(E))
|
- pgtable_pte_page_dtor((E))
+ pagetable_pte_dtor(page_ptdesc(E))
|
- pgtable_pte_page_dtor(E)
+ pagetable_pte_dtor(page_ptdesc(E))
|
- pgtable_pmd_page_ctor(virt_to_page(A))
+ pagetable_pmd_ctor(virt_to_ptdesc((void *)A))
|
- pgtable_pmd_page_ctor(virt_to_page(E))
+ pagetable_pmd_ctor(virt_to_ptdesc(E))
|
- pgtable_pmd_page_ctor((E))
+ pagetable_pmd_ctor(page_ptdesc(E))
|
- pgtable_pmd_page_ctor(E)
+ pagetable_pmd_ctor(page_ptdesc(E))
|
- pgtable_pmd_page_dtor(virt_to_page(A))
+ pagetable_pmd_dtor(virt_to_ptdesc((void *)A))
|
- pgtable_pmd_page_dtor(virt_to_page(E))
+ pagetable_pmd_dtor(virt_to_ptdesc(E))
|
- pgtable_pmd_page_dtor((E))
+ pagetable_pmd_dtor(page_ptdesc(E))
|
- pgtable_pmd_page_dtor(E)
+ pagetable_pmd_dtor(page_ptdesc(E))
)

@r depends on context || org || report@
identifier f = {pgtable_pte_page_ctor, pgtable_pte_page_dtor, pgtable_pmd_page_ctor, pgtable_pmd_page_dtor};
position p;
@@
* f@p(...)

@script:python depends on org@
p << r.p;
f << r.f;
@@
coccilib.org.print_todo(p[0], "%s() works on a struct page, not on the page table descriptor" % f)

@script:python depends on report@
p << r.p;
f << r.f;
@@
coccilib.report.print_report(p[0], "%s() works on a struct page, not on the page table descriptor" % f)
