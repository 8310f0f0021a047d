// SPDX-License-Identifier: GPL-2.0-or-later
#include "base/error.h"

G_DEFINE_QUARK(ptdesc-error-quark, ptdesc_error)

enum ptdesc_exit ptdesc_error_exit(const GError *error)
{
	if (!error)
		return PTDESC_EXIT_CLEAN;
	if (g_error_matches(error, PTDESC_ERROR, PTDESC_ERROR_INCOMPLETE))
		return PTDESC_EXIT_INCOMPLETE;
	return PTDESC_EXIT_TROUBLE;
}
