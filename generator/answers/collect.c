#include "answers/collect.h"

#include "answers/check.h"
#include "answers/collect_sources.h"
#include "answers/filled_record.h"
#include "answers/scans/scans.h"
#include "base/workers.h"
#include "source/value.h"

#include <stdlib.h>

enum { FILE_SECONDS = 60, FILE_MEMORY = 768 * 1024 * 1024, OWN_WORDS_LEAST = 20, SHOWN_FIRST = 1024 };

typedef struct {
    filled_form form;
    size_t source, order;       // the file it came from, its place in that
    size_t number;              // of the form among the site's
} found_form;

typedef struct {
    arena *memory;
    const collect_request *request;
    collect_sources sources;
    answer_checker checker;
    collect_archive archive;    // in a worker
    diagnostics *found;
    struct { found_form *items; size_t count, capacity; } forms;
    size_t done;
} collector;

// ---- What a file is

static bool holds_early(text bytes, text sign)
{
    return text_find(text_slice(bytes, 0, SHOWN_FIRST), sign, 0) != TEXT_NOT_FOUND;
}

static text first_line(text bytes)
{
    text rest = text_slice(bytes, 0, SHOWN_FIRST), line = { 0 };
    text_take_line(&rest, &line);
    return line;
}

// A package of Word or of a spreadsheet names its parts in its directory, at its end.
static given_reader *reader_of(text bytes)
{
    if (holds_early(bytes, TEXT("%PDF-")))
        return given_read_pdf;
    if (text_starts_with(bytes, TEXT("PK")))
        return text_find(bytes, TEXT("xl/workbook"), 0) != TEXT_NOT_FOUND ? given_read_xlsx : given_read_docx;
    if (given_is_in_sixteen_bits(bytes))
        return given_read_csv;
    text start = text_trim(text_slice(bytes, text_starts_with(bytes, TEXT("\xEF\xBB\xBF")) ? 3 : 0, SHOWN_FIRST));
    if (text_starts_with(start, TEXT("{")))
        return given_read_json;
    text line = first_line(start);
    bool is_table = text_find(line, TEXT("form"), 0) != TEXT_NOT_FOUND && text_find(line, TEXT("filled"), 0) != TEXT_NOT_FOUND;
    return is_table ? given_read_csv : NULL;
}

static text why_not_read(text bytes)
{
    if (text_starts_with(bytes, TEXT("\xD0\xCF\x11\xE0")))
        return TEXT("it is of an old kind of Office, or locked with a password: save it as .docx or .xlsx without one");
    return TEXT("it is no answers file, PDF, Word file, spreadsheet, picture or table of answers");
}

// ---- In a worker

// Pages that were filled in by hand. False after a reported failure of the machine.
static bool read_paper(collector *in, arena *memory, text path, text bytes, diagnostics *found, buffer *record)
{
    filled_forms forms = { 0 };
    if (!scans_read(memory, in->request->site, in->request->look, path, bytes, &forms, found))
        return false;
    for (size_t i = 0; i < forms.count; i++)
        filled_add_to_record(in->request->site, &forms.items[i], record);
    return true;
}

static void check_given(collector *in, arena *memory, text path, const given_forms *given, diagnostics *found, buffer *record)
{
    size_t filled = 0, refused = 0;
    for (size_t i = 0; i < given->count; i++) {
        filled_form made;
        check_result result = answer_check(memory, &in->checker, &given->items[i], path, found, &made);
        refused += result == CHECK_REFUSED;
        filled += result == CHECK_FILLED;
        if (result == CHECK_FILLED)
            filled_add_to_record(in->request->site, &made, record);
    }
    if (filled == 0 && refused == 0)
        report(found, ANSWERS_BLANK, at(path, 0, 0), "all its fields are empty");
}

static bool is_all_blank(const given_forms *given)
{
    for (size_t i = 0; i < given->count; i++)
        if (!given_is_blank(&given->items[i]))
            return false;
    return true;
}

static bool read_bytes(collector *in, arena *memory, text path, text bytes, diagnostics *found, buffer *record)
{
    given_forms given = { 0 };
    given_reader *read = reader_of(bytes);
    text why = { 0 };
    bool is_read = read != NULL && read(memory, bytes, &given, &why);
    // A PDF without anything typed into it was printed and filled in by hand.
    bool is_paper = read == NULL || (read == given_read_pdf && is_read && is_all_blank(&given));
    if (is_paper && scans_may_be(bytes))
        return read_paper(in, memory, path, bytes, found, record);
    if (read == NULL)
        report(found, ANSWERS_IGNORED, at(path, 0, 0), "%.*s", TEXT_PRINT(why_not_read(bytes)));
    else if (!is_read)
        report(found, ANSWERS_UNREADABLE, at(path, 0, 0), "%.*s", TEXT_PRINT(why));
    else
        check_given(in, memory, path, &given, found, record);
    return true;
}

static bool read_job(void *context, size_t job, buffer *record)
{
    collector *in = context;
    const collect_source *source = &in->sources.items[job];
    arena memory = { 0 };
    diagnostics found = { .memory = &memory };
    buffer forms = { 0 };
    text bytes, why = { 0 };
    source_result result = collect_read(&memory, source, &in->archive, &bytes, &why);
    bool is_fine = result != SOURCE_FAILED;
    if (result == SOURCE_READ)
        is_fine = read_bytes(in, &memory, source->shown, bytes, &found, &forms);
    else if (result == SOURCE_UNREADABLE)
        report(&found, ANSWERS_UNREADABLE, at(source->shown, 0, 0), "%.*s", TEXT_PRINT(why));
    diagnostics_add_to_record(&found, record);
    buffer_add(record, buffer_text(&forms));
    buffer_free(&forms);
    arena_free(&memory);
    return is_fine;
}

