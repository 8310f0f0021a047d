/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CHECKER_RULES_PRIVATE_H
#define PTDESC_CHECKER_RULES_PRIVATE_H

#include "base/yaml.h"
#include "checker/rules.h"

/*
 * -- rules_schema.c: what stands in a file of rules/kinds/, rules/api/ and rules/
 */
extern const cyaml_schema_value_t rules_kind_schema;
extern const cyaml_schema_value_t rules_api_schema;
extern const cyaml_schema_value_t rules_rule_schema;

#endif
