// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/cmd.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <jansson.h>

#include "base/error.h"
#include "base/file.h"
#include "cmd/session.h"

static const char summary[] =
	"Makes the generated headers and compiler flags of each chosen variant, out of tree, by\n"
	"running the tree's own Kbuild, and keeps them in the cache for the other commands.";

/* A JSON compilation database, as clang's own tools read it. */
static json_t *compile_commands(const struct session *session)
{
	json_t *list = json_array();

	for (unsigned int i = 0; i < session->prepared->len; i++) {
		const struct prepared *prepared = g_ptr_array_index(session->prepared, i);

		for (unsigned int k = 0; k < prepared->units->len; k++) {
			const struct unit *unit = g_ptr_array_index(prepared->units, k);
			json_t *arguments = json_array();

			json_array_append_new(arguments, json_string("clang"));
			for (const char *const *flag = (const char *const *)unit->flags; *flag; flag++)
				json_array_append_new(arguments, json_string(*flag));
			json_array_append_new(list, json_pack("{s:s,s:o,s:o}", "directory",
				prepared->directory, "arguments", arguments, "file",
				json_sprintf("%s/%s", session->tree->path, unit->file)));
		}
	}
	return list;
}

static bool write_compile_commands(const struct session *session, const char *path,
				   GError **error)
{
	json_t *list = compile_commands(session);
	char *text = json_dumps(list, JSON_INDENT(1));
	bool ok = file_write(path, text, strlen(text), error);

	free(text);
	json_decref(list);
	return ok;
}

static int print_prepared(const struct session *session)
{
	for (unsigned int i = 0; i < session->prepared->len; i++) {
		const struct prepared *prepared = g_ptr_array_index(session->prepared, i);

		printf("%s: %u translation units in %s\n", prepared->variant->name,
		       prepared->units->len, prepared->directory);
		for (unsigned int k = 0; k < prepared->notes->len; k++)
			printf("%s: note: %s\n", prepared->variant->name,
			       (const char *)g_ptr_array_index(prepared->notes, k));
	}
	for (unsigned int i = 0; i < session->failures->len; i++)
		fprintf(stderr, "ptdesc prepare: %s\n",
			(const char *)g_ptr_array_index(session->failures, i));
	return session->failures->len ? PTDESC_EXIT_INCOMPLETE : PTDESC_EXIT_CLEAN;
}

int cmd_prepare(int argc, char **argv)
{
	struct session session = { 0 };
	g_autofree char *commands = NULL;
	const GOptionEntry entries[] = {
		{ "compile-commands", 0, 0, G_OPTION_ARG_FILENAME, &commands,
		  "write a JSON compilation database of the chosen variants", "FILE" },
		{ NULL }
	};
	GError *error = NULL;
	int status;

	if (session_parse(&session, entries, NULL, summary, &argc, &argv, &error) &&
	    session_open(&session, &error) && session_prepare(&session, &error) &&
	    (!commands || write_compile_commands(&session, commands, &error)))
		status = print_prepared(&session);
	else
		status = cmd_fail("prepare", error);
	session_clear(&session);
	return status;
}
