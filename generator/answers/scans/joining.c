// Pages of one person from several files.
#include "answers/scans/scans.h"

#include "base/files.h"

#include <stdlib.h>

typedef struct {
    filled_form **items;                // in the order of their files
    size_t count;
} sheets;

static text take_digits(text *from)
{
    size_t end = 0;
    while (end < from->length && byte_is_digit(from->bytes[end]))
        end++;
    text taken = text_slice(*from, 0, end);
    *from = text_from(*from, end);
    while (taken.length > 1 && taken.bytes[0] == '0')
        taken = text_from(taken, 1);
    return taken;
}

// As people count: "IMG_9" before "IMG_10".
static int compare_names(text a, text b)
{
    while (a.length > 0 && b.length > 0) {
        if (byte_is_digit(a.bytes[0]) && byte_is_digit(b.bytes[0])) {
            text first = take_digits(&a), second = take_digits(&b);
            int order = (first.length > second.length) - (first.length < second.length);
            order = order != 0 ? order : text_compare(first, second);
            if (order != 0)
                return order;
            continue;
        }
        if (a.bytes[0] != b.bytes[0])
            return (unsigned char)a.bytes[0] < (unsigned char)b.bytes[0] ? -1 : 1;
        a = text_from(a, 1);
        b = text_from(b, 1);
    }
    return (a.length > 0) - (b.length > 0);
}

static int by_file(const void *a, const void *b)
{
    text first = (*(filled_form *const *)a)->path, second = (*(filled_form *const *)b)->path;
    int order = compare_names(first, second);
    return order != 0 ? order : text_compare(first, second);
}

static sheets sort_sheets(arena *memory, filled_forms *forms)
{
    sheets made = { .items = ARENA_NEW(memory, filled_form *, forms->count + 1) };
    for (size_t i = 0; i < forms->count; i++)
        if (forms->items[i].format == FILLED_PAPER)
            made.items[made.count++] = &forms->items[i];
    if (made.count > 0)
        qsort(made.items, made.count, sizeof *made.items, by_file);
    return made;
}

// ---- Whether they are one person's

static bool follows(const filled_form *one, const filled_form *next)
{
    return next->form == one->form && next->language == one->language && next->pages.first == one->pages.last + 1
        && text_equals(path_folder(one->path), path_folder(next->path));
}

// How many sheets from [at] make a whole form; 0 when they do not.
static size_t count_whole(const sheets *in, size_t at)
{
    const filled_form *first = in->items[at];
    size_t count = 1;
    if (first->pages.first != 1 || first->pages.missing.length == 0)
        return 0;
    while (at + count < in->count && follows(in->items[at + count - 1], in->items[at + count]))
        count++;
    return in->items[at + count - 1]->pages.last == first->pages.all ? count : 0;
}

// ---- Put together

// A table that goes on over the page has all rows on both, each with its own part filled.
static data *joined_list(arena *memory, const data *a, const data *b)
{
    data *made = data_list(memory);
    size_t most = a->list.count > b->list.count ? a->list.count : b->list.count;
    bool has_rows = most > 0 && (a->list.count > 0 ? a : b)->list.items[0]->type == DATA_MAP;
    for (size_t i = 0; i < a->list.count && !has_rows; i++)
        data_add(memory, made, a->list.items[i]);
    for (size_t i = 0; i < b->list.count && !has_rows; i++)
        data_add(memory, made, b->list.items[i]);
    for (size_t i = 0; i < most && has_rows; i++) {
        data *row = i < a->list.count ? data_map_copy(memory, a->list.items[i]) : data_map(memory);
        for (size_t j = 0; i < b->list.count && j < b->list.items[i]->map.count; j++)
            data_set_key(memory, row, b->list.items[i]->map.items[j].key, b->list.items[i]->map.items[j].value);
        data_add(memory, made, row);
    }
    return made;
}

static const data *joined(arena *memory, const data *a, const data *b)
{
    data *made = data_map_copy(memory, a);
    for (size_t i = 0; i < b->map.count; i++) {
        text key = b->map.items[i].key;
        const data *own = data_get(a, key);
        data *other = b->map.items[i].value;
        bool are_lists = own != NULL && own->type == DATA_LIST && other->type == DATA_LIST;
        data_set_key(memory, made, key, are_lists ? joined_list(memory, own, other) : other);
    }
    return made;
}