// ---- Here

static void step(collector *in)
{
    in->done++;
    if (in->request->step != NULL)
        in->request->step(in->request->context, in->done, in->sources.count);
}

static void finished(void *context, size_t job, text record)
{
    collector *in = context;
    filled_form made;
    diagnostics_take_from_record(in->found, &record);
    for (size_t order = 0; record.length > 0 && filled_take_from_record(in->memory, in->request->site, &record, &made); order++) {
        size_t number = 0;
        while (in->request->site->forms.items[number] != made.form)
            number++;
        *ARENA_PUSH(in->memory, in->forms) = (found_form){ made, job, order, number };
    }
    step(in);
}

static void died(void *context, size_t job, job_death why)
{
    collector *in = context;
    static const char *const reasons[] = { "it cannot be read: something in it is wrong", "it takes too long to read",
                                           "it needs too much memory to read" };
    report(in->found, ANSWERS_UNREADABLE, at(in->sources.items[job].shown, 0, 0), "%s", reasons[why]);
    step(in);
}

static int compare(const void *a, const void *b)
{
    const found_form *first = a, *second = b;
    if (first->number != second->number)
        return first->number < second->number ? -1 : 1;
    int order = text_compare(first->form.filled, second->form.filled);
    order = order != 0 ? order : text_compare(first->form.path, second->form.path);
    if (order != 0)
        return order;
    order = (first->source > second->source) - (first->source < second->source);
    return order != 0 ? order : (first->order > second->order) - (first->order < second->order);
}

// ---- The same answers twice

// What people wrote themselves: long enough, two do not write the same.
static size_t own_words(const data *answers, const form_field *fields, size_t count)
{
    size_t length = 0;
    for (size_t i = 0; i < count; i++) {
        const data *one = data_get(answers, fields[i].id);
        if (one == NULL)
            continue;
        bool is_own = fields[i].type == FORM_TEXT || fields[i].type == FORM_LONG || fields[i].type == FORM_SIGNATURE;
        if (is_own && one->type == DATA_TEXT)
            length += fields[i].personal ? OWN_WORDS_LEAST : one->text.length;
        for (size_t r = 0; fields[i].type == FORM_TABLE && r < one->list.count; r++)
            length += own_words(one->list.items[r], fields[i].columns, fields[i].column_count);
    }
    return length;
}

static bool is_surely_one(const filled_form *of)
{
    return own_words(of->answers, of->form->fields, of->form->field_count)
         + own_words(of->header, header_fields, HEADER_FIELDS) >= OWN_WORDS_LEAST;
}

static text key_of(arena *memory, const filled_form *of)
{
    buffer key = { 0 };
    buffer_format(&key, "%.*s ", TEXT_PRINT(of->form->id));
    data_write_json(of->answers, false, &key);
    data_write_json(of->header, false, &key);
    text made = text_copy(memory, buffer_text(&key));
    buffer_free(&key);
    return made;
}

// Paper is never alike: what is written on it is in its pictures.
static void keep_once(collector *in, collected *into)
{
    table seen = { .memory = in->memory };
    for (size_t i = 0; i < in->forms.count; i++) {
        const filled_form *one = &in->forms.items[i].form;
        bool is_new = true;
        uintptr_t *first = one->format == FILLED_PAPER ? NULL : table_put(&seen, key_of(in->memory, one), &is_new);
        if (first != NULL && is_new)
            *first = (uintptr_t)one;
        bool is_left_out = !is_new && is_surely_one(one);
        if (!is_new)
            report(in->found, ANSWERS_TWICE, at(one->path, 0, 0), is_left_out
                   ? "it says the same as '%.*s', and is counted once"
                   : "its answers are those of '%.*s'; both count, for two people may have chosen the same. Leave one out if it is "
                     "the same person's", TEXT_PRINT(((const filled_form *)*first)->path));
        into->twice += is_left_out;
        if (!is_left_out)
            *ARENA_PUSH(in->memory, into->forms) = *one;
    }
}

collect_result collect_answers(arena *memory, const collect_request *request, diagnostics *found, collected *into,
                               text *missing)
{
    collector in = { .memory = memory, .request = request, .found = found };
    *into = (collected){ 0 };
    collect_result result = collect_list(memory, request, found, &in.sources, missing);
    if (result != COLLECT_DONE)
        return result;
    answer_checker_prepare(memory, request->site, request->look, &in.checker);
    worker_plan plan = { .job_count = in.sources.count, .worker_count = request->worker_count, .cpu_seconds = FILE_SECONDS,
                         .memory_bytes = FILE_MEMORY, .context = &in, .run = read_job, .finished = finished, .died = died };
    if (in.sources.count > 0 && !workers_run(&plan))
        return COLLECT_MACHINE_FAILED;
    into->file_count = in.sources.count;
    if (in.forms.count > 0)
        qsort(in.forms.items, in.forms.count, sizeof *in.forms.items, compare);
    keep_once(&in, into);
    scans_join(memory, &into->forms, found);
    return COLLECT_DONE;
}
