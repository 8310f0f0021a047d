// SPDX-License-Identifier: GPL-2.0-or-later
/* What need not be compiled again: src/verify/compile_memory.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <glib.h>

#include "verify/compile_memory.h"

static void set_files(struct compile_memory *memory, const char *first, const char *second)
{
	g_autoptr(GPtrArray) files = g_ptr_array_new();

	g_ptr_array_add(files, (gpointer)first);
	if (second)
		g_ptr_array_add(files, (gpointer)second);
	compile_memory_set_files(memory, files);
}

static void what_read_a_file_that_was_put_back_is_forgotten(void **state)
{
	struct compile_memory *memory = compile_memory_new();

	(void)state;
	set_files(memory, "include/asm-generic/tlb.h", "mm/memory.c");
	compile_memory_add(memory, "x86_64", "mm/memory.c", "/t/mm/memory.c /t/include/linux/mm.h");
	compile_memory_add(memory, "x86_64", "mm/mmap.c", "/t/include/asm-generic/tlb.h");
	assert_non_null(compile_memory_find(memory, "x86_64", "mm/mmap.c"));
	assert_null(compile_memory_find(memory, "arm64", "mm/mmap.c"));
	assert_null(compile_memory_find(memory, "x86_64", "mm/slub.c"));
	set_files(memory, "mm/memory.c", NULL);
	assert_null(compile_memory_find(memory, "x86_64", "mm/mmap.c"));
	assert_non_null(compile_memory_find(memory, "x86_64", "mm/memory.c"));
	set_files(memory, "mm/memory.c", NULL);
	assert_non_null(compile_memory_find(memory, "x86_64", "mm/memory.c"));
	compile_memory_free(memory);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_read_a_file_that_was_put_back_is_forgotten),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
