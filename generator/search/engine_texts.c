#include "search/engine.h"

#include "base/unicode.h"
#include "language/search_words.h"
#include "language/words.h"

#include <string.h>

enum { EXCERPT = 200, BEFORE = 50, NEAR_HITS = 40 };

// ---- Likeness

static size_t place_in(text word, text stem)
{
    return text_find(word, stem, 0);
}

// Whether a word of a text is the query's word, or akin to it.
static likeness likeness_of(text folded, const meaning *wanted)
{
    likeness best = UNLIKE;
    if (text_equals(folded, wanted->folded))
        return SAME;
    for (size_t i = 0; i < wanted->strong.count; i++) {
        text stem = wanted->strong.items[i];
        size_t place = place_in(folded, stem), length = unicode_count(stem);
        if (place == TEXT_NOT_FOUND)
            continue;
        if (place == 0 && unicode_count(folded) - length <= (length < 4 ? 3 : 5))
            return SAME;
        if (place == 0 || length >= 4)
            best = AKIN;
    }
    for (size_t i = 0; i < wanted->weak.count && best == UNLIKE; i++) {
        size_t place = place_in(folded, wanted->weak.items[i]);
        if (place == 0 || (place != TEXT_NOT_FOUND && unicode_count(wanted->weak.items[i]) >= 4))
            best = AKIN;
    }
    return best;
}

// ---- Reading

// Characters as scripts count them: those beyond the first plane are two.
static size_t count_units(text t)
{
    size_t count = 0;
    for (uint32_t character; unicode_take(&t, &character);)
        count += character > 0xFFFF ? 2 : 1;
    return count;
}

static reading read_text(arena *memory, text words, const meaning *meanings, size_t count)
{
    reading made = { .text = words };
    word_span found;
    size_t at = 0, units = 0;
    for (size_t offset = 0; words_next(words, &offset, &found);) {
        text word = text_slice(words, found.from, found.to);
        text folded = search_word_fold(memory, search_word_surface(memory, word));
        if (folded.length == 0)
            continue;
        units += count_units(text_slice(words, at, found.from));
        size_t first = units;
        units += count_units(word);
        at = found.to;
        for (size_t w = 0; w < count; w++) {
            likeness value = likeness_of(folded, &meanings[w]);
            if (value != UNLIKE)
                *ARENA_PUSH(memory, made.hits) = (token_hit){ made.tokens.count, w, value };
        }
        *ARENA_PUSH(memory, made.tokens) = (text_token){ found.from, found.to, first, units };
    }
    made.length = units + count_units(text_from(words, at));
    return made;
}

static text item(const data *list, size_t place)
{
    bool is_there = list->type == DATA_LIST && place < list->list.count;
    return is_there && list->list.items[place]->type == DATA_TEXT ? list->list.items[place]->text : (text){ 0 };
}

page_reading page_read(arena *memory, const data *page, const meaning *meanings, size_t count)
{
    const data *parts = page->list.items[4];
    page_reading made = {
        .url = item(page, 0), .kind = item(page, 2),
        .title = read_text(memory, item(page, 1), meanings, count),
        .summary = read_text(memory, item(page, 3), meanings, count),
        .parts = ARENA_NEW(memory, part_reading, parts->list.count + 1), .part_count = parts->list.count,
    };
    for (size_t i = 0; i < made.part_count; i++) {
        const data *part = parts->list.items[i];
        made.parts[i] = (part_reading){ item(part, 0), read_text(memory, item(part, 1), meanings, count),
                                        read_text(memory, item(part, 2), meanings, count) };
    }
    return made;
}

// ---- Phrases and titles

static bool has_word_at(const reading *of, size_t from, size_t token, size_t word)
{
    for (size_t h = from; h < of->hits.count && of->hits.items[h].token <= token; h++) {
        const token_hit *hit = &of->hits.items[h];
        if (hit->token == token && hit->word == word && hit->value == SAME)
            return true;
    }
    return false;
}

static bool has_phrase(const reading *of, const query_phrase *phrase)
{
    for (size_t h = 0; h < of->hits.count; h++) {
        const token_hit *first = &of->hits.items[h];
        bool is_there = first->word == phrase->numbers[0];
        size_t from = h;
        while (from > 0 && of->hits.items[from - 1].token == first->token)
            from--;
        for (size_t step = 0; step < phrase->count && is_there; step++)
            is_there = has_word_at(of, from, first->token + step, phrase->numbers[step]);
        if (is_there)
            return true;
    }
    return false;
}

bool page_has_phrase(const page_reading *page, const query_phrase *phrase)
{
    bool is_there = has_phrase(&page->title, phrase) || has_phrase(&page->summary, phrase);
    for (size_t i = 0; i < page->part_count && !is_there; i++)
        is_there = has_phrase(&page->parts[i].heading, phrase) || has_phrase(&page->parts[i].body, phrase);
    return is_there;
}

typedef struct {
    likeness by_word[MEANINGS_LIMIT];
} best_likeness;

static void note_hit(best_likeness *best, const token_hit *hit)
{
    if (hit->value > best->by_word[hit->word])
        best->by_word[hit->word] = hit->value;
}

static size_t sum(const best_likeness *best, size_t count)
{
    size_t all = 0;
    for (size_t w = 0; w < count; w++)
        all += (size_t)best->by_word[w];
    return all;
}

