// Reading the catalogue of another Digitori: every limit is here.
#include "network/catalogue.h"

#include "base/table.h"
#include "base/unicode.h"
#include "language/slug.h"

enum { COUNT_MOST = 1000000 };

typedef struct {
    arena *memory;
    catalogue *into;
    text root;                  // what relative addresses begin from; empty: nobody knows
    text where;                 // "needs 3: "
    text fault;                 // the first one
} catalogue_reader;

static bool refuse(catalogue_reader *from, const char *format, ...) __attribute__((format(printf, 2, 3)));
static bool refuse(catalogue_reader *from, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    if (from->fault.length == 0)
        from->fault = text_join(from->memory, from->where, text_format_list(from->memory, format, values));
    va_end(values);
    return false;
}

// ---- Texts

static bool check_text(catalogue_reader *from, const char *key, text said, size_t limit)
{
    size_t offset;
    if (unicode_check(said, &offset) == UNICODE_DIRECTION)
        return refuse(from, "'%s' has a character that reverses the direction of text", key);
    if (unicode_check(said, &offset) != UNICODE_FINE)
        return refuse(from, "'%s' has an invisible control character", key);
    if (unicode_count(said) > limit)
        return refuse(from, "'%s' is longer than %zu characters", key, limit);
    return true;
}

// A text on one line; empty when the key is not there or says nothing.
static bool take_text(catalogue_reader *from, const data *map, const char *key, size_t limit, text *read)
{
    const data *v = data_get(map, text_of(key));
    *read = (text){ 0 };
    if (v == NULL || v->type == DATA_NOTHING)
        return true;
    if (v->type != DATA_TEXT)
        return refuse(from, "'%s' is not a text", key);
    if (!check_text(from, key, v->text, limit))
        return false;
    *read = catalogue_line(from->memory, v->text, limit);
    return true;
}

static bool take_needed_text(catalogue_reader *from, const data *map, const char *key, size_t limit, text *read)
{
    return take_text(from, map, key, limit, read) && (read->length > 0 || refuse(from, "'%s' is missing", key));
}

// ---- Addresses

static bool take_address(catalogue_reader *from, const data *map, const char *key, text *read)
{
    return take_text(from, map, key, CATALOGUE_ADDRESS, read)
        && (read->length == 0 || catalogue_is_address(*read)
            || refuse(from, "'%s' is no address that begins with https:// or http://", key));
}

// "fi/tarpeet/kahvila.html": leads on from the site's address and nowhere else.
static bool is_relative(text t)
{
    for (text rest = t, part; text_take_part(&rest, '/', &part);)
        if (part.length == 0 || part.bytes[0] == '.')
            return false;
    for (size_t i = 0; i < t.length; i++)
        if (t.bytes[i] <= ' ' || t.bytes[i] > '~' || text_find_byte(TEXT("\"<>\\^`{|}':?"), t.bytes[i], 0) != TEXT_NOT_FOUND)
            return false;
    return t.length > 0;
}

static bool take_item_address(catalogue_reader *from, const data *map, text *read)
{
    if (!take_text(from, map, "url", CATALOGUE_ADDRESS, read))
        return false;
    if (read->length == 0 || catalogue_is_address(*read))
        return true;
    if (!is_relative(*read))
        return refuse(from, "'url' is neither an address that begins with https:// or http:// nor one within the site");
    *read = from->root.length > 0 ? text_join(from->memory, from->root, *read) : (text){ 0 };
    return read->length <= CATALOGUE_ADDRESS || refuse(from, "'url' is longer than %d characters", CATALOGUE_ADDRESS);
}

// Where the site stands whose catalogue was got from [address].
static text root_of(text address)
{
    for (size_t i = 0; i < address.length; i++)
        if (address.bytes[i] == '?' || address.bytes[i] == '#')
            address.length = i;
    if (text_ends_with(address, TEXT("/data/digitori.json")))
        return text_slice(address, 0, address.length - sizeof "data/digitori.json" + 1);
    return (text){ 0 };
}

// ---- Items

static bool take_date(catalogue_reader *from, const data *map, date *read)
{
    text said;
    if (!take_text(from, map, "date", CATALOGUE_NAME, &said))
        return false;
    return said.length == 0 || date_parse(said, read) || refuse(from, "'date' is no date such as 2026-11-22");
}

