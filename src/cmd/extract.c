// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/cmd.h"

#include "checker/extract.h"

int cmd_extract(int argc, char **argv)
{
	(void)argc;
	(void)argv;
	return extract_serve();
}
