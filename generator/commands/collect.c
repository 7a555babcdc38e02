// digitori collect: filled forms gathered.
#include "commands/collect_outputs.h"

#include "answers/collect.h"
#include "answers/scans/scans.h"
#include "base/replacement.h"
#include "base/workers.h"
#include "pipeline/progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { GROUP_MOST = 1000, WORKERS_LIMIT = 256 };

typedef struct {
    const arguments *from;
    arena *memory;
    diagnostics found;
    site site;
    theme look;
    collect_output output;
    const form *only;           // NULL: all
    collected answers;
    output_request *requests;   // one for each form that has answers
    size_t request_count;
    bool has_review;            // a page was written
} collecting;

// ---- What is asked

static bool read_count(const arguments *from, const char *name, long most, size_t *count)
{
    const char *given = argument_value(from, name);
    char *end;
    if (given == NULL)
        return true;
    long number = strtol(given, &end, 10);
    if (*end != '\0' || end == given || number < 1 || number > most) {
        usage_error(from->command, "--%s takes a number from 1 to %ld, not '%s'", name, most, given);
        return false;
    }
    *count = (size_t)number;
    return true;
}

static int load(collecting *in)
{
    site_request request = { .folder = text_of(argument_is_set(in->from, "site") ? argument_value(in->from, "site") : ".") };
    site_result result = site_load(in->memory, &request, &in->found, &in->site);
    if (result == SITE_MACHINE_FAILED || machine_has_failed() || (result == SITE_LOADED && !theme_load(in->memory, &in->site, &in->found, &in->look)))
        return EXIT_MACHINE;
    bool is_broken = result != SITE_LOADED || diagnostics_count(&in->found, SEVERITY_ERROR) > 0;
    if (!is_broken) {
        in->found.count = 0;        // what is amiss with the site is for 'check' to tell
        return EXIT_DONE;
    }
    diagnostics_print(&in->found, argument_is_set(in->from, "json"), stderr);
    fputs("digitori: the site has errors; mend them first\n", stderr);
    return result == SITE_LOADED ? EXIT_CONTENT : EXIT_USAGE;
}

static int read_choice(collecting *in)
{
    const char *language = argument_value(in->from, "language"), *id = argument_value(in->from, "form");
    output_choice *choice = &in->output.choice;
    choice->has_personal = argument_is_set(in->from, "personal");
    if (language != NULL) {
        choice->language = config_language(&in->site.config, text_of(language));
        if (choice->language == in->site.config.languages.count)
            return usage_error(in->from->command, "the site has no language '%s'", language);
    }
    for (size_t i = 0; id != NULL && i < in->site.forms.count; i++)
        if (text_equals(in->site.forms.items[i]->id, text_of(id)))
            in->only = in->site.forms.items[i];
    if (id != NULL && in->only == NULL)
        return usage_error(in->from->command, "the site has no form '%s'", id);
    in->output.site = &in->site;
    in->output.look = &in->look;
    return EXIT_DONE;
}

// ---- Reading

static void show_step(void *context, size_t done, size_t total)
{
    progress *shown = context;
    shown->total = total;
    shown->done = done - 1;
    progress_step(shown);
}

static int read_answers(collecting *in, size_t workers)
{
    text paths[POSITION_LIMIT], missing = { 0 };
    progress shown = { .last_percent = -1, .is_shown = isatty(STDERR_FILENO) && !argument_is_set(in->from, "json") };
    for (int i = 0; i < in->from->position_count; i++)
        paths[i] = text_of(in->from->positions[i]);
    collect_request request = { .site = &in->site, .look = &in->look, .paths = paths, .path_count = (size_t)in->from->position_count,
                                .worker_count = workers > 0 ? (int)workers : workers_available(), .step = show_step, .context = &shown };
    collect_result result = collect_answers(in->memory, &request, &in->found, &in->answers, &missing);
    progress_end(&shown);
    if (result == COLLECT_NOTHING_THERE && !machine_has_failed())
        return usage_error(in->from->command, "there is no file or folder '%.*s'", TEXT_PRINT(missing));
    return result == COLLECT_DONE ? EXIT_DONE : EXIT_MACHINE;
}

