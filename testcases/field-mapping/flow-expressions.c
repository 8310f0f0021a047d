// SPDX-License-Identifier: GPL-2.0-or-later
/* Through expressions: conditional ones, those with statements, _Generic, commas, casts. */
#include <linux/mm.h>

void flow_expressions_conditional(pmd_t *pmd, pud_t *pud, bool upper)
{
	struct page *page = upper ? virt_to_page(pud) : virt_to_page(pmd);

	page->mapping = NULL;			/* expect: field-mapping */
	(upper ? page : NULL)->mapping = NULL;	/* expect: field-mapping */
}

void flow_expressions_elvis(struct ptdesc *ptdesc, pmd_t *pmd)
{
	struct page *page = ptdesc_page(ptdesc) ?: virt_to_page(pmd);

	page->mapping = NULL;			/* expect: field-mapping */
}

void flow_expressions_statements(pmd_t *pmd)
{
	struct page *page = ({
		struct page *inner = NULL;

		if (!pmd_none(*pmd))
			inner = virt_to_page(pmd);
		inner;
	});

	page->mapping = NULL;			/* expect: field-mapping */
}

#define flow_expressions_page(x)	_Generic((x),		\
	pmd_t *: virt_to_page((pmd_t *)(x)),			\
	default: (struct page *)(x))

void flow_expressions_generic(pmd_t *pmd, struct page *data)
{
	struct page *page = flow_expressions_page(pmd);
	struct page *other = flow_expressions_page(data);

	page->mapping = NULL;			/* expect: field-mapping */
	other->mapping = NULL;
}

void flow_expressions_comma(pmd_t *pmd, unsigned int *calls)
{
	struct page *page;

	page = (++*calls, virt_to_page(pmd));
	page->mapping = NULL;			/* expect: field-mapping */
}

void flow_expressions_casts(pmd_t *pmd)
{
	unsigned long handle = (unsigned long)(void *)virt_to_page(pmd);

	((struct page *)handle)->mapping = NULL;	/* expect: field-mapping */
}