static size_t sum_of(const reading *of, size_t count)
{
    best_likeness best = { { UNLIKE } };
    for (size_t h = 0; h < of->hits.count; h++)
        note_hit(&best, &of->hits.items[h]);
    return sum(&best, count);
}

// Every word of the query stands in the title: the page is about it.
static bool is_about(const page_reading *page, size_t count)
{
    return count > 0 && sum_of(&page->title, count) == count * SAME;
}

uint64_t page_bonus(const page_reading *page, size_t count)
{
    uint64_t percent = 0, covered = 0, length = page->title.tokens.count;
    size_t last = SIZE_MAX;
    query_phrase all = { .count = count < QUERY_WORDS_LIMIT ? count : QUERY_WORDS_LIMIT };
    if (is_about(page, count)) {
        for (size_t h = 0; h < page->title.hits.count; h++) {
            const token_hit *hit = &page->title.hits.items[h];
            covered += hit->value == SAME && hit->token != last;
            last = hit->value == SAME ? hit->token : last;
        }
        percent = covered == length ? 60 : 20 + 20 * covered / length;
    }
    for (size_t w = 0; w < all.count; w++)
        all.numbers[w] = w;
    return percent + (count > 1 && page_has_phrase(page, &all) ? 15 : 0);
}

// ---- Excerpts

static const part_reading *best_part(const page_reading *page, size_t count)
{
    const part_reading *best = NULL;
    size_t most = 0;
    for (size_t i = 0; i < page->part_count; i++) {
        const part_reading *part = &page->parts[i];
        size_t hits = part->body.hits.count < 9 ? part->body.hits.count : 9;
        size_t points = 20 * sum_of(&part->body, count) + 12 * sum_of(&part->heading, count) + hits;
        if (points > most) {
            most = points;
            best = part;
        }
    }
    return best;
}

// The place in a long text where most of the words stand together.
static size_t best_place(const reading *of, size_t count)
{
    size_t best_at = 0, most = 0;
    for (size_t h = 0; h < of->hits.count; h++) {
        best_likeness best = { { UNLIKE } };
        size_t first = of->tokens.items[of->hits.items[h].token].first, inside = 0;
        for (size_t i = h; i < of->hits.count && i < h + NEAR_HITS; i++) {
            if (of->tokens.items[of->hits.items[i].token].last - first > EXCERPT - BEFORE)
                continue;
            note_hit(&best, &of->hits.items[i]);
            inside++;
        }
        size_t points = 10 * sum(&best, count) + (inside < 9 ? inside : 9);
        if (points > most) {
            most = points;
            best_at = first;
        }
    }
    return best_at;
}

static size_t byte_of(text t, size_t units)
{
    text rest = t;
    size_t count = 0;
    for (uint32_t character; count < units && unicode_take(&rest, &character);)
        count += character > 0xFFFF ? 2 : 1;
    return t.length - rest.length;
}

static text cut_excerpt(arena *memory, const reading *of, size_t count)
{
    size_t place = best_place(of, count), wanted = place > BEFORE ? place - BEFORE : 0, units = 0;
    size_t from = 0, to = of->text.length;
    for (size_t t = 0; wanted > 0 && t < of->tokens.count; t++) {
        if (of->tokens.items[t].first < wanted)
            continue;
        from = of->tokens.items[t].from;
        units = of->tokens.items[t].first;
        break;
    }
    if (of->length - units > EXCERPT) {
        to = 0;
        for (size_t t = 0; t < of->tokens.count; t++)
            if (of->tokens.items[t].first >= units && of->tokens.items[t].last <= units + EXCERPT)
                to = of->tokens.items[t].to;
        if (to == 0)
            to = byte_of(of->text, units + EXCERPT);
    }
    return text_format(memory, "%s%.*s%s", from > 0 ? "…" : "", TEXT_PRINT(text_slice(of->text, from, to)),
                       to < of->text.length ? "…" : "");
}

static text encoded(arena *memory, text id)
{
    buffer out = { 0 };
    for (size_t i = 0; i < id.length; i++) {
        char byte = id.bytes[i];
        bool is_plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9')
                     || (byte != '\0' && strchr("-_.!~*'()", byte) != NULL);
        if (is_plain)
            buffer_add_byte(&out, byte);
        else
            buffer_format(&out, "%%%02X", (unsigned)(unsigned char)byte);
    }
    text made = text_copy(memory, buffer_text(&out));
    buffer_free(&out);
    return made;
}

void page_show(arena *memory, const search_index *in, const page_reading *page, size_t count, search_hit *hit)
{
    bool about = is_about(page, count);
    const part_reading *part = about && page->summary.hits.count > 0 ? NULL : best_part(page, count);
    const reading *shown = part != NULL ? &part->body : &page->summary;
    if (part == NULL && page->summary.text.length == 0 && page->part_count > 0)
        shown = &page->parts[0].body;
    hit->url = page->url;
    hit->title = page->title.text;
    hit->kind = index_kind_label(in, page->kind);
    hit->excerpt = cut_excerpt(memory, shown, count);
    if (part == NULL || part->id.length == 0 || about)
        return;
    hit->heading = part->heading.text;
    hit->url = text_format(memory, "%.*s#%.*s", TEXT_PRINT(page->url), TEXT_PRINT(encoded(memory, part->id)));
}
