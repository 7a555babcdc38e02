#include "commands/collect_outputs.h"

#include "answers/output_tables.h"
#include "base/files.h"
#include "base/replacement.h"
#include "base/unicode.h"
#include "base/workers.h"

#include <stdio.h>
#include <stdlib.h>

struct collect_format {
    const char *name;
    bool (*make)(arena *memory, const output_request *request, buffer *out);     // NULL: pages
    bool is_of_each;            // everybody's own answers stand in it
};

static const collect_format formats[COLLECT_FORMATS + 1] = {
    { "csv", output_csv, true },
    { "json", output_json, true },
    { "xlsx", output_xlsx, false },
    { "html", output_report_html, false },
    { "md", output_report_markdown, false },
    { "pdf", output_report_pdf, false },
    { "pages", NULL, true },
    { NULL, NULL, false },
};

static const collect_format *format_named(text name)
{
    for (const collect_format *known = formats; known->name != NULL; known++)
        if (text_equals(text_of(known->name), name))
            return known;
    return NULL;
}

static text ending_of(arena *memory, text path)
{
    text name = path_name(path);
    size_t dot = text_find_last_byte(name, '.');
    return dot == TEXT_NOT_FOUND ? (text){ 0 } : unicode_lower(memory, text_from(name, dot + 1));
}

// "xlsx,csv,pages": each once.
static bool read_formats(const arguments *from, text said, collect_output *made)
{
    made->format_count = 0;
    for (text name; text_take_part(&said, ',', &name);) {
        const collect_format *known = format_named(text_trim(name));
        bool is_there = false;
        for (size_t i = 0; i < made->format_count; i++)
            is_there = is_there || made->formats[i] == known;
        if (known == NULL) {
            usage_error(from->command, "--as takes csv, json, xlsx, html, md, pdf or pages, or several with commas between, not '%.*s'",
                        TEXT_PRINT(name));
            return false;
        }
        if (!is_there)
            made->formats[made->format_count++] = known;
    }
    return true;
}

// What holds everybody's own answers hides no groups.
static bool may_hide_groups(const arguments *from, const collect_output *of)
{
    for (size_t i = 0; i < of->format_count; i++)
        if (of->formats[i]->is_of_each && of->choice.smallest_group > 1) {
            usage_error(from->command, "--min-group hides small groups in reports; what is written as %s holds the answers of each person", of->formats[i]->name);
            return false;
        }
    return true;
}

bool collect_output_read(arena *memory, const arguments *from, collect_output *made)
{
    const char *as = argument_value(from, "as"), *output = argument_value(from, "output");
    made->from = from;
    made->output = text_of(output);
    while (made->output.length > 1 && text_ends_with(made->output, TEXT("/")))
        made->output.length--;
    if (output != NULL && made->output.length == 0) {
        usage_error(from->command, "-o needs the name of a file or folder");
        return false;
    }
    if (as != NULL && output == NULL) {
        usage_error(from->command, "--as says how to write the answers; say where to with -o");
        return false;
    }
    const collect_format *by_ending = output != NULL ? format_named(ending_of(memory, made->output)) : NULL;
    if (as == NULL && output != NULL && by_ending == NULL && text_equals(path_name(made->output), TEXT("pages")))
        as = "pages";
    if (as == NULL && by_ending != NULL)
        made->formats[made->format_count++] = by_ending;
    if (as != NULL && !read_formats(from, text_of(as), made))
        return false;
    made->is_folder = output != NULL && (by_ending == NULL || by_ending->make == NULL || made->format_count > 1 || path_is_folder(made->output));
    if (output != NULL && made->format_count == 0) {
        usage_error(from->command, "'%s' tells no format: let it end in .csv, .json, .xlsx, .html, .md or .pdf, or say --as FORMAT for a folder", output);
        return false;
    }
    return may_hide_groups(from, made);
}

bool collect_output_is_pages(const collect_output *of)
{
    return of->format_count == 1 && of->formats[0]->make == NULL;
}

// ---- Where it may be written

// The folder that holds [path], or will, as the system names it; empty when there is none yet.
static text real_folder(arena *memory, text path)
{
    text folder = path_folder(path);
    char *real = realpath(folder.length > 0 ? text_to_string(memory, folder) : path.bytes[0] == '/' ? "/" : ".", NULL);
    text found = text_copy(memory, text_of(real));
    free(real);
    return found;
}

static bool is_beneath(arena *memory, text path, text input)
{
    char *real = realpath(text_to_string(memory, input), NULL);
    text folder = real_folder(memory, path), above = text_copy(memory, text_of(real));
    free(real);
    return above.length > 0 && folder.length > 0
        && (text_equals(folder, above) || text_starts_with(folder, text_join(memory, above, TEXT("/"))));
}

static bool is_same_file(text a, text b)
{
    file_identity first = file_identity_of(a), second = file_identity_of(b);
    return first.inode != 0 && first.inode == second.inode && first.size == second.size;
}

int collect_output_check(arena *memory, const collect_output *to, text path)
{
    const arguments *from = to->from;
    for (int i = 0; i < from->position_count && path.length > 0; i++) {
        text input = text_of(from->positions[i]);
        if (path_is_folder(input) ? is_beneath(memory, path, input) || is_beneath(memory, path_join(memory, path, TEXT("x")), input)
                                  : is_same_file(input, path))
            return usage_error(from->command, "'%.*s' is among the files to be read: write the answers somewhere else", TEXT_PRINT(path));
    }
    if (path.length == 0 || !path_exists(path) || path_is_folder(path) || argument_is_set(from, "force"))
        return EXIT_DONE;
    return usage_error(from->command, "there is a file '%.*s' already; --force writes over it", TEXT_PRINT(path));
}

