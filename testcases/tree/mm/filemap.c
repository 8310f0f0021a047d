// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Page cache and LRU: struct page and struct folio as they should be used.
 */
#include <linux/pagemap.h>
#include <linux/slab.h>

struct buffer_head {
	struct buffer_head *b_this_page;
	unsigned long b_blocknr;
};

static struct kmem_cache *bh_cachep;
static LIST_HEAD(inactive_list);

void lru_add(struct list_head *lruvec, struct folio *folio)
{
	folio_set_lru(folio);
	list_add(&folio->lru, lruvec);
}

int filemap_add_folio(struct address_space *mapping, struct folio *folio, pgoff_t index)
{
	folio->mapping = mapping;
	folio->index = index;
	spin_lock(&mapping->lock);
	list_add_tail(&folio->lru, &mapping->pages);
	mapping->nrpages++;
	spin_unlock(&mapping->lock);
	return 0;
}

struct page *find_get_page(struct address_space *mapping, pgoff_t index)
{
	struct page *page;

	list_for_each_entry(page, &mapping->pages, lru) {
		if (page->index != index)
			continue;
		get_page(page);
		return page;
	}
	return NULL;
}

int read_cache_page(struct address_space *mapping, pgoff_t index)
{
	struct folio *folio = folio_alloc(GFP_HIGHUSER, 0);
	struct buffer_head *bh;

	if (!folio)
		return -1;
	bh = kmem_cache_alloc(bh_cachep, GFP_KERNEL);
	if (!bh) {
		__free_page(folio_page(folio, 0));
		return -1;
	}
	folio_page(folio, 0)->private = (unsigned long)bh;
	folio_set_private(folio);
	return filemap_add_folio(mapping, folio, index);
}

void truncate_pages(struct address_space *mapping)
{
	struct page *page, *next;

	list_for_each_entry_safe(page, next, &mapping->pages, lru) {
		list_move(&page->lru, &inactive_list);
		page->mapping = NULL;
		kmem_cache_free(bh_cachep, (void *)page_private(page));
		set_page_private(page, 0);
	}
}

void shrink_inactive_list(void)
{
	struct page *page, *next;

	list_for_each_entry_safe(page, next, &inactive_list, lru) {
		list_del(&page->lru);
		__free_page(page);
	}
}
