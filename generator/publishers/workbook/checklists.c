// Checklists as tables: a box to tick, who does it, when.
#include "publishers/workbook/writer.h"

enum { BOX = 12, BOX_COLUMN = 24, LEAST_ROW = 25, PADDING = 5 };
static const double owner_share = 0.2, date_share = 0.13;

typedef struct {
    book_writer *with;
    pdf_element *table;
    pdf_slice *head;
    double task, owner, date;       // widths
    double padding, least_row;
} checklist;

static pdf_element *add_head_cell(checklist *in, pdf_element *row)
{
    pdf_element *cell = pdf_element_new(in->with->document, row, "TH");
    cell->scope = PDF_COLUMN_SCOPE;
    return cell;
}

static void put_head(checklist *in, pdf_element *row, text said, double x, double width)
{
    pdf *document = in->with->document;
    pdf_style style = book_sans(in->with, book_scaled(in->with->style->sizes.label, 0.9), 600, in->with->look->label.colour);
    pdf_lines *lines = pdf_break_text(document, said, &style, width);
    pdf_put_lines(document, in->head, add_head_cell(in, row), lines, x, in->head->height - pdf_lines_height(lines) - 3);
}

// The heading of a group of tasks heads their column.
static void put_heading(checklist *in, pdf_element *row, const node *heading, const pdf_lines *lines)
{
    static const char *const types[] = { "H1", "H2", "H3", "H4" };
    book_writer *to = in->with;
    int level = to->title_level + 1;
    pdf_put_lines(to->document, in->head, pdf_element_new(to->document, add_head_cell(in, row), types[level - 1]), lines, 0, 3);
    pdf_put_bookmark(to->document, in->head, level, document_plain_text(to->memory, heading));
    if (heading->heading.id.length > 0)
        pdf_put_anchor(to->document, in->head,
                       text_format(to->memory, "%.*s.%.*s", TEXT_PRINT(to->anchor), TEXT_PRINT(heading->heading.id)));
}

// [heading] may be NULL.
static void begin_table(checklist *in, const node *heading, double before)
{
    book_writer *to = in->with;
    pdf *document = to->document;
    double width = pdf_text_width(document), scale = (double)(BOOK_TIGHTEST + 3 - to->tightness) / (BOOK_TIGHTEST + 3);
    in->padding = PADDING * scale;
    in->least_row = LEAST_ROW * (1 + scale) / 2;
    in->table = pdf_element_new(document, to->section, "Table");
    in->owner = width * owner_share;
    in->date = width * date_share;
    in->task = width - BOX_COLUMN - in->owner - in->date;
    pdf_style style = book_sans(to, book_scaled(to->style->sizes.subheading, 1.08), 700, to->look->accent);
    pdf_lines *title = heading == NULL ? NULL
        : pdf_break_text(document, document_plain_text(to->memory, heading), &style, BOX_COLUMN + in->task - PADDING);
    in->head = pdf_slice_new(document, before * scale, 6 + (title != NULL ? pdf_lines_height(title) : style.leading));
    pdf_element *row = pdf_element_new(document, in->table, "TR");
    if (title != NULL)
        put_heading(in, row, heading, title);
    else
        put_head(in, row, to->words.task, BOX_COLUMN, in->task);
    put_head(in, row, to->words.owner, BOX_COLUMN + in->task + PADDING, in->owner);
    put_head(in, row, to->words.date, BOX_COLUMN + in->task + in->owner + PADDING, in->date);
    pdf_put_rule(document, in->head, 0, in->head->height, width, 0.9, to->look->accent);
    in->head->keep = true;
}

// An item's first paragraph; what else it holds follows as plain text.
static pdf_lines *words_of_item(book_writer *to, const node *item, double width)
{
    pdf_style style = book_sans(to, book_scaled(to->style->sizes.facts, 1.05), 400, to->look->body.colour);
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
    double height = pdf_lines_height(lines) + 2 * in->padding;
    height = height < in->least_row ? in->least_row : height;
    pdf_slice *slice = pdf_slice_new(document, 0, height);
    slice->repeated = in->head;

    pdf_element *task = pdf_element_new(document, row, "TD");
    const pdf_field box = { .type = PDF_FIELD_CHECK, .tooltip = said,
                            .name = text_format(to->memory, "%.*s_task_%zu", TEXT_PRINT(to->anchor), number),
                            .is_ticked = item->item.is_checked };
    pdf_put_field(document, slice, task, &box, 2, in->padding + 1, BOX, BOX);
    pdf_put_lines(document, slice, pdf_element_new(document, task, "P"), lines, BOX_COLUMN, in->padding);
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

static bool is_headed(const node *block)
{
    return block->type == NODE_HEADING && block->next != NULL && is_checklist(block->next);
}

static void add_checklist(book_writer *to, const void *what)
{
    const chapter *of = what;
    book_add_opening(to, of, false);
    const chapter_field *when = chapter_field_of(of, TEXT("when"));
    if (when != NULL)
        book_add_tree(to, when->content, to->title_level, book_column(to, 0));
    for (const node *block = of->body->first; block != NULL; block = block->next) {
        if (is_headed(block))
            continue;
        if (!is_checklist(block)) {
            book_add_block(to, block, to->title_level, book_column(to, block->type == NODE_HEADING ? 14 : 7));
            continue;
        }
        checklist in = { .with = to };
        begin_table(&in, block->previous != NULL && is_headed(block->previous) ? block->previous : NULL, 11);
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
        book_add_fitted(to, add_checklist, &read);
    }
    book_set_tightness(to, 0);
    return true;
}
