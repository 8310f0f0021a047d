/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <linux/mm.h>

/* Only to be included by who has a TABLE_STATE, which is nobody. */
static inline void note_table(pmd_t *pmd)		/* uncovered: does not compile alone on x86_64 */
{
	struct table_state state = TABLE_STATE(pmd);

	list_del(&pmd_pgtable_page(pmd)->lru);
}
