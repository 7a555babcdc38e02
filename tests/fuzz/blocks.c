// The fenced blocks chart, diagram and view: read and drawn.
#include "fuzz.h"

#include "formats/chart_block.h"
#include "formats/diagram_block.h"
#include "site/views.h"

static arena kept;
static site model;

static void prepare(void)
{
    static diagnostics ignored;
    ignored.memory = &kept;
    text folder = make_scratch();
    require(file_write(path_join(&kept, folder, TEXT("digitori.yaml")), TEXT("title: T\nlanguages: [fi]\n")));
    require(file_write(path_join(&kept, folder, TEXT("content/fi/index.md")), TEXT("---\ntitle: T\ntags: [a]\n---\n")));
    require(file_write(path_join(&kept, folder, TEXT("content/fi/b.md")), TEXT("---\ntitle: B\nweight: 2\n---\n")));
    require(site_load(&kept, &(site_request){ .folder = folder }, &ignored, &model) == SITE_LOADED);
}

static void draw_chart(text input)
{
    chart read;
    chart_words words = { .show_table = TEXT("t"), .source_label = TEXT("s"), .largest = TEXT("l"), .smallest = TEXT("m") };
    buffer out = { 0 };
    if (!chart_block_read(&memory, input, at(TEXT("a.md"), 1, 1), &found, &read, &words.label_column))
        return;
    read.id = TEXT("c");
    read.language = TEXT("fi");
    chart_write_html(&read, &words, &out);
    chart_write_alternative(&read, &words, &out);
    require_text(buffer_text(&out));
    require(text_find(buffer_text(&out), TEXT("nan"), 0) == TEXT_NOT_FOUND || text_find(input, TEXT("nan"), 0) != TEXT_NOT_FOUND);
    buffer_free(&out);
}

static void draw_diagram(text input)
{
    static const diagram_words words = { TEXT_CONSTANT("a"), TEXT_CONSTANT("b"), TEXT_CONSTANT("c"), TEXT_CONSTANT("d"),
                                         TEXT_CONSTANT("e"), TEXT_CONSTANT("f"), TEXT_CONSTANT("g") };
    diagram read;
    buffer out = { 0 };
    if (!diagram_block_read(&memory, input, at(TEXT("a.md"), 1, 1), &found, &read))
        return;
    read.id = TEXT("d");
    diagram_write_html(&read, &words, false, &out);
    diagram_write_alternative(&read, &words, &out);
    require_text(buffer_text(&out));
    buffer_free(&out);
}

static void make_view(text input)
{
    view read;
    edition whole = { 0 };
    const page **pages;
    page_group *groups;
    if (!view_read(&memory, &model, input, TEXT("a.md"), 1, &found, &read))
        return;
    size_t count = view_pages(&memory, &model, &whole, &read, 0, NULL, &pages);
    view_groups(&memory, &model, &read, 0, pages, count, &groups);
}

static void try_input(text input)
{
    if (!is_readable(input))
        return;
    draw_chart(input);
    draw_diagram(input);
    make_view(input);
}
