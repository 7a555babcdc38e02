#include "site/config.h"

#include "base/signature.h"
#include "base/unicode.h"
#include "language/slug.h"
#include "schema/fields.h"
#include "site/load.h"
#include "site/overrides.h"
#include "source/yaml.h"

#include <string.h>
#include <sys/stat.h>

static const text known_keys[] = {
    TEXT_CONSTANT("title"), TEXT_CONSTANT("description"), TEXT_CONSTANT("languages"), TEXT_CONSTANT("base_url"), TEXT_CONSTANT("site_path"), TEXT_CONSTANT("theme"),
    TEXT_CONSTANT("licence"), TEXT_CONSTANT("licence_url"), TEXT_CONSTANT("publisher"), TEXT_CONSTANT("signing_key"), TEXT_CONSTANT("output"), TEXT_CONSTANT("content"),
    TEXT_CONSTANT("forms"), TEXT_CONSTANT("themes"), TEXT_CONSTANT("books"), TEXT_CONSTANT("kits"), TEXT_CONSTANT("part_of"), TEXT_CONSTANT("menu"), TEXT_CONSTANT("stalls"),
    TEXT_CONSTANT("colours"), TEXT_CONSTANT("strings"), TEXT_CONSTANT("accessibility"), TEXT_CONSTANT("search"), TEXT_CONSTANT("network"), TEXT_CONSTANT("public_contacts"),
};

enum { LANGUAGE_LIMIT = 24 };

#define COUNT(array) (sizeof(array) / sizeof *(array))

typedef struct {
    arena *memory;
    diagnostics *found;
    site_config *config;
    const value *root;
} reader;

static place place_of(const reader *from, const value *v)
{
    return v != NULL ? value_place(v, from->config->path) : at(from->config->path, 1, 1);
}

static text scalar(const reader *from, const value *map, const char *key, text fallback)
{
    const value *v = value_get(map, text_of(key));
    if (value_is_empty(v))
        return fallback;
    if (v->type != VALUE_SCALAR) {
        report(from->found, CONFIG_VALUE, place_of(from, v), "write '%s' as one text on one line", key);
        return fallback;
    }
    return v->text;
}

static void report_language(const reader *from, const value *item, text code)
{
    text meant = language_code_meant(from->memory, code);
    if (meant.length > 0)
        report(from->found, CONFIG_VALUE, place_of(from, item), "'%.*s' is no language code: did you mean '%.*s'?", TEXT_PRINT(code),
               TEXT_PRINT(meant));
    else
        report(from->found, CONFIG_VALUE, place_of(from, item), "'%.*s' is no language code; use codes such as fi, sv, en",
               TEXT_PRINT(code));
}

// Their folders and addresses are one on many systems when only the size of letters differs.
static bool has_language(arena *memory, const text *codes, size_t count, text code)
{
    for (size_t i = 0; i < count; i++)
        if (text_equals(unicode_lower(memory, codes[i]), unicode_lower(memory, code)))
            return true;
    return false;
}

static void read_languages(const reader *from)
{
    const value *list = value_get(from->root, TEXT("languages"));
    if (list == NULL || list->type != VALUE_LIST || list->count == 0) {
        report(from->found, CONFIG_KEY_MISSING, place_of(from, list),
               "'languages' must list the languages of the site, the default first, such as 'languages: [fi, sv, en]'");
        return;
    }
    if (list->count > LANGUAGE_LIMIT)
        report(from->found, CONFIG_VALUE, place_of(from, list), "a site has at most %d languages", LANGUAGE_LIMIT);
    text *codes = ARENA_NEW(from->memory, text, list->count);
    size_t count = 0;
    for (size_t i = 0; i < list->count && i < LANGUAGE_LIMIT; i++) {
        const value *item = list->items[i];
        text code = value_text(item);
        if (!language_code_is_valid(code))
            report_language(from, item, code);
        else if (has_language(from->memory, codes, count, code))
            report(from->found, CONFIG_VALUE, place_of(from, item), "'%.*s' is listed twice", TEXT_PRINT(code));
        else
            codes[count++] = code;
    }
    from->config->languages = (language_list){ codes, count };
}

