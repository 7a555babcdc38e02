#include "answers/scans/people.h"

#include "printing/form_request.h"

#include <stdlib.h>

typedef struct {
    const scanned_page **pages;         // by number; NULL: missing
    size_t count, first;                // first: place of its first page in the file
    const scanned_page *any;
} person;

typedef struct {
    person *items;
    size_t count, capacity;
} people;

static person *find_person(people *in, const scanned_page *shown)
{
    for (size_t i = in->count; i > 0; i--) {
        person *one = &in->items[i - 1];
        // The latest one alone: an earlier one's missing page is not to be looked for in another's papers.
        if (one->any->form == shown->form && one->any->language == shown->language)
            return one->pages[shown->page] == NULL ? one : NULL;
    }
    return NULL;
}

static people gather(arena *memory, const scanned_page *pages, size_t count)
{
    people found = { 0 };
    for (size_t i = 0; i < count; i++) {
        if (pages[i].state != PAGE_READ)
            continue;
        person *one = find_person(&found, &pages[i]);
        if (one == NULL) {
            one = ARENA_PUSH(memory, found);
            *one = (person){ .pages = ARENA_NEW(memory, const scanned_page *, pages[i].pages),
                             .count = pages[i].pages, .first = i + 1, .any = &pages[i] };
        }
        one->pages[pages[i].page] = &pages[i];
    }
    return found;
}

// ---- What is marked

static const page_mark *find_mark(const person *of, text name)
{
    for (size_t i = 0; i < of->count; i++)
        for (size_t j = 0; of->pages[i] != NULL && j < of->pages[i]->marks.count; j++) {
            const page_mark *one = &of->pages[i]->marks.items[j];
            if (!one->is_doubtful && text_equals(one->field, name))
                return one;
        }
    return NULL;
}

static data *read_options(arena *memory, const person *of, const form_field *asked)
{
    data *made = NULL;
    for (size_t i = 0; i < asked->option_count; i++)
        if (find_mark(of, form_option_name(memory, asked, asked->options[i])) != NULL) {
            made = made != NULL ? made : data_list(memory);
            data_add(memory, made, data_text(memory, asked->options[i]));
        }
    return made;
}

static data *read_score(arena *memory, const page_mark *marked)
{
    return data_number(memory, strtod(text_to_string(memory, marked->state), NULL));
}

static data *read_cell(arena *memory, const person *of, const form_field *column, text name)
{
    const page_mark *marked = find_mark(of, name);
    if (marked == NULL)
        return NULL;
    switch (column->type) {
    case FORM_CHECK: return data_bool(memory, true);
    case FORM_CHOICE: return data_text(memory, marked->state);
    case FORM_SCORE: return read_score(memory, marked);
    default: return NULL;
    }
}

// Rows keep their places on paper: what is written in them belongs to the same numbers. Those after the last mark are
// left out.
static data *read_table(arena *memory, const person *of, const form_field *asked)
{
    data *made = NULL;
    size_t rows = asked->rows > 0 ? asked->rows : 1;
    for (size_t row = 1; row <= rows; row++)
        for (size_t i = 0; i < asked->column_count; i++) {
            const form_field *column = &asked->columns[i];
            data *read = read_cell(memory, of, column, form_cell_name(memory, asked, row, column));
            if (read == NULL)
                continue;
            made = made != NULL ? made : data_list(memory);
            while (made->list.count < row)
                data_add(memory, made, data_map(memory));
            data_set_key(memory, made->list.items[row - 1], column->id, read);
        }
    return made;
}

static bool is_signed(const person *of, text name)
{
    for (size_t i = 0; i < of->count; i++)
        for (size_t j = 0; of->pages[i] != NULL && j < of->pages[i]->written.count; j++)
            if (of->pages[i]->written.items[j].is_signature && text_equals(of->pages[i]->written.items[j].field, name))
                return true;
    return false;
}

static data *read_field(arena *memory, const person *of, const form_field *asked)
{
    const page_mark *marked = find_mark(of, asked->id);
    switch (asked->type) {
    case FORM_CHECK:
        return marked != NULL ? data_bool(memory, true) : NULL;
    case FORM_CHOICE:
        return marked != NULL ? data_text(memory, marked->state) : NULL;
    case FORM_SCORE:
        return marked != NULL ? read_score(memory, marked) : NULL;
    case FORM_MULTI:
        return read_options(memory, of, asked);
    case FORM_TABLE:
        return read_table(memory, of, asked);
    case FORM_SIGNATURE:
        return is_signed(of, asked->id) ? data_text(memory, ANSWERS_DRAWN) : NULL;
    default:
        return NULL;
    }
}

