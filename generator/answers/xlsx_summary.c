// The sheets of counts and figures, with charts beside them, and of the ranking.
#include "answers/xlsx_parts.h"

#include "answers/tree.h"

#include <math.h>

enum { CHART_COLUMN = 5, PIXELS_OF_ROW = 20, BAR_PIXELS = 28, CHART_PIXELS = 90, WIDTH = 4, MOST_SUBJECTS = 250 };
enum { TITLE_HEIGHT = 54, HEADING_HEIGHT = 20 };        // points

typedef struct {
    answers_sheets *in;
    size_t sheet;
    uint32_t row;
} summary_sheet;

static xlsx_cell cell_at(const summary_sheet *on, uint16_t column)
{
    return (xlsx_cell){ on->sheet, on->row, column };
}

static void add_line(summary_sheet *on, text said, xlsx_style style)
{
    if (style != XLSX_HEADING && style != XLSX_TITLE)
        xlsx_merge(on->in->to, (xlsx_range){ on->sheet, on->row, 0, on->row, WIDTH - 1 }, style);
    xlsx_set_text(on->in->to, cell_at(on, 0), said, style);
    if (style == XLSX_TITLE || style == XLSX_HEADING)
        xlsx_set_height(on->in->to, on->sheet, on->row, style == XLSX_TITLE ? TITLE_HEIGHT : HEADING_HEIGHT);
    on->row++;
}

// From [first] to the row before this one.
static void keep_together(summary_sheet *on, uint32_t first)
{
    xlsx_keep_rows(on->in->to, on->sheet, first, on->row - 1);
}

static void add_heads(summary_sheet *on, text first, text second, text third)
{
    xlsx_set_text(on->in->to, cell_at(on, 0), first, XLSX_HEAD);
    if (second.length > 0)
        xlsx_set_text(on->in->to, cell_at(on, 1), second, XLSX_HEAD_NUMBER);
    if (third.length > 0)
        xlsx_set_text(on->in->to, cell_at(on, 2), third, XLSX_HEAD_NUMBER);
    on->row++;
}

static void add_figure(summary_sheet *on, text name, double number, xlsx_style style)
{
    xlsx_set_text(on->in->to, cell_at(on, 0), name, XLSX_CELL);
    xlsx_set_number(on->in->to, cell_at(on, 1), number, style);
    on->row++;
}

static void add_figures(summary_sheet *on, const figures *numbers, bool has_extremes)
{
    const report_words *said = on->in->with->words;
    // What was given, and its sum, as it was written; what was worked out with two decimals.
    bool is_whole = numbers->sum == floor(numbers->sum) && numbers->smallest == floor(numbers->smallest)
                 && numbers->largest == floor(numbers->largest);
    xlsx_style given = is_whole ? XLSX_NUMBER : XLSX_DECIMAL;
    add_heads(on, said->figure, said->value, (text){ 0 });
    add_figure(on, said->number_of_answers, (double)numbers->count, XLSX_NUMBER);
    add_figure(on, said->sum, numbers->sum, given);
    add_figure(on, said->mean, numbers->mean, XLSX_DECIMAL);
    if (!isnan(numbers->median))
        add_figure(on, said->median, numbers->median, XLSX_DECIMAL);
    if (numbers->count > 1)
        add_figure(on, said->deviation, numbers->deviation, XLSX_DECIMAL);
    if (has_extremes) {
        add_figure(on, said->smallest, numbers->smallest, given);
        add_figure(on, said->largest, numbers->largest, given);
    }
}

static void add_chart(summary_sheet *on, const summary_field *of, uint32_t first, uint32_t last)
{
    uint32_t bars = last - first + 1, height = CHART_PIXELS + bars * BAR_PIXELS;
    text label = of->item.words->label;
    xlsx_chart made = { .title = label, .alternative = label, .labels = { on->sheet, first, 0, last, 0 },
                        .numbers = { on->sheet, first, 1, last, 1 }, .at = { on->sheet, first - 1, CHART_COLUMN }, .height = height };
    xlsx_add_chart(on->in->to, &made);
    // The next one begins below this one.
    uint32_t end = first - 1 + height / PIXELS_OF_ROW + 2;
    on->row = on->row < end ? end : on->row;
    keep_together(on, first - 1);
}

