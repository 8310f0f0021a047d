// SPDX-License-Identifier: GPL-2.0-or-later
/* The descriptor itself is from slab: that is where all of them go one day. */
#include <linux/mm.h>
#include <linux/slab.h>

struct ptdesc *api_descriptor_ok_apart(struct kmem_cache *cache)
{
	struct ptdesc *ptdesc = kmem_cache_alloc(cache, GFP_KERNEL);

	if (ptdesc)
		ptdesc->pt_index = 0;
	return ptdesc;
}

struct ptdesc *api_descriptor_ok_unknown(void *memory)
{
	return virt_to_ptdesc(memory);
}
