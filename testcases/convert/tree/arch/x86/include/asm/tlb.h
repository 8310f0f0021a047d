#define free_it(tlb, pte)			\
do {						\
	pgtable_pte_page_dtor(pte);		\
	tlb_remove_page((tlb), (pte));		\
} while (0)
