/* Another order, another address by then, another descriptor, and no descriptor at all. */
void toy_order(unsigned long *table, unsigned int order)
{
	struct ptdesc *ptdesc = virt_to_ptdesc(table);

	toy_account(ptdesc);
	free_pages((unsigned long)table, order);
}

void toy_next(unsigned long *table)
{
	struct ptdesc *ptdesc = virt_to_ptdesc(table);

	toy_account(ptdesc);
	table = toy_buffer();
	free_page((unsigned long)table);
}

void toy_both(unsigned long *table, void *buffer)
{
	struct ptdesc *ptdesc = virt_to_ptdesc(table);

	toy_account(ptdesc);
	free_page((unsigned long)buffer);
}

void toy_buffer_free(void *buffer)
{
	free_page((unsigned long)buffer);
}
