// SPDX-License-Identifier: GPL-2.0-or-later
/* Code of one architecture in a generic file. */
#include <linux/mm.h>

bool private_variant_shared(pgd_t *pgd)
{
#ifdef CONFIG_X86
	return virt_to_page(pgd)->private != 0;	/* expect: field-private [x86_64] */
#else
	return virt_to_ptdesc(pgd)->_pt_pad_2 != 0;
#endif
}
