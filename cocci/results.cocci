// SPDX-License-Identifier: GPL-2.0-or-later
/// A function that only returns the pages of descriptors returns the descriptors.
///
/// Of functions that only their file knows: definition, prototypes and callers
/// change together.
///
// Confidence: High
// Copyright: (C) 2026 ptdesc contributors
// Options: --no-includes --include-headers
// Keywords: ptdesc_page

virtual patch
virtual context
virtual org
virtual report

@told@
identifier f;
position d;
@@
 static struct page *f@d(...) { <+... return ptdesc_page(...); ...+> }

// Others than its file may know an inline function.
@inlined@
identifier told.f;
@@
 static inline struct page *f(...) { ... }

@good@
identifier told.f;
position p;
@@
f(...) { <+... return@p \(ptdesc_page(...)\|NULL\); ...+> }

@other@
identifier told.f;
position p != good.p;
expression E;
@@
f(...) { <+... return@p E; ...+> }

@called@
identifier told.f;
position p;
@@
 f@p(...)

@as_value@
identifier told.f;
position p != called.p;
@@
 f@p

@changed depends on patch && !inlined && !other && !as_value@
identifier told.f;
expression E;
@@
 static
- struct page *
+ struct ptdesc *
 f(...) {
<...
 return
- ptdesc_page(E)
+ E
 ;
...>
}

@depends on changed@
identifier told.f;
@@
 static
- struct page *
+ struct ptdesc *
 f(...);

@depends on changed@
identifier told.f;
expression list es;
@@
- f(es)
+ ptdesc_page(f(es))

@r depends on !inlined && !other && !as_value && (context || org || report)@
identifier told.f;
position p;
@@
* f@p(...) { ... }

@script:python depends on org@
p << r.p;
f << told.f;
@@
coccilib.org.print_todo(p[0], "%s() returns pages of page tables: struct ptdesc is their type" % f)

@script:python depends on report@
p << r.p;
f << told.f;
@@
coccilib.report.print_report(p[0], "%s() returns pages of page tables: struct ptdesc is their type" % f)
