// SPDX-License-Identifier: GPL-2.0-or-later
#include "convert/bootstrap_slots.h"

#include <string.h>

#include "base/error.h"

/* What slots are made of, and from. */
struct maker {
	const struct bootstrap_layout *data;
	const GPtrArray *observations;
	GPtrArray *slots;
};

void observation_free(gpointer data)
{
	struct observation *observation = data;

	layout_free(observation->layout);
	g_free(observation->where);
	g_free(observation);
}

static void slot_free(gpointer data)
{
	struct slot *slot = data;

	g_ptr_array_unref(slot->fields);
	g_free(slot);
}

static const struct observation *observed(const struct maker *maker, unsigned int index)
{
	return maker->observations->pdata[index];
}

static const struct layout_member *place(const struct maker *maker, unsigned int observation,
					 const struct field *field)
{
	return &observed(maker, observation)->layout->members[field->index];
}

static uint64_t round_up(uint64_t value, uint64_t align)
{
	return align ? (value + align - 1) / align * align : value;
}

/* -- which fields ---------------------------------------------------------------- */

static bool is_measured(const struct maker *maker, unsigned int index)
{
	for (unsigned int i = 0; i < maker->observations->len; i++)
		if (observed(maker, i)->layout->members[index].present)
			return true;
	return false;
}

/* A slot of its own for each member that the old struct has. */
static bool add_fields(struct maker *maker, const struct members *members, GError **error)
{
	for (unsigned int i = 0; i < maker->data->members_count; i++) {
		const struct bootstrap_member *member = &maker->data->members[i];
		bool declared = members_have(members, member->member);
		struct slot *slot;
		struct field *field;

		if (declared != is_measured(maker, i)) {
			g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_INCOMPLETE, declared ?
				    "struct %s has a member \"%s\", but on none of the variants that "
				    "were measured: name one that has it with --variants" :
				    "struct %s has a member \"%s\" that its text does not declare: "
				    "it cannot be taken over", maker->data->record, member->member);
			return false;
		}
		if (!declared)
			continue;
		field = g_new0(struct field, 1);
		field->data = member;
		field->index = i;
		slot = g_new0(struct slot, 1);
		slot->fields = g_ptr_array_new_with_free_func(g_free);
		g_ptr_array_add(slot->fields, field);
		g_ptr_array_add(maker->slots, slot);
	}
	return true;
}

/* -- which share a place --------------------------------------------------------- */

static bool fields_overlap(const struct maker *maker, const struct field *a,
			   const struct field *b)
{
	for (unsigned int i = 0; i < maker->observations->len; i++) {
		const struct layout_member *left = place(maker, i, a), *right = place(maker, i, b);

		if (left->present && right->present &&
		    left->offset < right->offset + right->size &&
		    right->offset < left->offset + left->size)
			return true;
	}
	return false;
}

static bool slots_overlap(const struct maker *maker, const struct slot *a, const struct slot *b)
{
	for (unsigned int i = 0; i < a->fields->len; i++)
		for (unsigned int k = 0; k < b->fields->len; k++)
			if (fields_overlap(maker, a->fields->pdata[i], b->fields->pdata[k]))
				return true;
	return false;
}

static void move_fields(struct slot *from, struct slot *to)
{
	while (from->fields->len)
		g_ptr_array_add(to->fields, g_ptr_array_steal_index(from->fields, 0));
}

static int by_index(gconstpointer a, gconstpointer b)
{
	const struct field *const *left = a, *const *right = b;

	return (*left)->index < (*right)->index ? -1 : 1;
}

static bool merge_once(struct maker *maker)
{
	for (unsigned int i = 0; i < maker->slots->len; i++)
		for (unsigned int k = i + 1; k < maker->slots->len; k++) {
			struct slot *slot = maker->slots->pdata[i];

			if (!slots_overlap(maker, slot, maker->slots->pdata[k]))
				continue;
			move_fields(maker->slots->pdata[k], slot);
			g_ptr_array_sort(slot->fields, by_index);
			g_ptr_array_remove_index(maker->slots, k);
			return true;
		}
	return false;
}

/* -- their order ------------------------------------------------------------------- */

