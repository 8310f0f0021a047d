/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_BASE_YAML_H
#define PTDESC_BASE_YAML_H

#include <cyaml/cyaml.h>
#include <glib.h>

/*
 * Loads the YAML file @path by @schema into what it describes, strictly: a
 * key that @schema does not know is an error.  NULL with PTDESC_ERROR_USAGE as
 * one line, "FILE:LINE: what is wrong".  Free with yaml_free_file() and the same schema.
 * (libyaml itself exports a yaml_free(), hence the names.)
 */
void *yaml_load_file(const char *path, const cyaml_schema_value_t *schema, GError **error);
void yaml_free_file(const cyaml_schema_value_t *schema, void *data);

#endif
