#include "search/page_words.h"

#include "base/packed.h"
#include "language/search_words.h"
#include "language/words.h"

#include <string.h>

enum {
    WORD_EFFORT = 18,           // of any word
    SHORT_WORD = 8,             // bytes; longer ones are compounds, more often than not
    JOINT_EFFORT = 25           // every piece is looked up, and all together
};

struct word_count {
    unsigned fixed, body;
};

// ---- Sections

static void add_body(buffer *body, text words)
{
    if (words.length == 0)
        return;
    if (body->length > 0)
        buffer_add_byte(body, ' ');
    buffer_add(body, words);
}

static void add_block(buffer *body, const node *block)
{
    size_t before = body->length;
    if (before > 0)
        buffer_add_byte(body, ' ');
    size_t start = body->length;
    document_add_plain_text(body, block);
    if (body->length == start)
        body->length = before;
}

static void end_section(arena *memory, page_sections *sections, page_section *open, buffer *body)
{
    open->body = text_copy(memory, buffer_text(body));
    buffer_clear(body);
    if (open->id.length > 0 || open->body.length > 0)
        *ARENA_PUSH(memory, *sections) = *open;
}

page_sections page_sections_of(arena *memory, const node *document,
                               text (*block_words)(arena *memory, void *context, const node *block), void *context)
{
    page_sections sections = { 0 };
    page_section open = { 0 };
    buffer body = { 0 };
    for (const node *block = document->first; block != NULL; block = block->next) {
        if (block->type == NODE_HEADING) {
            end_section(memory, &sections, &open, &body);
            open = (page_section){ .id = block->heading.id, .title = document_plain_text(memory, block) };
        } else if (block->type != NODE_BLOCK) {
            add_block(&body, block);
        } else if (block_words != NULL) {
            add_body(&body, block_words(memory, context, block));
        }
    }
    end_section(memory, &sections, &open, &body);
    buffer_free(&body);
    return sections;
}

// ---- Counting

// A word of a short title says more; none says nothing, for what is said with no weight is not said.
static unsigned weight_in_title(size_t length)
{
    size_t weight = 8 * 16 * 5 / (2 + length);
    return weight > 0 ? (unsigned)weight : 1;
}

// In sixteenths of one mention in the text.
static unsigned weight_at(words_place where, size_t length)
{
    switch (where) {
    case WORDS_TITLE: return weight_in_title(length);
    case WORDS_NAME: return 6 * 16;
    case WORDS_HEADING: return 3 * 16;
    case WORDS_TAG: return 2 * 16;
    case WORDS_SUMMARY: return 2 * 16;
    case WORDS_KIND: return 8;
    case WORDS_BODY: break;
    }
    return 0;
}

// Of a compound all that two or more of its parts make is looked up, too: that is the square of how many they are.
size_t word_effort(text surface)
{
    size_t more = surface.length > SHORT_WORD ? surface.length - SHORT_WORD : 0, effort = WORD_EFFORT + more * more;
    for (size_t i = 0; i < surface.length; i++)
        effort += memchr("-:'", surface.bytes[i], 3) != NULL ? JOINT_EFFORT : 0;
    return effort;
}

static bool has_room(word_counts *in, text surface)
{
    size_t number;
    if (in->effort <= PAGE_EFFORT_LIMIT || surfaces_find(&in->surfaces, surface, &number))
        return true;
    if (in->left_out.length == 0)
        in->left_out = surface;
    return false;
}

static void count_word(word_counts *into, text surface, unsigned fixed, unsigned body)
{
    bool is_new;
    if (!has_room(into, surface))
        return;
    size_t number = surfaces_number(&into->surfaces, surface, table_hash(surface), &is_new);
    if (is_new) {
        *ARENA_PUSH(into->memory, *into) = (struct word_count){ 0 };
        into->effort += word_effort(surface);
    }
    into->items[number].fixed += fixed;
    into->items[number].body += body;
}

void word_counts_add(word_counts *into, text words, words_place where)
{
    into->surfaces.memory = into->memory;
    size_t length = where == WORDS_TITLE ? words_count(words) : 0;
    unsigned fixed = weight_at(where, length), body = where == WORDS_BODY;
    word_span found;
    for (size_t offset = 0; words_next(words, &offset, &found);) {
        text surface = search_word_surface(into->memory, text_slice(words, found.from, found.to));
        into->body_length += body;
        if (surface.length > 0)
            count_word(into, surface, fixed, body);
    }
}

void word_counts_add_sections(word_counts *into, const page_sections *sections)
{
    for (size_t i = 0; i < sections->count; i++) {
        word_counts_add(into, sections->items[i].title, WORDS_HEADING);
        word_counts_add(into, sections->items[i].body, WORDS_BODY);
    }
}

// ---- Records

void word_counts_to_record(const word_counts *from, buffer *record)
{
    buffer told = { 0 };
    record_add_number(&told, from->body_length);
    record_add_number(&told, from->count);
    for (size_t i = 0; i < from->count; i++) {
        const struct word_count *counted = &from->items[i];
        packed_add_text(&told, from->surfaces.items[i]);
        packed_add(&told, (uint64_t)counted->body << 1 | (counted->fixed > 0));
        if (counted->fixed > 0)
            packed_add(&told, counted->fixed);
    }
    fingerprint words = fingerprint_of(buffer_text(&told));
    buffer_add(record, fingerprint_text(&words));
    buffer_add(record, buffer_text(&told));
    buffer_free(&told);
}

fingerprint counted_words_fingerprint(text record)
{
    fingerprint words = { { 0 } };
    if (record.length >= sizeof words.bytes)
        memcpy(words.bytes, record.bytes, sizeof words.bytes);
    return words;
}

size_t counted_words_body_length(text record)
{
    text rest = text_from(record, sizeof(fingerprint));
    return (size_t)record_take_number(&rest);
}

size_t counted_words_begin(text *record, size_t *body_length)
{
    *record = text_from(*record, sizeof(fingerprint));
    *body_length = (size_t)record_take_number(record);
    return (size_t)record_take_number(record);
}

counted_surface counted_words_next(text *record)
{
    uint64_t body = 0, fixed = 0;
    counted_surface taken = { .surface = packed_take_text(record) };
    if (!packed_take(record, &body))
        return (counted_surface){ 0 };
    if ((body & 1) != 0 && !packed_take(record, &fixed))
        return (counted_surface){ 0 };
    taken.body = (unsigned)(body >> 1);
    taken.fixed = (unsigned)fixed;
    return taken;
}
