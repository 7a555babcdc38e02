#include "site/front_cache.h"

#include "base/buffer.h"
#include "base/digest.h"
#include "site/cache_folder.h"

#include <time.h>

enum { CACHE_LIMIT = 1024 * 1024 * 1024 };

static const text FIRST_LINE = TEXT_CONSTANT(FRONT_CACHE_FIRST_LINE);

// Some file systems know only every other second.
static const int64_t JUST_NOW = (int64_t)2500 * 1000 * 1000;

static text path_of_cache(arena *memory, const site_config *config)
{
    return cache_file(memory, config, TEXT("pages"));
}

// ---- Reading

static void take_entry(front_cache *in)
{
    in->path = record_take_text(&in->rest);
    in->file.size = record_take_number(&in->rest);
    in->file.inode = record_take_number(&in->rest);
    in->file.modified = (int64_t)record_take_number(&in->rest);
    in->file.changed = (int64_t)record_take_number(&in->rest);
    in->front.nodes = record_take_text(&in->rest);
    in->front.texts = record_take_text(&in->rest);
    if (in->rest.bytes == NULL)
        *in = (front_cache){ .now = in->now };
}

void front_cache_begin(front_cache *begun, arena *memory, const site_config *config)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    *begun = (front_cache){ .now = (int64_t)now.tv_sec * 1000000000 + now.tv_nsec };
    kept_records_begin_reading(&begun->reading, memory, path_of_cache(memory, config), FIRST_LINE, CACHE_LIMIT);
}

void front_cache_open(front_cache *begun)
{
    if (kept_records_end_reading(&begun->reading, &begun->rest))
        take_entry(begun);
    else
        begun->rest = (text){ 0 };
}

bool front_cache_find(front_cache *in, const file_entry *file, text *nodes, text *texts)
{
    while (in->path.length > 0 && text_compare(in->path, file->path) < 0)
        take_entry(in);
    bool is_same = in->path.length > 0 && text_equals(in->path, file->path) && !file->is_link && in->file.size == file->size
        && in->file.inode == file->inode && in->file.modified == file->modified && in->file.changed == file->changed;
    if (is_same) {
        *nodes = in->front.nodes;
        *texts = in->front.texts;
    }
    return is_same;
}

// ---- Writing

bool front_cache_may_keep(const front_cache *in, const file_entry *file)
{
    return !file->is_link && file->changed < in->now - JUST_NOW && file->modified < in->now - JUST_NOW;
}

static void add_entry(buffer *to, const known_front *front)
{
    record_add_text(to, front->file->path);
    record_add_number(to, front->file->size);
    record_add_number(to, front->file->inode);
    record_add_number(to, (uint64_t)front->file->modified);
    record_add_number(to, (uint64_t)front->file->changed);
    record_add_text(to, front->nodes);
    record_add_text(to, front->texts);
}

void front_cache_write(const site_config *config, const known_front *fronts, size_t count)
{
    arena scratch = { 0 };
    buffer entries = { 0 };
    kept_records_begin(&entries);
    for (size_t i = 0; i < count; i++)
        add_entry(&entries, &fronts[i]);
    if (cache_folder_make(config))
        kept_records_write(path_of_cache(&scratch, config), FIRST_LINE, CACHE_LIMIT, &entries);
    buffer_free(&entries);
    arena_free(&scratch);
}
