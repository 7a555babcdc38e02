// What comes before the text: cover, colophon, contents, foreword.
#include "publishers/workbook/writer.h"

#include "language/formatting.h"

static const uint32_t awning[] = { 0xa8431f, 0xb07a00, 0x0c5647, 0x2b5f8a, 0x7a3b69, 0x4d6b1f, 0x8a5a2b };
enum { STALLS = sizeof awning / sizeof *awning };

static text own_words(const book_writer *to, words of)
{
    return words_in(of, to->language, to->build->site->config.languages.count);
}

// The market square's awning: a striped band with scalloped ends across the top of the page.
static void put_awning(book_writer *to, pdf_slice *on, double width, double height)
{
    enum { STRIPES = 2 * STALLS };
    double step = width / STRIPES;
    for (int i = 0; i < STRIPES; i++) {
        pdf_box stripe = { .x = i * step, .y = -height, .width = step + 0.3, .height = 2 * height, .radius = step / 2,
                           .is_filled = true, .fill = i % 2 == 0 ? awning[i / 2] : 0xf3ecdf };
        pdf_put_box(to->document, on, &stripe);
    }
}

typedef struct {
    pdf_slice *on;
    double x, width, y;
} cover_column;

static void put_on_cover(book_writer *to, cover_column *at, const char *type, text said, const pdf_style *style,
                         double before)
{
    if (said.length == 0)
        return;
    pdf_lines *lines = pdf_break_text(to->document, said, style, at->width);
    at->y += before;
    pdf_put_lines(to->document, at->on, pdf_element_new(to->document, to->section, type), lines, at->x, at->y);
    at->y += pdf_lines_height(lines);
}

static text version_line(const book_writer *to)
{
    const site *model = to->build->site;
    text day = format_date(to->memory, build_language(to->build, to->language), model->newest);
    if (to->book->version.length == 0)
        return day;
    return text_format(to->memory, "%.*s %.*s · %.*s", TEXT_PRINT(to->words.version), TEXT_PRINT(to->book->version),
                       TEXT_PRINT(day));
}

void book_add_cover(book_writer *to)
{
    pdf *document = to->document;
    pdf_page_style cover = to->pages;
    cover.left = cover.right = cover.top = cover.bottom = 0;
    cover.has_edges = cover.is_mirrored = false;
    pdf_begin_pages(document, &cover, PDF_NEXT_PAGE);
    to->section = pdf_element_new(document, NULL, "Sect");
    pdf_slice *slice = pdf_slice_new(document, 0, cover.height);
    double scale = cover.width / PDF_MM(210), margin = PDF_MM(24) * scale;
    put_awning(to, slice, cover.width, PDF_MM(34) * scale);

    cover_column at = { slice, margin, cover.width - 2 * margin, PDF_MM(78) * scale };
    pdf_style kicker = { PDF_SANS, 12 * scale, 16 * scale, 700, false, 0.4, to->look->warning };
    pdf_style title = { PDF_SANS, 46 * scale, 51 * scale, 700, false, 0, 0x083d33 };
    pdf_style lead = { PDF_SERIF, 17 * scale, 24 * scale, 400, false, 0, to->look->body.colour };
    pdf_style small = { PDF_SANS, 10.5 * scale, 15 * scale, 400, false, 0, to->look->small.colour };
    put_on_cover(to, &at, "P", own_words(to, to->build->site->config.title), &kicker, 0);
    put_on_cover(to, &at, "P", own_words(to, to->book->title), &title, 10 * scale);
    put_on_cover(to, &at, "P", own_words(to, to->book->subtitle), &lead, 14 * scale);
    put_on_cover(to, &at, "P", own_words(to, to->book->cover_text), &lead, 14 * scale);
    pdf_put_rule(document, slice, margin, cover.height - PDF_MM(38) * scale, at.width, 1.2, 0x0c5647);
    at.y = cover.height - PDF_MM(33) * scale;
    text publisher_name = to->build->site->config.publisher_name;
    if (!text_equals(publisher_name, own_words(to, to->build->site->config.title)))
        put_on_cover(to, &at, "P", publisher_name, &small, 0);
    put_on_cover(to, &at, "P", version_line(to), &small, 0);
    pdf_put_bookmark(document, slice, 1, own_words(to, to->book->title));
}

// ---- Colophon

static void add_fact(book_writer *to, text label, text fact, const pdf_style *style)
{
    if (fact.length == 0)
        return;
    const pdf_run runs[] = { { .words = text_format(to->memory, "%.*s: ", TEXT_PRINT(label)), .is_strong = true },
                             { .words = fact } };
    pdf_place at = book_column(to, 3);
    pdf_add_lines(to->document, pdf_element_new(to->document, to->section, "P"),
                  pdf_break(to->document, runs, 2, style, at.width), at);
}

