// SPDX-License-Identifier: GPL-2.0-or-later
#include "base/yaml.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/file.h"

#define UNKNOWN_KEY "Load: Unexpected key: "

/* libcyaml tells what is wrong through its log only. */
static void collect_log(cyaml_log_t level, void *context, const char *format, va_list args)
{
	(void)level;
	g_string_append_vprintf(context, format, args);
}

static const cyaml_config_t *yaml_config(cyaml_config_t *config, GString *log)
{
	*config = (cyaml_config_t) {
		.log_fn = collect_log,
		.log_ctx = log,
		.mem_fn = cyaml_mem,
		.log_level = CYAML_LOG_ERROR,
		.flags = CYAML_CFG_NO_ALIAS,
	};
	return config;
}

/* The line of the innermost place that the backtrace in @log names, or 1. */
static unsigned long log_line(const char *log)
{
	const char *place = strstr(log, "(line: ");

	return place ? strtoul(place + strlen("(line: "), NULL, 10) : 1;
}

/* The first line from @from on that has @key; libcyaml names the line before it. */
static unsigned long key_line(const char *text, const char *key, unsigned long from)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	g_autofree char *quoted = g_regex_escape_string(key, -1);
	g_autofree char *pattern = g_strdup_printf("^[ -]*[\"']?%s[\"']?[ \t]*:", quoted);

	for (unsigned long i = from; i <= g_strv_length(lines); i++) {
		if (g_regex_match_simple(pattern, lines[i - 1], 0, 0))
			return i;
	}
	return from;
}

/* The first message in @log, without libcyaml's prefix. */
static char *log_message(const char *log)
{
	const char *start = g_str_has_prefix(log, "Load: ") ? log + strlen("Load: ") : log;

	return g_strndup(start, strcspn(start, "\n"));
}

static void set_error(GError **error, const char *path, const char *text, const char *log,
		      cyaml_err_t code)
{
	g_autofree char *message = log_message(log);
	unsigned long line = log_line(log);

	if (g_str_has_prefix(log, UNKNOWN_KEY)) {
		const char *key = message + strlen(UNKNOWN_KEY) - strlen("Load: ");

		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_USAGE,
			    "%s:%lu: unknown key \"%s\"", path, key_line(text, key, line), key);
		return;
	}
	g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_USAGE, "%s:%lu: %s", path, line,
		    *message ? message : cyaml_strerror(code));
}

void *yaml_load_file(const char *path, const cyaml_schema_value_t *schema, GError **error)
{
	size_t length;
	g_autofree char *text = file_read(path, &length, error);
	GString *log;
	cyaml_config_t config;
	cyaml_data_t *data = NULL;
	cyaml_err_t code;

	if (!text)
		return NULL;
	log = g_string_new(NULL);
	code = cyaml_load_data((const uint8_t *)text, length, yaml_config(&config, log), schema,
			       &data, NULL);
	if (code == CYAML_OK && !data)
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_USAGE, "%s:1: the file is empty", path);
	else if (code != CYAML_OK)
		set_error(error, path, text, log->str, code);
	g_string_free(log, TRUE);
	return code == CYAML_OK ? data : NULL;
}

void yaml_free_file(const cyaml_schema_value_t *schema, void *data)
{
	GString *log = g_string_new(NULL);
	cyaml_config_t config;

	cyaml_free(yaml_config(&config, log), schema, data, 0);
	g_string_free(log, TRUE);
}
