// SPDX-License-Identifier: GPL-2.0-or-later
#include "checker/overlay.h"

#include <string.h>

#include "checker/cursor.h"
#include "checker/layout_private.h"
#include "checker/record.h"

struct measuring {
	const struct rules *rules;
	CXTranslationUnit unit;
	GPtrArray *asserts;	/* of char *: "page.lru ptdesc.pt_list", both ways round */
};

static void free_member(gpointer data)
{
	struct overlay_member *member = data;

	g_free(member->name);
	g_free(member->type);
	g_ptr_array_unref(member->over);
	g_ptr_array_unref(member->asserted);
	g_ptr_array_unref(member->missing);
	g_ptr_array_unref(member->broken);
	g_free(member);
}

static void free_overlay(gpointer data)
{
	struct overlay *overlay = data;

	g_free(overlay->file);
	g_ptr_array_unref(overlay->members);
	g_ptr_array_unref(overlay->others);
	g_free(overlay);
}

/* -- what there is --------------------------------------------------------------------- */

static enum CXChildVisitResult add_assert(CXCursor cursor, CXCursor parent, CXClientData data)
{
	const struct measuring *measuring = data;
	struct record_assert found;
	char *sides[2];

	(void)parent;
	if (!record_is_assert(cursor, &found))
		return CXChildVisit_Continue;
	for (int i = 0; i < 2; i++) {
		g_autofree char *record = cursor_record_of(found.fields[i]);
		g_autofree char *name = cursor_name(found.fields[i]);

		sides[i] = g_strdup_printf("%s.%s", record,
					   rules_source_name(measuring->rules, name));
	}
	g_ptr_array_add(measuring->asserts, g_strdup_printf("%s %s", sides[0], sides[1]));
	g_ptr_array_add(measuring->asserts, g_strdup_printf("%s %s", sides[1], sides[0]));
	g_free(sides[0]);
	g_free(sides[1]);
	return CXChildVisit_Continue;
}

static GPtrArray *new_list(void)
{
	return g_ptr_array_new_with_free_func(g_free);
}

static struct overlay_member *new_member(const struct measuring *measuring,
					 const struct record_member *from)
{
	struct overlay_member *member = g_new0(struct overlay_member, 1);
	struct place place;

	cursor_place(from->field, &place);
	member->line = place.line;
	place_clear(&place);
	member->name = g_strdup(rules_source_name(measuring->rules, from->name));
	member->type = type_name(clang_getCursorType(from->field));
	member->offset = from->offset;
	member->size = from->size;
	member->over = new_list();
	member->asserted = new_list();
	member->missing = new_list();
	member->broken = new_list();
	return member;
}

static GPtrArray *members_of(const struct measuring *measuring, CXCursor record)
{
	g_autoptr(GPtrArray) found = record_members(record);
	GPtrArray *members = g_ptr_array_new_with_free_func(free_member);

	for (unsigned int i = 0; i < found->len; i++)
		g_ptr_array_add(members, new_member(measuring, g_ptr_array_index(found, i)));
	return members;
}

/* -- what lies over what ------------------------------------------------------------------ */

static bool share_bytes(const struct overlay_member *a, const struct overlay_member *b)
{
	return a->offset < b->offset + b->size && b->offset < a->offset + a->size;
}

static bool is_asserted(const struct measuring *measuring, const struct overlay *overlay,
			const char *member, const char *other)
{
	g_autofree char *wanted = g_strdup_printf("%s.%s %s.%s", overlay->rule->record, member,
						  overlay->rule->over, other);

	for (unsigned int i = 0; i < measuring->asserts->len; i++)
		if (strcmp(g_ptr_array_index(measuring->asserts, i), wanted) == 0)
			return true;
	return false;
}

static bool ought_to_be(const struct overlay *overlay, const char *member, const char *other)
{
	const struct rule_overlay *rule = overlay->rule;

	for (unsigned int i = 0; i < rule->pairs_count; i++)
		if (strcmp(rule->pairs[i].member, member) == 0 &&
		    strcmp(rule->pairs[i].over, other) == 0)
			return true;
	return false;
}

