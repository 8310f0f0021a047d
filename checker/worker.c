// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The worker's side of extraction.
 *
 * Requests come as JSON, one a line: first the context {"tree", "files",
 * "numbered", "measured", "guards", "counted", "watched", "overlay" (path -> text in base64),
 * "timeout", "sandbox"}, then jobs {"file", "directory", "flags", "pch", "header"}.
 * Each job is answered by lines
 *
 *	P		parsed without the precompiled header
 *	D hash path	a file that was read, relative to the tree if within, and
 *			unit_content_hash() of it
 *	X text		an error in the code
 *	M		a file was missing: another time it may be there
 *	W path lines	the lines of a file that were looked at, "3-10,12"
 *	H hash		a chunk of facts; its text and a line "." follow the first time
 *	Z cpu failure	the end: CPU seconds, and why there are no facts, or nothing
 */
#include "checker/extract.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>
#include <jansson.h>

#include "checker/sandbox.h"
#include "checker/unit.h"

/* Enough for the largest translation unit seen (150 MB) many times over. */
#define ADDRESS_SPACE ((rlim_t)4 << 30)

/* For deep nesting: a parse has no thread of its own. */
#define STACK_SPACE ((rlim_t)64 << 20)

static void limit_resources(void)
{
	struct rlimit space = { ADDRESS_SPACE, ADDRESS_SPACE };
	struct rlimit core = { 0, 0 };
	struct rlimit stack;

	/* A sanitizer reserves far more address space than it uses. */
#ifndef __SANITIZE_ADDRESS__
	setrlimit(RLIMIT_AS, &space);
#else
	(void)space;
#endif
	setrlimit(RLIMIT_CORE, &core);
	if (!getrlimit(RLIMIT_STACK, &stack) && stack.rlim_cur < STACK_SPACE) {
		stack.rlim_cur = MIN(stack.rlim_max, STACK_SPACE);
		setrlimit(RLIMIT_STACK, &stack);
	}
}

static double cpu_seconds(void)
{
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
		(double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static json_t *read_request(char **line, size_t *size)
{
	json_error_t problem;
	ssize_t length = getline(line, size, stdin);

	return length > 0 ? json_loadb(*line, (size_t)length, 0, &problem) : NULL;
}

static void read_overlay(struct unit_context *context, const json_t *overlay)
{
	const char *path;
	json_t *text;

	json_object_foreach((json_t *)overlay, path, text) {
		gsize length;
		g_autofree guchar *bytes = g_base64_decode(json_string_value(text), &length);

		g_hash_table_insert(context->overlay,
				    g_build_filename(context->tree, path, NULL),
				    g_strndup((const char *)bytes, length));
	}
}

static char **read_strings(const json_t *list)
{
	char **strings = g_new0(char *, json_array_size(list) + 1);

	for (size_t i = 0; i < json_array_size(list); i++)
		strings[i] = g_strdup(json_string_value(json_array_get(list, i)));
	return strings;
}

static GHashTable *read_set(const json_t *list)
{
	GHashTable *set = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (size_t i = 0; i < json_array_size(list); i++)
		g_hash_table_add(set, g_strdup(json_string_value(json_array_get(list, i))));
	return set;
}

static void read_context(struct unit_context *context, const json_t *request)
{
	g_auto(GStrv) watched = NULL;

	context->tree = g_strdup(json_string_value(json_object_get(request, "tree")));
	context->files = read_set(json_object_get(request, "files"));
	context->overlay = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	context->macros = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
						(GDestroyNotify)g_hash_table_unref);
	context->sent = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	context->numbered = read_strings(json_object_get(request, "numbered"));
	context->measured = read_strings(json_object_get(request, "measured"));
	context->guards = read_set(json_object_get(request, "guards"));
	context->counted = read_set(json_object_get(request, "counted"));
	watched = read_strings(json_object_get(request, "watched"));
	context->watched = words_new((const char *const *)watched);
	read_overlay(context, json_object_get(request, "overlay"));
	context->out = stdout;
}

static void clear_context(struct unit_context *context)
{
	g_free(context->tree);
	g_hash_table_unref(context->files);
	g_strfreev(context->numbered);
	g_strfreev(context->measured);
	g_hash_table_unref(context->guards);
	g_hash_table_unref(context->counted);
	g_hash_table_unref(context->overlay);
	g_hash_table_unref(context->macros);
	g_hash_table_unref(context->sent);
	words_free(context->watched);
}

static void serve_job(struct unit_context *context, const json_t *request)
{
	const json_t *list = json_object_get(request, "flags");
	g_autoptr(GPtrArray) flags = g_ptr_array_new();
	struct unit_job job = {
		.file = json_string_value(json_object_get(request, "file")),
		.directory = json_string_value(json_object_get(request, "directory")),
		.pch = json_string_value(json_object_get(request, "pch")),
		.is_header = json_is_true(json_object_get(request, "header")),
	};
	g_autofree char *failure = NULL;
	double before = cpu_seconds();

	for (size_t i = 0; i < json_array_size(list); i++)
		g_ptr_array_add(flags, (gpointer)json_string_value(json_array_get(list, i)));
	g_ptr_array_add(flags, NULL);
	job.flags = (const char *const *)flags->pdata;
	if (chdir(job.directory) < 0)
		failure = g_strdup_printf("cannot enter %s", job.directory);
	else
		unit_extract(context, &job, &failure);
	fprintf(context->out, "Z\t%.6f\t%s\n", cpu_seconds() - before, failure ? failure : "");
	fflush(context->out);
}

int extract_serve(void)
{
	struct unit_context context = { 0 };
	unsigned int timeout;
	size_t size = 0;
	char *line = NULL;
	json_t *request;

	/* Nobody is left to read what a worker finds when its parent is gone. */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	request = read_request(&line, &size);
	if (!request)
		return 2;
	read_context(&context, request);
	timeout = (unsigned int)json_integer_value(json_object_get(request, "timeout"));
	limit_resources();
	if (json_is_true(json_object_get(request, "sandbox")) &&
	    !sandbox_enter(context.tree,
			   json_string_value(json_object_get(request, "readable")))) {
		clear_context(&context);
		json_decref(request);
		free(line);
		return 2;
	}
	json_decref(request);
	while ((request = read_request(&line, &size))) {
		alarm(timeout);		/* its default action ends a worker that hangs */
		serve_job(&context, request);
		alarm(0);
		json_decref(request);
	}
	clear_context(&context);
	free(line);
	return 0;
}
