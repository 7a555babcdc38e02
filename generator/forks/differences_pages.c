// Pages: fields by key; blocks matched first, then word by word. See differences.h.
#include "forks/differences_blocks.h"

#include "source/front_matter.h"
#include "source/yaml.h"

// Blocks are told as changed, not as one removed and another added, when so much of their words is the same.
static const double ALIKE = 0.4;
enum { PAIRS_LIMIT = 4096 };

// Nobody reads more than this of one page, or of a site.
enum { LINES_COMPARED = 20000 };
static const differences_room ROOM_OF_PAGE = { .differences = 1000, .runs = 10000, .bytes = 2 * 1024 * 1024 };

differences_room differences_room_of_site(void)
{
    return (differences_room){ .differences = 20000, .runs = 100000, .bytes = 32 * 1024 * 1024 };
}

// ---- What is told

typedef struct {
    arena *memory, *scratch;    // what is told, and all else
    differences_room *shared, own;
    size_t steps;
    page_differences *made;
} telling;

static size_t at_most(size_t wanted, size_t there)
{
    return wanted < there ? wanted : there;
}

static void take(differences_room *from, size_t runs, size_t bytes)
{
    from->differences -= at_most(1, from->differences);
    from->runs -= at_most(runs, from->runs);
    from->bytes -= at_most(bytes, from->bytes);
}

static bool is_full(const differences_room *room)
{
    return room->differences == 0 || room->runs == 0 || room->bytes == 0;
}

// Whether one more difference is told; else it is counted.
static bool has_room(telling *to)
{
    bool fits = !is_full(&to->own) && !is_full(to->shared);
    to->made->left_out += !fits;
    return fits;
}

static word_runs kept_runs(telling *to, const word_runs *runs)
{
    word_runs made = { 0 };
    size_t bytes = 0;
    for (size_t i = 0; i < runs->count; i++) {
        word_run *kept = ARENA_PUSH(to->memory, made);
        *kept = runs->items[i];
        kept->words = text_copy(to->memory, kept->words);
        bytes += kept->words.length;
    }
    take(&to->own, runs->count, bytes);
    take(to->shared, runs->count, bytes);
    return made;
}

// ---- Values

static void add_value(buffer *out, const value *v, bool is_inner)
{
    if (v == NULL)
        return;
    if (v->type == VALUE_SCALAR) {
        buffer_add(out, text_trim(v->text));
        return;
    }
    for (size_t i = 0; i < v->count; i++) {
        if (i > 0)
            buffer_add_string(out, is_inner ? "; " : "\n");
        if (v->type == VALUE_MAP)
            buffer_format(out, "%.*s: ", TEXT_PRINT(v->entries[i].key));
        add_value(out, v->type == VALUE_MAP ? v->entries[i].value : v->items[i], true);       // at most YAML_DEPTH_LIMIT deep
    }
}

text differences_value_text(arena *memory, const value *v)
{
    buffer out = { 0 };
    add_value(&out, v, false);
    text made = text_copy(memory, buffer_text(&out));
    buffer_free(&out);
    return made;
}

// ---- Fields

typedef struct {
    telling *to;
    const value *before, *after;
    const value_words *words;
} field_comparer;

static text shown(const field_comparer *with, text key, const value *v)
{
    if (v == NULL)
        return (text){ 0 };
    return with->words != NULL ? with->words->show(with->words->context, with->to->scratch, key, v)
                               : differences_value_text(with->to->scratch, v);
}

static void compare_field(const field_comparer *with, text key)
{
    if (text_equals(key, TEXT("change_note")))
        return;
    const value *before = value_get(with->before, key), *after = value_get(with->after, key);
    telling *to = with->to;
    field_difference made = { .key = text_copy(to->memory, key), .was_there = before != NULL, .is_there = after != NULL };
    word_runs words = differences_of_texts_within(to->scratch, shown(with, key, before), shown(with, key, after), &to->steps);
    if (differences_are_none(&words) || !has_room(to))
        return;
    made.words = kept_runs(to, &words);
    *ARENA_PUSH(to->memory, to->made->fields) = made;
}

