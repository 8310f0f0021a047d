// SPDX-License-Identifier: GPL-2.0-or-later
/* Patches and mailboxes, as people send them and as nobody should. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/error.h"
#include "base/file.h"
#include "base/scratch.h"
#include "lint/patch.h"
#include "lint/submission.h"

/* A tree of two files, and a patch beside it. */
struct place {
	char *scratch, *patch;
	struct tree tree;
};

#define FIVE "one\ntwo\nthree\nfour\nfive\n"

static void put(const char *directory, const char *name, const char *text, size_t length)
{
	g_autofree char *path = g_build_filename(directory, name, NULL);

	assert_true(file_write(path, text, length, NULL));
}

static int make_place(void **state)
{
	struct place *place = g_new0(struct place, 1);

	place->scratch = scratch_make(NULL);
	place->patch = g_build_filename(place->scratch, "patch", NULL);
	place->tree.path = g_build_filename(place->scratch, "tree", NULL);
	put(place->tree.path, "mm/a.c", FIVE, strlen(FIVE));
	put(place->tree.path, "mm/b.c", FIVE, strlen(FIVE));
	*state = place;
	return 0;
}

static int remove_place(void **state)
{
	struct place *place = *state;

	scratch_remove(place->scratch);
	g_free(place->patch);
	g_free(place->tree.path);
	g_free(place);
	return 0;
}

static struct submission *read_bytes(const struct place *place, const char *text, size_t length,
				     GError **error)
{
	put(place->scratch, "patch", text, length);
	return submission_read(&place->tree, place->patch, error);
}

static struct submission *read_text(const struct place *place, const char *text)
{
	g_autoptr(GError) error = NULL;
	struct submission *submission = read_bytes(place, text, strlen(text), &error);

	if (error)
		fail_msg("%s", error->message);
	return submission;
}

/* That @text is refused in one line that names the patch and holds @word. */
static void assert_refused(const struct place *place, const char *text, const char *word)
{
	g_autoptr(GError) error = NULL;

	assert_null(read_bytes(place, text, strlen(text), &error));
	assert_true(g_error_matches(error, PTDESC_ERROR, PTDESC_ERROR_USAGE));
	assert_null(strchr(error->message, '\n'));
	assert_non_null(strstr(error->message, place->patch));
	if (!strstr(error->message, word))
		fail_msg("no \"%s\" in: %s", word, error->message);
}

static void assert_text(const struct submission *submission, const char *file, const char *text)
{
	const char *got = g_hash_table_lookup(submission->files, file);

	assert_non_null(got);
	assert_string_equal(got, text);
}

static void assert_tree_untouched(const struct place *place)
{
	g_autofree char *path = g_build_filename(place->tree.path, "mm/a.c", NULL);
	g_autofree char *text = file_read(path, NULL, NULL);

	assert_string_equal(text, FIVE);
}

/* -- what people send --------------------------------------------------------------------------- */

#define HUNK "@@ -1,5 +1,6 @@\n one\n two\n three\n+and a half\n four\n five\n"
#define DIFF "--- a/mm/a.c\n+++ b/mm/a.c\n" HUNK
#define AFTER "one\ntwo\nthree\nand a half\nfour\nfive\n"

static void a_plain_diff(void **state)
{
	struct submission *submission = read_text(*state, DIFF);

	assert_text(submission, "mm/a.c", AFTER);
	assert_int_equal(g_hash_table_size(submission->files), 1);
	assert_int_equal(g_hash_table_size(submission->created), 0);
	assert_int_equal(submission->removed->len, 0);
	assert_true(submission_wrote(submission, "mm/a.c", 4));
	assert_false(submission_wrote(submission, "mm/a.c", 3));
	assert_false(submission_wrote(submission, "mm/a.c", 5));
	assert_false(submission_wrote(submission, "mm/b.c", 4));
	assert_tree_untouched(*state);
	submission_free(submission);
}

static void a_diff_of_git(void **state)
{
	struct submission *submission = read_text(*state, "diff --git a/mm/a.c b/mm/a.c\n"
		"index 1111111..2222222 100644\n" DIFF);

	assert_text(submission, "mm/a.c", AFTER);
	submission_free(submission);
}

