/* The prototypes alone. */
struct page *page_table_alloc_pgste(struct mm_struct *mm);
void page_table_free_pgste(struct page *page);
