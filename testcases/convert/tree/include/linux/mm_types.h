struct page { int flags; };
