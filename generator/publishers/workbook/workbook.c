#include "publishers/workbook/workbook.h"

#include "printing/unprintable.h"
#include "publishers/workbook/writer.h"

typedef enum { MAKE_BOOK, COPY_BOOK } made_thing;

enum { SLOWER_THAN_EPUB = 20 };     // about

static text book_url(arena *memory, const build *of, const book *planned, size_t language, bool is_booklet)
{
    return text_format(memory, "downloads/%.*s%s.%.*s.pdf", TEXT_PRINT(planned->id), is_booklet ? "-booklet" : "",
                       TEXT_PRINT(build_language(of, language)));
}

// The booklet is written by the job of its book, so it only claims its address.
static void plan_book(build *of, job_list *jobs, const book *planned, size_t language, size_t edition_number)
{
    bool is_kit = edition_number > 0;
    job *made = build_add_job(of, jobs, &workbook_publisher, is_kit ? STAGE_KIT_INDEX : STAGE_BOOKS,
                              is_kit ? COPY_BOOK : MAKE_BOOK, edition_number,
                              book_url(of->memory, of, planned, language, false), planned->where.path, planned->where);
    if (made == NULL)
        return;
    made->language = language;
    made->subject = planned;
    made->weight = planned->page_counts[language] * SLOWER_THAN_EPUB;
    made->reads = is_kit ? READS_ALL : READS_BOOK;
    if (planned->has_booklet && !is_kit)
        edition_claim(of->memory, &of->editions.items[edition_number], book_url(of->memory, of, planned, language, true),
                      planned->where.path, planned->where, of->found);
}

static bool plan(build *of, job_list *jobs)
{
    print_style checked;
    print_style_read(of->memory, of->site, of->theme, of->found, &checked);
    of->logo.path = checked.logo;
    of->logo.where = checked.logo_where;
    for (size_t e = 0; e < of->editions.count; e++)
        for (size_t b = 0; b < of->books.count; b++)
            for (size_t l = 0; l < of->site->config.languages.count; l++) {
                const book *planned = &of->books.items[b];
                const edition *in = &of->editions.items[e];
                bool is_wanted = in->kit == NULL || book_is_in_kit(planned, in->kit);
                if (planned->has_pdf && planned->has_language[l] && is_wanted && edition_has_language(in, l))
                    plan_book(of, jobs, planned, l, e);
            }
    return true;
}

// ---- Making a book

static void read_words(const build *of, size_t language, book_strings *into)
{
#define BOOK_STRING(name) into->name = theme_string(of->theme, language, "book." #name);
    BOOK_STRINGS(BOOK_STRING)
#undef BOOK_STRING
    theme_callouts(of->theme, language, into->callouts);
}

static text title_of(const book *of, const build *in, size_t language)
{
    return words_in(of->title, language, in->site->config.languages.count);
}

// A chapter's title is large, whatever its level; what stands below it in the text follows.
static pdf_look look_for(const book_writer *to)
{
    const print_style *looks = to->style;
    pdf_look look = pdf_default_look;
    look.body = book_serif(to, looks->sizes.text, looks->colours.ink);
    look.label = book_sans(to, looks->sizes.label, 600, looks->colours.ink);
    look.small = book_sans(to, looks->sizes.small, 400, looks->colours.soft_ink);
    look.accent = looks->colours.accent;
    look.tint = looks->colours.tint;
    look.hairline = looks->colours.line;
    look.warning = looks->colours.kicker;
    look.ruled_level = 0;
    int title = to->title_level - 1;
    double scale = to->book->is_a5 ? looks->a5_titles : 1;
    for (int i = 0; i < 6; i++)
        look.headings[i] = book_sans(to, looks->sizes.label, 600, looks->colours.ink);
    for (int i = 0; i <= title; i++)
        look.headings[i] = book_sans(to, book_scaled(looks->sizes.chapter, scale), 700, looks->colours.ink);
    look.headings[title + 1] = book_sans(to, looks->sizes.heading, 700, looks->colours.accent);
    look.headings[title + 2] = book_sans(to, looks->sizes.subheading, 700, looks->colours.ink);
    return look;
}

static bool has_cards(const bound_book *of)
{
    for (size_t i = 0; i < of->part_count; i++)
        if (of->parts[i].show == BOOK_CARDS)
            return true;
    return false;
}

static pdf_settings settings_for(const book_writer *to)
{
    const site_config *config = &to->build->site->config;
    pdf_settings settings = pdf_default_settings();
    settings.title = title_of(to->book, to->build, to->language);
    settings.author = config->publisher_name;
    settings.subject = words_in(to->book->description, to->language, config->languages.count);
    settings.language = build_language(to->build, to->language);
    settings.page_words = TEXT("{page}");
    settings.hyphenate_context = to->build->hyphenations[to->language];
    settings.hyphenate = settings.hyphenate_context != NULL ? hyphenation_divide : NULL;
    const print_margins *margins = to->book->is_a5 ? &to->style->a5 : &to->style->a4;
    if (to->book->is_a5)
        settings.width = PDF_MM(148), settings.height = PDF_MM(210);
    settings.top = margins->top;
    settings.bottom = margins->bottom;
    settings.left = margins->inner;
    settings.right = margins->outer;
    if (to->book->is_single_sided)
        settings.left = settings.right = (margins->inner + margins->outer) / 2;
    settings.has_backs = !to->book->is_single_sided || has_cards(to->bound);
    settings.look = look_for(to);
    return settings;
}

