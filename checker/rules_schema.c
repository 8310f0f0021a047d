// SPDX-License-Identifier: GPL-2.0-or-later
/* rules.h as libcyaml wants it. */
#include "checker/rules_private.h"

#define OPTIONAL CYAML_FLAG_OPTIONAL
#define STRING(key, type, member) \
	CYAML_FIELD_STRING_PTR(key, CYAML_FLAG_POINTER, type, member, 0, CYAML_UNLIMITED)
#define STRING_OPTIONAL(key, type, member) \
	CYAML_FIELD_STRING_PTR(key, CYAML_FLAG_POINTER | OPTIONAL, type, member, 0, CYAML_UNLIMITED)
#define STRINGS(key, type, member, flags) \
	CYAML_FIELD_SEQUENCE(key, CYAML_FLAG_POINTER | (flags), type, member, &string_entry, 0, CYAML_UNLIMITED)
#define RECORDS(key, type, member, entry) \
	CYAML_FIELD_SEQUENCE(key, CYAML_FLAG_POINTER | OPTIONAL, type, member, entry, 0, CYAML_UNLIMITED)
#define RECORD(key, type, member, fields) \
	CYAML_FIELD_MAPPING_PTR(key, CYAML_FLAG_POINTER | OPTIONAL, type, member, fields)

static const cyaml_schema_value_t string_entry = {
	CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 0, CYAML_UNLIMITED),
};

static const cyaml_strval_t strengths[] = {
	{ "certain", RULE_CERTAIN }, { "entry", RULE_ENTRY },
};

static const cyaml_schema_field_t type_fields[] = {
	STRING("type", struct rule_type, type),
	STRING_OPTIONAL("canonical", struct rule_type, canonical),
	CYAML_FIELD_ENUM("strength", CYAML_FLAG_STRICT, struct rule_type, strength, strengths,
			 CYAML_ARRAY_LEN(strengths)),
	STRING("why", struct rule_type, why),
	CYAML_FIELD_END
};

static const cyaml_schema_value_t type_entry = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct rule_type, type_fields),
};

static const cyaml_schema_field_t kind_fields[] = {
	STRING("name", struct rule_kind, name),
	STRING("title", struct rule_kind, title),
	RECORDS("types", struct rule_kind, types, &type_entry),
	STRINGS("words", struct rule_kind, words, 0),
	CYAML_FIELD_END
};

const cyaml_schema_value_t rules_kind_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct rule_kind, kind_fields),
};

static const cyaml_schema_field_t argument_fields[] = {
	CYAML_FIELD_UINT("argument", CYAML_FLAG_DEFAULT, struct rule_argument, argument),
	STRING("kind", struct rule_argument, kind),
	CYAML_FIELD_END
};

static const cyaml_schema_value_t argument_entry = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct rule_argument, argument_fields),
};

static const cyaml_schema_value_t index_entry = {
	CYAML_VALUE_UINT(CYAML_FLAG_DEFAULT, unsigned int),
};

static const cyaml_schema_field_t callback_fields[] = {
	CYAML_FIELD_UINT("function", OPTIONAL, struct rule_callback, function),
	STRING_OPTIONAL("member", struct rule_callback, member),
	CYAML_FIELD_UINT("argument", CYAML_FLAG_DEFAULT, struct rule_callback, argument),
	CYAML_FIELD_UINT("parameter", CYAML_FLAG_DEFAULT, struct rule_callback, parameter),
	CYAML_FIELD_END
};

static const cyaml_schema_field_t link_fields[] = {
	CYAML_FIELD_UINT("entry", CYAML_FLAG_DEFAULT, struct rule_link, entry),
	CYAML_FIELD_UINT("list", CYAML_FLAG_DEFAULT, struct rule_link, list),
	CYAML_FIELD_END
};

static const cyaml_schema_field_t return_fields[] = {
	CYAML_FIELD_UINT("argument", CYAML_FLAG_DEFAULT, struct rule_return, argument),
	STRING("family", struct rule_return, family),
	CYAML_FIELD_END
};

