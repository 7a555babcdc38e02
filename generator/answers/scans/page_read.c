#include "answers/scans/page_read.h"

#include "answers/scans/marks.h"
#include "answers/scans/page_find.h"

#include <math.h>

// ---- Whose page it is

static bool is_same_but_capitals(text a, text b)
{
    if (a.length != b.length)
        return false;
    for (size_t i = 0; i < a.length; i++) {
        char first = a.bytes[i], second = b.bytes[i];
        first = (char)(first >= 'a' && first <= 'z' ? first - 'a' + 'A' : first);
        second = (char)(second >= 'a' && second <= 'z' ? second - 'a' + 'A' : second);
        if (first != second)
            return false;
    }
    return true;
}

// "DGT1:form:version:language:page:digest": the form and the language are the site's.
static bool find_form(const site *of, text code, scanned_page *read)
{
    text parts[5] = { { 0 } };
    for (size_t i = 0; i < 5; i++)
        if (!text_take_part(&code, ':', &parts[i]))
            return false;
    bool has_form = false, has_language = false;
    for (size_t i = 0; i < of->forms.count && !has_form; i++) {
        has_form = is_same_but_capitals(of->forms.items[i]->id, parts[1]);
        read->form = i;
    }
    for (size_t i = 0; i < of->config.languages.count && !has_language; i++) {
        has_language = is_same_but_capitals(of->config.languages.codes[i], parts[3]);
        read->language = i;
    }
    return has_form && has_language;
}

static const pdf_page_place *find_page(const pdf_places *printed, scanned_page *read)
{
    read->pages = printed->count;
    for (size_t i = 0; i < printed->count; i++)
        if (text_equals(printed->items[i].code, read->code)) {
            read->page = i;
            return &printed->items[i];
        }
    return NULL;
}

// ---- Cut-outs

typedef struct {
    const grey *page, *ink;
    int pale;
} sheet;

// The box with the beginning of its label.
static text cut_mark(arena *memory, const sheet *on, const mark *of)
{
    const double around = 9 * PAGE_DOTS, label = 150 * PAGE_DOTS;
    int size = (int)(of->field->width * PAGE_DOTS);
    grey part = grey_part(memory, on->page, (int)(of->x - around), (int)(of->y - around),
                          size + (int)(around + label), size + (int)(2 * around));
    return grey_write_png(memory, &part);
}

// Paper is white and few greys are left: it is easier to read, and takes a tenth of the room.
static text cut_writing(arena *memory, const sheet *on, const pdf_field_place *where)
{
    const double over = 5;          // people do not keep to the lines
    enum { STEP = 24 };
    grey part = grey_part(memory, on->ink, (int)((where->x - over) * PAGE_DOTS), (int)((where->y - over) * PAGE_DOTS),
                          (int)((where->width + 2 * over) * PAGE_DOTS), (int)((where->height + 2 * over) * PAGE_DOTS));
    for (size_t i = 0; i < (size_t)part.width * (size_t)part.height; i++) {
        int ink = (part.pixels[i] - on->pale * 2 / 3) * 2;
        ink = ink < 0 ? 0 : ink > 255 ? 255 : ink;
        part.pixels[i] = (uint8_t)(255 - ink / STEP * STEP);
    }
    return grey_write_png(memory, &part);
}

// ---- Handwriting

// Pixels of strokes: those whose neighbours are inked too.
static bool is_written(const sheet *on, const pdf_field_place *where)
{
    const double inset = 1.4;
    enum { ENOUGH = 40, NEIGHBOURS = 5 };
    int left = (int)((where->x + inset) * PAGE_DOTS), right = (int)((where->x + where->width - inset) * PAGE_DOTS);
    int top = (int)((where->y + inset) * PAGE_DOTS), bottom = (int)((where->y + where->height - inset) * PAGE_DOTS);
    int strokes = 0;
    for (int y = top < 1 ? 1 : top; y < bottom && y < on->ink->height - 1; y++)
        for (int x = left < 1 ? 1 : left; x < right && x < on->ink->width - 1; x++) {
            if (grey_at(on->ink, x, y) <= on->pale)
                continue;
            int inked = -1;
            for (int dy = -1; dy <= 1; dy++)
                for (int dx = -1; dx <= 1; dx++)
                    inked += grey_at(on->ink, x + dx, y + dy) > on->pale;
            strokes += inked >= NEIGHBOURS;
        }
    return strokes >= ENOUGH;
}

static void read_writing(arena *memory, const sheet *on, const pdf_page_place *printed, scanned_page *read)
{
    for (size_t i = 0; i < printed->fields.count; i++) {
        const pdf_field_place *where = &printed->fields.items[i];
        bool is_text = where->type == PDF_FIELD_TEXT || where->type == PDF_FIELD_COMBO;
        if (is_text && is_written(on, where))
            *ARENA_PUSH(memory, read->written) =
                (page_writing){ where->name, cut_writing(memory, on, where), where->is_for_hand };
    }
}

// ---- Marks

// Radios of one name: at most one is marked.
static void judge_radios(mark_list *marks)
{
    for (size_t i = 0; i < marks->count; i++) {
        mark *first = &marks->items[i];
        if (first->field->type != PDF_FIELD_RADIO || first->verdict == MARK_NONE)
            continue;
        size_t inked = 0;
        for (size_t j = 0; j < marks->count; j++)
            inked += marks->items[j].field->type == PDF_FIELD_RADIO && marks->items[j].verdict != MARK_NONE
                  && text_equals(marks->items[j].field->name, first->field->name);
        if (inked > 1 && first->verdict == MARK_MADE) {
            first->verdict = MARK_DOUBTFUL;
            first->likelihood = 0.5;
        }
    }
}

