/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CHECKER_FACTS_H
#define PTDESC_CHECKER_FACTS_H

#include <glib.h>

/*
 * Facts are what extraction says of the code, free of any rule: which value flows
 * where, who calls whom with what, which member of which record is used through
 * which pointer.  They come in chunks, one for each function or initialised global
 * variable.  A chunk is text, one fact a line, fields separated by tabs; equal
 * chunks (an inline function seen by many translation units) are stored once.
 *
 *	F file function label line		what the chunk belongs to; always first
 *	N id key name type canonical line col flags	a value; ids count from 0 within a chunk
 *	E src dst line col note			@src flows into @dst
 *	U base result record member how line col macro	a member used through @base
 *	C id callee result line col name macro	a call; @callee is a node or -1
 *	A call index node			@node is argument @index of @call
 *	K call index number			so much is argument @index of @call
 *	O course				in which order it happens
 *
 * where a number is "5", or "|4" of which no more is known than that these bits are set, or
 * "#1" for what came in as parameter 1 and was not changed.
 *
 * A course is a line of tokens, nodes and calls being told by their numbers:
 *
 *	c1		call 1 is made
 *	x1		and its result dropped
 *	=2:3,4		node 2 gets what is in 3 or 4; no number: what nobody follows
 *	z2		node 2 gets NULL
 *	r2,3		return of what is in node 2 or 3
 *	i TEST { } { }	the first block where TEST is true, else the second
 *	w { }		again and again until a break
 *	s { }		switch; k and D in it are a case and the default
 *	b n		break, continue
 *	gNAME lNAME	goto, label
 *
 * where TEST is one of
 *
 *	! TEST   & TEST TEST   | TEST TEST
 *	k0 k1		a constant
 *	( ... ) t2,3	after what is in parentheses, whether node 2 or 3 is not NULL
 *	( ... ) T1:2	the same of the result of call 1, which may be in node 2
 *
 * Node keys name a value across chunks:
 *
 *	v:name, v:file:name		global variable, with internal linkage
 *	p:FUNCTION#i, r:FUNCTION	parameter, returned value
 *	l:FUNCTION/name#k		the k-th declaration within the function
 *	f:record.member			every object's member of that name
 *	fn:FUNCTION			the function as a value
 *	t:FUNCTION/k			an expression's result within the function
 *	o:record, o:record.member	where it lies: "OFFSET SIZE" in bytes for canonical.  The
 *					record flows into its members, and a member into one that
 *					is asserted to have its offset
 *	o:=name				a constant, its value for canonical
 *
 * where FUNCTION is "name", or "file:name" with internal linkage.
 */

/* How the note of an E fact starts where a pointer to records is indexed; the record follows. */
#define FACT_BASE '['		/* @src is the pointer */
#define FACT_INDEX '+'		/* @src is the index */

/* ... and where it is what a variable is when the function or macro that follows is true. */
#define FACT_GUARD '?'

/* How a U fact uses the member. */
enum fact_how {
	FACT_READ = 'r',
	FACT_WRITE = 'w',
	FACT_ADDRESS = 'a',	/* &base->member, or a record or array member */
	FACT_CONTAINER = 'c',	/* container_of(base, record, member) gives result */
	FACT_STUCK = 's',	/* written each time round a loop whose counter changes neither
				 * base nor value */
};

/* Flags of an N fact. */
#define FACT_LOCAL "l"		/* a local variable or a cast inside an expression */
#define FACT_UNREAD "u"		/* a parameter that its function does not read, nor what else
				 * stands for that function under other conditions */

/* How the number of a K fact starts that is not all known. */
#define FACT_BITS '|'
#define FACT_PARAMETER '#'

#endif
