// The search page, and the A-Z of pages for readers without scripts. Where there
// are too many pages for one page, the letters have pages of their own.
#include "publishers/website/worker.h"

#include "base/unicode.h"

#include <stdlib.h>

enum { TITLES_ON_SEARCH_PAGE = 1000, TITLES_ON_LETTER_PAGE = 2000 };

// ---- By letter

static text letter_of(arena *memory, text title)
{
    uint32_t character;
    char bytes[4];
    while (unicode_take(&title, &character)) {
        if (unicode_is_digit(character))
            return TEXT("0–9");
        if (!unicode_is_letter(character))
            continue;
        text lower = text_copy(memory, unicode_lower(memory, (text){ bytes, unicode_encode(character, bytes) }));
        bool keeps_marks = text_equals(lower, TEXT("å")) || text_equals(lower, TEXT("ä")) || text_equals(lower, TEXT("ö"));
        text base = keeps_marks ? lower : unicode_fold(memory, lower);
        return base.length > 0 ? base : lower;
    }
    return TEXT("#");
}

// "a" gives "A", "å" "Å": the letters that letter_of keeps are Latin.
static text capital(arena *memory, text letter)
{
    if (letter.length == 1 && letter.bytes[0] >= 'a' && letter.bytes[0] <= 'z')
        return text_format(memory, "%c", letter.bytes[0] - 'a' + 'A');
    if (letter.length == 2 && letter.bytes[0] == '\xC3')
        return text_format(memory, "%c%c", letter.bytes[0], letter.bytes[1] - 0x20);
    return letter;
}

data *letters_data(const making *of, const titled_item *titled, size_t count)
{
    data *letters = data_list(of->memory), *items = NULL;
    text current = { 0 };
    for (size_t i = 0; i < count; i++) {
        text letter = letter_of(of->memory, titled[i].page->title);
        if (items == NULL || !text_equals(letter, current)) {
            current = letter;
            items = data_list(of->memory);
            data *made = data_map(of->memory);
            data_set_text(of->memory, made, "letter", capital(of->memory, letter));
            data_set_text(of->memory, made, "id", text_format(of->memory, "kirjain-%zu", letters->list.count + 1));
            data_set(of->memory, made, "items", items);
            data_add(of->memory, letters, made);
        }
        data_add(of->memory, items, titled[i].item);
    }
    return letters;
}

// ---- Letters on pages of their own

typedef struct {
    text letter;
    const page **pages;
    size_t count;
} titles_of_letter;

typedef struct {
    titles_of_letter *items;
    size_t count, capacity;
} letter_groups;

struct letter_index {
    letter_page *items;
    size_t count, capacity;
};

struct letter_page {
    text letter;            // "A"
    text url;
    size_t part, part_count;    // from 1
    const page **pages;
    size_t count;
    const letter_index *index;
};

static const page **pages_in_language(arena *memory, const build *of, const edition *in, size_t language, size_t *count)
{
    const site *model = of->site;
    const page **pages = ARENA_NEW(memory, const page *, model->page_count);
    *count = 0;
    for (size_t i = 0; i < model->page_count; i++)
        if (model->pages[i].language == language && edition_holds(in, &model->pages[i]))
            pages[(*count)++] = &model->pages[i];
    return pages;
}

static int compare_letters(const void *left, const void *right)
{
    text a = ((const titles_of_letter *)left)->letter, b = ((const titles_of_letter *)right)->letter;
    int order = unicode_collate(a, b);
    return order != 0 ? order : text_compare(a, b);
}

static size_t group_of(arena *memory, letter_groups *groups, text letter)
{
    for (size_t g = groups->count; g-- > 0; )
        if (text_equals(groups->items[g].letter, letter))
            return g;
    *ARENA_PUSH(memory, *groups) = (titles_of_letter){ .letter = letter };
    return groups->count - 1;
}

