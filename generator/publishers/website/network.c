// Needs, ideas and showroom of other Digitoris: a page of them all, one for each value of its filters,
// and a few on the site's own lists. What others wrote is text here, never markup.
#include "publishers/website/worker.h"

#include "base/unicode.h"

#include <stdlib.h>

enum { SHOWN_MOST = 1000, FEW = 6 };

typedef struct {
    const network_member *from;
    const catalogue_item *item;
    text key;                   // of the title, for the order
} shown_item;

// Everything that a language shows, the newest first.
struct network_shown {
    shown_item *items;
    size_t count, capacity;
};

typedef struct network_shown shown_list;

static const network *network_of(const making *of)
{
    return &of->build->network;
}

text network_url(arena *memory, const build *of, size_t language, const network_subject *subject)
{
    text code = build_language(of, language);
    if (subject->member != NULL)
        return text_format(memory, "%.*s/network-digitori-%.*s.html", TEXT_PRINT(code), TEXT_PRINT(subject->member->id));
    if (subject->has_kind)
        return text_format(memory, "%.*s/network-kind-%.*s.html", TEXT_PRINT(code), TEXT_PRINT(catalogue_kind_id(subject->kind)));
    return text_format(memory, "%.*s/network.html", TEXT_PRINT(code));
}

// ---- Which are shown

static bool is_over(text status)
{
    return text_equals(status, TEXT("archived")) || text_equals(status, TEXT("ended")) || text_equals(status, TEXT("solved"))
        || text_equals(status, TEXT("example"));
}

static size_t language_rank(const build *of, size_t language, text said)
{
    return text_equals(said, build_language(of, language)) ? 0 : 1 + config_language(&of->site->config, said);
}

// Each once, in the language that suits the page best.
static void add_member(const build *of, size_t language, const network_member *from, shown_list *into)
{
    arena scratch = { 0 };
    table known = { .memory = &scratch };
    for (size_t i = 0; i < from->copy.catalogue.item_count; i++) {
        const catalogue_item *item = &from->copy.catalogue.items[i];
        bool is_new;
        uintptr_t *place_of = table_put(&known, text_format(&scratch, "%d %.*s", (int)item->kind, TEXT_PRINT(item->id)), &is_new);
        if (is_new) {
            *place_of = into->count;
            *ARENA_PUSH(of->memory, *into) = (shown_item){ .from = from, .item = item };
        } else if (language_rank(of, language, item->language)
                   < language_rank(of, language, into->items[*place_of].item->language)) {
            into->items[*place_of].item = item;
        }
    }
    arena_free(&scratch);
}

static int compare_rest(const shown_item *a, const shown_item *b)
{
    int order = text_compare(a->from->id, b->from->id);
    if (order == 0)
        order = ((int)a->item->kind > (int)b->item->kind) - ((int)a->item->kind < (int)b->item->kind);
    return order != 0 ? order : text_compare(a->item->id, b->item->id);
}

static int compare_by_key(const void *left, const void *right)
{
    const shown_item *a = left, *b = right;
    int order = date_compare(b->item->date, a->item->date);
    if (order == 0)
        order = text_compare(a->key, b->key);
    return order != 0 ? order : compare_rest(a, b);
}

static int compare_shown(const void *left, const void *right)
{
    const shown_item *a = left, *b = right;
    int order = date_compare(b->item->date, a->item->date);
    if (order == 0)
        order = unicode_collate(a->item->title, b->item->title);
    return order != 0 ? order : compare_rest(a, b);
}

// A large network has many thousands: they are put in order once, and those that a page shows alphabetically
// when it is made.
void network_prepare(build *of)
{
    size_t languages = of->site->config.languages.count;
    struct network_shown *shown = ARENA_NEW(of->memory, struct network_shown, languages);
    for (size_t l = 0; l < languages; l++) {
        for (size_t i = 0; i < of->network.count; i++)
            if (of->network.items[i].has_copy)
                add_member(of, l, &of->network.items[i], &shown[l]);
        for (size_t i = 0; i < shown[l].count; i++)
            shown[l].items[i].key = unicode_fold(of->memory, shown[l].items[i].item->title);
        if (shown[l].count > 1)
            qsort(shown[l].items, shown[l].count, sizeof *shown[l].items, compare_by_key);
    }
    of->network_shown = shown;
}