static const value *read_front(arena *memory, const page_parts *parts)
{
    diagnostics ignored = { .memory = memory };
    const value *front = parts->has_fences ? yaml_read(memory, parts->yaml, TEXT("page.md"), 2, 0, &ignored) : NULL;
    return front != NULL && front->type == VALUE_MAP ? front : NULL;
}

static void compare_fields(const field_comparer *with)
{
    for (size_t i = 0; with->after != NULL && i < with->after->count; i++)
        compare_field(with, with->after->entries[i].key);
    for (size_t i = 0; with->before != NULL && i < with->before->count; i++)
        if (value_get(with->after, with->before->entries[i].key) == NULL)
            compare_field(with, with->before->entries[i].key);
}

// ---- Blocks

typedef struct {
    telling *to;
    const compared_blocks *before, *after;
    size_t *match;              // by place in [before]: the same block, or the one it became
    bool *is_taken;             // by place in [after]
    bool *is_moved;             // by place in [after]: the same stood elsewhere
    bool *has_moved;            // by place in [before]
} block_matcher;

static double alike(const compared_block *a, const compared_block *b)
{
    size_t common = 0;
    if (a->type != b->type && (a->type == BLOCK_CODE || b->type == BLOCK_CODE || a->type == BLOCK_ROW || b->type == BLOCK_ROW))
        return 0;
    for (size_t i = 0, j = 0; i < a->word_count && j < b->word_count;) {
        if (a->words[i] == b->words[j]) {
            common++;
            i++;
            j++;
        } else if (a->words[i] < b->words[j]) {
            i++;
        } else {
            j++;
        }
    }
    size_t all = a->word_count + b->word_count;
    return all == 0 ? 1 : 2 * (double)common / (double)all;
}

// The pairs, in order, that have the most in common: the rows before [b_from, b_to) and after [a_from, a_to).
static void pair_gap(const block_matcher *with, size_t b_from, size_t b_to, size_t a_from, size_t a_to)
{
    size_t rows = b_to - b_from, columns = a_to - a_from;
    if (rows == 0 || columns == 0 || rows * columns > PAIRS_LIMIT)
        return;
    arena scratch = { 0 };
    double *best = ARENA_NEW(&scratch, double, (rows + 1) * (columns + 1));
    double *likeness = ARENA_NEW(&scratch, double, rows * columns);
    size_t width = columns + 1;
    for (size_t i = rows; i-- > 0;) {
        for (size_t j = columns; j-- > 0;) {
            double like = with->has_moved[b_from + i] || with->is_moved[a_from + j] ? 0
                        : alike(&with->before->items[b_from + i], &with->after->items[a_from + j]);
            likeness[i * columns + j] = like >= ALIKE ? like : 0;
            double paired = like >= ALIKE ? like + best[(i + 1) * width + j + 1] : 0;
            double down = best[(i + 1) * width + j], right = best[i * width + j + 1];
            double least = down > right ? down : right;
            best[i * width + j] = paired > least ? paired : least;
        }
    }
    for (size_t i = 0, j = 0; i < rows && j < columns;) {
        double like = likeness[i * columns + j], here = best[i * width + j];
        if (here > best[(i + 1) * width + j] && here > best[i * width + j + 1] && like > 0) {
            with->match[b_from + i] = a_from + j;
            with->is_taken[a_from + j] = true;
            i++;
            j++;
        } else if (here > best[i * width + j + 1]) {
            i++;
        } else {
            j++;
        }
    }
    arena_free(&scratch);
}

// What was taken away in one place and put into another, as it was.
static void find_moved(const block_matcher *with)
{
    table waiting = { .memory = with->to->scratch };
    for (size_t i = with->before->count; i-- > 0;)
        if (with->match[i] == NO_MATCH)
            *table_put(&waiting, with->before->items[i].source, NULL) = i + 1;
    for (size_t j = 0; j < with->after->count; j++) {
        const uintptr_t *from = with->is_taken[j] ? NULL : table_get(&waiting, with->after->items[j].source);
        if (from == NULL || with->has_moved[*from - 1] || with->before->items[*from - 1].number != with->after->items[j].number)
            continue;
        with->is_moved[j] = true;
        with->has_moved[*from - 1] = true;
    }
}

