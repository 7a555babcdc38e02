// Cases as spreads: the story on the left, questions for one's own town with room to write on the right.
#include "publishers/workbook/writer.h"

enum { COLUMN_GAP = 16, LINE_GAP = 23 };

// How much room there is to write.
typedef struct {
    size_t question_lines, step_rows;
    bool has_own_page;              // the questions; else they follow the story
} case_plan;

static pdf_style small_label(const book_writer *to)
{
    pdf_style style = to->look->label;
    style.size = 8;
    style.leading = 12;
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
    pdf_style label = small_label(to), value_style = { PDF_SANS, 9.5, 13, 400, false, 0, to->look->body.colour };
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
    pdf_style large = { PDF_SANS, 21, 25, 700, false, 0, to->look->accent };
    pdf_style small = { PDF_SANS, 9, 12, 400, false, 0, to->look->body.colour };
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
    pdf_style style = { PDF_SANS, 10, 14, 400, false, 0, to->look->body.colour };
    pdf_place column = book_column(to, 0);
    pdf_add_lines(to->document, pdf_element_new(to->document, to->section, "P"),
                  pdf_break(to->document, runs, 2, &style, column.width), column);
    pdf_add_room(to->document, 8);
}

static void add_story(book_writer *to, const chapter *of)
{
    static const char *const facts[] = { "target_groups", "time", "money" };
    book_add_opening(to, of);
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
    pdf_style in_circle = { PDF_SANS, 9, 12, 700, false, 0, to->look->body.colour };
    pdf_style asked = { PDF_SANS, 11, 15, 700, false, 0, to->look->body.colour };
    const double indent = 26, circle = 17;
    double width = pdf_text_width(document) - indent;
    pdf_lines *figure = pdf_break_text(document, text_format(to->memory, "%zu", number), &in_circle, 30);
    pdf_lines *lines = pdf_break_text(document, question, &asked, width);
    pdf_slice *slice = pdf_slice_new(document, number == 1 ? 6 : 14, pdf_lines_height(lines) + 2);
    pdf_put_box(document, slice, &(pdf_box){ .y = -1, .width = circle, .height = circle, .radius = circle / 2,
                                             .is_filled = true, .fill = 0xf0b93a });
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
    pdf_style style = { PDF_SANS, 11, 15, 700, false, 0, to->look->body.colour };
    pdf_add_text(to->document, to->section, "P", title, &style, at_place);
    pdf_add_room(to->document, 5);
}

static void add_questions(book_writer *to, const page *of, const case_plan *plan)
{
    const field_value *questions = page_field(of, TEXT("questions"));
    book_add_kicker(to, to->words.our_town, book_column(to, 0));
    pdf_run run = { .words = to->words.think_together };
    pdf_runs runs = { &run, 1, 1 };
    pdf_add_heading(to->document, to->section, to->title_level + 1, &runs, book_column(to, 2));
    for (size_t i = 0; questions != NULL && i < questions->count; i++)
        add_question(to, i + 1, questions->items[i].text, plan->question_lines);
    add_subtitle(to, to->words.first_step, 18);
    const book_column_head columns[] = { { to->words.what, 0.5 }, { to->words.who, 0.28 }, { to->words.when, 0.22 } };
    book_add_empty_table(to, columns, 3, plan->step_rows, text_join(to->memory, to->anchor, TEXT("_step")), book_column(to, 0));
}

static void add_pages(book_writer *to, const chapter *of, const case_plan *plan)
{
    add_story(to, of);
    if (plan->has_own_page)
        pdf_new_page(to->document, PDF_NEXT_PAGE);
    else
        pdf_add_room(to->document, 24);
    add_questions(to, of->page, plan);
}

// How many pages the case takes, tried in a document of its own.
static size_t measure(const book_writer *to, const chapter *of, const case_plan *plan)
{
    book_writer trial = *to;
    trial.document = pdf_begin(to->memory, to->settings);
    if (trial.document == NULL)
        return 0;
    trial.told = (table){ .memory = to->memory };
    trial.section = pdf_element_new(trial.document, NULL, "Sect");
    pdf_begin_pages(trial.document, &to->pages, PDF_NEXT_PAGE);
    add_pages(&trial, of, plan);
    size_t pages = pdf_page_count(trial.document);
    pdf_abandon(trial.document);
    return pages;
}

// A spread where it can be one: the questions on the right page, or below the end of a longer story. A story of
// two pages leaves the questions the next left page.
static case_plan plan_case(const book_writer *to, const chapter *of)
{
    static const struct { case_plan plan; size_t pages; } tries[] = {
        { { 4, 4, true }, 2 }, { { 3, 3, true }, 2 }, { { 3, 3, false }, 2 }, { { 2, 3, false }, 2 },
        { { 4, 4, true }, 3 }, { { 3, 3, true }, 3 }, { { 2, 3, true }, 3 } };
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++)
        if (measure(to, of, &tries[i].plan) <= tries[i].pages)
            return tries[i].plan;
    return (case_plan){ 3, 3, true };
}

static bool add_case(book_writer *to, const book_item *item)
{
    chapter read;
    bool is_spread = !to->book->is_single_sided;
    if (!book_begin_item(to, item, is_spread ? PDF_LEFT_PAGE : PDF_NEXT_PAGE, &read))
        return false;
    case_plan plan = plan_case(to, &read);
    to->told = (table){ .memory = to->memory };
    to->task_count = 0;
    add_pages(to, &read, &plan);
    bool ends_left = pdf_page_count(to->document) % 2 == 0;
    if (is_spread && ends_left) {
        pdf_new_page(to->document, PDF_NEXT_PAGE);
        size_t lines = (size_t)((pdf_text_height(to->document) - 40) / LINE_GAP);
        book_add_lines(to, to->words.notes, lines, text_join(to->memory, to->anchor, TEXT("_notes")), book_column(to, 0));
    }
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