// [pages] are in the order of titles, where a letter may come in several places: "Æ" among "Ä".
static letter_groups group_by_letter(arena *memory, const page **pages, size_t count)
{
    letter_groups groups = { 0 };
    size_t *group = ARENA_NEW(memory, size_t, count);
    for (size_t i = 0; i < count; i++) {
        group[i] = group_of(memory, &groups, letter_of(memory, pages[i]->title));
        groups.items[group[i]].count++;
    }
    for (size_t g = 0; g < groups.count; g++) {
        groups.items[g].pages = ARENA_NEW(memory, const page *, groups.items[g].count);
        groups.items[g].count = 0;
    }
    for (size_t i = 0; i < count; i++) {
        titles_of_letter *own = &groups.items[group[i]];
        own->pages[own->count++] = pages[i];
    }
    qsort(groups.items, groups.count, sizeof *groups.items, compare_letters);
    return groups;
}

// "fi/search-a.html", "fi/search-u00e4-2.html": the same in every language, so that readers who change it stay at the letter.
static text letter_url(arena *memory, text language, text letter, size_t part)
{
    buffer url = { 0 };
    buffer_format(&url, "%.*s/search-", TEXT_PRINT(language));
    uint32_t character;
    while (unicode_take(&letter, &character)) {
        if (character >= 0x80 || character == '#')
            buffer_format(&url, "u%04x", character);
        else
            buffer_format(&url, "%c", (char)character);
        if (unicode_is_digit(character))
            break;      // "0–9"
    }
    if (part > 1)
        buffer_format(&url, "-%zu", part);
    buffer_add_string(&url, ".html");
    text made = text_copy(memory, buffer_text(&url));
    buffer_free(&url);
    return made;
}

const letter_index *letter_index_make(arena *memory, const build *of, const edition *in, size_t language)
{
    size_t count;
    const page **pages = pages_in_language(memory, of, in, language, &count);
    if (count <= TITLES_ON_SEARCH_PAGE)
        return NULL;
    pages_sort(pages, count, TEXT("title"), false);
    letter_groups groups = group_by_letter(memory, pages, count);
    letter_index *made = ARENA_NEW(memory, letter_index, 1);
    *made = (letter_index){ 0 };
    for (size_t g = 0; g < groups.count; g++) {
        const titles_of_letter *own = &groups.items[g];
        size_t parts = (own->count + TITLES_ON_LETTER_PAGE - 1) / TITLES_ON_LETTER_PAGE;
        for (size_t p = 0; p < parts; p++) {
            size_t first = p * TITLES_ON_LETTER_PAGE, rest = own->count - first;
            *ARENA_PUSH(memory, *made) = (letter_page){
                .index = made, .letter = capital(memory, own->letter), .part = p + 1, .part_count = parts,
                .url = letter_url(memory, build_language(of, language), own->letter, p + 1),
                .pages = own->pages + first, .count = rest < TITLES_ON_LETTER_PAGE ? rest : TITLES_ON_LETTER_PAGE,
            };
        }
    }
    return made;
}

size_t letter_index_count(const letter_index *in)
{
    return in->count;
}

const letter_page *letter_index_page(const letter_index *in, size_t i, text *url)
{
    *url = in->items[i].url;
    return &in->items[i];
}

// The letters as links; [current] may be NULL.
static data *letter_links(const making *of, const letter_index *in, const letter_page *current)
{
    data *letters = data_list(of->memory);
    for (size_t i = 0; i < in->count; i++) {
        const letter_page *shown = &in->items[i];
        if (shown->part > 1)
            continue;
        data *made = data_map(of->memory);
        data_set_text(of->memory, made, "letter", shown->letter);
        data_set_text(of->memory, made, "url", url_to(of, shown->url));
        data_set_bool(of->memory, made, "is_current", current != NULL && text_equals(current->letter, shown->letter));
        data_add(of->memory, letters, made);
    }
    return letters;
}

