/* As the macro is written since the page of a pmd table has a name. */
#define toy_huge_pte(mm, pmd) (pmd_pgtable_page(pmd)->pmd_huge_pte)
