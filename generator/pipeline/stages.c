#include "pipeline/stages.h"

#include "base/workers.h"
#include "pipeline/progress.h"
#include "pipeline/records.h"

#include <stdlib.h>
#include <sys/mman.h>

// What a job may take. A book holds many pages; what the site itself makes large has no limit.
enum { PAGE_SECONDS = 2, PICTURE_SECONDS = 20, BOOK_SECONDS = 300, WAITING_SECONDS = 3600 };
static const size_t PAGE_MEMORY = (size_t)512 * 1024 * 1024, BOOK_MEMORY = (size_t)2 * 1024 * 1024 * 1024;

static bool is_page_stage(stage when)
{
    return when == STAGE_DOCUMENTS || when == STAGE_PAGES || when == STAGE_KIT_PAGES || when == STAGE_FRONT;
}

static int seconds_for(stage when)
{
    return when == STAGE_PICTURES ? PICTURE_SECONDS : is_page_stage(when) ? PAGE_SECONDS : when == STAGE_BOOKS ? BOOK_SECONDS : 0;
}

// For what waits instead of working: a disk far away that does not answer.
static int clock_seconds_for(stage when)
{
    int seconds = seconds_for(when);
    return seconds > 0 ? 30 * seconds : WAITING_SECONDS;
}

static size_t memory_for(stage when)
{
    return is_page_stage(when) || when == STAGE_PICTURES ? PAGE_MEMORY : when == STAGE_BOOKS ? BOOK_MEMORY : 0;
}

typedef struct {
    build *of;
    const job_list *all;
    reuse *kept;            // NULL in a check
    size_t *jobs;           // of the stage, that have to be done
    size_t count;
    progress *shown;
    size_t *pages_at_work;  // by place in [jobs], written by workers: 1 + the page that a book's job is busy with; NULL: nobody looks
} stage_context;

static const job *job_of(const stage_context *in, size_t number)
{
    return &in->all->items[in->jobs[number]];
}

// ---- In a worker

static bool run_job(void *context, size_t number, buffer *record)
{
    stage_context *stage_of = context;
    const job *done = job_of(stage_of, number);
    arena memory = { 0 };
    diagnostics found = { .memory = &memory };
    buffer facts = { 0 };
    stage_of->of->page_at_work = stage_of->pages_at_work != NULL ? &stage_of->pages_at_work[number] : NULL;
    build_traces_begin(stage_of->of, done);
    bool fine = done->publisher->run(stage_of->of, done, &found, &facts);
    build_words_to_record(record);
    build_outputs_to_record(stage_of->of, done->edition, record);
    build_shown_to_record(stage_of->of, record);
    diagnostics_add_to_record(&found, record);
    buffer_add(record, buffer_text(&facts));
    buffer_free(&facts);
    arena_free(&memory);
    return fine;
}

// ---- Here

// A kit's pages are pages of the website made again: their mistakes are told once.
static void take(stage_context *stage_of, size_t i, text told_words, text record)
{
    const job *done = &stage_of->all->items[i];
    arena scratch = { 0 };
    if (stage_of->kept != NULL)
        reuse_note(stage_of->kept, i, told_words, record);
    stage_of->of->search.told = told_words;
    reuse_skip_traces(&record);
    diagnostics repeated = { .memory = &scratch };
    diagnostics_take_from_record(done->edition == 0 ? stage_of->of->found : &repeated, &record);
    if (done->publisher->take != NULL)
        done->publisher->take(stage_of->of, done, record);
    arena_free(&scratch);
    progress_step(stage_of->shown);
}

static void take_record(void *context, size_t number, text record)
{
    stage_context *stage_of = context;
    text told_words = record_take_text(&record);
    take(stage_of, stage_of->jobs[number], told_words, record);
}

// Records are far away in memory, and not in the order of jobs: what is taken soon is asked for now.
static void look_ahead(const stage_context *stage_of, size_t i)
{
    enum { JOBS_AHEAD = 6, LINE = 64, MOST = 768 };
    text soon = i + JOBS_AHEAD < stage_of->all->count ? reuse_record(stage_of->kept, i + JOBS_AHEAD) : (text){ 0 };
    for (size_t at_byte = 0; at_byte < soon.length && at_byte < MOST; at_byte += LINE)
        __builtin_prefetch(soon.bytes + at_byte);
}

static void take_kept(stage_context *stage_of, size_t i)
{
    look_ahead(stage_of, i);
    text record = reuse_record(stage_of->kept, i);
    if (record.length > 0)
        take(stage_of, i, (text){ 0 }, record);
    else
        progress_step(stage_of->shown);
}

static void bury_job(void *context, size_t number, job_death why)
{
    stage_context *stage_of = context;
    const job *done = job_of(stage_of, number);
    size_t busy_with = stage_of->pages_at_work != NULL ? stage_of->pages_at_work[number] : 0;
    const page *last = busy_with > 0 && busy_with <= stage_of->of->site->page_count ? &stage_of->of->site->pages[busy_with - 1] : NULL;
    place where = at(last != NULL ? last->path : done->path, 1, 1);
    const char *what = last != NULL ? "make this page simpler, or leave it out of the book" : "make the page simpler";
    if (done->stage == STAGE_PICTURES)
        ;       // it stays unreadable: pages that show it say so
    else if (why == JOB_TOO_SLOW)
        report(stage_of->of->found, PAGE_TOO_SLOW, where, "%.*s was given up after %d seconds; %s",
               TEXT_PRINT(done->url), seconds_for(done->stage), what);
    else if (why == JOB_STUCK)
        report(stage_of->of->found, PAGE_TOO_SLOW, where, "%.*s was given up, since it did nothing but wait; see that the disk answers "
               "and that there is memory, then build again", TEXT_PRINT(done->url));
    else if (why == JOB_TOO_MUCH_MEMORY)
        report(stage_of->of->found, PAGE_TOO_LARGE, where, "%.*s; %s, or build again if the machine was short of memory",
               TEXT_PRINT(done->url), what);
    else
        report(stage_of->of->found, PAGE_CRASHED, where, "%.*s; this is a fault in Digitori, please report it with the file",
               TEXT_PRINT(done->url));
    progress_step(stage_of->shown);
}

