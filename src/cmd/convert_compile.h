/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CMD_CONVERT_COMPILE_H
#define PTDESC_CMD_CONVERT_COMPILE_H

#include "cmd/session.h"
#include "convert/convert.h"

/*
 * Takes back what of @conversion, made from @request, does not compile on the variants that
 * @session has prepared, naming it in @problems.  Nothing is done for a tree that does not
 * have what is converted to, and is not given it: no result of a conversion compiles there.
 */
bool convert_compile(const struct session *session, struct conversion *conversion,
		     const struct convert_request *request, GPtrArray *problems, GError **error);

#endif
