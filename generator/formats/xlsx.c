#include "formats/xlsx.h"

#include "xlsx_parts.h"
#include "xlsx_text.h"
#include "base/diagnostics.h"
#include "base/unicode.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum {
    DAY_1980_01_01 = 315532800,         // written as the day of making: the same input gives the same file
    A3 = 8, A4 = 9, HEADER_PART = 100, FOOTER_PART = 40, PAGE_PART = 10, LABEL_PART = 2000, PATH_SIZE = 40, READ_SIZE = 16 * 1024,
    PINE = 0x0C5647, INK = 0x1C2A2E, SOFT_INK = 0x55656A, FRAME = 0x75837F, LINE = 0xDDD5C7, SAND = 0xF3ECDF,
    SUN = 0xF0B93A, PALE_SUN = 0xFFF9E8, RUST = 0xA8431F, WHITE = 0xFFFFFF
};

void xlsx_must(lxw_error error)
{
    if (error == LXW_ERROR_MEMORY_MALLOC_FAILED)
        memory_exhausted();
    assert(error == LXW_NO_ERROR);
}

// ---- Styles

typedef struct {
    int size;
    uint32_t colour, fill, border;      // fill and border: 0 is none
    bool is_bold, is_italic, is_open, is_centred, is_right;
    const char *number;
} look;

static const look looks[XLSX_STYLES] = {
    [XLSX_TITLE] = { .size = 20, .colour = PINE, .is_bold = true },
    [XLSX_LEAD] = { .size = 12, .colour = SOFT_INK },
    [XLSX_HEADING] = { .size = 14, .colour = PINE, .is_bold = true },
    [XLSX_TEXT] = { .size = 11, .colour = INK },
    [XLSX_STRONG] = { .size = 11, .colour = INK, .is_bold = true },
    [XLSX_NOTE] = { .size = 10, .colour = SOFT_INK, .is_italic = true },
    [XLSX_LABEL] = { .size = 11, .colour = INK, .border = LINE },
    [XLSX_HEAD] = { .size = 11, .colour = WHITE, .fill = PINE, .border = FRAME, .is_bold = true },
    [XLSX_HEAD_NUMBER] = { .size = 11, .colour = WHITE, .fill = PINE, .border = FRAME, .is_bold = true, .is_right = true },
    [XLSX_CELL] = { .size = 11, .colour = INK, .border = LINE },
    [XLSX_NUMBER] = { .size = 11, .colour = INK, .border = LINE, .is_right = true, .number = "General" },
    [XLSX_DECIMAL] = { .size = 11, .colour = INK, .border = LINE, .is_right = true, .number = "0.00" },
    [XLSX_DATE] = { .size = 11, .colour = INK, .border = LINE, .is_right = true, .number = "d.m.yyyy" },
    [XLSX_PERCENT] = { .size = 11, .colour = INK, .border = LINE, .is_right = true, .number = "0 %" },
    [XLSX_STATE] = { .size = 10, .colour = SOFT_INK, .is_centred = true },
    [XLSX_TOTAL] = { .size = 11, .colour = INK, .fill = SAND, .border = FRAME, .is_bold = true },
    [XLSX_TOTAL_NUMBER] = { .size = 11, .colour = INK, .fill = SAND, .border = FRAME, .is_bold = true, .is_right = true,
                            .number = "General" },
    [XLSX_TOTAL_PERCENT] = { .size = 11, .colour = INK, .fill = SAND, .border = FRAME, .is_bold = true, .is_right = true,
                             .number = "0 %" },
    [XLSX_INPUT_TEXT] = { .size = 11, .colour = INK, .fill = PALE_SUN, .border = FRAME, .is_open = true, .number = "@" },
    [XLSX_INPUT_LONG] = { .size = 11, .colour = INK, .fill = PALE_SUN, .border = FRAME, .is_open = true, .number = "@" },
    [XLSX_INPUT_LIST] = { .size = 11, .colour = INK, .fill = PALE_SUN, .border = FRAME, .is_open = true, .number = "@" },
    [XLSX_INPUT_DATE] = { .size = 11, .colour = INK, .fill = PALE_SUN, .border = FRAME, .is_open = true,
                          .number = "d.m.yyyy" },
    [XLSX_INPUT_DATE_WORDS] = { .size = 11, .colour = INK, .fill = PALE_SUN, .border = FRAME, .is_open = true,
                                .number = "d mmmm yyyy" },
    [XLSX_INPUT_WHOLE] = { .size = 11, .colour = INK, .fill = PALE_SUN, .border = FRAME, .is_open = true, .number = "#,##0" },
    [XLSX_INPUT_DECIMAL] = { .size = 11, .colour = INK, .fill = PALE_SUN, .border = FRAME, .is_open = true,
                             .number = "General" },
    [XLSX_INPUT_POINTS] = { .size = 11, .colour = INK, .fill = PALE_SUN, .border = FRAME, .is_open = true, .is_centred = true,
                            .number = "0" },
};