static bool take_status(catalogue_reader *from, const data *map, catalogue_item *item)
{
    return take_text(from, map, "status", CATALOGUE_LABEL, &item->status)
        && take_text(from, map, "status_label", CATALOGUE_LABEL, &item->status_label)
        && (item->status.length == 0 || catalogue_is_status(item->status)
            || refuse(from, "'status' has other characters than a-z, 0-9, - and _"));
}

static bool take_item(catalogue_reader *from, const data *map, catalogue_item *item)
{
    if (map->type != DATA_MAP)
        return refuse(from, "not an object");
    if (!take_needed_text(from, map, "id", CATALOGUE_ID, &item->id)
        || !take_needed_text(from, map, "language", CATALOGUE_ID, &item->language)
        || !take_needed_text(from, map, "title", CATALOGUE_NAME, &item->title))
        return false;
    if (!language_tag_is_valid(item->language))
        return refuse(from, "'language' is no code such as fi, sv, en");
    return take_text(from, map, "summary", CATALOGUE_SUMMARY, &item->summary) && take_item_address(from, map, &item->url)
        && take_date(from, map, &item->date) && take_status(from, map, item)
        && take_text(from, map, "by", CATALOGUE_NAME, &item->by);
}

static bool take_item_once(catalogue_reader *from, const data *map, table *known, table *ids, catalogue_item *item)
{
    bool is_new;
    if (!take_item(from, map, item))
        return false;
    table_put(known, text_format(from->memory, "%.*s %.*s", TEXT_PRINT(item->language), TEXT_PRINT(item->id)), &is_new);
    if (!is_new)
        return refuse(from, "a second one in the same language with the id '%.*s'", TEXT_PRINT(item->id));
    table_put(ids, item->id, NULL);
    return true;
}

// Fewer than there are: then the rest is not to be believed either.
static bool check_count(catalogue_reader *from, const data *counts, catalogue_kind kind, size_t listed)
{
    const data *said = data_get(counts, catalogue_kind_id(kind));
    from->where = (text){ 0 };
    if (said == NULL)
        return true;
    bool is_count = said->type == DATA_NUMBER && said->number >= 0 && said->number <= COUNT_MOST
                 && said->number == (double)(size_t)said->number;
    if (!is_count)
        return refuse(from, "'counts' has something else than a number from 0 to %d", COUNT_MOST);
    text name = catalogue_list_id(kind);
    return (size_t)said->number >= listed
        || refuse(from, "'counts' says %zu where '%.*s' lists %zu", (size_t)said->number, TEXT_PRINT(name), listed);
}

static bool take_list(catalogue_reader *from, const data *root, catalogue_kind kind)
{
    text name = catalogue_list_id(kind);
    const data *list = data_get(root, name);
    table known = { .memory = from->memory }, ids = { .memory = from->memory };
    from->where = (text){ 0 };
    if (list == NULL)
        return true;
    if (list->type != DATA_LIST)
        return refuse(from, "'%.*s' is not a list", TEXT_PRINT(name));
    if (list->list.count > CATALOGUE_ITEMS)
        return refuse(from, "'%.*s' lists %zu, more than %d", TEXT_PRINT(name), list->list.count, CATALOGUE_ITEMS);
    for (size_t i = 0; i < list->list.count; i++) {
        catalogue_item *item = &from->into->items[from->into->item_count];
        *item = (catalogue_item){ .kind = kind };
        from->where = text_format(from->memory, "%.*s, number %zu: ", TEXT_PRINT(name), i + 1);
        if (!take_item_once(from, list->list.items[i], &known, &ids, item))
            return false;
        from->into->item_count++;
    }
    return check_count(from, data_get(root, TEXT("counts")), kind, ids.count);
}

// ---- Whose it is

