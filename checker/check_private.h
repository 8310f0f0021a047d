/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CHECKER_CHECK_PRIVATE_H
#define PTDESC_CHECKER_CHECK_PRIVATE_H

#include "checker/cache.h"
#include "checker/check.h"
#include "checker/store.h"
#include "checker/suppress.h"
#include "checker/work.h"

struct checker {
	const struct check_options *options;
	const char **files;	/* as in struct extract_options */
	const char **words;	/* rules_words() */
	GPtrArray *watched;	/* macros_find(), NULL until something is parsed */
	const char **numbered;	/* rules_numbered() */
	const char **measured;	/* rules_measured() */
	const char **guards;	/* rules_guards() */
	const char **counted;	/* rules_counted() */
	struct store *store;
	struct cache *cache;
	GPtrArray *active;	/* rules whose needs the tree meets */
	GPtrArray *variants;	/* of struct variant_work * */
};

/* One run: what is parsed anew. */
struct run {
	struct checker *checker;
	const struct extract_overlay *overlay;
	struct suppress *suppress;
	struct check_result *result;
};

/*
 * -- check_extract.c: what of a variant is parsed anew, and what is kept of it
 */

/* Whether what @work read is another thing with the overlay. */
bool check_reads_overlay(const struct run *run, const struct work *work);

/* Gives the units of @variant what is kept of them. */
void check_find_cached(const struct run *run, const struct variant_work *variant);

/*
 * What has to be parsed: what is not kept, then what reads the overlay; borrowed.  @stale:
 * precompiled headers that are done without.
 */
GPtrArray *check_choose_work(const struct run *run, const struct variant_work *variant,
			     GHashTable *stale);
/* Adds to @stale those that were damaged. */
void check_add_damaged_headers(const struct variant_work *variant, const GPtrArray *chosen,
			       GHashTable *stale);

struct extract_batch *check_extract_work(const struct run *run, const GPtrArray *chosen,
					 GHashTable *stale, GError **error);

/*
 * The units of this run, in order: those just extracted and the others as they were.
 * Owned by the work when they are of the plain tree, else by @overlaid; g_free() the array.
 */
struct cached_unit **check_collect_units(const struct run *run,
					 const struct variant_work *variant,
					 const GPtrArray *chosen,
					 const struct extract_batch *batch, GPtrArray *overlaid);
bool check_store_units(const struct run *run, const GPtrArray *chosen,
		       const struct variant_work *variant, struct cached_unit **units,
		       const struct extract_batch *batch, GError **error);

/* Forgets what is kept of units that @variant has no more. */
bool check_forget_others(const struct run *run, const struct variant_work *variant,
			 GError **error);

/*
 * -- check_judge.c: the facts of a variant become findings
 */
bool check_judge_variant(struct run *run, const struct variant_work *variant,
			 struct cached_unit **units, GError **error);

#endif
