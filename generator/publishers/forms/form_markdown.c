#include "publishers/forms/form_markdown.h"

#include "formats/markdown_write.h"
#include "language/formatting.h"

enum { LINES_MOST = 12, ROWS_LEAST = 3, WEIGHT_DECIMALS = 3 };

// Room for an answer: in a line, and alone in its paragraph, which Markdown shows as a line across.
static const char room[] = "____________________", line_of_room[] = "________________________________________";

typedef struct {
    const form_request *request;
    const form_strings *strings;
    arena *memory;
    buffer *out;
    markdown_write_options options;
} writer;

static text link_address(void *context, arena *memory, const node *link)
{
    return form_link_address(memory, ((const form_request *)context)->page_url, link);
}

static void add(writer *w, const char *string)
{
    buffer_add_string(w->out, string);
}

static void add_words(writer *w, text shown)
{
    markdown_escape(w->out, shown);
}

// "**name:** fact", a paragraph of its own.
static void add_fact(writer *w, text name, text fact)
{
    if (fact.length == 0)
        return;
    add(w, "\n**");
    add_words(w, name);
    add(w, ":** ");
    add_words(w, fact);
    add(w, "\n");
}

static void add_paragraph(writer *w, text shown)
{
    if (shown.length == 0)
        return;
    add(w, "\n");
    add_words(w, shown);
    add(w, "\n");
}

static void add_heading(writer *w, text title)
{
    add(w, "\n## ");
    add_words(w, title);
    add(w, "\n");
}

static void add_tree(writer *w, const node *document)
{
    if (document->first == NULL)
        return;
    add(w, "\n");
    markdown_write(w->memory, document, &w->options, w->out);
}

// ---- Fields

static void add_required(writer *w, const form_field *asked)
{
    text required = form_required_text(w->request, asked);
    if (required.length > 0)
        buffer_format(w->out, " (%.*s)", TEXT_PRINT(markdown_escaped(w->memory, required)));
}

static void add_label(writer *w, form_item item)
{
    add(w, "\n**");
    add_words(w, item.words->label);
    add(w, "**");
    add_required(w, item.field);
    add(w, "\n");
}

static void add_help(writer *w, form_item item)
{
    add_paragraph(w, form_condition_text(w->memory, w->request, &item.field->when));
    add_paragraph(w, item.words->help);
    if (item.field->type == FORM_CHOICE)
        add_paragraph(w, w->strings->choose_one);
    else if (item.field->type != FORM_SCORE)
        add_paragraph(w, form_limits_text(w->memory, w->request, item));
    add_paragraph(w, form_computed_text(w->memory, w->request, item));
}

static void add_room(writer *w, size_t lines)
{
    for (size_t i = 0; i < lines && i < LINES_MOST; i++)
        buffer_format(w->out, "\n%s\n", line_of_room);
}

static void add_options(writer *w, form_item item)
{
    add(w, "\n");
    for (size_t i = 0; i < item.field->option_count; i++) {
        add(w, "- [ ] ");
        add_words(w, item.words->options[i]);
        add(w, "\n");
    }
    if (!item.field->has_other)
        return;
    add(w, "- [ ] ");
    add_words(w, w->strings->other);
    buffer_format(w->out, " %s\n", room);
}

static void add_check(writer *w, form_item item)
{
    add_label(w, item);
    add_help(w, item);
    add(w, "\n- [ ] ");
    add_words(w, w->strings->yes);
    add(w, "\n");
}

static void add_line_for(writer *w, text name)
{
    add(w, "\n");
    add_words(w, name);
    buffer_format(w->out, ": %s\n", room);
}

static void add_signature(writer *w, form_item item)
{
    add_label(w, item);
    add_help(w, item);
    add_line_for(w, w->strings->place_and_date);
    add_line_for(w, w->strings->signature);
    add_line_for(w, w->strings->name_in_print);
}

static void add_score(writer *w, form_item item)
{
    add_label(w, item);
    add_help(w, item);
    text scale = text_format(w->memory, "%.*s %.*s", TEXT_PRINT(w->strings->scale),
                             TEXT_PRINT(form_limits_text(w->memory, w->request, item)));
    if (item.field->weight != 1)
        scale = text_format(w->memory, "%.*s, %.*s %.*s", TEXT_PRINT(scale), TEXT_PRINT(w->strings->weight),
                            TEXT_PRINT(format_number(w->memory, w->request->language_code, item.field->weight, WEIGHT_DECIMALS)));
    add_line_for(w, scale);
}

static void add_total(writer *w)
{
    double maximum = form_total_maximum(w->request->form);
    text label = form_total_label(w->request);
    if (maximum > 0)
        label = text_format(w->memory, "%.*s (%.*s %.*s)", TEXT_PRINT(label), TEXT_PRINT(w->strings->at_most),
                            TEXT_PRINT(format_number(w->memory, w->request->language_code, maximum, WEIGHT_DECIMALS)));
    add_paragraph(w, form_total_help(w->request));
    add_line_for(w, label);
}

// ---- Tables

