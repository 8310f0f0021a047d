// SPDX-License-Identifier: GPL-2.0-or-later
/// Has a keyword that is not an identifier.
// Keywords: page->lru

virtual patch