static void add_sources(book_writer *to, const pdf_style *style)
{
    size_t count;
    const text *sources = book_sources(to->memory, to->bound, &count);
    if (count == 0)
        return;
    pdf_place at = book_column(to, 12);
    at.keep = true;
    pdf_add_text(to->document, to->section, "P", to->words.sources, &to->look->label, at);
    pdf_element *list = pdf_element_new(to->document, to->section, "L");
    for (size_t i = 0; i < count; i++) {
        pdf_element *item = pdf_element_new(to->document, list, "LI");
        pdf_add_text(to->document, pdf_element_new(to->document, item, "LBody"), "P", sources[i], style, book_column(to, 3));
    }
}

void book_add_colophon(book_writer *to)
{
    const site_config *config = &to->build->site->config;
    pdf_page_style pages = to->pages;
    pages.has_edges = false;
    pdf_begin_pages(to->document, &pages, PDF_NEXT_PAGE);
    to->section = pdf_element_new(to->document, NULL, "Sect");
    pdf_style style = { PDF_SANS, 9.5, 14, 400, false, 0, to->look->body.colour };
    pdf_slice_new(to->document, 0, pdf_text_height(to->document) * 0.35);
    pdf_add_text(to->document, to->section, "P", own_words(to, to->book->title), &to->look->label, book_column(to, 0));
    pdf_add_text(to->document, to->section, "P", own_words(to, to->book->description), &style, book_column(to, 3));
    pdf_add_room(to->document, 12);
    add_fact(to, to->words.publisher, config->publisher_name, &style);
    add_fact(to, to->words.version, to->book->version, &style);
    add_fact(to, to->words.updated, format_date(to->memory, build_language(to->build, to->language), to->build->site->newest),
             &style);
    add_fact(to, to->words.online, config->base_url, &style);
    text licence = config->licence_url.length > 0
        ? text_format(to->memory, "%.*s, %.*s", TEXT_PRINT(config->licence), TEXT_PRINT(config->licence_url))
        : config->licence;
    add_fact(to, to->words.licence, licence, &style);
    add_sources(to, &style);
    pdf_add_text(to->document, to->section, "P", to->words.made_with, &style, book_column(to, 12));
}

// ---- Contents and foreword

static void add_line(book_writer *to, pdf_element *toc, int level, text title, text anchor, double before)
{
    pdf_add_contents_line(to->document, toc, level, (text){ 0 }, title, anchor, book_column(to, before));
}

void book_add_contents(book_writer *to)
{
    pdf_begin_pages(to->document, &to->pages, to->book->is_single_sided ? PDF_NEXT_PAGE : PDF_RIGHT_PAGE);
    pdf_set_heads(to->document, book_heads_title(to), to->words.contents);
    to->section = pdf_element_new(to->document, NULL, "Sect");
    book_add_title(to, to->words.contents, (text){ 0 }, 1);
    pdf_element *toc = pdf_element_new(to->document, to->section, "TOC");
    if (to->bound->foreword != NULL)
        add_line(to, toc, 1, to->bound->foreword->title, TEXT("foreword"), 8);
    for (size_t i = 0; i < to->bound->part_count; i++) {
        const book_part *part = &to->bound->parts[i];
        bool has_title = part->title.length > 0;
        if (has_title)
            add_line(to, toc, 1, part->title, part->anchor, 10);
        for (size_t j = 0; j < part->count; j++)
            add_line(to, toc, to->title_level, part->items[j].page->title, part->items[j].anchor, 2);
    }
    if (to->bound->term_count > 0)
        add_line(to, toc, 1, to->words.glossary, TEXT("glossary"), 10);
    if (to->book->has_forms_index)
        add_line(to, toc, 1, to->words.forms_index, TEXT("forms"), 4);
    if (to->book->note_pages > 0)
        add_line(to, toc, 1, to->words.notes, TEXT("notes"), 4);
}

bool book_add_foreword(book_writer *to)
{
    if (to->bound->foreword == NULL)
        return true;
    chapter foreword;
    if (!chapter_read(to->memory, to->build->site, to->build->theme, to->bound, to->bound->foreword, TEXT("foreword"),
                      &foreword))
        return false;
    pdf_begin_pages(to->document, &to->pages, PDF_NEXT_PAGE);
    pdf_set_heads(to->document, book_heads_title(to), foreword.title);
    to->section = pdf_element_new(to->document, NULL, "Sect");
    to->anchor = TEXT("foreword");
    book_add_title(to, foreword.title, TEXT("foreword"), 1);
    book_add_tree(to, foreword.body, 1, book_column(to, 10));
    return true;
}
