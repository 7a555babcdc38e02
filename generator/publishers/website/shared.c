// The data every layout has: the site, its languages, the menu.
#include "publishers/website/worker.h"

#include "language/formatting.h"
#include "site/links.h"

// ---- The site, the same for all pages of a language at one depth

static text published(const making *of, const char *name)
{
    text url = text_format(of->memory, "%.*s/%s", TEXT_PRINT(build_language(of->build, of->language)), name);
    return edition_publishes(of->edition, url) ? url : (text){ 0 };
}

static data *place_data(const making *of, arena *memory, const char *name)
{
    text url = published(of, name);
    return url.length > 0 ? data_text(memory, text_copy(memory, url_to(of, url))) : data_bool(memory, false);
}

static data *publisher_data(const site_config *config, arena *memory)
{
    data *made = data_map(memory);
    data_set(memory, made, "name", text_or_false(memory, config->publisher_name));
    data_set(memory, made, "email", text_or_false(memory, config->publisher_email));
    data_set(memory, made, "url", text_or_false(memory, config->publisher_url));
    return made;
}

static data *licence_data(const site_config *config, arena *memory)
{
    data *made = data_map(memory);
    data_set(memory, made, "name", text_or_false(memory, config->licence));
    data_set(memory, made, "url", text_or_false(memory, config->licence_url));
    return made;
}

static data *site_data(const making *of, arena *memory)
{
    const site_config *config = &of->build->site->config;
    size_t count = config->languages.count;
    data *made = data_map(memory);
    text colours = TEXT("assets/colours.css");
    data_set_text(memory, made, "title", words_in(config->title, of->language, count));
    data_set(memory, made, "description", text_or_false(memory, words_in(config->description, of->language, count)));
    data_set(memory, made, "base_url", text_or_false(memory, config->base_url));
    data_set(memory, made, "licence", licence_data(config, memory));
    data_set(memory, made, "publisher", publisher_data(config, memory));
    data_set_text(memory, made, "generator", TEXT("Digitori " DIGITORI_VERSION));
    data_set(memory, made, "colours_url", edition_publishes(of->edition, colours)
        ? data_text(memory, text_copy(memory, url_to(of, colours))) : data_bool(memory, false));
    data_set(memory, made, "feed_url", place_data(of, memory, "feed.xml"));
    data_set(memory, made, "front_url", place_data(of, memory, "index.html"));
    data_set(memory, made, "search_url", place_data(of, memory, "search.html"));
    data_set(memory, made, "downloads_url", place_data(of, memory, "downloads.html"));
    data_set(memory, made, "accessibility_url", place_data(of, memory, "accessibility.html"));
    data_set(memory, made, "network_url", place_data(of, memory, "network.html"));
    data_set(memory, made, "tags_url", place_data(of, memory, "tags/index.html"));
    data *origins = origins_data(of, memory);
    data_set(memory, made, "changes_url", place_data(of, memory, "changes.html"));
    data_set(memory, made, "origins", origins);
    data_set_bool(memory, made, "is_fork", origins->list.count > 0);
    data_set_text(memory, made, "search_script", build_language(of->build, of->language));
    return made;
}

static const shared_data *shared_of(const making *of)
{
    worker *with = of->with;
    size_t edition_number = of->edition->number;
    for (size_t i = 0; i < with->shared.count; i++) {
        const shared_data *known = &with->shared.items[i];
        if (known->edition == edition_number && known->language == of->language && text_equals(known->root, of->root))
            return known;
    }
    shared_data *fresh = ARENA_PUSH(&with->memory, with->shared);
    *fresh = (shared_data){ edition_number, of->language, text_copy(&with->memory, of->root),
                            site_data(of, &with->memory), ARENA_NEW(&with->memory, data *, of->build->site->kind_count) };
    return fresh;
}

// Also the same for all pages at one depth: made when first asked for.
data *kind_data(const making *of, const kind *of_kind)
{
    const site *model = of->build->site;
    making lasting = *of;
    lasting.memory = &of->with->memory;
    data **made = &shared_of(of)->kinds[site_kind_number(model, of_kind)];
    if (*made != NULL)
        return *made;
    text url = url_of_list(&lasting, of_kind);
    *made = data_map(lasting.memory);
    data_set_text(lasting.memory, *made, "id", of_kind->id);
    data_set_text(lasting.memory, *made, "label", words_in(of_kind->label, of->language, model->config.languages.count));
    data_set_text(lasting.memory, *made, "plural", words_in(of_kind->plural, of->language, model->config.languages.count));
    data_set(lasting.memory, *made, "url", text_or_false(lasting.memory, url));
    data_set_bool(lasting.memory, *made, "is_listed", url.length > 0);
    return *made;
}

