/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CHECKER_STORE_H
#define PTDESC_CHECKER_STORE_H

#include <stdbool.h>
#include <glib.h>

/*
 * Facts in SQLite (facts.h says what each means):
 *
 *	chunk(id, hash, file, function, label, line)
 *	value(chunk, id, key, name, type, canonical, line, col, flags)
 *	flow(chunk, seq, src, dst, line, col, note)
 *	use(chunk, seq, base, result, record, member, how, line, col, macro)
 *	call(chunk, id, callee, result, line, col, name, macro)
 *	argument(chunk, call, position, seq, value)
 *	variant(id, name)
 *	unit(id, variant, file, failure)	unit_chunk(unit, seq, chunk)
 *	unit_error(unit, seq, text)
 */
struct store;

/*
 * Makes an empty store that becomes @path when store_finish() succeeds; a NULL @path
 * keeps it in memory.  Free with store_free().
 */
struct store *store_new(const char *path, GError **error);
void store_free(struct store *store);

/* The id of the chunk with @hash, 0 when it is not there. */
gint64 store_find_chunk(struct store *store, const char *hash);

/* Adds a chunk's @text and returns its id; 0 with @error. */
gint64 store_add_chunk(struct store *store, const char *hash, const char *text,
		       GError **error);

/* Records a unit of @variant.  @chunks: array of gint64; @errors: of char *. */
bool store_add_unit(struct store *store, const char *variant, const char *file,
		    const char *failure, const GArray *chunks, const GPtrArray *errors,
		    GError **error);

/* Gives the store its final name. */
bool store_finish(struct store *store, GError **error);

/* What store_load() calls for each fact; ids are those within the chunk. */
struct store_visitor {
	void (*chunk)(void *data, const char *file, const char *function, const char *label,
		      unsigned int line);
	void (*value)(void *data, int id, const char *key, const char *name, const char *type,
		      const char *canonical, unsigned int line, unsigned int column,
		      const char *flags);
	void (*flow)(void *data, int source, int target, unsigned int line,
		     unsigned int column, const char *note);
	void (*use)(void *data, int base, int result, const char *record, const char *member,
		    char how, unsigned int line, unsigned int column, const char *macro);
	void (*call)(void *data, int id, int callee, int result, unsigned int line,
		     unsigned int column, const char *name, const char *macro);
	void (*argument)(void *data, int call, unsigned int index, int value);
};

/* Visits the facts of chunk @id: its values, flows, uses, calls, arguments. */
bool store_load(struct store *store, gint64 id, const struct store_visitor *visitor,
		void *data, GError **error);

#endif
