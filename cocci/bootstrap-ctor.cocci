// SPDX-License-Identifier: GPL-2.0-or-later
/// The constructors and destructors of page tables are defined for struct
/// ptdesc: pagetable_{pte,pmd}_{ctor,dtor}() have the bodies of
/// pgtable_{pte,pmd}_page_{ctor,dtor}(), which call them.
///
/// For the trees whose own functions take struct page, and that define no
/// others. Part of ptdesc convert --bootstrap.
///
// Confidence: High
// Copyright: (C) 2026 ptdesc contributors
// Options: --no-includes --include-headers
// Keywords: pgtable_pte_page_ctor, pgtable_pte_page_dtor, pgtable_pmd_page_ctor, pgtable_pmd_page_dtor

virtual patch
virtual context
virtual org
virtual report

@has_pte_ctor depends on patch@
@@
pagetable_pte_ctor(...) { ... }

@pte_ctor depends on patch && !has_pte_ctor@
typedef bool;
identifier x, fld = {pt_mm, pt_frag_refcount, pt_share_count, pmd_huge_pte, ptl};
@@
- pgtable_pte_page_ctor(struct page *x)
+ pagetable_pte_ctor(struct ptdesc *ptdesc)
 {
+	struct page *x = ptdesc_page(ptdesc);
+
 <...
(
- page_ptdesc(x)
+ ptdesc
|
- x->fld
+ ptdesc->fld
)
 ...>
 }
+
+static inline bool pgtable_pte_page_ctor(struct page *x)
+{
+	return pagetable_pte_ctor(page_ptdesc(x));
+}

@has_pte_dtor depends on patch@
@@
pagetable_pte_dtor(...) { ... }

@pte_dtor depends on patch && !has_pte_dtor@
identifier x, fld = {pt_mm, pt_frag_refcount, pt_share_count, pmd_huge_pte, ptl};
@@
- pgtable_pte_page_dtor(struct page *x)
+ pagetable_pte_dtor(struct ptdesc *ptdesc)
 {
+	struct page *x = ptdesc_page(ptdesc);
+
 <...
(
- page_ptdesc(x)
+ ptdesc
|
- x->fld
+ ptdesc->fld
)
 ...>
 }
+
+static inline void pgtable_pte_page_dtor(struct page *x)
+{
+	pagetable_pte_dtor(page_ptdesc(x));
+}

@has_pmd_ctor depends on patch@
@@
pagetable_pmd_ctor(...) { ... }

@pmd_ctor depends on patch && !has_pmd_ctor@
identifier x, fld = {pt_mm, pt_frag_refcount, pt_share_count, pmd_huge_pte, ptl};
@@
- pgtable_pmd_page_ctor(struct page *x)
+ pagetable_pmd_ctor(struct ptdesc *ptdesc)
 {
+	struct page *x = ptdesc_page(ptdesc);
+
 <...
(
- page_ptdesc(x)
+ ptdesc
|
- x->fld
+ ptdesc->fld
)
 ...>
 }
+
+static inline bool pgtable_pmd_page_ctor(struct page *x)
+{
+	return pagetable_pmd_ctor(page_ptdesc(x));
+}

@has_pmd_dtor depends on patch@
@@
pagetable_pmd_dtor(...) { ... }

@pmd_dtor depends on patch && !has_pmd_dtor@
identifier x, fld = {pt_mm, pt_frag_refcount, pt_share_count, pmd_huge_pte, ptl};
@@
- pgtable_pmd_page_dtor(struct page *x)
+ pagetable_pmd_dtor(struct ptdesc *ptdesc)
 {
+	struct page *x = ptdesc_page(ptdesc);
+
 <...
(
- page_ptdesc(x)
+ ptdesc
|
- x->fld
+ ptdesc->fld
)
 ...>
 }
+
+static inline void pgtable_pmd_page_dtor(struct page *x)
+{
+	pagetable_pmd_dtor(page_ptdesc(x));
+}

@unused depends on patch@
identifier f = {pagetable_pte_ctor, pagetable_pte_dtor, pagetable_pmd_ctor, pagetable_pmd_dtor};
identifier x, pt;
@@
f(struct ptdesc *pt) {
-	struct page *x = ptdesc_page(pt);
 ... when != x
}

@has depends on context || org || report@
identifier f = {pagetable_pte_ctor, pagetable_pte_dtor, pagetable_pmd_ctor, pagetable_pmd_dtor};
@@
f(...) { ... }

@r depends on !has && (context || org || report)@
identifier f = {pgtable_pte_page_ctor, pgtable_pte_page_dtor, pgtable_pmd_page_ctor, pgtable_pmd_page_dtor};
identifier x;
position p;
@@
* f@p(struct page *x) { ... }

@script:python depends on org@
p << r.p;
f << r.f;
@@
coccilib.org.print_todo(p[0], "%s() is defined for struct page, not for the page table descriptor" % f)

@script:python depends on report@
p << r.p;
f << r.f;
@@
coccilib.report.print_report(p[0], "%s() is defined for struct page, not for the page table descriptor" % f)
