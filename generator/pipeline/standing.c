#include "pipeline/standing.h"

#include "base/unicode.h"
#include "pipeline/look.h"
#include "pipeline/stages.h"
#include "site/load.h"
#include "source/front_matter.h"
#include "source/yaml.h"

// ---- What the file says above its text

typedef struct {
    text all, yaml;             // with the fences, and without
} front_text;

static bool read_front(const standing_build *from, arena *scratch, const page *own, front_text *into)
{
    diagnostics ignored = { .memory = scratch };
    text contents;
    page_parts parts;
    bool fine = site_read_plain_text(from->of->site, scratch, own->path, &ignored, &contents)
             && front_matter_split(contents, own->path, &ignored, &parts) && parts.has_fences;
    if (fine)
        *into = (front_text){ text_slice(contents, 0, contents.length - parts.body.length), parts.yaml };
    return fine;
}

static bool is_same_front(const page *own, text front)
{
    fingerprint now = fingerprint_of(front);
    return text_equals(fingerprint_text(&now), fingerprint_text(&own->front));
}

// With the old title in its place, in the same quotes, all is as it was.
static bool only_title_differs(const page *own, text front)
{
    static const text key = TEXT_CONSTANT("\ntitle:");
    size_t place_of_key = text_find(front, key, 0);
    if (place_of_key == TEXT_NOT_FOUND)
        return false;
    text rest = text_from(front, place_of_key + key.length), line = { 0 };
    text_take_line(&rest, &line);
    text said = text_trim(line);
    bool has_quotes = said.length > 1 && (said.bytes[0] == '"' || said.bytes[0] == '\'');
    text quote = text_slice(said, 0, has_quotes);
    buffer before = { 0 };
    buffer_add(&before, text_between(front.bytes, said.bytes));
    buffer_add(&before, quote);
    buffer_add(&before, own->title);
    buffer_add(&before, quote);
    buffer_add(&before, text_from(front, (size_t)(said.bytes - front.bytes) + said.length));
    bool is_same = is_same_front(own, buffer_text(&before));
    buffer_free(&before);
    return is_same;
}

// Empty when there is none, or there are mistakes.
static text title_in(arena *scratch, const page *own, text yaml)
{
    diagnostics found = { .memory = scratch };
    const value *front = yaml_read(scratch, yaml, own->path, 2, 0, &found);
    const value *title = front != NULL && front->type == VALUE_MAP ? value_get(front, TEXT("title")) : NULL;
    bool is_fine = found.count == 0 && title != NULL && title->type == VALUE_SCALAR && !value_is_empty(title);
    return is_fine ? text_trim(title->text) : (text){ 0 };
}

// A title changes lists and other pages too, but those can wait for the whole build.
static bool take_title(const standing_build *from, arena *scratch, const page *own, const front_text *front)
{
    text title = only_title_differs(own, front->all) ? title_in(scratch, own, front->yaml) : (text){ 0 };
    page *known = &from->of->site->pages[own->number];
    if (title.length == 0)
        return false;
    known->title = text_copy(from->of->memory, title);
    known->title_start = unicode_collation_start(known->title);
    known->front = fingerprint_of(front->all);
    return true;
}

// ---- The page

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
    job again = *done;
    again.is_kept = false;
    done->publisher->take(of, &again, record);
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
    front_text front;
    bool fine = !from->is_spent && number < from->jobs->count && from->jobs->items[number].publisher->take != NULL
             && read_front(from, &scratch, own, &front)
             && (is_same_front(own, front.all) || take_title(from, &scratch, own, &front));
    if (fine) {
        from->of->staging = text_format(&scratch, "%.*s.page", TEXT_PRINT(from->output));
        fine = make_again(from, &scratch, number);
        fine = folder_remove(from->of->staging) && fine;
    }
    arena_free(&scratch);
    return fine;
}
