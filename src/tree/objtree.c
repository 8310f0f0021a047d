// SPDX-License-Identifier: GPL-2.0-or-later
#include "tree/objtree.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <xxhash.h>

#include "base/error.h"
#include "base/file.h"
#include "tree/fingerprint.h"
#include "tree/walk.h"

/* Part of every definition; to be raised when Kbuild is run otherwise. */
#define FORMAT 2

char *objtree_path(const struct objtree *objtree, const char *name)
{
	return g_build_filename(objtree->directory, ".ptdesc", name, NULL);
}

void objtree_progress(const struct objtree *objtree, const char *step)
{
	static GMutex lock;

	if (!objtree->options->progress)
		return;
	g_mutex_lock(&lock);
	objtree->options->progress(objtree->variant->name, step,
				     objtree->options->progress_data);
	g_mutex_unlock(&lock);
}

static void append_strings(GString *text, const char *name, char **strings, unsigned int count)
{
	g_string_append_printf(text, "%s\n", name);
	for (unsigned int i = 0; i < count; i++)
		g_string_append_printf(text, "  %s\n", strings[i]);
}

/* All but the tree that decides what an object tree holds. */
static char *define(const struct objtree *objtree)
{
	const struct variant *variant = objtree->variant;
	g_autofree char *shim = g_build_filename(objtree->options->rules_dir, "shim", NULL);
	GString *text = g_string_new(NULL);

	g_string_append_printf(text, "format %d\ntree %s\ncompiler %s %s\nshim %" PRIx64 "\n",
			       FORMAT, objtree->tree->path, objtree->compiler->path,
			       objtree->compiler->version, fingerprint_contents(shim));
	g_string_append_printf(text, "variant %s %s %s %s %s\n", variant->name, variant->arch,
			       variant->make_arch ? variant->make_arch : "-",
			       variant->triple ? variant->triple : "-",
			       variant->assembler_triple ? variant->assembler_triple : "-");
	append_strings(text, "make", variant->make, variant->make_count);
	append_strings(text, "config", variant->config, variant->config_count);
	append_strings(text, "macros", variant->macros, variant->macros_count);
	append_strings(text, "boot", variant->boot, variant->boot_count);
	return g_string_free(text, FALSE);
}

static char *choose_directory(const struct objtree *objtree, GError **error)
{
	g_autofree char *parent = file_cache_directory("prepared", error);
	g_autofree char *name = NULL;

	if (!parent)
		return NULL;
	name = g_strdup_printf("%s-%s-%016" PRIx64, objtree->tree->version,
			       objtree->variant->name,
			       (uint64_t)XXH3_64bits(objtree->tree->path,
						     strlen(objtree->tree->path)));
	return g_build_filename(parent, name, NULL);
}

/* Locks the file called after @directory with @suffix; -1 with @error. */
static int take_lock(const char *directory, const char *suffix, int how, GError **error)
{
	g_autofree char *path = g_strconcat(directory, suffix, NULL);
	int fd = g_open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	int status = -1;

	while (fd >= 0 && (status = flock(fd, how)) < 0 && errno == EINTR)
		;
	if (!status)
		return fd;
	g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_INTERNAL, "cannot lock %s: %s", path,
		    g_strerror(errno));
	if (fd >= 0)
		close(fd);
	return -1;
}

/* Says what it waits for, if it has to. */
static int wait_for_lock(const struct objtree *objtree, const char *suffix, GError **error)
{
	int fd = take_lock(objtree->directory, suffix, LOCK_EX | LOCK_NB, NULL);

	if (fd >= 0)
		return fd;
	objtree_progress(objtree, "waiting for another run");
	return take_lock(objtree->directory, suffix, LOCK_EX, error);
}

int objtree_use(const char *directory, GError **error)
{
	return take_lock(directory, ".use", LOCK_SH, error);
}

bool objtree_change(struct objtree *objtree, GError **error)
{
	if (objtree->use < 0)
		objtree->use = wait_for_lock(objtree, ".use", error);
	return objtree->use >= 0;
}

