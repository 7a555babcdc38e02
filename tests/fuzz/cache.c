// Files of the cache: what a build made, and how words were read.
#include "fuzz.h"

#include "language/reading_cache.h"
#include "pipeline/build_cache.h"

static arena kept;
static text path;

static void prepare(void)
{
    path = path_join(&kept, make_scratch(), TEXT("builds"));
}

static void try_input(text input)
{
    build_cache opened = { .memory = &memory };
    reading_cache readings;
    word_reading reading;
    require(file_write(path, input));
    build_cache_open(&opened, path);
    if (!reading_cache_load(&readings, input, TEXT("1")))
        return;
    static const text words[] = { TEXT_CONSTANT("a"), TEXT_CONSTANT("tori"), TEXT_CONSTANT("torilla"), TEXT_CONSTANT("zz"), TEXT_CONSTANT("b") };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        reading_cache_find(&readings, &memory, words[i], &reading);
}