static data *icons_of(worker *with)
{
    if (with->icons != NULL)
        return with->icons;
    with->icons = data_map(&with->memory);
    const theme *look = with->build->theme;
    for (size_t i = 0; i < look->file_count; i++) {
        text name = look->files[i].name;
        if (!text_starts_with(name, TEXT("icons/")) || !text_ends_with(name, TEXT(".svg")))
            continue;
        char *key = text_to_string(&with->memory, path_without_extension(path_name(name)));
        for (char *c = key; *c != '\0'; c++)
            if (*c == '-')
                *c = '_';
        data_set(&with->memory, with->icons, key, data_markup(&with->memory, text_trim(look->files[i].contents)));
    }
    return with->icons;
}

// ---- Languages

static text front_of(const making *of, size_t language)
{
    return text_format(of->memory, "%.*s/index.html", TEXT_PRINT(build_language(of->build, language)));
}

// The address of this page in another language; empty when there is none.
static text url_in_language(const making *of, size_t language)
{
    const site *model = of->build->site;
    text own = build_language(of->build, of->language), other = build_language(of->build, language);
    if (of->page != NULL) {
        const page *translated = of->page->entry->by_language[language];
        return translated != NULL && edition_holds(of->edition, translated) ? translated->url : (text){ 0 };
    }
    for (size_t i = 0; i < model->kind_count; i++)
        if (text_equals(of->url, site_list_url(model, model->kinds[i], of->language))) {
            text url = site_list_url(model, model->kinds[i], language);
            return edition_publishes(of->edition, url) ? url : (text){ 0 };
        }
    if (!text_starts_with(of->url, text_join(of->memory, own, TEXT("/"))))
        return (text){ 0 };
    text name = text_from(of->url, own.length), url = text_join(of->memory, other, name);
    if (edition_publishes(of->edition, url))
        return url;
    // A letter of the A-Z that the other language does not have.
    text search = text_join(of->memory, other, TEXT("/search.html"));
    return text_starts_with(name, TEXT("/search-")) && edition_publishes(of->edition, search) ? search : (text){ 0 };
}

text language_name(const making *of, size_t language)
{
    return theme_language_name(of->build->theme, language, build_language(of->build, language));
}

static data *language_data(const making *of, size_t language, text url)
{
    data *made = data_map(of->memory);
    bool is_translated = url.length > 0;
    text shown = is_translated ? url_to(of, url)
               : text_join(of->memory, url_to(of, front_of(of, language)), TEXT("#ei-kaannosta"));
    data_set_text(of->memory, made, "code", build_language(of->build, language));
    data_set_text(of->memory, made, "name", language_name(of, language));
    data_set_text(of->memory, made, "url", shown);
    data_set_bool(of->memory, made, "is_current", language == of->language);
    data_set_bool(of->memory, made, "is_translated", is_translated);
    return made;
}

static void set_languages(const making *of, data *context, data *page_map)
{
    const site_config *config = &of->build->site->config;
    data *languages = data_list(of->memory), *alternates = data_list(of->memory), *missing = data_list(of->memory);
    for (size_t l = 0; l < config->languages.count; l++) {
        if (!edition_has_language(of->edition, l))
            continue;
        text url = l == of->language ? of->url : url_in_language(of, l);
        data *made = language_data(of, l, url);
        data_add(of->memory, languages, made);
        if (url.length == 0)
            data_add(of->memory, missing, made);
        if (url.length == 0 || config->base_url.length == 0)
            continue;
        data *alternate = data_map(of->memory);
        data_set_text(of->memory, alternate, "code", build_language(of->build, l));
        data_set_text(of->memory, alternate, "url",
                      text_join(of->memory, config->base_url, address_encode(of->memory, url)));
        data_add(of->memory, alternates, alternate);
    }
    data_set(of->memory, context, "languages", languages);
    data_set_bool(of->memory, context, "has_languages", languages->list.count > 1);
    data_set(of->memory, context, "translation_missing", missing);
    data_set(of->memory, page_map, "alternates", alternates);
}

// ---- Menu

static bool menu_target(const making *of, const value *item, text *url, text *title, const kind **item_kind)
{
    const site *model = of->build->site;
    text id = value_text(value_get(item, TEXT("kind"))), name = value_text(value_get(item, TEXT("page")));
    *item_kind = id.length > 0 ? site_kind(model, id) : NULL;
    if (*item_kind != NULL) {
        *url = site_list_url(model, *item_kind, of->language);
        *title = words_in((*item_kind)->plural, of->language, model->config.languages.count);
        return edition_publishes(of->edition, *url);
    }
    const entry *known = name.length > 0 ? site_entry(model, name) : NULL;
    if (known != NULL && known->by_language[of->language] != NULL
        && edition_holds(of->edition, known->by_language[of->language])) {
        *url = known->by_language[of->language]->url;
        *title = known->by_language[of->language]->title;
        return true;
    }
    *url = published(of, text_to_string(of->memory, text_join(of->memory, name, TEXT(".html"))));
    char *string = text_to_string(of->memory, text_format(of->memory, "%.*s.title", TEXT_PRINT(name)));
    *title = theme_string(of->build->theme, of->language, string);
    return name.length > 0 && url->length > 0;
}