static bool is_wanted(const network_subject *subject, const shown_item *shown)
{
    return (subject->member == NULL || subject->member == shown->from)
        && (!subject->has_kind || subject->kind == shown->item->kind);
}

static size_t count_shown(const making *of, const network_subject *subject)
{
    const struct network_shown *all = &of->build->network_shown[of->language];
    size_t count = 0;
    for (size_t i = 0; i < all->count; i++)
        count += is_wanted(subject, &all->items[i]);
    return count;
}

// The newest, at most [limit]; with [only_open] those that are not over.
static shown_list shown_of(const making *of, const network_subject *subject, size_t limit, bool only_open)
{
    const struct network_shown *all = &of->build->network_shown[of->language];
    shown_list found = { 0 };
    for (size_t i = 0; i < all->count && found.count < limit; i++)
        if (is_wanted(subject, &all->items[i]) && !(only_open && is_over(all->items[i].item->status)))
            *ARENA_PUSH(of->memory, found) = all->items[i];
    if (found.count > 1)
        qsort(found.items, found.count, sizeof *found.items, compare_shown);
    return found;
}

static text title_of_member(const making *of, const network_member *member, text *language)
{
    const language_list *languages = &of->build->site->config.languages;
    text *wanted = ARENA_NEW(of->memory, text, languages->count + 1);
    wanted[0] = build_language(of->build, of->language);
    for (size_t l = 0; l < languages->count; l++)
        wanted[l + 1] = languages->codes[l];
    for (size_t l = 0; l <= languages->count && member->title.by_language != NULL; l++) {
        text own = member->title.by_language[l == 0 ? of->language : l - 1];
        *language = wanted[l];
        if (own.length > 0)
            return own;
    }
    return catalogue_title(&member->copy.catalogue, wanted, languages->count + 1, language);
}

// ---- As data

static date newest_fetch(const network *of)
{
    date newest = { 0 };
    for (size_t i = 0; i < of->count; i++)
        if (of->items[i].has_copy && date_compare(of->items[i].copy.fetched, newest) > 0)
            newest = of->items[i].copy.fetched;
    return newest;
}

static bool is_old(const making *of, const network_member *member)
{
    return date_compare(member->copy.fetched, newest_fetch(network_of(of))) < 0;
}

static data *origin_data(const making *of, const network_member *member)
{
    data *made = data_map(of->memory);
    const catalogue *told = &member->copy.catalogue;
    text language;
    data_set_text(of->memory, made, "id", member->id);
    data_set_text(of->memory, made, "title", title_of_member(of, member, &language));
    data_set_text(of->memory, made, "language", language);
    data_set_bool(of->memory, made, "is_foreign", !text_equals(language, build_language(of->build, of->language)));
    data_set(of->memory, made, "url", text_or_false(of->memory, told->url));
    data_set(of->memory, made, "publisher", text_or_false(of->memory, told->publisher));
    data_set(of->memory, made, "fetched", date_data(of, member->copy.fetched));
    data_set_bool(of->memory, made, "is_old", is_old(of, member));
    return made;
}

// In the page's language when the site's own kind knows the state, else as the other Digitori says it.
static data *status_data(const making *of, const catalogue_item *item, const kind *own)
{
    size_t languages = of->build->site->config.languages.count;
    const field *known = own == NULL ? NULL : kind_field(own, item->kind == CATALOGUE_SHOWROOM ? TEXT("stage") : TEXT("status"));
    text label = { 0 };
    for (size_t i = 0; known != NULL && i < known->choice_count; i++)
        if (text_equals(known->choices[i].id, item->status))
            label = words_in(known->choices[i].label, of->language, languages);
    bool is_own = label.length > 0;
    if (!is_own)
        label = item->status_label;
    if (label.length == 0)
        return data_bool(of->memory, false);
    data *made = data_map(of->memory);
    data_set_text(of->memory, made, "id", item->status.length > 0 ? item->status : TEXT("other"));
    data_set_text(of->memory, made, "label", label);
    data_set_bool(of->memory, made, "is_foreign",
                  !is_own && !text_equals(item->language, build_language(of->build, of->language)));
    return made;
}

