// A chart in words (plain text) and as a table (HTML).
#include "chart_parts.h"

#include "html.h"

enum { TOLD_NUMBERS = 12 };

static void add_name(const drawing *d, text name, const char *after)
{
    buffer_add(d->out, name);
    buffer_add_string(d->out, after);
}

// ---- In words

static void tell_all(const drawing *d)
{
    const chart *shown = d->shown;
    for (size_t row = 0; row < shown->row_count; row++) {
        if (row > 0)
            buffer_add_string(d->out, "; ");
        add_name(d, shown->labels[row], shown->series_count > 1 ? ": " : " ");
        for (size_t i = 0; i < shown->series_count; i++) {
            if (i > 0)
                buffer_add_string(d->out, ", ");
            if (shown->series_count > 1)
                add_name(d, shown->series[i], " ");
            buffer_add(d->out, chart_value_at(d, row, i));
        }
    }
    buffer_add_byte(d->out, '.');
}

static void tell_one(const drawing *d, text word, size_t row, size_t series)
{
    if (!text_is_empty(word))
        add_name(d, word, " ");
    add_name(d, d->shown->labels[row], " ");
    buffer_add(d->out, chart_value_at(d, row, series));
}

// The largest and the smallest number of each series; for lines, how it begins and ends.
static void tell_gist(const drawing *d)
{
    const chart *shown = d->shown;
    for (size_t i = 0; i < shown->series_count; i++) {
        size_t first = shown->row_count, last = 0, least = 0, most = 0;
        for (size_t row = 0; row < shown->row_count; row++) {
            if (!chart_has(shown, row, i))
                continue;
            double number = chart_number(shown, row, i);
            bool is_first = first == shown->row_count;
            first = is_first ? row : first;
            least = is_first || number < chart_number(shown, least, i) ? row : least;
            most = is_first || number > chart_number(shown, most, i) ? row : most;
            last = row;
        }
        if (first == shown->row_count)
            continue;
        if (shown->series_count > 1)
            add_name(d, shown->series[i], ": ");
        if (shown->type == CHART_LINE) {
            tell_one(d, (text){ 0 }, first, i);
            buffer_add_string(d->out, " \u2192 ");
            tell_one(d, (text){ 0 }, last, i);
            buffer_add_string(d->out, "; ");
        }
        tell_one(d, text_is_empty(d->words->largest) ? TEXT("max.") : d->words->largest, most, i);
        buffer_add_string(d->out, ", ");
        tell_one(d, text_is_empty(d->words->smallest) ? TEXT("min.") : d->words->smallest, least, i);
        buffer_add_string(d->out, i + 1 < shown->series_count ? ". " : ".");
    }
}

void chart_write_description(const drawing *d)
{
    if (d->shown->row_count * d->shown->series_count <= TOLD_NUMBERS)
        tell_all(d);
    else
        tell_gist(d);
}

// ---- As a table

static void write_head(const drawing *d)
{
    const chart *shown = d->shown;
    buffer_add_string(d->out, "<thead>\n<tr>");
    bool is_named = !text_is_empty(d->words->label_column);
    buffer_add_string(d->out, is_named ? "<th scope=\"col\">" : "<td>");
    html_escape(d->out, d->words->label_column);
    buffer_add_string(d->out, is_named ? "</th>" : "</td>");
    for (size_t i = 0; i < shown->series_count; i++) {
        text name = text_is_empty(shown->series[i]) ? shown->title : shown->series[i];
        buffer_add_string(d->out, "<th scope=\"col\" class=\"align-right\">");
        html_escape(d->out, name);
        if (!text_is_empty(shown->unit) && !chart_unit_is_short(shown))
            buffer_format(d->out, " (%.*s)", TEXT_PRINT(html_escaped(d->memory, shown->unit)));
        buffer_add_string(d->out, "</th>");
    }
    buffer_add_string(d->out, "</tr>\n</thead>\n");
}

void chart_write_table(const drawing *d)
{
    buffer_add_string(d->out, "<details class=\"chart-data\">\n<summary>");
    html_escape(d->out, d->words->show_table);
    buffer_add_string(d->out, "</summary>\n<section class=\"table-scroll\" aria-label=\"");
    html_escape(d->out, d->shown->title);
    buffer_add_string(d->out, "\" tabindex=\"0\"><table>\n");
    write_head(d);
    text **columns = ARENA_NEW(d->memory, text *, d->shown->series_count);
    for (size_t i = 0; i < d->shown->series_count; i++)
        columns[i] = chart_column_values(d, i);
    buffer_add_string(d->out, "<tbody>\n");
    for (size_t row = 0; row < d->shown->row_count; row++) {
        buffer_add_string(d->out, "<tr><th scope=\"row\">");
        html_escape(d->out, d->shown->labels[row]);
        buffer_add_string(d->out, "</th>");
        for (size_t i = 0; i < d->shown->series_count; i++) {
            buffer_add_string(d->out, "<td class=\"align-right\">");
            html_escape(d->out, columns[i][row]);
            buffer_add_string(d->out, "</td>");
        }
        buffer_add_string(d->out, "</tr>\n");
    }
    buffer_add_string(d->out, "</tbody>\n</table></section>\n</details>\n");
}
