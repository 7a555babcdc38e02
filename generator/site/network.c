#include "site/network.h"

#include "base/files.h"
#include "language/slug.h"
#include "network/fetch.h"
#include "schema/fields.h"

enum { MEMBERS_MOST = 100 };

// False after a report.
static bool take_setting(const value *definition, const char *key, text path, diagnostics *found, text *read)
{
    const value *v = value_get(definition, text_of(key));
    *read = value_text(v);
    if (v == NULL || v->type == VALUE_SCALAR)
        return true;
    report(found, CONFIG_VALUE, value_place(v, path), "write '%s' as one text on one line", key);
    return false;
}

static bool read_source(const value *definition, text path, network_member *read, diagnostics *found)
{
    text url, folder;
    if (!take_setting(definition, "url", path, found, &url) || !take_setting(definition, "path", path, found, &folder))
        return false;
    if (url.length > 0 && folder.length > 0) {
        report(found, CONFIG_VALUE, value_place(value_get(definition, TEXT("path")), path),
               "'%.*s' has both 'url' and 'path'; leave one of them out", TEXT_PRINT(read->id));
        return false;
    }
    if (url.length == 0 && folder.length == 0) {
        report(found, CONFIG_KEY_MISSING, read->place,
               "'%.*s' needs the address of its catalogue, such as 'url: https://www.example.fi/digitori/'", TEXT_PRINT(read->id));
        return false;
    }
    read->is_path = folder.length > 0;
    read->source = read->is_path ? folder : url;
    return true;
}

static bool check_url(arena *memory, const value *definition, text path, const network_member *read, diagnostics *found)
{
    text fault;
    place where = value_place(value_get(definition, TEXT("url")), path);
    if (!catalogue_is_address(read->source))
        report(found, CONFIG_VALUE, where, "'%.*s' is not an address such as https://www.example.fi/digitori/",
               TEXT_PRINT(value_shown(memory, read->source)));
    else if (!fetch_is_allowed(memory, read->source, read->allows_http, &fault))
        report(found, CONFIG_VALUE, where, "%.*s", TEXT_PRINT(fault));
    else
        return true;
    return false;
}

static bool is_taken(const network *known, text id)
{
    for (size_t i = 0; i < known->count; i++)
        if (text_equals(known->items[i].id, id))
            return true;
    return false;
}

static bool read_member(arena *memory, const site_config *config, const value *definition, const network *known,
                        network_member *read, diagnostics *found)
{
    static const text keys[] = { TEXT_CONSTANT("id"), TEXT_CONSTANT("title"), TEXT_CONSTANT("url"), TEXT_CONSTANT("path"),
                                 TEXT_CONSTANT("allow_http") };
    *read = (network_member){ .place = value_place(definition, config->path) };
    if (definition->type != VALUE_MAP) {
        report(found, CONFIG_VALUE, read->place, "write another Digitori as '- id: ...' with 'url:' or 'path:' below it");
        return false;
    }
    value_check_keys(definition, config->path, keys, sizeof keys / sizeof *keys, found);
    read->title = words_read(memory, value_get(definition, TEXT("title")), config->path, &config->languages, found);
    if (!take_setting(definition, "id", config->path, found, &read->id))
        return false;
    if (!slug_is_valid(read->id)) {
        report(found, CONFIG_VALUE, read->place, "another Digitori needs an 'id' of small letters a-z, digits and hyphens");
        return false;
    }
    if (is_taken(known, read->id)) {
        report(found, CONFIG_VALUE, read->place, "another one already has the id '%.*s'", TEXT_PRINT(read->id));
        return false;
    }
    const value *allowed = value_get(definition, TEXT("allow_http"));
    if (!value_is_empty(allowed) && allowed != NULL && !scalar_read_bool(allowed, config->path, found, &read->allows_http))
        return false;
    return read_source(definition, config->path, read, found)
        && (read->is_path || check_url(memory, definition, config->path, read, found));
}

network network_read(arena *memory, const site_config *config, diagnostics *found)
{
    const value *list = config->network;
    network of = { 0 };
    if (list == NULL)
        return of;
    of.items = ARENA_NEW(memory, network_member, list->count);
    for (size_t i = 0; i < list->count; i++) {
        if (of.count == MEMBERS_MOST) {
            report(found, CONFIG_VALUE, value_place(list->items[i], config->path), "a network has at most %d others", MEMBERS_MOST);
            break;
        }
        if (read_member(memory, config, list->items[i], &of, &of.items[of.count], found))
            of.count++;
    }
    return of;
}

static void check_copy(arena *memory, network_member *member, stored_result result, text fault, diagnostics *found)
{
    place where = member->place;
    text path = stored_path(memory, member->id);
    if (result == STORED_MISSING)
        report(found, NETWORK_MISSING, where, "there is no %.*s; run 'digitori network update'", TEXT_PRINT(path));
    else if (result == STORED_UNUSABLE)
        report(found, NETWORK_UNUSABLE, where, "%.*s: %.*s; run 'digitori network update'", TEXT_PRINT(path), TEXT_PRINT(fault));
    else if (!text_equals(member->copy.from, member->source))
        report(found, NETWORK_MISSING, where, "%.*s was fetched from another address; run 'digitori network update'",
               TEXT_PRINT(path));
    else
        member->has_copy = true;
}

bool network_load(arena *memory, const site_config *config, network *of, diagnostics *found)
{
    for (size_t i = 0; i < of->count; i++) {
        network_member *member = &of->items[i];
        text fault;
        stored_result result = stored_read(memory, config->folder, member->id, &member->copy, &fault);
        if (result == STORED_FAILED)
            return false;
        check_copy(memory, member, result, fault, found);
    }
    return true;
}

text network_catalogue(arena *memory, const site_config *config, const network_member *of)
{
    text file = TEXT("data/digitori.json");
    if (!of->is_path)
        return text_ends_with(of->source, TEXT("/")) ? text_join(memory, of->source, file) : of->source;
    text path = text_starts_with(of->source, TEXT("/")) ? of->source : config_file(memory, config, of->source);
    return path_is_folder(path) ? path_join(memory, path, file) : path;
}
