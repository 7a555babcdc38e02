// What comes before the text: cover, colophon, contents, foreword.
#include "publishers/workbook/writer.h"

#include "language/formatting.h"
#include "publishers/workbook/cover.h"

static text own_words(const book_writer *to, words of)
{
    return words_in(of, to->language, to->build->site->config.languages.count);
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
    return text_format(to->memory, "%.*s %.*s%s%.*s", TEXT_PRINT(to->words.version), TEXT_PRINT(to->book->version),
                       day.length > 0 ? " · " : "", TEXT_PRINT(day));
}

// The square, or the picture that the book gives instead, above the ground; returns where the words may reach.
static void put_scene(book_writer *to, pdf_slice *on, const cover_measures *in, double top)
{
    const picture *given = to->book->cover_picture.length > 0 ? book_picture(to, to->book->cover_picture) : NULL;
    if (given == NULL) {
        cover_put_stalls(to, on, in);
        return;
    }
    double room = in->ground - top - in->margin, width = in->width - 2 * in->margin;
    double height = width * given->height / given->width;
    if (height > room) {
        width *= room / height;
        height = room;
    }
    pdf_put_picture(to->document, on, NULL, given, in->margin, in->ground - in->margin * 0.6 - height, width, height);
}

// The publisher's sign at the right of the ground.
static void put_logo(book_writer *to, pdf_slice *on, const cover_measures *in)
{
    const picture *logo = to->style->logo.length > 0 ? book_picture(to, to->style->logo) : NULL;
    if (logo == NULL)
        return;
    double room = in->height - in->ground, height = room * 0.42, width = height * logo->width / logo->height;
    double most = (in->width - 2 * in->margin) * 0.4;
    if (width > most) {
        height *= most / width;
        width = most;
    }
    const double around = 8;
    double x = in->width - in->margin - width, y = in->ground + (room - height) / 2;
    pdf_put_box(to->document, on, &(pdf_box){ .x = x - around, .y = y - around, .width = width + 2 * around,
                                              .height = height + 2 * around, .radius = 6, .is_filled = true, .fill = 0xffffff });
    pdf_element *figure = pdf_element_new(to->document, to->section, "Figure");
    figure->alt = to->build->site->config.publisher_name;
    pdf_put_picture(to->document, on, figure, logo, x, y, width, height);
}

static double height_on_cover(const book_writer *to, const cover_measures *in, text said, const pdf_style *style)
{
    if (said.length == 0)
        return 0;
    return 14 * in->scale + pdf_lines_height(pdf_break_text(to->document, said, style, in->width - 2 * in->margin));
}

// Long titles and subtitles are set smaller, so that the square stays free.
static void shrink_to(const book_writer *to, const cover_measures *in, double top, pdf_style *title, pdf_style *lead)
{
    enum { STEPS = 16 };
    const double step = 0.93;
    double room = in->ground - PDF_MM(46) * in->scale - top;
    for (int i = 0; i < STEPS; i++) {
        double height = height_on_cover(to, in, book_heads_title(to), title)
            + height_on_cover(to, in, own_words(to, to->book->subtitle), lead)
            + height_on_cover(to, in, own_words(to, to->book->cover_text), lead);
        if (height <= room)
            return;
        title->size *= step;
        title->leading *= step;
        if (lead->size > to->style->sizes.small.size) {
            lead->size *= step;
            lead->leading *= step;
        }
    }
}

