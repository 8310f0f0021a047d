/* Where pgtable_t is memory, the list lies in it; and pages have lists, too. */
void toy_deposit(struct mm_struct *mm, pmd_t *pmdp, pgtable_t pgtable)
{
	struct list_head *lh = (struct list_head *)pgtable;

	INIT_LIST_HEAD(lh);
	pmd_huge_pte(mm, pmdp) = pgtable;
}

struct page *toy(struct page *page, struct list_head *head)
{
	list_del(&page->lru);
	return list_first_entry_or_null(head, struct page, lru);
}
