// SPDX-License-Identifier: GPL-2.0-or-later
/// Fields of struct page that only page tables use are fields of struct ptdesc.
///
/// The name of the field is the evidence, together with the type of what it
/// is read through: the same names exist in struct mm_struct (pmd_huge_pte)
/// and struct vm_fault (ptl).
///
// Confidence: High
// Copyright: (C) 2026 ptdesc contributors
// Options: --no-includes --include-headers
// Keywords: pt_mm, pt_frag_refcount, pt_share_count, pmd_huge_pte, ptl

virtual patch
virtual context
virtual org
virtual report

@depends on patch@
struct page *E;
expression A;
unsigned long U;
identifier fld = {pt_mm, pt_frag_refcount, pt_share_count, pmd_huge_pte, ptl};
@@
(
- virt_to_page(U)->fld
+ virt_to_ptdesc((void *)U)->fld
|
- virt_to_page(A)->fld
+ virt_to_ptdesc(A)->fld
|
- pmd_to_page(A)->fld
+ pmd_ptdesc(A)->fld
|
- pmd_pgtable_page(A)->fld
+ pmd_ptdesc(A)->fld
|
- E->fld
+ page_ptdesc(E)->fld
)

@r depends on context || org || report@
struct page *E;
identifier fld = {pt_mm, pt_frag_refcount, pt_share_count, pmd_huge_pte, ptl};
identifier conv = {virt_to_page, pmd_to_page, pmd_pgtable_page};
position p;
@@
(
* conv(...)->fld@p
|
* E->fld@p
)

@script:python depends on org@
p << r.p;
fld << r.fld;
@@
coccilib.org.print_todo(p[0], "%s belongs to struct ptdesc, not to struct page" % fld)

@script:python depends on report@
p << r.p;
fld << r.fld;
@@
coccilib.report.print_report(p[0], "%s belongs to struct ptdesc, not to struct page" % fld)
