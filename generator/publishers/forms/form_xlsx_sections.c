// A sheet for a section: its text, its fields, its tables and its scores.
#include "publishers/forms/form_xlsx_parts.h"

#include "base/unicode.h"

enum {
    TABLE_ROWS_LEAST = 10,
    HEAD_ROWS_MOST = 14,            // that stay in view
    LANDSCAPE = 130                 // characters that are too wide for an upright page
};

static const double first_width = 40, plain_width = 70, value_width = 60, state_width = 11, row_height = 22;

// ---- Columns

static double column_width(form_item column)
{
    static const double widths[] = {
        [FORM_TEXT] = 26, [FORM_LONG] = 38, [FORM_DATE] = 13, [FORM_NUMBER] = 13, [FORM_CHOICE] = 20, [FORM_MULTI] = 26,
        [FORM_CHECK] = 11, [FORM_SIGNATURE] = 26, [FORM_TABLE] = 26, [FORM_SCORE] = 11, [FORM_FILE] = 24,
    };
    double width = widths[column.field->type];
    double label = (double)unicode_count(column.words->label) + 2;
    return label > width && label < 2 * width ? label : width;
}

static bool is_score(const form_part *part)
{
    return part->field != NULL && form_counts(part->field);
}

static size_t columns_of(const form_part *parts, size_t count, size_t i)
{
    if (parts[i].field == NULL)
        return 0;
    if (is_score(&parts[i]) && i + 1 < count && is_score(&parts[i + 1]))
        return FORM_SCORE_COLUMNS;
    return parts[i].field->column_count;
}

static form_sheet make_sheet(form_xlsx *in, const form_part *parts, size_t count, text name)
{
    size_t columns = 2;
    bool has_grid = false;
    for (size_t i = 0; i < count; i++) {
        size_t wanted = columns_of(parts, count, i);
        columns = wanted > columns ? wanted : columns;
        has_grid = has_grid || wanted > 0;
    }
    double *widths = ARENA_NEW(in->memory, double, columns), sum = 0;
    widths[0] = first_width;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; parts[i].field != NULL && j < parts[i].field->column_count; j++) {
            double width = column_width(form_column_of(form_item_of(in->request, parts[i].field), j));
            widths[j] = width > widths[j] ? width : widths[j];
        }
    for (size_t i = 1; i < columns; i++)
        sum += widths[i];
    double wanted = has_grid ? value_width : plain_width;
    for (size_t i = 1; i < columns && sum < wanted; i++)
        widths[i] += (wanted - sum) / (double)(columns - 1);
    form_sheet made = { .number = xlsx_add_sheet(in->to, name), .columns = (uint16_t)columns, .widths = widths,
                        .value_width = sum < wanted ? wanted : sum };
    for (size_t i = 0; i < columns; i++)
        xlsx_set_width(in->to, made.number, (uint16_t)i, widths[i]);
    xlsx_set_width(in->to, made.number, made.columns, state_width);
    xlsx_hide_column(in->to, made.number, (uint16_t)(made.columns + 1));
    xlsx_hide_column(in->to, made.number, (uint16_t)(made.columns + 2));
    return made;
}

void form_xlsx_set_print(form_xlsx *in, const form_sheet *sheet, uint32_t head_rows)
{
    const form_request *request = in->request;
    double width = sheet->widths[0] + sheet->value_width + state_width;
    xlsx_print print = {
        .is_landscape = width > LANDSCAPE, .is_large = request->form->is_board && width > LANDSCAPE, .repeats_rows = head_rows > 0, .last_repeated = head_rows > 0 ? head_rows - 1 : 0,
        .header = form_words_of(request)->title, .page = in->strings->page, .page_of = in->strings->page_of,
        .footer_left = text_format(in->memory, "%.*s · %.*s %.*s", TEXT_PRINT(request->form->id),
                                   TEXT_PRINT(in->strings->version), TEXT_PRINT(request->form->version)),
        .footer_middle = request->site_title,
    };
    xlsx_set_print(in->to, sheet->number, &print);
    if (head_rows > 0)
        xlsx_freeze(in->to, sheet->number, head_rows);
}

