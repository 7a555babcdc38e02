#include "answers/collect_sources.h"

#include "base/files.h"
#include "base/unicode.h"
#include "formats/zip.h"
#include "source/value.h"

typedef struct {
    arena *memory;
    diagnostics *found;
    collect_sources *into;
    table seen;                 // files, by their identity
    bool is_named, is_full;
} source_list;

static bool has_ending(arena *memory, text path, text ending)
{
    return text_ends_with(unicode_lower(memory, path), ending);
}

static text shown_below(arena *memory, text above, text name)
{
    return text_format(memory, "%.*s/%.*s", TEXT_PRINT(above), TEXT_PRINT(value_shown_path(memory, name)));
}

// What systems leave in folders and archives beside the files.
static bool is_litter(text name)
{
    text last = path_name(name);
    return text_equals(last, TEXT("Thumbs.db")) || text_equals(last, TEXT("desktop.ini")) || text_starts_with(last, TEXT("."))
        || text_starts_with(last, TEXT("~$")) || text_starts_with(name, TEXT("__MACOSX/"));
}

static void ignore(source_list *in, text shown, text why)
{
    report(in->found, in->is_named ? ANSWERS_UNREADABLE : ANSWERS_IGNORED, at(shown, 0, 0), "%.*s", TEXT_PRINT(why));
}

static void add(source_list *in, collect_source source)
{
    if (in->into->count == COLLECT_FILES_MOST || in->into->size + source.size > COLLECT_BYTES_MOST) {
        if (!in->is_full)
            report(in->found, ANSWERS_TOO_MANY, at(source.shown, 0, 0), "5,000 files, together 4 GiB, are read at once, and this and "
                   "those after it are not: collect them in parts");
        in->is_full = true;
    } else if (source.size > COLLECT_FILE_MOST) {
        ignore(in, source.shown, TEXT("it is larger than a filled form can be (64 MiB)"));
    } else {
        in->into->size += source.size;
        *ARENA_PUSH(in->memory, *in->into) = source;
    }
}

// ---- Zips

static void add_entry(source_list *in, text archive, text shown_archive, const zip_item *item, size_t number)
{
    text shown = shown_below(in->memory, shown_archive, item->name);
    if (item->type == ZIP_FOLDER || is_litter(item->name))
        return;
    if (item->type == ZIP_SPECIAL)
        ignore(in, shown, TEXT("it is a link or a device, no file"));
    else if (item->is_encrypted)
        ignore(in, shown, TEXT("it is locked with a password"));
    else if (item->is_packed_oddly)
        ignore(in, shown, TEXT("it is packed in a way that is not used here: unpack the zip and collect the folder"));
    else if (zip_item_is_bomb(item))
        ignore(in, shown, TEXT("it unpacks to far more than it takes in the zip"));
    else if (has_ending(in->memory, item->name, TEXT(".zip")))
        ignore(in, shown, TEXT("a zip within a zip is not opened: unpack it first"));
    else
        add(in, (collect_source){ .shown = shown, .path = archive, .is_entry = true, .entry = number, .size = item->size });
}

static collect_result add_zip(source_list *in, text path, text shown)
{
    zip_reader *zip;
    zip_item item;
    switch (zip_reader_open(in->memory, path, COLLECT_BYTES_MOST, &zip)) {
    case ZIP_READ:
        break;
    case ZIP_FAILED:
        return COLLECT_MACHINE_FAILED;
    case ZIP_TOO_MANY:
        ignore(in, shown, TEXT("there are more files in it than can be collected at once"));
        return COLLECT_DONE;
    default:
        report(in->found, ANSWERS_UNREADABLE, at(shown, 0, 0), "it is no whole zip file");
        return COLLECT_DONE;
    }
    in->is_named = false;       // what is in it is not
    for (size_t i = 0; i < zip_reader_count(zip) && !in->is_full; i++)
        if (zip_reader_describe(zip, in->memory, i, &item) == ZIP_READ)
            add_entry(in, path, shown, &item, i);
    zip_reader_close(zip);
    return COLLECT_DONE;
}

