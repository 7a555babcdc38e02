// Makes every output of answers files, without the command: outputs SITE LANGUAGE PERSONAL SMALLEST OUT FILE...
#include "answers/outputs.h"

#include "base/files.h"
#include "document/markdown.h"
#include "site/site.h"

#include <stdio.h>
#include <stdlib.h>

enum { ARGUMENTS = 6, FILE_LIMIT = 16 * 1024 * 1024 };

static void fail(const char *why)
{
    fprintf(stderr, "outputs: %s\n", why);
    exit(2);
}

static data *without(arena *memory, const data *from, bool is_header)
{
    data *made = data_map(memory);
    for (size_t i = 0; from != NULL && i < from->map.count; i++)
        if ((from->map.items[i].key.bytes[0] == '_') == is_header)
            data_set_key(memory, made, from->map.items[i].key, from->map.items[i].value);
    return made;
}

static const data *given(const data *map, const char *key)
{
    const data *found = data_get(map, text_of(key));
    if (found == NULL)
        fail(key);
    return found;
}

static const filled_form *read_answers(arena *memory, const site *of, const char *path)
{
    text contents;
    filled_form *made = ARENA_NEW(memory, filled_form, 1);
    if (file_read(memory, text_of(path), FILE_LIMIT, &contents) != FILE_READ)
        fail(path);
    const data *whole = data_read_json(memory, contents);
    if (whole == NULL)
        fail(path);
    for (size_t i = 0; i < of->forms.count; i++)
        if (text_equals(of->forms.items[i]->id, given(whole, "form")->text))
            made->form = of->forms.items[i];
    made->language = config_language(&of->config, given(whole, "language")->text);
    made->version = given(whole, "version")->text;
    made->path = path_name(text_of(path));
    made->filled = given(whole, "filled")->text;
    made->answers = without(memory, given(whole, "answers"), false);
    made->header = without(memory, given(whole, "answers"), true);
    return made->form != NULL ? made : (fail("unknown form"), made);
}

typedef bool output_function(arena *memory, const output_request *request, buffer *out);

static void write_output(arena *memory, const output_request *request, output_function *make, const char *folder, const char *name)
{
    buffer out = { 0 };
    if (!make(memory, request, &out) || !file_write(path_join(memory, text_of(folder), text_of(name)), buffer_text(&out)))
        fail(name);
    buffer_free(&out);
}

int main(int count, char **from)
{
    arena memory = { 0 };
    diagnostics found = { .memory = &memory };
    site of;
    theme look;
    if (count < ARGUMENTS)
        fail("usage: outputs SITE LANGUAGE PERSONAL SMALLEST OUT FILE...");
    markdown_prepare();
    site_request request = { .folder = text_of(from[1]) };
    if (site_load(&memory, &request, &found, &of) != SITE_LOADED || !theme_load(&memory, &of, &found, &look))
        fail("the site cannot be loaded");
    size_t items = (size_t)(count - ARGUMENTS);
    const filled_form **forms = ARENA_NEW(&memory, const filled_form *, items + 1);
    for (size_t i = 0; i < items; i++)
        forms[i] = read_answers(&memory, &of, from[ARGUMENTS + i]);
    diagnostics told = { .memory = &memory };
    output_request made = { .site = &of, .look = &look, .form = items > 0 ? forms[0]->form : of.forms.items[0], .items = forms,
                            .count = items, .found = &told };
    made.choice = (output_choice){ from[3][0] == 'y', (size_t)atol(from[4]), config_language(&of.config, text_of(from[2])) };
    write_output(&memory, &made, output_xlsx, from[5], "answers.xlsx");
    write_output(&memory, &made, output_report_html, from[5], "report.html");
    write_output(&memory, &made, output_report_markdown, from[5], "report.md");
    write_output(&memory, &made, output_report_pdf, from[5], "report.pdf");
    if (!output_pages(&memory, &made, path_join(&memory, text_of(from[5]), TEXT("pages"))))
        fail("pages");
    diagnostics_print(&told, false, stdout);
    arena_free(&memory);
    return 0;
}
