/* The next in reserve, held for a while. */
pgtable_t toy_next(struct mm_struct *mm, pmd_t *pmdp)
{
	pgtable_t pgtable = pmd_huge_pte(mm, pmdp);
	pgtable_t next;

	next = list_first_entry_or_null(&pgtable->lru, struct page, lru);
	if (!next)
		next = list_first_entry(&toy_reserve, struct page, lru);
	return next;
}
