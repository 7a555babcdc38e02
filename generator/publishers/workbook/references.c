// What a chapter refers to and what refers to it, at its end: a few in lines; where there are many, an index in columns, through
// which one runs with a finger.
#include "publishers/workbook/writer.h"

enum { MANY = 5 };
static const double COLUMN_GAP = 26, ENTRY_GAP = 1.5, NARROW = PDF_MM(80), TOGETHER = 0.4;     // of a page's height

typedef struct {
    text label;                     // without its colon
    struct { pdf_index_entry **items; size_t count, capacity; } entries;
} reference_group;

// Two columns where the text is as wide as on A5 with margins for a booklet; else one.
static bool has_two_columns(const book_writer *to)
{
    return pdf_text_width(to->document) >= NARROW;
}

static double column_width(const book_writer *to)
{
    double width = pdf_text_width(to->document);
    return has_two_columns(to) ? (width - COLUMN_GAP) / 2 : width;
}

// Whether all of them stand in the book; else there are addresses to be told.
static bool read_group(book_writer *to, const node *paragraph, const pdf_style *style, reference_group *into)
{
    *into = (reference_group){ 0 };
    for (const node *inner = paragraph->first; inner != NULL; inner = inner->next) {
        if (inner->type == NODE_STRONG && inner == paragraph->first) {
            text label = text_trim(document_plain_text(to->memory, inner));
            into->label = text_ends_with(label, TEXT(":")) ? text_slice(label, 0, label.length - 1) : label;
        } else if (inner->type == NODE_LINK && text_starts_with(inner->link.address, TEXT("#"))) {
            *ARENA_PUSH(to->memory, into->entries) =
                pdf_index_entry_new(to->document, document_plain_text(to->memory, inner), text_from(inner->link.address, 1), style,
                                    column_width(to));
        } else if (inner->type != NODE_TEXT) {
            return false;
        }
    }
    return into->entries.count > 0;
}

static double height_of(const reference_group *of, size_t from, size_t end)
{
    double height = 0;
    for (size_t i = from; i < end; i++)
        height += pdf_index_entry_height(of->entries.items[i]) + ENTRY_GAP;
    return height;
}

// Columns go on below where they would be too high to stand on one page with others.
static size_t end_together(const book_writer *to, const reference_group *of, size_t from)
{
    double most = pdf_text_height(to->document) * TOGETHER * (has_two_columns(to) ? 2 : 1), height = 0;
    size_t end = from;
    while (end < of->entries.count && (end == from || height < most))
        height += pdf_index_entry_height(of->entries.items[end++]) + ENTRY_GAP;
    return end;
}

// Where the second column begins, so that the first is no shorter.
static size_t middle_of(const reference_group *of, size_t from, size_t end)
{
    double half = height_of(of, from, end) / 2;
    size_t middle = from;
    for (double above = 0; middle < end && above < half; middle++)
        above += pdf_index_entry_height(of->entries.items[middle]) + ENTRY_GAP;
    return middle;
}

static void put_column(book_writer *to, pdf_slice *on, pdf_element *list, const reference_group *of, size_t from, size_t end, double x)
{
    double y = 0;
    for (size_t i = from; i < end; i++) {
        pdf_element *body = pdf_element_new(to->document, pdf_element_new(to->document, list, "LI"), "LBody");
        pdf_put_index_entry(to->document, on, body, of->entries.items[i], x, y);
        y += pdf_index_entry_height(of->entries.items[i]) + ENTRY_GAP;
    }
}

static void add_index(book_writer *to, pdf_element *body, const reference_group *of, const pdf_style *style, double before)
{
    pdf_place at = book_column(to, before);
    at.keep = true;
    pdf_style strong = *style;
    strong.weight = 700;
    pdf_add_text(to->document, body, "P", of->label, &strong, at);
    pdf_element *list = pdf_element_new(to->document, body, "L");
    for (size_t from = 0, end; from < of->entries.count; from = end) {
        end = end_together(to, of, from);
        size_t middle = has_two_columns(to) ? middle_of(of, from, end) : end;
        pdf_slice *slice = pdf_slice_new(to->document, ENTRY_GAP, height_of(of, from, middle));
        put_column(to, slice, list, of, from, middle, 0);
        put_column(to, slice, list, of, middle, end, column_width(to) + COLUMN_GAP);
    }
}

static bool are_many(const node *list)
{
    for (const node *item = list->first; item != NULL; item = item->next) {
        size_t links = 0;
        for (const node *inner = item->first != NULL ? item->first->first : NULL; inner != NULL; inner = inner->next)
            links += inner->type == NODE_LINK;
        if (links >= MANY)
            return true;
    }
    return false;
}

void book_add_references(book_writer *to, const node *list)
{
    pdf *document = to->document;
    pdf_slice *rule = pdf_slice_new(document, 14, 0.6);
    pdf_put_rule(document, rule, 0, 0.6, pdf_text_width(document), 0.6, to->look->hairline);
    rule->keep = true;
    pdf_style style = to->look->small;
    style.colour = to->look->body.colour;
    pdf_element *element = pdf_element_new(document, to->section, "L");
    bool is_index = are_many(list);
    for (const node *item = list->first; item != NULL; item = item->next) {
        reference_group group;
        pdf_element *body = pdf_element_new(document, pdf_element_new(document, element, "LI"), "LBody");
        bool is_first = item == list->first;
        if (is_index && item->first != NULL && read_group(to, item->first, &style, &group))
            add_index(to, body, &group, &style, is_first ? 5 : 8);
        else
            book_add_fact_line(to, body, item, &style, is_first ? 5 : is_index ? 8 : 2.5);
    }
}
