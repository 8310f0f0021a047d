/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CHECKER_RULES_H
#define PTDESC_CHECKER_RULES_H

#include <stdbool.h>
#include <glib.h>
#include "checker/names.h"

/*
 * What the checker knows of the kernel, all of it read from rules/:
 *
 *	rules/ID.yaml		one rule: what it matches, what it says
 *	rules/kinds/NAME.yaml	one kind of memory: the evidence for it
 *	rules/api/TOPIC.yaml	functions, records and lists
 *	rules/variants.yaml	the architectures (tree/variant.h)
 *
 * The members below are the keys of the files.  doc/adding-a-rule.md explains them.
 */


/* How much a value's declared type proves. */
enum rule_strength {
	RULE_CERTAIN,	/* whoever has such a value has the kind */
	RULE_ENTRY,	/* an address within memory of the kind; a local one may be of a copy */
};

struct rule_type {
	char *type;		/* "pgtable_t", "pte_t *" */
	char *canonical;	/* only where the type resolves to this; or NULL */
	int strength;		/* enum rule_strength */
	char *why;		/* "is a pgtable_t": the first step of a witness */
};

/* rules/kinds/NAME.yaml */
struct rule_kind {
	char *name;		/* "ptdesc" */
	char *title;		/* "page table" */
	struct rule_type *types;
	unsigned int types_count;
	char **words;		/* identifiers by which files are selected */
	unsigned int words_count;
};

/* A function's argument, counted from 0, that has a kind. */
struct rule_argument {
	unsigned int argument;
	char *kind;
};

struct rule_callback {
	unsigned int function;	/* argument that is the function called back, */
	char *member;		/* or what "record.member" holds, if not NULL */
	unsigned int argument;	/* argument it is given */
	unsigned int parameter;	/* as this parameter */
};

struct rule_link {
	unsigned int entry;	/* argument that is linked */
	unsigned int list;	/* into the list of this argument */
};

struct rule_return {
	unsigned int argument;	/* whose memory goes back */
	char *family;		/* to the allocator of that family */
};

/* What one or more functions do with the values that matter. */
struct rule_function {
	char **names;		/* the first one is what messages call it */
	unsigned int names_count;
	char *allocates;	/* family of memory its result is: "raw", or NULL */
	char *returns;		/* kind of its result, or NULL */
	struct rule_argument *takes;	/* kinds of its arguments */
	unsigned int takes_count;
	unsigned int *converts;	/* arguments that its result stands for */
	unsigned int converts_count;
	struct rule_callback *calls;	/* at most one */
	struct rule_link *links;	/* at most one */
	bool elsewhere;		/* its result is memory that has no descriptor of any kind here */
	unsigned int *releases;	/* arguments whose memory goes back to the page allocator */
	unsigned int releases_count;
	unsigned int *order;	/* at most one: the argument that is the order of what it allocates
				 * or releases; none: a single page */
	unsigned int order_count;
	bool unordered;		/* what it allocates or releases is no block with an order */
	unsigned int *flags;	/* at most one: the argument with the allocator's flags */
	unsigned int flags_count;
	unsigned int *finds_order;	/* arguments that go back with the order their page tells */
	unsigned int finds_order_count;
	unsigned int *splits;	/* arguments that become pages which go back one by one */
	unsigned int splits_count;
	char *hands_out;	/* family that its result must go back to, or NULL */
	struct rule_return *takes_back;	/* at most one; what "releases" says of the raw family */
	char *constructs;	/* level of the table that argument 0 becomes: "pte", or NULL */
	char *destructs;	/* level of the table that argument 0 is no more, or NULL */
	unsigned int *nonnull;	/* arguments that must not be NULL */
	unsigned int nonnull_count;
	bool loses_null;	/* its result is not NULL where its argument is */
	bool noreturn;		/* nothing comes after it */
	bool opaque;		/* values that enter it are not followed into its body */
	char **excludes;	/* kinds that its argument is not of where it is true */
	unsigned int excludes_count;
	bool operand;		/* a constant: argument 0 is what an operator combines it with */
	bool exempt;		/* its body implements the kind and is not judged */
};

