/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CMD_BOOTSTRAP_H
#define PTDESC_CMD_BOOTSTRAP_H

#include <stdbool.h>
#include <glib.h>
#include "convert/bootstrap.h"
#include "tree/prepare.h"

/* What convert --bootstrap does around the conversion. */
struct bootstrapping {
	struct bootstrap *bootstrap;
	struct variants *variants;
	GPtrArray *chosen;	/* of struct variant * */
	GPtrArray *prepared;	/* of struct prepared * */
};

/*
 * Makes what comes before the conversion by @request, measuring on the variants of @list
 * (NULL: those that the rules name).  Says on standard output when there is nothing to
 * add.  False with @error.
 */
bool bootstrapping_start(struct bootstrapping *bootstrapping,
			 const struct bootstrap_request *request, const char *list,
			 GError **error);

void bootstrapping_clear(struct bootstrapping *bootstrapping);

#endif
