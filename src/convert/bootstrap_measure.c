// SPDX-License-Identifier: GPL-2.0-or-later
#include "convert/bootstrap_measure.h"

#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "convert/bins.h"
#include "convert/problem.h"

/* One parse. */
struct job {
	const struct prepared *prepared;
	const struct bootstrap_mode *mode;	/* or NULL: as configured */
	struct layout_probe probe;
	char *text;
	struct layout *layout;
	GError *error;
};

static void job_free(gpointer data)
{
	struct job *job = data;

	layout_free(job->layout);
	g_clear_error(&job->error);
	g_free(job->text);
	g_free(job);
}

/* Takes @text over. */
static struct job *add_job(GPtrArray *jobs, const struct prepared *prepared, char *text)
{
	struct job *job = g_new0(struct job, 1);

	job->prepared = prepared;
	job->text = text;
	job->probe.text = text;
	job->probe.directory = prepared->directory;
	job->probe.flags = (const char *const *)prepared_common_unit(prepared)->flags;
	g_ptr_array_add(jobs, job);
	return job;
}

static void run_job(void *item)
{
	struct job *job = item;

	job->layout = layout_measure(&job->probe, &job->error);
}

static char *probe_text(const struct bootstrap_layout *data, const struct bootstrap_mode *mode)
{
	return g_strdup_printf("%s\n#include <%s>\n%s", mode ? mode->before : "", data->include,
			       mode && mode->check ? mode->check : "");
}

static char *job_where(const struct job *job)
{
	const char *name = job->prepared->variant->name;

	return job->mode ? g_strdup_printf("%s %s", name, job->mode->name) : g_strdup(name);
}

/* The overlay with the names that a compiler sees; NULL stays NULL. */
static GHashTable *absolute(const struct tree *tree, GHashTable *overlay)
{
	GHashTable *texts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	GHashTableIter iterator;
	gpointer path, text;

	g_hash_table_iter_init(&iterator, overlay);
	while (g_hash_table_iter_next(&iterator, &path, &text))
		g_hash_table_insert(texts, g_build_filename(tree->path, path, NULL), text);
	return texts;
}

/* -- measuring ------------------------------------------------------------------- */

static GPtrArray *layout_jobs(const struct measure *measure, const struct bootstrap_layout *data,
			      const char *const *members)
{
	GPtrArray *jobs = g_ptr_array_new_with_free_func(job_free);

	for (unsigned int i = 0; i < measure->prepared->len; i++)
		for (unsigned int k = 0; k <= data->modes_count; k++) {
			const struct bootstrap_mode *mode = k ? &data->modes[k - 1] : NULL;
			struct job *job = add_job(jobs, measure->prepared->pdata[i],
						  probe_text(data, mode));

			job->mode = mode;
			job->probe.record = data->record;
			job->probe.members = members;
		}
	return jobs;
}

/* An error as a user sees it: files of the tree relative to it. */
static const char *shorten(const struct measure *measure, const char *error)
{
	const char *below = file_below(measure->tree->path, error);

	return below ? below : error;
}

/* Why the job gave nothing to go by, or NULL. */
static char *job_fault(const struct measure *measure, const struct job *job,
		       const struct bootstrap_layout *data)
{
	if (job->error)
		return g_strdup(job->error->message);
	if (job->layout->errors->len)
		return g_strdup_printf("<%s> does not compile: %s", data->include,
				       shorten(measure, job->layout->errors->pdata[0]));
	if (!job->layout->file)
		return g_strdup_printf("<%s> defines no struct %s", data->include, data->record);
	return NULL;
}

static void add_observation(GPtrArray *observations, struct job *job)
{
	struct observation *observation = g_new0(struct observation, 1);

	observation->where = job_where(job);
	observation->variant = job->prepared->variant->name;
	observation->mode = job->mode ? job->mode->name : NULL;
	observation->layout = g_steal_pointer(&job->layout);
	g_ptr_array_add(observations, observation);
}

/* Modes that exist on no variant measure nothing: that is said. */
static void check_modes(const struct measure *measure, const struct bootstrap_layout *data,
			const bool *seen)
{
	for (unsigned int i = 0; i < data->modes_count; i++)
		if (!seen[i])
			problems_add(measure->notes, "struct %s was not measured %s: none of the "
				     "variants can be built so", data->record, data->modes[i].name);
}

static GPtrArray *take_layouts(const struct measure *measure,
			       const struct bootstrap_layout *data, const GPtrArray *jobs)
{
	GPtrArray *observations = g_ptr_array_new_with_free_func(observation_free);
	g_autofree bool *seen = g_new0(bool, data->modes_count + 1);

	for (unsigned int i = 0; i < jobs->len; i++) {
		struct job *job = jobs->pdata[i];
		g_autofree char *fault = job_fault(measure, job, data);

		if (fault && !job->mode)
			problems_add(measure->problems, "%s: %s", job->prepared->variant->name,
				     fault);
		if (fault)
			continue;
		if (job->mode)
			seen[job->mode - data->modes] = true;
		add_observation(observations, job);
	}
	check_modes(measure, data, seen);
	return observations;
}

