// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Stage-2 tables belong to KVM and have no struct ptdesc: silent.
 */
#include <linux/mm.h>

typedef u64 kvm_pte_t;

static kvm_pte_t *stage2_zalloc_page(void)
{
	return (kvm_pte_t *)get_zeroed_page(GFP_KERNEL_ACCOUNT);
}

static void stage2_link(kvm_pte_t *ptep, kvm_pte_t *childp)
{
	struct page *page = virt_to_page(ptep);

	page->private++;
	WRITE_ONCE(*ptep, __pa(childp) | 3);
}

int stage2_map_walk(kvm_pte_t *ptep)
{
	kvm_pte_t *childp = stage2_zalloc_page();

	if (!childp)
		return -1;
	stage2_link(ptep, childp);
	return 0;
}