// ---- Text

static text joined_cells(form_xlsx *in, const node *row)
{
    buffer out = { 0 };
    for (const node *cell = row->first; cell != NULL; cell = cell->next)
        buffer_format(&out, "%s%.*s", cell->previous != NULL ? " | " : "", TEXT_PRINT(document_plain_text(in->memory, cell)));
    text joined = text_copy(in->memory, buffer_text(&out));
    buffer_free(&out);
    return joined;
}

static void add_items(form_xlsx *in, form_sheet *on, const node *list)
{
    int number = list->list.start;
    for (const node *item = list->first; item != NULL; item = item->next, number++) {
        text said = document_plain_text(in->memory, item);
        form_xlsx_add_line(in, on, list->list.ordered ? text_format(in->memory, "%d. %.*s", number, TEXT_PRINT(said))
                                                      : text_join(in->memory, TEXT("• "), said), XLSX_TEXT);
    }
}

void form_xlsx_add_blocks(form_xlsx *in, form_sheet *on, const node *document)
{
    for (const node *block = document->first; block != NULL; block = block->next) {
        text said = document_plain_text(in->memory, block);
        switch (block->type) {
        case NODE_HEADING:
            on->row++;
            form_xlsx_add_line(in, on, said, XLSX_HEADING);
            break;
        case NODE_LIST:
            add_items(in, on, block);
            break;
        case NODE_TABLE:
            for (const node *row = block->first; row != NULL; row = row->next)
                form_xlsx_add_line(in, on, joined_cells(in, row), row->row.is_header ? XLSX_STRONG : XLSX_TEXT);
            break;
        case NODE_CALLOUT:
            form_xlsx_add_line(in, on, text_format(in->memory, "%.*s: %.*s", TEXT_PRINT(in->strings->callouts[block->callout]),
                                                   TEXT_PRINT(said)), XLSX_STRONG);
            break;
        case NODE_FOOTNOTES:
            form_xlsx_add_line(in, on, said, XLSX_NOTE);
            break;
        default:
            form_xlsx_add_line(in, on, said, XLSX_TEXT);
        }
    }
}

// ---- Fields

static void add_other(form_xlsx *in, form_sheet *on, const form_field *asked)
{
    static const form_field own = { .type = FORM_TEXT };
    form_field_words said = { .label = in->strings->other };
    if (asked->has_other)
        form_xlsx_add_value(in, on, (form_item){ &own, &said }, form_other_name(in->memory, asked));
}

static void add_plain(form_xlsx *in, form_sheet *on, form_item item)
{
    uint32_t row = on->row;
    xlsx_cell answer = form_xlsx_add_value(in, on, item, item.field->id);
    in->values[item.field->number] = answer;
    text filled = form_xlsx_is_filled(in, answer);
    if (item.field->type == FORM_CHECK)
        filled = text_format(in->memory, "%.*s=%.*s", TEXT_PRINT(xlsx_address(in->memory, answer)),
                             TEXT_PRINT(xlsx_quoted(in->memory, in->strings->yes)));
    else if (item.field->has_other)
        filled = text_format(in->memory, "OR(%.*s,%.*s)", TEXT_PRINT(filled),
                             TEXT_PRINT(form_xlsx_is_filled(in, (xlsx_cell){ answer.sheet, row + 1, answer.column })));
    form_xlsx_add_state(in, on, row, item.field, filled);
    add_other(in, on, item.field);
}

