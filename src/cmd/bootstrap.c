// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/bootstrap.h"

#include <stdio.h>
#include <unistd.h>

#include "base/error.h"
#include "convert/problem.h"

static void show_progress(const char *variant, const char *step, void *data)
{
	(void)data;
	fprintf(stderr, "preparing %s: %s\n", variant, step);
}

/* A variant of the rules is meant by its own name, not by that of its architecture. */
static GPtrArray *choose_usual(const struct variants *variants, const char *list)
{
	g_auto(GStrv) names = g_strsplit(list, ",", -1);
	GPtrArray *chosen = g_ptr_array_new();

	for (unsigned int i = 0; i < variants->list_count; i++)
		if (g_strv_contains((const char *const *)names, variants->list[i].name))
			g_ptr_array_add(chosen, &variants->list[i]);
	return chosen;
}

static bool prepare(struct bootstrapping *bootstrapping, const struct bootstrap_request *request,
		    const char *list, GError **error)
{
	struct prepare_options options = {
		.rules_dir = request->rules_dir, .jobs = request->jobs, .no_pch = true,
		.progress = isatty(STDERR_FILENO) ? show_progress : NULL,
	};
	g_autofree char *usual = bootstrap_variants(bootstrapping->bootstrap);
	g_autoptr(GPtrArray) failures = g_ptr_array_new_with_free_func(g_free);

	bootstrapping->variants = variants_load(request->rules_dir, error);
	if (!bootstrapping->variants)
		return false;
	bootstrapping->chosen = list ? variants_select(bootstrapping->variants, list, error) :
		choose_usual(bootstrapping->variants, usual);
	if (!bootstrapping->chosen)
		return false;
	bootstrapping->prepared = prepare_variants(request->tree, bootstrapping->chosen, &options,
						   failures, error);
	for (unsigned int i = 0; i < failures->len; i++)
		problems_add(request->problems, "%s", (char *)failures->pdata[i]);
	if (bootstrapping->prepared && !bootstrapping->prepared->len)
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_INCOMPLETE,
			    "no variant of %s could be prepared to measure it: %s; choose others with "
			    "--variants", list ? list : usual,
			    failures->len ? (char *)failures->pdata[0] : "the tree has none of them");
	return bootstrapping->prepared && bootstrapping->prepared->len;
}

bool bootstrapping_start(struct bootstrapping *bootstrapping,
			 const struct bootstrap_request *request, const char *list,
			 GError **error)
{
	bootstrapping->bootstrap = bootstrap_new(request, error);
	if (!bootstrapping->bootstrap)
		return false;
	if (!bootstrap_is_needed(bootstrapping->bootstrap)) {
		puts("Nothing to add: the tree has struct ptdesc and what goes with it.");
		return true;
	}
	return prepare(bootstrapping, request, list, error) &&
	       bootstrap_before(bootstrapping->bootstrap, bootstrapping->prepared, error);
}

void bootstrapping_clear(struct bootstrapping *bootstrapping)
{
	bootstrap_free(bootstrapping->bootstrap);
	g_clear_pointer(&bootstrapping->prepared, g_ptr_array_unref);
	g_clear_pointer(&bootstrapping->chosen, g_ptr_array_unref);
	g_clear_pointer(&bootstrapping->variants, variants_free);
}