lxw_format *xlsx_style_of(xlsx *in, xlsx_style wanted)
{
    if (in->styles[wanted] != NULL)
        return in->styles[wanted];
    const look *from = &looks[wanted];
    lxw_format *made = workbook_add_format(in->made);
    format_set_font_size(made, from->size);
    format_set_font_color(made, from->colour);
    format_set_text_wrap(made);
    bool is_running = from->border == 0 && !from->is_centred;
    format_set_align(made, wanted == XLSX_INPUT_LONG || is_running ? LXW_ALIGN_VERTICAL_TOP : LXW_ALIGN_VERTICAL_CENTER);
    format_set_align(made, from->is_right ? LXW_ALIGN_RIGHT : from->is_centred ? LXW_ALIGN_CENTER : LXW_ALIGN_LEFT);
    if (from->border != 0 && !from->is_centred)
        format_set_indent(made, 1);
    if (from->is_bold)
        format_set_bold(made);
    if (from->is_italic)
        format_set_italic(made);
    if (from->fill != 0)
        format_set_bg_color(made, from->fill);
    if (from->border != 0) {
        format_set_border(made, LXW_BORDER_THIN);
        format_set_border_color(made, from->border);
    }
    if (from->number != NULL)
        format_set_num_format(made, from->number);
    if (from->is_open)
        format_set_unlocked(made);
    return in->styles[wanted] = made;
}

static lxw_format *font(xlsx *in, double size, uint32_t colour, bool is_bold)
{
    lxw_format *made = workbook_add_format(in->made);
    format_set_font_size(made, size);
    format_set_font_color(made, colour);
    if (is_bold)
        format_set_bold(made);
    return made;
}

// ---- The workbook

static void set_properties(xlsx *in, const xlsx_properties *from)
{
    lxw_doc_properties properties = {
        .title = xlsx_clean(in->memory, from->title, XLSX_MESSAGE_LIMIT),
        .subject = xlsx_clean(in->memory, from->subject, XLSX_MESSAGE_LIMIT),
        .author = xlsx_clean(in->memory, from->author, XLSX_MESSAGE_LIMIT),
        .created = DAY_1980_01_01,
    };
    xlsx_must(workbook_set_properties(in->made, &properties));
    for (size_t i = 0; i < from->property_count; i++)
        xlsx_must(workbook_set_custom_property_string(in->made, xlsx_clean(in->memory, from->properties[i][0], XLSX_MESSAGE_LIMIT),
                                                 xlsx_clean(in->memory, from->properties[i][1], XLSX_MESSAGE_LIMIT)));
}