static bool take_languages(catalogue_reader *from, const data *root)
{
    const data *list = data_get(root, TEXT("languages"));
    catalogue *into = from->into;
    if (list == NULL || list->type != DATA_LIST || list->list.count == 0 || list->list.count > CATALOGUE_LANGUAGES)
        return refuse(from, "'languages' is not a list of 1 to %d languages", CATALOGUE_LANGUAGES);
    for (size_t i = 0; i < list->list.count; i++) {
        const data *code = list->list.items[i];
        if (code->type != DATA_TEXT || !language_tag_is_valid(code->text))
            return refuse(from, "'languages' has something else than codes such as fi, sv, en");
        into->languages[into->language_count++] = text_copy(from->memory, code->text);
    }
    return true;
}

static bool take_titles(catalogue_reader *from, const data *root)
{
    const data *map = data_get(root, TEXT("title"));
    catalogue *into = from->into;
    if (map == NULL || map->type != DATA_MAP || map->map.count == 0 || map->map.count > CATALOGUE_LANGUAGES)
        return refuse(from, "'title' does not give a name by language");
    for (size_t i = 0; i < map->map.count; i++) {
        catalogue_words *title = &into->titles[into->title_count++];
        if (!language_tag_is_valid(map->map.items[i].key))
            return refuse(from, "'title' has something else than languages such as fi, sv, en");
        title->language = text_copy(from->memory, map->map.items[i].key);
        const char *key = text_to_string(from->memory, title->language);
        from->where = TEXT("title: ");
        if (!take_needed_text(from, map, key, CATALOGUE_NAME, &title->said))
            return false;
    }
    from->where = (text){ 0 };
    return true;
}

static bool take_publisher(catalogue_reader *from, const data *root)
{
    const data *map = data_get(root, TEXT("publisher"));
    catalogue *into = from->into;
    if (map == NULL || map->type == DATA_NOTHING)
        return true;
    if (map->type != DATA_MAP)
        return refuse(from, "'publisher' is not an object");
    from->where = TEXT("publisher: ");
    bool fine = take_text(from, map, "name", CATALOGUE_NAME, &into->publisher)
             && take_address(from, map, "url", &into->publisher_url);
    from->where = (text){ 0 };
    return fine;
}

static bool take_site(catalogue_reader *from, const data *root, text address)
{
    const data *format = data_get(root, TEXT("format"));
    catalogue *into = from->into;
    if (root == NULL || root->type != DATA_MAP || format == NULL || format->type != DATA_NUMBER)
        return refuse(from, "it is no catalogue of a Digitori (data/digitori.json)");
    if (format->number != CATALOGUE_FORMAT)
        return refuse(from, "it is in a newer format than this program reads; a newer digitori may read it");
    if (!take_titles(from, root) || !take_languages(from, root) || !take_publisher(from, root)
        || !take_address(from, root, "url", &into->url))
        return false;
    if (into->url.length > 0 && !text_ends_with(into->url, TEXT("/")))
        into->url = text_join(from->memory, into->url, TEXT("/"));
    if (into->url.length == 0 && catalogue_is_address(root_of(address)))
        into->url = root_of(address);
    from->root = into->url;
    const data *counts = data_get(root, TEXT("counts"));
    return counts == NULL || counts->type == DATA_MAP || refuse(from, "'counts' is not an object");
}

bool catalogue_read(arena *memory, const data *root, text address, catalogue *read, text *fault)
{
    catalogue_reader from = { .memory = memory, .into = read };
    *read = (catalogue){ .items = ARENA_NEW(memory, catalogue_item, (size_t)CATALOGUE_KINDS * CATALOGUE_ITEMS) };
    bool fine = take_site(&from, root, address);
    for (int k = 0; k < CATALOGUE_KINDS && fine; k++)
        fine = take_list(&from, root, (catalogue_kind)k);
    *fault = from.fault;
    return fine;
}

bool catalogue_parse(arena *memory, text json, text address, catalogue *read, text *fault)
{
    size_t offset;
    *read = (catalogue){ 0 };
    *fault = (text){ 0 };
    if (json.length > CATALOGUE_BYTES)
        *fault = TEXT("it is larger than 2 MiB");
    else if (unicode_check(json, &offset) == UNICODE_MALFORMED)
        *fault = TEXT("it is not UTF-8 text");
    if (fault->length > 0)
        return false;
    const data *root = data_read_json(memory, json);
    if (root == NULL) {
        *fault = TEXT("it is not JSON, or breaks off before its end");
        return false;
    }
    return catalogue_read(memory, root, address, read, fault);
}
