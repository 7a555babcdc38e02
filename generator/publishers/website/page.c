// Pages that authors wrote.
#include "publishers/website/form_page.h"
#include "publishers/website/worker.h"

#include "language/formatting.h"
#include "language/slug.h"

enum { WORDS_A_MINUTE = 180, CONTENTS_FROM = 3 };

bool has_layout(const worker *with, text layout)
{
    arena scratch = { 0 };
    bool is_there = mustache_has(with->templates, text_join(&scratch, TEXT("layouts/"), layout));
    arena_free(&scratch);
    return is_there;
}

bool page_write(const making *of, text layout, const data *context)
{
    buffer *out = &of->with->page;
    buffer_clear(out);
    mustache_render(of->with->templates, text_join(of->memory, TEXT("layouts/"), layout), context, of->memory, of->found, out);
    return build_write(of->build, of->edition->number, of->url, buffer_text(out));
}

// The kind's `layout`, else the one named after the kind, else `page`.
static text layout_of(const making *of)
{
    const kind *own = of->page->kind;
    if (own->layout.length > 0 && has_layout(of->with, own->layout))
        return own->layout;
    return has_layout(of->with, own->id) ? own->id : TEXT("page");
}

static void set_contents(const making *of, data *context, const heading_list *headings)
{
    data *contents = data_list(of->memory);
    for (size_t i = 0; i < headings->count; i++) {
        const heading_entry *heading = &headings->items[i];
        if (heading->level < 2 || heading->level > 3)
            continue;
        data *made = data_map(of->memory);
        data_set_text(of->memory, made, "id", heading->id);
        data_set_text(of->memory, made, "title", heading->title);
        data_set(of->memory, made, "level", data_number(of->memory, heading->level));
        data_set_bool(of->memory, made, "is_deep", heading->level == 3);
        data_add(of->memory, contents, made);
    }
    data_set(of->memory, context, "contents", contents);
    data_set_bool(of->memory, context, "has_contents", contents->list.count >= CONTENTS_FROM);
}

static void set_tags(const making *of, data *context)
{
    data *tags = data_list(of->memory);
    for (size_t i = 0; i < of->page->tag_count; i++) {
        tag named = { .slug = slug_of(of->memory, of->page->tags[i]) };
        text url = site_tag_url(of->memory, of->build->site, of->language, &named);
        if (!edition_publishes(of->edition, url))
            continue;
        data *made = data_map(of->memory);
        data_set_text(of->memory, made, "name", of->page->tags[i]);
        data_set_text(of->memory, made, "url", url_to(of, url));
        data_add(of->memory, tags, made);
    }
    data_set(of->memory, context, "tags", tags);
    data_set_bool(of->memory, context, "has_tags", tags->list.count > 0);
}

static void set_sources(const making *of, data *context)
{
    data_set(of->memory, context, "sources", data_texts(of->memory, of->page->sources, of->page->source_count));
    data_set_bool(of->memory, context, "has_sources", of->page->source_count > 0);
}

static bool is_in_order(const kind *of_kind)
{
    return text_equals(of_kind->sort, TEXT("weight"))
        || (kind_field(of_kind, of_kind->sort) != NULL && kind_field(of_kind, of_kind->sort)->type == FIELD_TYPE_NUMBER);
}