static void compare(const struct measuring *measuring, const struct overlay *overlay,
		    struct overlay_member *member, struct overlay_member *other)
{
	bool asserted = is_asserted(measuring, overlay, member->name, other->name);
	bool pair = ought_to_be(overlay, member->name, other->name);

	if (share_bytes(member, other)) {
		g_ptr_array_add(member->over, g_strdup(other->name));
		g_ptr_array_add(other->over, g_strdup(member->name));
	}
	if (asserted)
		g_ptr_array_add(member->asserted, g_strdup(other->name));
	if (pair && !asserted)
		g_ptr_array_add(member->missing, g_strdup(other->name));
	if ((pair || asserted) && member->offset != other->offset)
		g_ptr_array_add(member->broken, g_strdup(other->name));
}

static char *file_of(CXCursor record)
{
	struct place place;
	char *file;

	cursor_place(record, &place);
	file = g_canonicalize_filename(place.file, "/");
	place_clear(&place);
	return file;
}

static struct overlay *measure(const struct measuring *measuring, const struct rule_overlay *rule)
{
	CXCursor record = layout_find_record(measuring->unit, rule->record);
	CXCursor over = layout_find_record(measuring->unit, rule->over);
	struct overlay *overlay;

	if (clang_Cursor_isNull(record) || clang_Cursor_isNull(over))
		return NULL;
	overlay = g_new0(struct overlay, 1);
	overlay->rule = rule;
	overlay->file = file_of(record);
	overlay->size = record_size(record);
	overlay->over_size = record_size(over);
	overlay->members = members_of(measuring, record);
	overlay->others = members_of(measuring, over);
	for (unsigned int i = 0; i < overlay->members->len; i++)
		for (unsigned int k = 0; k < overlay->others->len; k++)
			compare(measuring, overlay, g_ptr_array_index(overlay->members, i),
				g_ptr_array_index(overlay->others, k));
	return overlay;
}

/* -- all ------------------------------------------------------------------------------------- */

/* A tree need not have all of the headers. */
static char *probe_text(const struct rules *rules)
{
	GString *text = g_string_new(NULL);

	for (unsigned int i = 0; i < rules->apis->len; i++) {
		const struct rule_api *api = g_ptr_array_index(rules->apis, i);

		for (unsigned int k = 0; k < api->overlays_count; k++)
			g_string_append_printf(text, "#if __has_include(<%s>)\n#include <%s>\n#endif\n",
					       api->overlays[k].include, api->overlays[k].include);
	}
	return g_string_free(text, FALSE);
}

static GPtrArray *measure_all(const struct measuring *measuring)
{
	GPtrArray *overlays = g_ptr_array_new_with_free_func(free_overlay);

	clang_visitChildren(clang_getTranslationUnitCursor(measuring->unit), add_assert,
			    (CXClientData)measuring);
	for (unsigned int i = 0; i < measuring->rules->apis->len; i++) {
		const struct rule_api *api = g_ptr_array_index(measuring->rules->apis, i);

		for (unsigned int k = 0; k < api->overlays_count; k++) {
			struct overlay *overlay = measure(measuring, &api->overlays[k]);

			if (overlay)
				g_ptr_array_add(overlays, overlay);
		}
	}
	return overlays;
}

GPtrArray *overlays_measure(const struct layout_probe *probe, const struct rules *rules,
			    GPtrArray *errors, GError **error)
{
	g_autofree char *text = probe_text(rules);
	struct layout_probe with_text = *probe;
	struct measuring measuring = { .rules = rules };
	CXIndex index = clang_createIndex(0, 0);
	GPtrArray *overlays = NULL;

	with_text.text = text;
	measuring.unit = layout_parse(index, &with_text, error);
	if (measuring.unit) {
		measuring.asserts = g_ptr_array_new_with_free_func(g_free);
		layout_collect_errors(measuring.unit, errors);
		overlays = measure_all(&measuring);
		g_ptr_array_unref(measuring.asserts);
		clang_disposeTranslationUnit(measuring.unit);
	}
	clang_disposeIndex(index);
	return overlays;
}