static void a_diff_with_other_prefixes(void **state)
{
	struct submission *submission = read_text(*state, "diff --git i/mm/a.c w/mm/a.c\n"
		"index 1111111..2222222 100644\n--- i/mm/a.c\n+++ w/mm/a.c\n" HUNK);

	assert_text(submission, "mm/a.c", AFTER);
	submission_free(submission);
	submission = read_text(*state, "diff -ru linux.orig/mm/a.c linux/mm/a.c\n"
		"--- linux.orig/mm/a.c\t2026-01-01 00:00:00.000000000 +0000\n"
		"+++ linux/mm/a.c\t2026-01-02 00:00:00.000000000 +0000\n" HUNK);
	assert_text(submission, "mm/a.c", AFTER);
	submission_free(submission);
}

static void what_git_show_prints(void **state)
{
	struct submission *submission = read_text(*state,
		"commit 0123456789012345678901234567890123456789\nAuthor: A <a@example.org>\n"
		"Date:   Thu Jan 1 00:00:00 2026 +0000\n\n    mm: add a line\n\n"
		"diff --git a/mm/a.c b/mm/a.c\nindex 1111111..2222222 100644\n" DIFF);

	assert_text(submission, "mm/a.c", AFTER);
	submission_free(submission);
}

static void a_mail_without_a_mailbox(void **state)
{
	struct submission *submission = read_text(*state,
		"From: A <a@example.org>\nSubject: [PATCH] mm: add a line\n\nWhy.\n---\n"
		" mm/a.c | 1 +\n\ndiff --git a/mm/a.c b/mm/a.c\n" DIFF "-- \n2.39.5\n");

	assert_text(submission, "mm/a.c", AFTER);
	submission_free(submission);
}

#define MAIL(subject) "From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001\n" \
	"From: A <a@example.org>\nDate: Thu, 1 Jan 2026 00:00:00 +0000\n" \
	"Subject: " subject "\n\n"

static void a_series_with_a_cover_letter(void **state)
{
	struct submission *submission = read_text(*state,
		MAIL("[PATCH 0/2] two steps") "A cover letter.\n\n--\n2.39.5\n\n"
		MAIL("[PATCH 1/2] one") "Why.\n---\ndiff --git a/mm/a.c b/mm/a.c\n" DIFF "-- \n2.39.5\n\n"
		MAIL("[PATCH 2/2] two") "Why.\n---\ndiff --git a/mm/a.c b/mm/a.c\n"
		"--- a/mm/a.c\n+++ b/mm/a.c\n@@ -2,5 +2,5 @@ one\n two\n three\n-and a half\n"
		"+and some\n four\n five\n-- \n2.39.5\n\n");

	assert_text(submission, "mm/a.c", "one\ntwo\nthree\nand some\nfour\nfive\n");
	assert_true(submission_wrote(submission, "mm/a.c", 4));
	submission_free(submission);
}

static void a_mail_in_transfer_encoding(void **state)
{
	static const char head[] = "From 0123456789012345678901234567890123456789 "
		"Mon Sep 17 00:00:00 2001\nFrom: A <a@example.org>\nSubject: [PATCH] x\n"
		"MIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n"
		"Content-Transfer-Encoding: ";
	static const char body[] = "Why.\n---\ndiff --git a/mm/a.c b/mm/a.c\n" DIFF;
	g_autofree char *quoted = g_strconcat(head, "quoted-printable\n\nWhy =C3=BC.\n---\n"
		"diff --git a/mm/a.c b/mm/a.c\n--- a/mm/a.c\n+++ b/mm/a.c\n@@ -1,5 +1,6 @@=\n\n"
		" one\n two\n three\n+x =3D 1;=20\n four\n five\n", NULL);
	g_autofree char *encoded = g_base64_encode((const guchar *)body, strlen(body));
	g_autofree char *base64 = g_strconcat(head, "base64\n\n", encoded, "\n", NULL);
	struct submission *submission = read_text(*state, quoted);

	assert_text(submission, "mm/a.c", "one\ntwo\nthree\nx = 1; \nfour\nfive\n");
	submission_free(submission);
	submission = read_text(*state, base64);
	assert_text(submission, "mm/a.c", AFTER);
	submission_free(submission);
}