// A row for the question, and one for each option with yes or no.
static void add_multi(form_xlsx *in, form_sheet *on, form_item item)
{
    uint32_t head = on->row++;
    text title = form_xlsx_label(in, item), note = form_xlsx_note(in, item);
    xlsx_set_label(in->to, (xlsx_cell){ on->number, head, 0 }, title, note);
    form_xlsx_fit_label(in, on, head, title, note, 1);
    for (size_t i = 0; i < item.field->option_count; i++, on->row++) {
        xlsx_cell label = { on->number, on->row, 0 }, answer = { on->number, on->row, 1 };
        text option = text_join(in->memory, TEXT("– "), item.words->options[i]);
        xlsx_set_text(in->to, label, option, XLSX_CELL);
        xlsx_set_blank(in->to, answer, XLSX_INPUT_LIST);
        xlsx_set_height(in->to, on->number, on->row, form_xlsx_height(form_xlsx_lines(option, on->widths[0])));
        form_xlsx_add_yes_no(in, answer);
        form_xlsx_name_cell(in, form_option_name(in->memory, item.field, item.field->options[i]), answer);
    }
    xlsx_range options = { on->number, head + 1, 1, on->row - 1, 1 };
    in->values[item.field->number] = (xlsx_cell){ on->number, head + 1, 1 };
    int least = item.field->has_minimum && item.field->minimum > 1 ? (int)item.field->minimum : 1;
    text filled = text_format(in->memory, "COUNTIF(%.*s,%.*s)>=%d",
                              TEXT_PRINT(xlsx_range_address(in->to, in->memory, options, false)),
                              TEXT_PRINT(xlsx_quoted(in->memory, in->strings->yes)), least);
    if (item.field->has_other)
        filled = text_format(in->memory, "OR(%.*s,%.*s)", TEXT_PRINT(filled),
                             TEXT_PRINT(form_xlsx_is_filled(in, (xlsx_cell){ on->number, on->row, 1 })));
    form_xlsx_add_state(in, on, head, item.field, filled);
    add_other(in, on, item.field);
}

// ---- Tables

static void add_cells(form_xlsx *in, form_item column, xlsx_range cells)
{
    xlsx_style style = form_xlsx_style(in, column.field);
    bool is_computed = form_is_computed(column.field);
    for (uint32_t row = cells.first_row; row <= cells.last_row; row++) {
        xlsx_cell cell = { cells.sheet, row, cells.first_column };
        if (is_computed)
            xlsx_set_text_formula(in->to, cell, form_xlsx_row_formula(in, column.field, cells.sheet, row), (text){ 0 }, style);
        else
            xlsx_set_blank(in->to, cell, style);
    }
    if (!is_computed)
        form_xlsx_add_rule(in, column, cells, true);
}

static bool has_counted(const form_field *of)
{
    for (size_t i = 0; i < of->column_count; i++)
        if (form_counts(&of->columns[i]))
            return true;
    return form_counts(of);
}

static void add_table(form_xlsx *in, form_sheet *on, form_item item)
{
    const form_field *asked = item.field;
    uint32_t title_row = ++on->row, rows = (uint32_t)(asked->rows > TABLE_ROWS_LEAST ? asked->rows : TABLE_ROWS_LEAST);
    double lines = 1;
    form_xlsx_add_line(in, on, form_xlsx_label(in, item), XLSX_HEADING);
    form_xlsx_add_line(in, on, form_xlsx_note(in, item), XLSX_NOTE);
    uint32_t head = on->row, first = head + 1, last = head + rows;
    for (size_t i = 0; i < asked->column_count; i++) {
        form_item column = form_column_of(item, i);
        uint16_t at = (uint16_t)i;
        text label = form_xlsx_label(in, column);
        double wanted = form_xlsx_lines(label, on->widths[i]);
        lines = wanted > lines ? wanted : lines;
        xlsx_range cells = { on->number, first, at, last, at };
        xlsx_set_text(in->to, (xlsx_cell){ on->number, head, at }, label, XLSX_HEAD);
        add_cells(in, column, cells);
        text name = text_format(in->memory, "%.*s__%.*s", TEXT_PRINT(asked->id), TEXT_PRINT(column.field->id));
        xlsx_name(in->to, form_mark_name(in->memory, name, 255), cells);
    }
    xlsx_set_height(in->to, on->number, head, form_xlsx_height(lines));
    for (uint32_t row = first; row <= last; row++) {
        xlsx_set_height(in->to, on->number, row, row_height);
        form_xlsx_count_row(in, on, asked, row);
    }
    // A formula counts as something even when it gives nothing.
    xlsx_range all = { on->number, first, 0, last, (uint16_t)(asked->column_count - 1) };
    form_xlsx_add_state(in, on, title_row, asked, text_format(in->memory, "SUMPRODUCT(--(%.*s<>\"\"))>0",
                        TEXT_PRINT(xlsx_range_address(in->to, in->memory, all, false))));
    *ARENA_PUSH(in->memory, in->tables) = (form_table_place){ item, on->number, first, last };
    on->row = last + 2;
}

