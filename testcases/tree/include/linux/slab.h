/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef __LINUX_SLAB_H
#define __LINUX_SLAB_H

#include <linux/mm_types.h>

void *kmem_cache_alloc(struct kmem_cache *cache, gfp_t gfp);
void kmem_cache_free(struct kmem_cache *cache, void *object);

#endif
