// What a book holds in a language; see book.h.
#include "books/book_rules.h"

typedef struct {
    arena *memory;
    const site *of;
    const book *book;
    size_t language;
    bool *is_taken;             // by page number
    size_t item_count;
    bound_book *bound;
} binder;

static const edition website = { 0 };

static void set_anchor(const binder *with, const page *held, text anchor)
{
    text *kept = ARENA_NEW(with->memory, text, 1);
    *kept = anchor;
    table_set(&with->bound->anchors, held->url, kept);
    with->bound->pages.holds[held->number] = true;
    with->bound->pages.page_count++;
    with->is_taken[held->number] = true;
}

static bool is_printed(const binder *with, const page *p)
{
    return !with->is_taken[p->number] && !p->print.leave_out && p->book == NULL;
}

static void add_items(binder *with, const part_rules *rules, book_part *into)
{
    const page **pages;
    size_t count = selection_pages(with->memory, &rules->chosen, with->of, with->language, &pages);
    into->items = ARENA_NEW(with->memory, book_item, count);
    for (size_t i = 0; i < count; i++) {
        if (!is_printed(with, pages[i]))
            continue;
        book_item *item = &into->items[into->count++];
        *item = (book_item){ .page = pages[i], .start = pages[i]->print.start, .lines = pages[i]->print.lines };
        item->anchor = text_format(with->memory, "p%zu", ++with->item_count);
        set_anchor(with, pages[i], item->anchor);
    }
}

static bool has_rows(const binder *with, const view *matrix)
{
    const page **rows;
    return view_pages(with->memory, with->of, &website, matrix, with->language, NULL, &rows) > 0;
}

static void add_part(binder *with, size_t number)
{
    const part_rules *rules = &with->book->rules->parts[number];
    bound_book *bound = with->bound;
    size_t languages = with->of->config.languages.count;
    book_part *part = &bound->parts[bound->part_count];
    *part = (book_part){ .number = number, .show = rules->show };
    if (rules->show == BOOK_MATRIX || rules->show == BOOK_PATH)
        part->matrix = &rules->matrix;
    else
        add_items(with, rules, part);
    if (part->count == 0 && (part->matrix == NULL || !has_rows(with, part->matrix)))
        return;
    part->title = words_in(rules->title, with->language, languages);
    part->summary = words_in(rules->summary, with->language, languages);
    part->anchor = text_format(with->memory, "part%zu", ++bound->part_count);
}

static void add_foreword(const binder *with)
{
    const entry *foreword = with->book->foreword;
    const page *own = foreword != NULL ? foreword->by_language[with->language] : NULL;
    if (own == NULL || !with->book->rules->has_foreword[with->language])
        return;
    with->bound->foreword = own;
    set_anchor(with, own, TEXT("foreword"));
}

// Terms that stand in the book as chapters are not repeated.
static void add_terms(const binder *with)
{
    bound_book *bound = with->bound;
    const kind *term = site_kind(with->of, TEXT("term"));
    if (!with->book->has_glossary || term == NULL)
        return;
    page_list all = site_pages_of_kind(with->of, term, with->language);
    bound->terms = ARENA_NEW(with->memory, const page *, all.count);
    for (size_t i = 0; i < all.count; i++)
        if (is_printed(with, all.items[i]))
            bound->terms[bound->term_count++] = all.items[i];
    pages_sort(bound->terms, bound->term_count, TEXT("title"), false);
    for (size_t i = 0; i < bound->term_count; i++)
        set_anchor(with, bound->terms[i], text_format(with->memory, "t%zu", i + 1));
}

bound_book book_bind(arena *memory, const site *of, const book *bound, size_t language)
{
    const struct book_rules *rules = bound->rules;
    bound_book made = { .book = bound, .language = language, .anchors = { .memory = memory } };
    if (!bound->has_language[language])
        return made;
    made.pages = (edition){ .language = language, .holds = ARENA_NEW(memory, bool, of->page_count),
                            .outputs = { .memory = memory } };
    made.parts = ARENA_NEW(memory, book_part, rules->count);
    binder with = { memory, of, bound, language, ARENA_NEW(memory, bool, of->page_count), 0, &made };
    add_foreword(&with);
    for (size_t i = 0; i < rules->count; i++)
        add_part(&with, i);
    if (made.part_count > 0)
        add_terms(&with);
    return made;
}

text *book_sources(arena *memory, const bound_book *of, size_t *count)
{
    struct { text *items; size_t count, capacity; } found = { 0 };
    table known = { .memory = memory };
    for (size_t i = 0; i < of->part_count; i++)
        for (size_t j = 0; j < of->parts[i].count; j++) {
            const page *held = of->parts[i].items[j].page;
            for (size_t s = 0; s < held->source_count; s++) {
                text whole = held->sources[s], place_in_it;
                bool is_new;
                text_split(held->sources[s], ':', &whole, &place_in_it);
                table_put(&known, whole, &is_new);
                if (is_new)
                    *ARENA_PUSH(memory, found) = whole;
            }
        }
    *count = found.count;
    return found.items;
}
