// Lists the site makes by itself: a kind, a value of a facet, a tag, all tags.
#include "publishers/website/worker.h"

#include <stdlib.h>

// ---- A kind

static data *item_data(const making *of, const page *shown, const facet_list *facets)
{
    data *card = card_data(of, shown);
    buffer words_of_card = { 0 };
    for (size_t f = 0; f < facets->count; f++) {
        text ids[FACET_VALUES_PER_PAGE], labels[FACET_VALUES_PER_PAGE];
        double orders[FACET_VALUES_PER_PAGE];
        size_t count = facet_values_of_page(of->memory, of->build->site, shown, facets->items[f].field, of->language,
                                            ids, labels, orders, FACET_VALUES_PER_PAGE);
        for (size_t i = 0; i < count; i++)
            buffer_format(&words_of_card, "%s%.*s-%.*s", words_of_card.length > 0 ? " " : "",
                          TEXT_PRINT(facets->items[f].field->id), TEXT_PRINT(ids[i]));
    }
    data_set_text(of->memory, card, "facets", text_copy(of->memory, buffer_text(&words_of_card)));
    buffer_free(&words_of_card);
    return card;
}

static data *facets_data(const making *of, const list_subject *subject, const facet_list *facets, text list_url)
{
    size_t languages = of->build->site->config.languages.count;
    data *list = data_list(of->memory);
    for (size_t f = 0; f < facets->count; f++) {
        const facet *shown = &facets->items[f];
        data *made = data_map(of->memory), *values = data_list(of->memory);
        for (size_t i = 0; i < shown->count; i++) {
            const facet_value *value_of = &shown->values[i];
            bool is_current = subject->field == shown->field && text_equals(subject->value, value_of->id);
            data *one = data_map(of->memory);
            data_set_text(of->memory, one, "id", value_of->id);
            data_set_text(of->memory, one, "label", value_of->label);
            data_set(of->memory, one, "count", data_number(of->memory, (double)value_of->count));
            data_set_text(of->memory, one, "url", url_to(of, facet_url(of->memory, list_url, shown->field, value_of->id)));
            data_set_bool(of->memory, one, "is_current", is_current);
            data_add(of->memory, values, one);
        }
        data_set_text(of->memory, made, "id", shown->field->id);
        data_set_text(of->memory, made, "label", words_in(shown->field->label, of->language, languages));
        data_set(of->memory, made, "values", values);
        data_add(of->memory, list, made);
    }
    return list;
}

// Items by the kind's first facet of type choice, in the order of its choices.
static data *groups_by_choice(const making *of, const facet_list *facets, const page **pages, data *const *items, size_t count)
{
    data *groups = data_list(of->memory);
    const facet *by = NULL;
    for (size_t f = 0; f < facets->count && by == NULL; f++)
        if (facets->items[f].field->type == FIELD_TYPE_CHOICE)
            by = &facets->items[f];
    for (size_t v = 0; by != NULL && v < by->count; v++) {
        data *made = data_map(of->memory), *list = data_list(of->memory);
        for (size_t i = 0; i < count; i++)
            if (page_has_facet_value(of->memory, of->build->site, pages[i], by->field, by->values[v].id, of->language))
                data_add(of->memory, list, items[i]);
        if (list->list.count == 0)
            continue;
        data_set_text(of->memory, made, "id", by->values[v].id);
        data_set_text(of->memory, made, "label", by->values[v].label);
        data_set(of->memory, made, "items", list);
        data_add(of->memory, groups, made);
    }
    return groups;
}

static bool set_own_content(making *of, data *context, const list_subject *subject, buffer *record)
{
    body_facts told = { 0 };
    text markdown, html = { 0 };
    int line;
    bool has_page = subject->own_page != NULL && subject->field == NULL;
    if (has_page) {
        of->page = subject->own_page;
        if (site_read_body(of->memory, of->build->site, subject->own_page, &markdown, &line, of->found))
            html = body_html(of, subject->own_page, markdown, line, true, &told);
    }
    data_set(of->memory, context, "content", html.length > 0 ? data_markup(of->memory, html)
                                                             : data_bool(of->memory, false));
    body_facts_to_record(&told, record);
    bool fine = !has_page
             || page_search_tell(of->build, of->edition->number, of->page, &told.sections, of->memory, of->found, record);
    of->page = NULL;
    return fine;
}

