// SPDX-License-Identifier: GPL-2.0-or-later
/* A flag of a table through a folio (powerpc's fragments). */
#include <linux/mm.h>

void ref_flag_defer(struct ptdesc *ptdesc)
{
	folio_set_active(ptdesc_folio(ptdesc));		/* expect: ref-flag */
}
