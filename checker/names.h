/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CHECKER_NAMES_H
#define PTDESC_CHECKER_NAMES_H

/* Names that a walk looks for. */
enum walk_names {
	WALK_NUMBERED,	/* prefixes of names whose last digits differ with what was expanded before */
	WALK_MEASURED,	/* records whose layout is a fact, and constants whose value is; with
			 * * and ? as in file names */
	WALK_GUARDS,	/* functions and macros that tell what their argument is not */
	WALK_OPERANDS,	/* constants that tell what an operator combines them with */
	WALK_COUNTED,	/* functions, and parameters of others, whose arguments' values are facts
			 * where they are integers */
	WALK_NAMES,
};

#endif