// libxlsxwriter writes to a path; a file in memory has one.
xlsx *xlsx_begin(arena *memory, const xlsx_properties *properties)
{
    xlsx *made = ARENA_NEW(memory, xlsx, 1);
    made->memory = made->names.memory = made->lists_by_text.memory = memory;
    *table_put(&made->names, TEXT("history"), NULL) = 1;        // Excel's own
    made->file = memfd_create("spreadsheet", MFD_CLOEXEC);
    char path[PATH_SIZE];
    snprintf(path, sizeof path, "/proc/self/fd/%d", made->file);
    made->made = workbook_new(path);
    if (made->made == NULL)
        memory_exhausted();
    set_properties(made, properties);
    made->strong = font(made, 11, INK, true);
    made->soft = font(made, 10, SOFT_INK, false);
    made->warning = font(made, 10, RUST, true);
    return made;
}

static text new_name(xlsx *in, text name)
{
    text wanted = xlsx_clean_name(in->memory, name, XLSX_SHEET_LIMIT), tried = wanted;
    bool is_new = false;
    for (size_t i = 2; table_put(&in->names, unicode_lower(in->memory, tried), &is_new), !is_new; i++) {
        text number = text_format(in->memory, " %zu", i);
        tried = text_join(in->memory, xlsx_clean_name(in->memory, wanted, XLSX_SHEET_LIMIT - number.length), number);
    }
    return tried;
}

