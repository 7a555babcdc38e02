// Words: tokens, what two rows of them have in common, and the runs that come of it. See differences.h.
#include "forks/differences.h"

#include "base/unicode.h"

#include <string.h>

enum { TOKEN_LIMIT = 60000, EDIT_LIMIT = 1600, FIRST_EDITS = 100 };

// ---- Tokens

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static bool is_part_of_word(uint32_t character)
{
    return unicode_is_letter(character) || unicode_is_digit(character) || unicode_is_unseen(character)
        || (character >= 0x300 && character < 0x370);
}

static size_t number_of(table *numbers, text word)
{
    bool is_new;
    uintptr_t *number = table_put(numbers, word, &is_new);
    if (is_new)
        *number = numbers->count;
    return (size_t)*number;
}

// A piece without white space: marks at its ends are tokens of their own, marks within belong to the word ("EU:n", "1,5").
static void add_piece(arena *memory, word_tokens *into, text piece, bool has_space, table *numbers)
{
    size_t first = piece.length, last = 0;
    for (text rest = piece; rest.length > 0;) {
        uint32_t character;
        size_t at_byte = piece.length - rest.length;
        unicode_take(&rest, &character);
        if (!is_part_of_word(character))
            continue;
        if (first == piece.length)
            first = at_byte;
        last = piece.length - rest.length;
    }
    for (text rest = piece; rest.length > 0;) {
        size_t from = piece.length - rest.length;
        uint32_t ignored;
        if (from == first)
            rest = text_from(piece, last);
        else
            unicode_take(&rest, &ignored);
        text word = text_slice(piece, from, piece.length - rest.length);
        *ARENA_PUSH(memory, *into) = (word_token){ word, number_of(numbers, word), has_space && from == 0 };
    }
}

word_tokens differences_tokens(arena *memory, text t, table *numbers)
{
    word_tokens made = { 0 };
    bool has_space = false;
    for (size_t i = 0; i < t.length;) {
        size_t end = i;
        bool has_line_end = false;
        while (end < t.length && is_space(t.bytes[end]))
            has_line_end |= t.bytes[end++] == '\n';
        if (has_line_end && made.count > 0 && end < t.length)
            *ARENA_PUSH(memory, made) = (word_token){ TEXT("\n"), number_of(numbers, TEXT("\n")), false };
        has_space = end > i && !has_line_end && made.count > 0;
        for (i = end; end < t.length && !is_space(t.bytes[end]);)
            end++;
        add_piece(memory, &made, text_slice(t, i, end), has_space, numbers);
        i = end;
    }
    return made;
}

// ---- What is common (Myers, "An O(ND) difference algorithm")

typedef struct {
    const size_t *a, *b;
    int a_count, b_count;
    int *reached;               // by edits and diagonal: how far in [a]
    size_t *steps;              // that may still be taken
} matcher;

static int *row_of(const matcher *with, int edits)
{
    return with->reached + (size_t)edits * ((size_t)edits + 1) / 2;
}

// Row [edits] has the diagonals -edits, -edits + 2, ... edits.
static int reached_at(const matcher *with, int edits, int diagonal)
{
    return row_of(with, edits)[(diagonal + edits) / 2];
}

// Whether the best way to [diagonal] with [edits] edits comes from an addition.
static bool comes_by_addition(const matcher *with, int edits, int diagonal)
{
    if (diagonal == -edits)
        return true;
    if (diagonal == edits)
        return false;
    return reached_at(with, edits - 1, diagonal - 1) < reached_at(with, edits - 1, diagonal + 1);
}

// How many edits are needed; -1 when there are more than allowed, or no steps are left.
static int count_edits(const matcher *with, int limit)
{
    for (int edits = 0; edits <= limit; edits++) {
        size_t taken = (size_t)edits + 1;
        for (int diagonal = -edits; diagonal <= edits; diagonal += 2) {
            int x = 0;
            if (edits > 0)
                x = comes_by_addition(with, edits, diagonal) ? reached_at(with, edits - 1, diagonal + 1)
                                                             : reached_at(with, edits - 1, diagonal - 1) + 1;
            int y = x - diagonal;
            while (x < with->a_count && y >= 0 && y < with->b_count && with->a[x] == with->b[y]) {
                x++;
                y++;
                taken++;
            }
            row_of(with, edits)[(diagonal + edits) / 2] = x;
            if (x >= with->a_count && y >= with->b_count)
                return edits;
        }
        if (taken > *with->steps)
            return -1;
        *with->steps -= taken;
    }
    return -1;
}

