#include "forks/kit_files.h"

#include <stdlib.h>

enum { FILES_MOST = 100000 };

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
    if (files.count > FILES_MOST)
        return FILE_TOO_LARGE;
    for (size_t i = 0; i < files.count; i++)
        if (!is_left_by_system(files.items[i].path))
            *ARENA_PUSH(memory, *opened) = (kit_file){ .name = files.items[i].path, .size = files.items[i].size,
                                                       .is_plain = !files.items[i].is_link };
    return FILE_READ;
}

static file_result open_zip(arena *memory, kit_files *opened)
{
    file_result result = zip_read_open(opened->path, &opened->zip);
    if (result != FILE_READ)
        return result;
    size_t count = zip_read_count(opened->zip);
    result = count > FILES_MOST ? FILE_TOO_LARGE : FILE_READ;
    for (size_t i = 0; i < count && result == FILE_READ; i++) {
        zip_item item;
        if (!zip_read_item(memory, opened->zip, i, &item))
            result = FILE_NOT_PLAIN;
        else if (!text_ends_with(item.name, TEXT("/")))     // folders say nothing
            *ARENA_PUSH(memory, *opened) = (kit_file){ item.name, i, item.size, item.is_plain && !item.is_encrypted, item.is_stored };
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
    zip_read_close(opened->zip);
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
    if (!wanted->is_plain)
        return FILE_NOT_PLAIN;
    if (in->zip != NULL)
        return zip_read_contents(memory, in->zip, wanted->number, KIT_FILE_LIMIT, contents);
    return file_read_beneath(memory, in->path, wanted->name, KIT_FILE_LIMIT, contents);
}
