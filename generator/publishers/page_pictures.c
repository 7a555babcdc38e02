#include "publishers/page_pictures.h"

#include "base/digest.h"
#include "base/files.h"
#include "base/program.h"
#include "language/slug.h"
#include "site/cache_folder.h"
#include "site/overrides.h"

#include <stdlib.h>

// A little more than a photo may have: a larger one is refused by its reader, in words.
enum { PICTURE_FILE_LIMIT = 64 << 20, STORED_LIMIT = 256 << 20, KEY_DIGITS = 32, NAME_MOST = 60 };
static const uint64_t UNUSED_MOST = (uint64_t)512 << 20;
static const text cache_name = TEXT_CONSTANT("pictures/");

const picture_facts *build_picture(const build *of, text path)
{
    const uintptr_t *number = table_get(&of->pictures.by_path, path);
    return number != NULL ? &of->pictures.items[*number - 1] : NULL;
}

text build_picture_url(arena *memory, const picture_facts *of, size_t variant, bool is_webp)
{
    text name = text_slice(slug_of(memory, path_without_extension(path_name(of->path))), 0, NAME_MOST);
    return text_format(memory, "pictures/%.*s%s%.*s-%zu.%s", TEXT_PRINT(name), name.length > 0 ? "-" : "", TEXT_PRINT(of->stamp),
                       of->widths[variant], is_webp ? "webp" : of->is_png ? "png" : "jpg");
}

text build_picture_widest_url(arena *memory, const picture_facts *of)
{
    return build_picture_url(memory, of, of->count - 1, false);
}

// ---- What was made before

// Those who get a kit need the pictures at their own size.
static picture_set_extent extent_of(const build *of)
{
    return of->editions.count > 1 ? SET_WITH_SOURCE : SET_PUBLISHED;
}

static text key_of(arena *memory, const build *of, text contents)
{
    fingerprint seen = fingerprint_of(contents);
    buffer told = { 0 };
    buffer_add(&told, fingerprint_text(&seen));
    record_add_text(&told, TEXT(DIGITORI_VERSION));
    record_add_text(&told, program_stamp(memory));
    record_add_number(&told, extent_of(of));
    text key = text_slice(digest_sha256(memory, buffer_text(&told)), 0, KEY_DIGITS);
    buffer_free(&told);
    return key;
}

static text cache_path(const build *of, arena *memory, text key)
{
    return cache_file(memory, &of->site->config, text_join(memory, cache_name, key));
}

static text staging_path(const build *of, arena *memory, text key)
{
    return path_join(memory, of->staging, text_join(memory, cache_name, key));
}

// What disks and crashes have spoilt is as good as none.
static bool read_stored(arena *memory, text path, raster_fault *fault, picture_set *read)
{
    text stored;
    if (!path_exists(path) || file_read(memory, path, STORED_LIMIT, &stored) != FILE_READ)
        return false;
    uint64_t sum = record_take_number(&stored);
    if (stored.bytes == NULL || digest_checksum(0, stored) != sum)
        return false;
    uint64_t told = record_take_number(&stored);
    *fault = (raster_fault)told;
    *read = (picture_set){ 0 };
    return told == RASTER_FINE ? picture_set_restore(stored, read) : told <= RASTER_MOVES;
}

static bool find_stored(const build *of, arena *memory, text key, raster_fault *fault, picture_set *read)
{
    return read_stored(memory, cache_path(of, memory, key), fault, read)
        || (of->staging.length > 0 && read_stored(memory, staging_path(of, memory, key), fault, read));
}

static bool store(const build *of, arena *memory, text key, raster_fault fault, const picture_set *made)
{
    buffer told = { 0 }, out = { 0 };
    record_add_number(&told, fault);
    if (fault == RASTER_FINE)
        picture_set_store(made, &told);
    record_add_number(&out, digest_checksum(0, buffer_text(&told)));
    buffer_add(&out, buffer_text(&told));
    bool has_cache = cache_folder_make(&of->site->config);
    bool fine = file_write(has_cache ? cache_path(of, memory, key) : staging_path(of, memory, key), buffer_text(&out));
    buffer_free(&told);
    buffer_free(&out);
    return fine;
}

// ---- Reading

static void set_facts(const picture_set *from, picture_facts *into)
{
    into->is_png = from->is_png;
    into->has_webp = from->variants[0].webp.length > 0;
    into->count = from->count;
    into->stamp = from->stamp;
    for (size_t i = 0; i < from->count; i++) {
        into->widths[i] = from->variants[i].width;
        into->heights[i] = from->variants[i].height;
    }
}

