// data/digitori.json: what the site tells other Digitoris of itself. README.md is its contract, and
// network/catalogue.h has the limits that those who read it hold it to.
#include "publishers/feeds/feeds.h"

#include "network/catalogue.h"
#include "site/links.h"

#include <stdlib.h>

static text whole_address(arena *memory, const build *of, text url)
{
    text base = of->site->config.base_url;
    return text_join(memory, catalogue_is_address(base) ? base : (text){ 0 }, address_encode(memory, url));
}

// ---- Needs, ideas, showroom

static int compare_newest(const void *left, const void *right)
{
    const page *a = *(const page *const *)left, *b = *(const page *const *)right;
    int order = date_compare(b->date, a->date);
    if (order == 0)
        order = text_compare(a->entry->id, b->entry->id);
    return order != 0 ? order : (a->language > b->language) - (a->language < b->language);
}

static text line_of(arena *memory, const page *shown, text id)
{
    const field_value *v = page_field(shown, id);
    return v != NULL && v->field->type == FIELD_TYPE_TEXT ? catalogue_line(memory, v->text, CATALOGUE_NAME) : (text){ 0 };
}

static catalogue_item item_of(arena *memory, const build *of, const page *shown, catalogue_kind listed)
{
    size_t languages = of->site->config.languages.count;
    const field_value *status = page_field(shown, listed == CATALOGUE_SHOWROOM ? TEXT("stage") : TEXT("status"));
    catalogue_item made = {
        .kind = listed, .id = shown->entry->id, .language = build_language(of, shown->language),
        .title = catalogue_line(memory, shown->title, CATALOGUE_NAME), .url = whole_address(memory, of, shown->url),
        .summary = catalogue_line(memory, shown->summary, CATALOGUE_SUMMARY), .date = shown->date,
        .by = line_of(memory, shown, listed == CATALOGUE_SHOWROOM ? TEXT("owner") : TEXT("publisher")),
    };
    if (status != NULL && status->choice != NULL) {
        made.status = catalogue_is_status(status->choice->id) ? status->choice->id : (text){ 0 };
        made.status_label = catalogue_line(memory, words_in(status->choice->label, shown->language, languages), CATALOGUE_LABEL);
    }
    return made;
}

// The newest of a kind in all languages.
static void add_items(arena *memory, const build *of, catalogue_kind listed, size_t limit, catalogue *into)
{
    const site *model = of->site;
    const page **pages = ARENA_NEW(memory, const page *, model->page_count);
    size_t count = 0;
    for (size_t i = 0; i < model->page_count; i++) {
        const page *shown = &model->pages[i];
        bool is_short = shown->entry->id.length <= CATALOGUE_ID && whole_address(memory, of, shown->url).length <= CATALOGUE_ADDRESS;
        if (text_equals(shown->kind->id, catalogue_kind_id(listed)) && !shown->is_draft && is_short)
            pages[count++] = shown;
    }
    if (count > 0)
        qsort(pages, count, sizeof *pages, compare_newest);
    for (size_t i = 0; i < count && i < limit; i++) {
        catalogue_item item = item_of(memory, of, pages[i], listed);
        if (item.title.length > 0)
            into->items[into->item_count++] = item;
    }
}

static catalogue catalogue_of(arena *memory, const build *of, size_t limit)
{
    const site_config *config = &of->site->config;
    catalogue made = {
        .publisher = catalogue_line(memory, config->publisher_name, CATALOGUE_NAME),
        .publisher_url = catalogue_is_address(config->publisher_url) ? config->publisher_url : (text){ 0 },
        .url = catalogue_is_address(config->base_url) ? config->base_url : (text){ 0 },
        .items = ARENA_NEW(memory, catalogue_item, (size_t)CATALOGUE_KINDS * CATALOGUE_ITEMS),
    };
    for (size_t l = 0; l < config->languages.count && l < CATALOGUE_LANGUAGES; l++) {
        text title = config->title.by_language != NULL ? config->title.by_language[l] : (text){ 0 };
        made.languages[made.language_count++] = build_language(of, l);
        if (title.length > 0)
            made.titles[made.title_count++] = (catalogue_words){ build_language(of, l), catalogue_line(memory, title, CATALOGUE_NAME) };
    }
    for (int k = 0; k < CATALOGUE_KINDS; k++)
        add_items(memory, of, (catalogue_kind)k, limit, &made);
    return made;
}

