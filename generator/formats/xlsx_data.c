// Tables and charts of a spreadsheet. See xlsx.h.
#include "xlsx_parts.h"
#include "xlsx_text.h"

#include "base/unicode.h"

enum { HEAD_LIMIT = 200, CHART_WIDTH = 560, CHART_COLOUR = 0x0C5647 };

void xlsx_freeze_at(xlsx *in, xlsx_cell first_moving)
{
    worksheet_freeze_panes(xlsx_sheet_of(in, first_moving.sheet), first_moving.row, first_moving.column);
}

void xlsx_set_date(xlsx *in, xlsx_cell at, date day, xlsx_style style)
{
    lxw_datetime when = { day.year, day.month, day.day, 0, 0, 0 };
    xlsx_must(worksheet_write_datetime(xlsx_sheet_of(in, at.sheet), at.row, at.column, &when, xlsx_style_of(in, style)));
}

// On one line, and unlike the others whatever the size of its letters: a file with equal heads is taken for broken.
static char *head_of(xlsx *in, table *names, text wanted, size_t number)
{
    char *line = xlsx_clean(in->memory, text_trim(wanted), HEAD_LIMIT);
    for (char *c = line; *c != '\0'; c++)
        *c = *c == '\n' || *c == '\t' ? ' ' : *c;
    bool is_new = false;
    if (*line != '\0')
        table_put(names, unicode_lower(in->memory, text_of(line)), &is_new);
    while (!is_new) {
        line = text_to_string(in->memory, text_format(in->memory, "%s (%zu)", line, number + 1));
        table_put(names, unicode_lower(in->memory, text_of(line)), &is_new);
    }
    return line;
}

void xlsx_add_table(xlsx *in, xlsx_range range, text name, const text *heads)
{
    size_t count = (size_t)(range.last_column - range.first_column) + 1;
    lxw_table_column *made = ARENA_NEW(in->memory, lxw_table_column, count);
    lxw_table_column **columns = ARENA_NEW(in->memory, lxw_table_column *, count + 1);
    table names = { .memory = in->memory };
    for (size_t i = 0; i < count; i++) {
        made[i] = (lxw_table_column){ .header = head_of(in, &names, heads[i], i), .header_format = xlsx_style_of(in, XLSX_HEAD) };
        columns[i] = &made[i];
    }
    lxw_table_options options = { .name = text_to_string(in->memory, name), .style_type = LXW_TABLE_STYLE_TYPE_LIGHT,
                                  .style_type_number = 1, .columns = columns };
    // A table needs a row below its heads.
    uint32_t last = range.last_row > range.first_row ? range.last_row : range.first_row + 1;
    xlsx_must(worksheet_add_table(xlsx_sheet_of(in, range.sheet), range.first_row, range.first_column, last,
                                  range.last_column, &options));
}

void xlsx_add_chart(xlsx *in, const xlsx_chart *from)
{
    lxw_chart *made = workbook_add_chart(in->made, LXW_CHART_BAR);
    if (made == NULL)
        memory_exhausted();
    text labels = text_join(in->memory, TEXT("="), xlsx_range_address(in, in->memory, from->labels, true));
    text numbers = text_join(in->memory, TEXT("="), xlsx_range_address(in, in->memory, from->numbers, true));
    lxw_chart_series *series = chart_add_series(made, text_to_string(in->memory, labels), text_to_string(in->memory, numbers));
    lxw_chart_fill fill = { .color = CHART_COLOUR };
    lxw_chart_font small = { .size = 9 }, strong = { .size = 11, .bold = LXW_TRUE };
    chart_series_set_fill(series, &fill);
    chart_series_set_labels(series);
    chart_title_set_name(made, xlsx_clean(in->memory, from->title, XLSX_MESSAGE_LIMIT));
    chart_title_set_name_font(made, &strong);
    chart_legend_set_position(made, LXW_CHART_LEGEND_NONE);
    chart_axis_set_reverse(made->y_axis);       // the first row on top
    chart_axis_set_num_font(made->y_axis, &small);
    chart_axis_set_num_font(made->x_axis, &small);
    chart_axis_set_min(made->x_axis, 0);
    double height = from->height, own = 288, width = 480;       // pixels of a chart before it is scaled
    lxw_chart_options options = { .x_scale = CHART_WIDTH / width, .y_scale = height / own,
                                  .object_position = LXW_OBJECT_MOVE_DONT_SIZE,
                                  .description = xlsx_clean(in->memory, from->alternative, XLSX_MESSAGE_LIMIT) };
    sheet *on = &in->sheets.items[from->at.sheet];
    double edge = xlsx_pixels_before(in, from->at.sheet, from->at.column) + CHART_WIDTH;
    on->chart_edge = edge > on->chart_edge ? edge : on->chart_edge;
    xlsx_must(worksheet_insert_chart_opt(xlsx_sheet_of(in, from->at.sheet), from->at.row, from->at.column, made, &options));
}
