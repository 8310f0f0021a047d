// SPDX-License-Identifier: GPL-2.0-or-later
/* Through arrays, pointers to pointers, out parameters and structs that are copied. */
#include <linux/mm.h>

static int flow_pointers_find(pmd_t *pmd, struct page **found)
{
	*found = virt_to_page(pmd);
	return 0;
}

void flow_pointers_out(pmd_t *pmd)
{
	struct page *page = NULL;

	if (flow_pointers_find(pmd, &page))
		return;
	page->mapping = NULL;			/* expect: field-mapping */
}

void flow_pointers_array(pmd_t *pmd, struct page **data)
{
	struct page *tables[4];
	unsigned int i;

	for (i = 0; i < 4; i++)
		tables[i] = virt_to_page(pmd + i * PTRS_PER_PMD);
	for (i = 0; i < 4; i++) {
		tables[i]->mapping = NULL;	/* expect: field-mapping */
		data[i]->mapping = NULL;
	}
}

static void flow_pointers_drop(struct page **pages, unsigned int count)
{
	while (count--)
		(*pages++)->mapping = NULL;	/* expect: field-mapping */
}

void flow_pointers_passed(pmd_t *pmd)
{
	struct page *tables[2] = { virt_to_page(pmd), virt_to_page(pmd + PTRS_PER_PMD) };

	flow_pointers_drop(tables, 2);
}

struct flow_pointers_keeper {
	struct page *page;
};

void flow_pointers_copied(pmd_t *pmd)
{
	struct flow_pointers_keeper keeper = { virt_to_page(pmd) }, copy;

	copy = keeper;
	copy.page->mapping = NULL;		/* expect: field-mapping */
}

/* What the elements are is said by their type. */
void flow_pointers_handles(pgtable_t *handles, pte_t **entries)
{
	virt_to_page(entries[0])->mapping = NULL;	/* expect: field-mapping */
#ifndef CONFIG_S390
	handles[1]->mapping = NULL;			/* expect: field-mapping [x86_64 arm64] */
	(*handles)->mapping = NULL;			/* expect: field-mapping [x86_64 arm64] */
#endif
}

struct flow_pointers_stash {
	pmd_t *tables[2];
};

void flow_pointers_stashed(struct flow_pointers_stash *stash)
{
	virt_to_page(stash->tables[1])->mapping = NULL;	/* expect: field-mapping */
}
