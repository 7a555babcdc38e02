// Files of the cache: what a build made, the front matter it read, and how words were read. A checksum is no secret: it is
// right here, so that what stands behind it is looked at.
#include "fuzz.h"

#include "base/buffer.h"
#include "base/digest.h"
#include "base/program.h"
#include "language/reading_cache.h"
#include "pipeline/build_cache.h"
#include "site/front_cache.h"
#include "source/value_record.h"

enum { HEAD = sizeof(uint64_t) + 2 * sizeof(fingerprint) };

static arena kept;
static text builds, pages;
static site_config config;

static void prepare(void)
{
    text folder = make_scratch();
    config.folder = folder;
    builds = path_join(&kept, folder, TEXT("builds"));
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

static void try_builds(text input)
{
    build_cache opened = { .memory = &memory };
    fingerprint unknown = { 0 };
    require(file_write(builds, input));
    build_cache_open(&opened, builds);
    build_cache_find(&opened, &unknown);
    // Entries up to the last one that is whole, with the sum that belongs to them.
    text rest = input, first_line;
    text_take_line(&rest, &first_line);
    const char *from = rest.bytes;
    uint64_t sum = 0, length;
    for (; rest.length > HEAD; rest = text_from(rest, HEAD + (size_t)length)) {
        memcpy(&length, rest.bytes, sizeof length);
        if (length == 0 || length > rest.length - HEAD)
            break;
        sum = digest_checksum(sum, text_slice(rest, 0, HEAD));
        sum = digest_checksum(sum, text_slice(rest, HEAD, HEAD + (size_t)length));
    }
    char last[HEAD] = { 0 };
    memcpy(last + sizeof sum, &sum, sizeof sum);
    text entries = { from, from == NULL ? 0 : (size_t)(rest.bytes - from) };
    buffer out = { 0 };
    buffer_add(&out, TEXT("digitori build cache 3\n"));
    buffer_add(&out, entries);
    buffer_add(&out, (text){ last, sizeof last });
    require(file_write(builds, buffer_text(&out)));
    buffer_free(&out);
    build_cache again = { .memory = &memory };
    build_cache_open(&again, builds);
    require(again.is_open);
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
    require(file_write(pages, with_checksum("digitori front matter 1\n", buffer_text(&stamped))));
    buffer_free(&stamped);
    front_cache_open(&opened, &memory, &config);
    file_entry last = { .path = TEXT("\xff") };
    front_cache_find(&opened, &last, &nodes, &texts);
}

static void try_fronts(text input)
{
    text texts = take_piece(&input);
    while (value_take_from_record(&memory, &input, &texts) != NULL)
        ;
}

static void try_input(text input)
{
    try_fronts(input);
    try_builds(input);
    try_readings(input);
    if (input.length % 16 == 0)     // asks which libraries there are
        try_pages(input);
}
