// SPDX-License-Identifier: GPL-2.0-or-later
/* Tables of the kernel's own image are arrays of entries. */
#include <linux/mm.h>

static pte_t ref_flag_early[PTRS_PER_PTE];
static unsigned long ref_flag_words[PTRS_PER_PTE];

static void ref_flag_release(void *table)
{
	ClearPageReserved(virt_to_page(table));		/* expect: ref-flag */
}

void ref_flag_release_all(pmd_t *pmd)
{
	ref_flag_release(ref_flag_early);
	ref_flag_release(swapper_pg_dir);
	ref_flag_release(pmd);
}

/* Words are no entries. */
void ref_flag_release_data(void)
{
	ClearPageReserved(virt_to_page(&ref_flag_words[0]));
}
