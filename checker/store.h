/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CHECKER_STORE_H
#define PTDESC_CHECKER_STORE_H

#include <stdbool.h>
#include <glib.h>

/*
 * Facts in SQLite (facts.h says what each means):
 *
 *	chunk(id, hash, text, sum)
 *	unit(id, variant, file, key, failure, reached, sum)
 *	unit_chunk(unit, seq, chunk)
 *	unit_error(unit, seq, text)		unit_include(unit, seq, path, hash)
 *	path(id, name)				judgement(variant, digest, findings, sum)
 *
 * The text of a chunk has a line a fact.  Views show them as tables, for queries of users:
 *
 *	function(chunk, seq, file, name, label, line)
 *	value(chunk, seq, id, key, name, type, canonical, line, col, flags)
 *	flow(chunk, seq, src, dst, line, col, note)
 *	use(chunk, seq, base, result, record, member, how, line, col, macro)
 *	call(chunk, seq, id, callee, result, line, col, name, macro)
 *	argument(chunk, seq, call, position, value)
 *	number(chunk, seq, call, position, value)
 *	course(chunk, seq, text)
 *
 * A store may be shared by concurrent processes: each sees what others committed,
 * and chunks do not go away while anybody has it open.
 *
 * What is read back is what was put there: each @sum is of all that belongs to its row,
 * beyond what SQLite itself would notice.  PTDESC_ERROR_DAMAGED tells that it is not.
 */
struct store;

/* Counted up whenever the schema or the meaning of a fact changes; belongs into file names. */
#define STORE_FORMAT "9"

/*
 * Opens the store at @path, making it when it is not there and making it anew when
 * it is of another format or damaged, in memory where others have the damaged one open; a
 * NULL @path keeps it in memory.  Free with store_free().
 */
struct store *store_new(const char *path, GError **error);
void store_free(struct store *store);

/*
 * After PTDESC_ERROR_DAMAGED: empties @store, as store_new() would.  All ids that came from
 * it are void.
 */
bool store_renew(struct store *store, GError **error);

/* Removes the store at @path, of another format, unless somebody has it open. */
void store_remove_unused(const char *path);

/*
 * Everything added between store_begin() and store_end() becomes visible to others
 * at once, or with @keep false never was.
 */
bool store_begin(struct store *store, GError **error);
bool store_end(struct store *store, bool keep, GError **error);

/* Writes a copy of the store to @path, in one step. */
bool store_export(struct store *store, const char *path, GError **error);

/* The id of the chunk with @hash, 0 when it is not there. */
gint64 store_find_chunk(struct store *store, const char *hash);

/* Adds a chunk's @text and returns its id; 0 with @error. */
gint64 store_add_chunk(struct store *store, const char *hash, const char *text,
		       GError **error);

/* A translation unit of a variant and what it depends on. */
struct store_unit {
	const char *variant, *file;
	const char *key;	/* stands for flags and all else that is not a file */
	char *failure;		/* or NULL */
	char *reached;		/* what was looked at, as struct extract_result has it */
	GArray *chunks;		/* of gint64, in source order */
	GPtrArray *errors;	/* of char * */
	GPtrArray *includes;	/* of const char *, interned by GLib */
	GArray *hashes;		/* of guint64: the content of each include */
};

/* Adds @unit in place of one with the same variant and key. */
bool store_add_unit(struct store *store, const struct store_unit *unit, GError **error);

/*
 * The unit of @variant with @key: fills all but the file, for the caller to
 * store_clear_unit().  False when there is none, or none that is intact.
 */
bool store_find_unit(struct store *store, const char *variant, const char *key,
		     struct store_unit *unit);
void store_clear_unit(struct store_unit *unit);

/* Forgets the units of @variant whose key is not in the set @keys. */
bool store_keep_units(struct store *store, const char *variant, GHashTable *keys,
		      GError **error);

/* The findings remembered for @variant, when they are of @digest, for g_free(); else NULL. */
char *store_find_judgement(struct store *store, const char *variant, const char *digest);
bool store_add_judgement(struct store *store, const char *variant, const char *digest,
			 const char *findings, GError **error);

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
	void (*number)(void *data, int call, unsigned int index, const char *number);
	void (*course)(void *data, const char *text);
};

/* Visits the facts of chunk @id: its values, flows, uses, calls, arguments, numbers, course. */
bool store_load(struct store *store, gint64 id, const struct store_visitor *visitor,
		void *data, GError **error);

#endif
