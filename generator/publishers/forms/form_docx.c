#include "publishers/forms/form_docx_parts.h"

enum { PROPERTIES = 3 };

static text language_tag(text code)
{
    static const text tags[][2] = {
        { TEXT_CONSTANT("fi"), TEXT_CONSTANT("fi-FI") },
        { TEXT_CONSTANT("sv"), TEXT_CONSTANT("sv-FI") },
        { TEXT_CONSTANT("en"), TEXT_CONSTANT("en-GB") },
    };
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (text_equals(code, tags[i][0]))
            return tags[i][1];
    return code;
}

static text link_address(void *context, arena *memory, const node *link)
{
    const form_request *request = context;
    return form_link_address(memory, request->page_url, link);
}

static void add_markdown(form_docx *in, text markdown, int line, bool in_callout)
{
    docx_tree_options options = in->tree;
    options.in_callout = in_callout;
    docx_write_tree(in->to, form_parse(in->memory, in->request, markdown, line), &options);
}

// ---- Before the fields

static void add_fact(form_docx *in, text name, text fact)
{
    if (fact.length == 0)
        return;
    docx_open_paragraph(in->to, &(docx_paragraph){ .style = DOCX_CALLOUT });
    docx_text(in->to, text_join(in->memory, name, TEXT(": ")), DOCX_STRONG);
    docx_text(in->to, fact, 0);
    docx_close_paragraph(in->to);
}

static void add_introduction(form_docx *in)
{
    const form_words *said = form_words_of(in->request);
    docx_write_paragraph(in->to, DOCX_TITLE, said->title);
    if (said->summary.length > 0)
        docx_write_paragraph(in->to, DOCX_SUBTITLE, said->summary);
    if (said->purpose.length > 0) {
        docx_write_paragraph(in->to, DOCX_CALLOUT_TITLE, in->strings->purpose);
        add_markdown(in, said->purpose, 1, true);
    }
    add_fact(in, in->strings->who_fills, said->filled_by);
    add_fact(in, in->strings->time, said->time);
    docx_write_paragraph(in->to, DOCX_CALLOUT, in->strings->how_to_docx);
}

static void add_header(form_docx *in)
{
    static const int widths[] = { 3638, 6000 };
    form_header header = form_header_of(in->memory, in->request);
    if (header.count == 0)
        return;
    docx_write_paragraph(in->to, DOCX_HEADING_1, in->strings->basics);
    docx_open_grid(in->to, widths, sizeof widths / sizeof *widths, in->strings->basics);
    for (size_t i = 0; i < header.count; i++)
        form_docx_add_row(in, header.items[i]);
    docx_close_table(in->to);
}

// ---- Text and fields

static void add_section_start(form_docx *in, node *document, size_t section)
{
    node *heading = document->first;
    if (heading != NULL && heading->type == NODE_HEADING) {
        docx_open_paragraph(in->to, &(docx_paragraph){ .style = DOCX_HEADING_1 });
        docx_write_inlines(in->to, heading, &in->tree);
        docx_close_paragraph(in->to);
        node_remove(heading);
    }
    if (section >= in->request->form->section_count)
        return;
    text condition = form_condition_text(in->memory, in->request, &in->request->form->sections[section].when);
    if (condition.length > 0)
        docx_write_paragraph(in->to, DOCX_NOTE, condition);
}

static void add_text(form_docx *in, const form_part *part)
{
    node *document = form_parse(in->memory, in->request, part->markdown, part->line);
    if (part->begins_section)
        add_section_start(in, document, part->section);
    docx_write_tree(in->to, document, &in->tree);
}

static bool is_score(const form_part *part)
{
    return part->field != NULL && form_counts(part->field);
}

// Adds the field at [i], or all the scores that begin there; returns how many parts that were.
static size_t add_fields(form_docx *in, const form_parts *parts, size_t i)
{
    size_t count = 1;
    while (is_score(&parts->items[i]) && i + count < parts->count && is_score(&parts->items[i + count]))
        count++;
    form_item *items = ARENA_NEW(in->memory, form_item, count);
    for (size_t j = 0; j < count; j++)
        items[j] = form_item_of(in->request, parts->items[i + j].field);
    if (count > 1)
        form_docx_add_scores(in, items, count);
    else
        form_docx_add_field(in, items[0]);
    if (items[count - 1].field == form_total_follows(in->request->form))
        form_docx_add_total(in);
    return count;
}

