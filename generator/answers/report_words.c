#include "answers/report_words.h"

#include "base/buffer.h"

const report_words *report_words_read(arena *memory, const theme *from, size_t language)
{
    report_words *into = ARENA_NEW(memory, report_words, 1);
#define REPORT_STRING(name) into->name = theme_string(from, language, "report." #name);
    REPORT_STRINGS(REPORT_STRING)
#undef REPORT_STRING
    return into;
}

static const report_part *find_part(text name, const report_part *parts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (text_equals(name, text_of(parts[i].name)))
            return &parts[i];
    return NULL;
}

text report_fill(arena *memory, text sentence, const report_part *parts, size_t count)
{
    buffer made = { 0 };
    size_t at = 0, open;
    while ((open = text_find_byte(sentence, '{', at)) != TEXT_NOT_FOUND) {
        size_t close = text_find_byte(sentence, '}', open);
        const report_part *part = close == TEXT_NOT_FOUND ? NULL
                                : find_part(text_slice(sentence, open + 1, close), parts, count);
        buffer_add(&made, text_slice(sentence, at, open));
        buffer_add(&made, part != NULL ? part->said : TEXT("{"));
        at = part != NULL ? close + 1 : open + 1;
    }
    buffer_add(&made, text_from(sentence, at));
    text filled = text_copy(memory, buffer_text(&made));
    buffer_free(&made);
    return filled;
}