/* A name that a macro of the kernel hides from the compiler. */
struct rule_rename {
	char *from;		/* what the compiler sees: "callback_head" */
	char *to;		/* what the source says: "rcu_head" */
};

/* The functions that make and end the tables of one level, on whatever architecture. */
struct rule_level {
	char *level;		/* as in "constructs" and "destructs" */
	char **makers;
	unsigned int makers_count;
	char **enders;
	unsigned int enders_count;
};

struct rule_pair {
	char *member, *over;
};

/* A record that lies over another. */
struct rule_overlay {
	char *record, *over;
	char *include;		/* a header by which it is defined: "linux/mm.h" */
	struct rule_pair *pairs;	/* members that the same memory is used through */
	unsigned int pairs_count;
};

/* rules/api/TOPIC.yaml */
struct rule_api {
	struct rule_rename *renames;
	unsigned int renames_count;
	char **descriptors;	/* records that overlay each other: a member's address names
				 * the same memory as the record's */
	unsigned int descriptors_count;
	struct rule_overlay *overlays;
	unsigned int overlays_count;
	char **lists;		/* records of links: what they lead to is on the same list */
	unsigned int lists_count;
	char **entries;		/* types of table entries: what they hold is not followed */
	unsigned int entries_count;
	char **numbered;	/* names that begin so end in a number of no meaning */
	unsigned int numbered_count;
	char **foreign;		/* "record.member": what is kept there is of no kind here,
				 * whatever its type */
	unsigned int foreign_count;
	struct rule_level *levels;
	unsigned int levels_count;
	char **constants;	/* whose values matter; with * and ? as in file names */
	unsigned int constants_count;
	char **counted;		/* parameters that hand on what "order" and "flags" are of */
	unsigned int counted_count;
	struct rule_function *functions;
	unsigned int functions_count;
};

/* What a rule reports.  Exactly one is given. */
struct rule_member {		/* a member used through a pointer of the kind */
	char *record;
	char **members;
	unsigned int members_count;
};

struct rule_list {		/* linked through one member and walked through another */
	char *member;		/* the kind's own: "ptdesc.pt_list" */
	char **others;		/* those on the same bytes: "page.lru" */
	unsigned int others_count;
};

struct rule_allocation {	/* memory of this family becomes the kind */
	char *family;
	char *freed_as;		/* and goes back to the allocator of this family, or NULL */
};

struct rule_release {		/* memory of the kind goes back to the allocator of this family */
	char *family;
	char *allocated_as;	/* and was of this family, or NULL */
};

/* What is wrong with the order of a block of pages. */
enum rule_order {
	RULE_ORDER_LOST,	/* it has several, and no page of it tells how many */
	RULE_ORDER_OTHER,	/* it goes back with another than it came with */
};

struct rule_block {		/* memory of this family becomes the kind */
	char *family;
	char *freed_as;		/* for RULE_ORDER_LOST: whose allocator's flags make a page tell */
	int mistake;		/* enum rule_order */
};

struct rule_unread {		/* nobody reads this parameter */
	char **parameters;
	unsigned int parameters_count;
	char *family;		/* of a function that calls this allocator */
};

struct rule_interface {		/* a function that takes or returns the kind as this type */
	char *type;
	char **closed;		/* where who calls a function is known, static or not; with * and ?
				 * as in file names */
	unsigned int closed_count;
};

struct rule_clobber {		/* members of the kind on the same bytes, both in use */
	char **links;		/* "record.member": those by which it is on a list */
	unsigned int links_count;
	char **heads;		/* those by which a call to come has it */
	unsigned int heads_count;
};

/* What goes wrong on a way through a function. */
enum rule_course {
	RULE_CONSTRUCTOR_LEAK,	/* the memory is left behind when its constructor fails */
	RULE_CONSTRUCTOR_IGNORED,	/* nobody asks whether a constructor failed */
	RULE_CONSTRUCTOR_UNPAIRED,	/* what makes a level's tables does it, what ends them not */
	RULE_CONSTRUCTOR_MISSING,	/* neither does, though there is a constructor */
	RULE_CONSTRUCTED_FREE,	/* memory goes back without its destructor */
	RULE_NULL_ARGUMENT,	/* NULL comes where it must not */
	RULE_NULL_LATE,		/* it is converted before it is known not to be NULL */
};