static void a_file_that_is_new(void **state)
{
	struct submission *submission = read_text(*state, "diff --git a/mm/c.c b/mm/c.c\n"
		"new file mode 100644\n--- /dev/null\n+++ b/mm/c.c\n@@ -0,0 +1,2 @@\n+one\n+two\n");

	assert_text(submission, "mm/c.c", "one\ntwo\n");
	assert_true(g_hash_table_contains(submission->created, "mm/c.c"));
	assert_true(submission_wrote(submission, "mm/c.c", 1));
	assert_true(submission_wrote(submission, "mm/c.c", 2));
	submission_free(submission);
}

static void an_empty_file_that_is_new(void **state)
{
	struct submission *submission = read_text(*state, "diff --git a/mm/c.c b/mm/c.c\n"
		"new file mode 100644\nindex 0000000..e69de29\n");

	assert_text(submission, "mm/c.c", "");
	submission_free(submission);
}

static void a_file_that_is_deleted(void **state)
{
	struct submission *submission = read_text(*state, "diff --git a/mm/a.c b/mm/a.c\n"
		"deleted file mode 100644\n--- a/mm/a.c\n+++ /dev/null\n@@ -1,5 +0,0 @@\n"
		"-one\n-two\n-three\n-four\n-five\n");

	assert_int_equal(g_hash_table_size(submission->files), 0);
	assert_int_equal(submission->removed->len, 1);
	assert_string_equal(g_ptr_array_index(submission->removed, 0), "mm/a.c");
	assert_tree_untouched(*state);
	submission_free(submission);
}

static void a_file_that_is_renamed(void **state)
{
	struct submission *submission = read_text(*state, "diff --git a/mm/a.c b/mm/new name.c\n"
		"similarity index 100%\nrename from mm/a.c\nrename to mm/new name.c\n");

	assert_text(submission, "mm/new name.c", FIVE);
	assert_true(g_hash_table_contains(submission->created, "mm/new name.c"));
	assert_int_equal(submission->removed->len, 1);
	assert_string_equal(g_ptr_array_index(submission->removed, 0), "mm/a.c");
	submission_free(submission);
}

static void a_file_that_comes_and_goes_in_a_series(void **state)
{
	struct submission *submission = read_text(*state,
		MAIL("[PATCH 1/2] one") "Why.\n---\ndiff --git a/mm/c.c b/mm/c.c\n"
		"new file mode 100644\n--- /dev/null\n+++ b/mm/c.c\n@@ -0,0 +1 @@\n+one\n-- \n2.39.5\n\n"
		MAIL("[PATCH 2/2] two") "Why.\n---\ndiff --git a/mm/c.c b/mm/d.c\n"
		"similarity index 100%\nrename from mm/c.c\nrename to mm/d.c\n-- \n2.39.5\n\n");

	assert_int_equal(g_hash_table_size(submission->files), 1);
	assert_text(submission, "mm/d.c", "one\n");
	assert_int_equal(submission->removed->len, 0);
	submission_free(submission);
}

static void a_mode_that_changes(void **state)
{
	struct submission *submission = read_text(*state, "diff --git a/mm/a.c b/mm/a.c\n"
		"old mode 100644\nnew mode 100755\n");

	assert_text(submission, "mm/a.c", FIVE);
	assert_false(submission_wrote(submission, "mm/a.c", 1));
	submission_free(submission);
}

static void carriage_returns_of_a_mail_program(void **state)
{
	g_auto(GStrv) lines = g_strsplit(DIFF, "\n", -1);
	g_autofree char *text = g_strjoinv("\r\n", lines);
	g_autofree char *mail = g_strconcat(MAIL("[PATCH] x") "Why.\n---\n", text, NULL);
	struct submission *submission = read_text(*state, text);

	assert_text(submission, "mm/a.c", AFTER);
	submission_free(submission);
	submission = read_text(*state, mail);
	assert_text(submission, "mm/a.c", AFTER);
	submission_free(submission);
}

/* A patch may well add a line that ends in one. */
static void a_carriage_return_of_the_code_stays(void **state)
{
	struct submission *submission = read_text(*state, "--- a/mm/a.c\n+++ b/mm/a.c\n"
		"@@ -1,2 +1,3 @@\n one\n+dos\r\n two\n");

	assert_text(submission, "mm/a.c", "one\ndos\r\ntwo\nthree\nfour\nfive\n");
	submission_free(submission);
}

