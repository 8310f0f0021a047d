#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# ptdesc lint on Debian's 6.12: one added misuse is reported alone, a comment is not.
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../tap.sh"
need 6.12

lint() {	# lint FILE SED: the patch that SED makes of FILE
	mkdir -p "$tmp/a/$(dirname "$1")" "$tmp/b/$(dirname "$1")"
	cp "$tree/$1" "$tmp/a/$1"
	sed "$2" "$tree/$1" > "$tmp/b/$1"
	(cd "$tmp" && diff -u "a/$1" "b/$1") > "$tmp/patch"
	"$ptdesc" lint --quiet --tree "$tree" --arch x86_64,arm64,s390 --format json \
		"$tmp/patch" > "$tmp/out" 2> "$tmp/err"
}

file=mm/pgtable-generic.c
lint $file '/pmd_huge_pte(mm, pmdp) = pgtable;/i\	list_add(\&pgtable->lru, \&mm->mmlist);'
ok $(($? != 1)) 'an added list_add(&pgtable->lru, ...) exits 1'
line=$(grep -n 'list_add(&pgtable->lru, &mm->mmlist)' "$tmp/b/$file" | cut -d: -f1)
[ "$(grep -c '"type":"finding"' "$tmp/out")" -eq 1 ]
ok $? 'with one finding'
grep '"rule":"field-lru"' "$tmp/out" | grep -q "\"line\":$line,"
ok $? 'on that line'

lint $file '/pmd_huge_pte(mm, pmdp) = pgtable;/i\	/* Only a comment. */'
ok $? 'a comment in a .c file exits 0'
[ "$(grep -c '"type":"finding"' "$tmp/out")" -eq 0 ]
ok $? 'with no finding'

lint arch/x86/mm/pgtable.c 's,^#include <linux/mm.h>,/* Only a comment. */\n&,'
ok $? 'shifting old findings by a line exits 0'

# The free asks the page for the order, which only pagetable_alloc() tells it.
lint arch/x86/mm/pgtable.c 's/free_pages((unsigned long)pgd, PGD_ALLOCATION_ORDER)/pagetable_free(virt_to_ptdesc(pgd))/'
ok $(($? != 1)) 'half a conversion of the pgd, of two pages, exits 1'
grep '"rule":"alloc-compound"' "$tmp/out" | grep -q '"function":"_pgd_alloc"'
ok $? 'with the allocation that lacks __GFP_COMP'

lint $file '/call_rcu(&page->rcu_head, pte_free_now);/i\	list_add(\&page->lru, \&mm->mmlist);'
ok $(($? != 1)) 'a table linked before call_rcu() exits 1'
grep -q '"rule":"list-rcu-head"' "$tmp/out"
ok $? 'with the call that writes over the link'

echo "1..$count"
