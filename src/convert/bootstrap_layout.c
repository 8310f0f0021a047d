// SPDX-License-Identifier: GPL-2.0-or-later
#include "convert/bootstrap_layout.h"

#include <string.h>

#include "base/error.h"
#include "convert/bootstrap_slots.h"
#include "convert/template.h"

/* The text of a descriptor on its way. */
struct writer {
	const struct bootstrap_layout *data;
	const struct members *members;
	GString *fields, *comments, *matches;
	unsigned int pads;
};

static const char *new_name(const struct bootstrap_member *member)
{
	return member->name ? member->name : member->member;
}

/* The declaration with its own name replaced: it is the last word that is @from. */
static char *rename_declaration(const struct member_text *member, const void *data)
{
	const char *name = new_name(data);
	const char *declaration = member->declaration;
	struct token token, found = { .text = declaration };
	struct lexer lexer;

	lexer_init(&lexer, declaration, strlen(declaration));
	for (lexer_next(&lexer, &token); token.kind != TOKEN_END; lexer_next(&lexer, &token))
		if (token_is(&token, member->name))
			found = token;
	return g_strdup_printf("%.*s%s%s;", (int)(found.text - declaration), declaration, name,
			       found.text + found.length);
}

static void add_comment(struct writer *writer, const char *name, const char *text)
{
	g_autofree char *first = g_strdup_printf(" * @%s: ", name);

	template_fill(writer->comments, first, " *    ", text);
}

static void add_pad(struct writer *writer, const char *indent, unsigned int words)
{
	g_autofree char *number = g_strdup_printf("%u", ++writer->pads);
	const char *const values[] = { "number", number, NULL };
	g_autofree char *pad = template_replace(writer->data->pad, values);
	const char *name = strrchr(pad, ' ') ? strrchr(pad, ' ') + 1 : pad;

	g_string_append_printf(writer->fields, "%s%s", indent, pad);
	if (words > 1)
		g_string_append_printf(writer->fields, "[%u]", words);
	g_string_append(writer->fields, ";\n");
	add_comment(writer, name, "Padding.");
}

static char *match_line(const struct member_text *member, const void *data)
{
	const struct writer *writer = ((const void *const *)data)[0];
	const struct bootstrap_member *described = ((const void *const *)data)[1];
	const char *const values[] = { "member", member->name, "name", new_name(described), NULL };

	return template_replace(writer->data->match, values);
}

static void add_field(struct writer *writer, const struct field *field, const char *indent)
{
	const void *const context[] = { writer, field->data };

	members_print(writer->members, field->data->member, indent, rename_declaration,
		      field->data, writer->fields);
	members_print(writer->members, field->data->member, "", match_line, context,
		      writer->matches);
	add_comment(writer, new_name(field->data), field->data->comment);
}

/* One alternative of a union, with what leads to it. */
static void add_alternative(struct writer *writer, const struct field *field)
{
	if (!field->before && !field->words) {
		add_field(writer, field, "\t\t");
		return;
	}
	g_string_append(writer->fields, "\t\tstruct {\n");
	if (field->before)
		add_field(writer, field->before, "\t\t\t");
	else
		add_pad(writer, "\t\t\t", field->words);
	add_field(writer, field, "\t\t\t");
	g_string_append(writer->fields, "\t\t};\n");
}

static void add_slot(struct writer *writer, const struct slot *slot)
{
	if (slot->fields->len == 1 && !slot->words) {
		add_field(writer, slot->fields->pdata[0], "\t");
		return;
	}
	g_string_append_printf(writer->fields, "%s\tunion {\n", writer->fields->len ? "\n" : "");
	if (slot->words)
		add_pad(writer, "\t\t", slot->words);
	for (unsigned int i = 0; i < slot->fields->len; i++) {
		const struct field *field = slot->fields->pdata[i];

		if (!field->is_paired)
			add_alternative(writer, field);
	}
	g_string_append(writer->fields, "\t};\n");
}

char *bootstrap_declare(const struct bootstrap_layout *data, const struct members *members,
			const GPtrArray *observations, GError **error)
{
	g_autoptr(GPtrArray) slots = slots_make(data, members, observations, error);
	struct writer writer = { .data = data, .members = members };
	char *text;

	if (!slots)
		return NULL;
	writer.fields = g_string_new(NULL);
	writer.comments = g_string_new(NULL);
	writer.matches = g_string_new(NULL);
	for (unsigned int i = 0; i < slots->len; i++)
		add_slot(&writer, slots->pdata[i]);
	text = template_lines(data->text, (const char *const[]){
		"members", writer.fields->str, "comments", writer.comments->str,
		"matches", writer.matches->str, NULL });
	g_string_free(writer.fields, TRUE);
	g_string_free(writer.comments, TRUE);
	g_string_free(writer.matches, TRUE);
	return text;
}
