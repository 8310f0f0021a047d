// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/layout.h"

#include <stdlib.h>
#include <string.h>
#include <jansson.h>

#include "base/error.h"
#include "base/file.h"
#include "base/json.h"

static void free_variant(gpointer data)
{
	struct layout_variant *variant = data;

	g_free(variant->name);
	g_ptr_array_unref(variant->overlays);
	g_free(variant);
}

struct layout_report *layout_report_new(const char *tree)
{
	struct layout_report *report = g_new0(struct layout_report, 1);

	report->tree = g_strdup(tree);
	report->variants = g_ptr_array_new_with_free_func(free_variant);
	report->problems = g_ptr_array_new_with_free_func(g_free);
	return report;
}

void layout_report_free(struct layout_report *report)
{
	if (!report)
		return;
	g_free(report->tree);
	g_ptr_array_unref(report->variants);
	g_ptr_array_unref(report->problems);
	g_free(report);
}

void layout_report_add(struct layout_report *report, const char *name, GPtrArray *overlays)
{
	struct layout_variant *variant = g_new0(struct layout_variant, 1);

	variant->name = g_strdup(name);
	variant->overlays = overlays;
	g_ptr_array_add(report->variants, variant);
}

static const char *relative(const struct layout_report *report, const char *file)
{
	const char *below = file_below(report->tree, file);

	return below ? below : file;
}

static unsigned int count(const struct layout_report *report, bool broken)
{
	unsigned int found = 0;

	for (unsigned int i = 0; i < report->variants->len; i++) {
		const struct layout_variant *variant = g_ptr_array_index(report->variants, i);

		for (unsigned int k = 0; k < variant->overlays->len; k++) {
			const struct overlay *overlay = g_ptr_array_index(variant->overlays, k);

			for (unsigned int m = 0; m < overlay->members->len; m++) {
				const struct overlay_member *member =
					g_ptr_array_index(overlay->members, m);

				found += broken ? member->broken->len : member->missing->len;
			}
		}
	}
	return found;
}

int layout_report_exit(const struct layout_report *report)
{
	if (report->problems->len)
		return PTDESC_EXIT_INCOMPLETE;
	return count(report, false) + count(report, true) ? PTDESC_EXIT_FINDINGS :
		PTDESC_EXIT_CLEAN;
}

/* -- text -------------------------------------------------------------------------------- */

static char *joined(const GPtrArray *names)
{
	GString *text = g_string_new(NULL);

	for (unsigned int i = 0; i < names->len; i++)
		g_string_append_printf(text, "%s%s", i ? ", " : "",
				       (const char *)g_ptr_array_index(names, i));
	return g_string_free(text, FALSE);
}

static void add_names(GString *line, const char *label, const GPtrArray *names)
{
	g_autofree char *text = joined(names);

	if (names->len)
		g_string_append_printf(line, "%s%s%s", line->len ? "; " : "", label, text);
}

static char *verdict(const struct overlay_member *member)
{
	GString *line = g_string_new(NULL);

	add_names(line, "", member->asserted);
	add_names(line, "no assertion for ", member->missing);
	add_names(line, "NOT AT THE OFFSET OF ", member->broken);
	return g_string_free(line, FALSE);
}

static void add_row(GString *table, const struct overlay_member *member, const char *name,
		    const char *over, const char *told)
{
	GString *row = g_string_new(NULL);

	g_string_append_printf(row, "  %6" G_GUINT64_FORMAT " %5" G_GUINT64_FORMAT "  %-18s %-40s %s",
			       member->offset, member->size, name, told, over);
	g_string_append_printf(table, "%s\n", g_strchomp(row->str));
	g_string_free(row, TRUE);
}

static int by_offset(gconstpointer a, gconstpointer b)
{
	const struct overlay_member *left = *(const struct overlay_member *const *)a;
	const struct overlay_member *right = *(const struct overlay_member *const *)b;

	if (left->offset != right->offset)
		return left->offset < right->offset ? -1 : 1;
	return left->line < right->line ? -1 : left->line > right->line;
}

/* Ours, and what of the other record none of ours lies over. */
static GPtrArray *rows(const struct overlay *overlay)
{
	GPtrArray *list = g_ptr_array_new();

	for (unsigned int i = 0; i < overlay->members->len; i++)
		g_ptr_array_add(list, g_ptr_array_index(overlay->members, i));
	for (unsigned int i = 0; i < overlay->others->len; i++) {
		struct overlay_member *other = g_ptr_array_index(overlay->others, i);

		if (!other->over->len)
			g_ptr_array_add(list, other);
	}
	g_ptr_array_sort(list, by_offset);
	return list;
}

static char *table(const struct overlay *overlay)
{
	GString *text = g_string_new(NULL);
	g_autoptr(GPtrArray) list = rows(overlay);

	g_string_append_printf(text, "  %6s %5s  %-18s %-40s %s\n", "offset", "size",
			       overlay->rule->record, "asserted", overlay->rule->over);
	for (unsigned int i = 0; i < list->len; i++) {
		struct overlay_member *member = g_ptr_array_index(list, i);
		g_autofree char *over = joined(member->over);
		g_autofree char *told = verdict(member);

		if (g_ptr_array_find(overlay->members, member, NULL))
			add_row(text, member, member->name, over, told);
		else
			add_row(text, member, "", member->name, "");
	}
	g_string_append_printf(text, "  %6s %5" G_GUINT64_FORMAT "  of %" G_GUINT64_FORMAT " bytes\n", "",
			       overlay->size, overlay->over_size);
	return g_string_free(text, FALSE);
}