/* Where the slot begins in an observation, G_MAXUINT64 where it has no field. */
static uint64_t slot_start(const struct maker *maker, unsigned int observation,
			   const struct slot *slot)
{
	uint64_t start = G_MAXUINT64;

	for (unsigned int i = 0; i < slot->fields->len; i++) {
		const struct layout_member *member = place(maker, observation,
							   slot->fields->pdata[i]);

		if (member->present)
			start = MIN(start, member->offset);
	}
	return start;
}

static const char *slot_name(const struct slot *slot)
{
	return ((const struct field *)slot->fields->pdata[0])->data->member;
}

/* Below 0 when @a comes first; @clash names an observation that says otherwise. */
static int compare_slots(const struct maker *maker, const struct slot *a, const struct slot *b,
			 const char **clash)
{
	int order = 0;

	for (unsigned int i = 0; i < maker->observations->len; i++) {
		uint64_t left = slot_start(maker, i, a), right = slot_start(maker, i, b);
		int here = left < right ? -1 : 1;

		if (left == G_MAXUINT64 || right == G_MAXUINT64)
			continue;
		if (order && order != here)
			*clash = observed(maker, i)->where;
		order = here;
	}
	return order;
}

static bool sort_slots(struct maker *maker, GError **error)
{
	for (unsigned int i = 1; i < maker->slots->len; i++)
		for (unsigned int k = i; k; k--) {
			struct slot **slots = (struct slot **)maker->slots->pdata + k - 1;
			struct slot *left = slots[0], *right = slots[1];
			const char *clash = NULL;
			int order = compare_slots(maker, left, right, &clash);

			if (clash) {
				g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_INCOMPLETE,
					    "\"%s\" and \"%s\" of struct %s change places on %s",
					    slot_name(left), slot_name(right), maker->data->record,
					    clash);
				return false;
			}
			if (order <= 0)
				break;
			slots[0] = right;
			slots[1] = left;
		}
	return true;
}

/* -- padding within a slot ----------------------------------------------------------- */

/* Whether @field begins where its slot does, wherever it is. */
static bool is_first(const struct maker *maker, const struct slot *slot,
		     const struct field *field)
{
	for (unsigned int i = 0; i < maker->observations->len; i++) {
		const struct layout_member *member = place(maker, i, field);

		if (member->present && member->offset != slot_start(maker, i, slot))
			return false;
	}
	return true;
}

/* Whether @before fills the slot up to @field wherever that is. */
static bool leads_to(const struct maker *maker, const struct field *before,
		     const struct field *field)
{
	for (unsigned int i = 0; i < maker->observations->len; i++) {
		const struct layout_member *late = place(maker, i, field);
		const struct layout_member *early = place(maker, i, before);

		if (late->present &&
		    (!early->present || early->offset + early->size != late->offset))
			return false;
	}
	return true;
}

/* The words from the slot's start to @field, the same everywhere; 0 when they are not. */
static unsigned int words_before(const struct maker *maker, const struct slot *slot,
				 const struct field *field)
{
	uint64_t words = 0;

	for (unsigned int i = 0; i < maker->observations->len; i++) {
		const struct layout_member *member = place(maker, i, field);
		uint64_t word = observed(maker, i)->layout->word, bytes;

		if (!member->present)
			continue;
		bytes = member->offset - slot_start(maker, i, slot);
		if (bytes % word || (words && words != bytes / word))
			return 0;
		words = bytes / word;
	}
	return (unsigned int)words;
}

static bool pad_field(const struct maker *maker, const struct slot *slot, struct field *field,
		      GError **error)
{
	for (unsigned int i = 0; i < slot->fields->len; i++) {
		struct field *other = slot->fields->pdata[i];

		if (other->is_paired || !is_first(maker, slot, other) ||
		    !leads_to(maker, other, field))
			continue;
		field->before = other;
		other->is_paired = true;
		return true;
	}
	field->words = words_before(maker, slot, field);
	if (!field->words)
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_INCOMPLETE,
			    "no padding brings \"%s\" to where it is in struct %s on all of the "
			    "variants that were measured", field->data->member,
			    maker->data->record);
	return field->words;
}