// The place of the page in its kind's list, of which a kit may hold a part: halving finds it there.
static size_t place_in_list(page_list list, const page *own)
{
    size_t low = 0, high = list.count;
    if (own->place < list.count && list.items[own->place] == own)
        return own->place;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (list.items[middle]->place < own->place)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

// [slot]: the place in the list that is shown. Places in the kind's are far apart where a kit holds some of the pages, and then two
// beside one page could want one slot.
static data *neighbour_data(const making *of, const page *shown, size_t slot)
{
    known_neighbour *known = &of->with->neighbours[slot % NEIGHBOURS_KNOWN];
    build_note_shown(shown);
    if (known->page != shown || !text_equals(known->root, of->root)) {
        arena_reset(&known->memory);
        making lasting = *of;
        lasting.memory = &known->memory;
        known->page = shown;
        known->root = text_copy(&known->memory, of->root);
        known->made = data_map(&known->memory);
        data_set_text(&known->memory, known->made, "title", shown->title);
        data_set_text(&known->memory, known->made, "url", url_to(&lasting, shown->url));
        data_set_bool(&known->memory, known->made, "is_current", false);
    }
    if (shown != of->page)
        return known->made;
    data *own = data_map_over(of->memory, known->made);
    data_set_bool(of->memory, own, "is_current", true);
    return own;
}

// The list of the page's kind, gone through once for all of its pages, which are made one after another.
static page_list own_list(const making *of)
{
    known_list *known = &of->with->list;
    if (known->edition != of->edition || known->kind != of->page->kind || known->language != of->language) {
        arena_reset(&known->memory);
        known->edition = of->edition;
        known->kind = of->page->kind;
        known->language = of->language;
        known->pages = held_pages(&known->memory, of->build, of->edition, of->page->kind, of->language);
    }
    return known->pages;
}

static void set_neighbours(const making *of, data *context)
{
    data *siblings = data_list(of->memory), *nothing = data_bool(of->memory, false);
    data *previous = nothing, *next = nothing;
    page_list list = of->page->kind->listed ? own_list(of) : (page_list){ 0 };
    size_t own = place_in_list(list, of->page);
    size_t from = own > NEIGHBOURS_SHOWN / 2 ? own - NEIGHBOURS_SHOWN / 2 : 0;
    if (from + NEIGHBOURS_SHOWN > list.count)
        from = list.count > NEIGHBOURS_SHOWN ? list.count - NEIGHBOURS_SHOWN : 0;
    for (size_t i = from; i < list.count && i < from + NEIGHBOURS_SHOWN; i++)
        data_add(of->memory, siblings, neighbour_data(of, list.items[i], i));
    if (is_in_order(of->page->kind) && own > 0)
        previous = card_data(of, list.items[own - 1]);
    if (is_in_order(of->page->kind) && own + 1 < list.count)
        next = card_data(of, list.items[own + 1]);
    data_set(of->memory, context, "siblings", siblings);
    data_set_bool(of->memory, context, "has_siblings", list.count > 1);
    data_set(of->memory, context, "previous", previous);
    data_set(of->memory, context, "next", next);
}

static void set_fields(const making *of, data *context)
{
    data *fields = fields_data(of, of->page), *list = data_list(of->memory), *references = data_list(of->memory);
    data_set(of->memory, context, "fields", fields);
    for (size_t i = 0; i < fields->map.count; i++) {
        data *field_map = fields->map.items[i].value;
        if (field_map->type != DATA_MAP)
            continue;
        bool is_reference = data_get(field_map, TEXT("cards"))->type == DATA_LIST;
        data_add(of->memory, is_reference ? references : list, field_map);
    }
    data_set(of->memory, context, "field_list", list);
    data_set(of->memory, context, "references", references);
}

// ---- What refers to this page

static data *backlink_data(const making *of, const backlink *from)
{
    size_t languages = of->build->site->config.languages.count;
    const page **pages = ARENA_NEW(of->memory, const page *, from->count);
    size_t count = 0;
    for (size_t i = 0; i < from->count; i++) {
        const page *shown = edition_page(of->edition, from->sources[i], of->language, languages);
        if (shown != NULL)
            pages[count++] = shown;
    }
    if (count == 0)
        return NULL;
    data *made = data_map(of->memory);
    data_set_text(of->memory, made, "label", words_in(from->field->backlink, of->language, languages));
    data_set(of->memory, made, "cards", cards_data(of, pages, count));
    return made;
}

// Every way a page can be referred to has a name in `back`.
static const data *blank_back(worker *with)
{
    const site *model = with->build->site;
    if (with->blank_back != NULL)
        return with->blank_back;
    data *nothing = data_bool(&with->memory, false);
    with->blank_back = data_map(&with->memory);
    for (size_t k = 0; k < model->kind_count; k++) {
        const kind *from = model->kinds[k];
        for (size_t f = 0; f < from->fields.count; f++)
            if (from->fields.items[f].has_backlink)
                data_set_key(&with->memory, with->blank_back,
                             text_format(&with->memory, "%.*s_%.*s", TEXT_PRINT(from->id),
                                         TEXT_PRINT(from->fields.items[f].id)), nothing);
    }
    return with->blank_back;
}

static void set_backlinks(const making *of, data *context)
{
    data *back = data_map_over(of->memory, blank_back(of->with)), *list = data_list(of->memory);
    const entry *own = of->page->entry;
    for (size_t i = 0; i < own->backlink_count; i++) {
        const backlink *from = &own->backlinks[i];
        data *made = backlink_data(of, from);
        if (made == NULL)
            continue;
        text id = text_format(of->memory, "%.*s_%.*s", TEXT_PRINT(from->kind->id), TEXT_PRINT(from->field->id));
        data_set_text(of->memory, made, "id", id);
        data_set_text(of->memory, made, "kind", from->kind->id);
        data_set_key(of->memory, back, id, made);
        data_add(of->memory, list, made);
    }
    data_set(of->memory, context, "back", back);
    data_set(of->memory, context, "backlinks", list);
}

// ---- Forms

static data *becomes_data(const making *of, const form *shown)
{
    if (shown->becomes == NULL)
        return data_bool(of->memory, false);
    data *made = data_map(of->memory);
    data_set_text(of->memory, made, "kind", shown->becomes->id);
    data_set_text(of->memory, made, "label",
                  words_in(shown->becomes->label, of->language, of->build->site->config.languages.count));
    return made;
}

static data *form_data(const making *of)
{
    const form *shown = of->page->form;
    if (shown == NULL)
        return data_bool(of->memory, false);
    const form_words *said = &shown->by_language[of->language];
    data *made = data_map(of->memory);
    data_set_text(of->memory, made, "id", shown->id);
    data_set_text(of->memory, made, "version", shown->version);
    data_set_bool(of->memory, made, "has_scores", shown->has_scores);
    data_set_bool(of->memory, made, "is_signed", shown->is_signed);
    data_set(of->memory, made, "becomes", becomes_data(of, shown));
    data_set(of->memory, made, "downloads", form_documents_data(of, shown, of->language));
    data_set(of->memory, made, "send_to", text_or_false(of->memory, said->send_to));
    data_set(of->memory, made, "privacy", text_or_false(of->memory, said->privacy));
    bool is_bound = said->binding.length > 0 && !text_equals(said->binding, build_language(of->build, of->language));
    text binding = is_bound ? language_name(of, config_language(&of->build->site->config, said->binding)) : (text){ 0 };
    data_set(of->memory, made, "binding", text_or_false(of->memory, binding));
    return made;
}

static bool set_body(making *of, data *context, buffer *record)
{
    body_facts told = { 0 };
    text markdown, html = { 0 };
    int line;
    data_set(of->memory, context, "form", form_data(of));
    if (of->page->form != NULL)
        html = form_html(of, of->page->form, of->language, &told);
    else if (site_read_body(of->memory, of->build->site, of->page, &markdown, &line, of->found))
        html = body_html(of, of->page, markdown, line, true, &told);
    size_t minutes = (told.word_count + WORDS_A_MINUTE / 2) / WORDS_A_MINUTE;
    data_set(of->memory, context, "content", data_markup(of->memory, html));
    data_set(of->memory, context, "reading_minutes", data_number(of->memory, minutes > 0 ? (double)minutes : 1));
    data_set(of->memory, context, "task_count", data_number(of->memory, (double)told.task_count));
    set_contents(of, context, &told.headings);
    for (size_t i = 0; i < of->in_fields->files.count; i++)
        *ARENA_PUSH(of->memory, told.findings.files) = of->in_fields->files.items[i];
    body_facts_to_record(&told, record);
    return page_search_tell(of->build, of->edition->number, of->page, &told.sections, of->memory, of->found, record);
}

bool make_page(making *of, buffer *record)
{
    const page *own = of->page;
    text layout = layout_of(of);
    data *context = shared_context(of, text_to_string(of->memory, layout), own->title, own->summary, own->kind);
    text list_url = url_of_list(of, own->kind);
    size_t languages = of->build->site->config.languages.count;
    if (list_url.length > 0)
        context_add_breadcrumb(of, context, words_in(own->kind->plural, of->language, languages), list_url);
    link_findings in_fields = { 0 };
    of->in_fields = &in_fields;
    set_fields(of, context);
    if (!set_body(of, context, record))
        return false;
    data_set(of->memory, context, "date", date_data(of, own->date));
    data_set(of->memory, context, "updated", date_data(of, own->updated));
    data_set(of->memory, context, "review_by", date_data(of, own->review_by));
    set_tags(of, context);
    set_sources(of, context);
    set_neighbours(of, context);
    set_backlinks(of, context);
    return page_write(of, layout, context);
}
