#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# ptdesc convert on Debian's 6.12, which has struct ptdesc: what it left open is converted, the
# result compiles, and there is nothing left to do on it.
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../tap.sh"
need 6.12

variants=x86_64,i386
convert() {	# convert TREE OUTPUT
	"$ptdesc" convert --quiet --tree "$1" --output "$2" --facts-on $variants \
		mm include/linux include/asm-generic arch/x86 > "$tmp/out" 2> "$tmp/err"
}

convert "$tree" "$tmp/series"
ok $? 'convert leaves nothing out'
cat "$tmp/series"/* > "$tmp/patch"

changed() {	# changed FILE LINE-TAKEN-OUT LINE-PUT-IN
	awk -v file="+++ b/$1" '/^\+\+\+ / { on = $0 == file } on' "$tmp/patch" > "$tmp/part"
	grep -qxF -- "-$2" "$tmp/part" && grep -qxF -- "+$3" "$tmp/part"
	ok $? "$1: $(echo $3)"
}

changed mm/pgtable-generic.c $'\t\tINIT_LIST_HEAD(&pgtable->lru);' \
	$'\t\tINIT_LIST_HEAD(&page_ptdesc(pgtable)->pt_list);'
changed mm/pgtable-generic.c $'\t\tlist_del(&pgtable->lru);' \
	$'\t\tlist_del(&page_ptdesc(pgtable)->pt_list);'
changed mm/pgtable-generic.c $'\tcall_rcu(&page->rcu_head, pte_free_now);' \
	$'\tcall_rcu(&ptdesc->pt_rcu_head, pte_free_now);'
for file in mm/fault.c mm/init_64.c; do
	changed arch/x86/$file $'\t\tlist_for_each_entry(page, &pgd_list, lru) {' \
		$'\t\tlist_for_each_entry(ptdesc, &pgd_list, pt_list) {'
done
changed arch/x86/xen/mmu_pv.c $'\tlist_for_each_entry(page, &pgd_list, lru) {' \
	$'\tlist_for_each_entry(ptdesc, &pgd_list, pt_list) {'
set_memory=arch/x86/mm/pat/set_memory.c
changed $set_memory $'\tbase = alloc_pages(GFP_KERNEL, 0);' \
	$'\tbase = pagetable_alloc(GFP_KERNEL, 0);'
changed $set_memory $'\t\t__free_page(base);' $'\t\tpagetable_free(base);'
changed $set_memory $'\tfree_page((unsigned long)pte);' \
	$'\tpagetable_free(virt_to_ptdesc(pte));'

"$here/style" "$tree" "$tmp/series"/* > "$tmp/out" 2> "$tmp/err"
ok $? 'checkpatch.pl says nothing of added lines that it does not say of the others'

"$here/compile" "$tree" "$tmp/series" $variants "$tmp/compile" > "$tmp/out" 2> "$tmp/err"
ok $? 'the converted tree compiles'

convert "$tmp/compile/tree" "$tmp/again"
ok $? 'convert runs on it'
grep -qx 'Nothing to convert.' "$tmp/out"
ok $? 'and finds nothing to do'

echo "1..$count"