static size_t add_named_sheet(xlsx *in, text name, bool is_open)
{
    lxw_worksheet *made = workbook_add_worksheet(in->made, text_to_string(in->memory, name));
    assert(made != NULL);
    lxw_protection allowed = { .format_columns = LXW_TRUE, .format_rows = LXW_TRUE, .insert_rows = LXW_TRUE };
    if (!is_open)
        worksheet_protect(made, NULL, &allowed);
    worksheet_gridlines(made, LXW_HIDE_ALL_GRIDLINES);
    xlsx_must(worksheet_ignore_errors(made, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576"));
    *ARENA_PUSH(in->memory, in->sheets) = (sheet){ .made = made, .name = name };
    return in->sheets.count - 1;
}

size_t xlsx_add_sheet(xlsx *in, text name)
{
    return add_named_sheet(in, new_name(in, name), false);
}

size_t xlsx_add_open_sheet(xlsx *in, text name)
{
    return add_named_sheet(in, new_name(in, name), true);
}

text xlsx_sheet_name(const xlsx *in, size_t number)
{
    return in->sheets.items[number].name;
}

void xlsx_hide_sheet(xlsx *in, size_t number)
{
    worksheet_hide(in->sheets.items[number].made);
}

static void write_lists(xlsx *in)
{
    if (in->lists.count == 0)
        return;
    size_t number = add_named_sheet(in, in->lists_sheet, false);
    xlsx_hide_sheet(in, number);
    for (size_t i = 0; i < in->lists.count; i++)
        for (size_t j = 0; j < in->lists.items[i].count; j++)
            xlsx_set_text(in, (xlsx_cell){ number, (uint32_t)j, (uint16_t)i }, in->lists.items[i].options[j], XLSX_TEXT);
}

static bool read_file(int file, buffer *out)
{
    char part[READ_SIZE];
    off_t at = 0;
    ssize_t length;
    while ((length = pread(file, part, sizeof part, at)) > 0) {
        buffer_add(out, (text){ part, (size_t)length });
        at += length;
    }
    return length == 0 && at > 0;
}

bool xlsx_finish(xlsx *of, buffer *out)
{
    write_lists(of);
    for (size_t i = 0; i < of->sheets.count; i++)
        xlsx_end_pages(of, i);
    errno = 0;
    bool is_written = workbook_close(of->made) == LXW_NO_ERROR && read_file(of->file, out);
    if (!is_written && errno == 0)
        errno = EIO;
    is_written = is_written || machine_failure("cannot make", TEXT("a spreadsheet"));
    if (of->file >= 0)
        close(of->file);
    return is_written;
}

// ---- Cells

void xlsx_set_text(xlsx *in, xlsx_cell at, text shown, xlsx_style style)
{
    xlsx_must(worksheet_write_string(xlsx_sheet_of(in, at.sheet), at.row, at.column, xlsx_clean_cell(in->memory, shown),
                                xlsx_style_of(in, style)));
}

// libxlsxwriter measures a text of several fonts with all its markup, so these are cut earlier.
static char *part_of_label(xlsx *in, text t)
{
    return xlsx_clean(in->memory, text_of(xlsx_clean_cell(in->memory, t)), LABEL_PART);
}

void xlsx_set_label(xlsx *in, xlsx_cell at, text label, text note)
{
    text below = note.length > 0 ? text_join(in->memory, TEXT("\n"), note) : TEXT(" ");
    lxw_rich_string_tuple strong = { in->strong, part_of_label(in, label) };
    lxw_rich_string_tuple soft = { in->soft, part_of_label(in, below) };
    lxw_rich_string_tuple *parts[] = { &strong, &soft, NULL };
    if (strong.string[0] == '\0')
        xlsx_set_text(in, at, note, XLSX_LABEL);
    else
        xlsx_must(worksheet_write_rich_string(xlsx_sheet_of(in, at.sheet), at.row, at.column, parts, xlsx_style_of(in, XLSX_LABEL)));
}

void xlsx_set_number(xlsx *in, xlsx_cell at, double number, xlsx_style style)
{
    xlsx_must(worksheet_write_number(xlsx_sheet_of(in, at.sheet), at.row, at.column, number, xlsx_style_of(in, style)));
}

void xlsx_set_blank(xlsx *in, xlsx_cell at, xlsx_style style)
{
    xlsx_must(worksheet_write_blank(xlsx_sheet_of(in, at.sheet), at.row, at.column, xlsx_style_of(in, style)));
}

void xlsx_set_formula(xlsx *in, xlsx_cell at, text formula, double result, xlsx_style style)
{
    xlsx_must(worksheet_write_formula_num(xlsx_sheet_of(in, at.sheet), at.row, at.column, text_to_string(in->memory, formula),
                                     xlsx_style_of(in, style), result));
}

void xlsx_set_text_formula(xlsx *in, xlsx_cell at, text formula, text result, xlsx_style style)
{
    xlsx_must(worksheet_write_formula_str(xlsx_sheet_of(in, at.sheet), at.row, at.column, text_to_string(in->memory, formula),
                                     xlsx_style_of(in, style), xlsx_clean_cell(in->memory, result)));
}

void xlsx_merge(xlsx *in, xlsx_range range, xlsx_style style)
{
    if (range.first_row == range.last_row && range.first_column == range.last_column)
        return;
    xlsx_must(worksheet_merge_range(xlsx_sheet_of(in, range.sheet), range.first_row, range.first_column, range.last_row,
                               range.last_column, "", xlsx_style_of(in, style)));
}

// ---- Rules

// The range of a list on the hidden sheet, which is written last; equal lists stand there once.
static text list_range(xlsx *in, const xlsx_rule *rule)
{
    buffer key = { 0 };
    for (size_t i = 0; i < rule->option_count; i++)
        record_add_text(&key, rule->options[i]);
    text kept = text_copy(in->memory, buffer_text(&key));
    buffer_free(&key);
    if (in->lists.count == 0)
        in->lists_sheet = new_name(in, rule->lists_sheet);
    bool is_new = false;
    uintptr_t *number = table_put(&in->lists_by_text, kept, &is_new);
    if (is_new) {
        *ARENA_PUSH(in->memory, in->lists) = (option_list){ rule->options, rule->option_count };
        *number = in->lists.count - 1;
    }
    xlsx_range range = { .first_column = (uint16_t)*number, .last_column = (uint16_t)*number,
                         .last_row = (uint32_t)rule->option_count - 1 };
    return text_format(in->memory, "'%.*s'!%.*s", TEXT_PRINT(in->lists_sheet),
                       TEXT_PRINT(xlsx_range_address(in, in->memory, range, false)));
}

// Returns the range of a list that is too long for the rule itself; empty when it has found room.
static text set_list(xlsx *in, const xlsx_rule *rule, lxw_data_validation *made)
{
    static char *nothing[] = { "-", NULL };
    char **options = ARENA_NEW(in->memory, char *, rule->option_count + 1);
    text *cleaned = ARENA_NEW(in->memory, text, rule->option_count);
    for (size_t i = 0; i < rule->option_count; i++) {
        options[i] = xlsx_clean(in->memory, rule->options[i], XLSX_CELL_LIMIT);
        cleaned[i] = text_of(options[i]);
    }
    bool is_literal = xlsx_fits_literally(cleaned, rule->option_count);
    made->validate = LXW_VALIDATION_TYPE_LIST;
    made->value_list = is_literal ? options : nothing;
    return is_literal ? (text){ 0 } : list_range(in, rule);
}

// libxlsxwriter 1.1.4 loses the memory of a range that is given with the rule, so it is put in afterwards.
static void refer_to_range(lxw_worksheet *to, const char *range)
{
    char *link = (char *)to->data_validations->stqh_last;       // inside the last rule
    lxw_data_val_obj *last = (lxw_data_val_obj *)(void *)(link - offsetof(lxw_data_val_obj, list_pointers));
    free(last->value_formula);
    last->value_formula = lxw_strdup(range);
    if (last->value_formula == NULL)
        memory_exhausted();
}

static void set_limits(const xlsx_rule *rule, lxw_data_validation *made)
{
    static const uint8_t types[] = {
        [XLSX_RULE_WHOLE] = LXW_VALIDATION_TYPE_INTEGER, [XLSX_RULE_DECIMAL] = LXW_VALIDATION_TYPE_DECIMAL,
        [XLSX_RULE_DATE] = LXW_VALIDATION_TYPE_DATE, [XLSX_RULE_LENGTH] = LXW_VALIDATION_TYPE_LENGTH,
    };
    made->validate = types[rule->type];
    made->criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
    made->minimum_number = rule->minimum;
    made->maximum_number = rule->maximum;
    made->minimum_datetime = (lxw_datetime){ rule->earliest.year, rule->earliest.month, rule->earliest.day, 0, 0, 0 };
    made->maximum_datetime = (lxw_datetime){ rule->latest.year, rule->latest.month, rule->latest.day, 0, 0, 0 };
}

void xlsx_add_rule(xlsx *in, xlsx_range range, const xlsx_rule *rule)
{
    lxw_data_validation made = {
        .ignore_blank = LXW_VALIDATION_ON, .show_input = LXW_VALIDATION_ON, .show_error = LXW_VALIDATION_ON,
        .dropdown = LXW_VALIDATION_ON,
        .error_message = xlsx_clean(in->memory, rule->mistake, XLSX_MESSAGE_LIMIT),
    };
    if (rule->help.length > 0) {
        made.input_title = xlsx_clean(in->memory, rule->help_title, XLSX_MESSAGE_TITLE_LIMIT);
        made.input_message = xlsx_clean(in->memory, rule->help, XLSX_MESSAGE_LIMIT);
    }
    text list = { 0 };
    if (rule->type == XLSX_RULE_LIST)
        list = set_list(in, rule, &made);
    else
        set_limits(rule, &made);
    xlsx_must(worksheet_data_validation_range(xlsx_sheet_of(in, range.sheet), range.first_row, range.first_column, range.last_row,
                                         range.last_column, &made));
    if (list.length > 0)
        refer_to_range(xlsx_sheet_of(in, range.sheet), text_to_string(in->memory, list));
}

void xlsx_mark_text(xlsx *in, xlsx_range range, text shown)
{
    lxw_conditional_format made = {
        .type = LXW_CONDITIONAL_TYPE_CELL, .criteria = LXW_CONDITIONAL_CRITERIA_EQUAL_TO,
        .value_string = text_to_string(in->memory, xlsx_quoted(in->memory, shown)), .format = in->warning,
    };
    xlsx_must(worksheet_conditional_format_range(xlsx_sheet_of(in, range.sheet), range.first_row, range.first_column,
                                            range.last_row, range.last_column, &made));
}

void xlsx_mark_share(xlsx *in, xlsx_range range)
{
    lxw_conditional_format made = {
        .type = LXW_CONDITIONAL_DATA_BAR, .bar_color = SUN, .bar_solid = LXW_TRUE,
        .min_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER, .min_value = 0,
        .max_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER, .max_value = 1,
    };
    xlsx_must(worksheet_conditional_format_range(xlsx_sheet_of(in, range.sheet), range.first_row, range.first_column,
                                            range.last_row, range.last_column, &made));
}

void xlsx_name(xlsx *in, text name, xlsx_range range)
{
    text formula = text_join(in->memory, TEXT("="), xlsx_range_address(in, in->memory, range, true));
    xlsx_must(workbook_define_name(in->made, text_to_string(in->memory, name), text_to_string(in->memory, formula)));
}

void xlsx_name_text(xlsx *in, text name, text meant)
{
    text formula = text_join(in->memory, TEXT("="), xlsx_quoted(in->memory, meant));
    xlsx_must(workbook_define_name(in->made, text_to_string(in->memory, name), text_to_string(in->memory, formula)));
}

// ---- Sheets

void xlsx_set_width(xlsx *in, size_t number, uint16_t column, double characters)
{
    if (column < XLSX_COLUMNS_NOTED)
        in->sheets.items[number].characters[column] = characters;
    xlsx_must(worksheet_set_column(xlsx_sheet_of(in, number), column, column, characters, NULL));
}

void xlsx_hide_column(xlsx *in, size_t number, uint16_t column)
{
    lxw_row_col_options options = { .hidden = LXW_TRUE };
    xlsx_must(worksheet_set_column_opt(xlsx_sheet_of(in, number), column, column, LXW_DEF_COL_WIDTH, NULL, &options));
}

void xlsx_set_height(xlsx *in, size_t number, uint32_t row, double points)
{
    *ARENA_PUSH(in->memory, in->sheets.items[number].heights) = (xlsx_row_height){ row, points };
    xlsx_must(worksheet_set_row(xlsx_sheet_of(in, number), row, points, NULL));
}

void xlsx_freeze(xlsx *in, size_t number, uint32_t rows)
{
    worksheet_freeze_panes(xlsx_sheet_of(in, number), rows, 0);
}

void xlsx_set_print(xlsx *in, size_t number, const xlsx_print *print)
{
    lxw_worksheet *to = xlsx_sheet_of(in, number);
    arena *memory = in->memory;
    in->sheets.items[number].is_large = print->is_large;
    in->sheets.items[number].is_landscape = print->is_landscape;
    worksheet_set_paper(to, print->is_large ? A3 : A4);
    if (print->is_landscape)
        worksheet_set_landscape(to);
    worksheet_fit_to_pages(to, 1, 0);
    worksheet_set_margins(to, XLSX_MARGIN_SIDE, XLSX_MARGIN_SIDE, XLSX_MARGIN_TOP, XLSX_MARGIN_TOP);
    if (print->repeats_rows)
        xlsx_must(worksheet_repeat_rows(to, print->first_repeated, print->last_repeated));
    // 255 characters at most, also when every one is an "&", which is doubled.
    text header = text_format(memory, "&L&9 %.*s", TEXT_PRINT(xlsx_clean_header(memory, print->header, HEADER_PART)));
    text footer = text_format(memory, "&L&9 %.*s&C&9 %.*s&R&9 %.*s &P%.*s&N",
                              TEXT_PRINT(xlsx_clean_header(memory, print->footer_left, FOOTER_PART)),
                              TEXT_PRINT(xlsx_clean_header(memory, print->footer_middle, FOOTER_PART)),
                              TEXT_PRINT(xlsx_clean_header(memory, print->page, PAGE_PART)),
                              TEXT_PRINT(xlsx_clean_header(memory, print->page_of, PAGE_PART)));
    xlsx_must(worksheet_set_header(to, text_to_string(memory, header)));
    xlsx_must(worksheet_set_footer(to, text_to_string(memory, footer)));
}