static bool pad_fields(const struct maker *maker, const struct slot *slot, GError **error)
{
	for (unsigned int i = 0; i < slot->fields->len; i++) {
		struct field *field = slot->fields->pdata[i];

		if (!is_first(maker, slot, field) && !pad_field(maker, slot, field, error))
			return false;
	}
	return true;
}

/* -- padding after a slot ------------------------------------------------------------ */

static uint64_t slot_align(const struct maker *maker, unsigned int observation,
			   const struct slot *slot)
{
	uint64_t align = slot->words ? observed(maker, observation)->layout->word : 1;

	for (unsigned int i = 0; i < slot->fields->len; i++) {
		const struct layout_member *member = place(maker, observation,
							   slot->fields->pdata[i]);

		if (member->present)
			align = MAX(align, member->align);
	}
	return align;
}

static uint64_t slot_end(const struct maker *maker, unsigned int observation,
			 const struct slot *slot)
{
	uint64_t start = slot_start(maker, observation, slot);
	uint64_t end = start + slot->words * observed(maker, observation)->layout->word;

	for (unsigned int i = 0; i < slot->fields->len; i++) {
		const struct layout_member *member = place(maker, observation,
							   slot->fields->pdata[i]);

		if (member->present)
			end = MAX(end, member->offset + member->size);
	}
	return round_up(end, slot_align(maker, observation, slot));
}

/* The slot after @index that the observation has, or NULL. */
static const struct slot *next_slot(const struct maker *maker, unsigned int observation,
				    unsigned int index)
{
	while (++index < maker->slots->len)
		if (slot_start(maker, observation, maker->slots->pdata[index]) != G_MAXUINT64)
			return maker->slots->pdata[index];
	return NULL;
}

/*
 * The first observation in which the slot after @index would not come where it is, or
 * -1; @words are what lies from one to the other.
 */
static int find_gap(const struct maker *maker, unsigned int index, uint64_t *words)
{
	const struct slot *slot = maker->slots->pdata[index];

	for (unsigned int i = 0; i < maker->observations->len; i++) {
		const struct slot *next = next_slot(maker, i, index);
		uint64_t start = slot_start(maker, i, slot), wanted;

		if (start == G_MAXUINT64 || !next)
			continue;
		wanted = slot_start(maker, i, next);
		if (round_up(slot_end(maker, i, slot), slot_align(maker, i, next)) == wanted)
			continue;
		*words = (wanted - start) / observed(maker, i)->layout->word;
		return (int)i;
	}
	return -1;
}

static bool close_gap(const struct maker *maker, unsigned int index, GError **error)
{
	struct slot *slot = maker->slots->pdata[index];
	uint64_t words = 0;
	int gap = find_gap(maker, index, &words);

	if (gap < 0)
		return true;
	slot->words = (unsigned int)words;
	gap = find_gap(maker, index, &words);
	if (gap < 0)
		return true;
	g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_INCOMPLETE,
		    "no padding after \"%s\" brings what follows to where it is in struct %s on %s",
		    slot_name(slot), maker->data->record,
		    observed(maker, (unsigned int)gap)->where);
	return false;
}

static bool close_gaps(const struct maker *maker, GError **error)
{
	for (unsigned int i = 0; i < maker->slots->len; i++)
		if (!close_gap(maker, i, error))
			return false;
	return true;
}

/* -- all of it ------------------------------------------------------------------------- */

static bool pad_slots(const struct maker *maker, GError **error)
{
	for (unsigned int i = 0; i < maker->slots->len; i++)
		if (!pad_fields(maker, maker->slots->pdata[i], error))
			return false;
	return close_gaps(maker, error);
}

GPtrArray *slots_make(const struct bootstrap_layout *data, const struct members *members,
		      const GPtrArray *observations, GError **error)
{
	g_autoptr(GPtrArray) slots = g_ptr_array_new_with_free_func(slot_free);
	struct maker maker = { data, observations, slots };

	if (!add_fields(&maker, members, error))
		return NULL;
	while (merge_once(&maker))
		;
	if (!sort_slots(&maker, error) || !pad_slots(&maker, error))
		return NULL;
	return g_steal_pointer(&slots);
}