static void note_matches(const matcher *with, int edits, size_t offset, size_t *match)
{
    int x = with->a_count, y = with->b_count;
    for (; edits >= 0; edits--) {
        int diagonal = x - y, from = 0;
        bool is_addition = edits > 0 && comes_by_addition(with, edits, diagonal);
        if (edits > 0)
            from = is_addition ? reached_at(with, edits - 1, diagonal + 1) : reached_at(with, edits - 1, diagonal - 1) + 1;
        while (x > from) {
            x--;
            y--;
            match[offset + (size_t)x] = offset + (size_t)y;
        }
        if (edits > 0 && is_addition)
            y--;
        else if (edits > 0)
            x--;
    }
}

size_t *differences_match(arena *memory, const size_t *a, size_t a_count, const size_t *b, size_t b_count, size_t *steps)
{
    size_t *match = ARENA_NEW(memory, size_t, a_count + 1), start = 0, end = 0;
    for (size_t i = 0; i < a_count; i++)
        match[i] = NO_MATCH;
    while (start < a_count && start < b_count && a[start] == b[start]) {
        match[start] = start;
        start++;
    }
    while (end < a_count - start && end < b_count - start && a[a_count - 1 - end] == b[b_count - 1 - end]) {
        match[a_count - 1 - end] = b_count - 1 - end;
        end++;
    }
    size_t a_left = a_count - start - end, b_left = b_count - start - end;
    if (a_left == 0 || b_left == 0 || a_left > TOKEN_LIMIT || b_left > TOKEN_LIMIT)
        return match;
    size_t most = a_left + b_left < EDIT_LIMIT ? a_left + b_left : EDIT_LIMIT;
    matcher with = { .a = a + start, .b = b + start, .a_count = (int)a_left, .b_count = (int)b_left, .steps = steps };
    // Most texts differ little: the room for many edits is made when few were not enough.
    int edits = -1;
    for (size_t tried = FIRST_EDITS; edits < 0 && *steps > 0; tried *= 4) {
        size_t limit = tried < most ? tried : most;
        arena scratch = { 0 };
        with.reached = ARENA_NEW(&scratch, int, (limit + 1) * (limit + 2) / 2);
        edits = count_edits(&with, (int)limit);
        if (edits >= 0)
            note_matches(&with, edits, start, match);
        arena_free(&scratch);
        if (limit == most)
            break;
    }
    return match;
}

// ---- Runs

typedef struct {
    const word_tokens *before, *after;
    size_t *match;              // by place in [before]
} aligned;

static bool is_word(const word_token *token)
{
    uint32_t character;
    text rest = token->word;
    return unicode_take(&rest, &character) && is_part_of_word(character);
}

static size_t words_between(const word_tokens *from, size_t start, size_t end)
{
    size_t count = 0;
    for (size_t i = start; i < end; i++)
        count += is_word(&from->items[i]);
    return count;
}

// A stretch of changes: before [b_from, b_to) was in the place of after [a_from, a_to).
typedef struct {
    size_t b_from, b_to, a_from, a_to;
} stretch;

typedef struct {
    stretch *items;
    size_t count, capacity;
} stretches;

static stretches find_stretches(arena *memory, const aligned *with)
{
    stretches found = { 0 };
    size_t b = 0, a = 0;
    while (b < with->before->count || a < with->after->count) {
        stretch changed = { b, b, a, a };
        while (b < with->before->count && with->match[b] == NO_MATCH)
            b++;
        a = b < with->before->count ? with->match[b] : with->after->count;
        changed.b_to = b;
        changed.a_to = a;
        if (changed.b_to > changed.b_from || changed.a_to > changed.a_from)
            *ARENA_PUSH(memory, found) = changed;
        while (b < with->before->count && a < with->after->count && with->match[b] == a) {
            b++;
            a++;
        }
    }
    return found;
}

static size_t words_in_stretch(const aligned *with, const stretch *of)
{
    size_t before = words_between(with->before, of->b_from, of->b_to), after = words_between(with->after, of->a_from, of->a_to);
    return before > after ? before : after;
}

// A lone mark or a lone small word between two changes of many words says nothing: one larger change reads better.
static bool is_noise(const aligned *with, const stretch *left, const stretch *right)
{
    for (size_t i = left->b_to; i < right->b_from; i++)
        if (text_equals(with->before->items[i].word, TEXT("\n")))
            return false;
    bool is_replaced = left->b_to > left->b_from && left->a_to > left->a_from && right->b_to > right->b_from
                    && right->a_to > right->a_from;
    size_t same = words_between(with->before, left->b_to, right->b_from);
    size_t least = words_in_stretch(with, left), other = words_in_stretch(with, right);
    if (other < least)
        least = other;
    return is_replaced && (same == 0 ? least > 0 && right->b_from - left->b_to == 1 : same * 3 <= least);
}

