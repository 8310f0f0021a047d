// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A slab allocator that keeps its cache in page->private.
 */
#include <linux/mm.h>
#include <linux/slab.h>

struct kmem_cache {
	unsigned int size;
	struct list_head partial;
	void *freelist;
};

static int new_slab(struct kmem_cache *cache, gfp_t gfp)
{
	struct page *page = alloc_page(gfp);

	if (!page)
		return -1;
	page->page_type = PGTY_slab;
	page->private = (unsigned long)cache;
	list_add(&page->lru, &cache->partial);
	cache->freelist = page_address(page);
	return 0;
}

void *kmem_cache_alloc(struct kmem_cache *cache, gfp_t gfp)
{
	void **object;

	if (!cache->freelist && new_slab(cache, gfp))
		return NULL;
	object = cache->freelist;
	cache->freelist = *object;
	return object;
}

void kmem_cache_free(struct kmem_cache *cache, void *object)
{
	struct page *page = virt_to_head_page(object);

	if (page->private != (unsigned long)cache)
		return;
	*(void **)object = cache->freelist;
	cache->freelist = object;
	list_move(&page->lru, &cache->partial);
}