// ---- Files and folders

// A file that is named twice, or beside its folder, is read once.
static bool is_known(source_list *in, text path)
{
    file_identity *own = ARENA_NEW(in->memory, file_identity, 1);
    *own = file_identity_of(path);
    bool is_new = true;
    if (own->inode != 0)
        table_put(&in->seen, (text){ (const char *)own, sizeof *own }, &is_new);
    return !is_new;
}

static collect_result add_file(source_list *in, text folder, text path, text shown, uint64_t size)
{
    text whole = folder.length > 0 ? path_join(in->memory, folder, path) : path;
    if (is_known(in, whole))
        return COLLECT_DONE;
    if (!has_ending(in->memory, path, TEXT(".zip"))) {
        add(in, (collect_source){ .shown = shown, .folder = folder, .path = path, .is_named = in->is_named, .size = size });
        return COLLECT_DONE;
    }
    return add_zip(in, whole, shown);
}

static collect_result add_folder(source_list *in, text folder)
{
    file_list files;
    if (!folder_walk(in->memory, folder, &files))
        return COLLECT_MACHINE_FAILED;
    collect_result result = COLLECT_DONE;
    for (size_t i = 0; result == COLLECT_DONE && i < files.count && !in->is_full; i++) {
        text shown = shown_below(in->memory, folder, files.items[i].path);
        if (files.items[i].is_link)
            ignore(in, shown, TEXT("it is a link, no file"));
        else if (!is_litter(files.items[i].path))
            result = add_file(in, folder, files.items[i].path, shown, files.items[i].size);
    }
    return result;
}

static text without_last_slash(text path)
{
    while (path.length > 1 && path.bytes[path.length - 1] == '/')
        path.length--;
    return path;
}

collect_result collect_list(arena *memory, const collect_request *request, diagnostics *found, collect_sources *into,
                            text *missing)
{
    source_list in = { .memory = memory, .found = found, .into = into, .seen = { .memory = memory } };
    collect_result result = COLLECT_DONE;
    for (size_t i = 0; result == COLLECT_DONE && i < request->path_count && !in.is_full; i++) {
        text path = without_last_slash(request->paths[i]);
        *missing = path;
        in.is_named = !path_is_folder(path);
        if (!in.is_named)
            result = add_folder(&in, path);
        else
            result = path_exists(path) ? add_file(&in, (text){ 0 }, path, path, file_size(path)) : COLLECT_NOTHING_THERE;
    }
    return result;
}

// ---- Reading

static source_result read_entry(arena *memory, const collect_source *from, collect_archive *last, text *contents, text *why)
{
    *why = TEXT("it is damaged in the zip");
    if (last->zip == NULL || !text_equals(last->path, from->path)) {
        zip_reader_close(last->zip);
        arena_reset(&last->memory);
        last->zip = NULL;
        last->path = from->path;
        zip_result opened = zip_reader_open(&last->memory, from->path, COLLECT_BYTES_MOST, &last->zip);
        if (opened != ZIP_READ)
            return opened == ZIP_FAILED ? SOURCE_FAILED : SOURCE_UNREADABLE;
    }
    return zip_reader_unpack(last->zip, memory, from->entry, from->size, contents) == ZIP_READ ? SOURCE_READ : SOURCE_UNREADABLE;
}

source_result collect_read(arena *memory, const collect_source *from, collect_archive *last, text *contents, text *why)
{
    if (from->is_entry)
        return read_entry(memory, from, last, contents, why);
    file_result result = from->folder.length > 0 ? file_read_beneath(memory, from->folder, from->path, COLLECT_FILE_MOST, contents)
                                                 : file_read(memory, from->path, COLLECT_FILE_MOST, contents);
    switch (result) {
    case FILE_READ: return SOURCE_READ;
    case FILE_FAILED: return SOURCE_FAILED;
    case FILE_TOO_LARGE: *why = TEXT("it is larger than a filled form can be (64 MiB)"); return SOURCE_UNREADABLE;
    default: *why = TEXT("it is no plain file"); return SOURCE_UNREADABLE;
    }
}