static void add_cells(summary_sheet *on, const summary_field *of, size_t all)
{
    const report_words *said = on->in->with->words;
    const summary_cells *cells = &of->cells;
    if (cells->is_hidden) {
        add_line(on, said->hidden, XLSX_NOTE);
        return;
    }
    if (cells->count == 0)
        return;
    add_heads(on, said->option, said->count, said->share);
    uint32_t first = on->row;
    for (size_t i = 0; i < cells->count; i++, on->row++) {
        const summary_cell *cell = &cells->items[i];
        xlsx_set_text(on->in->to, cell_at(on, 0), cell->label, XLSX_CELL);
        if (cell->is_hidden) {
            xlsx_set_text(on->in->to, cell_at(on, 1), said->hidden, XLSX_CELL);
            xlsx_set_text(on->in->to, cell_at(on, 2), said->hidden, XLSX_CELL);
            continue;
        }
        xlsx_set_number(on->in->to, cell_at(on, 1), (double)cell->count, XLSX_NUMBER);
        xlsx_set_number(on->in->to, cell_at(on, 2), all > 0 ? (double)cell->count / (double)all : 0, XLSX_PERCENT);
    }
    if (all > 0 && cells->count >= TREE_CHART_LEAST && cells->count <= TREE_CHART_MOST && cells->hidden < cells->count)
        add_chart(on, of, first, on->row - 1);
}

// What people wrote themselves, each text once; how many wrote it only where no group is hidden.
// The first stands with the heading in row [heading].
static void add_texts(summary_sheet *on, const summary_field *of, uint32_t heading)
{
    const report_words *said = on->in->with->words;
    summary_texts texts = summary_texts_of(on->in->memory, of);
    bool is_counted = !on->in->with->hides_groups;
    if (texts.count == 0)
        return;
    add_heads(on, said->own_texts, is_counted ? said->count : (text){ 0 }, (text){ 0 });
    for (size_t i = 0; i < texts.count; i++, on->row++) {
        sheets_fit(on->in, cell_at(on, 0), texts.items[i].words);
        xlsx_set_text(on->in->to, cell_at(on, 0), texts.items[i].words, XLSX_CELL);
        if (is_counted)
            xlsx_set_number(on->in->to, cell_at(on, 1), (double)texts.items[i].times, XLSX_NUMBER);
        if (i == 0)
            xlsx_keep_rows(on->in->to, on->sheet, heading, on->row);
    }
}

// Below the heading in row [heading], with which the first of them stands.
static void add_columns(summary_sheet *on, const summary_field *of_table, uint32_t heading)
{
    const report_words *said = on->in->with->words;
    text rows = count_words(on->in->with, of_table->rows), forms = count_words(on->in->with, of_table->answered);
    bool is_first = true;
    add_line(on, REPORT_FILL(on->in->memory, said->rows, { "number", rows }, { "forms", forms }), XLSX_TEXT);
    for (size_t c = 0; c < of_table->column_count; c++) {
        const summary_field *column = &of_table->columns[c];
        bool is_counted = column->item.field->type == FORM_CHOICE || column->item.field->type == FORM_CHECK;
        if (column->is_hidden || (!column->has_figures && !is_counted) || column->answered == 0)
            continue;
        uint32_t first = on->row;
        add_line(on, column->item.words->label, XLSX_STRONG);
        if (column->has_figures)
            add_figures(on, &column->numbers, column->has_extremes);
        else
            add_cells(on, column, column->answered);
        keep_together(on, is_first ? heading : first);
        is_first = false;
    }
}

static void add_field(summary_sheet *on, const summary_field *of)
{
    const report_words *said = on->in->with->words;
    form_field_type type = of->item.field->type;
    uint32_t heading = ++on->row;
    add_line(on, of->item.words->label, XLSX_HEADING);
    if (of->is_hidden || (of->answered == 0 && type != FORM_CHECK)) {
        add_line(on, of->is_hidden ? said->hidden : said->nobody, XLSX_NOTE);
        keep_together(on, heading);
        return;
    }
    if (type == FORM_TABLE) {
        add_columns(on, of, heading);
        return;
    }
    if (type != FORM_CHECK)
        add_line(on, REPORT_FILL(on->in->memory, said->answered, { "number", count_words(on->in->with, of->answered) },
                                 { "all", count_words(on->in->with, on->in->all->count) }), XLSX_TEXT);
    if (of->has_figures)
        add_figures(on, &of->numbers, of->has_extremes);
    if (type == FORM_CHOICE || type == FORM_MULTI || type == FORM_CHECK || type == FORM_SCORE || type == FORM_NUMBER)
        add_cells(on, of, type == FORM_CHECK ? on->in->all->count : of->answered);
    keep_together(on, heading);
    add_texts(on, of, heading);
}

static void add_notes(summary_sheet *on)
{
    const reporting *with = on->in->with;
    const report_words *said = with->words;
    text least = count_words(with, with->of->choice.smallest_group);
    if (with->of->choice.has_personal)
        add_line(on, said->personal_shown, XLSX_NOTE);
    else
        add_line(on, said->personal_left_out, XLSX_NOTE);
    xlsx_set_height(on->in->to, on->sheet, on->row - 1, 32);
    if (with->hides_groups) {
        add_line(on, REPORT_FILL(on->in->memory, said->groups_hidden, { "number", least }), XLSX_NOTE);
        xlsx_set_height(on->in->to, on->sheet, on->row - 1, 48);
    }
}

