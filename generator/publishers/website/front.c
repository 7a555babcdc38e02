// Front pages of the site and of kits.
#include "publishers/website/worker.h"

#include <stdlib.h>

enum { STALL_ITEMS = 3, STALL_ITEMS_LIMIT = 12 };

// ---- The author's index.md

static text own_content(making *of, const page *own, buffer *record)
{
    body_facts told = { 0 };
    text markdown, html = { 0 };
    int line;
    if (own != NULL && site_read_body(of->memory, of->build->site, own, &markdown, &line, of->found))
        html = body_html(of, own, markdown, line, true, &told);
    body_facts_to_record(&told, record);
    return html;
}

// ---- Stalls

static text words_of(const making *of, const value *v)
{
    diagnostics ignored = { .memory = of->memory };     // the plan has told the mistakes
    const language_list *languages = &of->build->site->config.languages;
    return words_in(words_read(of->memory, v, of->build->theme->stalls_path, languages, &ignored), of->language,
                    languages->count);
}

static int compare_newest(const void *left, const void *right)
{
    return page_compare_by(*(const page *const *)left, *(const page *const *)right, TEXT("date"), true);
}

// The newest pages of the stall's kinds; kinds without dates keep their own order.
static size_t stall_pages(const making *of, const value *kinds, const page ***pages)
{
    const site *model = of->build->site;
    size_t count = 0;
    *pages = ARENA_NEW(of->memory, const page *, model->page_count);
    for (size_t k = 0; kinds != NULL && kinds->type == VALUE_LIST && k < kinds->count; k++) {
        const kind *of_kind = site_kind(model, value_text(kinds->items[k]));
        page_list listed = { 0 };
        if (of_kind != NULL)
            listed = held_pages(of->memory, of->build, of->edition, of_kind, of->language);
        for (size_t i = 0; i < listed.count; i++)
            (*pages)[count++] = listed.items[i];
    }
    bool has_dates = count > 0;
    for (size_t i = 0; i < count; i++)
        has_dates &= date_is_set((*pages)[i]->date);
    if (has_dates)
        qsort(*pages, count, sizeof **pages, compare_newest);
    return count;
}

static text stall_url(const making *of, const value *stall, const page **pages, size_t count)
{
    const value *kinds = value_get(stall, TEXT("kinds"));
    const entry *named = site_entry(of->build->site, value_text(value_get(stall, TEXT("page"))));
    if (named != NULL && named->by_language[of->language] != NULL)
        return url_to(of, named->by_language[of->language]->url);
    for (size_t k = 0; kinds != NULL && kinds->type == VALUE_LIST && k < kinds->count; k++) {
        const kind *of_kind = site_kind(of->build->site, value_text(kinds->items[k]));
        text url = of_kind != NULL ? url_of_list(of, of_kind) : (text){ 0 };
        if (url.length > 0)
            return url;
    }
    return count > 0 ? url_to(of, pages[0]->url) : (text){ 0 };
}

// Several kinds of page on one stall take turns, so that none hides the others.
static data *stall_items(const making *of, const page **pages, size_t count, size_t limit)
{
    data *items = data_list(of->memory);
    bool *taken = ARENA_NEW(of->memory, bool, count);
    for (bool found = true; found && items->list.count < limit;) {
        const kind *last = NULL;
        found = false;
        for (size_t i = 0; i < count && items->list.count < limit; i++) {
            if (taken[i] || pages[i]->kind == last)
                continue;
            taken[i] = found = true;
            last = pages[i]->kind;
            data_add(of->memory, items, card_data(of, pages[i]));
        }
    }
    return items;
}

static data *stall_data(const making *of, const value *stall, size_t number)
{
    const page **pages;
    size_t count = stall_pages(of, value_get(stall, TEXT("kinds")), &pages);
    text url = stall_url(of, stall, pages, count);
    if (url.length == 0)
        return NULL;
    const value *limit_value = value_get(stall, TEXT("limit"));
    size_t limit = limit_value != NULL ? (size_t)atoi(text_to_string(of->memory, value_text(limit_value))) : STALL_ITEMS;
    data *made = data_map(of->memory), *items = stall_items(of, pages, count, limit < STALL_ITEMS_LIMIT ? limit : STALL_ITEMS_LIMIT);
    data_set_text(of->memory, made, "id", value_text(value_get(stall, TEXT("id"))));
    data_set_text(of->memory, made, "title", words_of(of, value_get(stall, TEXT("title"))));
    data_set(of->memory, made, "summary", text_or_false(of->memory, words_of(of, value_get(stall, TEXT("summary")))));
    data_set_text(of->memory, made, "url", url);
    data_set(of->memory, made, "number", data_number(of->memory, (double)number));
    data_set(of->memory, made, "items", items);
    data_set_bool(of->memory, made, "has_items", items->list.count > 0);
    data_set(of->memory, made, "count", data_number(of->memory, (double)count));
    return made;
}

