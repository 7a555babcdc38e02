// Files of the cache: what a build made, the front matter and other YAML it read, its pictures, and how words were read. A checksum is no secret: it is
// right here, so that what stands behind it is looked at.
#include "fuzz.h"

#include "base/buffer.h"
#include "base/digest.h"
#include "base/program.h"
#include "formats/picture_set.h"
#include "language/reading_cache.h"
#include "pipeline/build_cache.h"
#include "site/front_cache.h"
#include "source/tree_cache.h"
#include "source/value_record.h"

enum { HEAD = 2 * sizeof(uint64_t) + sizeof(job_key), JOBS = 8 };

static arena kept;
static text builds, pages, trees;
static site_config config;

static void prepare(void)
{
    text folder = make_scratch();
    config.folder = folder;
    builds = path_join(&kept, folder, TEXT("builds"));
    trees = path_join(&kept, folder, TEXT("trees"));
    pages = path_join(&kept, folder, TEXT(".digitori/cache/pages"));
}

// [whole] with the checksum of all that follows its first line.
static text with_checksum(const char *first_line, text rest)
{
    buffer out = { 0 };
    buffer_add(&out, text_of(first_line));
    record_add_number(&out, digest_checksum(0, rest));
    buffer_add(&out, rest);
    text made = text_copy(&memory, buffer_text(&out));
    buffer_free(&out);
    return made;
}

// Entries up to the last one that is whole, each of a job that there is, with the sum that belongs to them.
static void add_builds(buffer *out, text rest)
{
    const cache_head head = { .job_count = JOBS };
    text head_bytes = { (const char *)&head, sizeof head };
    uint64_t sum = digest_checksum(0, head_bytes), numbers[2];
    buffer_add(out, TEXT(BUILD_CACHE_FIRST_LINE));
    buffer_add(out, head_bytes);
    for (; rest.length > HEAD; rest = text_from(rest, HEAD + (size_t)numbers[0])) {
        char entry[HEAD];
        memcpy(entry, rest.bytes, HEAD);
        memcpy(numbers, entry, sizeof numbers);
        if (numbers[0] == 0 || numbers[0] > rest.length - HEAD)
            break;
        numbers[1] %= JOBS;
        memcpy(entry, numbers, sizeof numbers);
        text record = text_slice(rest, HEAD, HEAD + (size_t)numbers[0]);
        sum = digest_checksum(digest_checksum(sum, (text){ entry, HEAD }), record);
        buffer_add(out, (text){ entry, HEAD });
        buffer_add(out, record);
    }
    char last[HEAD] = { 0 };
    memcpy(last + sizeof sum, &sum, sizeof sum);
    buffer_add(out, (text){ last, sizeof last });
}

static void try_builds(text input)
{
    build_cache opened = { .memory = &memory }, again = { .memory = &memory };
    require(file_write(builds, input));
    build_cache_open(&opened, builds);
    build_cache_find(&opened, 0);
    buffer out = { 0 };
    add_builds(&out, input);
    require(file_write(builds, buffer_text(&out)));
    buffer_free(&out);
    build_cache_open(&again, builds);
    require(again.is_open);
    for (size_t i = 0; i <= JOBS; i++)
        require(i < JOBS || build_cache_find(&again, i) == NULL);
}

static void try_readings(text input)
{
    static const text words[] = { TEXT_CONSTANT("a"), TEXT_CONSTANT("tori"), TEXT_CONSTANT("torilla"), TEXT_CONSTANT("zz"), TEXT_CONSTANT("b") };
    reading_cache readings;
    word_reading reading;
    buffer versioned = { 0 };
    record_add_text(&versioned, TEXT("1"));
    buffer_add(&versioned, input);
    text whole = with_checksum("digitori word cache 2\n", buffer_text(&versioned));
    buffer_free(&versioned);
    if (reading_cache_load(&readings, whole, TEXT("1")))
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            reading_cache_find(&readings, &memory, words[i], &reading);
    reading_take(&input, &memory, &reading);
}

static void try_pages(text input)
{
    front_cache opened;
    buffer stamped = { 0 };
    text nodes, texts;
    record_add_text(&stamped, program_stamp(&memory));
    buffer_add(&stamped, input);
    require(file_write(pages, with_checksum(FRONT_CACHE_FIRST_LINE, buffer_text(&stamped))));
    buffer_free(&stamped);
    front_cache_begin(&opened, &memory, &config);
    front_cache_open(&opened);
    file_entry last = { .path = TEXT("\xff") };
    front_cache_find(&opened, &last, &nodes, &texts);
}

// The input as a whole cache, and as what is kept of one file.
static void try_trees(text input)
{
    static const text yaml = TEXT_CONSTANT("a: b");
    tree_cache opened;
    buffer stamped = { 0 };
    text rest = input, texts = take_piece(&rest);
    fingerprint contents = fingerprint_of(yaml);
    record_add_text(&stamped, program_stamp(&memory));
    record_add_text(&stamped, fingerprint_text(&contents));
    record_add_text(&stamped, rest);
    record_add_text(&stamped, texts);
    buffer_add(&stamped, input);
    require(file_write(trees, with_checksum(TREE_CACHE_FIRST_LINE, buffer_text(&stamped))));
    buffer_free(&stamped);
    tree_cache_open(&opened, &memory, trees);
    require(opened.trees.count > 0 && tree_cache_read(&opened, &memory, yaml, TEXT("x"), &found) != NULL);
}

static void try_fronts(text input)
{
    text texts = take_piece(&input);
    while (value_take_from_record(&memory, &input, &texts) != NULL)
        ;
}

// What is taken for a set of pictures is one, and is kept as it came.
static void try_pictures(text input)
{
    picture_set read;
    buffer again = { 0 };
    if (!picture_set_restore(input, &read))
        return;
    require(read.count <= PICTURE_WIDTHS && read.stamp.length == PICTURE_STAMP && read.variants[read.count - 1].width > 0);
    picture_set_store(&read, &again);
    require(text_equals(text_from(buffer_text(&again), sizeof(uint64_t)), text_slice(input, sizeof(uint64_t), again.length)));
    buffer_free(&again);
}

static void try_input(text input)
{
    try_pictures(input);
    try_fronts(input);
    try_builds(input);
    try_readings(input);
    try_pages(input);
    try_trees(input);
}
