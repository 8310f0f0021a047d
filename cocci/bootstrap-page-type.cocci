// SPDX-License-Identifier: GPL-2.0-or-later
/// The constructors and destructors of page tables mark the folio of the table
/// as one, not its page.
///
/// For the trees where page types have folio functions, or get them. Part of
/// ptdesc convert --bootstrap.
///
// Confidence: High
// Copyright: (C) 2026 ptdesc contributors
// Options: --no-includes --include-headers
// Keywords: __SetPageTable, __ClearPageTable

virtual patch
virtual context
virtual org
virtual report

@depends on patch@
identifier f, x, pt;
@@
f(struct ptdesc *pt) {
 ...
 struct page *x = ptdesc_page(pt);
 <...
(
- __SetPageTable(x)
+ __folio_set_table(ptdesc_folio(pt))
|
- __ClearPageTable(x)
+ __folio_clear_table(ptdesc_folio(pt))
)
 ...>
}

// Where the page was only marked, nothing else needs it.
@depends on patch@
identifier f, x, pt;
@@
f(struct ptdesc *pt) {
-	struct page *x = ptdesc_page(pt);
 ... when != x
}

@r depends on context || org || report@
identifier f, x, pt;
identifier g = {__SetPageTable, __ClearPageTable};
position p;
@@
f(struct ptdesc *pt) {
 ...
 struct page *x = ptdesc_page(pt);
 <...
* g@p(x)
 ...>
}

@script:python depends on org@
p << r.p;
g << r.g;
@@
coccilib.org.print_todo(p[0], "%s() marks the page of a descriptor, not its folio" % g)

@script:python depends on report@
p << r.p;
g << r.g;
@@
coccilib.report.print_report(p[0], "%s() marks the page of a descriptor, not its folio" % g)
