#include "pipeline/job_keys.h"

#include "base/packed.h"
#include "base/program.h"
#include "formats/pdf/pdf.h"
#include "language/hyphenation.h"

#include <stdlib.h>
#include <string.h>

static void add_fingerprint(buffer *to, const fingerprint *of)
{
    buffer_add(to, fingerprint_text(of));
}

static void add_contents(buffer *to, text name, text contents)
{
    fingerprint seen = fingerprint_of(contents);
    record_add_text(to, name);
    add_fingerprint(to, &seen);
}

enum { PART_LENGTH = 64 * 1024 };

// What is told of ten thousand pages need not stand in memory as a whole: a full part makes way for its digest.
static void end_part(buffer *told)
{
    if (told->length < PART_LENGTH)
        return;
    fingerprint seen = fingerprint_of(buffer_text(told));
    buffer_clear(told);
    add_fingerprint(told, &seen);
}

static fingerprint end_fingerprint(buffer *of)
{
    fingerprint made = fingerprint_of(buffer_text(of));
    buffer_free(of);
    return made;
}

// What many jobs read alike.
typedef struct {
    fingerprint plan;           // see key_of_plan
    fingerprint model;          // and the front matter of all pages, and the forms
    fingerprint all;            // and their bodies, and who signs the kits
    fingerprint terms;          // the front matter of the pages that are terms
} shared_keys;

// What there is, but not what it says. Packed, since hashing it takes as long as it is.
static void add_pages(buffer *told, const build *of)
{
    for (size_t i = 0; i < of->site->page_count; i++) {
        const page *one = &of->site->pages[i];
        packed_add_text(told, one->path);
        packed_add_text(told, one->url);
        packed_add_text(told, one->kind->id);
        packed_add_text(told, one->entry->id);
        packed_add(told, one->language * 2 + one->is_draft);
        end_part(told);
    }
}

// Which jobs there are. From what is published pages know what they can lead to.
static void add_jobs(buffer *told, const job_list *jobs)
{
    for (size_t i = 0; i < jobs->count; i++) {
        const job *made = &jobs->items[i];
        const uint64_t numbers[] = { made->stage, (uint64_t)made->what, made->edition, made->language, made->number, made->reads, made->is_step };
        packed_add_text(told, text_of(made->publisher->name));
        for (size_t n = 0; n < sizeof numbers / sizeof *numbers; n++)
            packed_add(told, numbers[n]);
        bool is_page = made->body != NULL && text_equals(made->url, made->body->url) && text_equals(made->path, made->body->path);
        packed_add(told, is_page ? made->body->number + 1 : 0);      // what it is called has been told
        if (!is_page) {
            packed_add_text(told, made->url);
            packed_add_text(told, made->path);
        }
        end_part(told);
    }
}

// What every job may read: the settings, kinds, the theme, the program and what is installed beside it, which pages there
// are, and the plan. Of a fork what it changed, too.
static fingerprint key_of_plan(const build *of, const job_list *jobs, const fingerprint *fronts, text options)
{
    arena scratch = { 0 };
    buffer told = { 0 };
    add_fingerprint(&told, &of->site->inputs);
    for (size_t i = 0; i < of->theme->file_count; i++)
        if (of->theme->files[i].is_own)        // those the program's own stamp tells
            add_contents(&told, of->theme->files[i].path, of->theme->files[i].contents);
    record_add_text(&told, TEXT(DIGITORI_VERSION));
    record_add_text(&told, program_stamp(&scratch));
    record_add_text(&told, pdf_fonts_stamp(&scratch));
    record_add_text(&told, hyphenation_stamp(&scratch));
    record_add_text(&told, text_of(getenv("SOURCE_DATE_EPOCH")));
    record_add_text(&told, options);
    add_pages(&told, of);
    add_jobs(&told, jobs);
    if (of->changes != NULL)
        add_fingerprint(&told, fronts);
    arena_free(&scratch);
    return end_fingerprint(&told);
}

static fingerprint key_of_all(const build *of, const fingerprint *model)
{
    buffer told = { 0 };
    add_fingerprint(&told, model);
    for (size_t i = 0; i < of->site->page_count; i++)
        add_fingerprint(&told, &of->site->pages[i].body);
    if (of->signing != NULL) {
        public_key used = private_key_public(of->signing);
        buffer_add(&told, (text){ (const char *)used.bytes, sizeof used.bytes });
    }
    return end_fingerprint(&told);
}

static fingerprint key_of_two(const fingerprint *one, const fingerprint *other)
{
    fingerprint both[] = { *one, *other };
    return fingerprint_of((text){ (const char *)both, sizeof both });
}