static void add_column_help(writer *w, form_item item)
{
    for (size_t i = 0; i < item.field->column_count; i++) {
        form_item column = form_column_of(item, i);
        buffer shown = { 0 };
        text limits = form_column_limits(w->memory, w->request, item, i);
        if (column.words->help.length > 0)
            buffer_add(&shown, column.words->help);
        if (limits.length > 0)
            buffer_format(&shown, "%s%.*s", shown.length > 0 ? " · " : "", TEXT_PRINT(limits));
        for (size_t j = 0; j < column.field->option_count; j++)
            buffer_format(&shown, "%s%.*s", j > 0 ? " / " : shown.length > 0 ? " · " : "", TEXT_PRINT(column.words->options[j]));
        if (shown.length > 0)
            add_paragraph(w, text_format(w->memory, "%.*s: %.*s", TEXT_PRINT(column.words->label), TEXT_PRINT(buffer_text(&shown))));
        buffer_free(&shown);
    }
}

static void add_table(writer *w, form_item item)
{
    size_t rows = item.field->rows > ROWS_LEAST ? item.field->rows : ROWS_LEAST;
    add_label(w, item);
    add_help(w, item);
    add_column_help(w, item);
    add(w, "\n|");
    for (size_t i = 0; i < item.field->column_count; i++) {
        add(w, " ");
        add_words(w, item.words->columns[i].label);
        add_required(w, &item.field->columns[i]);
        add(w, " |");
    }
    add(w, "\n|");
    for (size_t i = 0; i < item.field->column_count; i++)
        add(w, item.field->columns[i].type == FORM_NUMBER || item.field->columns[i].type == FORM_SCORE ? " ---: |" : " --- |");
    for (size_t row = 0; row < rows; row++) {
        add(w, "\n|");
        for (size_t i = 0; i < item.field->column_count; i++)
            add(w, item.field->columns[i].type == FORM_CHECK ? " \xE2\x98\x90 |" : "  |");
    }
    add(w, "\n");
    add_paragraph(w, w->strings->add_rows);
}

static void add_field(writer *w, form_item item)
{
    switch (item.field->type) {
    case FORM_CHECK: add_check(w, item); return;
    case FORM_SIGNATURE: add_signature(w, item); return;
    case FORM_TABLE: add_table(w, item); return;
    case FORM_SCORE: add_score(w, item); return;
    default: break;
    }
    add_label(w, item);
    add_help(w, item);
    if (item.field->type == FORM_CHOICE || item.field->type == FORM_MULTI)
        add_options(w, item);
    else
        add_room(w, item.field->lines > 0 ? item.field->lines : 1);
}

// ---- The form

static void add_introduction(writer *w)
{
    const form_words *said = form_words_of(w->request);
    add(w, "# ");
    add_words(w, said->title);
    add(w, "\n");
    add_paragraph(w, said->summary);
    if (said->purpose.length > 0) {
        add(w, "\n**");
        add_words(w, w->strings->purpose);
        add(w, "**\n");
        add_tree(w, form_parse(w->memory, w->request, said->purpose, 1));
    }
    add_fact(w, w->strings->who_fills, said->filled_by);
    add_fact(w, w->strings->time, said->time);
    form_header header = form_header_of(w->memory, w->request);
    if (header.count > 0)
        add_heading(w, w->strings->basics);
    for (size_t i = 0; i < header.count; i++)
        add_field(w, header.items[i]);
}

static void add_text(writer *w, const form_part *part)
{
    node *document = form_parse(w->memory, w->request, part->markdown, part->line), *heading = document->first;
    if (part->begins_section && heading != NULL && heading->type == NODE_HEADING) {
        node *alone = node_new(w->memory, NODE_DOCUMENT, part->line, 1);
        node_remove(heading);
        node_append(alone, heading);
        add_tree(w, alone);
        if (part->section < w->request->form->section_count)
            add_paragraph(w, form_condition_text(w->memory, w->request, &w->request->form->sections[part->section].when));
    }
    add_tree(w, document);
}

static void add_note(writer *w, text title, text markdown)
{
    if (markdown.length == 0)
        return;
    add_heading(w, title);
    add_tree(w, form_parse(w->memory, w->request, markdown, 1));
}

static void add_ending(writer *w)
{
    const form_request *request = w->request;
    const form_words *said = form_words_of(request);
    add_note(w, w->strings->send_to, said->send_to);
    add_note(w, w->strings->privacy, said->privacy);
    add(w, "\n---\n");
    if (request->binding_language.length > 0)
        add_paragraph(w, text_format(w->memory, "%.*s %.*s", TEXT_PRINT(w->strings->binding), TEXT_PRINT(request->binding_language)));
    add_paragraph(w, text_format(w->memory, "%.*s %.*s, %.*s %.*s", TEXT_PRINT(w->strings->form), TEXT_PRINT(request->form->id),
                                 TEXT_PRINT(w->strings->version), TEXT_PRINT(request->form->version)));
    add_fact(w, w->strings->licence, request->licence);
    add_fact(w, w->strings->online, request->page_url);
}

bool form_markdown_write(const form_request *request, buffer *out)
{
    arena memory = { 0 };
    writer w = { .request = request, .strings = request->strings, .memory = &memory, .out = out };
    w.options = (markdown_write_options){ .link_address = link_address, .context = (void *)request };
    add_introduction(&w);
    form_parts parts = form_body_parts(&memory, request->form, request->language);
    for (size_t i = 0; i < parts.count; i++) {
        const form_field *asked = parts.items[i].field;
        if (asked == NULL)
            add_text(&w, &parts.items[i]);
        else
            add_field(&w, form_item_of(request, asked));
        if (asked != NULL && asked == form_total_follows(request->form))
            add_total(&w);
    }
    add_ending(&w);
    arena_free(&memory);
    return true;
}