struct rule_way {
	int mistake;		/* enum rule_course */
};

enum rule_layout {		/* of members that share their bytes (struct rule_overlay) */
	RULE_LAYOUT_NONE,
	RULE_LAYOUT_UNASSERTED,	/* without an assertion that they do */
	RULE_LAYOUT_BROKEN,	/* at different offsets */
};

struct rule_range {
	int first, last;
};

struct rule_constants {		/* constants of other values */
	char *name;		/* with * and ? as in file names */
	struct rule_range *legal;
	unsigned int legal_count;
};

struct rule_descriptor {	/* the kind's descriptor taken of memory that has none */
	char *record;
};

struct rule_stuck {		/* written by a loop that counts, always the same one */
	char **records;
	unsigned int records_count;
};

struct rule_calls {		/* something of the kind is passed to these functions */
	char **functions;	/* or macros; with * and ? as in file names */
	unsigned int functions_count;
	unsigned int argument;	/* as this argument, from 0 */
	char *type;		/* which has this type there, or NULL: any */
};

/* rules/ID.yaml */
struct rule {
	char *id;
	char *summary;
	char *severity;		/* "error", "warning" */
	char *kind;		/* NULL: of suppressions */
	char **needs;		/* symbols the tree must have */
	unsigned int needs_count;
	struct rule_member *member;
	struct rule_list *list;
	struct rule_allocation *allocation;
	struct rule_release *release;
	struct rule_block *block;
	struct rule_unread *unread;
	struct rule_clobber *clobber;
	struct rule_interface *interface;
	struct rule_way *way;
	char **replaces;	/* rules that have nothing to add where this one speaks */
	unsigned int replaces_count;
	struct rule_calls *calls;
	unsigned int calls_count;
	int layout;		/* enum rule_layout */
	struct rule_constants *constants;
	struct rule_descriptor *descriptor;
	struct rule_stuck *stuck;
	bool suppression;	/* what silences a finding and finds none (suppress.h) */
	char *message;		/* {member}, {function}, {linked}, {reason} are filled in */
	char *explanation;	/* why it is wrong */
	char *bad, *good;	/* code */
	char *remedy;		/* what to do about it */
	char *fix;		/* a semantic patch in cocci/, or NULL */
	char *source;		/* where the knowledge comes from */
};

struct rules {
	GPtrArray *rules;	/* of struct rule *, sorted by id */
	GPtrArray *kinds;	/* of struct rule_kind * */
	GPtrArray *apis;	/* of struct rule_api * */
	GHashTable *functions;	/* name -> struct rule_function * */
	GHashTable *descriptors, *lists, *entries, *foreign;	/* sets of names */
	GHashTable *renames;	/* what the compiler sees -> what the source says */
	guint64 digest;		/* stands for the content of all files */
};

/*
 * Loads everything under @directory.  NULL with PTDESC_ERROR_USAGE naming file, line
 * and what is wrong.  Free with rules_free().
 */
struct rules *rules_load(const char *directory, GError **error);
void rules_free(struct rules *rules);

/* The rule called @id, or NULL; borrowed. */
const struct rule *rules_find(const struct rules *rules, const char *id);

/*
 * What the source says where the compiler sees @name: linux/types.h makes a macro of rcu_head,
 * for one.  Borrowed from @rules, or @name itself.
 */
const char *rules_source_name(const struct rules *rules, const char *name);

/* Whether the rules say that the parameter with the node key @key (facts.h) has @kind. */
bool rules_parameter_has_kind(const struct rules *rules, const char *key, const char *kind);

/* The identifiers of all kinds, for index_files(); g_free() the array, borrow the words. */
const char **rules_words(const struct rules *rules);

/* The names of that meaning, for struct extract_options; likewise. */
const char *const *rules_names(const struct rules *rules, enum walk_names which);

/* The symbols that any rule needs, for symbols_find(); likewise. */
const char **rules_needs(const struct rules *rules);

#endif
