#include "printing/form_pdf_parts.h"

#include <math.h>

enum { QR_SIZE = 66, FACTS = 3, FACT_GAP = 16, ROW_MOST = 3 };

static text parse_address(const void *context, arena *memory, const node *link)
{
    const form_request *request = context;
    return form_link_address(memory, request->page_url, link);
}

static void add_markdown(form_writer *to, text markdown, int line, pdf_place at)
{
    pdf_words names;
    for (size_t i = 0; i < FORM_CALLOUTS; i++)
        names.callouts[i] = to->with->callouts[i];
    pdf_document_request request = { .parent = to->section, .place = at, .words = &names, .level_shift = to->level - 1,
                                     .address = parse_address, .context = to->of };
    pdf_add_document(to->document, form_parse(to->memory, to->of, markdown, line), &request);
}

// Text is not read across a board.
static pdf_place text_width(const form_writer *to, double before)
{
    const double most = PDF_MM(200);
    return (pdf_place){ .width = fmin(pdf_text_width(to->document), most), .before = form_pdf_room(to, before) };
}

static pdf_place whole_width(const form_writer *to, double before)
{
    return (pdf_place){ .width = pdf_text_width(to->document), .before = form_pdf_room(to, before) };
}

// ---- The beginning

// Title at the left, the way to the page on the web at the right.
static void add_title(form_writer *to)
{
    pdf *document = to->document;
    const form_words *said = form_words_of(to->of);
    bool has_code = to->of->page_url.length > 0;
    double width = pdf_text_width(document) - (has_code ? QR_SIZE + 26 : 0);
    pdf_style kicker = to->look->label, lead = to->look->body;
    kicker.colour = to->look->warning;
    kicker.size = 9;
    kicker.tracking = 0.5;
    lead.size = 12.5;
    lead.leading = 17;
    lead.colour = to->look->small.colour;

    pdf_slice *slice = pdf_slice_new(document, 0, 0);
    pdf_lines *above = pdf_break_text(document, to->with->form, &kicker, width);
    pdf_lines *title = pdf_break_text(document, said->title, &to->look->headings[to->level - 1], width);
    pdf_put_lines(document, slice, pdf_element_new(document, to->section, "P"), above, 0, 0);
    double y = pdf_lines_height(above) + 3;
    pdf_put_lines(document, slice, pdf_element_new(document, to->section, to->level == 1 ? "H1" : "H2"), title, 0, y);
    y += pdf_lines_height(title) + 5;
    if (said->summary.length > 0) {
        pdf_lines *lines = pdf_break_text(document, said->summary, &lead, width);
        pdf_put_lines(document, slice, pdf_element_new(document, to->section, "P"), lines, 0, y);
        y += pdf_lines_height(lines);
    }
    if (has_code) {
        double x = width + 26;
        pdf_element *figure = pdf_element_new(document, to->section, "Figure");
        figure->alt = text_format(to->memory, "QR: %.*s", TEXT_PRINT(to->of->page_url));
        if (pdf_put_qr(document, slice, figure, to->of->page_url, x, 2, QR_SIZE)) {
            pdf_lines *caption = pdf_break_text(document, to->with->online, &to->caption, QR_SIZE + 14);
            pdf_put_lines(document, slice, pdf_element_new(document, to->section, "P"), caption, x, QR_SIZE + 6);
            double bottom = QR_SIZE + 6 + pdf_lines_height(caption);
            y = y > bottom ? y : bottom;
        }
    }
    slice->height = y;
    pdf_put_bookmark(document, slice, to->level, said->title);
    if (to->anchor.length > 0)
        pdf_put_anchor(document, slice, to->anchor);
}

// Facts that need less than an equal share get what they need; the others share the rest.
static bool share_facts(form_writer *to, const text facts[FACTS][2], const pdf_style *label, double whole,
                        double widths[FACTS])
{
    double left = whole + FACT_GAP;
    size_t open = 0, said = 0;
    for (size_t i = 0; i < FACTS; i++) {
        widths[i] = 0;
        open += facts[i][1].length > 0;
    }
    said = open;
    for (bool is_changed = true; is_changed && open > 0;) {
        double share = left / (double)open - FACT_GAP;
        is_changed = false;
        for (size_t i = 0; i < FACTS; i++) {
            double needed = fmax(pdf_lines_width(pdf_break_text(to->document, facts[i][0], label, 1000)),
                                 pdf_lines_width(pdf_break_text(to->document, facts[i][1], &to->value, 1000))) + 1;
            if (facts[i][1].length == 0 || widths[i] > 0 || needed > share)
                continue;
            widths[i] = needed;
            left -= needed + FACT_GAP;
            open--;
            is_changed = true;
        }
    }
    for (size_t i = 0; i < FACTS; i++)
        if (facts[i][1].length > 0)
            widths[i] = widths[i] > 0 ? widths[i] + (open > 0 ? 0 : left / (double)said)
                                      : left / (double)open - FACT_GAP;
    return said > 0;
}