static data *list_data(const making *of, const list_subject *subject, size_t count)
{
    size_t languages = of->build->site->config.languages.count;
    data *made = data_map(of->memory);
    text description = words_in(subject->kind->description, of->language, languages);
    data_set_text(of->memory, made, "title", words_in(subject->kind->plural, of->language, languages));
    data_set(of->memory, made, "description", text_or_false(of->memory, description));
    data_set(of->memory, made, "count", data_number(of->memory, (double)count));
    return made;
}

static text title_of_list(const making *of, const list_subject *subject)
{
    text plural = words_in(subject->kind->plural, of->language, of->build->site->config.languages.count), title = plural;
    if (subject->own_page != NULL && subject->field == NULL)
        title = subject->own_page->title;
    else if (subject->field != NULL)
        title = text_format(of->memory, "%.*s: %.*s", TEXT_PRINT(plural), TEXT_PRINT(subject->label));
    return subject->part == 1 ? title : text_format(of->memory, "%.*s (%zu/%zu)", TEXT_PRINT(title), subject->part, subject->part_count);
}

text list_part_url(arena *memory, text url, size_t part)
{
    return part == 1 ? url : text_format(memory, "%.*s-%zu.html", TEXT_PRINT(path_without_extension(url)), part);
}

// The pages of a long list, each by its first and last title; [shown] are all its pages.
static void set_parts(const making *of, data *context, const list_subject *subject, const page **shown, size_t count)
{
    data *parts = data_list(of->memory);
    for (size_t p = 1; subject->part_count > 1 && (p - 1) * LIST_PART < count; p++) {
        size_t first = (p - 1) * LIST_PART, last = first + LIST_PART < count ? first + LIST_PART - 1 : count - 1;
        data *made = data_map(of->memory);
        data_set_text(of->memory, made, "first", shown[first]->title);
        data_set_text(of->memory, made, "last", shown[last]->title);
        data_set_text(of->memory, made, "url", url_to(of, list_part_url(of->memory, subject->url, p)));
        data_set_bool(of->memory, made, "is_current", p == subject->part);
        data_add(of->memory, parts, made);
    }
    data_set(of->memory, context, "parts", parts);
    data_set_bool(of->memory, context, "has_parts", subject->part_count > 1);
}

static int compare_titles(const void *left, const void *right)
{
    const titled_item *a = left, *b = right;
    return page_compare_by(a->page, b->page, TEXT("title"), false);
}

static void set_items(const making *of, data *context, const list_subject *subject, page_list pages,
                      const facet_list *facets, text list_url)
{
    const page **all = ARENA_NEW(of->memory, const page *, pages.count);
    size_t count = 0;
    for (size_t i = 0; i < pages.count; i++) {
        if (subject->field != NULL
            && !page_has_facet_value(of->memory, of->build->site, pages.items[i], subject->field, subject->value, of->language))
            continue;
        all[count++] = pages.items[i];
    }
    set_parts(of, context, subject, all, count);
    size_t first = (subject->part - 1) * LIST_PART;
    if (first > count)
        first = count;
    size_t kept = count - first < LIST_PART ? count - first : LIST_PART;
    const page **shown = all + first;
    data **items = ARENA_NEW(of->memory, data *, kept), *list = data_list(of->memory);
    for (size_t i = 0; i < kept; i++) {
        items[i] = item_data(of, shown[i], facets);
        data_add(of->memory, list, items[i]);
    }
    data *groups = groups_by_choice(of, facets, shown, items, kept);
    titled_item *by_title = ARENA_NEW(of->memory, titled_item, kept);
    for (size_t i = 0; i < kept; i++)
        by_title[i] = (titled_item){ shown[i], items[i] };
    qsort(by_title, kept, sizeof *by_title, compare_titles);
    data_set(of->memory, context, "list", list_data(of, subject, count));
    data_set(of->memory, context, "items", list);
    data_set(of->memory, context, "groups", groups);
    data_set_bool(of->memory, context, "has_groups", groups->list.count > 1);
    data_set(of->memory, context, "letters", letters_data(of, by_title, kept));
    data_set(of->memory, context, "facets", facets_data(of, subject, facets, list_url));
    data_set_bool(of->memory, context, "has_facets", facets->count > 0);
    data_set_text(of->memory, context, "all_url", url_to(of, list_url));
}

