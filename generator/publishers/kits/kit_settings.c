#include "publishers/kits/kit_settings.h"

#include "source/value_make.h"
#include "source/yaml_write.h"

typedef struct {
    arena *memory;
    const build *of;
    const kit_config *kit;
    bool *has_language;
    bool is_whole;              // every page of the site is in the kit
    value *root;
} settings;

static const language_list *languages_of(const settings *with)
{
    return &with->of->site->config.languages;
}

static void find_languages(settings *with)
{
    const build *of = with->of;
    size_t held = 0;
    with->has_language = ARENA_NEW(with->memory, bool, languages_of(with)->count);
    for (size_t e = 1; e < of->editions.count; e++) {
        const edition *in = &of->editions.items[e];
        if (in->kit != with->kit)
            continue;
        with->has_language[in->language] = true;
        held += in->page_count;
    }
    with->is_whole = held == of->site->page_count;
}

static bool is_left_out(const settings *with, text key)
{
    const language_list *languages = languages_of(with);
    for (size_t i = 0; i < languages->count; i++)
        if (!with->has_language[i] && text_equals(languages->codes[i], key))
            return true;
    return false;
}

// Maps of languages keep those of the kit. As deep as the reader allows, which is not deep.
static const value *narrowed(const settings *with, const value *v)
{
    if (v->type == VALUE_SCALAR)
        return v;
    value *made = v->type == VALUE_MAP ? value_make_map(with->memory) : value_make_list(with->memory);
    for (size_t i = 0; i < v->count; i++) {
        if (v->type == VALUE_LIST)
            value_add(with->memory, made, narrowed(with, v->items[i]));
        else if (!is_left_out(with, v->entries[i].key))
            value_set(with->memory, made, v->entries[i].key, narrowed(with, v->entries[i].value));
    }
    return made;
}

static void set(const settings *with, value *map, const char *key, const value *v)
{
    if (v != NULL)
        value_set(with->memory, map, text_of(key), v);
}

static void set_text(const settings *with, value *map, const char *key, text t)
{
    if (t.length > 0)
        set(with, map, key, value_make_text(with->memory, t));
}

static const value *words_value(const settings *with, words said)
{
    value *made = value_make_map(with->memory);
    size_t count = languages_of(with)->count;
    for (size_t l = 0; l < count; l++)
        if (with->has_language[l])
            set_text(with, made, text_to_string(with->memory, languages_of(with)->codes[l]), words_in(said, l, count));
    if (made->count == 0)
        return NULL;
    for (size_t i = 1; i < made->count; i++)
        if (!value_equals(made->entries[i].value, made->entries[0].value))
            return made;
    return made->entries[0].value;      // the same in all
}

static void set_publisher(const settings *with)
{
    const site_config *config = &with->of->site->config;
    value *told = value_make_map(with->memory);
    set_text(with, told, "name", config->publisher_name);
    set_text(with, told, "email", config->publisher_email);
    set_text(with, told, "url", config->publisher_url);
    set(with, with->root, "publisher", told->count > 0 ? told : NULL);
}

// Where the pages are that these refer to and the kit does not hold.
static void set_part_of(const settings *with)
{
    const site_config *config = &with->of->site->config;
    value *whole = value_make_map(with->memory);
    if (with->is_whole && !config->is_part)
        return;
    if (!with->is_whole)
        set(with, whole, "title", words_value(with, config->title));
    set_text(with, whole, "url", with->is_whole ? config->part_of_url : config->base_url);
    set(with, with->root, "part_of", whole);
}

static bool is_in_kit(const settings *with, const value *definition)
{
    const book_list *books = &with->of->books;
    for (size_t i = 0; i < books->count; i++)
        if (text_equals(books->items[i].id, value_text(value_get(definition, TEXT("id")))))
            return book_is_in_kit(&books->items[i], with->kit);
    return false;
}

static void set_books(const settings *with)
{
    const value *defined = with->of->site->config.books;
    value *books = value_make_list(with->memory);
    for (size_t i = 0; defined != NULL && i < defined->count; i++)
        if (is_in_kit(with, defined->items[i]))
            value_add(with->memory, books, narrowed(with, defined->items[i]));
    set(with, with->root, "books", books->count > 0 ? books : NULL);
}

static void set_kit(const settings *with)
{
    const kit_config *kit = with->kit;
    value *kits = value_make_list(with->memory), *own = value_make_map(with->memory), *include = value_make_list(with->memory);
    set_text(with, own, "id", kit->id);
    set_text(with, own, "version", kit->version);
    set(with, own, "title", words_value(with, kit->title));
    set(with, own, "description", words_value(with, kit->description));
    value_add(with->memory, include, value_make_text(with->memory, TEXT("**")));
    set(with, own, "include", include);
    set(with, own, "books", kit->books);
    value_add(with->memory, kits, own);
    set(with, with->root, "kits", kits);
}

static void set_languages(const settings *with)
{
    value *languages = value_make_list(with->memory);
    for (size_t l = 0; l < languages_of(with)->count; l++)
        if (with->has_language[l])
            value_add(with->memory, languages, value_make_text(with->memory, languages_of(with)->codes[l]));
    set(with, with->root, "languages", languages);
}

static void set_narrowed(const settings *with, const char *key, const value *v)
{
    set(with, with->root, key, v != NULL ? narrowed(with, v) : NULL);
}

// What a site says of itself alone stays behind. So does `public_contacts`: the numbers of one city are out of place in another's site,
// and it would keep the check from whatever that city writes into its settings and theme.
text kit_settings(arena *memory, const build *of, const kit_config *kit)
{
    const site_config *config = &of->site->config;
    settings with = { .memory = memory, .of = of, .kit = kit, .root = value_make_map(memory) };
    find_languages(&with);
    set(&with, with.root, "title", words_value(&with, config->title));
    set(&with, with.root, "description", words_value(&with, config->description));
    set_languages(&with);
    set_text(&with, with.root, "theme", config->theme);
    set_text(&with, with.root, "licence", config->licence);
    set_text(&with, with.root, "licence_url", config->licence_url);
    set_publisher(&with);
    set_part_of(&with);
    set_text(&with, with.root, "content", config->content);
    set_text(&with, with.root, "forms", config->forms);
    set_text(&with, with.root, "themes", config->themes);
    if (!config->has_search)
        set_text(&with, with.root, "search", TEXT("false"));
    set_narrowed(&with, "menu", config->menu);
    set_narrowed(&with, "stalls", config->stalls);
    set_narrowed(&with, "colours", config->colours);
    set_narrowed(&with, "strings", config->strings);
    set_books(&with);
    set_kit(&with);
    buffer out = { 0 };
    yaml_write(with.root, &out);
    text written = text_copy(memory, buffer_text(&out));
    buffer_free(&out);
    return written;
}