// No file system takes more in a name.
static bool has_long_name(text path)
{
    enum { NAME_LIMIT = 255, PATH_LIMIT = 1000 };
    bool has = path.length > PATH_LIMIT;
    for (text part; !has && text_take_part(&path, '/', &part);)
        has = part.length > NAME_LIMIT;
    return has;
}

// A folder inside the site: relative, without "..".
static text folder_setting(const reader *from, const char *key, text fallback)
{
    text path = scalar(from, from->root, key, fallback), resolved;
    bool is_absolute = text_starts_with(path, TEXT("/"));
    if (is_absolute || has_long_name(path) || !path_resolve(from->memory, TEXT("x"), path, &resolved) || resolved.length == 0) {
        report(from->found, CONFIG_VALUE, place_of(from, value_get(from->root, text_of(key))),
               has_long_name(path) ? "'%s': give the folder a shorter name" : "'%s' must name a folder inside the site", key);
        return fallback;
    }
    return resolved;
}

// Publishing replaces the whole output folder, so it and the site's own files stay apart.
static void check_output(const reader *from)
{
    const site_config *config = from->config;
    const text own[] = { config->content, config->forms, config->themes, TEXT(OVERRIDES_FOLDER), TEXT(".digitori") };
    text output = text_join(from->memory, config->output, TEXT("/"));
    for (size_t i = 0; i < COUNT(own); i++) {
        text folder = text_join(from->memory, own[i], TEXT("/"));
        if (!text_starts_with(output, folder) && !text_starts_with(folder, output))
            continue;
        report(from->found, CONFIG_VALUE, place_of(from, value_get(from->root, TEXT("output"))),
               "'output' and the site's own folder '%.*s' must not hold one another; publish to a folder such as public",
               TEXT_PRINT(own[i]));
        return;
    }
}

// Nothing that browsers take for the name of another server, for a folder above, or for the end of the path.
static bool is_path_on_server(text path)
{
    if (!text_starts_with(path, TEXT("/")) || !text_ends_with(path, TEXT("/")))
        return false;
    for (size_t i = 0; i < path.length; i++) {
        unsigned char c = (unsigned char)path.bytes[i];
        if (c <= ' ' || c == 0x7F || strchr("\\?#\"<>[]^`{|}", c) != NULL || (c == '/' && i > 0 && path.bytes[i - 1] == '/'))
            return false;
    }
    return text_find(path, TEXT("/./"), 0) == TEXT_NOT_FOUND && text_find(path, TEXT("/../"), 0) == TEXT_NOT_FOUND;
}

static void read_base_url(const reader *from)
{
    site_config *config = from->config;
    text url = scalar(from, from->root, "base_url", (text){ 0 });
    bool is_web = text_starts_with(url, TEXT("http://")) || text_starts_with(url, TEXT("https://"));
    if (url.length > 0 && (!is_web || !address_is_allowed(url)))
        report(from->found, CONFIG_VALUE, place_of(from, value_get(from->root, TEXT("base_url"))),
               "'base_url' must be an address such as https://www.example.fi/digitori/");
    else if (url.length > 0)
        config->base_url = text_ends_with(url, TEXT("/")) ? url : text_join(from->memory, url, TEXT("/"));

    config->site_path = scalar(from, from->root, "site_path", (text){ 0 });
    if (config->site_path.length > 0 && !is_path_on_server(config->site_path)) {
        report(from->found, CONFIG_VALUE, place_of(from, value_get(from->root, TEXT("site_path"))),
               "'site_path' must begin and end with '/', such as /digitori/, without // or \\ ? # and spaces");
        config->site_path = (text){ 0 };
    }
}

// Written into the source of kits: see publishers/kits/kit_settings.h.
static void read_part_of(const reader *from)
{
    static const text keys[] = { TEXT_CONSTANT("title"), TEXT_CONSTANT("url") };
    const value *whole = value_get(from->root, TEXT("part_of"));
    site_config *config = from->config;
    if (whole == NULL)
        return;
    if (whole->type != VALUE_MAP) {
        report(from->found, CONFIG_VALUE, place_of(from, whole), "write 'part_of: {title: ..., url: ...}'");
        return;
    }
    value_check_keys(whole, config->path, keys, COUNT(keys), from->found);
    config->is_part = true;
    text url = scalar(from, whole, "url", (text){ 0 });
    if (url.length > 0 && !address_is_allowed(url))
        report(from->found, CONFIG_VALUE, place_of(from, value_get(whole, TEXT("url"))),
               "the address must begin with https://");
    else if (url.length > 0)
        config->part_of_url = text_ends_with(url, TEXT("/")) ? url : text_join(from->memory, url, TEXT("/"));
}

