#include "forks/kit_reader.h"

#include "base/digest.h"
#include "base/files.h"
#include "base/table.h"
#include "forks/kit_names.h"
#include "formats/zip.h"
#include "source/value.h"

// A file that is there, before it is known whether it should be.
typedef struct {
    text name;
    uint64_t size;
    size_t entry;
} present_file;

typedef struct {
    kit *into;
    kit_names names;
    table by_name;              // -> present_file
    size_t count;               // of files
    uint64_t size;              // of all
    text why;
} opener;

static const text manifest_name = TEXT_CONSTANT(KIT_MANIFEST_NAME);
static const text signature_name = TEXT_CONSTANT(KIT_SIGNATURE_NAME);

static kit_result refuse(opener *from, text name, text why)
{
    if (from->why.length == 0 && name.length > 0)
        from->why = text_format(from->into->memory, "'%.*s': %.*s", TEXT_PRINT(value_shown_name(from->into->memory, name)), TEXT_PRINT(why));
    else if (from->why.length == 0)
        from->why = why;
    return KIT_REFUSED;
}

// ---- What is there

static kit_result add_present(opener *from, text name, uint64_t size, size_t entry)
{
    arena *memory = from->into->memory;
    text fault = kit_name_fault(name), other;
    if (fault.length > 0)
        return refuse(from, name, fault);
    if (size > KIT_FILE_MOST)
        return refuse(from, name, TEXT("the file is larger than a kit may hold (256 MiB)"));
    from->size += size;
    if (from->size > KIT_UNPACKED_MOST)
        return refuse(from, (text){ 0 }, TEXT("it unpacks to more than a kit may hold (2 GiB)"));
    if (++from->count > KIT_FILES_MOST)
        return refuse(from, (text){ 0 }, TEXT("it has more files than a kit may hold (100,000)"));
    if (!kit_names_add(&from->names, name, &other))
        return refuse(from, name, text_equals(name, other)
                      ? TEXT("the name is there twice")
                      : text_format(memory, "on some systems this is the same name as '%.*s'", TEXT_PRINT(value_shown_name(memory, other))));
    present_file *present = ARENA_NEW(memory, present_file, 1);
    *present = (present_file){ name, size, entry };
    table_set(&from->by_name, name, present);
    return KIT_OPENED;
}

static kit_result add_item(opener *from, const zip_item *item, size_t number)
{
    if (item->type == ZIP_SPECIAL)
        return refuse(from, item->name, TEXT("only plain files belong in a kit, no links or devices"));
    if (item->is_encrypted)
        return refuse(from, item->name, TEXT("the file is locked with a password"));
    if (item->is_packed_oddly)
        return refuse(from, item->name, TEXT("the file is packed in a way that is not used in kits"));
    if (item->type == ZIP_FOLDER) {
        text fault = kit_name_fault(item->name);
        return fault.length > 0 ? refuse(from, item->name, fault) : KIT_OPENED;
    }
    return zip_item_is_bomb(item) ? refuse(from, item->name, TEXT("the file unpacks to far more than it takes in the kit"))
                   : add_present(from, item->name, item->size, number);
}

static kit_result list_zip(opener *from)
{
    kit *into = from->into;
    zip_item item;
    size_t count = zip_reader_count(into->zip);
    kit_result result = KIT_OPENED;
    for (size_t i = 0; result == KIT_OPENED && i < count; i++)
        result = zip_reader_describe(into->zip, into->memory, i, &item) == ZIP_READ
               ? add_item(from, &item, i) : refuse(from, (text){ 0 }, TEXT("the zip file is damaged"));
    return result;
}

// What systems leave in folders they have shown.
static bool is_litter(text name)
{
    text last = path_name(name);
    return text_equals(last, TEXT("Thumbs.db")) || text_equals(last, TEXT("desktop.ini"));
}

static kit_result list_folder(opener *from)
{
    file_list files;
    if (!folder_walk(from->into->memory, from->into->path, &files))
        return KIT_MACHINE_FAILED;
    kit_result result = KIT_OPENED;
    for (size_t i = 0; result == KIT_OPENED && i < files.count; i++) {
        const file_entry *file = &files.items[i];
        if (file->is_link)
            result = refuse(from, file->path, TEXT("only plain files belong in a kit, no links or devices"));
        else if (!is_litter(file->path))
            result = add_present(from, file->path, file->size, 0);
    }
    return result;
}

// ---- What it holds

static kit_result read_present(const kit *from, arena *memory, const present_file *present, text *contents)
{
    if (from->zip != NULL)
        return zip_reader_unpack(from->zip, memory, present->entry, present->size, contents) == ZIP_READ
             ? KIT_OPENED : KIT_REFUSED;
    switch (file_read_beneath(memory, from->path, present->name, KIT_FILE_MOST, contents)) {
    case FILE_READ: return KIT_OPENED;
    case FILE_FAILED: return KIT_MACHINE_FAILED;
    default: return KIT_REFUSED;
    }
}

static kit_result read_manifest(opener *from)
{
    kit *into = from->into;
    text json, why;
    const present_file *present = table_find(&from->by_name, manifest_name);
    if (present == NULL)
        return refuse(from, (text){ 0 }, TEXT("there is no kit.json in it"));
    if (present->size > KIT_MANIFEST_MOST)
        return refuse(from, (text){ 0 }, TEXT("kit.json is too large"));
    kit_result result = read_present(into, into->memory, present, &json);
    if (result == KIT_REFUSED)
        return refuse(from, (text){ 0 }, TEXT("kit.json is damaged"));
    if (result == KIT_OPENED && !kit_manifest_read(into->memory, json, &into->manifest, &why))
        return refuse(from, (text){ 0 }, why);
    return result;
}

