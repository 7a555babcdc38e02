#include "answers/collect.h"

#include "answers/check.h"
#include "answers/collect_sources.h"
#include "answers/filled_record.h"
#include "answers/scans/scans.h"
#include "base/digest.h"
#include "base/workers.h"
#include "source/value.h"

#include <stdlib.h>

enum { FILE_SECONDS = 60, FILE_MEMORY = 768 * 1024 * 1024, OWN_WORDS_LEAST = 20, SHOWN_FIRST = 1024 };

typedef struct {
    filled_form form;
    size_t source, order;       // the file it came from, its place in that
    size_t number;              // of the form among the site's
    text contents;              // the fingerprint of what is in the file
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

#define SAVE_HEIC TEXT_CONSTANT("it is a picture of the kind HEIC: save or export it as JPEG, or have the telephone take pictures as JPEG")
#define SAVE_TIFF TEXT_CONSTANT("it is a picture of the kind TIFF: save it as JPEG or PNG, or scan to PDF")

// What people send that is not read, by the bytes at a place, and what to do. It may well be somebody's answers.
static text how_to_save(text bytes)
{
    static const struct { size_t from; text sign, advice; } known[] = {
        { 0, TEXT_CONSTANT("\xD0\xCF\x11\xE0"), TEXT_CONSTANT("it is of an old kind of Office, or locked with a password: save it as .docx or .xlsx without one") },
        { 0, TEXT_CONSTANT("II*\0"), SAVE_TIFF }, { 0, TEXT_CONSTANT("MM\0*"), SAVE_TIFF },
        { 4, TEXT_CONSTANT("ftyphe"), SAVE_HEIC }, { 4, TEXT_CONSTANT("ftypmif1"), SAVE_HEIC }, { 4, TEXT_CONSTANT("ftypmsf1"), SAVE_HEIC },
        { 30, TEXT_CONSTANT("mimetypeapplication/vnd.oasis.opendocument.text"), TEXT_CONSTANT("it is an OpenDocument text: save it as .docx") },
        { 30, TEXT_CONSTANT("mimetypeapplication/vnd.oasis.opendocument.spreadsheet"), TEXT_CONSTANT("it is an OpenDocument spreadsheet: save it as .xlsx") },
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (text_starts_with(text_from(bytes, known[i].from), known[i].sign))
            return known[i].advice;
    return (text){ 0 };
}

// ---- In a worker

// Pages that were filled in by hand. False after a reported failure of the machine.
static bool read_paper(collector *in, arena *memory, const collect_source *from, text bytes, diagnostics *found, buffer *record)
{
    filled_forms forms = { 0 };
    if (!scans_read(memory, in->request->site, in->request->look, from->shown, bytes, &forms, found))
        return false;
    if (from->is_named && forms.count == 0 && diagnostics_count(found, SEVERITY_ERROR) == 0)
        report(found, ANSWERS_UNREADABLE, at(from->shown, 0, 0), "no page of a form is seen in it");
    for (size_t i = 0; i < forms.count; i++)
        filled_add_to_record(in->request->site, &forms.items[i], record);
    return true;
}

static void tell_cut(arena *memory, text path, const given_form *one, diagnostics *found)
{
    if (one->is_cut)
        report(found, ANSWERS_TOO_MANY, at(path, 0, 0), "a filled form has more than 20,000 values, and the first are read");
    if (one->long_list.length > 0)
        report(found, ANSWERS_TOO_MANY, at(path, 0, 0), "'%.*s' has more than 1,000 rows, and the first are read",
               TEXT_PRINT(value_shown_name(memory, one->long_list)));
}

static void check_given(collector *in, arena *memory, text path, const given_forms *given, diagnostics *found, buffer *record)
{
    size_t filled = 0, refused = 0;
    if (given->is_cut)
        report(found, ANSWERS_TOO_MANY, at(path, 0, 0), "more than 5,000 filled forms are in the file, and the first are read: divide it");
    for (size_t i = 0; i < given->count; i++) {
        filled_form made;
        tell_cut(memory, path, &given->items[i], found);
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

static bool read_bytes(collector *in, arena *memory, const collect_source *from, text bytes, diagnostics *found, buffer *record)
{
    text path = from->shown, advice = how_to_save(bytes);
    if (advice.length > 0) {
        report(found, ANSWERS_UNREADABLE, at(path, 0, 0), "%.*s", TEXT_PRINT(advice));
        return true;
    }
    given_forms given = { 0 };
    given_reader *read = reader_of(bytes);
    text why = { 0 };
    bool is_read = read != NULL && read(memory, bytes, &given, &why);
    // A PDF without anything typed into it was printed and filled in by hand.
    bool is_paper = read == NULL || (read == given_read_pdf && is_read && is_all_blank(&given));
    if (is_paper && scans_may_be(bytes))
        return read_paper(in, memory, from, bytes, found, record);
    if (read == NULL)
        report(found, from->is_named ? ANSWERS_UNREADABLE : ANSWERS_IGNORED, at(path, 0, 0),
               "it is no answers file, PDF, Word file, spreadsheet, picture or table of answers");
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
    text bytes = { 0 }, why = { 0 };
    source_result result = collect_read(&memory, source, &in->archive, &bytes, &why);
    bool is_fine = result != SOURCE_FAILED;
    if (result == SOURCE_READ)
        is_fine = read_bytes(in, &memory, source, bytes, &found, &forms);
    else if (result == SOURCE_UNREADABLE)
        report(&found, ANSWERS_UNREADABLE, at(source->shown, 0, 0), "%.*s", TEXT_PRINT(why));
    diagnostics_add_to_record(&found, record);
    fingerprint contents = fingerprint_of(bytes);
    record_add_text(record, fingerprint_text(&contents));
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
    text contents = text_copy(in->memory, record_take_text(&record));
    for (size_t order = 0; record.length > 0 && filled_take_from_record(in->memory, in->request->site, &record, &made); order++) {
        size_t number = 0;
        while (in->request->site->forms.items[number] != made.form)
            number++;
        *ARENA_PUSH(in->memory, in->forms) = (found_form){ made, job, order, number, contents };
    }
    step(in);
}

static void died(void *context, size_t job, job_death why)
{
    collector *in = context;
    static const char *const reasons[] = {
        [JOB_CRASHED] = "it cannot be read: something in it is wrong", [JOB_TOO_SLOW] = "it takes too long to read",
        [JOB_STUCK] = "it takes too long to read", [JOB_TOO_MUCH_MEMORY] = "it needs too much memory to read",
    };
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

// Whether everybody who evaluates the same copies what stands in a column: the names of criteria, indicators, tasks and what
// is evaluated.
static bool is_copied(const form *of, const form_field *of_table, const form_field *column)
{
    const form_field *subject = NULL, *name = NULL;
    bool has_scores = false;
    for (size_t i = 0; i < of->field_count; i++)
        for (size_t c = 0; c < of->fields[i].column_count; c++) {
            const form_sum *sum = &of->fields[i].columns[c].sum;
            subject = sum->table == of_table ? sum->by : subject;
            if (sum->key == column)
                return true;
        }
    for (size_t c = 0; c < of_table->column_count; c++) {
        const form_field *one = &of_table->columns[c];
        has_scores = has_scores || one->type == FORM_SCORE;
        name = name == NULL && one->type == FORM_TEXT && one != subject ? one : name;
    }
    return column == subject || (has_scores && column == name) || column == of_table->metric.name
        || column == of_table->series.name || column == of_table->tasks.what;
}

static size_t own_in_field(const data *answers, const form_field *asked)
{
    const data *one = data_get(answers, asked->id);
    bool is_own = asked->type == FORM_TEXT || asked->type == FORM_LONG || asked->type == FORM_SIGNATURE;
    if (!is_own || one == NULL || one->type != DATA_TEXT)
        return 0;
    return asked->personal ? OWN_WORDS_LEAST : one->text.length;
}

static size_t own_in_rows(const form *of, const form_field *of_table, const data *rows)
{
    size_t length = 0;
    for (size_t r = 0; rows != NULL && r < rows->list.count; r++)
        for (size_t c = 0; c < of_table->column_count; c++)
            if (!is_copied(of, of_table, &of_table->columns[c]))
                length += own_in_field(rows->list.items[r], &of_table->columns[c]);
    return length;
}

// What people wrote themselves: long enough, two do not write the same. What is evaluated everybody writes alike, and so the
// name of the process.
static size_t own_words(arena *memory, const filled_form *from)
{
    const form *of = from->form;
    size_t length = 0;
    for (size_t i = 0; i < of->field_count; i++) {
        const form_field *asked = &of->fields[i];
        const data *other = asked->has_other ? data_get(from->answers, form_other_name(memory, asked)) : NULL;
        if (asked->type == FORM_TABLE)
            length += own_in_rows(of, asked, data_get(from->answers, asked->id));
        else if (asked != of->subject)
            length += own_in_field(from->answers, asked);
        length += other != NULL && other->type == DATA_TEXT ? other->text.length : 0;
    }
    for (size_t i = 0; i < HEADER_FIELDS; i++)
        length += text_equals(header_fields[i].id, TEXT("_process")) ? 0 : own_in_field(from->header, &header_fields[i]);
    return length;
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

// Two people's papers are never alike to the byte, and what is written on them is not known.
static text key_of_paper(arena *memory, const found_form *of)
{
    return text_join(memory, of->contents, text_format(memory, "%zu", of->order));
}

static void keep_once(collector *in, collected *into)
{
    table seen = { .memory = in->memory };
    for (size_t i = 0; i < in->forms.count; i++) {
        const filled_form *one = &in->forms.items[i].form;
        bool is_paper = one->format == FILLED_PAPER, is_new;
        uintptr_t *first = table_put(&seen, is_paper ? key_of_paper(in->memory, &in->forms.items[i]) : key_of(in->memory, one), &is_new);
        if (is_new)
            *first = (uintptr_t)one;
        bool is_left_out = !is_new && (is_paper || own_words(in->memory, one) >= OWN_WORDS_LEAST);
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
    scans_leave_out_blank(&into->forms, found);
    return COLLECT_DONE;
}