static void begin_sheet(summary_sheet *on, text name)
{
    on->sheet = xlsx_add_open_sheet(on->in->to, name);
    sheets_set_width(on->in, on->sheet, 0, 52);
    sheets_set_print(on->in, on->sheet, false);
    for (uint16_t c = 1; c < WIDTH; c++)
        xlsx_set_width(on->in->to, on->sheet, c, 16);
}

void sheets_add_summary(answers_sheets *in)
{
    summary_sheet on = { .in = in };
    const report_words *said = in->with->words;
    begin_sheet(&on, said->sheet_summary);
    add_line(&on, REPORT_FILL(in->memory, said->title, { "form", in->with->said->title }), XLSX_TITLE);
    if (in->all->count == 0 || in->all->is_hidden) {
        text least = count_words(in->with, in->with->of->choice.smallest_group);
        add_line(&on, in->all->count == 0 ? said->none : REPORT_FILL(in->memory, said->too_few_forms, { "number", least }), XLSX_TEXT);
        return;
    }
    add_notes(&on);
    add_figure(&on, said->forms, (double)in->all->count, XLSX_NUMBER);
    for (size_t i = 0; i < in->all->field_count; i++)
        add_field(&on, &in->all->fields[i]);
    if (in->all->has_total) {
        uint32_t heading = ++on.row;
        add_line(&on, said->total, XLSX_HEADING);
        add_figures(&on, &in->all->points, !in->with->hides_groups);
        keep_together(&on, heading);
    }
}

// ---- The ranking

static void add_subjects(summary_sheet *on, const ranking *of)
{
    const report_words *said = on->in->with->words;
    const text heads[] = { said->subject, said->rank, said->total, said->share_of_most, said->evaluations };
    for (uint16_t c = 0; c < 5; c++)
        xlsx_set_text(on->in->to, cell_at(on, c), heads[c], c == 0 ? XLSX_HEAD : XLSX_HEAD_NUMBER);
    on->row++;
    for (size_t s = 0; s < of->subject_count; s++, on->row++) {
        const ranking_subject *one = &of->subjects[s];
        xlsx_set_text(on->in->to, cell_at(on, 0), one->name, XLSX_CELL);
        xlsx_set_number(on->in->to, cell_at(on, 1), (double)one->rank, XLSX_NUMBER);
        xlsx_set_number(on->in->to, cell_at(on, 2), one->total, XLSX_DECIMAL);
        xlsx_set_number(on->in->to, cell_at(on, 3), one->share, XLSX_PERCENT);
        xlsx_set_number(on->in->to, cell_at(on, 4), (double)one->evaluations, XLSX_NUMBER);
    }
}

static void add_criteria(summary_sheet *on, const ranking *of)
{
    const report_words *said = on->in->with->words;
    xlsx_set_text(on->in->to, cell_at(on, 0), said->criterion, XLSX_HEAD);
    xlsx_set_text(on->in->to, cell_at(on, 1), said->weight, XLSX_HEAD_NUMBER);
    for (size_t s = 0; s < of->subject_count && s < MOST_SUBJECTS; s++)
        xlsx_set_text(on->in->to, cell_at(on, (uint16_t)(s + 2)), of->subjects[s].name, XLSX_HEAD_NUMBER);
    on->row++;
    for (size_t c = 0; c < of->criterion_count; c++, on->row++) {
        xlsx_set_text(on->in->to, cell_at(on, 0), of->criteria[c].name, XLSX_CELL);
        xlsx_set_number(on->in->to, cell_at(on, 1), of->criteria[c].weight, XLSX_NUMBER);
        for (size_t s = 0; s < of->subject_count && s < MOST_SUBJECTS; s++) {
            const ranking_points *points = &of->subjects[s].points[c];
            if (points->count > 0)
                xlsx_set_number(on->in->to, cell_at(on, (uint16_t)(s + 2)), points->sum / (double)points->count, XLSX_DECIMAL);
        }
    }
}

void sheets_add_ranking(answers_sheets *in, const ranking *ranked)
{
    summary_sheet on = { .in = in };
    begin_sheet(&on, in->with->words->ranking);
    add_line(&on, in->with->words->ranking, XLSX_TITLE);
    on.row++;
    add_subjects(&on, ranked);
    on.row++;
    add_line(&on, in->with->words->criteria, XLSX_HEADING);
    add_criteria(&on, ranked);
}