struct copy {
	const char *from;
	const char *to;
	GError *error;
};

static void copy_one(const char *path, const char *name, void *data)
{
	struct copy *copy = data;
	g_autofree char *from = g_build_filename(copy->from, path, NULL);
	g_autofree char *to = g_build_filename(copy->to, path, NULL);

	(void)name;
	if (!copy->error)
		file_copy(from, to, &copy->error);
}

/* Copied, for flags that name its files must not depend on where rules/ is found. */
static bool copy_shim(const struct objtree *objtree, GError **error)
{
	g_autofree char *from = g_build_filename(objtree->options->rules_dir, "shim", NULL);
	g_autofree char *wrapper = g_build_filename(objtree->shim, "cc", NULL);
	struct copy copy = { .from = from, .to = objtree->shim };

	walk_files(from, "", copy_one, &copy);
	if (copy.error) {
		g_propagate_error(error, copy.error);
		return false;
	}
	if (g_file_test(wrapper, G_FILE_TEST_EXISTS) && g_chmod(wrapper, 0755) < 0) {
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_INTERNAL,
			    "cannot make %s executable: %s", wrapper, g_strerror(errno));
		return false;
	}
	return true;
}

bool objtree_empty(struct objtree *objtree, GError **error)
{
	g_autofree char *path = objtree_path(objtree, "definition");
	g_autofree char *definition = define(objtree);

	if (objtree->empty)
		return true;
	if (!objtree_change(objtree, error))
		return false;
	file_remove_tree(objtree->directory);
	if (g_file_test(objtree->directory, G_FILE_TEST_EXISTS)) {
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_INTERNAL,
			    "cannot remove %s: somebody else owns a part of it",
			    objtree->directory);
		return false;
	}
	objtree->empty = copy_shim(objtree, error) &&
		file_write(path, definition, strlen(definition), error);
	return objtree->empty;
}

/* Empties the object tree unless it was made by the same definition. */
static bool settle_definition(struct objtree *objtree, GError **error)
{
	g_autofree char *path = objtree_path(objtree, "definition");
	g_autofree char *definition = define(objtree);
	g_autofree char *old = file_read(path, NULL, NULL);

	return (old && !strcmp(old, definition)) || objtree_empty(objtree, error);
}

bool objtree_open(struct objtree *objtree, guint64 common, GError **error)
{
	objtree->lock = objtree->use = -1;
	objtree->notes = g_ptr_array_new_with_free_func(g_free);
	objtree->directory = choose_directory(objtree, error);
	if (!objtree->directory)
		return false;
	objtree->shim = objtree_path(objtree, "shim");
	objtree->stamp = g_strdup_printf("%s %016" PRIx64 " %016" PRIx64,
					   objtree->tree->version, (uint64_t)common,
					   fingerprint_arch(objtree->tree, objtree->variant));
	objtree->lock = wait_for_lock(objtree, ".lock", error);
	return objtree->lock >= 0 && settle_definition(objtree, error);
}

static void drop_lock(int *lock)
{
	if (*lock >= 0)
		close(*lock);
	*lock = -1;
}

void objtree_close(struct objtree *objtree)
{
	drop_lock(&objtree->use);
	drop_lock(&objtree->lock);
	g_clear_pointer(&objtree->notes, g_ptr_array_unref);
	g_clear_pointer(&objtree->directory, g_free);
	g_clear_pointer(&objtree->shim, g_free);
	g_clear_pointer(&objtree->stamp, g_free);
}

char *objtree_seal(const char *directory, bool with_pch)
{
	static const char *const names[] = { "definition", "headers", "pch.json" };
	GString *seal = g_string_new(NULL);

	for (size_t i = 0; i < G_N_ELEMENTS(names) - !with_pch; i++) {
		g_autofree char *path = g_build_filename(directory, ".ptdesc", names[i], NULL);
		g_autofree char *text = file_read(path, NULL, NULL);

		g_string_append_printf(seal, "%s\n", text ? text : "");
	}
	return g_string_free(seal, FALSE);
}
