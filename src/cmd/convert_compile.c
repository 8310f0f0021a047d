// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/convert_compile.h"

#include "convert/diff.h"
#include "tree/symbols.h"
#include "verify/compile.h"

/* What is converted to. */
#define SYMBOL "ptdesc"
/* What is put back can break others; after so many rounds something is wrong with us. */
#define ROUNDS 8

static bool has_symbol(const struct tree *tree)
{
	const char *const symbols[] = { SYMBOL, NULL };
	g_autoptr(GHashTable) found = symbols_find(tree, symbols);

	return g_hash_table_contains(found, SYMBOL);
}

static GPtrArray *changed_files(const struct conversion *conversion)
{
	GPtrArray *files = g_ptr_array_new();

	for (unsigned int i = 0; i < conversion->diffs->len; i++)
		g_ptr_array_add(files, ((struct file_diff *)conversion->diffs->pdata[i])->file);
	return files;
}

static GPtrArray *find_errors(const struct session *session, const struct conversion *conversion,
			      GHashTable *base, struct compile_memory *memory,
			      GError **error)
{
	g_autoptr(GPtrArray) files = changed_files(conversion);
	struct compile_request request = {
		.tree = session->tree,
		.prepared = session->prepared,
		.after = conversion->workspace->after,
		.files = files,
		.base = base,
		.scratch = conversion->workspace->directory,
		.jobs = (unsigned int)session->jobs,
		.memory = memory,
	};

	return compile_changed(&request, error);
}

static bool put_back(struct conversion *conversion, const struct convert_request *request,
		     const GPtrArray *errors, GPtrArray *problems, GError **error)
{
	for (unsigned int i = 0; i < errors->len; i++) {
		const struct compile_error *what = errors->pdata[i];
		g_autofree char *reason = g_strdup_printf("does not compile on %s: %s: not converted",
							  what->variant, what->message);

		if (!conversion_put_back(conversion, request, what->file, reason, problems, error))
			return false;
	}
	return true;
}

static bool run_rounds(const struct session *session, struct conversion *conversion,
		       const struct convert_request *request, GPtrArray *problems,
		       struct compile_memory *memory, GError **error)
{
	bool again = true;

	for (unsigned int round = 0; again && round < ROUNDS && conversion->diffs->len; round++) {
		g_autoptr(GPtrArray) errors = find_errors(session, conversion, request->base,
							   memory, error);

		if (!errors || !put_back(conversion, request, errors, problems, error))
			return false;
		again = errors->len;
	}
	return true;
}

bool convert_compile(const struct session *session, struct conversion *conversion,
		     const struct convert_request *request, GPtrArray *problems, GError **error)
{
	struct compile_memory *memory;
	bool ok;

	if (!session->prepared || !session->prepared->len ||
	    (!request->base && !has_symbol(session->tree)))
		return true;
	memory = compile_memory_new();
	ok = run_rounds(session, conversion, request, problems, memory, error);
	compile_memory_free(memory);
	return ok;
}