static void join_stretches(const aligned *with, stretches *of)
{
    size_t kept = 0;
    for (size_t i = 1; i < of->count; i++) {
        if (is_noise(with, &of->items[kept], &of->items[i])) {
            of->items[kept].b_to = of->items[i].b_to;
            of->items[kept].a_to = of->items[i].a_to;
        } else {
            of->items[++kept] = of->items[i];
        }
    }
    if (of->count > 0)
        of->count = kept + 1;
}

static void add_run(arena *memory, word_runs *into, run_type type, const word_tokens *from, size_t start, size_t end)
{
    if (start == end)
        return;
    size_t length = 0;
    for (size_t i = start; i < end; i++)
        length += from->items[i].word.length + 1;
    char *bytes = arena_allocate(memory, length, 1), *next = bytes;
    for (size_t i = start; i < end; i++) {
        const word_token *token = &from->items[i];
        if (token->has_space && i > start)
            *next++ = ' ';
        memcpy(next, token->word.bytes, token->word.length);
        next += token->word.length;
    }
    *ARENA_PUSH(memory, *into) = (word_run){ type, from->items[start].has_space, text_between(bytes, next) };
}

word_runs differences_of_texts(arena *memory, text before, text after)
{
    size_t steps = DIFFERENCES_STEPS;
    return differences_of_texts_within(memory, before, after, &steps);
}

word_runs differences_of_texts_within(arena *memory, text before, text after, size_t *steps)
{
    table numbers = { .memory = memory };
    word_tokens b = differences_tokens(memory, before, &numbers), a = differences_tokens(memory, after, &numbers);
    size_t *b_numbers = ARENA_NEW(memory, size_t, b.count + 1), *a_numbers = ARENA_NEW(memory, size_t, a.count + 1);
    for (size_t i = 0; i < b.count; i++)
        b_numbers[i] = b.items[i].number;
    for (size_t i = 0; i < a.count; i++)
        a_numbers[i] = a.items[i].number;
    aligned with = { &b, &a, differences_match(memory, b_numbers, b.count, a_numbers, a.count, steps) };
    stretches changed = find_stretches(memory, &with);
    join_stretches(&with, &changed);
    word_runs made = { 0 };
    size_t done = 0;
    for (size_t i = 0; i < changed.count; i++) {
        add_run(memory, &made, RUN_SAME, &a, done, changed.items[i].a_from);
        add_run(memory, &made, RUN_REMOVED, &b, changed.items[i].b_from, changed.items[i].b_to);
        add_run(memory, &made, RUN_ADDED, &a, changed.items[i].a_from, changed.items[i].a_to);
        done = changed.items[i].a_to;
    }
    add_run(memory, &made, RUN_SAME, &a, done, a.count);
    return made;
}

bool differences_are_none(const word_runs *runs)
{
    for (size_t i = 0; i < runs->count; i++)
        if (runs->items[i].type != RUN_SAME)
            return false;
    return true;
}

// ---- Folding

// The first or last [words] words of [t], whole.
static text end_of(text t, size_t words, bool is_last)
{
    size_t seen = 0, i = 0;
    for (; i < t.length; i++) {
        size_t from_start = is_last ? t.length - 1 - i : i;
        if (is_space(t.bytes[from_start]) && ++seen == words)
            break;
    }
    return is_last ? text_from(t, t.length - i) : text_slice(t, 0, i);
}

static size_t spaces_in(text t)
{
    size_t count = 0;
    for (size_t i = 0; i < t.length; i++)
        count += is_space(t.bytes[i]);
    return count;
}

word_runs differences_folded(arena *memory, const word_runs *whole, size_t words)
{
    word_runs made = { 0 };
    for (size_t i = 0; i < whole->count; i++) {
        word_run run = whole->items[i];
        bool is_long = run.type == RUN_SAME && spaces_in(run.words) > 2 * words;
        bool is_first = i == 0 && whole->count > 1, is_last = i + 1 == whole->count;
        if (is_long) {
            text start = is_first ? (text){ 0 } : end_of(run.words, words, false);
            text end = is_last ? (text){ 0 } : end_of(run.words, words, true);
            run.words = text_format(memory, "%.*s%s…%s%.*s", TEXT_PRINT(start), is_first ? "" : " ", is_last ? "" : " ",
                                    TEXT_PRINT(end));
        }
        *ARENA_PUSH(memory, made) = run;
    }
    return made;
}
