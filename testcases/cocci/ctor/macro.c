/* Function-like macros: the parentheses of a macro argument are not doubled. */
#define __toy_pte_free_tlb(tlb, pte, addr)	\
do {						\
	pgtable_pte_page_dtor((pte));		\
	toy_gather((tlb), (pte));		\
} while (0)

#define __toy_pmd_free_tlb(tlb, pmd, addr)	\
	pgtable_pmd_page_dtor(virt_to_page(pmd))
