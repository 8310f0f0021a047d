// SPDX-License-Identifier: GPL-2.0-or-later
/* Every way out of a list of tables: its first, its last, the walks by entry and by link. */
#include <linux/mm.h>

#define list_last_entry(ptr, type, member)	list_entry((ptr)->prev, type, member)
#define list_prev_entry(pos, member)				\
	list_entry((pos)->member.prev, __typeof__(*(pos)), member)
#define list_for_each(pos, head)				\
	for (pos = (head)->next; pos != (head); pos = pos->next)
#define list_for_each_entry_reverse(pos, head, member)		\
	for (pos = list_last_entry(head, __typeof__(*pos), member);	\
	     !list_entry_is_head(pos, head, member);		\
	     pos = list_prev_entry(pos, member))
#define list_for_each_entry_continue(pos, head, member)		\
	for (pos = list_next_entry(pos, member);		\
	     !list_entry_is_head(pos, head, member);		\
	     pos = list_next_entry(pos, member))
#define list_for_each_entry_from(pos, head, member)		\
	for (; !list_entry_is_head(pos, head, member);		\
	     pos = list_next_entry(pos, member))

static LIST_HEAD(flow_lists_tables);

void flow_lists_add(pmd_t *pmd)
{
	struct page *page = virt_to_page(pmd);

	list_add_tail(&page->lru, &flow_lists_tables);	/* expect: field-lru */
}

void flow_lists_first(void)
{
	struct page *page = list_first_entry(&flow_lists_tables, struct page, lru);	/* expect: field-lru */

	page->mapping = NULL;				/* expect: field-mapping */
}

void flow_lists_last(void)
{
	struct page *page = list_last_entry(&flow_lists_tables, struct page, lru);	/* expect: field-lru */

	page->mapping = NULL;				/* expect: field-mapping */
}

void flow_lists_or_null(void)
{
	struct page *page;

	page = list_first_entry_or_null(&flow_lists_tables, struct page, lru);	/* expect: field-lru */
	if (page)
		page->mapping = NULL;			/* expect: field-mapping */
}

void flow_lists_walks(struct page *page)
{
	list_for_each_entry(page, &flow_lists_tables, lru)		/* expect: field-lru */
		page->mapping = NULL;			/* expect: field-mapping */
}

void flow_lists_back(void)
{
	struct page *page;

	list_for_each_entry_reverse(page, &flow_lists_tables, lru)	/* expect: field-lru */
		page->mapping = NULL;			/* expect: field-mapping */
}

void flow_lists_on(pmd_t *pmd)
{
	struct page *page = virt_to_page(pmd);

	list_for_each_entry_continue(page, &flow_lists_tables, lru)	/* expect: field-lru */
		page->mapping = NULL;			/* expect: field-mapping */
	list_for_each_entry_from(page, &flow_lists_tables, lru)		/* expect: field-lru */
		page->mapping = NULL;			/* expect: field-mapping */
}

void flow_lists_links(void)
{
	struct list_head *link;

	list_for_each(link, &flow_lists_tables) {
		struct page *page = list_entry(link, struct page, lru);	/* expect: field-lru */

		page->mapping = NULL;			/* expect: field-mapping */
	}
}

/* A head that is a member, one that is a local, one that is passed. */
struct flow_lists_cache {
	struct list_head tables, pages;
};

static void flow_lists_drop(struct list_head *tables)
{
	struct page *page, *next;

	list_for_each_entry_safe(page, next, tables, lru)		/* expect: field-lru */
		page->mapping = NULL;			/* expect: field-mapping */
}

void flow_lists_member(struct flow_lists_cache *cache, pmd_t *pmd, struct page *data)
{
	LIST_HEAD(local);
	struct page *page;

	list_add(&virt_to_page(pmd)->lru, &cache->tables);	/* expect: field-lru */
	list_add(&data->lru, &cache->pages);
	list_for_each_entry(page, &cache->pages, lru)
		page->mapping = NULL;
	list_splice_init(&cache->tables, &local);
	flow_lists_drop(&local);
}