static void join(arena *memory, filled_form *into, const filled_form *from)
{
    doubtful_mark *doubts = ARENA_NEW(memory, doubtful_mark, into->doubt_count + from->doubt_count + 1);
    handwriting *written = ARENA_NEW(memory, handwriting, into->written_count + from->written_count + 1);
    for (size_t i = 0; i < into->doubt_count + from->doubt_count; i++)
        doubts[i] = i < into->doubt_count ? into->doubts[i] : from->doubts[i - into->doubt_count];
    for (size_t i = 0; i < into->written_count + from->written_count; i++)
        written[i] = i < into->written_count ? into->written[i] : from->written[i - into->written_count];
    into->doubts = doubts;
    into->doubt_count += from->doubt_count;
    into->written = written;
    into->written_count += from->written_count;
    into->answers = joined(memory, into->answers, from->answers);
    into->header = joined(memory, into->header, from->header);
    into->pages.last = from->pages.last;
    into->pages.missing = (text){ 0 };
}

static void tell(const filled_form *one, const filled_form *last, size_t count, diagnostics *found)
{
    if (count > 1)
        report(found, SCAN_PAGES_JOINED, at(one->path, 0, 0), "it and the %zu files after it, up to '%.*s', are pages 1 to %zu of the "
               "form %.*s, and are taken for one person's. If they are not, put each person's pages in a folder of their own",
               count - 1, TEXT_PRINT(last->path), one->pages.all, TEXT_PRINT(one->form->id));
    else if (one->pages.missing.length > 0)
        report(found, SCAN_PAGE_MISSING, at(one->path, 0, 0), "page %.*s of %zu of the form %.*s; what was on the other pages "
               "is read. Scan each person's pages one after another, or name their photographs so that they follow one another",
               TEXT_PRINT(one->pages.missing), one->pages.all, TEXT_PRINT(one->form->id));
}

void scans_join(arena *memory, filled_forms *forms, diagnostics *found)
{
    sheets all = sort_sheets(memory, forms);
    bool *is_gone = ARENA_NEW(memory, bool, forms->count + 1);
    for (size_t i = 0; i < all.count;) {
        size_t count = count_whole(&all, i);
        tell(all.items[i], all.items[count > 1 ? i + count - 1 : i], count, found);
        for (size_t j = 1; j < count; j++) {
            join(memory, all.items[i], all.items[i + j]);
            is_gone[all.items[i + j] - forms->items] = true;
        }
        i += count > 1 ? count : 1;
    }
    size_t kept = 0;
    for (size_t i = 0; i < forms->count; i++)
        if (!is_gone[i])
            forms->items[kept++] = forms->items[i];
    forms->count = kept;
}

// ---- Nobody's

void scans_leave_out_blank(filled_forms *forms, diagnostics *found)
{
    size_t kept = 0;
    for (size_t i = 0; i < forms->count; i++) {
        const filled_form *one = &forms->items[i];
        bool is_blank = one->format == FILLED_PAPER && one->answers->map.count == 0 && one->header->map.count == 0
                     && one->doubt_count == 0 && one->written_count == 0;
        if (is_blank)
            report(found, ANSWERS_BLANK, at(one->path, 0, 0), "no box is marked and nothing is written in its fields");
        else
            forms->items[kept++] = *one;
    }
    forms->count = kept;
}

// ---- Rows

static data *without_empty(arena *memory, data *rows)
{
    data *made = data_list(memory);
    for (size_t i = 0; i < rows->list.count; i++)
        if (rows->list.items[i]->type != DATA_MAP || rows->list.items[i]->map.count > 0)
            data_add(memory, made, rows->list.items[i]);
    return made;
}

void scans_close_rows(arena *memory, filled_forms *forms)
{
    for (size_t i = 0; i < forms->count; i++) {
        filled_form *one = &forms->items[i];
        if (one->format != FILLED_PAPER)
            continue;
        data *answers = data_map_copy(memory, one->answers);
        for (size_t j = 0; j < answers->map.count; j++) {
            data **answer = &answers->map.items[j].value;
            *answer = (*answer)->type == DATA_LIST ? without_empty(memory, *answer) : *answer;
        }
        one->answers = answers;
    }
}
