// SPDX-License-Identifier: GPL-2.0-or-later
/* A guest's root is kept as one of ours, but nobody else knows of it. */
#include <linux/mm.h>

struct kvm_arch {
	pgd_t *pgd;
};

int alloc_free_ok_foreign_make(struct kvm_arch *arch)
{
	struct page *page = alloc_pages(GFP_KERNEL, 2);

	if (!page)
		return -1;
	arch->pgd = page_address(page);
	return 0;
}

void alloc_free_ok_foreign_end(struct kvm_arch *arch)
{
	void *pgd = READ_ONCE(arch->pgd);

	arch->pgd = NULL;
	if (pgd)
		free_pages((unsigned long)pgd, 2);
}