// Everything listed is there, and nothing else.
static kit_result match_manifest(opener *from)
{
    kit *into = from->into;
    const kit_manifest *manifest = &into->manifest;
    into->sizes = ARENA_NEW(into->memory, uint64_t, manifest->file_count + 1);
    into->entries = ARENA_NEW(into->memory, size_t, manifest->file_count + 1);
    size_t unlisted = 1 + (table_get(&from->by_name, signature_name) != NULL);
    for (size_t i = 0; i < manifest->file_count; i++) {
        const present_file *present = table_find(&from->by_name, manifest->files[i].path);
        if (present == NULL)
            return refuse(from, manifest->files[i].path, TEXT("kit.json lists the file, but it is not there"));
        if (text_equals(present->name, manifest_name) || text_equals(present->name, signature_name))
            return refuse(from, present->name, TEXT("kit.json cannot list itself"));
        into->sizes[i] = present->size;
        into->entries[i] = present->entry;
    }
    return manifest->file_count + unlisted == from->count ? KIT_OPENED : KIT_MISSING;
}

static kit_result refuse_unlisted(opener *from)
{
    const kit *into = from->into;
    zip_item item = { 0 };
    file_list files = { 0 };
    if (into->zip == NULL && !folder_walk(into->memory, into->path, &files))
        return KIT_MACHINE_FAILED;
    size_t count = into->zip != NULL ? zip_reader_count(into->zip) : files.count;
    for (size_t i = 0; i < count; i++) {
        if (into->zip != NULL && (zip_reader_describe(into->zip, into->memory, i, &item) != ZIP_READ || item.type != ZIP_PLAIN))
            continue;
        text name = into->zip != NULL ? item.name : files.items[i].path;
        bool is_expected = text_equals(name, manifest_name) || text_equals(name, signature_name) || is_litter(name)
                        || kit_manifest_find(&into->manifest, name) != NULL;
        if (!is_expected)
            return refuse(from, name, TEXT("the file is in the kit, but kit.json does not list it"));
    }
    return refuse(from, (text){ 0 }, TEXT("kit.json does not list what is in the kit"));
}

kit_result kit_read(const kit *from, arena *memory, const kit_listed_file *file, text *contents, text *why)
{
    size_t number = (size_t)(file - from->manifest.files);
    present_file present = { file->path, from->sizes[number], from->entries[number] };
    kit_result result = read_present(from, memory, &present, contents);
    if (result == KIT_MACHINE_FAILED)
        return result;
    if (result == KIT_OPENED && text_equals(digest_sha256(memory, *contents), file->digest))
        return KIT_OPENED;
    *why = text_format(from->memory, "'%.*s': %s", TEXT_PRINT(value_shown_name(memory, file->path)),
                       result == KIT_OPENED ? "the file is not the one that kit.json lists: it was changed"
                                            : "the file is damaged");
    return KIT_REFUSED;
}

static kit_result check_contents(opener *from)
{
    kit *into = from->into;
    arena scratch = { 0 };
    text contents;
    kit_result result = KIT_OPENED;
    for (size_t i = 0; result == KIT_OPENED && i < into->manifest.file_count; i++) {
        result = kit_read(into, &scratch, &into->manifest.files[i], &contents, &from->why);
        // The message is in the kit's own memory.
        arena_reset(&scratch);
    }
    arena_free(&scratch);
    return result;
}

static kit_result open_zip(opener *from)
{
    kit *into = from->into;
    switch (zip_reader_open(into->memory, into->path, KIT_UNPACKED_MOST, &into->zip)) {
    case ZIP_READ: return KIT_OPENED;
    case ZIP_MISSING: return KIT_MISSING;
    case ZIP_NOT_ONE: return refuse(from, (text){ 0 }, TEXT("it is no zip file, or not a whole one"));
    case ZIP_TOO_MANY: return refuse(from, (text){ 0 }, TEXT("it has more files than a kit may hold (100,000)"));
    case ZIP_DAMAGED: return refuse(from, (text){ 0 }, TEXT("the zip file is damaged"));
    default: return KIT_MACHINE_FAILED;
    }
}

kit_result kit_open(arena *memory, text path, kit *opened, text *why)
{
    *opened = (kit){ .memory = memory, .path = path };
    opener from = { .into = opened, .names = { .memory = memory }, .by_name = { .memory = memory } };
    bool is_folder = path_is_folder(path);
    kit_result result = is_folder ? KIT_OPENED : open_zip(&from);
    if (result == KIT_OPENED)
        result = is_folder ? list_folder(&from) : list_zip(&from);
    if (result == KIT_OPENED)
        result = read_manifest(&from);
    if (result == KIT_OPENED) {
        result = match_manifest(&from);
        if (result == KIT_MISSING)
            result = refuse_unlisted(&from);
    }
    if (result == KIT_OPENED)
        result = check_contents(&from);
    *why = from.why;
    if (result != KIT_OPENED)
        kit_close(opened);
    return result;
}

void kit_close(kit *opened)
{
    zip_reader_close(opened->zip);
    opened->zip = NULL;
}
