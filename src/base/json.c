// SPDX-License-Identifier: GPL-2.0-or-later
#include "base/json.h"

#include <stdlib.h>
#include <glib.h>

char *json_take_line(json_t *json)
{
	char *text = json_dumps(json, JSON_COMPACT);
	char *line = g_strconcat(text ? text : "null", "\n", NULL);

	free(text);
	json_decref(json);
	return line;
}