static data *shown_data(const making *of, const shown_item *shown)
{
    const catalogue_item *item = shown->item;
    const kind *own = site_kind(of->build->site, catalogue_kind_id(item->kind));
    data *made = data_map(of->memory);
    data_set_text(of->memory, made, "title", item->title);
    data_set(of->memory, made, "summary", text_or_false(of->memory, item->summary));
    data_set(of->memory, made, "url", text_or_false(of->memory, item->url));
    data_set_text(of->memory, made, "language", item->language);
    data_set_bool(of->memory, made, "is_foreign", !text_equals(item->language, build_language(of->build, of->language)));
    data_set(of->memory, made, "kind", own != NULL ? kind_data(of, own) : data_bool(of->memory, false));
    data_set(of->memory, made, "status", status_data(of, item, own));
    data_set(of->memory, made, "by", text_or_false(of->memory, item->by));
    data_set(of->memory, made, "date", date_data(of, item->date));
    data_set_bool(of->memory, made, "has_facts", item->by.length > 0 || date_is_set(item->date));
    data_set(of->memory, made, "origin", origin_data(of, shown->from));
    data_set_text(of->memory, made, "facets",
                  text_format(of->memory, "digitori-%.*s kind-%.*s", TEXT_PRINT(shown->from->id),
                              TEXT_PRINT(catalogue_kind_id(item->kind))));
    return made;
}

// ---- Filters

static data *facet_data(const char *id, text label, arena *memory)
{
    data *made = data_map(memory);
    data_set_text(memory, made, "id", text_of(id));
    data_set_text(memory, made, "label", label);
    data_set(memory, made, "values", data_list(memory));
    return made;
}

static void add_value(const making *of, data *to, text id, text label, const network_subject *value_of, bool is_current)
{
    size_t count = count_shown(of, value_of);
    data *made = data_map(of->memory);
    if (count == 0)
        return;
    data_set_text(of->memory, made, "id", id);
    data_set_text(of->memory, made, "label", label);
    data_set(of->memory, made, "count", data_number(of->memory, (double)count));
    data_set_text(of->memory, made, "url", url_to(of, network_url(of->memory, of->build, of->language, value_of)));
    data_set_bool(of->memory, made, "is_current", is_current);
    data_add(of->memory, (data *)data_get(to, TEXT("values")), made);
}

static text kind_label(const making *of, catalogue_kind shown)
{
    const kind *own = site_kind(of->build->site, catalogue_kind_id(shown));
    return own == NULL ? catalogue_kind_id(shown) : words_in(own->plural, of->language, of->build->site->config.languages.count);
}

static data *filters(const making *of, const network_subject *current)
{
    data *list = data_list(of->memory);
    data *members = facet_data("digitori", theme_string(of->build->theme, of->language, "network.digitori"), of->memory);
    data *kinds = facet_data("kind", theme_string(of->build->theme, of->language, "search.kind"), of->memory);
    for (size_t i = 0; i < network_of(of)->count; i++) {
        const network_member *member = &network_of(of)->items[i];
        network_subject value_of = { .member = member };
        text ignored;
        if (member->has_copy)
            add_value(of, members, member->id, title_of_member(of, member, &ignored), &value_of, current->member == member);
    }
    for (int k = 0; k < CATALOGUE_KINDS; k++) {
        network_subject value_of = { .has_kind = true, .kind = (catalogue_kind)k };
        add_value(of, kinds, catalogue_kind_id(value_of.kind), kind_label(of, value_of.kind), &value_of,
                  current->has_kind && current->kind == value_of.kind);
    }
    if (data_get(members, TEXT("values"))->list.count > 1)
        data_add(of->memory, list, members);
    if (data_get(kinds, TEXT("values"))->list.count > 1)
        data_add(of->memory, list, kinds);
    return list;
}

// ---- The page

