// SPDX-License-Identifier: GPL-2.0-or-later
/* virt_to_page() of memory that is no page table. */
#include <linux/mm.h>

char *private_ok_virt_new(unsigned long owner)
{
	char *buffer = (char *)__get_free_page(GFP_KERNEL);

	if (buffer)
		virt_to_page(buffer)->private = owner;
	return buffer;
}

void private_ok_virt_free(char *buffer)
{
	virt_to_page(buffer)->private = 0;
	free_page((unsigned long)buffer);
}