// Who, how long, which language binds: side by side between two rules.
static void add_facts(form_writer *to)
{
    const form_words *said = form_words_of(to->of);
    const text facts[FACTS][2] = { { to->with->who_fills, said->filled_by }, { to->with->time, said->time },
                                   { to->with->binding, to->of->binding_language } };
    double widths[FACTS], x = 0, height = 0, whole = pdf_text_width(to->document);
    pdf_style label = to->look->label;
    label.size = 8;
    label.leading = 12;
    label.colour = to->look->accent;
    if (!share_facts(to, facts, &label, whole, widths))
        return;
    pdf_slice *slice = pdf_slice_new(to->document, form_pdf_room(to, 14), 0);
    for (size_t i = 0; i < FACTS; i++) {
        if (facts[i][1].length == 0)
            continue;
        double width = widths[i];
        pdf_lines *name = pdf_break_text(to->document, facts[i][0], &label, width);
        pdf_lines *lines = pdf_break_text(to->document, facts[i][1], &to->value, width);
        pdf_put_lines(to->document, slice, pdf_element_new(to->document, to->section, "P"), name, x, 7);
        double below = 7 + pdf_lines_height(name);
        pdf_put_lines(to->document, slice, pdf_element_new(to->document, to->section, "P"), lines, x, below);
        below += pdf_lines_height(lines);
        height = below > height ? below : height;
        x += width + FACT_GAP;
    }
    slice->height = height + 8;
    pdf_put_rule(to->document, slice, 0, 0.5, whole, 1, to->look->accent);
    pdf_put_rule(to->document, slice, 0, slice->height, whole, 0.6, to->look->accent);
}

static bool has_required(const form *of)
{
    for (size_t i = 0; i < of->field_count; i++)
        if (of->fields[i].required)
            return true;
    return false;
}

static void add_legend(form_writer *to)
{
    if (!has_required(to->of->form))
        return;
    pdf_run runs[2] = { { .words = TEXT("*\xC2\xA0"), .colour = to->look->warning }, { .words = to->with->required } };
    pdf_add_lines(to->document, pdf_element_new(to->document, to->section, "P"),
                  pdf_break(to->document, runs, 2, &to->look->small, pdf_text_width(to->document)),
                  whole_width(to, 10));
}

static void add_heading(form_writer *to, text title)
{
    pdf_run run = { .words = title };
    pdf_runs runs = { .items = &run, .count = 1, .capacity = 1 };
    pdf_add_heading(to->document, to->section, to->level + 1, &runs, whole_width(to, 24));
}

static void add_header(form_writer *to)
{
    form_header header = form_header_of(to->memory, to->of);
    if (header.count == 0)
        return;
    pdf_element *whole = to->section;
    to->section = pdf_element_new(to->document, whole, "Sect");
    add_heading(to, to->with->basics);
    // process, phase, filled in by, date
    const form_item texts[] = { header.items[0], header.items[2], header.items[3] };
    form_pdf_row(to, texts, (const double[]){ 0.38, 0.38, 0.24 }, 3);
    form_pdf_field(to, header.items[1]);
    to->section = whole;
}

// ---- The form itself

static void add_condition(form_writer *to, size_t section)
{
    text condition = form_condition_text(to->memory, to->of, &to->of->form->sections[section].when);
    pdf_style style = to->look->small;
    style.weight = 600;
    if (condition.length == 0)
        return;
    pdf_place at = whole_width(to, 2);
    at.keep = true;
    pdf_add_text(to->document, to->section, "P", condition, &style, at);
}