// What workers share with this process. Without it, a book that does not end well is named, and none of its pages.
static size_t *share_numbers(size_t count)
{
    void *shared = mmap(NULL, count * sizeof(size_t), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    return shared != MAP_FAILED ? shared : NULL;
}

static int compare_numbers(size_t a, size_t b)
{
    return a < b ? -1 : a > b;
}

// In the order of their kind's list: most neighbours of one are those of the next.
static int compare_pages(const page *a, const page *b)
{
    if (a->kind != b->kind)
        return text_compare(a->kind->id, b->kind->id);
    int order = compare_numbers(a->language, b->language);
    return order != 0 ? order : compare_numbers(a->place, b->place);
}

// What the site makes is made first, for it takes longest; then pages, so that what they show of others is still at hand.
static int compare_jobs(const void *left, const void *right, void *context)
{
    const stage_context *stage_of = context;
    size_t first = *(const size_t *)left, second = *(const size_t *)right;
    const job *a = &stage_of->all->items[first], *b = &stage_of->all->items[second];
    int order = compare_numbers(a->body != NULL, b->body != NULL);
    if (order == 0)
        order = compare_numbers(a->edition, b->edition);
    if (order == 0 && a->body != NULL)
        order = compare_pages(a->body, b->body);
    return order != 0 ? order : compare_numbers(first, second);
}

static bool run_stage(build *of, const job_list *jobs, reuse *kept, stage when, int worker_count, progress *shown)
{
    stage_context stage_of = { .of = of, .all = jobs, .kept = kept, .shown = shown,
                               .jobs = memory_allocate(jobs->count, sizeof(size_t)) };
    for (size_t i = 0; i < jobs->count; i++) {
        if (jobs->items[i].stage != when)
            continue;
        if (jobs->items[i].is_kept)
            take_kept(&stage_of, i);
        else
            stage_of.jobs[stage_of.count++] = i;
    }
    if (stage_of.count > 1)
        qsort_r(stage_of.jobs, stage_of.count, sizeof *stage_of.jobs, compare_jobs, &stage_of);
    worker_plan plan = {
        .job_count = stage_of.count, .worker_count = worker_count, .context = &stage_of,
        .cpu_seconds = seconds_for(when), .clock_seconds = clock_seconds_for(when), .memory_bytes = memory_for(when),
        .run = run_job, .finished = take_record, .died = bury_job,
    };
    if (when == STAGE_BOOKS && stage_of.count > 0)
        stage_of.pages_at_work = share_numbers(stage_of.count);
    bool fine = workers_run(&plan);
    if (stage_of.pages_at_work != NULL)
        munmap(stage_of.pages_at_work, stage_of.count * sizeof(size_t));
    free(stage_of.jobs);
    return fine;
}

// ---- All stages

bool stages_run(build *of, const job_list *jobs, reuse *kept, const stage_wishes *wishes)
{
    progress shown = { .total = jobs->count, .is_shown = wishes->shows_progress };
    bool fine = true;
    for (int when = 0; when < STAGE_COUNT && fine; when++) {
        bool is_for_publishing = when == STAGE_WORDS || when == STAGE_KIT_INDEX || when == STAGE_KITS
                             || when == STAGE_SITE_INDEX;
        if (is_for_publishing && of->is_check)
            continue;
        fine = run_stage(of, jobs, kept, (stage)when, wishes->worker_count, &shown);
        records_put_in_order(of);
        diagnostics_sort(of->found);        // pages that link to one file tell the same of it, and later stages count what was found
        if (fine && when == STAGE_PAGES && wishes->pages_made != NULL)
            wishes->pages_made(wishes->context);
    }
    progress_end(&shown);
    return fine;
}

// ---- One job again

typedef struct {
    stage_context stage;        // first: run_job is given it
    arena *memory;
    text record;
} lone_job;

static void keep_record(void *context, size_t number, text record)
{
    (void)number;
    lone_job *alone = context;
    record_take_text(&record);      // words are of no use without those of all pages
    alone->record = text_copy(alone->memory, record);
}

static void forget_job(void *context, size_t number, job_death why)
{
    (void)context, (void)number, (void)why;
}

text stages_run_alone(build *of, const job_list *jobs, size_t number, arena *memory)
{
    stage when = jobs->items[number].stage;
    lone_job alone = { .stage = { .of = of, .all = jobs, .jobs = &number, .count = 1 }, .memory = memory };
    worker_plan plan = {
        .job_count = 1, .worker_count = 1, .context = &alone, .cpu_seconds = seconds_for(when),
        .clock_seconds = clock_seconds_for(when), .memory_bytes = memory_for(when),
        .run = run_job, .finished = keep_record, .died = forget_job,
    };
    return workers_run(&plan) ? alone.record : (text){ 0 };
}
