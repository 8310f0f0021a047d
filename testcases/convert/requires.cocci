// SPDX-License-Identifier: GPL-2.0-or-later
/// Needs a spatch that is not out yet.
// Requires: 99.0
// Keywords: pgtable_pte_page_dtor

virtual patch
