// SPDX-License-Identifier: GPL-2.0-or-later
/// Is no SmPL.
// Keywords: pgtable_pte_page_dtor

virtual patch

@depends on patch@
expression E;
@@
- pgtable_pte_page_dtor(E
