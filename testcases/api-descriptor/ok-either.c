// SPDX-License-Identifier: GPL-2.0-or-later
/* From slab or from the page allocator: the code at hand knows which. */
#include <linux/mm.h>
#include <linux/slab.h>

pmd_t *api_descriptor_ok_alloc(struct kmem_cache *cache, bool early)
{
	struct ptdesc *ptdesc;

	if (early)
		return kmem_cache_alloc(cache, GFP_KERNEL);
	ptdesc = pagetable_alloc(GFP_KERNEL, 0);
	return ptdesc ? ptdesc_address(ptdesc) : NULL;
}

void api_descriptor_ok_free(struct kmem_cache *cache, bool early)
{
	pmd_t *pmd = api_descriptor_ok_alloc(cache, early);

	if (!early)
		pagetable_free(virt_to_ptdesc(pmd));
}