/* The table of @rule on each variant -> the variants' names, in order of appearance. */
static void group(const struct layout_report *report, const struct rule_overlay *rule,
		  GPtrArray *tables, GPtrArray *names)
{
	for (unsigned int i = 0; i < report->variants->len; i++) {
		const struct layout_variant *variant = g_ptr_array_index(report->variants, i);

		for (unsigned int k = 0; k < variant->overlays->len; k++) {
			const struct overlay *overlay = g_ptr_array_index(variant->overlays, k);
			g_autofree char *text = overlay->rule == rule ? table(overlay) : NULL;
			unsigned int at;

			if (!text)
				continue;
			if (g_ptr_array_find_with_equal_func(tables, text, g_str_equal, &at)) {
				g_string_append_printf(g_ptr_array_index(names, at), ", %s",
						       variant->name);
				continue;
			}
			g_ptr_array_add(tables, g_steal_pointer(&text));
			g_ptr_array_add(names, g_string_new(variant->name));
		}
	}
}

static void free_string(gpointer string)
{
	g_string_free(string, TRUE);
}

static void print_overlay(const struct layout_report *report, const struct overlay *overlay,
			  FILE *out)
{
	g_autoptr(GPtrArray) tables = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(free_string);

	group(report, overlay->rule, tables, names);
	fprintf(out, "struct %s over struct %s (%s)\n", overlay->rule->record, overlay->rule->over,
		relative(report, overlay->file));
	for (unsigned int i = 0; i < tables->len; i++)
		fprintf(out, "\n%s:\n%s", ((const GString *)g_ptr_array_index(names, i))->str,
			(const char *)g_ptr_array_index(tables, i));
}

void layout_report_text(const struct layout_report *report, FILE *out)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);

	for (unsigned int i = 0; i < report->variants->len; i++) {
		const struct layout_variant *variant = g_ptr_array_index(report->variants, i);

		for (unsigned int k = 0; k < variant->overlays->len; k++) {
			const struct overlay *overlay = g_ptr_array_index(variant->overlays, k);

			if (!g_hash_table_add(seen, (gpointer)overlay->rule))
				continue;
			if (g_hash_table_size(seen) > 1)
				fputc('\n', out);
			print_overlay(report, overlay, out);
		}
	}
	if (!g_hash_table_size(seen))
		fputs("nothing lies over another record in this tree\n", out);
	else
		fprintf(out, "\n%u assertions missing, %u offsets differ, over %u variants\n",
			count(report, false), count(report, true), report->variants->len);
}

/* -- JSON -------------------------------------------------------------------------------- */

static json_t *json_names(const GPtrArray *names)
{
	json_t *list = json_array();

	for (unsigned int i = 0; i < names->len; i++)
		json_array_append_new(list, json_string(g_ptr_array_index(names, i)));
	return list;
}

static json_t *json_members(const GPtrArray *members)
{
	json_t *list = json_array();

	for (unsigned int i = 0; i < members->len; i++) {
		const struct overlay_member *member = g_ptr_array_index(members, i);

		json_array_append_new(list, json_pack("{s:s,s:s,s:I,s:I,s:i,s:o,s:o,s:o,s:o}",
			"name", member->name, "type", member->type,
			"offset", (json_int_t)member->offset, "size", (json_int_t)member->size,
			"line", (int)member->line, "over", json_names(member->over),
			"asserted", json_names(member->asserted),
			"missing", json_names(member->missing),
			"broken", json_names(member->broken)));
	}
	return list;
}

/* Takes @object. */
static void print_line(json_t *object, FILE *out)
{
	g_autofree char *line = json_take_line(object);

	fputs(line, out);
}

void layout_report_json(const struct layout_report *report, FILE *out)
{
	for (unsigned int i = 0; i < report->variants->len; i++) {
		const struct layout_variant *variant = g_ptr_array_index(report->variants, i);

		for (unsigned int k = 0; k < variant->overlays->len; k++) {
			const struct overlay *overlay = g_ptr_array_index(variant->overlays, k);

			print_line(json_pack("{s:s,s:s,s:s,s:s,s:s,s:I,s:I,s:o,s:o}",
				"type", "layout", "variant", variant->name,
				"record", overlay->rule->record, "over", overlay->rule->over,
				"file", relative(report, overlay->file),
				"size", (json_int_t)overlay->size,
				"over_size", (json_int_t)overlay->over_size,
				"members", json_members(overlay->members),
				"over_members", json_members(overlay->others)), out);
		}
	}
	print_line(json_pack("{s:s,s:i,s:i,s:i,s:o}", "type", "summary",
			     "variants", (int)report->variants->len,
			     "missing", (int)count(report, false),
			     "broken", (int)count(report, true),
			     "problems", json_names(report->problems)), out);
}
