// SPDX-License-Identifier: GPL-2.0-or-later
/* A page that becomes an entry's target; a table is at hand, too. */
#include <linux/mm.h>
#include <asm/pgalloc.h>

int mapping_ok_fault(struct vm_fault *vmf, struct address_space *mapping)
{
	struct page *page = alloc_page(GFP_HIGHUSER);

	if (!page)
		return -1;
	page->mapping = mapping;
	vmf->prealloc_pte = pte_alloc_one(vmf->vma->vm_mm);
	vmf->page = page;
	set_pte_at(vmf->vma->vm_mm, vmf->address, vmf->pte,
		   mk_pte(vmf->page, vmf->vma->vm_page_prot));
	return vmf->page->mapping == mapping;
}