static void read_publisher(const reader *from)
{
    static const text keys[] = { TEXT_CONSTANT("name"), TEXT_CONSTANT("email"), TEXT_CONSTANT("url") };
    const value *publisher = value_get(from->root, TEXT("publisher"));
    site_config *config = from->config;
    if (publisher == NULL)
        return;
    if (publisher->type != VALUE_MAP) {
        report(from->found, CONFIG_VALUE, place_of(from, publisher),
               "write the publisher as 'publisher: {name: ..., email: ..., url: ...}'");
        return;
    }
    value_check_keys(publisher, config->path, keys, COUNT(keys), from->found);
    config->publisher_name = scalar(from, publisher, "name", (text){ 0 });
    config->publisher_email = scalar(from, publisher, "email", (text){ 0 });
    config->publisher_url = scalar(from, publisher, "url", (text){ 0 });
    if (config->publisher_url.length > 0 && !address_is_allowed(config->publisher_url)) {
        report(from->found, CONFIG_VALUE, place_of(from, value_get(publisher, TEXT("url"))),
               "the publisher's address must begin with https://");
        config->publisher_url = (text){ 0 };
    }
}

static void read_signing_key(const reader *from)
{
    public_key key;
    text written = scalar(from, from->root, "signing_key", (text){ 0 });
    place where = place_of(from, value_get(from->root, TEXT("signing_key")));
    from->config->signing_key_place = where;
    if (written.length == 0)
        return;
    if (public_key_read(written, &key))
        from->config->signing_key = public_key_text(from->memory, &key);
    else if (text_find(written, TEXT("private"), 0) != TEXT_NOT_FOUND)
        report(from->found, CONFIG_VALUE, where, "this is the private key, which nobody else may see: make a new one with "
               "'digitori sign --new-key FILE' and put the public key here");
    else
        report(from->found, CONFIG_VALUE, where, "'signing_key' must be a public key as 'digitori sign --new-key FILE' "
               "prints it: ed25519: and 64 digits 0-9 a-f");
}

static void read_licence(const reader *from)
{
    static const struct { const char *name, *url; } known[] = {
        { "CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/" },
        { "CC-BY-SA-4.0", "https://creativecommons.org/licenses/by-sa/4.0/" },
        { "CC-BY-NC-4.0", "https://creativecommons.org/licenses/by-nc/4.0/" },
        { "CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/" },
    };
    site_config *config = from->config;
    config->licence = scalar(from, from->root, "licence", (text){ 0 });
    config->licence_url = scalar(from, from->root, "licence_url", (text){ 0 });
    for (size_t i = 0; i < COUNT(known) && config->licence_url.length == 0; i++)
        if (text_equals(config->licence, text_of(known[i].name)))
            config->licence_url = text_of(known[i].url);
    if (config->licence_url.length > 0 && !address_is_allowed(config->licence_url)) {
        report(from->found, CONFIG_VALUE, place_of(from, value_get(from->root, TEXT("licence_url"))),
               "'licence_url' must be an address that begins with https://");
        config->licence_url = (text){ 0 };
    }
}

