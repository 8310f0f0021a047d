/* The descriptor of an address is at hand where its memory is freed. */
void toy_free(unsigned long *table)
{
	struct ptdesc *ptdesc = virt_to_ptdesc(table);

	toy_account(ptdesc);
	free_page((unsigned long)table);
}

void toy_free_some(void *table, int count)
{
	struct ptdesc *pt;

	if (!table)
		return;
	pt = virt_to_ptdesc(table);
	if (toy_last(pt, count))
		free_page((unsigned long)table);
}