// The forms are sorted: each has its answers side by side.
static void divide(collecting *in)
{
    const filled_forms *forms = &in->answers.forms;
    const filled_form **items = ARENA_NEW(in->memory, const filled_form *, forms->count + 1);
    in->requests = ARENA_NEW(in->memory, output_request, in->site.forms.count + 1);
    for (size_t i = 0; i < forms->count; i++) {
        const form *of = forms->items[i].form;
        output_request *last = in->request_count > 0 ? &in->requests[in->request_count - 1] : NULL;
        items[i] = &forms->items[i];
        if (in->only != NULL && of != in->only)
            continue;
        if (last == NULL || last->form != of) {
            last = &in->requests[in->request_count++];
            *last = (output_request){ .site = &in->site, .look = &in->look, .form = of, .items = &items[i],
                                      .choice = in->output.choice, .found = &in->found };
        }
        last->count++;
    }
}

// ---- Telling

static text title_of(const collecting *in, const form *of)
{
    size_t language = in->output.choice.language;
    for (size_t i = 0; !of->by_language[language].exists && i < in->site.config.languages.count; i++)
        language = i;
    return of->by_language[language].title;
}

static size_t count_old(const output_request *of)
{
    size_t count = 0;
    for (size_t i = 0; i < of->count; i++)
        count += of->items[i]->version.length > 0 && !text_equals(of->items[i]->version, of->form->version);
    return count;
}

static size_t count_marks(const output_request *of)
{
    size_t count = 0;
    for (size_t i = 0; i < of->count; i++)
        count += of->items[i]->doubt_count + of->items[i]->written_count;
    return count;
}

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

static void print_review(const collecting *in)
{
    const char *path = argument_value(in->from, "review");
    if (path != NULL && in->has_review)
        printf("'%s' shows what to read by eye; collect the files you save on it instead of the paper, with all other files\n", path);
    else if (path != NULL)
        printf("nothing has to be read by eye: '%s' is not written%s\n", path,
               path_exists(text_of(path)) ? ", and the file of that name is an older one" : "");
}

static void print_summary(const collecting *in)
{
    size_t errors = diagnostics_count(&in->found, SEVERITY_ERROR), warnings = diagnostics_count(&in->found, SEVERITY_WARNING);
    size_t filled = 0, marks = 0;
    for (size_t i = 0; i < in->request_count; i++) {
        const output_request *of = &in->requests[i];
        size_t old = count_old(of), here = count_marks(of);
        filled += of->count;
        marks += here;
        printf("%6zu  %.*s (%.*s)", of->count, TEXT_PRINT(title_of(in, of->form)), TEXT_PRINT(of->form->id));
        if (old > 0)
            printf(", %zu on another version", old);
        if (here > 0)
            printf(", %zu place%s to look at by eye", here, plural(here));
        putchar('\n');
    }
    printf("%zu filled form%s in %zu file%s", filled, plural(filled), in->answers.file_count, plural(in->answers.file_count));
    if (in->answers.twice > 0)
        printf(", %zu of them twice", in->answers.twice);
    if (marks > 0 && !argument_is_set(in->from, "review"))
        fputs("; --review FILE makes a page on which to read what was written by hand", stdout);
    printf("; %zu error%s, %zu warning%s\n", errors, plural(errors), warnings, plural(warnings));
    print_review(in);
}

static void print_json(collecting *in)
{
    data *made = data_map(in->memory), *forms = data_list(in->memory);
    for (size_t i = 0; i < in->request_count; i++) {
        data *one = data_map(in->memory);
        data_set_text(in->memory, one, "form", in->requests[i].form->id);
        data_set(in->memory, one, "filled", data_number(in->memory, (double)in->requests[i].count));
        data_set(in->memory, one, "other_version", data_number(in->memory, (double)count_old(&in->requests[i])));
        data_set(in->memory, one, "to_look_at", data_number(in->memory, (double)count_marks(&in->requests[i])));
        data_add(in->memory, forms, one);
    }
    data_set(in->memory, made, "files", data_number(in->memory, (double)in->answers.file_count));
    data_set(in->memory, made, "twice", data_number(in->memory, (double)in->answers.twice));
    if (argument_is_set(in->from, "review"))
        data_set(in->memory, made, "review", data_bool(in->memory, in->has_review));
    data_set(in->memory, made, "errors", data_number(in->memory, (double)diagnostics_count(&in->found, SEVERITY_ERROR)));
    data_set(in->memory, made, "warnings", data_number(in->memory, (double)diagnostics_count(&in->found, SEVERITY_WARNING)));
    data_set(in->memory, made, "forms", forms);
    buffer out = { 0 };
    data_write_json(made, false, &out);
    printf("%.*s\n", TEXT_PRINT(buffer_text(&out)));
    buffer_free(&out);
}