// The pages of one letter, each by its first and last title.
static data *part_links(const making *of, const letter_page *current)
{
    data *parts = data_list(of->memory);
    for (size_t i = 0; i < current->index->count; i++) {
        const letter_page *shown = &current->index->items[i];
        if (!text_equals(shown->letter, current->letter))
            continue;
        data *made = data_map(of->memory);
        data_set_text(of->memory, made, "first", shown->pages[0]->title);
        data_set_text(of->memory, made, "last", shown->pages[shown->count - 1]->title);
        data_set_text(of->memory, made, "url", url_to(of, shown->url));
        data_set_bool(of->memory, made, "is_current", shown == current);
        data_add(of->memory, parts, made);
    }
    return parts;
}

bool make_letter_page(making *of, const job *done)
{
    const letter_page *shown = done->subject;
    text search = theme_string(of->build->theme, of->language, "search.title");
    text title = shown->part_count > 1
        ? text_format(of->memory, "%.*s: %.*s (%zu/%zu)", TEXT_PRINT(search), TEXT_PRINT(shown->letter), shown->part, shown->part_count)
        : text_format(of->memory, "%.*s: %.*s", TEXT_PRINT(search), TEXT_PRINT(shown->letter));
    data *context = shared_context(of, "search-letter", title, (text){ 0 }, NULL), *items = data_list(of->memory);
    for (size_t i = 0; i < shown->count; i++)
        data_add(of->memory, items, link_data(of, shown->pages[i]));
    data_set(of->memory, context, "items", items);
    data_set(of->memory, context, "letters", letter_links(of, shown->index, shown));
    data_set(of->memory, context, "parts", part_links(of, shown));
    data_set_bool(of->memory, context, "has_parts", shown->part_count > 1);
    text search_url = text_format(of->memory, "%.*s/search.html", TEXT_PRINT(build_language(of->build, of->language)));
    context_add_breadcrumb(of, context, search, url_to(of, search_url));
    return page_write(of, TEXT("search-letter"), context);
}

// ---- The search page

// The search pages of the edition's other languages.
static data *search_languages(const making *of)
{
    data *list = data_list(of->memory);
    for (size_t l = 0; l < of->build->site->config.languages.count; l++) {
        text code = build_language(of->build, l), url = text_join(of->memory, code, TEXT("/search.html"));
        if (l == of->language || !edition_publishes(of->edition, url))
            continue;
        data *made = data_map(of->memory);
        data_set_text(of->memory, made, "code", code);
        data_set_text(of->memory, made, "name", language_name(of, l));
        data_set_text(of->memory, made, "url", url_to(of, url));
        data_add(of->memory, list, made);
    }
    return list;
}

static void set_terms(const making *of, data *context, const page **pages, size_t count)
{
    data *terms = data_list(of->memory);
    for (size_t i = 0; i < count; i++)
        if (text_equals(pages[i]->kind->id, TEXT("term")))
            data_add(of->memory, terms, link_data(of, pages[i]));
    data_set(of->memory, context, "terms", terms);
    data_set_bool(of->memory, context, "has_terms", terms->list.count > 0);
}

static data *page_letters(const making *of, const page **pages, size_t count)
{
    titled_item *titled = ARENA_NEW(of->memory, titled_item, count);
    for (size_t i = 0; i < count; i++)
        titled[i] = (titled_item){ pages[i], link_data(of, pages[i]) };
    return letters_data(of, titled, count);
}

static void set_letters(const making *of, data *context, const letter_index *index, const page **pages, size_t count)
{
    data_set_bool(of->memory, context, "has_letter_pages", index != NULL);
    data_set(of->memory, context, "letters", index != NULL ? letter_links(of, index, NULL) : page_letters(of, pages, count));
}

bool make_search(making *of, const job *done)
{
    size_t count;
    const page **pages = pages_in_language(of->memory, of->build, of->edition, of->language, &count);
    pages_sort(pages, count, TEXT("title"), false);
    data *context = shared_context(of, "search", theme_string(of->build->theme, of->language, "search.title"),
                                   (text){ 0 }, NULL);
    set_letters(of, context, done->subject, pages, count);
    data_set(of->memory, context, "search_languages", search_languages(of));
    set_terms(of, context, pages, count);
    return page_write(of, TEXT("search"), context);
}
