// SPDX-License-Identifier: GPL-2.0-or-later
/* Values: the nodes of a chunk and sets of them. */
#include "checker/walker.h"

#include <string.h>

/* -- sets of values --------------------------------------------------------- */

GArray *values_one(int node)
{
	GArray *values;

	if (node < 0)
		return NULL;
	values = g_array_new(FALSE, FALSE, sizeof(int));
	g_array_append_val(values, node);
	return values;
}

void values_free(GArray *values)
{
	if (values)
		g_array_unref(values);
}

/* The union; takes both. */
GArray *values_join(GArray *first, GArray *second)
{
	if (!first)
		return second;
	if (second) {
		g_array_append_vals(first, second->data, second->len);
		g_array_unref(second);
	}
	return first;
}

void values_flow(struct walk *walk, const GArray *values, int target,
			const struct place *place, const char *note)
{
	for (unsigned int i = 0; target >= 0 && values && i < values->len; i++)
		chunk_flow(walk->chunk, g_array_index(values, int, i), target, place->line,
			   place->column, note);
}

/* -- nodes ------------------------------------------------------------------- */

unsigned int cursor_hash(gconstpointer cursor)
{
	return clang_hashCursor(*(const CXCursor *)cursor);
}

int cursor_equal(gconstpointer a, gconstpointer b)
{
	return (int)clang_equalCursors(*(const CXCursor *)a, *(const CXCursor *)b);
}

const char *walk_file_of(struct walk *walk, CXCursor cursor)
{
	CXFile file = NULL;

	clang_getFileLocation(clang_getCursorLocation(cursor), &file, NULL, NULL, NULL);
	return walk->unit->file_name(file, walk->unit->data);
}

char *walk_name(const struct walk *walk, CXCursor cursor)
{
	const char *const *prefix = walk->unit->names[WALK_NUMBERED];
	char *name = cursor_name(cursor);
	size_t length = strlen(name);

	while (*prefix && !g_str_has_prefix(name, *prefix))
		prefix++;
	while (*prefix && length && g_ascii_isdigit(name[length - 1]))
		name[--length] = '\0';
	return name;
}

const char *walk_known_name(const struct walk_unit *unit, enum walk_names which,
			    const char *name)
{
	for (const char *const *known = unit->names[which]; name && known && *known; known++)
		if (strcmp(*known, name) == 0)
			return *known;
	return NULL;
}

/* "name" or "file:name", see facts.h. */
char *walk_linkage_name(struct walk *walk, CXCursor cursor)
{
	g_autofree char *name = walk_name(walk, cursor);

	if (clang_getCursorLinkage(cursor) == CXLinkage_Internal)
		return g_strdup_printf("%s:%s", walk_file_of(walk, cursor), name);
	return g_steal_pointer(&name);
}

/* Takes @key. */
struct type_names {
	char *type, *canonical;
};

static void free_type_names(gpointer data)
{
	struct type_names *names = data;

	g_free(names->type);
	g_free(names->canonical);
	g_free(names);
}

GHashTable *walk_types_new(void)
{
	return g_hash_table_new_full(NULL, NULL, NULL, free_type_names);
}

/* Of two types one is the other when their first data is. */
static const struct type_names *type_names_of(const struct walk_unit *unit, CXType type)
{
	struct type_names *names = g_hash_table_lookup(unit->types, type.data[0]);

	if (names)
		return names;
	names = g_new0(struct type_names, 1);
	names->type = type_name(type);
	names->canonical = type_canonical_name(type);
	g_hash_table_insert(unit->types, type.data[0], names);
	return names;
}

/* Takes @key. */
static int add_value(struct walk *walk, char *key, const char *name, CXType type,
		     const struct place *place, const char *flags)
{
	int id = chunk_find(walk->chunk, key);

	if (id < 0) {
		const struct type_names *names = type_names_of(walk->unit, type);
		struct chunk_value value = {
			.key = key, .name = name, .type = names->type,
			.canonical = names->canonical, .flags = flags,
			.line = place ? place->line : 0, .column = place ? place->column : 0,
		};

		id = chunk_value(walk->chunk, &value);
	}
	g_free(key);
	return id;
}

int walk_add_temporary(struct walk *walk, const char *name, CXType type,
			 const struct place *place, const char *flags)
{
	return add_value(walk, g_strdup_printf("t:%s/%d", walk->function, walk->temporaries++),
			 name, type, place, flags);
}

/* The node of parameter @index of the function declared by @function, named @key. */
int walk_add_parameter(struct walk *walk, const char *key, CXCursor function,
			 unsigned int index, const char *flags)
{
	CXCursor parameter = clang_Cursor_getArgument(function, index);
	g_autofree char *name = walk_name(walk, parameter);
	struct place place;
	int id;

	cursor_place(parameter, &place);
	id = add_value(walk, g_strdup_printf("p:%s#%u", key, index), name,
		       clang_getCursorType(parameter), &place, flags);
	place_clear(&place);
	return id;
}

int walk_add_result(struct walk *walk, const char *key, CXCursor function)
{
	CXType type = clang_getCursorResultType(function);
	g_autofree char *name = walk_name(walk, function);

	return type_is_value(type) ?
		add_value(walk, g_strdup_printf("r:%s", key), name, type, NULL, NULL) : -1;
}

static int variable_node(struct walk *walk, CXCursor variable)
{
	g_autofree char *name = walk_name(walk, variable);
	enum CX_StorageClass storage = clang_Cursor_getStorageClass(variable);
	bool global = clang_getCursorLinkage(variable) != CXLinkage_NoLinkage;
	struct place place;
	char *key;
	int id;

	if (global) {
		g_autofree char *linkage = walk_linkage_name(walk, variable);

		key = g_strdup_printf("v:%s", linkage);
	} else {
		key = g_strdup_printf("l:%s/%s#%d", walk->function, name, walk->locals++);
	}
	cursor_place(variable, &place);
	id = add_value(walk, key, name, clang_getCursorType(variable), &place,
		       global || storage == CX_SC_Static ? NULL : FACT_LOCAL);
	place_clear(&place);
	return id;
}

int walk_function_node(struct walk *walk, CXCursor function)
{
	g_autofree char *linkage = walk_linkage_name(walk, function);
	g_autofree char *name = walk_name(walk, function);

	return add_value(walk, g_strdup_printf("fn:%s", linkage), name,
			 clang_getCursorType(function), NULL, NULL);
}

/* The node of a variable, parameter or function; -1 for what carries no value. */
int walk_declaration_node(struct walk *walk, CXCursor declaration)
{
	enum CXCursorKind kind = clang_getCursorKind(declaration);
	CXType type = clang_getCursorType(declaration);
	gpointer known;
	int id;

	if (kind == CXCursor_FunctionDecl)
		return walk_function_node(walk, declaration);
	if (kind != CXCursor_VarDecl && kind != CXCursor_ParmDecl)
		return -1;
	if (!type_is_value(type) && !type_is_object(type))
		return -1;
	known = g_hash_table_lookup(walk->cursors, &declaration);
	if (known)
		return GPOINTER_TO_INT(known) - 1;
	id = variable_node(walk, declaration);
	g_hash_table_insert(walk->cursors, g_memdup2(&declaration, sizeof(declaration)),
			    GINT_TO_POINTER(id + 1));
	return id;
}

/* Every object's member @field. */
int walk_member_node(struct walk *walk, CXCursor field, const char *record,
		       const char *name)
{
	return add_value(walk, g_strdup_printf("f:%s.%s", record, name), name,
			 clang_getCursorType(field), NULL, NULL);
}
