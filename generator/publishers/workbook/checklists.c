// Checklists as tables: a box to tick, who does it, when.
#include "publishers/workbook/writer.h"

enum { HEAD_ROW = 17, BOX = 12, BOX_COLUMN = 24, LEAST_ROW = 25, PADDING = 5 };
static const double owner_share = 0.2, date_share = 0.13;

typedef struct {
    book_writer *with;
    pdf_element *table;
    pdf_slice *head;
    double task, owner, date;       // widths
} checklist;

static void put_head(checklist *in, pdf_element *row, pdf_slice *slice, text said, double x, double width)
{
    pdf *document = in->with->document;
    pdf_element *cell = pdf_element_new(document, row, "TH");
    cell->scope = PDF_COLUMN_SCOPE;
    pdf_style style = in->with->look->label;
    style.size = 8.5;
    style.leading = 11;
    pdf_put_lines(document, slice, cell, pdf_break_text(document, said, &style, width), x, 3);
}

static void begin_table(checklist *in, double before)
{
    pdf *document = in->with->document;
    const pdf_look *look = in->with->look;
    double width = pdf_text_width(document);
    in->table = pdf_element_new(document, in->with->section, "Table");
    in->owner = width * owner_share;
    in->date = width * date_share;
    in->task = width - BOX_COLUMN - in->owner - in->date;
    in->head = pdf_slice_new(document, before, HEAD_ROW);
    pdf_element *row = pdf_element_new(document, in->table, "TR");
    pdf_put_box(document, in->head, &(pdf_box){ .width = width, .height = in->head->height, .is_filled = true,
                                                .fill = look->tint });
    put_head(in, row, in->head, in->with->words.task, BOX_COLUMN, in->task);
    put_head(in, row, in->head, in->with->words.owner, BOX_COLUMN + in->task + PADDING, in->owner);
    put_head(in, row, in->head, in->with->words.date, BOX_COLUMN + in->task + in->owner + PADDING, in->date);
    pdf_put_rule(document, in->head, 0, in->head->height, width, 0.9, look->accent);
    in->head->keep = true;
}

// An item's first paragraph; what else it holds follows as plain text.
static pdf_lines *words_of_item(book_writer *to, const node *item, double width)
{
    pdf_style style = { PDF_SANS, 10, 14, 400, false, 0, to->look->body.colour };
    pdf_runs runs = { 0 };
    for (const node *block = item->first; block != NULL; block = block->next) {
        if (runs.count > 0)
            *ARENA_PUSH(to->memory, runs) = (pdf_run){ .words = TEXT(" ") };
        if (block->type == NODE_PARAGRAPH) {
            pdf_runs own = book_words(to, block);
            for (size_t i = 0; i < own.count; i++)
                *ARENA_PUSH(to->memory, runs) = own.items[i];
        } else {
            *ARENA_PUSH(to->memory, runs) = (pdf_run){ .words = document_plain_text(to->memory, block) };
        }
    }
    return pdf_break(to->document, runs.items, runs.count, &style, width);
}

static void add_row(checklist *in, const node *item)
{
    book_writer *to = in->with;
    pdf *document = to->document;
    size_t number = ++to->task_count;
    text said = document_plain_text(to->memory, item);
    pdf_element *row = pdf_element_new(document, in->table, "TR");
    pdf_lines *lines = words_of_item(to, item, in->task - PADDING);
    double height = pdf_lines_height(lines) + 2 * PADDING;
    height = height < LEAST_ROW ? LEAST_ROW : height;
    pdf_slice *slice = pdf_slice_new(document, 0, height);
    slice->repeated = in->head;

    pdf_element *task = pdf_element_new(document, row, "TD");
    const pdf_field box = { .type = PDF_FIELD_CHECK, .tooltip = said,
                            .name = text_format(to->memory, "%.*s_task_%zu", TEXT_PRINT(to->anchor), number),
                            .is_ticked = item->item.is_checked };
    pdf_put_field(document, slice, task, &box, 2, PADDING + 1, BOX, BOX);
    pdf_put_lines(document, slice, pdf_element_new(document, task, "P"), lines, BOX_COLUMN, PADDING);
    double x = BOX_COLUMN + in->task;
    const struct { text head; double width; const char *name; } cells[] = {
        { to->words.owner, in->owner, "owner" }, { to->words.date, in->date, "date" } };
    for (size_t i = 0; i < 2; i++) {
        text name = text_format(to->memory, "%.*s_%s_%zu", TEXT_PRINT(to->anchor), cells[i].name, number);
        text tooltip = text_format(to->memory, "%.*s: %.*s", TEXT_PRINT(cells[i].head), TEXT_PRINT(said));
        book_put_field(to, slice, pdf_element_new(document, row, "TD"), name, tooltip, x, 0, cells[i].width, height);
        pdf_put_box(document, slice, &(pdf_box){ .x = x, .width = 0.5, .height = height, .is_filled = true,
                                                 .fill = to->look->hairline });
        x += cells[i].width;
    }
    pdf_put_rule(document, slice, 0, height, pdf_text_width(document), 0.5, to->look->hairline);
}

static bool is_checklist(const node *block)
{
    return block->type == NODE_LIST && block->list.is_task_list;
}

static void add_body(book_writer *to, const node *body)
{
    for (const node *block = body->first; block != NULL; block = block->next) {
        if (!is_checklist(block)) {
            book_add_block(to, block, to->title_level, book_column(to, block->type == NODE_HEADING ? 14 : 7));
            continue;
        }
        checklist in = { .with = to };
        begin_table(&in, 5);
        for (const node *item = block->first; item != NULL; item = item->next)
            add_row(&in, item);
    }
}

bool book_add_checklists(book_writer *to, const book_part *part)
{
    pdf_begin_pages(to->document, &to->pages, PDF_NEXT_PAGE);
    for (size_t i = 0; i < part->count; i++) {
        chapter read;
        if (!book_begin_item(to, &part->items[i], PDF_NEXT_PAGE, &read))
            return false;
        book_add_opening(to, &read);
        const chapter_field *when = chapter_field_of(&read, TEXT("when"));
        if (when != NULL)
            book_add_tree(to, when->content, to->title_level, book_column(to, 0));
        add_body(to, read.body);
    }
    return true;
}