// To take the notes of a camera off a photo makes no other picture of it.
static text likeness_of(arena *memory, text contents)
{
    picture shown;
    text alone = contents;
    if (picture_read(memory, contents, &shown) == PICTURE_FINE && shown.type != PICTURE_SVG)
        alone = shown.bytes;
    else if (picture_cleaned(memory, contents, &alone) != PICTURE_FINE)
        alone = contents;
    fingerprint seen = fingerprint_of(alone);
    return text_copy(memory, fingerprint_text(&seen));
}

bool build_picture_make(const build *of, arena *memory, text path, picture_facts *made)
{
    text contents;
    picture_set set = { 0 };
    *made = (picture_facts){ .path = path, .is_known = true, .fault = RASTER_BROKEN };
    file_result result = site_file_read(of->site, memory, path, PICTURE_FILE_LIMIT, &contents);
    if (result == FILE_TOO_LARGE)
        made->fault = RASTER_TOO_LARGE;
    if (result != FILE_READ)
        return result != FILE_FAILED;
    made->key = key_of(memory, of, contents);
    made->likeness = likeness_of(memory, contents);
    bool fine = true;
    if (!find_stored(of, memory, made->key, &made->fault, &set)) {
        made->fault = picture_set_make(memory, contents, of->is_check ? SET_SIZES : extent_of(of), &set);
        fine = of->is_check || store(of, memory, made->key, made->fault, &set);
    }
    if (made->fault == RASTER_FINE)
        set_facts(&set, made);
    return fine;
}

// Not stored: somebody deletes the cache while we build, or it was spoilt.
static bool make_again(const build *of, arena *memory, text path, picture_set *read)
{
    text contents;
    return site_file_read(of->site, memory, path, PICTURE_FILE_LIMIT, &contents) == FILE_READ
        && picture_set_make(memory, contents, extent_of(of), read) == RASTER_FINE;
}

bool build_picture_set(const build *of, arena *memory, const picture_facts *shown, picture_set *read)
{
    raster_fault fault = shown->fault;
    if (!shown->is_known || fault != RASTER_FINE)
        return false;
    return (find_stored(of, memory, shown->key, &fault, read) && fault == RASTER_FINE)
        || make_again(of, memory, shown->path, read);
}

// Nothing is written in a check: an empty drawing of the same size stands for the picture.
static picture_result blank_of(arena *memory, const picture_facts *shown, picture *read)
{
    text drawing = text_format(memory, "<svg width=\"%zu\" height=\"%zu\"></svg>", shown->widths[shown->count - 1],
                               shown->heights[shown->count - 1]);
    return picture_read(memory, drawing, read);
}

picture_result build_picture_for_book(const build *of, arena *memory, text path, picture *read)
{
    const picture_facts *shown = build_picture(of, path);
    picture_set set;
    text contents;
    if (shown != NULL && of->is_check && shown->fault == RASTER_FINE)
        return blank_of(memory, shown, read);
    if (shown != NULL)
        return build_picture_set(of, memory, shown, &set) ? picture_read(memory, set.variants[set.count - 1].plain, read)
                                                          : PICTURE_BROKEN;
    if (site_file_read(of->site, memory, path, PICTURE_FILE_LIMIT, &contents) != FILE_READ)
        return PICTURE_BROKEN;
    return picture_read(memory, contents, read);
}

// ---- The cache

static int oldest_first(const void *left, const void *right)
{
    const file_entry *a = left, *b = right;
    return (a->modified > b->modified) - (a->modified < b->modified);
}

void build_pictures_forget(const build *of)
{
    arena scratch = { 0 };
    file_list files;
    table used = { .memory = &scratch };
    uint64_t size = 0;
    for (size_t i = 0; i < of->pictures.count; i++)
        table_put(&used, of->pictures.items[i].key, NULL);
    text folder = cache_path(of, &scratch, (text){ 0 });
    if (folder_walk(&scratch, folder, &files) && files.count > 0) {
        for (size_t i = 0; i < files.count; i++)
            size += table_get(&used, files.items[i].path) == NULL ? files.items[i].size : 0;
        qsort(files.items, files.count, sizeof *files.items, oldest_first);
        for (size_t i = 0; i < files.count && size > UNUSED_MOST; i++)
            if (table_get(&used, files.items[i].path) == NULL) {
                size -= files.items[i].size;
                file_remove(path_join(&scratch, folder, files.items[i].path));
            }
    }
    arena_free(&scratch);
}
