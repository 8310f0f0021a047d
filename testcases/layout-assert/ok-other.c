// SPDX-License-Identifier: GPL-2.0-or-later
/* Other records may share members' names and assert what they like. */
#include <linux/mm.h>

struct layout_assert_ok_mine {
	unsigned long flags;
	struct list_head pt_list;
};

static_assert(offsetof(struct layout_assert_ok_mine, pt_list) == offsetof(struct page, lru));

void layout_assert_ok(struct layout_assert_ok_mine *mine)
{
	mine->flags = 0;
}