void book_add_cover(book_writer *to)
{
    pdf *document = to->document;
    const print_style *looks = to->style;
    pdf_page_style cover = to->pages;
    cover.left = cover.right = cover.top = cover.bottom = 0;
    cover.has_edges = cover.is_mirrored = false;
    pdf_begin_pages(document, &cover, PDF_NEXT_PAGE);
    to->section = pdf_element_new(document, NULL, "Sect");
    pdf_slice *slice = pdf_slice_new(document, 0, cover.height);
    double scale = cover.width / PDF_MM(210);
    cover_measures in = { cover.width, cover.height, PDF_MM(24) * scale, cover.height - PDF_MM(46) * scale, scale };
    cover_put_awning(to, slice, &in);
    pdf_put_box(document, slice, &(pdf_box){ .y = in.ground, .width = in.width, .height = in.height - in.ground,
                                             .is_filled = true, .fill = to->look->accent });

    cover_column at = { slice, in.margin, in.width - 2 * in.margin, PDF_MM(62) * scale };
    pdf_style kicker = book_sans(to, book_scaled(looks->sizes.summary, scale), 700, looks->colours.kicker);
    pdf_style title = book_sans(to, book_scaled(looks->sizes.cover, scale), 700, looks->colours.title);
    pdf_style lead = book_serif(to, book_scaled(looks->sizes.summary, 1.36 * scale), to->look->body.colour);
    pdf_style small = book_sans(to, book_scaled(looks->sizes.facts, 1.15 * scale), 600, 0xffffff);
    kicker.tracking = 0.4;
    put_on_cover(to, &at, "P", own_words(to, to->build->site->config.title), &kicker, 0);
    shrink_to(to, &in, at.y, &title, &lead);
    put_on_cover(to, &at, "P", book_heads_title(to), &title, 8 * scale);
    put_on_cover(to, &at, "P", own_words(to, to->book->subtitle), &lead, 14 * scale);
    put_on_cover(to, &at, "P", own_words(to, to->book->cover_text), &lead, 14 * scale);
    put_scene(to, slice, &in, at.y);
    text publisher_name = to->build->site->config.publisher_name;
    bool has_name = publisher_name.length > 0 && !text_equals(publisher_name, own_words(to, to->build->site->config.title));
    at.y = (in.ground + in.height) / 2 - small.leading * (has_name ? 1 : 0.5);
    if (has_name)
        put_on_cover(to, &at, "P", publisher_name, &small, 0);
    put_on_cover(to, &at, "P", version_line(to), &small, 0);
    put_logo(to, slice, &in);
    pdf_put_bookmark(document, slice, 1, book_heads_title(to));
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

static void add_colophon(book_writer *to, double before)
{
    const site_config *config = &to->build->site->config;
    pdf_style style = book_sans(to, to->style->sizes.facts, 400, to->look->body.colour);
    pdf_add_text(to->document, to->section, "P", book_heads_title(to), &to->look->label, book_column(to, before));
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

void book_add_colophon(book_writer *to)
{
    pdf_page_style pages = to->pages;
    pages.has_edges = false;
    pdf_begin_pages(to->document, &pages, PDF_NEXT_PAGE);
    to->section = pdf_element_new(to->document, NULL, "Sect");
    pdf_slice_new(to->document, 0, pdf_text_height(to->document) * 0.35);
    add_colophon(to, 0);
}

// ---- Contents and foreword

enum { FOREWORD_GAP = 44 };

// A page that is named like the book itself is for its readers.
static text foreword_title(const book_writer *to)
{
    text title = to->bound->foreword->title;
    return text_equals(title, book_heads_title(to)) ? to->words.foreword : title;
}

static void add_line(book_writer *to, pdf_element *toc, int level, text title, text anchor, double before)
{
    pdf_add_contents_line(to->document, toc, level, (text){ 0 }, title, anchor, book_column(to, before));
}

static void add_contents(book_writer *to, const void *none)
{
    (void)none;
    to->section = pdf_element_new(to->document, NULL, "Sect");
    book_add_title(to, to->words.contents, (text){ 0 }, 1);
    pdf_element *toc = pdf_element_new(to->document, to->section, "TOC");
    if (to->bound->foreword != NULL)
        add_line(to, toc, 1, foreword_title(to), TEXT("foreword"), 8);
    for (size_t i = 0; i < to->bound->part_count; i++) {
        const book_part *part = &to->bound->parts[i];
        bool has_title = part->title.length > 0;
        if (has_title)
            add_line(to, toc, 1, part->title, part->anchor, 10);
        for (size_t j = 0; j < part->count; j++)
            add_line(to, toc, to->title_level, part->items[j].page->title, part->items[j].anchor, to->tightness > 0 ? 0.5 : 2);
    }
    if (to->bound->term_count > 0)
        add_line(to, toc, 1, to->words.glossary, TEXT("glossary"), 10);
    if (to->book->has_forms_index)
        add_line(to, toc, 1, to->words.forms_index, TEXT("forms"), 4);
    if (to->book->note_pages > 0)
        add_line(to, toc, 1, to->words.notes, TEXT("notes"), 4);
}

static void add_foreword(book_writer *to, const void *what)
{
    const chapter *foreword = what;
    to->section = pdf_element_new(to->document, NULL, "Sect");
    to->anchor = TEXT("foreword");
    book_add_title(to, foreword_title(to), TEXT("foreword"), 1);
    book_add_tree(to, foreword->body, 1, book_column(to, 10));
}

static void add_both(book_writer *to, const void *what)
{
    add_contents(to, NULL);
    pdf_add_room(to->document, FOREWORD_GAP);
    add_foreword(to, what);
}

// Spreads begin on a left page: before them a short foreword does not take one of its own.
static bool follows_contents(const book_writer *to, const chapter *foreword)
{
    const book_part *first = &to->bound->parts[0];
    bool begins_left = !to->book->is_single_sided && first->show == BOOK_CASES && first->title.length == 0;
    return begins_left && to->book->has_contents && book_measure(to, 0, add_both, foreword).pages == 1;
}

void book_add_contents(book_writer *to)
{
    book_begin_pages(to, &to->pages, to->book->is_single_sided ? PDF_NEXT_PAGE : PDF_RIGHT_PAGE);
    book_set_heads(to, to->words.contents);
    book_add_fitted(to, add_contents, NULL);
    book_set_tightness(to, 0);
}

bool book_add_foreword(book_writer *to)
{
    if (to->bound->foreword == NULL)
        return true;
    chapter foreword;
    if (!chapter_read(to->memory, to->build->site, to->build->theme, to->bound, to->bound->foreword, TEXT("foreword"),
                      &foreword))
        return false;
    book_refuse_many_parts(to, &foreword);
    if (follows_contents(to, &foreword)) {
        pdf_add_room(to->document, FOREWORD_GAP);
    } else {
        pdf_begin_pages(to->document, &to->pages, PDF_NEXT_PAGE);
        book_set_heads(to, foreword_title(to));
    }
    book_begin_page(to, to->bound->foreword);
    add_foreword(to, &foreword);
    if (!to->book->has_contents)
        add_colophon(to, 48);
    return true;
}