// ---- The sheet

static void add_field(form_xlsx *in, form_sheet *on, form_item item)
{
    switch (item.field->type) {
    case FORM_MULTI: add_multi(in, on, item); break;
    case FORM_TABLE: add_table(in, on, item); break;
    case FORM_SCORE: form_xlsx_add_score(in, on, item); break;
    default: add_plain(in, on, item);
    }
}

static void add_text(form_xlsx *in, form_sheet *on, const form_part *part)
{
    node *document = form_parse(in->memory, in->request, part->markdown, part->line);
    if (part->begins_section && document->first != NULL && document->first->type == NODE_HEADING)
        node_remove(document->first);       // stands above
    form_xlsx_add_blocks(in, on, document);
}

// Adds the field at [i], or all the scores that begin there; returns how many parts that were.
static size_t add_fields(form_xlsx *in, form_sheet *on, const form_part *parts, size_t count, size_t i)
{
    size_t scores = 0;
    while (i + scores < count && is_score(&parts[i + scores]))
        scores++;
    if (scores > 1)
        form_xlsx_add_scores(in, on, &parts[i], scores);
    else
        add_field(in, on, form_item_of(in->request, parts[i].field));
    return scores > 1 ? scores : 1;
}

static void add_parts(form_xlsx *in, form_sheet *on, const form_part *parts, size_t count)
{
    form_section_counts *counts = &in->sections[in->section_count - 1];
    for (size_t i = 0; i < count;) {
        if (parts[i].field == NULL) {
            add_text(in, on, &parts[i++]);
            continue;
        }
        size_t added = add_fields(in, on, parts, count, i);
        for (size_t end = i + added; i < end; i++) {
            const form_field *asked = parts[i].field;
            counts->items++;
            counts->has_scores |= has_counted(asked);
            counts->maximum += form_counts(asked) ? asked->maximum * asked->weight : 0;
        }
    }
}

// The rows that stay in view: the title, and the head of the table that is all of the section.
static uint32_t head_rows(const form_xlsx *in, const form_sheet *on, const form_section *described)
{
    const form_table_place *last = in->tables.count > 0 ? &in->tables.items[in->tables.count - 1] : NULL;
    bool is_all = last != NULL && last->sheet == on->number && described->field_count == 1;
    return is_all && last->first_row <= HEAD_ROWS_MOST ? last->first_row : 1;
}

void form_xlsx_add_section(form_xlsx *in, const form_part *parts, size_t count, size_t section)
{
    const form_section *described = &in->request->form->sections[section];
    text title = form_words_of(in->request)->section_titles[section];
    form_sheet on = make_sheet(in, parts, count, title);
    form_section_counts *counts = &in->sections[in->section_count++];
    *counts = (form_section_counts){ .title = title, .sheet = on.number };
    form_xlsx_add_line(in, &on, title, XLSX_TITLE);
    xlsx_set_text(in->to, (xlsx_cell){ on.number, 0, on.columns }, in->strings->state, XLSX_STATE);
    form_xlsx_add_line(in, &on, form_condition_text(in->memory, in->request, &described->when), XLSX_NOTE);
    add_parts(in, &on, parts, count);
    uint16_t state = on.columns, points = (uint16_t)(state + 1), maxima = (uint16_t)(state + 2);
    counts->states = (xlsx_range){ on.number, 1, state, on.row, state };
    counts->points = (xlsx_range){ on.number, 1, points, on.row, points };
    counts->maxima = (xlsx_range){ on.number, 1, maxima, on.row, maxima };
    xlsx_mark_text(in->to, counts->states, in->strings->missing);
    form_xlsx_set_print(in, &on, head_rows(in, &on, described));
}
