// SPDX-License-Identifier: GPL-2.0-or-later
/// Says nothing about where it matches, and leaves headers out.

virtual patch

@depends on patch@
@@
- quicklist_trim
+ quicklist_drain
  (...)