// A section's heading stands first in its Markdown; what may come after it is its text. Little text
// stays with the field it leads to.
static void add_part(form_writer *to, pdf_element *whole, const form_part *part, bool leads_to_field)
{
    enum { LITTLE = 400 };
    pdf_place at = text_width(to, part->begins_section ? 6 : 14);
    at.keep = leads_to_field && part->markdown.length < LITTLE;
    if (!part->begins_section) {
        add_markdown(to, part->markdown, part->line, at);
        return;
    }
    to->section = pdf_element_new(to->document, whole, "Sect");
    text rest = part->markdown, heading;
    text_take_line(&rest, &heading);
    add_markdown(to, heading, part->line, whole_width(to, 0));
    if (part->section < to->of->form->section_count)
        add_condition(to, part->section);
    pdf_add_room(to->document, 6);
    add_markdown(to, rest, part->line + 1, at);
}

// How many fields from [i] on stand side by side: two that are narrow; on a board, three of any text.
static size_t count_row(const form_writer *to, const form_parts *parts, size_t i)
{
    size_t count = 0, most = to->of->form->is_board ? ROW_MOST : 2;
    while (count < most && i + count < parts->count && parts->items[i + count].field != NULL
           && form_pdf_is_narrow(to, form_item_of(to->of, parts->items[i + count].field)))
        count++;
    return count;
}

static void add_row(form_writer *to, const form_parts *parts, size_t i, size_t count)
{
    form_item items[ROW_MOST];
    double shares[ROW_MOST];
    for (size_t j = 0; j < count; j++) {
        items[j] = form_item_of(to->of, parts->items[i + j].field);
        shares[j] = 1.0 / (double)count;
    }
    form_pdf_row(to, items, shares, count);
}

static void add_body(form_writer *to)
{
    pdf_element *whole = to->section;
    form_parts parts = form_body_parts(to->memory, to->of->form, to->of->language);
    const form_field *last_scored = form_total_follows(to->of->form);
    for (size_t i = 0; i < parts.count; i++) {
        const form_part *part = &parts.items[i];
        const form_field *next = i + 1 < parts.count ? parts.items[i + 1].field : NULL;
        bool is_signers = next != NULL && next->type == FORM_SIGNATURE && part->field != NULL
                       && part->field->type == FORM_TEXT;
        if (part->field == NULL) {
            add_part(to, whole, part, next != NULL);
            continue;
        }
        size_t side_by_side = count_row(to, &parts, i);
        if (side_by_side > 1) {
            add_row(to, &parts, i, side_by_side);
            i += side_by_side - 1;
            part = &parts.items[i];
        } else {
            form_pdf_field(to, form_item_of(to->of, part->field));
        }
        // Whose signature it is stays with it.
        if (is_signers)
            pdf_keep_last(to->document);
        if (part->field == last_scored)
            form_pdf_total(to);
    }
    to->section = whole;
}

// ---- The end

static void add_note(form_writer *to, text title, text markdown, pdf_place at)
{
    if (markdown.length == 0)
        return;
    at.keep = true;
    pdf_add_text(to->document, to->section, "P", title, &to->look->label, at);
    add_markdown(to, markdown, 1, (pdf_place){ .x = at.x, .width = at.width, .before = 1 });
}

static void add_end(form_writer *to)
{
    const form_words *said = form_words_of(to->of);
    if (said->send_to.length == 0 && said->privacy.length == 0)
        return;
    // Alone on a page it would be lost.
    pdf_keep_last(to->document);
    pdf_panel panel = pdf_panel_begin(to->document, text_width(to, 24), to->look->accent);
    add_note(to, to->with->send_to, said->send_to, panel.inner);
    panel.inner.before = said->send_to.length > 0 ? 8 : 0;
    add_note(to, to->with->privacy, said->privacy, panel.inner);
    pdf_panel_end(to->document, panel);
}

// ---- The document

