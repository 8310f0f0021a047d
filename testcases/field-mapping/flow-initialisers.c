// SPDX-License-Identifier: GPL-2.0-or-later
/* Through initialisers: designated ones, nested ones, those of arrays and compound literals. */
#include <linux/mm.h>

struct flow_initialisers_range {
	struct page *table, *data;
};

struct flow_initialisers_batch {
	unsigned int count;
	struct flow_initialisers_range range;
	struct page *list[2];
};

struct flow_initialisers_pair {
	struct page *first, *second;
};

static void flow_initialisers_drop(struct flow_initialisers_batch *batch)
{
	batch->range.table->mapping = NULL;	/* expect: field-mapping */
	batch->range.data->mapping = NULL;
	batch->list[0]->mapping = NULL;		/* expect: field-mapping */
}

void flow_initialisers_gather(pmd_t *pmd, struct page *data)
{
	struct flow_initialisers_batch batch = {
		.count = 1,
		.range = { .data = data, .table = virt_to_page(pmd) },
		.list = { [1] = virt_to_page(pmd) },
	};

	flow_initialisers_drop(&batch);
}

static struct page *flow_initialisers_late(struct flow_initialisers_pair *pair)
{
	return pair->second;	/* expect: api-interface */
}

void flow_initialisers_literal(pmd_t *pmd, struct page *data)
{
	struct page *page = flow_initialisers_late(
		&(struct flow_initialisers_pair){ data, virt_to_page(pmd) });

	page->mapping = NULL;			/* expect: field-mapping */
}
