/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CONVERT_SPATCH_ARGUMENTS_H
#define PTDESC_CONVERT_SPATCH_ARGUMENTS_H

#include "convert/spatch.h"

/*
 * The command of one process of @run over the file groups listed in @groups; for the
 * caller to g_strfreev().
 */
GStrv spatch_arguments(const struct spatch *spatch, const struct spatch_run *run,
		       const char *groups);

/* The seconds that the last --timeout of @argv grants each file; 0: no limit. */
unsigned int spatch_timeout(char **argv);

#endif