static void read_marks(arena *memory, const sheet *on, const pdf_page_place *printed, scanned_page *read)
{
    mark_list marks = marks_read(memory, on->ink, printed, on->pale);
    judge_radios(&marks);
    for (size_t i = 0; i < marks.count; i++) {
        const mark *of = &marks.items[i];
        if (of->verdict == MARK_NONE)
            continue;
        bool is_doubtful = of->verdict == MARK_DOUBTFUL;
        *ARENA_PUSH(memory, read->marks) = (page_mark){
            .field = of->field->name, .state = of->field->state, .is_radio = of->field->type == PDF_FIELD_RADIO,
            .is_doubtful = is_doubtful, .likelihood = of->likelihood,
            .picture = is_doubtful ? cut_mark(memory, on, of) : (text){ 0 } };
    }
}

// ---- The page

// The back of a sheet holds nothing but specks.
static bool is_empty(arena *memory, const grey *seen)
{
    const double specks = 0.0004;
    const int dark = 60, widest = 31;
    grey ink = grey_ink(memory, seen, widest);
    size_t count = 0, all = (size_t)ink.width * (size_t)ink.height;
    for (size_t i = 0; i < all; i++)
        count += ink.pixels[i] > dark;
    return (double)count < (double)all * specks;
}

page_state scanned_page_read_as(arena *memory, const pdf_page_place *printed, const grey *seen, const page_code *code, scanned_page *read)
{
    const double box = 11, wider = 1.45;        // paper is what is wider than a box
    plane lies;
    if (!page_find(memory, seen, code, printed, &lies))
        return PAGE_WITHOUT_CORNERS;
    grey straight = page_straighten(memory, seen, &lies, printed);
    grey ink = grey_ink(memory, &straight, (int)(box * wider * PAGE_DOTS));
    sheet on = { &straight, &ink, ink_threshold(&ink) };
    read_marks(memory, &on, printed, read);
    read_writing(memory, &on, printed, read);
    return PAGE_READ;
}

bool scanned_page_read(arena *memory, form_layouts *layouts, const grey *seen, scanned_page *read)
{
    enum { MOST_CODES = 4 };
    page_code codes[MOST_CODES];
    const pdf_places *printed = NULL;
    *read = (scanned_page){ .state = PAGE_OF_OTHER_SITE };
    bool is_cluttered;
    size_t count = page_codes_find(memory, seen, codes, MOST_CODES, &is_cluttered);
    if (count != 1) {
        read->state = count > 1 ? PAGE_WITH_SEVERAL : is_cluttered ? PAGE_CLUTTERED
                    : is_empty(memory, seen) ? PAGE_EMPTY : PAGE_WITHOUT_CODE;
        return true;
    }
    read->code = codes[0].said;
    if (!find_form(layouts->of, codes[0].said, read))
        return true;
    if (!form_layout(layouts, read->form, read->language, &printed))
        return false;
    if (printed == NULL)
        return true;
    const pdf_page_place *place_of_page = find_page(printed, read);
    read->state = place_of_page != NULL ? scanned_page_read_as(memory, place_of_page, seen, &codes[0], read)
                                        : PAGE_OF_OTHER_VERSION;
    return true;
}

// ---- Between processes

enum { LIKELIHOOD_STEPS = 1000 };

void scanned_page_add_to_record(const scanned_page *of, buffer *record)
{
    const size_t numbers[] = { of->state, of->form, of->language, of->page, of->pages, of->marks.count,
                               of->written.count };
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        record_add_number(record, numbers[i]);
    record_add_text(record, of->code);
    for (size_t i = 0; i < of->marks.count; i++) {
        const page_mark *one = &of->marks.items[i];
        record_add_text(record, one->field);
        record_add_text(record, one->state);
        record_add_number(record, one->is_radio);
        record_add_number(record, one->is_doubtful);
        record_add_number(record, (uint64_t)lround(one->likelihood * LIKELIHOOD_STEPS));
        record_add_text(record, one->picture);
    }
    for (size_t i = 0; i < of->written.count; i++) {
        record_add_text(record, of->written.items[i].field);
        record_add_text(record, of->written.items[i].picture);
        record_add_number(record, of->written.items[i].is_signature);
    }
}

static text take_text(arena *memory, text *record)
{
    return text_copy(memory, record_take_text(record));
}

scanned_page scanned_page_take_from_record(arena *memory, text record)
{
    scanned_page made = { .state = (page_state)record_take_number(&record) };
    made.form = record_take_number(&record);
    made.language = record_take_number(&record);
    made.page = record_take_number(&record);
    made.pages = record_take_number(&record);
    size_t marks = record_take_number(&record), written = record_take_number(&record);
    made.code = take_text(memory, &record);
    for (size_t i = 0; i < marks; i++) {
        page_mark *one = ARENA_PUSH(memory, made.marks);
        one->field = take_text(memory, &record);
        one->state = take_text(memory, &record);
        one->is_radio = record_take_number(&record) != 0;
        one->is_doubtful = record_take_number(&record) != 0;
        one->likelihood = (double)record_take_number(&record) / LIKELIHOOD_STEPS;
        one->picture = take_text(memory, &record);
    }
    for (size_t i = 0; i < written; i++) {
        page_writing *one = ARENA_PUSH(memory, made.written);
        one->field = take_text(memory, &record);
        one->picture = take_text(memory, &record);
        one->is_signature = record_take_number(&record) != 0;
    }
    return made;
}
