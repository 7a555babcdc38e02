#include "search/query.h"

#include "base/unicode.h"
#include "language/search_words.h"
#include "language/words.h"

typedef struct {
    arena *memory;
    const search_index *in;
    text rest;
    size_t taken;           // words
    search_query *query;
} parser;

static bool is_space(uint32_t c)
{
    return c <= 0x20 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029
        || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

static bool is_quote(uint32_t c)
{
    return c == '"' || c == 0x201C || c == 0x201D || c == 0x201E || c == 0xAB || c == 0xBB;
}

// The first characters of the query, with one sort of quotation mark.
static text plain_query(arena *memory, text asked)
{
    buffer out = { 0 };
    uint32_t character;
    for (size_t i = 0; i < QUERY_LIMIT && unicode_take(&asked, &character); i++) {
        char bytes[4];
        buffer_add(&out, (text){ bytes, unicode_encode(is_quote(character) ? '"' : character, bytes) });
    }
    text plain = text_copy(memory, buffer_text(&out));
    buffer_free(&out);
    return plain;
}

// ---- Words

static size_t number_of(search_query *query, text word)
{
    for (size_t i = 0; i < query->word_count; i++)
        if (text_equals(query->words[i], word))
            return i;
    query->words[query->word_count] = word;
    return query->word_count++;
}

static size_t take_words(parser *from, text part, text *words)
{
    size_t count = 0;
    word_span found;
    for (size_t offset = 0; from->taken < QUERY_WORDS_LIMIT && words_next(part, &offset, &found);) {
        text surface = search_word_surface(from->memory, text_slice(part, found.from, found.to));
        text folded = search_word_fold(from->memory, surface);
        if (folded.length == 0)
            continue;
        words[count++] = text_copy(from->memory, folded);
        from->taken++;
    }
    return count;
}

static void add_words(parser *from, text part, bool is_out, bool is_phrase)
{
    search_query *query = from->query;
    query_group group = { .count = take_words(from, part, group.words) };
    if (is_out) {
        if (group.count > 0)
            query->unwanted[query->unwanted_count++] = group;
        return;
    }
    query_phrase phrase = { .count = group.count };
    for (size_t i = 0; i < group.count; i++)
        phrase.numbers[i] = number_of(query, group.words[i]);
    if (is_phrase && phrase.count > 1)
        query->phrases[query->phrase_count++] = phrase;
}

// ---- Parts

static text take_quoted(parser *from)
{
    size_t end = text_find_byte(from->rest, '"', 1);
    text quoted = text_slice(from->rest, 1, end);
    from->rest = end == TEXT_NOT_FOUND ? (text){ 0 } : text_from(from->rest, end + 1);
    return quoted;
}

static text take_plain(parser *from)
{
    text rest = from->rest, before = rest;
    for (uint32_t character; unicode_take(&rest, &character); before = rest)
        if (character == '"' || is_space(character))
            break;
    text plain = text_slice(from->rest, 0, from->rest.length - before.length);
    from->rest = before;
    return plain;
}

static void take_part(parser *from, bool is_out)
{
    if (text_starts_with(from->rest, TEXT("\""))) {
        add_words(from, take_quoted(from), is_out, true);
        return;
    }
    text plain = take_plain(from);
    size_t colon = text_find_byte(plain, ':', 0), facet;
    bool is_field = colon != TEXT_NOT_FOUND && colon > 0
                 && index_facet_named(from->in, index_fold_all(from->memory, text_slice(plain, 0, colon)), &facet);
    if (!is_field) {
        add_words(from, plain, is_out, false);
        return;
    }
    bool is_quoted = colon + 1 == plain.length && text_starts_with(from->rest, TEXT("\""));
    text value = index_fold_all(from->memory, is_quoted ? take_quoted(from) : text_from(plain, colon + 1));
    if (value.length > 0)
        *ARENA_PUSH(from->memory, from->query->filters) = (query_filter){ facet, value, is_out };
}

search_query query_parse(arena *memory, const search_index *in, text asked)
{
    search_query query = { 0 };
    parser from = { memory, in, plain_query(memory, asked), 0, &query };
    while (from.rest.length > 0) {
        text after = from.rest, next;
        uint32_t character = 0, following = ' ';
        unicode_take(&after, &character);
        if (is_space(character)) {
            from.rest = after;
            continue;
        }
        next = after;
        bool is_out = character == '-' && unicode_take(&next, &following) && !is_space(following);
        if (is_out)
            from.rest = after;
        take_part(&from, is_out);
    }
    return query;
}
