// Cases as spreads: the story on the left, questions for one's own town with room to write on the right. A story that
// takes a spread has its questions on the next.
#include "publishers/workbook/writer.h"

enum { COLUMN_GAP = 16, LINE_GAP = 23 };

static pdf_style small_label(const book_writer *to)
{
    pdf_style style = to->look->label;
    style.size *= 0.84;
    style.leading *= 0.92;
    style.colour = to->look->accent;
    return style;
}

// Facts of a line or two, side by side between two rules.
static void add_facts(book_writer *to, const chapter *of, const char *const *ids, size_t count)
{
    const chapter_field *shown[4];
    size_t found = 0;
    for (size_t i = 0; i < count && found < 4; i++) {
        shown[found] = chapter_field_of(of, text_of(ids[i]));
        found += shown[found] != NULL;
    }
    if (found == 0)
        return;
    pdf *document = to->document;
    pdf_style label = small_label(to), value_style = book_sans(to, to->style->sizes.facts, 400, to->look->body.colour);
    double whole = pdf_text_width(document), width = (whole - COLUMN_GAP * (double)(found - 1)) / (double)found, height = 0;
    pdf_slice *slice = pdf_slice_new(document, 0, 0);
    for (size_t i = 0; i < found; i++) {
        double x = (double)i * (width + COLUMN_GAP);
        pdf_lines *name = pdf_break_text(document, shown[i]->label, &label, width);
        pdf_put_lines(document, slice, pdf_element_new(document, to->section, "P"), name, x, 7);
        text said = document_plain_text(to->memory, shown[i]->content);
        pdf_lines *lines = pdf_break_text(document, said, &value_style, width);
        double below = 7 + pdf_lines_height(name);
        pdf_put_lines(document, slice, pdf_element_new(document, to->section, "P"), lines, x, below);
        below += pdf_lines_height(lines);
        height = below > height ? below : height;
    }
    slice->height = height + 8;
    pdf_put_rule(document, slice, 0, slice->height, whole, 0.6, to->look->accent);
}

// Figures that matter are large.
static void add_figures(book_writer *to, const page *of)
{
    const field_value *figures = page_field(of, TEXT("figures"));
    if (figures == NULL || figures->count == 0)
        return;
    pdf *document = to->document;
    pdf_style large = book_sans(to, book_scaled(to->style->sizes.chapter, 0.87), 700, to->look->accent);
    pdf_style small = book_sans(to, book_scaled(to->style->sizes.facts, 0.95), 400, to->look->body.colour);
    enum { IN_A_ROW = 3 };
    double whole = pdf_text_width(document), width = (whole - 2 * COLUMN_GAP) / IN_A_ROW;
    for (size_t i = 0; i < figures->count; i += IN_A_ROW) {
        pdf_slice *slice = pdf_slice_new(document, i == 0 ? 12 : 8, 0);
        for (size_t j = i; j < i + IN_A_ROW && j < figures->count; j++) {
            const field_value *figure = &figures->items[j];
            if (figure->count < 2)
                continue;
            double x = (double)(j - i) * (width + COLUMN_GAP);
            pdf_element *told = pdf_element_new(document, to->section, "P");
            pdf_lines *number = pdf_break_text(document, figure->items[0].text, &large, width);
            pdf_lines *lines = pdf_break_text(document, figure->items[1].text, &small, width);
            pdf_put_lines(document, slice, told, number, x, 0);
            pdf_put_lines(document, slice, told, lines, x, pdf_lines_height(number));
            double height = pdf_lines_height(number) + pdf_lines_height(lines);
            slice->height = height > slice->height ? height : slice->height;
        }
    }
}

static void add_field(book_writer *to, const chapter *of, text id)
{
    const chapter_field *shown = chapter_field_of(of, id);
    if (shown == NULL)
        return;
    pdf_run run = { .words = shown->label };
    pdf_runs runs = { &run, 1, 1 };
    pdf_add_heading(to->document, to->section, to->title_level + 1, &runs, book_column(to, 14));
    book_add_tree(to, shown->content, to->title_level, book_column(to, 3));
}

// The aim in a sentence or two, across the page.
static void add_aim(book_writer *to, const chapter *of)
{
    const chapter_field *aim = chapter_field_of(of, TEXT("aim"));
    if (aim == NULL)
        return;
    const pdf_run runs[] = {
        { .words = text_format(to->memory, "%.*s: ", TEXT_PRINT(aim->label)), .is_strong = true, .colour = to->look->accent },
        { .words = document_plain_text(to->memory, aim->content) } };
    pdf_style style = book_sans(to, book_scaled(to->style->sizes.facts, 1.05), 400, to->look->body.colour);
    pdf_place column = book_column(to, 0);
    pdf_add_lines(to->document, pdf_element_new(to->document, to->section, "P"),
                  pdf_break(to->document, runs, 2, &style, column.width), column);
    pdf_add_room(to->document, 8);
}

static void add_story(book_writer *to, const void *what)
{
    const chapter *of = what;
    static const char *const facts[] = { "target_groups", "time", "money" };
    book_add_opening(to, of, false);
    add_aim(to, of);
    add_facts(to, of, facts, 3);
    add_figures(to, of->page);
    book_add_tree(to, of->body, to->title_level, book_column(to, 12));
    add_field(to, of, TEXT("lessons"));
}

