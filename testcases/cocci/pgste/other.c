/* Already converted, and a sysctl whose name is nearly the same. */
extern int page_table_allocate_pgste;
struct ptdesc *page_table_alloc_pgste(struct mm_struct *mm);

int toy(struct mm_struct *mm)
{
	struct ptdesc *ptdesc = page_table_alloc_pgste(mm);

	page_table_free_pgste(ptdesc);
	return page_table_allocate_pgste;
}