static const cyaml_schema_field_t function_fields[] = {
	STRINGS("names", struct rule_function, names, 0),
	STRING_OPTIONAL("allocates", struct rule_function, allocates),
	STRING_OPTIONAL("returns", struct rule_function, returns),
	RECORDS("takes", struct rule_function, takes, &argument_entry),
	RECORDS("converts", struct rule_function, converts, &index_entry),
	RECORD("calls", struct rule_function, calls, callback_fields),
	RECORD("links", struct rule_function, links, link_fields),
	CYAML_FIELD_BOOL("elsewhere", OPTIONAL, struct rule_function, elsewhere),
	RECORDS("releases", struct rule_function, releases, &index_entry),
	RECORDS("order", struct rule_function, order, &index_entry),
	CYAML_FIELD_BOOL("unordered", OPTIONAL, struct rule_function, unordered),
	RECORDS("flags", struct rule_function, flags, &index_entry),
	RECORDS("finds_order", struct rule_function, finds_order, &index_entry),
	RECORDS("splits", struct rule_function, splits, &index_entry),
	STRING_OPTIONAL("hands_out", struct rule_function, hands_out),
	RECORD("takes_back", struct rule_function, takes_back, return_fields),
	STRING_OPTIONAL("constructs", struct rule_function, constructs),
	STRING_OPTIONAL("destructs", struct rule_function, destructs),
	RECORDS("nonnull", struct rule_function, nonnull, &index_entry),
	CYAML_FIELD_BOOL("loses_null", OPTIONAL, struct rule_function, loses_null),
	CYAML_FIELD_BOOL("noreturn", OPTIONAL, struct rule_function, noreturn),
	CYAML_FIELD_BOOL("opaque", OPTIONAL, struct rule_function, opaque),
	STRINGS("excludes", struct rule_function, excludes, OPTIONAL),
	CYAML_FIELD_BOOL("operand", OPTIONAL, struct rule_function, operand),
	CYAML_FIELD_BOOL("exempt", OPTIONAL, struct rule_function, exempt),
	CYAML_FIELD_END
};

static const cyaml_schema_value_t function_entry = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct rule_function, function_fields),
};

static const cyaml_schema_field_t rename_fields[] = {
	STRING("from", struct rule_rename, from),
	STRING("to", struct rule_rename, to),
	CYAML_FIELD_END
};

static const cyaml_schema_value_t rename_entry = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct rule_rename, rename_fields),
};

static const cyaml_schema_field_t level_fields[] = {
	STRING("level", struct rule_level, level),
	STRINGS("makers", struct rule_level, makers, 0),
	STRINGS("enders", struct rule_level, enders, 0),
	CYAML_FIELD_END
};

static const cyaml_schema_value_t level_entry = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct rule_level, level_fields),
};

static const cyaml_schema_field_t pair_fields[] = {
	STRING("member", struct rule_pair, member),
	STRING("over", struct rule_pair, over),
	CYAML_FIELD_END
};

static const cyaml_schema_value_t pair_entry = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct rule_pair, pair_fields),
};

static const cyaml_schema_field_t overlay_fields[] = {
	STRING("record", struct rule_overlay, record),
	STRING("over", struct rule_overlay, over),
	STRING("include", struct rule_overlay, include),
	RECORDS("pairs", struct rule_overlay, pairs, &pair_entry),
	CYAML_FIELD_END
};

static const cyaml_schema_value_t overlay_entry = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct rule_overlay, overlay_fields),
};

static const cyaml_schema_field_t api_fields[] = {
	RECORDS("renames", struct rule_api, renames, &rename_entry),
	STRINGS("descriptors", struct rule_api, descriptors, OPTIONAL),
	RECORDS("overlays", struct rule_api, overlays, &overlay_entry),
	STRINGS("lists", struct rule_api, lists, OPTIONAL),
	STRINGS("entries", struct rule_api, entries, OPTIONAL),
	STRINGS("numbered", struct rule_api, numbered, OPTIONAL),
	STRINGS("foreign", struct rule_api, foreign, OPTIONAL),
	RECORDS("levels", struct rule_api, levels, &level_entry),
	STRINGS("constants", struct rule_api, constants, OPTIONAL),
	STRINGS("counted", struct rule_api, counted, OPTIONAL),
	RECORDS("functions", struct rule_api, functions, &function_entry),
	CYAML_FIELD_END
};

const cyaml_schema_value_t rules_api_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct rule_api, api_fields),
};

static const cyaml_schema_field_t member_fields[] = {
	STRING("record", struct rule_member, record),
	STRINGS("members", struct rule_member, members, 0),
	CYAML_FIELD_END
};

static const cyaml_schema_field_t list_fields[] = {
	STRING("member", struct rule_list, member),
	STRINGS("others", struct rule_list, others, 0),
	CYAML_FIELD_END
};

static const cyaml_schema_field_t allocation_fields[] = {
	STRING("family", struct rule_allocation, family),
	STRING_OPTIONAL("freed_as", struct rule_allocation, freed_as),
	CYAML_FIELD_END
};

static const cyaml_schema_field_t release_fields[] = {
	STRING("family", struct rule_release, family),
	STRING_OPTIONAL("allocated_as", struct rule_release, allocated_as),
	CYAML_FIELD_END
};

static const cyaml_strval_t orders[] = {
	{ "lost-order", RULE_ORDER_LOST }, { "other-order", RULE_ORDER_OTHER },
};

static const cyaml_schema_field_t block_fields[] = {
	STRING("family", struct rule_block, family),
	STRING_OPTIONAL("freed_as", struct rule_block, freed_as),
	CYAML_FIELD_ENUM("mistake", CYAML_FLAG_STRICT, struct rule_block, mistake, orders,
			 CYAML_ARRAY_LEN(orders)),
	CYAML_FIELD_END
};

