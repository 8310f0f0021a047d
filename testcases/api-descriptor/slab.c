// SPDX-License-Identifier: GPL-2.0-or-later
/* A table from a slab cache has no descriptor, nor has a static one. */
#include <linux/mm.h>
#include <linux/slab.h>

static pte_t api_descriptor_fixed[PTRS_PER_PTE];

pte_t *api_descriptor_slab(struct kmem_cache *cache)
{
	pte_t *table = kmem_cache_alloc(cache, GFP_KERNEL);

	if (table && !pagetable_pte_ctor(virt_to_ptdesc(table))) {	/* expect: api-descriptor */
		kmem_cache_free(cache, table);
		return NULL;
	}
	return table;
}

struct ptdesc *api_descriptor_static(void)
{
	return page_ptdesc(virt_to_page(&api_descriptor_fixed[0]));		/* expect: api-descriptor */
}