static data *members_data(const making *of)
{
    data *list = data_list(of->memory);
    for (size_t i = 0; i < network_of(of)->count; i++) {
        const network_member *member = &network_of(of)->items[i];
        if (!member->has_copy)
            continue;
        data *made = origin_data(of, member);
        network_subject all_of = { .member = member };
        data_set(of->memory, made, "count", data_number(of->memory, (double)count_shown(of, &all_of)));
        data_add(of->memory, list, made);
    }
    return list;
}

static data *current_filter(const making *of, const network_subject *subject)
{
    text ignored;
    if (subject->member == NULL && !subject->has_kind)
        return data_bool(of->memory, false);
    data *made = data_map(of->memory);
    data_set_text(of->memory, made, "label",
                  theme_string(of->build->theme, of->language, subject->has_kind ? "search.kind" : "network.digitori"));
    data_set_text(of->memory, made, "value", subject->has_kind ? kind_label(of, subject->kind)
                                                              : title_of_member(of, subject->member, &ignored));
    return made;
}

static void set_items(const making *of, data *context, const network_subject *subject)
{
    shown_list found = shown_of(of, subject, SHOWN_MOST, false);
    data *items = data_list(of->memory), *list = data_map(of->memory);
    size_t count = found.count;
    for (size_t i = 0; i < count; i++)
        data_add(of->memory, items, shown_data(of, &found.items[i]));
    data_set_text(of->memory, list, "title", theme_string(of->build->theme, of->language, "network.title"));
    data_set_text(of->memory, list, "description", theme_string(of->build->theme, of->language, "network.lead"));
    data_set(of->memory, list, "count", data_number(of->memory, (double)count));
    data_set(of->memory, context, "list", list);
    data_set(of->memory, context, "items", items);
    data_set_bool(of->memory, context, "is_cut", count < count_shown(of, subject));
    data_set_bool(of->memory, context, "is_empty", count == 0);
}

bool make_network(making *of, const job *done)
{
    const network_subject *subject = done->subject;
    network_subject whole = { 0 };
    text title = theme_string(of->build->theme, of->language, "network.title");
    text all_url = network_url(of->memory, of->build, of->language, &whole);
    data *current = current_filter(of, subject), *context;
    text page_title = current->type != DATA_MAP ? title
                    : text_format(of->memory, "%.*s: %.*s", TEXT_PRINT(title), TEXT_PRINT(data_get(current, TEXT("value"))->text));
    context = shared_context(of, "network", page_title, theme_string(of->build->theme, of->language, "network.lead"), NULL);
    if (current->type == DATA_MAP)
        context_add_breadcrumb(of, context, title, url_to(of, all_url));
    set_items(of, context, subject);
    data *facets = filters(of, subject);
    data_set(of->memory, context, "facets", facets);
    data_set_bool(of->memory, context, "has_facets", facets->list.count > 0);
    data_set_text(of->memory, context, "all_url", url_to(of, all_url));
    data_set(of->memory, context, "current_facet", current);
    data_set(of->memory, context, "members", members_data(of));
    data_set_bool(of->memory, context, "content", false);
    data_set_bool(of->memory, context, "network", false);
    data_set_bool(of->memory, context, "has_parts", false);
    return page_write(of, TEXT("network"), context);
}

// ---- A few of them on the site's own lists

data *network_few(const making *of, const kind *of_kind)
{
    network_subject subject = { .has_kind = true };
    int k = 0;
    while (k < CATALOGUE_KINDS && !text_equals(of_kind->id, catalogue_kind_id((catalogue_kind)k)))
        k++;
    if (k == CATALOGUE_KINDS || network_of(of)->count == 0 || of->edition->number != 0)
        return data_bool(of->memory, false);
    subject.kind = (catalogue_kind)k;
    shown_list found = shown_of(of, &subject, FEW, true);
    data *items = data_list(of->memory), *made = data_map(of->memory);
    for (size_t i = 0; i < found.count; i++)
        data_add(of->memory, items, shown_data(of, &found.items[i]));
    if (items->list.count == 0)
        return data_bool(of->memory, false);
    text url = network_url(of->memory, of->build, of->language, &subject);
    if (!edition_publishes(of->edition, url))
        url = network_url(of->memory, of->build, of->language, &(network_subject){ 0 });
    data_set(of->memory, made, "items", items);
    data_set_text(of->memory, made, "url", url_to(of, url));
    return made;
}