static void text_that_is_not_utf8(void **state)
{
	struct submission *submission = read_text(*state,
		"--- a/mm/a.c\n+++ b/mm/a.c\n@@ -1,2 +1,3 @@\n one\n+/* M\xfcller */\n two\n");

	assert_text(submission, "mm/a.c", "one\n/* M\xfcller */\ntwo\nthree\nfour\nfive\n");
	assert_true(submission_wrote(submission, "mm/a.c", 2));
	submission_free(submission);
	submission = read_text(*state, MAIL("[PATCH] x") "M\xfcller says why.\n---\n" DIFF);
	assert_text(submission, "mm/a.c", AFTER);
	submission_free(submission);
}

static void a_name_in_quotes(void **state)
{
	struct submission *submission = read_text(*state,
		"diff --git \"a/mm/\\303\\274.c\" \"b/mm/\\303\\274.c\"\nnew file mode 100644\n"
		"--- /dev/null\n+++ \"b/mm/\\303\\274.c\"\n@@ -0,0 +1 @@\n+one\n");

	assert_text(submission, "mm/\xc3\xbc.c", "one\n");
	submission_free(submission);
}

/* -- what nobody should send ---------------------------------------------------------------------- */

static void what_is_no_patch(void **state)
{
	assert_refused(*state, "", "no patch");
	assert_refused(*state, "Hello.\n", "no patch");
	assert_refused(*state, MAIL("[PATCH 0/1] nothing") "A cover letter.\n", "no patch");
	assert_refused(*state, MAIL("Re: [PATCH] x") "> diff --git a/mm/a.c b/mm/a.c\n> " DIFF,
		       "no patch");
}

static void what_does_not_apply(void **state)
{
	assert_refused(*state, "--- a/mm/a.c\n+++ b/mm/a.c\n@@ -1,2 +1,3 @@\n uno\n+half\n two\n",
		       "does not apply");
	assert_refused(*state, "--- a/mm/none.c\n+++ b/mm/none.c\n" HUNK, "mm/none.c");
	assert_refused(*state, "diff --git a/mm/a.c b/mm/a.c\nnew file mode 100644\n"
		       "--- /dev/null\n+++ b/mm/a.c\n@@ -0,0 +1 @@\n+x\n", "already exists");
	assert_refused(*state, "--- a/mm/a.c\n+++ b/mm/a.c\n@@ -1,5 +1,6 @@\n one\n two\n", "corrupt");
	assert_tree_untouched(*state);
}

static void a_patch_that_is_not_there(void **state)
{
	const struct place *place = *state;
	g_autoptr(GError) error = NULL;

	assert_null(submission_read(&place->tree, "/nonexistent.patch", &error));
	assert_non_null(strstr(error->message, "/nonexistent.patch"));
}

#define NEW_FILE(name) "diff --git a/" name " b/" name "\nnew file mode 100644\n--- /dev/null\n" \
	"+++ b/" name "\n@@ -0,0 +1 @@\n+x\n"

static void a_path_that_leaves_the_tree(void **state)
{
	struct place *place = *state;
	g_autofree char *victim = g_build_filename(place->scratch, "victim", NULL);

	assert_refused(place, NEW_FILE("../victim"), "outside the tree");
	assert_refused(place, NEW_FILE("mm/../../victim"), "outside the tree");
	assert_refused(place, "--- a/../victim\n+++ b/../victim\n" HUNK, "outside the tree");
	assert_refused(place, "diff --git \"a/\\056./victim\" \"b/\\056./victim\"\n"
		       "new file mode 100644\n--- /dev/null\n+++ \"b/\\056./victim\"\n"
		       "@@ -0,0 +1 @@\n+x\n", "outside the tree");
	assert_refused(place, "diff --git a/mm/a.c b/../victim\nsimilarity index 100%\n"
		       "rename from mm/a.c\nrename to ../victim\n", "outside the tree");
	assert_false(g_file_test(victim, G_FILE_TEST_EXISTS));
}