static bool read_kit(const reader *from, const value *definition, kit_config *kit)
{
    static const text keys[] = { TEXT_CONSTANT("id"), TEXT_CONSTANT("title"), TEXT_CONSTANT("description"), TEXT_CONSTANT("version"),
                                 TEXT_CONSTANT("include"), TEXT_CONSTANT("exclude"), TEXT_CONSTANT("books") };
    site_config *config = from->config;
    if (definition->type != VALUE_MAP) {
        report(from->found, CONFIG_VALUE, place_of(from, definition),
               "write a kit as '- id: ...' with 'title:' and 'include:' below it");
        return false;
    }
    value_check_keys(definition, config->path, keys, COUNT(keys), from->found);
    kit->definition = definition;
    kit->books = value_get(definition, TEXT("books"));
    if (value_is_empty(kit->books)) {
        kit->books = NULL;
    } else if (kit->books != NULL && kit->books->type != VALUE_LIST) {
        report(from->found, CONFIG_VALUE, place_of(from, kit->books), "list the ids of books, such as 'books: [handbook]'");
        kit->books = NULL;
    }
    kit->id = scalar(from, definition, "id", (text){ 0 });
    kit->version = scalar(from, definition, "version", TEXT("1"));
    kit->title = words_read(from->memory, value_get(definition, TEXT("title")), config->path,
                            &config->languages, from->found);
    kit->description = words_read(from->memory, value_get(definition, TEXT("description")), config->path,
                                  &config->languages, from->found);
    if (!slug_is_valid(kit->id)) {
        report(from->found, CONFIG_VALUE, place_of(from, definition),
               "a kit needs an 'id' of small letters a-z, digits and hyphens");
        return false;
    }
    for (const kit_config *other = config->kits; other < kit; other++) {
        if (text_equals(other->id, kit->id)) {
            report(from->found, CONFIG_VALUE, place_of(from, definition), "another kit already has the id '%.*s'",
                   TEXT_PRINT(kit->id));
            return false;
        }
    }
    if (words_in(kit->title, 0, config->languages.count).length == 0)
        report(from->found, CONFIG_KEY_MISSING, place_of(from, definition), "the kit '%.*s' needs a 'title'",
               TEXT_PRINT(kit->id));
    return true;
}

static void read_kits(const reader *from)
{
    const value *kits = value_get(from->root, TEXT("kits"));
    if (kits == NULL || value_is_empty(kits))
        return;
    if (kits->type != VALUE_LIST) {
        report(from->found, CONFIG_VALUE, place_of(from, kits), "'kits' must be a list: begin each kit with '- id: ...'");
        return;
    }
    from->config->kits = ARENA_NEW(from->memory, kit_config, kits->count);
    for (size_t i = 0; i < kits->count; i++)
        if (read_kit(from, kits->items[i], &from->config->kits[from->config->kit_count]))
            from->config->kit_count++;
}

static const value *of_type(const reader *from, const char *key, value_type type, const char *advice)
{
    const value *v = value_get(from->root, text_of(key));
    if (v == NULL || value_is_empty(v) || v->type == type)
        return value_is_empty(v) ? NULL : v;
    report(from->found, CONFIG_VALUE, place_of(from, v), "%s", advice);
    return NULL;
}

static void read_flag(const reader *from, const char *key, bool *into)
{
    const value *v = value_get(from->root, text_of(key));
    if (v != NULL && !value_is_empty(v))
        scalar_read_bool(v, from->config->path, from->found, into);
}

static void read_settings(const reader *from)
{
    site_config *config = from->config;
    value_check_keys(from->root, config->path, known_keys, COUNT(known_keys), from->found);
    read_languages(from);
    config->title = words_read(from->memory, value_get(from->root, TEXT("title")), config->path,
                               &config->languages, from->found);
    config->description = words_read(from->memory, value_get(from->root, TEXT("description")), config->path,
                                     &config->languages, from->found);
    if (config->languages.count > 0 && words_in(config->title, 0, config->languages.count).length == 0)
        report(from->found, CONFIG_KEY_MISSING, place_of(from, value_get(from->root, TEXT("title"))),
               "'title' must give the name of the site");
    read_base_url(from);
    config->theme = scalar(from, from->root, "theme", TEXT("digitori"));
    config->theme_place = place_of(from, value_get(from->root, TEXT("theme")));
    if (!slug_is_valid(config->theme)) {
        report(from->found, CONFIG_VALUE, config->theme_place,
               "a theme's name is small letters a-z, digits and hyphens");
        config->theme = TEXT("digitori");
    }
    read_licence(from);
    read_publisher(from);
    read_signing_key(from);
    read_part_of(from);
    config->has_search = true;
    read_flag(from, "search", &config->has_search);
    read_flag(from, "public_contacts", &config->has_public_contacts);
    config->output = folder_setting(from, "output", TEXT("public"));
    config->content = folder_setting(from, "content", TEXT("content"));
    config->forms = folder_setting(from, "forms", TEXT("templates-forms"));
    config->themes = folder_setting(from, "themes", TEXT("themes"));
    check_output(from);
    read_kits(from);
    config->books = of_type(from, "books", VALUE_LIST, "'books' must be a list: begin each book with '- id: ...'");
    config->menu = of_type(from, "menu", VALUE_LIST, "'menu' must be a list such as '- kind: chapter'");
    config->stalls = of_type(from, "stalls", VALUE_LIST, "'stalls' must be a list: begin each with '- id: ...'");
    config->colours = of_type(from, "colours", VALUE_MAP, "write colours as lines such as \"pine: '#0c5647'\"");
    config->strings = of_type(from, "strings", VALUE_MAP, "write strings by language: 'fi:' and the texts below it");
    config->accessibility = of_type(from, "accessibility", VALUE_MAP,
                                    "write the accessibility statement's facts as lines such as 'checked: 2026-11-22'");
    config->network = of_type(from, "network", VALUE_LIST, "'network' must be a list: begin each Digitori with '- id: ...'");
}

