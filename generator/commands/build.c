// digitori build and digitori check.
#include "commands/commands.h"
#include "commands/private_keys.h"

#include "base/diagnostics.h"
#include "formats/data.h"
#include "pipeline/pipeline.h"
#include "schema/fields.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { WORKERS_LIMIT = 256 };

static int status_of(build_result result)
{
    switch (result) {
    case BUILD_DONE: return EXIT_DONE;
    case BUILD_HAS_ERRORS: return EXIT_CONTENT;
    case BUILD_UNUSABLE: return EXIT_USAGE;
    default: return EXIT_MACHINE;
    }
}

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

static void print_counts(const diagnostics *found)
{
    size_t errors = diagnostics_count(found, SEVERITY_ERROR), warnings = diagnostics_count(found, SEVERITY_WARNING);
    printf("%zu error%s, %zu warning%s", errors, plural(errors), warnings, plural(warnings));
}

static void print_json(const build_summary *summary, const diagnostics *found, bool is_done)
{
    arena memory = { 0 };
    data *line = data_map(&memory);
    data_set_bool(&memory, line, "published", is_done);
    data_set_text(&memory, line, "output", summary->output);
    data_set(&memory, line, "pages", data_number(&memory, (double)summary->page_count));
    data_set(&memory, line, "made", data_number(&memory, (double)summary->made_count));
    data_set(&memory, line, "books", data_number(&memory, (double)summary->book_count));
    data_set(&memory, line, "forms", data_number(&memory, (double)summary->form_count));
    data_set(&memory, line, "kits", data_number(&memory, (double)summary->kit_count));
    data_set(&memory, line, "errors", data_number(&memory, (double)diagnostics_count(found, SEVERITY_ERROR)));
    data_set(&memory, line, "warnings", data_number(&memory, (double)diagnostics_count(found, SEVERITY_WARNING)));
    data_set(&memory, line, "seconds", data_number(&memory, (double)(long)(summary->seconds * 1000) / 1000));
    buffer out = { 0 };
    data_write_json(line, false, &out);
    printf("%.*s\n", TEXT_PRINT(buffer_text(&out)));
    buffer_free(&out);
    arena_free(&memory);
}

static void print_summary(const build_request *request, build_result result, const build_summary *summary,
                          const diagnostics *found)
{
    if (request->is_check) {
        print_counts(found);
        printf(" in %zu page%s, %.1f seconds\n", summary->author_pages, plural(summary->author_pages), summary->seconds);
    } else if (result == BUILD_DONE) {
        printf("Published %zu page%s", summary->page_count, plural(summary->page_count));
        if (summary->made_count < summary->page_count)
            printf(" (%zu made anew)", summary->made_count);
        printf(", %zu book%s, %zu form%s, %zu kit%s to %.*s in %.1f seconds\n", summary->book_count, plural(summary->book_count), summary->form_count,
               plural(summary->form_count), summary->kit_count, plural(summary->kit_count), TEXT_PRINT(summary->output),
               summary->seconds);
    } else if (result == BUILD_HAS_ERRORS || result == BUILD_UNUSABLE) {
        fputs("Nothing published: ", stdout);
        print_counts(found);
        putchar('\n');
    }
}

static bool read_jobs(const arguments *from, int *count)
{
    const char *given = argument_value(from, "jobs");
    *count = 0;
    if (given == NULL)
        return true;
    char *end;
    long number = strtol(given, &end, 10);
    if (*end != '\0' || end == given || number < 1 || number > WORKERS_LIMIT) {
        usage_error(from->command, "-j takes a number from 1 to %d, not '%s'", WORKERS_LIMIT, given);
        return false;
    }
    *count = (int)number;
    return true;
}

static bool read_request(const arguments *from, arena *memory, build_request *request)
{
    const char *base_url = argument_value(from, "base-url"), *output = argument_value(from, "output");
    if (from->position_count > 1) {
        usage_error(from->command, "one site at a time");
        return false;
    }
    request->site.folder = text_of(from->position_count == 1 ? from->positions[0] : ".");
    request->site.include_drafts = argument_is_set(from, "drafts");
    request->folds_books = argument_is_set(from, "booklet");
    request->output = text_of(output);
    if (output != NULL && *output == '\0') {
        usage_error(from->command, "-o needs the name of a folder");
        return false;
    }
    if (base_url != NULL) {
        text url = text_of(base_url);
        bool is_web = text_starts_with(url, TEXT("http://")) || text_starts_with(url, TEXT("https://"));
        if (!is_web || !address_is_allowed(url)) {
            usage_error(from->command, "--base-url takes an address such as https://www.example.fi/");
            return false;
        }
        request->site.base_url = text_ends_with(url, TEXT("/")) ? url : text_join(memory, url, TEXT("/"));
    }
    bool is_quiet = argument_is_set(from, "quiet") || argument_is_set(from, "json");
    request->shows_progress = !is_quiet && isatty(STDERR_FILENO);
    return read_jobs(from, &request->worker_count);
}

static int run_request(arena *memory, const arguments *from, const build_request *request)
{
    diagnostics found = { .memory = memory };
    build_summary summary;
    build_result result = pipeline_run(memory, request, &found, &summary);
    bool as_json = argument_is_set(from, "json");
    diagnostics_print(&found, as_json, stderr);
    if (argument_is_set(from, "quiet") || result == BUILD_MACHINE_FAILED)
        ;
    else if (as_json)
        print_json(&summary, &found, result == BUILD_DONE && !request->is_check);
    else
        print_summary(request, result, &summary, &found);
    // What was published stands; something else has failed all the same, and it was said.
    return machine_has_failed() ? status_of(BUILD_MACHINE_FAILED) : status_of(result);
}

static int run(const char *name, bool is_check, int count, char **given)
{
    arguments from;
    arena memory = { 0 };
    private_key key;
    build_request request = { .is_check = is_check, .is_for_readers = !is_check };
    int status = EXIT_USAGE;
    if (arguments_read(command_find(name), count, given, &from) && read_request(&from, &memory, &request)) {
        const char *file = argument_value(&from, "sign-with");
        status = file != NULL ? private_key_given(from.command, text_of(file), &key) : EXIT_DONE;
        if (file != NULL)
            request.signing = &key;
        if (status == EXIT_DONE)
            status = run_request(&memory, &from, &request);
        if (file != NULL)
            private_key_forget(&key);
    }
    arena_free(&memory);
    return status;
}

int command_build(int count, char **given)
{
    return run("build", false, count, given);
}

int command_check(int count, char **given)
{
    return run("check", true, count, given);
}
