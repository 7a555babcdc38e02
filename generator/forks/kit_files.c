#include "forks/kit_files.h"

#include "forks/kit_reader.h"

#include <stdlib.h>

static int compare_files(const void *left, const void *right)
{
    return text_compare(((const kit_file *)left)->name, ((const kit_file *)right)->name);
}

static void put_in_order(kit_files *opened)
{
    if (opened->count > 1)
        qsort(opened->items, opened->count, sizeof *opened->items, compare_files);
}

// Windows puts these into folders that are looked at.
static bool is_left_by_system(text path)
{
    text name = path_name(path);
    return text_equals(name, TEXT("Thumbs.db")) || text_equals(name, TEXT("desktop.ini"));
}

static file_result open_folder(arena *memory, kit_files *opened)
{
    file_list files;
    if (!folder_walk(memory, opened->path, &files))
        return FILE_FAILED;
    if (files.count > KIT_FILES_MOST)
        return FILE_TOO_LARGE;
    for (size_t i = 0; i < files.count; i++)
        if (!is_left_by_system(files.items[i].path))
            *ARENA_PUSH(memory, *opened) = (kit_file){ .name = files.items[i].path, .size = files.items[i].size,
                                                       .is_plain = !files.items[i].is_link };
    return FILE_READ;
}

static file_result result_of(zip_result result)
{
    switch (result) {
    case ZIP_READ: return FILE_READ;
    case ZIP_MISSING: return FILE_MISSING;
    case ZIP_FAILED: return FILE_FAILED;
    default: return FILE_NOT_PLAIN;
    }
}

static file_result open_zip(arena *memory, kit_files *opened)
{
    file_result result = result_of(zip_reader_open(memory, opened->path, KIT_UNPACKED_MOST, &opened->zip));
    if (result != FILE_READ)
        return result;
    size_t count = zip_reader_count(opened->zip);
    result = count > KIT_FILES_MOST ? FILE_TOO_LARGE : FILE_READ;
    for (size_t i = 0; i < count && result == FILE_READ; i++) {
        zip_item item;
        result = result_of(zip_reader_describe(opened->zip, memory, i, &item));
        if (result == FILE_READ && item.type != ZIP_FOLDER)
            *ARENA_PUSH(memory, *opened) = (kit_file){
                item.name, i, item.size, item.type == ZIP_PLAIN && !item.is_encrypted && !item.is_packed_oddly, item.is_stored,
            };
    }
    if (result != FILE_READ)
        kit_files_close(opened);
    return result;
}

file_result kit_files_open(arena *memory, text path, kit_files *opened)
{
    *opened = (kit_files){ .path = path };
    file_result result = path_is_folder(path) ? open_folder(memory, opened) : open_zip(memory, opened);
    put_in_order(opened);
    return result;
}

void kit_files_close(kit_files *opened)
{
    zip_reader_close(opened->zip);
    opened->zip = NULL;
}

const kit_file *kit_files_find(const kit_files *in, text name)
{
    kit_file wanted = { .name = name };
    return in->count > 0 ? bsearch(&wanted, in->items, in->count, sizeof wanted, compare_files) : NULL;
}

file_result kit_files_read(arena *memory, const kit_files *in, const kit_file *wanted, text *contents)
{
    *contents = (text){ 0 };
    if (!wanted->is_plain || wanted->size > KIT_FILE_MOST)
        return FILE_NOT_PLAIN;
    if (in->zip != NULL)
        return result_of(zip_reader_unpack(in->zip, memory, wanted->number, wanted->size, contents));
    return file_read_beneath(memory, in->path, wanted->name, KIT_FILE_MOST, contents);
}
