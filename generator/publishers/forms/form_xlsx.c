#include "publishers/forms/form_xlsx_parts.h"

enum { PROPERTIES = 3, COLUMNS = 2 };

static const double widths[COLUMNS] = { 40, 70 };

// ---- The sheet to start from

static text plain(form_xlsx *in, text markdown)
{
    return document_plain_text(in->memory, form_parse(in->memory, in->request, markdown, 1));
}

static void add_fact(form_xlsx *in, form_sheet *on, text name, text fact)
{
    if (fact.length == 0)
        return;
    uint32_t row = on->row++;
    xlsx_set_text(in->to, (xlsx_cell){ on->number, row, 0 }, name, XLSX_STRONG);
    xlsx_set_text(in->to, (xlsx_cell){ on->number, row, 1 }, fact, XLSX_TEXT);
    double lines = form_xlsx_lines(fact, widths[1]), others = form_xlsx_lines(name, widths[0]);
    xlsx_set_height(in->to, on->number, row, form_xlsx_height(lines > others ? lines : others));
}

static void add_header(form_xlsx *in, form_sheet *on)
{
    form_header header = form_header_of(in->memory, in->request);
    if (header.count == 0)
        return;
    on->row++;
    form_xlsx_add_line(in, on, in->strings->basics, XLSX_HEADING);
    for (size_t i = 0; i < header.count; i++)
        form_xlsx_add_value(in, on, header.items[i], header.items[i].field->id);
}

static void add_notes(form_xlsx *in, form_sheet *on)
{
    const form_request *request = in->request;
    const form_words *said = form_words_of(request);
    on->row++;
    add_fact(in, on, in->strings->send_to, plain(in, said->send_to));
    add_fact(in, on, in->strings->privacy, plain(in, said->privacy));
    if (request->binding_language.length > 0)
        add_fact(in, on, in->strings->binding, request->binding_language);
    add_fact(in, on, in->strings->form, text_format(in->memory, "%.*s · %.*s %.*s", TEXT_PRINT(request->form->id),
                                                    TEXT_PRINT(in->strings->version), TEXT_PRINT(request->form->version)));
    add_fact(in, on, in->strings->licence, request->licence);
    add_fact(in, on, in->strings->online, request->page_url);
}

// What stands before the first section.
static size_t add_opening(form_xlsx *in, form_sheet *on, const form_parts *parts)
{
    size_t i = 0;
    for (; i < parts->count && parts->items[i].section == (size_t)-1; i++)
        if (parts->items[i].field == NULL)
            form_xlsx_add_blocks(in, on, form_parse(in->memory, in->request, parts->items[i].markdown, parts->items[i].line));
    return i;
}

static size_t add_start(form_xlsx *in, const form_parts *parts)
{
    const form_words *said = form_words_of(in->request);
    form_sheet on = { .number = xlsx_add_sheet(in->to, in->strings->instructions), .columns = COLUMNS, .widths = widths,
                      .value_width = widths[1] };
    for (uint16_t i = 0; i < COLUMNS; i++)
        xlsx_set_width(in->to, on.number, i, widths[i]);
    form_xlsx_add_line(in, &on, said->title, XLSX_TITLE);
    form_xlsx_add_line(in, &on, said->summary, XLSX_LEAD);
    on.row++;
    form_xlsx_add_line(in, &on, in->strings->how_to_xlsx, XLSX_STRONG);
    on.row++;
    add_fact(in, &on, in->strings->purpose, plain(in, said->purpose));
    add_fact(in, &on, in->strings->who_fills, said->filled_by);
    add_fact(in, &on, in->strings->time, said->time);
    on.row++;
    size_t next = add_opening(in, &on, parts);
    add_header(in, &on);
    add_notes(in, &on);
    form_xlsx_set_print(in, &on, 0);
    return next;
}

// ---- All of it

static void add_sections(form_xlsx *in, const form_parts *parts, size_t from)
{
    while (from < parts->count) {
        size_t section = parts->items[from].section, to = from;
        while (to < parts->count && parts->items[to].section == section)
            to++;
        if (section < in->request->form->section_count)
            form_xlsx_add_section(in, &parts->items[from], to - from, section);
        from = to;
    }
}

bool form_xlsx_write(const form_request *request, buffer *out)
{
    arena memory = { 0 };
    const form_words *said = form_words_of(request);
    const text own[PROPERTIES][2] = {
        { TEXT("form"), request->form->id }, { TEXT("version"), request->form->version },
        { TEXT("language"), request->language_code },
    };
    xlsx_properties properties = { .title = said->title, .subject = said->summary, .author = request->publisher,
                                   .properties = own, .property_count = PROPERTIES };
    form_xlsx in = { .request = request, .strings = request->strings, .memory = &memory };
    in.values = ARENA_NEW(&memory, xlsx_cell, request->form->field_count + 1);
    in.sections = ARENA_NEW(&memory, form_section_counts, request->form->section_count + 1);
    in.to = xlsx_begin(&memory, &properties);
    form_parts parts = form_body_parts(&memory, request->form, request->language);
    add_sections(&in, &parts, add_start(&in, &parts));
    form_xlsx_add_summary(&in);
    // Programs that know no properties of ours keep names.
    xlsx_name_text(in.to, TEXT("f__form"), form_identity(&memory, request));
    bool is_written = xlsx_finish(in.to, out);
    arena_free(&memory);
    return is_written;
}