static void pair_gaps(const block_matcher *with)
{
    size_t b = 0, a = 0;
    while (b < with->before->count || a < with->after->count) {
        size_t b_end = b, a_end;
        while (b_end < with->before->count && with->match[b_end] == NO_MATCH)
            b_end++;
        a_end = b_end < with->before->count ? with->match[b_end] : with->after->count;
        pair_gap(with, b, b_end, a, a_end);
        b = b_end + 1;
        a = a_end + 1;
    }
}

static bool is_same(const block_matcher *with, size_t before)
{
    size_t after = with->match[before];
    return after != NO_MATCH && with->before->items[before].number == with->after->items[after].number;
}

static void add_difference(const block_matcher *with, const compared_block *before, const compared_block *after, block_change change,
                           size_t skipped)
{
    telling *to = with->to;
    const compared_block *shown_block = after != NULL ? after : before;
    if (!has_room(to))
        return;
    block_difference one = { .change = change, .type = shown_block->type, .skipped = skipped };
    one.heading = text_copy(to->memory, shown_block->heading);
    text old = before != NULL ? before->plain : (text){ 0 }, fresh = after != NULL ? after->plain : (text){ 0 };
    if (change == BLOCK_CHANGED && !text_equals(before->addresses, after->addresses)) {
        old = before->with_addresses;
        fresh = after->with_addresses;
    } else if (change == BLOCK_CHANGED && text_equals(old, fresh)) {
        old = before->source;
        fresh = after->source;
        one.is_source = true;
    } else if (change == BLOCK_MOVED) {
        old = fresh;
    }
    word_runs words = differences_of_texts_within(to->scratch, old, fresh, &to->steps);
    if (change == BLOCK_CHANGED && differences_are_none(&words))
        words = differences_of_texts_within(to->scratch, before->source, after->source, &to->steps);
    one.words = kept_runs(to, &words);
    *ARENA_PUSH(to->memory, to->made->blocks) = one;
}

// What was added to a section is told before sections that were removed behind it.
static bool is_added_first(const block_matcher *with, size_t b, size_t a, text section)
{
    return a < with->after->count && !with->is_taken[a] && text_equals(with->after->items[a].heading, section)
        && with->after->items[a].type != BLOCK_HEADING && !text_equals(with->before->items[b].heading, section);
}

// Old and new side by side, in reading order.
static void tell_blocks(const block_matcher *with)
{
    size_t b = 0, a = 0, skipped = 0;
    while (b < with->before->count || a < with->after->count) {
        size_t matched = b < with->before->count ? with->match[b] : NO_MATCH;
        text section = a > 0 ? with->after->items[a - 1].heading : (text){ 0 };
        if (b < with->before->count && matched == NO_MATCH && !is_added_first(with, b, a, section)) {
            if (!with->has_moved[b]) {
                add_difference(with, &with->before->items[b], NULL, BLOCK_REMOVED, skipped);
                skipped = 0;
            }
            b++;
        } else if (a < with->after->count && a != matched) {
            add_difference(with, NULL, &with->after->items[a], with->is_moved[a] ? BLOCK_MOVED : BLOCK_ADDED, skipped);
            skipped = 0;
            a++;
        } else {
            if (is_same(with, b)) {
                skipped++;
            } else {
                add_difference(with, &with->before->items[b], &with->after->items[a], BLOCK_CHANGED, skipped);
                skipped = 0;
            }
            b++;
            a++;
        }
    }
}

static bool has_many_lines(text body)
{
    size_t count = 0;
    for (text line; count <= LINES_COMPARED && text_take_line(&body, &line);)
        count += text_trim(line).length > 0;
    return count > LINES_COMPARED;
}

