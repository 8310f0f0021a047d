/* The same names in other structs. */
#define toy_huge_pte(mm, pmd) ((mm)->pmd_huge_pte)

void toy(struct vm_fault *vmf, struct mm_struct *mm, struct ptdesc *ptdesc, struct page *page)
{
	spin_lock(vmf->ptl);
	mm->pmd_huge_pte = NULL;
	ptdesc->pt_mm = mm;
	page->private = 0;
	toy->pt_frag_refcount = 1;
}
