// SPDX-License-Identifier: GPL-2.0-or-later
/// Conversions to the page and back are dropped.
// Options: --no-includes --include-headers
// Keywords: page_ptdesc

virtual patch

@depends on patch@
expression E;
@@
- page_ptdesc(ptdesc_page(E))
+ E