static void set_stalls(const making *of, data *context)
{
    const value *stalls = of->build->theme->stalls;
    data *list = data_list(of->memory);
    for (size_t i = 0; stalls != NULL && stalls->type == VALUE_LIST && i < stalls->count; i++) {
        data *made = stall_data(of, stalls->items[i], list->list.count + 1);
        if (made != NULL)
            data_add(of->memory, list, made);
    }
    data_set(of->memory, context, "stalls", list);
    data_set_bool(of->memory, context, "has_stalls", list->list.count > 0);
}

static void set_phases(const making *of, data *context)
{
    const kind *phase = site_kind(of->build->site, TEXT("phase"));
    page_list pages = { 0 };
    bool has_fields = phase != NULL && kind_field(phase, TEXT("number")) != NULL && kind_field(phase, TEXT("short")) != NULL
                   && kind_field(phase, TEXT("question")) != NULL;
    if (has_fields)
        pages = held_pages(of->memory, of->build, of->edition, phase, of->language);
    data_set(of->memory, context, "phases", cards_data(of, pages.items, pages.count));
    data_set_bool(of->memory, context, "has_phases", pages.count > 0);
}

// ---- Pages

static const page *index_page(const making *of)
{
    const site *model = of->build->site;
    text path = text_format(of->memory, "%.*s/%.*s/index.md", TEXT_PRINT(model->config.content),
                            TEXT_PRINT(build_language(of->build, of->language)));
    return table_find(&model->pages_by_path, path);
}

bool make_front(making *of, buffer *record)
{
    const site_config *config = &of->build->site->config;
    const page *own = index_page(of);
    text title = own != NULL ? own->title : words_in(config->title, of->language, config->languages.count);
    text summary = own != NULL ? own->summary : words_in(config->description, of->language, config->languages.count);
    of->page = own;
    data *context = shared_context(of, "front", title, summary, NULL);
    text html = own_content(of, own, record);
    data_set(of->memory, context, "content", html.length > 0 ? data_markup(of->memory, html) : data_bool(of->memory, false));
    set_phases(of, context);
    set_stalls(of, context);
    downloads_set_few(of, context);
    return page_write(of, TEXT("front"), context);
}

bool make_kit_front(making *of, buffer *record)
{
    const site *model = of->build->site;
    const page *own = index_page(of);
    const kit_config *kit = of->edition->kit;
    size_t languages = model->config.languages.count;
    data *context = shared_context(of, "kit", words_in(kit->title, of->language, languages),
                                   words_in(kit->description, of->language, languages), NULL);
    data *groups = data_list(of->memory), *list = data_map(of->memory);
    for (size_t k = 0; k < model->kind_count; k++) {
        page_list pages = held_pages(of->memory, of->build, of->edition, model->kinds[k], of->language);
        if (pages.count == 0)
            continue;
        data *made = data_map(of->memory);
        data_set_text(of->memory, made, "label", words_in(model->kinds[k]->plural, of->language, languages));
        data_set(of->memory, made, "items", cards_data(of, pages.items, pages.count));
        data_add(of->memory, groups, made);
    }
    data_set(of->memory, list, "count", data_number(of->memory, (double)of->edition->page_count));
    data_set(of->memory, context, "list", list);
    data_set(of->memory, context, "groups", groups);
    data_set_bool(of->memory, context, "content", false);
    downloads_set_books(of, context);
    // The language's own front page is not shown here, but it is in the kit's source: with its pictures.
    of->page = own != NULL && edition_holds(of->edition, own) ? own : NULL;
    own_content(of, of->page, record);
    return page_write(of, TEXT("kit"), context);
}
