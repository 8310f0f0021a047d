// SPDX-License-Identifier: GPL-2.0-or-later
#include <linux/mm.h>

/* Copy a kernel mapping into every page-global directory. */
void arch_sync_kernel_mappings(unsigned long start, unsigned long end)
{
	unsigned long addr;

	for (addr = start; addr < end; addr += 1UL << PGDIR_SHIFT) {
		struct page *page;

		spin_lock(&pgd_lock);
		list_for_each_entry(page, &pgd_list, lru) {	/* expect: list-mismatch [x86_64] */
			pgd_t *pgd = (pgd_t *)page_address(page) + pgd_index(addr);
			spinlock_t *lock = &pgd_page_get_mm(page)->page_table_lock;

			spin_lock(lock);
			set_pgd(pgd, *pgd_offset_k(addr));
			spin_unlock(lock);
		}
		spin_unlock(&pgd_lock);
	}
}

unsigned int count_page_directories(void)
{
	struct ptdesc *ptdesc;
	unsigned int count = 0;

	spin_lock(&pgd_lock);
	list_for_each_entry(ptdesc, &pgd_list, pt_list)
		count++;
	spin_unlock(&pgd_lock);
	return count;
}