// ---- All of it

static int write_answers(collecting *in)
{
    if (in->output.format_count == 0)
        return EXIT_DONE;
    if (in->request_count == 0) {
        fputs("digitori: there are no answers to write\n", stderr);
        return EXIT_CONTENT;
    }
    const form *shown = in->requests[0].form;
    if (in->request_count == 1 && collect_output_is_pages(&in->output) && shown->becomes == NULL)
        return usage_error(in->from->command, "the form '%.*s' does not say which page its answers become", TEXT_PRINT(shown->id));
    if (in->request_count > 1 && !in->output.is_folder) {
        buffer names = { 0 };
        for (size_t i = 0; i < in->request_count; i++)
            buffer_format(&names, "%s%.*s", i > 0 ? ", " : "", TEXT_PRINT(in->requests[i].form->id));
        usage_error(in->from->command, "these are answers to several forms (%.*s): choose one with --form, or name a folder with -o and a format with --as",
                    TEXT_PRINT(buffer_text(&names)));
        buffer_free(&names);
        return EXIT_USAGE;
    }
    return collect_output_write(in->memory, &in->output, in->requests, in->request_count);
}

// The page on which a person reads what was written by hand. What is saved there is collected instead of the paper: when one
// form needs to be read, those that the program has read by itself are there to be saved too.
static int write_review(collecting *in)
{
    const char *path = argument_value(in->from, "review");
    filled_forms forms = { 0 };
    for (size_t i = 0; path != NULL && i < in->answers.forms.count; i++) {
        const filled_form *one = &in->answers.forms.items[i];
        if (one->format != FILLED_PAPER || (in->only != NULL && one->form != in->only))
            continue;
        in->has_review = in->has_review || one->doubt_count + one->written_count > 0 || one->pages.missing.length > 0;
        *ARENA_PUSH(in->memory, forms) = *one;
    }
    if (!in->has_review)
        return EXIT_DONE;
    buffer out = { 0 };
    bool is_done = review_page_write(in->memory, &in->site, &in->look, &forms, in->output.choice.language, &out)
                && file_replace(text_of(path), buffer_text(&out));
    buffer_free(&out);
    return is_done ? EXIT_DONE : EXIT_MACHINE;
}

static int collect(collecting *in)
{
    size_t workers = 0;
    bool is_read = read_count(in->from, "min-group", GROUP_MOST, &in->output.choice.smallest_group)
                && read_count(in->from, "jobs", WORKERS_LIMIT, &workers) && collect_output_read(in->memory, in->from, &in->output);
    if (!is_read)
        return EXIT_USAGE;
    if (in->from->position_count == 0)
        return usage_error(in->from->command, "name the files, folders or zips that hold the filled forms");
    int status = collect_output_check(in->memory, &in->output, in->output.output);
    if (status == EXIT_DONE)
        status = collect_output_check(in->memory, &in->output, text_of(argument_value(in->from, "review")));
    if (status == EXIT_DONE)
        status = load(in);
    if (status == EXIT_DONE)
        status = read_choice(in);
    if (status == EXIT_DONE)
        status = collect_output_check_review(in->memory, &in->output, text_of(argument_value(in->from, "review")), in->only);
    if (status == EXIT_DONE)
        status = read_answers(in, workers);
    if (status != EXIT_DONE)
        return status;
    divide(in);
    status = write_review(in);
    scans_close_rows(in->memory, &in->answers.forms);
    if (status == EXIT_DONE)
        status = write_answers(in);
    bool as_json = argument_is_set(in->from, "json");
    diagnostics_sort(&in->found);
    diagnostics_print(&in->found, as_json, stderr);
    if (status == EXIT_MACHINE || status == EXIT_USAGE)
        return status;
    if (as_json)
        print_json(in);
    else
        print_summary(in);
    return status == EXIT_DONE && diagnostics_count(&in->found, SEVERITY_ERROR) > 0 ? EXIT_CONTENT : status;
}

int command_collect(int count, char **given)
{
    arguments from;
    arena memory = { 0 };
    if (!arguments_read(command_find("collect"), count, given, &from))
        return EXIT_USAGE;
    collecting in = { .from = &from, .memory = &memory, .found = { .memory = &memory } };
    int status = collect(&in);
    arena_free(&memory);
    return status;
}
