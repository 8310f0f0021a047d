/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_BASE_JSON_H
#define PTDESC_BASE_JSON_H

#include <jansson.h>

/* @json, which is taken, as a line with its end, "null" for NULL; for the caller to g_free(). */
char *json_take_line(json_t *json);

#endif
