/* Each function of a number, an address, a page, and a page in parentheses. */
#define toy_ctor(pte, pmd)					\
do {								\
	if (!pgtable_pte_page_ctor((pte)) || !pgtable_pmd_page_ctor((pmd)))	\
		toy_fail();					\
} while (0)

#define toy_dtor(pte, pmd)					\
do {								\
	pgtable_pte_page_dtor((pte));				\
	pgtable_pmd_page_dtor((pmd));				\
} while (0)

int toy_ctors(struct page *page, void *table, unsigned long addr)
{
	return pgtable_pte_page_ctor(virt_to_page(addr)) &&
	       pgtable_pte_page_ctor(virt_to_page(table)) &&
	       pgtable_pmd_page_ctor(virt_to_page(table)) &&
	       pgtable_pmd_page_ctor(page);
}

void toy_dtors(struct page *page, void *table, unsigned long addr)
{
	pgtable_pte_page_dtor(virt_to_page(addr));
	pgtable_pte_page_dtor(virt_to_page(table));
	pgtable_pte_page_dtor(page);
	pgtable_pmd_page_dtor(virt_to_page(addr));
	pgtable_pmd_page_dtor(page);
}
