// SPDX-License-Identifier: GPL-2.0-or-later
/// Leaves a marker behind in one of two cases.
// Options: --no-includes
// Keywords: pgtable_pte_page_dtor

virtual patch

@depends on patch@
expression E;
@@
- pgtable_pte_page_dtor(E)
+ __PTDESC_CALL(E)

@depends on patch@
@@
- __PTDESC_CALL(page)
+ pagetable_pte_dtor(page)
