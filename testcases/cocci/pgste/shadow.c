/* What a table shadows, and whether it is none, is in the index of its page. */
void toy_lookup(struct page *found, unsigned long *entry, unsigned long *pgt, int *fake)
{
	struct page *page;

	page = pfn_to_page(*entry >> PAGE_SHIFT);
	*pgt = page->index & ~GMAP_SHADOW_FAKE_TABLE;
	*fake = !!(page->index & GMAP_SHADOW_FAKE_TABLE);
	toy_cache(found->index);
}