// Pages know the terms of their language; languages are not told apart here.
static fingerprint key_of_terms(const build *of)
{
    buffer told = { 0 };
    for (size_t i = 0; i < of->site->page_count; i++)
        if (text_equals(of->site->pages[i].kind->id, TEXT("term")))
            add_fingerprint(&told, &of->site->pages[i].front);
    return end_fingerprint(&told);
}

// More than a page shows of its kind to either side, so that where the list ends is told too.
static void add_neighbours(buffer *told, const build *of, const page *own)
{
    page_list list = site_pages_of_kind(of->site, own->kind, own->language);
    size_t from = own->place > NEIGHBOURS_SHOWN ? own->place - NEIGHBOURS_SHOWN : 0;
    record_add_number(told, own->place - from);
    for (size_t i = from; i < list.count && i <= own->place + NEIGHBOURS_SHOWN; i++) {
        uint32_t number = (uint32_t)list.items[i]->number;
        buffer_add(told, (text){ (const char *)&number, sizeof number });
    }
}

static shared_keys find_shared_keys(const build *of, const cache_head *head)
{
    shared_keys found = { .plan = head->plan, .terms = key_of_terms(of) };
    found.model = key_of_two(&head->plan, &head->fronts);
    found.all = key_of_all(of, &found.model);
    return found;
}

// Without the body of the page. Which pages stand around the page is told, and what refers to it stands on it. What it
// says of other pages is not in the key but in the record: see shows_the_same.
static fingerprint key_of_shown(const build *of, const page *own, const shared_keys *shared)
{
    buffer told = { 0 };
    add_fingerprint(&told, &shared->plan);
    add_fingerprint(&told, &shared->terms);
    add_fingerprint(&told, &own->front);
    add_neighbours(&told, of, own);
    for (size_t i = 0; i < own->entry->backlink_count; i++) {
        const backlink *from = &own->entry->backlinks[i];
        record_add_text(&told, from->kind->id);
        record_add_text(&told, from->field->id);
        record_add_number(&told, from->count);
        for (size_t s = 0; s < from->count; s++)
            record_add_text(&told, from->sources[s]->id);
    }
    return end_fingerprint(&told);
}

static fingerprint key_of_book(const build *of, const job *made, const fingerprint *common)
{
    arena scratch = { 0 };
    buffer told = { 0 };
    bound_book bound = book_bind(&scratch, of->site, made->subject, made->language);
    add_fingerprint(&told, common);
    record_add_number(&told, bound.foreword != NULL);
    if (bound.foreword != NULL)
        add_fingerprint(&told, &bound.foreword->body);
    for (size_t p = 0; p < bound.part_count; p++)
        for (size_t i = 0; i < bound.parts[p].count; i++)
            add_fingerprint(&told, &bound.parts[p].items[i].page->body);
    for (size_t i = 0; i < bound.term_count; i++)
        add_fingerprint(&told, &bound.terms[i]->body);
    arena_free(&scratch);
    return end_fingerprint(&told);
}

bool only_bodies_changed(const build_cache *old, const cache_head *head)
{
    return old->is_open && memcmp(&old->head, head, sizeof *head) == 0;
}

static job_key key_of(const build *of, const job *made, const shared_keys *shared, const cached_job *same)
{
    job_key key = { 0 };
    switch (made->reads) {
    case READS_ALL: key.rest = shared->all; break;
    case READS_MODEL: key.rest = shared->model; break;
    case READS_PAGE: key.rest = shared->model; break;
    case READS_SHOWN: key.rest = same != NULL ? same->key.rest : key_of_shown(of, made->body, shared); break;
    case READS_BOOK: key.rest = key_of_book(of, made, &shared->model); break;
    }
    if (made->reads == READS_SHOWN || made->reads == READS_PAGE)
        key.body = made->body->body;
    return key;
}

bool job_has_entry(const job *of)
{
    return of->edition == 0 && !of->is_step;
}

cache_head job_keys_head(const build *of, const job_list *jobs, text options)
{
    cache_head head = { .fronts = build_fronts_of_all(of), .job_count = jobs->count + 1 };
    head.plan = key_of_plan(of, jobs, &head.fronts, options);
    return head;
}

void job_keys_find(const build *of, const job_list *jobs, const cache_head *head, const build_cache *old, job_key *keys)
{
    shared_keys shared = find_shared_keys(of, head);
    bool are_same = only_bodies_changed(old, head);
    for (size_t i = 0; i < jobs->count; i++)
        if (job_has_entry(&jobs->items[i]))
            keys[i] = key_of(of, &jobs->items[i], &shared, are_same ? build_cache_find(old, i) : NULL);
}
