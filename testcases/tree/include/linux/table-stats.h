/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef __LINUX_TABLE_STATS_H
#define __LINUX_TABLE_STATS_H

#include <linux/mm.h>

/* Nothing includes this header. */
static inline void hide_table(pmd_t *pmd)
{
	list_del(&pmd_pgtable_page(pmd)->lru);		/* expect: field-lru [x86_64] */
}

#endif
