#include "pipeline/standing.h"

#include "pipeline/look.h"
#include "pipeline/stages.h"
#include "site/load.h"
#include "source/front_matter.h"

// Whether the file still says the same above its text.
static bool has_same_front(const standing_build *from, arena *scratch, const page *own)
{
    diagnostics ignored = { .memory = scratch };
    text contents;
    page_parts parts;
    if (!site_read_text(from->of->site, scratch, own->path, &ignored, &contents)
        || !front_matter_split(contents, own->path, &ignored, &parts) || !parts.has_fences)
        return false;
    fingerprint front = fingerprint_of(text_slice(contents, 0, contents.length - parts.body.length));
    return text_equals(fingerprint_text(&front), fingerprint_text(&own->front));
}

// The job that makes the page itself.
static size_t job_of_page(const standing_build *from, const page *own)
{
    const job_list *jobs = from->jobs;
    for (size_t i = 0; i < jobs->count; i++)
        if (jobs->items[i].edition == 0 && text_equals(jobs->items[i].url, own->url))
            return i;
    return jobs->count;
}

// Takes in what the page says of itself. False when it has mistakes, or shows files that are not published yet.
static bool take_facts(standing_build *from, arena *scratch, const job *done, text record)
{
    build *of = from->of;
    diagnostics found = { .memory = scratch }, *others = of->found;
    size_t files = of->files[0].count, anchors = of->anchors.count;
    diagnostics_take_from_record(&found, &record);
    if (diagnostics_count(&found, SEVERITY_ERROR) > 0)
        return false;
    of->found = &found;
    of->keeps_index = true;
    done->publisher->take(of, done, record);
    of->found = others;
    of->anchors.count = anchors;
    from->is_spent = of->files[0].count != files;
    return !from->is_spent;
}

// Of all files or, after a failure that was told, of some: each is whole.
static bool put_into_output(const standing_build *from, arena *scratch, text folder, text record)
{
    text url;
    bool fine = true;
    for (uint64_t left = record_take_number(&record); fine && left > 0; left--) {
        fine = reuse_take_output(&record, &url) && build_stays_inside(url);
        fine = fine && look_put_file(scratch, text_join(scratch, folder, url), path_join(scratch, from->output, url));
    }
    return fine;
}

static bool make_again(standing_build *from, arena *scratch, size_t number)
{
    const job *done = &from->jobs->items[number];
    text record = stages_run_alone(from->of, from->jobs, number, scratch), facts = record;
    if (record.length == 0)
        return false;
    reuse_skip_traces(&facts);
    return take_facts(from, scratch, done, facts)
        && put_into_output(from, scratch, build_folder(scratch, from->of, 0), record);
}

bool standing_remake(standing_build *from, text path)
{
    arena scratch = { 0 };
    const page *own = table_find(&from->of->site->pages_by_path, path);
    size_t number = own != NULL ? job_of_page(from, own) : from->jobs->count;
    bool fine = !from->is_spent && number < from->jobs->count && from->jobs->items[number].publisher->take != NULL
             && has_same_front(from, &scratch, own);
    if (fine) {
        from->of->staging = text_format(&scratch, "%.*s.page", TEXT_PRINT(from->output));
        fine = make_again(from, &scratch, number);
        fine = folder_remove(from->of->staging) && fine;
    }
    arena_free(&scratch);
    return fine;
}