// ---- Writing

static text path_of(arena *memory, const collect_output *to, const collect_format *as, const form *of)
{
    return to->is_folder ? text_format(memory, "%.*s/%.*s.%s", TEXT_PRINT(to->output), TEXT_PRINT(of->id), as->name) : to->output;
}

// Neither has to be there yet.
static bool is_same_place(arena *memory, text a, text b)
{
    text first = { 0 }, second = { 0 };
    if (text_equals(a, b) || is_same_file(a, b))
        return true;
    if (path_resolve(memory, (text){ 0 }, a, &first) && path_resolve(memory, (text){ 0 }, b, &second) && text_equals(first, second))
        return true;
    first = real_folder(memory, a);
    second = real_folder(memory, b);
    return first.length > 0 && text_equals(first, second) && text_equals(path_name(a), path_name(b));
}

int collect_output_check_review(arena *memory, const collect_output *to, text review, const form *only)
{
    if (review.length == 0 || to->output.length == 0)
        return EXIT_DONE;
    bool is_same = is_same_place(memory, review, to->output);
    for (size_t f = 0; to->is_folder && f < to->format_count; f++)
        for (size_t i = 0; i < to->site->forms.count; i++) {
            const form *of = to->site->forms.items[i];
            if (to->formats[f]->make != NULL && (only == NULL || of == only))
                is_same = is_same || is_same_place(memory, review, path_of(memory, to, to->formats[f], of));
        }
    if (!is_same)
        return EXIT_DONE;
    return usage_error(to->from->command, "'%.*s' cannot be both the page of --review and what -o writes: give them names of their own", TEXT_PRINT(review));
}

// Where the pages go, as seen from the output: apart from files when there are both.
static text pages_below(const collect_output *to)
{
    return to->format_count > 1 ? TEXT("pages") : (text){ 0 };
}

// The output may be a link, which was named; what stands in it was not.
static int check_pages(arena *memory, const collect_output *to, const output_request *of)
{
    for (size_t i = 0; of->form->becomes != NULL && i < of->count; i++) {
        text folder = path_join(memory, pages_below(to), output_page_folder(memory, of, of->items[i])), link;
        if (path_leads_by_link(memory, to->output, folder, &link))
            return refuse_link(path_join(memory, to->output, link));
    }
    return EXIT_DONE;
}

// Before anything is written.
static int check_paths(arena *memory, const collect_output *to, const output_request *forms, size_t count)
{
    int status = EXIT_DONE;
    for (size_t f = 0; to->is_folder && f < to->format_count; f++)
        for (size_t i = 0; i < count; i++) {
            text path = path_of(memory, to, to->formats[f], forms[i].form);
            if (to->formats[f]->make != NULL && path_exists(path) && !argument_is_set(to->from, "force"))
                return usage_error(to->from->command, "there is a file '%.*s' already; --force writes over it", TEXT_PRINT(path));
        }
    for (size_t f = 0; f < to->format_count; f++)
        for (size_t i = 0; i < count && status == EXIT_DONE && to->formats[f]->make == NULL; i++)
            status = check_pages(memory, to, &forms[i]);
    return status;
}

// It is made in a worker: a library that gets no memory may wait or try again for ever, and a worker is ended then.
typedef struct {
    const collect_format *as;
    const output_request *request;
    text path;
    bool is_written;
} file_making;

// So much that only a library which goes astray wants more.
static const size_t OUTPUT_MEMORY = (size_t)4 * 1024 * 1024 * 1024;

static bool make_file(void *context, size_t job, buffer *record)
{
    (void)job;
    const file_making *of = context;
    arena memory = { 0 };
    diagnostics found = { .memory = &memory };
    output_request request = *of->request;
    request.found = &found;
    buffer made = { 0 };
    bool is_made = of->as->make(&memory, &request, &made);
    diagnostics_add_to_record(&found, record);
    buffer_add(record, buffer_text(&made));
    buffer_free(&made);
    arena_free(&memory);
    return is_made;
}

static void take_file(void *context, size_t job, text record)
{
    (void)job;
    file_making *of = context;
    diagnostics_take_from_record(of->request->found, &record);
    of->is_written = file_replace(of->path, record);
}

static void tell_unmade(void *context, size_t job, job_death why)
{
    (void)job;
    const file_making *of = context;
    fprintf(stderr, "digitori: '%.*s' could not be made: %s; close other programs and give the command again\n", TEXT_PRINT(of->path),
            why == JOB_TOO_MUCH_MEMORY ? "it needs too much memory" : "making it ended early");
}

static bool write_file(const collect_format *as, const output_request *request, text path)
{
    file_making of = { .as = as, .request = request, .path = path };
    worker_plan plan = { .job_count = 1, .worker_count = 1, .memory_bytes = OUTPUT_MEMORY, .context = &of,
                         .run = make_file, .finished = take_file, .died = tell_unmade };
    return workers_run(&plan) && of.is_written;
}

int collect_output_write(arena *memory, const collect_output *to, const output_request *forms, size_t count)
{
    int status = check_paths(memory, to, forms, count);
    text below = pages_below(to), pages = below.length > 0 ? path_join(memory, to->output, below) : to->output;
    for (size_t f = 0; f < to->format_count; f++)
        for (size_t i = 0; i < count && status == EXIT_DONE; i++) {
            const collect_format *as = to->formats[f];
            bool is_done = as->make == NULL ? output_pages(memory, &forms[i], pages)
                                            : write_file(as, &forms[i], path_of(memory, to, as, forms[i].form));
            status = is_done ? EXIT_DONE : EXIT_MACHINE;
        }
    return status;
}
