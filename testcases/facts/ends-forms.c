// SPDX-License-Identifier: GPL-2.0-or-later
/* Each way to get a table by its address, and to give it back. */
#include <linux/mm.h>
#include <asm/pgalloc.h>

struct ends_form {
	gfp_t gfp;
};

static gfp_t ends_gfp(struct ends_form *form)
{
	return form->gfp;
}

int ends_declared(pmd_t *entry, gfp_t gfp)
{
	pte_t *pte = (pte_t *)__get_free_page(gfp);

	if (!pte)
		return -1;
	set_pmd(entry, __pmd(__pa(pte) | _PAGE_TABLE));
	return 0;
}

int ends_declared_zeroed(pmd_t *entry, gfp_t gfp)
{
	pte_t *pte = (pte_t *)get_zeroed_page(gfp);

	if (!pte)
		return -1;
	set_pmd(entry, __pmd(__pa(pte) | _PAGE_TABLE));
	return 0;
}

int ends_declared_with(pmd_t *entry)
{
	pte_t *pte = (pte_t *)get_zeroed_page(GFP_KERNEL | __GFP_ACCOUNT);

	if (!pte)
		return -1;
	set_pmd(entry, __pmd(__pa(pte) | _PAGE_TABLE));
	return 0;
}

int ends_assigned(pmd_t *entry, struct ends_form *form)
{
	pte_t *pte;

	pte = (pte_t *)__get_free_page(ends_gfp(form));
	if (pte == NULL)
		return -1;
	set_pmd(entry, __pmd(__pa(pte) | _PAGE_TABLE));
	return 0;
}

int ends_assigned_zeroed(pmd_t *entry, gfp_t gfp)
{
	pte_t *pte;

	pte = (pte_t *)get_zeroed_page(gfp);
	if (!pte)
		return -1;
	set_pmd(entry, __pmd(__pa(pte) | _PAGE_TABLE));
	return 0;
}

int ends_assigned_with(pmd_t *entry, struct ends_form *form)
{
	pte_t *pte;

	pte = (pte_t *)get_zeroed_page(ends_gfp(form));
	if (!pte)
		return -1;
	set_pmd(entry, __pmd(__pa(pte) | _PAGE_TABLE));
	return 0;
}

int ends_member(pmd_t *entry, struct ends_form *form)
{
	pte_t *pte = (pte_t *)__get_free_pages(form->gfp, 0);

	if (!pte)
		return -1;
	set_pmd(entry, __pmd(__pa(pte) | _PAGE_TABLE));
	return 0;
}

static void ends_put(pte_t *pte)
{
	free_page((unsigned long)pte);
}

static int ends_put_empty(pte_t *pte)
{
	for (int i = 0; i < PTRS_PER_PTE; i++)
		if (!pte_none(pte[i]))
			return 0;
	free_page((unsigned long)pte);
	return 1;
}

static int ends_put_pages(pte_t *pte)
{
	if (!pte_none(*pte))
		return 0;
	free_pages((unsigned long)pte, 0);
	return 1;
}

int ends_clear(pmd_t *entry, int how)
{
	pte_t *pte = (pte_t *)pmd_page_vaddr(*entry);

	pmd_clear(entry);
	if (how == 1) {
		ends_put(pte);
		return 1;
	}
	if (how == 2)
		return ends_put_empty(pte);
	if (how == 3)
		return ends_put_pages(pte);
	if (pte) {
		if (how)
			free_pages((unsigned long)pte, 0);
	}
	return 0;
}