const text *book_keys(size_t *own, size_t *count)
{
    static const text keys[] = {
        TEXT_CONSTANT("id"), TEXT_CONSTANT("title"), TEXT_CONSTANT("description"), TEXT_CONSTANT("languages"),
        TEXT_CONSTANT("foreword"),
        TEXT_CONSTANT("subtitle"), TEXT_CONSTANT("version"), TEXT_CONSTANT("cover"), TEXT_CONSTANT("format"),
        TEXT_CONSTANT("sides"), TEXT_CONSTANT("booklet"), TEXT_CONSTANT("outputs"), TEXT_CONSTANT("contents"),
        TEXT_CONSTANT("glossary"), TEXT_CONSTANT("forms_index"), TEXT_CONSTANT("notes"), TEXT_CONSTANT("include"),
        TEXT_CONSTANT("exclude"), TEXT_CONSTANT("parts"),
    };
    *own = 5;
    *count = COUNT(keys);
    return keys;
}

static bool read_contents(arena *memory, site_config *config, diagnostics *found)
{
    uint64_t mode = 0;
    switch (file_read_beneath(memory, config->folder, config->path, YAML_FILE_LIMIT, &config->contents)) {
    case FILE_READ:
        return true;
    case FILE_TOO_LARGE:
        report(found, FILE_TOO_LONG, at(config->path, 1, 1), "a configuration may have 1 MiB");
        return false;
    case FILE_FAILED:
        return false;
    case FILE_MISSING: case FILE_NOT_PLAIN:
        mode = file_identity_of(config_file(memory, config, config->path)).mode;
        if (mode != 0 && !S_ISDIR(mode) && !S_ISREG(mode))
            site_report_not_plain(found, config->path, mode, "put the file itself here");
        else
            report(found, CONFIG_MISSING, at(config->path, 1, 1),
                   "'%.*s' is not the folder of a site; make one with 'digitori init FOLDER'", TEXT_PRINT(config->folder));
        return false;
    }
    return false;
}

bool config_read(arena *memory, text folder, diagnostics *found, site_config *config)
{
    *config = (site_config){ .folder = folder, .path = TEXT("digitori.yaml") };
    if (!read_contents(memory, config, found))
        return false;
    const value *root = yaml_read(memory, config->contents, config->path, 1, 0, found);
    if (root == NULL || root->type != VALUE_MAP) {
        if (diagnostics_count(found, SEVERITY_ERROR) == 0)
            report(found, CONFIG_KEY_MISSING, at(config->path, 1, 1), "the file needs at least 'title:' and 'languages:'");
        return false;
    }
    reader from = { memory, found, config, root };
    read_settings(&from);
    return config->languages.count > 0;
}

size_t config_language(const site_config *config, text language)
{
    return language_list_find(&config->languages, language);
}

text config_file(arena *memory, const site_config *config, text path)
{
    return text_equals(config->folder, TEXT(".")) ? path : path_join(memory, config->folder, path);
}

bool config_leads_by_link(arena *memory, const site_config *config, text path, text *link)
{
    return path_leads_by_link(memory, config->folder, path, link);
}

bool config_folder_walk(arena *memory, const site_config *config, text folder, file_list *found)
{
    text link;
    *found = (file_list){ 0 };
    return config_leads_by_link(memory, config, folder, &link) || folder_walk(memory, config_file(memory, config, folder), found);
}
