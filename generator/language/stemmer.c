#include "stemmer.h"

#include <libstemmer.h>

enum { WORD_LIMIT = 200 };      // bytes

stemmer *stemmer_open(text language)
{
    static const struct {
        text language;
        const char *algorithm;
    } algorithms[] = {
        { TEXT_CONSTANT("fi"), "finnish" }, { TEXT_CONSTANT("sv"), "swedish" }, { TEXT_CONSTANT("en"), "english" },
    };
    for (size_t i = 0; i < sizeof algorithms / sizeof *algorithms; i++)
        if (text_equals(language, algorithms[i].language))
            return sb_stemmer_new(algorithms[i].algorithm, "UTF_8");
    return NULL;
}

void stemmer_close(stemmer *opened)
{
    sb_stemmer_delete(opened);
}

text stemmer_stem(stemmer *opened, arena *memory, text lower)
{
    if (lower.length > WORD_LIMIT)
        return lower;
    const sb_symbol *stem = sb_stemmer_stem(opened, (const sb_symbol *)lower.bytes, (int)lower.length);
    if (stem == NULL)
        memory_exhausted();
    return text_copy(memory, (text){ (const char *)stem, (size_t)sb_stemmer_length(opened) });
}