// ---- The right page

// A number in a circle, the question, lines to write on.
static void add_question(book_writer *to, size_t number, text question, size_t line_count)
{
    pdf *document = to->document;
    pdf_style in_circle = book_sans(to, book_scaled(to->style->sizes.label, 0.95), 700, to->look->body.colour);
    pdf_style asked = book_sans(to, to->style->sizes.subheading, 700, to->look->body.colour);
    const double indent = 26, circle = 17;
    double width = pdf_text_width(document) - indent;
    pdf_lines *figure = pdf_break_text(document, text_format(to->memory, "%zu", number), &in_circle, 30);
    pdf_lines *lines = pdf_break_text(document, question, &asked, width);
    pdf_slice *slice = pdf_slice_new(document, number == 1 ? 6 : 14, pdf_lines_height(lines) + 2);
    pdf_put_box(document, slice, &(pdf_box){ .y = -1, .width = circle, .height = circle, .radius = circle / 2,
                                             .is_filled = true, .fill = to->style->colours.sun });
    pdf_element *told = pdf_element_new(document, to->section, "P");
    pdf_put_lines(document, slice, told, figure, (circle - pdf_lines_width(figure)) / 2, 1.5);
    pdf_put_lines(document, slice, told, lines, indent, 0);
    slice->keep = true;
    text name = text_format(to->memory, "%.*s_question_%zu", TEXT_PRINT(to->anchor), number);
    pdf_place at_place = { indent, width, 0, false };
    pdf_add_write_lines(document, to->section, line_count, LINE_GAP, name, question, at_place);
}

static void add_subtitle(book_writer *to, text title, double before)
{
    pdf_place at_place = book_column(to, before);
    at_place.keep = true;
    pdf_style style = book_sans(to, to->style->sizes.subheading, 700, to->look->body.colour);
    pdf_add_text(to->document, to->section, "P", title, &style, at_place);
    pdf_add_room(to->document, 5);
}

typedef struct {
    const page *of;
    size_t lines, rows;             // below each question, in the table of steps
    size_t turn;                    // before which question the page is turned; 0: before none
} case_questions;

static void add_questions(book_writer *to, const void *what)
{
    const case_questions *asked = what;
    const field_value *questions = page_field(asked->of, TEXT("questions"));
    book_add_kicker(to, to->words.our_town, book_column(to, 0));
    pdf_run run = { .words = to->words.think_together };
    pdf_runs runs = { &run, 1, 1 };
    pdf_add_heading(to->document, to->section, to->title_level + 1, &runs, book_column(to, 2));
    for (size_t i = 0; questions != NULL && i < questions->count; i++) {
        if (i > 0 && i == asked->turn)
            pdf_new_page(to->document, PDF_NEXT_PAGE);
        add_question(to, i + 1, questions->items[i].text, asked->lines);
    }
    add_subtitle(to, to->words.first_step, 18);
    const book_column_head columns[] = { { to->words.what, 0.5 }, { to->words.who, 0.28 }, { to->words.when, 0.22 } };
    book_add_empty_table(to, columns, 3, asked->rows, text_join(to->memory, to->anchor, TEXT("_step")), book_column(to, 0));
}

// As much room to write as [pages] hold.
static case_questions plan_questions(const book_writer *to, const page *of, size_t pages)
{
    enum { MOST_LINES = 10, LEAST_LINES = 2, ROWS = 4, LEAST_ROWS = 3 };
    const field_value *questions = page_field(of, TEXT("questions"));
    size_t turn = pages > 1 && questions != NULL ? (questions->count + 1) / 2 : 0;
    case_questions plan = { of, MOST_LINES, ROWS, turn };
    while (plan.lines > LEAST_LINES && book_measure(to, 0, add_questions, &plan).pages > pages)
        plan.lines--;
    if (plan.lines <= LEAST_LINES)
        plan.rows = LEAST_ROWS;
    return plan;
}

// What the story leaves of its last page is for notes.
static void add_notes(book_writer *to, double room)
{
    enum { LEAST_ROOM = 120, ABOVE = 44 };
    if (room < LEAST_ROOM)
        return;
    book_add_lines(to, to->words.notes, (size_t)((room - ABOVE) / LINE_GAP),
                   text_join(to->memory, to->anchor, TEXT("_notes")), book_column(to, 24));
}

static bool add_case(book_writer *to, const book_item *item)
{
    chapter read;
    bool is_spread = !to->book->is_single_sided;
    if (!book_begin_item(to, item, is_spread ? PDF_LEFT_PAGE : PDF_NEXT_PAGE, &read))
        return false;
    book_extent story = book_add_fitted(to, add_story, &read);
    size_t to_write = is_spread && story.pages % 2 == 0 ? 2 : 1;
    case_questions asked = plan_questions(to, read.page, to_write);
    book_set_tightness(to, 0);
    add_notes(to, story.left_over * pdf_text_height(to->document));
    pdf_new_page(to->document, PDF_NEXT_PAGE);
    add_questions(to, &asked);
    return true;
}

bool book_add_cases(book_writer *to, const book_part *part)
{
    pdf_begin_pages(to->document, &to->pages, PDF_NEXT_PAGE);
    for (size_t i = 0; i < part->count; i++)
        if (!add_case(to, &part->items[i]))
            return false;
    return true;
}