static data *current_facet(const making *of, const list_subject *subject)
{
    if (subject->field == NULL)
        return data_bool(of->memory, false);
    data *made = data_map(of->memory);
    data_set_text(of->memory, made, "label",
                  words_in(subject->field->label, of->language, of->build->site->config.languages.count));
    data_set_text(of->memory, made, "value", subject->label);
    return made;
}

// Counted once, for the list, its parts and its values.
static const facet_list *facets_of_list(const making *of, const list_subject *subject, page_list pages)
{
    worker *with = of->with;
    for (size_t i = 0; i < with->facets.count; i++) {
        const known_facets *known = &with->facets.items[i];
        if (known->edition == of->edition && known->kind == subject->kind && known->language == of->language)
            return known->facets;
    }
    facet_list *counted = ARENA_NEW(&with->memory, facet_list, 1);
    *counted = facets_of(&with->memory, of->build->site, subject->kind, of->language, pages);
    *ARENA_PUSH(&with->memory, with->facets) = (known_facets){ of->edition, subject->kind, of->language, counted };
    return counted;
}

bool make_list(making *of, const job *done, buffer *record)
{
    const list_subject *subject = done->subject;
    page_list pages = held_pages(of->memory, of->build, of->edition, subject->kind, of->language);
    const facet_list *facets = facets_of_list(of, subject, pages);
    text list_url = site_list_url(of->build->site, subject->kind, of->language);
    text own = text_join(of->memory, TEXT("list-"), subject->kind->id);
    text layout = has_layout(of->with, own) ? own : TEXT("list");
    text summary = words_in(subject->kind->description, of->language, of->build->site->config.languages.count);
    if (subject->own_page != NULL && subject->own_page->summary.length > 0)
        summary = subject->own_page->summary;
    data *context = shared_context(of, text_to_string(of->memory, layout), title_of_list(of, subject), summary, subject->kind);
    if (subject->field != NULL)
        context_add_breadcrumb(of, context, words_in(subject->kind->plural, of->language, of->build->site->config.languages.count),
                               url_to(of, list_url));
    if (!set_own_content(of, context, subject, record))
        return false;
    set_items(of, context, subject, pages, facets, list_url);
    data_set(of->memory, context, "current_facet", current_facet(of, subject));
    data_set(of->memory, context, "network", subject->field == NULL ? network_few(of, subject->kind) : data_bool(of->memory, false));
    return page_write(of, layout, context);
}

// ---- Tags

static size_t held_of_tag(const making *of, const tag *shown, const page **pages)
{
    size_t kept = 0;
    for (size_t i = 0; i < shown->count; i++)
        if (edition_holds(of->edition, shown->pages[i]))
            pages[kept++] = shown->pages[i];
    return kept;
}

bool make_tag(making *of, const job *done)
{
    const tag *shown = done->subject;
    const page **pages = ARENA_NEW(of->memory, const page *, shown->count);
    size_t count = held_of_tag(of, shown, pages);
    data *context = shared_context(of, "tag", shown->name, (text){ 0 }, NULL), *tag_map = data_map(of->memory);
    text all = site_tag_url(of->memory, of->build->site, of->language, NULL);
    if (edition_publishes(of->edition, all))
        context_add_breadcrumb(of, context, theme_string(of->build->theme, of->language, "tags.title"), url_to(of, all));
    data_set_text(of->memory, tag_map, "name", shown->name);
    data_set(of->memory, context, "tag", tag_map);
    data_set(of->memory, context, "items", cards_data(of, pages, count));
    return page_write(of, TEXT("tag"), context);
}

bool make_tags(making *of)
{
    const tag_list *all = &of->build->site->tags[of->language];
    data *tags = data_list(of->memory);
    for (size_t i = 0; i < all->count; i++) {
        const tag *shown = &all->items[i];
        text url = site_tag_url(of->memory, of->build->site, of->language, shown);
        if (!edition_publishes(of->edition, url))
            continue;
        const page **pages = ARENA_NEW(of->memory, const page *, shown->count);
        data *made = data_map(of->memory);
        data_set_text(of->memory, made, "name", shown->name);
        data_set_text(of->memory, made, "url", url_to(of, url));
        data_set(of->memory, made, "count", data_number(of->memory, (double)held_of_tag(of, shown, pages)));
        data_add(of->memory, tags, made);
    }
    data *context = shared_context(of, "tags", theme_string(of->build->theme, of->language, "tags.title"), (text){ 0 }, NULL);
    data_set(of->memory, context, "tags", tags);
    return page_write(of, TEXT("tags"), context);
}
