/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef __MM_LOW_PAGES_H
#define __MM_LOW_PAGES_H

void *low_pages(unsigned int order);

static inline void *low_page(void)
{
	return low_pages(0);
}

#endif