// ---- The rest of what it tells

// Whether no page of its kind in an earlier language stands for the same entry.
static bool is_first_of_kind(const entry *of, size_t language)
{
    const page *shown = of->by_language[language];
    bool is_first = shown != NULL && !shown->is_draft;
    for (size_t l = 0; l < language && is_first; l++)
        is_first = of->by_language[l] == NULL || of->by_language[l]->is_draft || of->by_language[l]->kind != shown->kind;
    return is_first;
}

// Pages by kind; translations of one are one.
static data *counts(arena *memory, const build *of)
{
    const site *model = of->site;
    data *made = data_map(memory);
    size_t *count = ARENA_NEW(memory, size_t, model->kind_count);
    for (size_t i = 0; i < model->entry_count; i++)
        for (size_t l = 0; l < model->config.languages.count; l++)
            if (is_first_of_kind(model->entries[i], l))
                count[site_kind_number(model, model->entries[i]->by_language[l]->kind)]++;
    for (size_t k = 0; k < model->kind_count; k++)
        if (count[k] > 0)
            data_set_key(memory, made, model->kinds[k]->id, data_number(memory, (double)count[k]));
    return made;
}

static data *kit_files(arena *memory, const build *of, const kit_config *kit)
{
    data *files = data_list(memory);
    for (size_t i = 0; i < of->downloads.count; i++) {
        const download *made = &of->downloads.items[i];
        if (made->kit != kit)
            continue;
        data *file = data_map(memory);
        data_set_text(memory, file, "language", build_language(of, made->language));
        data_set_text(memory, file, "url", whole_address(memory, of, made->url));
        data_set(memory, file, "bytes", data_number(memory, (double)made->size));
        data_set_text(memory, file, "sha256", made->digest);
        data_add(memory, files, file);
    }
    return files;
}

static data *kits(arena *memory, const build *of)
{
    const site_config *config = &of->site->config;
    data *list = data_list(memory);
    for (size_t k = 0; k < config->kit_count; k++) {
        const kit_config *kit = &config->kits[k];
        data *made = data_map(memory), *titles = data_map(memory), *files = kit_files(memory, of, kit);
        if (files->list.count == 0)
            continue;
        for (size_t l = 0; l < config->languages.count; l++)
            if (kit->title.by_language != NULL && kit->title.by_language[l].length > 0)
                data_set_key(memory, titles, build_language(of, l), data_text(memory, kit->title.by_language[l]));
        data_set_text(memory, made, "id", kit->id);
        data_set_text(memory, made, "version", kit->version);
        data_set(memory, made, "title", titles);
        data_set(memory, made, "files", files);
        data_add(memory, list, made);
    }
    return list;
}

static void set_text(arena *memory, data *into, const char *key, text t)
{
    if (t.length > 0)
        data_set_text(memory, into, key, t);
}

static data *tell(arena *memory, const build *of, size_t limit)
{
    const site_config *config = &of->site->config;
    catalogue told = catalogue_of(memory, of, limit);
    data *made = catalogue_data(memory, &told);
    data_set(memory, made, "counts", counts(memory, of));
    data_set(memory, made, "kits", kits(memory, of));
    set_text(memory, made, "updated", date_iso(memory, of->site->newest));
    set_text(memory, made, "licence", config->licence);
    set_text(memory, made, "licence_url", config->licence_url);
    if (of->site->upstream.is_fork)
        data_set(memory, made, "upstreams", build_upstreams(memory, of));
    data_set_text(memory, made, "generator", TEXT("Digitori " DIGITORI_VERSION));
    return made;
}

// Others read no more than CATALOGUE_BYTES: lists are shorter where texts are that long.
void open_data_catalogue(arena *memory, const build *of, buffer *out)
{
    for (size_t limit = CATALOGUE_ITEMS; limit > 0; limit /= 2) {
        buffer_clear(out);
        data_write_json(tell(memory, of, limit), true, out);
        if (out->length <= CATALOGUE_BYTES)
            return;
    }
}