static bool check_agreement(const GPtrArray *observations, const struct bootstrap_layout *data,
			    GError **error)
{
	const struct observation *first = observations->len ? observations->pdata[0] : NULL;

	if (!first)
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_INCOMPLETE,
			    "the layout of struct %s is not known on any variant", data->record);
	for (unsigned int i = 1; i < observations->len; i++) {
		const struct observation *other = observations->pdata[i];

		if (!strcmp(first->layout->file, other->layout->file) &&
		    first->layout->start == other->layout->start)
			continue;
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_INCOMPLETE,
			    "struct %s has more than one definition: in %s on %s, in %s on %s",
			    data->record, first->layout->file, first->where, other->layout->file,
			    other->where);
		return false;
	}
	return first;
}

GPtrArray *measure_layout(const struct measure *measure, const struct bootstrap_layout *data,
			  GError **error)
{
	g_autofree const char **members = g_new0(const char *, data->members_count + 1);
	g_autoptr(GPtrArray) jobs = NULL;
	g_autoptr(GPtrArray) observations = NULL;

	for (unsigned int i = 0; i < data->members_count; i++)
		members[i] = data->members[i].member;
	jobs = layout_jobs(measure, data, members);
	if (!bins_run(jobs, measure->jobs, run_job, error))
		return NULL;
	observations = take_layouts(measure, data, jobs);
	if (!check_agreement(observations, data, error))
		return NULL;
	return g_steal_pointer(&observations);
}

/* -- proving ----------------------------------------------------------------------- */

static bool is_observed(const GPtrArray *observations, const struct job *job)
{
	g_autofree char *where = job_where(job);

	for (unsigned int i = 0; i < observations->len; i++)
		if (!strcmp(((const struct observation *)observations->pdata[i])->where, where))
			return true;
	return false;
}

bool measure_prove(const struct measure *measure, const struct bootstrap_layout *data,
		   const GPtrArray *observations, GHashTable *overlay, GError **error)
{
	static const char *const no_members[] = { NULL };
	g_autoptr(GHashTable) texts = absolute(measure->tree, overlay);
	g_autoptr(GPtrArray) jobs = layout_jobs(measure, data, no_members);

	for (unsigned int i = 0; i < jobs->len; i++)
		((struct job *)jobs->pdata[i])->probe.overlay = texts;
	if (!bins_run(jobs, measure->jobs, run_job, error))
		return false;
	for (unsigned int i = 0; i < jobs->len; i++) {
		const struct job *job = jobs->pdata[i];
		g_autofree char *fault = job_fault(measure, job, data);
		g_autofree char *where = job_where(job);

		if (!fault || !is_observed(observations, job))
			continue;
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_INCOMPLETE,
			    "struct %s would not lie over struct %s on %s: %s", data->descriptor,
			    data->record, where, fault);
		return false;
	}
	return true;
}

/* -- checking ------------------------------------------------------------------------ */

static GPtrArray *check_jobs(const struct measure *measure, const char *text,
			     GHashTable *overlay)
{
	GPtrArray *jobs = g_ptr_array_new_with_free_func(job_free);

	for (unsigned int i = 0; i < measure->prepared->len; i++)
		add_job(jobs, measure->prepared->pdata[i], g_strdup(text))->probe.overlay = overlay;
	return jobs;
}

/* "file:line: message" without the line, which edits move. */
static const char *error_message(const char *error)
{
	const char *message = strstr(error, ": ");

	return message ? message + 2 : error;
}

static bool has_error(const GPtrArray *errors, const char *error)
{
	for (unsigned int i = 0; i < errors->len; i++)
		if (!strcmp(error_message(errors->pdata[i]), error_message(error)))
			return true;
	return false;
}

static const char *new_error(const struct job *before, const struct job *after)
{
	if (!before->layout)
		return NULL;
	if (!after->layout)
		return after->error->message;
	for (unsigned int i = 0; i < after->layout->errors->len; i++)
		if (!has_error(before->layout->errors, after->layout->errors->pdata[i]))
			return after->layout->errors->pdata[i];
	return NULL;
}

bool measure_check(const struct measure *measure, const char *text, GHashTable *before,
		   GHashTable *after, GError **error)
{
	g_autoptr(GHashTable) old_texts = absolute(measure->tree, before);
	g_autoptr(GHashTable) texts = absolute(measure->tree, after);
	g_autoptr(GPtrArray) old_jobs = check_jobs(measure, text, old_texts);
	g_autoptr(GPtrArray) jobs = check_jobs(measure, text, texts);

	if (!bins_run(old_jobs, measure->jobs, run_job, error) ||
	    !bins_run(jobs, measure->jobs, run_job, error))
		return false;
	for (unsigned int i = 0; i < jobs->len; i++) {
		const struct job *job = jobs->pdata[i];
		const char *fault = new_error(old_jobs->pdata[i], job);

		if (!fault)
			continue;
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_INCOMPLETE, "%s: %s",
			    job->prepared->variant->name, shorten(measure, fault));
		return false;
	}
	return true;
}