// ---- The form

static bool is_calculated(const form *of, text name)
{
    if (text_equals(name, TEXT("_total")))
        return true;
    text table_id = text_slice(name, 0, text_find(name, TEXT("__"), 0));
    const form_field *asked = form_find_field(of, table_id);
    if (asked == NULL || asked->type != FORM_TABLE)
        return asked != NULL && form_is_computed(asked);
    for (size_t i = 0; i < asked->column_count; i++) {
        text column = asked->columns[i].id;
        if (form_is_computed(&asked->columns[i]) && text_ends_with(name, column)
            && name.length > column.length + 2 && name.bytes[name.length - column.length - 1] == '_')
            return true;
    }
    return false;
}

typedef struct {
    struct { doubtful_mark *items; size_t count, capacity; } doubts;
    struct { handwriting *items; size_t count, capacity; } written;
} leftovers;

// What is left for a person; a radio's name and its state make the name of the mark.
static leftovers leave(arena *memory, const form *of, const person *one)
{
    leftovers left = { 0 };
    for (size_t i = 0; i < one->count; i++) {
        const scanned_page *shown = one->pages[i];
        for (size_t j = 0; shown != NULL && j < shown->marks.count; j++) {
            const page_mark *from = &shown->marks.items[j];
            text name = from->is_radio ? text_format(memory, "%.*s__%.*s", TEXT_PRINT(from->field), TEXT_PRINT(from->state))
                                       : from->field;
            if (from->is_doubtful)
                *ARENA_PUSH(memory, left.doubts) = (doubtful_mark){ name, from->likelihood, from->picture };
        }
        for (size_t j = 0; shown != NULL && j < shown->written.count; j++) {
            const page_writing *from = &shown->written.items[j];
            if (!from->is_signature && !is_calculated(of, from->field))
                *ARENA_PUSH(memory, left.written) = (handwriting){ from->field, from->picture };
        }
    }
    return left;
}

static filled_pages pages_of(arena *memory, const person *one)
{
    filled_pages made = { .all = one->count };
    buffer list = { 0 };
    size_t seen = 0;
    for (size_t i = 0; i < one->count; i++) {
        if (one->pages[i] == NULL) {
            buffer_format(&list, "%s%zu", list.length > 0 ? ", " : "", i + 1);
            continue;
        }
        made.first = seen++ == 0 ? i + 1 : made.first;
        made.last = i + 1;
    }
    made.missing = text_copy(memory, buffer_text(&list));
    if (made.last - made.first + 1 != seen)
        made.first = 0;
    buffer_free(&list);
    return made;
}

static filled_form fill(arena *memory, const site *of, const person *one, text path)
{
    const form *asked = of->forms.items[one->any->form];
    data *answers = data_map(memory), *header = data_map(memory);
    for (size_t i = 0; i < asked->field_count; i++) {
        data *read = read_field(memory, one, &asked->fields[i]);
        if (read != NULL)
            data_set_key(memory, answers, asked->fields[i].id, read);
    }
    const page_mark *phase = find_mark(one, TEXT("_phase"));
    if (phase != NULL)
        data_set_text(memory, header, "_phase", phase->state);
    leftovers left = leave(memory, asked, one);
    return (filled_form){
        .form = asked, .language = one->any->language, .version = asked->version, .path = path,
        .format = FILLED_PAPER, .answers = answers, .header = header, .doubts = left.doubts.items,
        .doubt_count = left.doubts.count, .written = left.written.items, .written_count = left.written.count,
        .pages = pages_of(memory, one) };
}

void people_of_pages(arena *memory, const site *of, text path, const scanned_page *pages, size_t count,
                     filled_forms *into)
{
    people all = gather(memory, pages, count);
    for (size_t i = 0; i < all.count; i++) {
        const person *one = &all.items[i];
        // As browsers say it of PDFs.
        text own = all.count > 1 ? text_format(memory, "%.*s#page=%zu", TEXT_PRINT(path), one->first) : path;
        *ARENA_PUSH(memory, *into) = fill(memory, of, one, own);
    }
}
