/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef __LINUX_MM_TYPES_H
#define __LINUX_MM_TYPES_H

#include <linux/list.h>
#include <linux/spinlock.h>
#include <asm/page.h>

struct address_space;
struct kmem_cache;

#ifdef CONFIG_DEBUG_SPINLOCK
#define ALLOC_SPLIT_PTLOCKS	1
#else
#define ALLOC_SPLIT_PTLOCKS	0
#endif

struct page {
	unsigned long flags;
	union {
		struct {	/* page cache and anonymous memory */
			struct list_head lru;
			struct address_space *mapping;
			pgoff_t index;
			unsigned long private;
		};
		struct {	/* tail page */
			unsigned long compound_head;
		};
		struct {	/* page tables */
			unsigned long _pt_pad_1;
			pgtable_t pmd_huge_pte;
			unsigned long _pt_pad_2;
			union {
				struct mm_struct *pt_mm;	/* x86 */
#ifdef CONFIG_SHARED_TABLES
				atomic_t pt_share_count;
#endif
			};
#if ALLOC_SPLIT_PTLOCKS
			spinlock_t *ptl;
#else
			spinlock_t ptl;
#endif
		};
		struct rcu_head rcu_head;
	};
	union {
		unsigned int page_type;
		atomic_t _mapcount;
	};
	atomic_t _refcount;
#ifdef CONFIG_MEMCG
	unsigned long memcg_data;
#endif
} __aligned(2 * sizeof(unsigned long));

struct folio {
	union {
		struct {
			unsigned long flags;
			union {
				struct list_head lru;
				unsigned int mlock_count;
			};
			struct address_space *mapping;
			pgoff_t index;
			void *private;
			atomic_t _mapcount;
			atomic_t _refcount;
		};
		struct page page;
	};
	union {
		struct {
			unsigned long _flags_1;
			unsigned long _head_1;
			unsigned int _folio_order;
		};
		struct page __page_1;
	};
};

struct mm_struct {
	pgd_t *pgd;
	spinlock_t page_table_lock;
	atomic_long_t pgtables_bytes;
};

struct vm_area_struct {
	unsigned long vm_start;
	unsigned long vm_end;
	struct mm_struct *vm_mm;
	pgprot_t vm_page_prot;
};

struct vm_fault {
	struct vm_area_struct *vma;
	unsigned long address;
	pmd_t *pmd;
	pte_t *pte;
	struct page *page;
	pgtable_t prealloc_pte;
};

#endif
