#include "commands/collect_outputs.h"

#include "answers/output_tables.h"
#include "base/files.h"
#include "base/unicode.h"

#include <stdio.h>
#include <stdlib.h>

struct collect_format {
    const char *name;
    bool (*make)(arena *memory, const output_request *request, buffer *out);     // NULL: pages
    bool is_of_each;            // everybody's own answers stand in it
};

static const collect_format formats[] = {
    { "csv", output_csv, true },
    { "json", output_json, true },
    { "xlsx", output_xlsx, false },
    { "html", output_report_html, false },
    { "md", output_report_markdown, false },
    { "pdf", output_report_pdf, false },
    { "pages", NULL, false },
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
    made->format = as != NULL ? format_named(text_of(as)) : by_ending;
    if (as == NULL && output != NULL && by_ending == NULL && text_equals(path_name(made->output), TEXT("pages")))
        made->format = format_named(TEXT("pages"));
    made->is_folder = output != NULL && (by_ending == NULL || by_ending->make == NULL || path_is_folder(made->output));
    if (as != NULL && made->format == NULL) {
        usage_error(from->command, "--as takes csv, json, xlsx, html, md, pdf or pages, not '%s'", as);
        return false;
    }
    if (output != NULL && made->format == NULL) {
        usage_error(from->command, "'%s' tells no format: let it end in .csv, .json, .xlsx, .html, .md or .pdf, or say --as FORMAT for a folder", output);
        return false;
    }
    if (made->format != NULL && made->format->is_of_each && made->choice.smallest_group > 1) {
        usage_error(from->command, "--min-group hides small groups in reports; %s holds the answers of each person", made->format->name);
        return false;
    }
    return true;
}

bool collect_output_is_pages(const collect_output *of)
{
    return of->format->make == NULL;
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

static int write_file(arena *memory, const collect_output *to, const output_request *request, text path)
{
    buffer out = { 0 };
    if (to->is_folder && path_exists(path) && !argument_is_set(to->from, "force"))
        return usage_error(to->from->command, "there is a file '%.*s' already; --force writes over it", TEXT_PRINT(path));
    bool is_done = to->format->make(memory, request, &out) && file_replace(path, buffer_text(&out));
    buffer_free(&out);
    return is_done ? EXIT_DONE : EXIT_MACHINE;
}

int collect_output_write(arena *memory, const collect_output *to, const output_request *forms, size_t count)
{
    int status = EXIT_DONE;
    for (size_t i = 0; i < count && status == EXIT_DONE; i++) {
        if (to->format->make == NULL) {
            status = output_pages(memory, &forms[i], to->output) ? EXIT_DONE : EXIT_MACHINE;
            continue;
        }
        text path = to->output;
        if (to->is_folder)
            path = text_format(memory, "%.*s/%.*s.%s", TEXT_PRINT(to->output), TEXT_PRINT(forms[i].form->id), to->format->name);
        status = write_file(memory, to, &forms[i], path);
    }
    return status;
}