static void a_path_that_is_absolute(void **state)
{
	struct place *place = *state;
	g_autofree char *victim = g_build_filename(place->scratch, "victim", NULL);
	g_autofree char *rename = g_strdup_printf("diff --git a/mm/a.c b/x\nsimilarity index 100%%\n"
		"rename from mm/a.c\nrename to %s\n", victim);
	g_autofree char *plain = g_strdup_printf("--- /dev/null\n+++ %s\n@@ -0,0 +1 @@\n+x\n", victim);
	g_autoptr(GError) error = NULL;
	struct submission *submission;

	assert_refused(place, rename, "outside the tree");
	/* Like patch(1) -p1, git takes the leading slash off: a file below the tree. */
	submission = read_bytes(place, plain, strlen(plain), &error);
	assert_false(g_file_test(victim, G_FILE_TEST_EXISTS));
	submission_free(submission);
}

static void a_repository_of_its_own(void **state)
{
	assert_refused(*state, NEW_FILE(".git/hooks/x"), ".git");
}

static void a_name_nobody_can_show(void **state)
{
	assert_refused(*state, "diff --git \"a/mm/\\n.c\" \"b/mm/\\n.c\"\nnew file mode 100644\n"
		       "--- /dev/null\n+++ \"b/mm/\\n.c\"\n@@ -0,0 +1 @@\n+x\n", "\\n.c");
	assert_refused(*state, NEW_FILE("mm/\xfc.c"), "mm/\\374.c");
}

#define LINK(name, target) "diff --git a/" name " b/" name "\nnew file mode 120000\n" \
	"--- /dev/null\n+++ b/" name "\n@@ -0,0 +1 @@\n+" target "\n\\ No newline at end of file\n"

static void a_symbolic_link_is_a_file_with_a_name_in_it(void **state)
{
	struct submission *submission = read_text(*state, LINK("mm/link.c", "/etc/passwd"));

	assert_text(submission, "mm/link.c", "/etc/passwd");
	submission_free(submission);
}

/* The first patch makes a link of a directory that the second one reaches through. */
static void nothing_is_written_through_a_link(void **state)
{
	struct place *place = *state;
	g_autofree char *victim = g_build_filename(place->scratch, "victim", NULL);
	g_autofree char *file = g_build_filename(victim, "a.c", NULL);
	g_autofree char *first = g_strdup_printf(LINK("mm", "%s"), victim);
	g_autofree char *series = g_strconcat(MAIL("[PATCH 1/2] link") "Why.\n---\n", first, "-- \n2\n\n",
		MAIL("[PATCH 2/2] through") "Why.\n---\ndiff --git a/mm/a.c b/mm/a.c\n" DIFF "-- \n2\n\n",
		NULL);
	g_autoptr(GError) error = NULL;

	assert_int_equal(g_mkdir_with_parents(victim, 0700), 0);
	submission_free(read_bytes(place, series, strlen(series), &error));
	assert_non_null(error);
	assert_false(g_file_test(file, G_FILE_TEST_EXISTS));
}

static void attributes_of_a_patch_have_no_say(void **state)
{
	struct submission *submission = read_text(*state, NEW_FILE(".gitattributes")
		"diff --git a/mm/.gitattributes b/mm/.gitattributes\nnew file mode 100644\n"
		"--- /dev/null\n+++ b/mm/.gitattributes\n@@ -0,0 +1 @@\n"
		"+*.c working-tree-encoding=UTF-16 eol=crlf -diff\n"
		"diff --git a/mm/a.c b/mm/a.c\n" DIFF);

	assert_text(submission, "mm/a.c", AFTER);
	assert_true(submission_wrote(submission, "mm/a.c", 4));
	submission_free(submission);
}

/* What follows the NUL would be applied by others and seen by none of us. */
static void what_holds_a_nul(void **state)
{
	static const char plain[] = DIFF "\0\n--- a/mm/b.c\n+++ b/mm/b.c\n" HUNK;
	g_autofree char *encoded = g_base64_encode((const guchar *)plain, sizeof(plain) - 1);
	g_autofree char *base64 = g_strconcat("From: A <a@example.org>\nSubject: x\n"
		"MIME-Version: 1.0\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n",
		encoded, "\n", NULL);
	g_autoptr(GError) error = NULL;

	assert_null(read_bytes(*state, plain, sizeof(plain) - 1, &error));
	assert_non_null(strstr(error->message, "NUL"));
	assert_refused(*state, base64, "NUL");
}

