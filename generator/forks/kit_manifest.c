#include "forks/kit_manifest.h"

#include "base/unicode.h"
#include "formats/data.h"
#include "language/slug.h"
#include "schema/fields.h"

#include <stdlib.h>

enum { DIGEST_LENGTH = 64 };

typedef struct {
    arena *memory;
    text why;               // empty so far
} reader;

static bool refuse(reader *from, text why)
{
    if (from->why.length == 0)
        from->why = why;
    return false;
}

// A text on one line; null and absence are empty.
static text text_at(reader *from, const data *map, const char *key)
{
    size_t offset;
    const data *found = data_get(map, text_of(key));
    if (found == NULL || found->type == DATA_NOTHING)
        return (text){ 0 };
    bool is_fine = found->type == DATA_TEXT && found->text.length <= KIT_TEXT_MOST
                && unicode_check(found->text, &offset) == UNICODE_FINE
                && text_find_byte(found->text, '\n', 0) == TEXT_NOT_FOUND;
    if (!is_fine)
        refuse(from, text_format(from->memory, "kit.json: '%s' is no text that can be used", key));
    return is_fine ? found->text : (text){ 0 };
}

static text address_at(reader *from, const data *map, const char *key)
{
    text address = text_at(from, map, key);
    if (address.length > 0 && !address_is_allowed(address))
        refuse(from, text_format(from->memory, "kit.json: '%s' is no address that can be used", key));
    return address;
}

static void read_origin(reader *from, const data *map, kit_origin *origin)
{
    if (map->type != DATA_MAP)
        refuse(from, TEXT("kit.json: an origin is told in the wrong form"));
    *origin = (kit_origin){
        .title = text_at(from, map, "title"),
        .url = address_at(from, map, "url"),
        .publisher = text_at(from, map, "publisher"),
        .kit = text_at(from, map, "kit"),
        .version = text_at(from, map, "version"),
        .licence = text_at(from, map, "licence"),
        .licence_url = address_at(from, map, "licence_url"),
    };
}

static bool read_origins(reader *from, const data *root, kit_manifest *manifest)
{
    const data *own = data_get(root, TEXT("origin")), *list = data_get(root, TEXT("upstreams"));
    bool has_list = list != NULL && list->type == DATA_LIST;
    if (own == NULL || (list != NULL && !has_list))
        return refuse(from, TEXT("kit.json does not say who published the kit"));
    size_t count = has_list ? list->list.count : 0;
    if (count >= KIT_ORIGINS_MOST)
        return refuse(from, TEXT("kit.json: too many origins"));
    manifest->origins = ARENA_NEW(from->memory, kit_origin, count + 1);
    manifest->origin_count = count + 1;
    read_origin(from, own, &manifest->origins[0]);
    manifest->origins[0].kit = manifest->id;
    manifest->origins[0].version = manifest->version;
    manifest->origins[0].licence = manifest->licence;
    manifest->origins[0].licence_url = manifest->licence_url;
    for (size_t i = 0; i < count; i++)
        read_origin(from, list->list.items[i], &manifest->origins[i + 1]);
    return true;
}

static bool is_digest(const data *given)
{
    if (given->type != DATA_TEXT || given->text.length != DIGEST_LENGTH)
        return false;
    for (size_t i = 0; i < DIGEST_LENGTH; i++) {
        char c = given->text.bytes[i];
        if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f'))
            return false;
    }
    return true;
}

static int compare_files(const void *left, const void *right)
{
    return text_compare(((const kit_listed_file *)left)->path, ((const kit_listed_file *)right)->path);
}

static bool read_files(reader *from, const data *root, kit_manifest *manifest)
{
    const data *files = data_get(root, TEXT("files"));
    if (files == NULL || files->type != DATA_MAP)
        return refuse(from, TEXT("kit.json does not list the files of the kit"));
    manifest->files = ARENA_NEW(from->memory, kit_listed_file, files->map.count + 1);
    for (size_t i = 0; i < files->map.count; i++) {
        const data_entry *file = &files->map.items[i];
        if (!is_digest(file->value))
            return refuse(from, TEXT("kit.json: the hash of a file is not a SHA-256"));
        manifest->files[manifest->file_count++] = (kit_listed_file){ file->key, file->value->text };
    }
    qsort(manifest->files, manifest->file_count, sizeof *manifest->files, compare_files);
    return true;
}

static bool read_format(reader *from, const data *root)
{
    const data *format = data_get(root, TEXT("format"));
    if (format == NULL || format->type != DATA_NUMBER || format->number < 1)
        return refuse(from, TEXT("kit.json does not say its format"));
    return format->number == KIT_FORMAT
        || refuse(from, TEXT("it was made by a newer Digitori: take a newer version of this program"));
}

bool kit_manifest_read(arena *memory, text json, kit_manifest *manifest, text *why)
{
    reader from = { .memory = memory };
    size_t offset;
    *manifest = (kit_manifest){ .json = json };
    const data *root = unicode_check(json, &offset) == UNICODE_FINE ? data_read_json(memory, json) : NULL;
    if (root == NULL || root->type != DATA_MAP) {
        refuse(&from, TEXT("kit.json cannot be read"));
    } else if (read_format(&from, root)) {
        manifest->id = text_at(&from, root, "id");
        manifest->title = text_at(&from, root, "title");
        manifest->version = text_at(&from, root, "version");
        manifest->language = text_at(&from, root, "language");
        manifest->licence = text_at(&from, root, "licence");
        manifest->licence_url = address_at(&from, root, "licence_url");
        manifest->generator = text_at(&from, root, "generator");
        manifest->signature_key = text_at(&from, root, "signature_key");
        if (!slug_is_valid(manifest->id))
            refuse(&from, TEXT("kit.json: 'id' is no name of a kit"));
        read_origins(&from, root, manifest);
        read_files(&from, root, manifest);
    }
    *why = from.why;
    return from.why.length == 0;
}

const kit_listed_file *kit_manifest_find(const kit_manifest *in, text path)
{
    kit_listed_file wanted = { .path = path };
    return in->file_count > 0 ? bsearch(&wanted, in->files, in->file_count, sizeof *in->files, compare_files) : NULL;
}
