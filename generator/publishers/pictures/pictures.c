#include "publishers/pictures/pictures.h"

#include "base/files.h"
#include "publishers/page_pictures.h"
#include "site/pictures.h"

static bool plan(build *of, job_list *jobs)
{
    const site *model = of->site;
    of->pictures.by_path.memory = of->memory;
    for (size_t i = 0; i < model->content_files.count; i++) {
        const file_entry *file = &model->content_files.items[i];
        if (file->is_link || !is_photo_path(file->path))
            continue;
        text path = path_join(of->memory, model->config.content, file->path);
        job *made = build_add_job(of, jobs, &pictures_publisher, STAGE_PICTURES, 0, 0, (text){ 0 }, path, at(path, 1, 1));
        made->number = of->pictures.count;
        made->reads = READS_MODEL;
        *ARENA_PUSH(of->memory, of->pictures) = (picture_facts){ .path = path, .fault = RASTER_BROKEN };
        *table_put(&of->pictures.by_path, path, NULL) = of->pictures.count;
    }
    return true;
}

static bool run(const build *of, const job *done, diagnostics *found, buffer *record)
{
    arena memory = { 0 };
    picture_facts made;
    (void)found;                // pages that show it tell what is wrong with it
    bool fine = build_picture_make(of, &memory, done->path, &made);
    record_add_number(record, made.fault);
    record_add_number(record, made.is_png);
    record_add_number(record, made.has_webp);
    record_add_number(record, made.count);
    for (size_t i = 0; i < made.count; i++) {
        record_add_number(record, made.widths[i]);
        record_add_number(record, made.heights[i]);
    }
    record_add_text(record, made.stamp);
    record_add_text(record, made.key);
    record_add_text(record, made.likeness);
    arena_free(&memory);
    return fine;
}

static void take(build *of, const job *done, text record)
{
    picture_facts *into = &of->pictures.items[done->number];
    into->is_known = true;
    into->fault = (raster_fault)record_take_number(&record);
    into->is_png = record_take_number(&record) != 0;
    into->has_webp = record_take_number(&record) != 0;
    into->count = (size_t)record_take_number(&record);
    into->count = into->count <= PICTURE_WIDTHS ? into->count : 0;
    for (size_t i = 0; i < into->count; i++) {
        into->widths[i] = (size_t)record_take_number(&record);
        into->heights[i] = (size_t)record_take_number(&record);
    }
    into->stamp = text_copy(of->memory, record_take_text(&record));
    into->key = text_copy(of->memory, record_take_text(&record));
    into->likeness = text_copy(of->memory, record_take_text(&record));
    if (into->fault == RASTER_FINE && into->count == 0)
        into->fault = RASTER_BROKEN;
}

const publisher pictures_publisher = { "pictures", plan, run, take };