static const cyaml_schema_field_t interface_fields[] = {
	STRING("type", struct rule_interface, type),
	STRINGS("closed", struct rule_interface, closed, OPTIONAL),
	CYAML_FIELD_END
};

static const cyaml_schema_field_t unread_fields[] = {
	STRINGS("parameters", struct rule_unread, parameters, 0),
	STRING("family", struct rule_unread, family),
	CYAML_FIELD_END
};

static const cyaml_schema_field_t clobber_fields[] = {
	STRINGS("links", struct rule_clobber, links, 0),
	STRINGS("heads", struct rule_clobber, heads, 0),
	CYAML_FIELD_END
};

static const cyaml_strval_t mistakes[] = {
	{ "constructor-leak", RULE_CONSTRUCTOR_LEAK },
	{ "constructor-ignored", RULE_CONSTRUCTOR_IGNORED },
	{ "constructor-unpaired", RULE_CONSTRUCTOR_UNPAIRED },
	{ "constructor-missing", RULE_CONSTRUCTOR_MISSING },
	{ "constructed-free", RULE_CONSTRUCTED_FREE },
	{ "null-argument", RULE_NULL_ARGUMENT },
	{ "null-late", RULE_NULL_LATE },
};

static const cyaml_schema_field_t way_fields[] = {
	CYAML_FIELD_ENUM("mistake", CYAML_FLAG_STRICT, struct rule_way, mistake, mistakes,
			 CYAML_ARRAY_LEN(mistakes)),
	CYAML_FIELD_END
};

static const cyaml_schema_field_t calls_fields[] = {
	STRINGS("functions", struct rule_calls, functions, 0),
	CYAML_FIELD_UINT("argument", OPTIONAL, struct rule_calls, argument),
	STRING_OPTIONAL("type", struct rule_calls, type),
	CYAML_FIELD_END
};

static const cyaml_schema_value_t calls_entry = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct rule_calls, calls_fields),
};

static const cyaml_strval_t layouts[] = {
	{ "unasserted", RULE_LAYOUT_UNASSERTED }, { "broken", RULE_LAYOUT_BROKEN },
};

static const cyaml_schema_field_t range_fields[] = {
	CYAML_FIELD_INT("first", CYAML_FLAG_DEFAULT, struct rule_range, first),
	CYAML_FIELD_INT("last", CYAML_FLAG_DEFAULT, struct rule_range, last),
	CYAML_FIELD_END
};

static const cyaml_schema_value_t range_entry = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct rule_range, range_fields),
};

static const cyaml_schema_field_t constants_fields[] = {
	STRING("name", struct rule_constants, name),
	RECORDS("legal", struct rule_constants, legal, &range_entry),
	CYAML_FIELD_END
};

static const cyaml_schema_field_t descriptor_fields[] = {
	STRING("record", struct rule_descriptor, record),
	CYAML_FIELD_END
};

static const cyaml_schema_field_t stuck_fields[] = {
	STRINGS("records", struct rule_stuck, records, 0),
	CYAML_FIELD_END
};

static const cyaml_schema_field_t rule_fields[] = {
	STRING("id", struct rule, id),
	STRING("summary", struct rule, summary),
	STRING("severity", struct rule, severity),
	STRING_OPTIONAL("kind", struct rule, kind),
	STRINGS("needs", struct rule, needs, OPTIONAL),
	RECORD("member", struct rule, member, member_fields),
	RECORD("list", struct rule, list, list_fields),
	RECORD("allocation", struct rule, allocation, allocation_fields),
	RECORD("release", struct rule, release, release_fields),
	RECORD("block", struct rule, block, block_fields),
	RECORD("unread", struct rule, unread, unread_fields),
	RECORD("interface", struct rule, interface, interface_fields),
	RECORD("clobber", struct rule, clobber, clobber_fields),
	RECORD("way", struct rule, way, way_fields),
	STRINGS("replaces", struct rule, replaces, OPTIONAL),
	RECORDS("calls", struct rule, calls, &calls_entry),
	CYAML_FIELD_ENUM("layout", CYAML_FLAG_STRICT | OPTIONAL, struct rule, layout, layouts,
			 CYAML_ARRAY_LEN(layouts)),
	RECORD("constants", struct rule, constants, constants_fields),
	RECORD("descriptor", struct rule, descriptor, descriptor_fields),
	RECORD("stuck", struct rule, stuck, stuck_fields),
	CYAML_FIELD_BOOL("suppression", OPTIONAL, struct rule, suppression),
	STRING("message", struct rule, message),
	STRING("explanation", struct rule, explanation),
	STRING("bad", struct rule, bad),
	STRING("good", struct rule, good),
	STRING("remedy", struct rule, remedy),
	STRING_OPTIONAL("fix", struct rule, fix),
	STRING("source", struct rule, source),
	CYAML_FIELD_END
};

const cyaml_schema_value_t rules_rule_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct rule, rule_fields),
};
