// SPDX-License-Identifier: GPL-2.0-or-later
/* Tables smaller than a page come from a slab and have no descriptor. */
#include <linux/mm.h>
#include <linux/slab.h>

static struct kmem_cache *raw_ok_slab_cache;

pgd_t *raw_ok_slab_alloc(void)
{
	return kmem_cache_alloc(raw_ok_slab_cache, GFP_KERNEL);
}

void raw_ok_slab_free(pgd_t *pgd)
{
	kmem_cache_free(raw_ok_slab_cache, pgd);
}