static void compare_bodies(telling *to, text before, text after)
{
    arena *memory = to->scratch;
    if (has_many_lines(before) || has_many_lines(after)) {          // not even read: that alone takes much of both
        to->made->is_too_long = !text_equals(text_trim(before), text_trim(after));
        return;
    }
    table numbers = { .memory = memory }, words = { .memory = memory };
    compared_blocks old = differences_blocks(memory, before, &numbers, &words);
    compared_blocks fresh = differences_blocks(memory, after, &numbers, &words);
    size_t *old_numbers = ARENA_NEW(memory, size_t, old.count + 1), *fresh_numbers = ARENA_NEW(memory, size_t, fresh.count + 1);
    for (size_t i = 0; i < old.count; i++)
        old_numbers[i] = old.items[i].number;
    for (size_t i = 0; i < fresh.count; i++)
        fresh_numbers[i] = fresh.items[i].number;
    block_matcher with = { to, &old, &fresh,
                           differences_match(memory, old_numbers, old.count, fresh_numbers, fresh.count, &to->steps), ARENA_NEW(memory, bool, fresh.count + 1), ARENA_NEW(memory, bool, fresh.count + 1),
                           ARENA_NEW(memory, bool, old.count + 1) };
    for (size_t i = 0; i < old.count; i++)
        if (with.match[i] != NO_MATCH)
            with.is_taken[with.match[i]] = true;
    find_moved(&with);
    pair_gaps(&with);
    tell_blocks(&with);
}

// ---- Together

page_differences differences_of_pages(arena *memory, text before, text after, const value_words *words, differences_room *room)
{
    page_differences made = { 0 };
    page_parts old, fresh;
    arena scratch = { 0 };
    diagnostics ignored = { .memory = &scratch };
    differences_room alone = ROOM_OF_PAGE;
    telling to = { memory, &scratch, room != NULL ? room : &alone, ROOM_OF_PAGE, DIFFERENCES_STEPS, &made };
    front_matter_split(before, TEXT("page.md"), &ignored, &old);
    front_matter_split(after, TEXT("page.md"), &ignored, &fresh);
    field_comparer with = { &to, read_front(&scratch, &old), read_front(&scratch, &fresh), words };
    compare_fields(&with);
    compare_bodies(&to, old.body, fresh.body);
    arena_free(&scratch);
    return made;
}

bool differences_of_pages_are_none(const page_differences *found)
{
    return found->fields.count == 0 && found->blocks.count == 0 && found->left_out == 0 && !found->is_too_long;
}

// ---- Data

const char *block_change_name(block_change change)
{
    static const char *const names[] = { "changed", "removed", "added", "moved" };
    return names[change];
}

const char *block_type_name(block_type type)
{
    static const char *const names[] = { "paragraph", "heading", "item", "row", "code" };
    return names[type];
}

data *differences_words_data(arena *memory, const word_runs *runs)
{
    static const char *const types[] = { "same", "removed", "added" };
    data *list = data_list(memory);
    for (size_t i = 0; i < runs->count; i++) {
        data *run = data_map(memory);
        const word_run *one = &runs->items[i];
        data_set_text(memory, run, "type", text_of(types[one->type]));
        data_set_text(memory, run, "text", one->has_space ? text_join(memory, TEXT(" "), one->words) : one->words);
        data_add(memory, list, run);
    }
    return list;
}

data *differences_page_data(arena *memory, const page_differences *found)
{
    data *made = data_map(memory), *fields = data_list(memory), *blocks = data_list(memory);
    for (size_t i = 0; i < found->fields.count; i++) {
        data *one = data_map(memory);
        data_set_text(memory, one, "key", found->fields.items[i].key);
        data_set(memory, one, "words", differences_words_data(memory, &found->fields.items[i].words));
        data_add(memory, fields, one);
    }
    for (size_t i = 0; i < found->blocks.count; i++) {
        const block_difference *block = &found->blocks.items[i];
        data *one = data_map(memory);
        data_set_text(memory, one, "change", text_of(block_change_name(block->change)));
        data_set_text(memory, one, "block", text_of(block_type_name(block->type)));
        data_set_text(memory, one, "heading", block->heading);
        data_set_bool(memory, one, "is_source", block->is_source);
        data_set(memory, one, "words", differences_words_data(memory, &block->words));
        data_add(memory, blocks, one);
    }
    data_set(memory, made, "fields", fields);
    data_set(memory, made, "blocks", blocks);
    if (found->left_out > 0)
        data_set(memory, made, "left_out", data_number(memory, (double)found->left_out));
    if (found->is_too_long)
        data_set_bool(memory, made, "is_too_long", true);
    return made;
}