static bool add_part(book_writer *to, const book_part *part)
{
    book_begin_page(to, NULL);
    switch (part->show) {
    case BOOK_CASES: return book_add_cases(to, part);
    case BOOK_CHECKLISTS: return book_add_checklists(to, part);
    case BOOK_CARDS: return book_add_cards(to, part);
    case BOOK_FORMS: return book_add_forms(to, part);
    case BOOK_MATRIX: book_add_matrix(to, part); return true;
    case BOOK_PATH: book_add_path(to, part); return true;
    default: return book_add_chapters(to, part);
    }
}

static bool add_parts(book_writer *to)
{
    size_t number = 0;
    for (size_t i = 0; i < to->bound->part_count; i++) {
        const book_part *part = &to->bound->parts[i];
        // A matrix or a path is a page with a title, not a part to leaf to.
        if (part->title.length > 0 && part->matrix == NULL)
            book_add_part_leaf(to, part, ++number);
        if (!add_part(to, part))
            return false;
    }
    return true;
}

static bool add_book(book_writer *to)
{
    book_add_cover(to);
    // A thin book has its colophon below the foreword.
    if (to->book->has_contents || to->bound->foreword == NULL)
        book_add_colophon(to);
    if (to->book->has_contents)
        book_add_contents(to);
    if (!book_add_foreword(to) || !add_parts(to))
        return false;
    book_begin_page(to, NULL);
    if (to->bound->term_count > 0)
        book_add_glossary(to);
    if (to->book->has_forms_index)
        book_add_forms_index(to);
    book_add_note_pages(to);
    return true;
}

static bool has_titles(const bound_book *of)
{
    for (size_t i = 0; i < of->part_count; i++)
        if (of->parts[i].title.length > 0)
            return true;
    return false;
}

void book_begin_page(book_writer *to, const page *of)
{
    text missing = pdf_missing_characters(to->document);
    unprintable_source from = { to->memory, to->build->site, to->build->theme, to->language, to->page, to->book->where };
    unprintable_report(&from, text_from(missing, to->missing_told), to->found);
    to->missing_told = missing.length;
    size_t used = to->memory->used - to->bytes_before;
    if (to->page != NULL && used > to->heaviest_bytes) {
        to->heaviest = to->page;
        to->heaviest_bytes = used;
    }
    to->bytes_before = to->memory->used;
    to->page = of;
    build_note_work(to->build, of);
}

// Adds the file, and the booklet when the book has one.
static bool write_book(book_writer *to, buffer *out, buffer *booklet, size_t *page_count)
{
    pdf_settings settings = settings_for(to);
    to->document = pdf_begin(to->memory, &settings);
    if (to->document == NULL)
        return false;
    to->settings = &settings;
    to->look = &settings.look;
    to->pages = pdf_page_style_of(to->document);
    to->pages.is_mirrored = !to->book->is_single_sided;
    if (!add_book(to)) {
        pdf_abandon(to->document);
        return false;
    }
    book_begin_page(to, NULL);
    build_note_work(to->build, to->heaviest);       // if there is no room for what all pages became
    *page_count = pdf_page_count(to->document);
    return to->book->has_booklet ? pdf_finish_with_booklet(to->document, out, booklet)
                                 : pdf_finish(to->document, out);
}

static bool make_book(const build *of, const job *done, diagnostics *found, buffer *record)
{
    arena memory = { 0 };
    book_arenas trials = { 0 };
    const book *made = done->subject;
    bound_book bound = book_bind(&memory, of->site, made, done->language);
    diagnostics told = { .memory = &memory };       // when the job was planned
    print_style style;
    print_style_read(&memory, of->site, of->theme, &told, &style);
    book_writer to = { .build = of, .bound = &bound, .book = made, .language = done->language, .memory = &memory,
                       .trials = &trials, .found = found, .style = &style, .title_level = has_titles(&bound) ? 2 : 1, .told = { .memory = &memory } };
    read_words(of, done->language, &to.words);
    buffer out = { 0 }, booklet = { 0 };
    size_t page_count = 0;
    bool fine = write_book(&to, &out, &booklet, &page_count) && build_write(of, done->edition, done->url, buffer_text(&out));
    if (fine && made->has_booklet)
        fine = build_write(of, done->edition, book_url(&memory, of, made, done->language, true), buffer_text(&booklet));
    record_add_number(record, page_count);
    record_add_number(record, out.length);
    record_add_number(record, booklet.length);
    record_add_number(record, has_cards(&bound));
    buffer_free(&out);
    buffer_free(&booklet);
    for (size_t i = 0; i < trials.count; i++)
        arena_free(trials.items[i]);
    arena_free(&memory);
    return fine;
}

static bool run(const build *of, const job *done, diagnostics *found, buffer *record)
{
    return done->what == MAKE_BOOK ? make_book(of, done, found, record) : build_copy(of, done->edition, done->url);
}

static void take(build *of, const job *done, text record)
{
    if (done->what != MAKE_BOOK || of->is_check)
        return;
    const book *made = done->subject;
    size_t page_count = record_take_number(&record);
    book_document told = { .book = made, .language = done->language, .format = BOOK_PDF, .url = done->url,
                           .page_count = page_count, .size = record_take_number(&record) };
    uint64_t booklet_size = record_take_number(&record);
    told.has_cards = record_take_number(&record) != 0;
    *ARENA_PUSH(of->memory, of->book_documents) = told;
    told.format = BOOK_BOOKLET;
    told.url = book_url(of->memory, of, made, done->language, true);
    told.size = booklet_size;
    if (made->has_booklet)
        *ARENA_PUSH(of->memory, of->book_documents) = told;
}

const publisher workbook_publisher = { "workbook", plan, run, take };