/* A binary patch that leaves "a\0b" behind, as C and as something else. */
#define BINARY(name) "diff --git a/" name " b/" name "\nnew file mode 100644\n" \
	"index 0000000000000000000000000000000000000000.." \
	"20b5be91886d0b6f26dc98a225c0dac05fe2c86e\n" \
	"GIT binary patch\nliteral 3\nKcmYdfNCE%>hycU@\n\nliteral 0\nHcmV?d00001\n\n"

static void what_is_binary(void **state)
{
	g_autoptr(GError) error = NULL;
	struct submission *submission = read_bytes(*state, BINARY("logo.bin"),
						   strlen(BINARY("logo.bin")), &error);

	if (!submission)
		fail_msg("%s", error->message);
	assert_true(g_hash_table_contains(submission->created, "logo.bin"));
	submission_free(submission);
	assert_refused(*state, BINARY("mm/c.c"), "NUL");
}

/* -- headers alone --------------------------------------------------------------------------------- */

static void assert_names(const char *patch, const char *expected)
{
	g_autoptr(GPtrArray) names = patch_names(patch);
	g_autofree char *text = NULL;

	g_ptr_array_add(names, NULL);
	text = g_strjoinv("|", (char **)names->pdata);
	g_ptr_array_set_size(names, (int)names->len - 1);
	assert_string_equal(text, expected);
}

static void reads_names(void **state)
{
	(void)state;
	assert_names("", "");
	assert_names("--- a/x\n+++ b/y\n", "x|y");
	assert_names("--- /dev/null\n+++ b/y\tdate\n", "y");
	assert_names("--- a//x/y\n", "x/y");
	assert_names("--- x\n+++ \n--- \n", "");
	assert_names("rename from a/x\nrename to y\n", "a/x|y");
	assert_names("diff --git a/x b/x\n", "x|x|x");
	assert_names("diff --git a/x y b/x y\n", "x y|x|x y");
	assert_names("+++ \"b/\\\"x\\\\\\303\\274\"\n", "\"x\\\xc3\xbc");
	assert_names("+++ \"b/x", "x");
	assert_names("+++ \"", "");
	assert_names("+++ \"b/x\\", "x");
	assert_names("diff --git ", "");
}

#define WITH_PLACE(test) cmocka_unit_test_setup_teardown(test, make_place, remove_place)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_PLACE(a_plain_diff),
		WITH_PLACE(a_diff_of_git),
		WITH_PLACE(a_diff_with_other_prefixes),
		WITH_PLACE(what_git_show_prints),
		WITH_PLACE(a_mail_without_a_mailbox),
		WITH_PLACE(a_series_with_a_cover_letter),
		WITH_PLACE(a_mail_in_transfer_encoding),
		WITH_PLACE(a_file_that_is_new),
		WITH_PLACE(an_empty_file_that_is_new),
		WITH_PLACE(a_file_that_is_deleted),
		WITH_PLACE(a_file_that_is_renamed),
		WITH_PLACE(a_file_that_comes_and_goes_in_a_series),
		WITH_PLACE(a_mode_that_changes),
		WITH_PLACE(carriage_returns_of_a_mail_program),
		WITH_PLACE(a_carriage_return_of_the_code_stays),
		WITH_PLACE(text_that_is_not_utf8),
		WITH_PLACE(a_name_in_quotes),
		WITH_PLACE(what_is_no_patch),
		WITH_PLACE(what_does_not_apply),
		WITH_PLACE(a_patch_that_is_not_there),
		WITH_PLACE(a_path_that_leaves_the_tree),
		WITH_PLACE(a_path_that_is_absolute),
		WITH_PLACE(a_repository_of_its_own),
		WITH_PLACE(a_name_nobody_can_show),
		WITH_PLACE(a_symbolic_link_is_a_file_with_a_name_in_it),
		WITH_PLACE(nothing_is_written_through_a_link),
		WITH_PLACE(attributes_of_a_patch_have_no_say),
		WITH_PLACE(what_holds_a_nul),
		WITH_PLACE(what_is_binary),
		cmocka_unit_test(reads_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