static data *menu_data(const making *of, const kind *page_kind)
{
    data *menu = data_list(of->memory);
    const value *items = of->build->theme->menu;
    size_t count = of->build->site->config.languages.count;
    for (size_t i = 0; items != NULL && items->type == VALUE_LIST && i < items->count; i++) {
        const value *own_title = value_get(items->items[i], TEXT("title"));
        const kind *item_kind;
        text url, title;
        if (!menu_target(of, items->items[i], &url, &title, &item_kind))
            continue;
        diagnostics ignored = { .memory = of->memory };
        if (own_title != NULL)
            title = words_in(words_read(of->memory, own_title, of->build->theme->menu_path,
                                        &of->build->site->config.languages, &ignored), of->language, count);
        data *made = data_map(of->memory);
        data_set_text(of->memory, made, "title", title.length > 0 ? title : url);
        data_set_text(of->memory, made, "url", url_to(of, url));
        data_set_bool(of->memory, made, "is_current",
                      text_equals(url, of->url) || (item_kind != NULL && item_kind == page_kind));
        data_add(of->memory, menu, made);
    }
    return menu;
}

// ---- Together

static data *kit_data(const making *of)
{
    const kit_config *kit = of->edition->kit;
    const site_config *config = &of->build->site->config;
    if (kit == NULL)
        return data_bool(of->memory, false);
    data *made = data_map(of->memory);
    data_set_text(of->memory, made, "id", kit->id);
    data_set_text(of->memory, made, "title", words_in(kit->title, of->language, config->languages.count));
    data_set_text(of->memory, made, "version", kit->version);
    text online = config->base_url.length == 0 ? (text){ 0 }
                : text_join(of->memory, config->base_url, front_of(of, of->language));
    data_set(of->memory, made, "online_url", text_or_false(of->memory, online));
    return made;
}

// Also where the site makes the page by itself: the front page, a list.
static const page *written_page(const making *of)
{
    return of->page != NULL ? of->page : table_find(&of->build->site->pages_by_url, of->url);
}

static data *page_data(const making *of, const char *layout, text title, text summary, const kind *of_kind)
{
    data *made = data_map(of->memory);
    text base = of->build->site->config.base_url;
    text canonical = base.length > 0 ? text_join(of->memory, base, address_encode(of->memory, of->url)) : (text){ 0 };
    data_set_text(of->memory, made, "title", title);
    data_set(of->memory, made, "summary", text_or_false(of->memory, summary));
    data_set(of->memory, made, "canonical", text_or_false(of->memory, canonical));
    data_set_bool(of->memory, made, "is_draft", of->page != NULL && of->page->is_draft);
    data_set_text(of->memory, made, "layout", text_of(layout));
    data_set(of->memory, made, "kind", of_kind != NULL ? kind_data(of, of_kind) : data_bool(of->memory, false));
    data_set_bool(of->memory, made, "is_front", text_equals(of->url, front_of(of, of->language)));
    data_set(of->memory, made, "change", page_change_data(of, written_page(of)));
    data_set(of->memory, made, "behind", page_behind_data(of, written_page(of)));
    return made;
}

data *shared_context(const making *of, const char *layout, text title, text summary, const kind *of_kind)
{
    data *context = data_map(of->memory);
    data *page_map = page_data(of, layout, title, summary, of_kind);
    data_set_text(of->memory, context, "lang", build_language(of->build, of->language));
    data_set_text(of->memory, context, "root", of->root);
    data_set(of->memory, context, "text", of->build->theme->strings[of->language]);
    data_set(of->memory, context, "icon", icons_of(of->with));
    data_set(of->memory, context, "site", shared_of(of)->site);
    set_languages(of, context, page_map);
    data_set(of->memory, context, "menu", menu_data(of, of_kind));
    data_set(of->memory, context, "kit", kit_data(of));
    data_set(of->memory, context, "page", page_map);
    data *breadcrumbs = data_list(of->memory);
    data_set(of->memory, context, "breadcrumbs", breadcrumbs);
    return context;
}

void context_add_breadcrumb(const making *of, data *context, text title, text url)
{
    data *crumb = data_map(of->memory);
    data_set_text(of->memory, crumb, "title", title);
    data_set_text(of->memory, crumb, "url", url);
    data_add(of->memory, (data *)data_get(context, TEXT("breadcrumbs")), crumb);
}
