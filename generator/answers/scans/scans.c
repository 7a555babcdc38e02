#include "answers/scans/scans.h"

#include "answers/scans/people.h"
#include "answers/scans/scan_file.h"
#include "base/workers.h"

typedef struct {
    arena *memory;
    form_layouts layouts;
    text path, bytes;
    diagnostics *found;
    scan_result result;
    size_t count;                       // of pages
    scanned_page *pages;
    scan_file file;                     // in a worker
    scan_result opened;
    bool is_open;
} reading;

// A page of a scan takes a second; what is drawn with much skill a few.
#define PAGE_SECONDS 10.0
#define PAGE_BYTES ((size_t)1 << 30)

bool scans_may_be(text bytes)
{
    return scan_format_of(bytes) != SCAN_UNKNOWN;
}

// ---- How many pages there are

static bool count_pages(void *context, size_t job, buffer *record)
{
    reading *in = context;
    (void)job;
    record_add_number(record, scan_file_open(&in->file, in->bytes));
    record_add_number(record, in->file.page_count);
    scan_file_close(&in->file);
    return true;
}

static void take_count(void *context, size_t job, text record)
{
    reading *in = context;
    (void)job;
    in->result = (scan_result)record_take_number(&record);
    in->count = record_take_number(&record);
}

static void count_died(void *context, size_t job, job_death why)
{
    reading *in = context;
    (void)job;
    in->result = why == JOB_CRASHED ? SCAN_BROKEN : SCAN_TOO_LARGE;
}

// ---- Pages

// Each worker opens the file once, and ends with it open.
static scan_result read_page(reading *in, arena *memory, size_t number, grey *seen)
{
    if (!in->is_open)
        in->opened = scan_file_open(&in->file, in->bytes);
    in->is_open = true;
    return in->opened == SCAN_READ ? scan_file_page(memory, &in->file, number, seen) : in->opened;
}

static bool read_one(void *context, size_t job, buffer *record)
{
    reading *in = context;
    arena scratch = { 0 };
    grey seen;
    scanned_page read = { .state = PAGE_BROKEN };
    bool is_fine = true;
    switch (read_page(in, &scratch, job, &seen)) {
    case SCAN_READ:
        is_fine = scanned_page_read(&scratch, &in->layouts, &seen, &read);
        break;
    case SCAN_TOO_LARGE:
        read.state = PAGE_TOO_LARGE_TO_READ;
        break;
    default:
        break;
    }
    scanned_page_add_to_record(&read, record);
    arena_free(&scratch);
    return is_fine;
}

static void take_page(void *context, size_t job, text record)
{
    reading *in = context;
    in->pages[job] = scanned_page_take_from_record(in->memory, record);
}

static void page_died(void *context, size_t job, job_death why)
{
    reading *in = context;
    in->pages[job] = (scanned_page){ .state = why == JOB_TOO_MUCH_MEMORY ? PAGE_TOO_LARGE_TO_READ : PAGE_BROKEN };
}

static bool run(reading *in, size_t jobs, bool (*work)(void *, size_t, buffer *), void (*finished)(void *, size_t, text),
                void (*died)(void *, size_t, job_death))
{
    int most = workers_available();
    worker_plan plan = { .job_count = jobs, .worker_count = jobs < (size_t)most ? (int)jobs : most,
                         .cpu_seconds = PAGE_SECONDS, .memory_bytes = PAGE_BYTES, .context = in, .run = work,
                         .finished = finished, .died = died };
    return workers_run(&plan);
}

// ---- What is told

static void tell_file(const reading *in)
{
    static const char *const reasons[] = {
        [SCAN_READ] = "", [SCAN_BROKEN] = "it is broken, or of another format than its beginning says; save it anew",
        [SCAN_LOCKED] = "it has a password; save it without one",
        [SCAN_TOO_LARGE] = "it is too large: at most 500 pages and 300 MB; divide it, or scan at 200 to 300 dots an inch",
    };
    report(in->found, SCAN_UNREADABLE, at(in->path, 0, 0), "%s", reasons[in->result]);
}

static void tell_version(const reading *in, size_t number, const scanned_page *page_of_scan)
{
    const form *asked = in->layouts.of->forms.items[page_of_scan->form];
    report(in->found, SCAN_OTHER_VERSION, at(in->path, 0, 0),
           "page %zu is '%.*s', and the site has version %.*s of the form, or has changed its words; collect it with the "
           "site as it was when the paper was printed, or type the answers in", number,
           TEXT_PRINT(page_of_scan->code), TEXT_PRINT(asked->version));
}

static void tell_page(const reading *in, size_t number, const scanned_page *page_of_scan)
{
    static const char *const reasons[PAGE_STATES] = {
        [PAGE_WITHOUT_CODE] = "no code of a form is seen on it; if it is a form, scan it at 200 to 300 dots an inch, or take "
                              "the picture from straight above in even light; only a printed PDF of the form has codes: type in what was "
                              "printed from its web page",
        [PAGE_CLUTTERED] = "so much in it looks like the corners of a code that the form's own is not found; scan the form alone, and cover "
                           "patterns around it",
        [PAGE_WITH_SEVERAL] = "more than one page is in the picture; take a picture of each",
        [PAGE_WITHOUT_CORNERS] = "the rings in its corners are not seen; the whole page has to be in the picture, flat and "
                                 "in even light",
        [PAGE_BROKEN] = "it cannot be read; save the file anew",
        [PAGE_TOO_LARGE_TO_READ] = "it is too large: a picture may have 40 MiB and 50 million pixels; scan it at 200 to 300 dots an inch",
    };
    switch (page_of_scan->state) {
    case PAGE_READ: case PAGE_EMPTY:
        break;
    case PAGE_OF_OTHER_VERSION:
        tell_version(in, number, page_of_scan);
        break;
    case PAGE_OF_OTHER_SITE:
        report(in->found, SCAN_PAGE_UNKNOWN, at(in->path, 0, 0), "page %zu is '%.*s', and the site has no such form in that "
               "language", number, TEXT_PRINT(page_of_scan->code));
        break;
    default:
        report(in->found, SCAN_PAGE_UNKNOWN, at(in->path, 0, 0), "page %zu: %s", number, reasons[page_of_scan->state]);
    }
}

bool scans_read(arena *memory, const site *of, const theme *look, text path, text bytes, filled_forms *into,
                diagnostics *found)
{
    reading in = { .memory = memory, .layouts = form_layouts_of(memory, of, look), .path = path, .bytes = bytes,
                   .found = found };
    if (!run(&in, 1, count_pages, take_count, count_died))
        return false;
    if (in.result != SCAN_READ) {
        tell_file(&in);
        return true;
    }
    in.pages = ARENA_NEW(memory, scanned_page, in.count);
    if (!run(&in, in.count, read_one, take_page, page_died))
        return false;
    for (size_t i = 0; i < in.count; i++)
        tell_page(&in, i + 1, &in.pages[i]);
    people_of_pages(memory, of, path, in.pages, in.count, into);
    return true;
}