static void add_body(form_docx *in)
{
    form_parts parts = form_body_parts(in->memory, in->request->form, in->request->language);
    for (size_t i = 0; i < parts.count;) {
        if (parts.items[i].field != NULL) {
            i += add_fields(in, &parts, i);
        } else {
            add_text(in, &parts.items[i]);
            i++;
        }
    }
}

// ---- After the fields

static void add_note(form_docx *in, text title, text markdown)
{
    if (markdown.length == 0)
        return;
    docx_write_paragraph(in->to, DOCX_CALLOUT_TITLE, title);
    add_markdown(in, markdown, 1, true);
}

static text identity(form_docx *in)
{
    const form_request *request = in->request;
    return text_format(in->memory, "%.*s · %.*s %.*s", TEXT_PRINT(request->form->id), TEXT_PRINT(in->strings->version),
                       TEXT_PRINT(request->form->version));
}

static void add_ending(form_docx *in)
{
    const form_request *request = in->request;
    const form_words *said = form_words_of(request);
    docx_write_paragraph(in->to, DOCX_RULE, (text){ 0 });
    add_note(in, in->strings->send_to, said->send_to);
    add_note(in, in->strings->privacy, said->privacy);
    if (request->binding_language.length > 0)
        docx_write_paragraph(in->to, DOCX_SMALL, text_format(in->memory, "%.*s %.*s", TEXT_PRINT(in->strings->binding),
                                                             TEXT_PRINT(request->binding_language)));
    text licence = (text){ 0 };
    if (request->licence.length > 0)
        licence = text_format(in->memory, " · %.*s %.*s", TEXT_PRINT(in->strings->licence), TEXT_PRINT(request->licence));
    docx_write_paragraph(in->to, DOCX_SMALL, text_format(in->memory, "%.*s %.*s%.*s", TEXT_PRINT(in->strings->form),
                                                         TEXT_PRINT(identity(in)), TEXT_PRINT(licence)));
    if (request->page_url.length == 0)
        return;
    docx_open_paragraph(in->to, &(docx_paragraph){ .style = DOCX_SMALL });
    docx_text(in->to, text_join(in->memory, in->strings->online, TEXT(": ")), 0);
    bool is_link = docx_open_link(in->to, request->page_url);
    docx_text(in->to, request->page_url, is_link ? DOCX_LINKED : 0);
    if (is_link)
        docx_close_link(in->to);
    docx_close_paragraph(in->to);
}

static text first_header(arena *memory, const form_request *request)
{
    if (request->publisher.length == 0 || text_equals(request->publisher, request->site_title))
        return request->site_title;
    return text_format(memory, "%.*s · %.*s", TEXT_PRINT(request->site_title), TEXT_PRINT(request->publisher));
}

bool form_docx_write(const form_request *request, buffer *out)
{
    arena memory = { 0 };
    const form_words *said = form_words_of(request);
    const text own[PROPERTIES][2] = {
        { TEXT("form"), request->form->id }, { TEXT("version"), request->form->version },
        { TEXT("language"), request->language_code },
    };
    form_docx in = { .request = request, .strings = request->strings, .memory = &memory };
    in.tree = (docx_tree_options){ .heading_shift = -1, .link_address = link_address, .context = (void *)request };
    for (size_t i = 0; i < FORM_CALLOUTS; i++)
        in.tree.callouts[i] = request->strings->callouts[i];
    docx_properties properties = {
        .title = said->title, .summary = said->summary, .author = request->publisher,
        .language = language_tag(request->language_code), .first_header = first_header(&memory, request),
        .footer = identity(&in), .page = request->strings->page, .page_of = request->strings->page_of,
        .properties = own, .property_count = PROPERTIES, .is_large = request->form->is_board,
    };
    in.to = docx_begin(&memory, &properties);
    add_introduction(&in);
    add_header(&in);
    add_body(&in);
    add_ending(&in);
    bool is_written = docx_finish(in.to, out);
    arena_free(&memory);
    return is_written;
}