static pdf_settings settings_for(arena *memory, const form_request *of, const form_pdf_options *options)
{
    const form_words *said = form_words_of(of);
    pdf_settings settings = pdf_default_settings();
    if (of->form->is_board) {
        settings.width = PDF_MM(420);
        settings.height = PDF_MM(297);
    }
    settings.title = said->title;
    settings.author = of->publisher;
    settings.subject = said->summary;
    settings.language = of->language_code;
    settings.identity = form_identity(memory, of);
    settings.head_left = of->site_title;
    settings.head_right = said->title;
    if (!text_equals(of->publisher, of->site_title))
        settings.first_head_right = of->publisher;
    settings.foot_left = text_format(memory, "%.*s · %.*s %.*s", TEXT_PRINT(of->form->id),
                                     TEXT_PRINT(of->strings->version), TEXT_PRINT(of->form->version));
    settings.foot_middle = of->licence;
    settings.page_words = text_format(memory, "%.*s {page} %.*s {pages}", TEXT_PRINT(of->strings->page),
                                      TEXT_PRINT(of->strings->page_of));
    settings.page_code = text_format(memory, FORM_PDF_CODE ":%.*s:%.*s:%.*s", TEXT_PRINT(of->form->id),
                                     TEXT_PRINT(of->form->version), TEXT_PRINT(of->language_code));
    settings.fonts = options->fonts;
    settings.hyphenate = options->hyphenate;
    settings.hyphenate_context = options->hyphenate_context;
    return settings;
}

static void report_missing(const form_writer *to, const form_pdf_options *options)
{
    text characters = pdf_missing_characters(to->document);
    if (options->found != NULL && options->source != NULL)
        unprintable_report(options->source, characters, options->found);
    else if (options->found != NULL && characters.length > 0)
        unprintable_tell(at(form_words_of(to->of)->path, 1, 1), characters, options->found);
}

static void set_styles(form_writer *to, const pdf_look *look)
{
    to->look = look;
    to->option = (pdf_style){ PDF_SANS, 10, 14, 400, false, 0, look->body.colour };
    to->value = (pdf_style){ PDF_SANS, 9.5, 13, 400, false, 0, look->body.colour };
    to->caption = look->small;
    to->caption.size = 8;
    to->caption.leading = 10.5;
}

static void add_form(form_writer *to)
{
    add_title(to);
    add_facts(to);
    add_markdown(to, form_words_of(to->of)->purpose, 1, text_width(to, 14));
    add_legend(to);
    add_header(to);
    pdf_add_room(to->document, form_pdf_room(to, 18));
    add_body(to);
    add_end(to);
}

static bool begin_form(form_writer *to, const pdf_settings *settings, double density)
{
    to->density = density;
    to->section = NULL;
    to->document = pdf_begin(to->memory, settings);
    if (to->document == NULL)
        return false;
    set_styles(to, &settings->look);
    add_form(to);
    return true;
}

// A last page with little on it is saved where the others have room to give.
static bool make_form(form_writer *to, const pdf_settings *settings)
{
    static const double densities[] = { 0.94, 0.88, 0.82, 0.76 };
    const double little = 0.42;
    double full, rest;
    if (!begin_form(to, settings, 1))
        return false;
    size_t pages = pdf_measure(to->document, &full);
    for (size_t i = 0; pages > 1 && full < little && i < sizeof densities / sizeof *densities; i++) {
        form_writer denser = *to;
        if (!begin_form(&denser, settings, densities[i]))
            break;
        bool is_better = pdf_measure(denser.document, &rest) < pages;
        pdf_abandon(is_better ? to->document : denser.document);
        if (is_better) {
            *to = denser;
            break;
        }
    }
    return true;
}

bool form_pdf_write_with(const form_request *request, const form_pdf_options *options, buffer *out)
{
    arena memory = { 0 };
    pdf_settings settings = settings_for(&memory, request, options);
    form_writer to = { .of = request, .with = request->strings, .memory = &memory, .level = 1 };
    bool is_made = make_form(&to, &settings);
    if (is_made) {
        report_missing(&to, options);
        is_made = options->places != NULL
                ? pdf_finish_with_places(to.document, out, options->places_memory, options->places)
                : pdf_finish(to.document, out);
    }
    arena_free(&memory);
    return is_made;
}

void form_pdf_add(const form_request *request, arena *memory, pdf *document, const pdf_look *look, pdf_element *section,
                  int level, text anchor)
{
    form_writer to = { .of = request, .with = request->strings, .memory = memory, .document = document,
                       .section = section, .level = level, .anchor = anchor,
                       .density = 1 };
    set_styles(&to, look);
    pdf_set_field_prefix(document, text_join(memory, request->form->id, TEXT(":")));
    add_form(&to);
    pdf_set_field_prefix(document, (text){ 0 });
}

bool form_pdf_write(const form_request *request, buffer *out)
{
    return form_pdf_write_with(request, &(form_pdf_options){ 0 }, out);
}
