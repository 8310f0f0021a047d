// SPDX-License-Identifier: GPL-2.0-or-later
/* A level that is folded into the next asks that one, which may have been asked elsewhere. */
#include <linux/mm.h>

struct page *p4d_page(p4d_t p4d);
#define pgd_page(pgd)	p4d_page((p4d_t){ pgd_val(pgd) })

void free_ok_folded(pgd_t entry)
{
	free_page((unsigned long)page_address(pgd_page(entry)));
}
