// SPDX-License-Identifier: GPL-2.0-or-later
#include <linux/mm.h>

/* What is not compiled is listed: "uncovered" names a part of the reason. */

#if 0
static void unlink_table_then(pmd_t *pmd)			/* uncovered: inside #if 0 */
{
	list_del(&pmd_pgtable_page(pmd)->lru);
}
#endif

#ifdef CONFIG_NOWHERE
static void unlink_table_elsewhere(pmd_t *pmd)		/* uncovered: under #ifdef CONFIG_NOWHERE */
{
	list_del(&pmd_pgtable_page(pmd)->lru);
}
#else
void unlink_table_here(pmd_t *pmd)
{
#ifdef CONFIG_NOWHERE
	pmd_t *other = pmd + 1;				/* uncovered: under #ifdef CONFIG_NOWHERE */

	list_del(&pmd_pgtable_page(other)->lru);
#else
	pmd_t *other = pmd;

	list_del(&pmd_pgtable_page(other)->lru);	/* expect: field-lru */
#endif
}
#endif

#define unlink_table_of(entry)		unlink_table_here((pmd_t *)(entry))
#define unlink_any_table(entry)		unlink_table_of(entry)
#define unlink_no_table(entry)		unlink_table_here((pmd_t *)(entry)) /* uncovered: expands */

void unlink_entry(unsigned long *entry)
{
	unlink_any_table(entry);
}
