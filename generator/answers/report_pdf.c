// The report on paper: typeset and tagged, in the looks of the site's books.
#include "answers/outputs.h"
#include "answers/report.h"

#include "formats/pdf/pdf.h"
#include "language/hyphenation.h"
#include "printing/print_style.h"
#include "site/drawings.h"

enum { ROOM_ABOVE_CHART = 9, ROOM_BELOW_TITLE = 6, ROOM_BELOW_LEAD = 14 };
static const double TITLE_SCALE = 0.85;

typedef struct {
    arena *memory;
    const answers_report *of;
    const print_style *style;
    drawing_maker maker;
    pdf_look look;
    text charts;                // their stylesheet
} pdf_report;

static pdf_style sans(const print_style *looks, print_size size, double scale, int weight, uint32_t colour)
{
    return (pdf_style){ looks->headings, size.size * scale, size.leading * scale, weight, false, 0, colour };
}

static pdf_look look_of(const print_style *looks)
{
    pdf_look look = pdf_default_look;
    look.body = (pdf_style){ looks->text, looks->sizes.text.size, looks->sizes.text.leading, 400, false, 0, looks->colours.ink };
    look.label = sans(looks, looks->sizes.label, 1, 600, looks->colours.ink);
    look.small = sans(looks, looks->sizes.small, 1, 400, looks->colours.soft_ink);
    look.accent = looks->colours.accent;
    look.tint = looks->colours.tint;
    look.hairline = looks->colours.line;
    look.warning = looks->colours.kicker;
    look.ruled_level = 2;
    look.headings[0] = sans(looks, looks->sizes.chapter, TITLE_SCALE, 700, looks->colours.title);
    look.headings[1] = sans(looks, looks->sizes.heading, 1, 700, looks->colours.accent);
    for (int i = 2; i < 6; i++)
        look.headings[i] = sans(looks, looks->sizes.subheading, 1, 700, looks->colours.ink);
    return look;
}

static pdf_settings settings_of(const pdf_report *to, hyphenation *divided)
{
    const reporting *with = &to->of->with;
    const site_config *config = &with->of->site->config;
    pdf_settings settings = pdf_default_settings();
    settings.title = to->of->title;
    settings.author = config->publisher_name;
    settings.subject = to->of->lead;
    settings.language = with->code;
    settings.head_left = words_in(config->title, with->of->choice.language, config->languages.count);
    settings.head_right = with->said->title;
    settings.foot_left = text_format(to->memory, "%.*s \xC2\xB7 %.*s %.*s", TEXT_PRINT(with->form->id),
                                     TEXT_PRINT(with->asked.strings->version), TEXT_PRINT(with->form->version));
    settings.page_words = text_format(to->memory, "%.*s {page} %.*s {pages}", TEXT_PRINT(with->asked.strings->page),
                                      TEXT_PRINT(with->asked.strings->page_of));
    settings.top = to->style->a4.top;
    settings.bottom = to->style->a4.bottom;
    settings.left = settings.right = (to->style->a4.inner + to->style->a4.outer) / 2;
    settings.look = to->look;
    settings.hyphenate_context = divided;
    settings.hyphenate = divided != NULL ? hyphenation_divide : NULL;
    return settings;
}

static void add_drawing(const void *context, pdf *document, const node *block, pdf_element *parent, pdf_place at_place)
{
    const pdf_report *to = context;
    drawn_picture drawn;
    picture *made = ARENA_NEW(to->memory, picture, 1);
    pdf_runs caption = { 0 };
    if (!drawing_read(&to->maker, block, false, &drawn) || picture_read(to->memory, drawn.svg, made) != PICTURE_FINE)
        return;
    made->stylesheet = to->charts;
    pdf_add_room(document, ROOM_ABOVE_CHART);
    *ARENA_PUSH(to->memory, caption) = (pdf_run){ .words = drawn.title, .is_strong = true };
    text alt = text_format(to->memory, "%.*s. %.*s", TEXT_PRINT(drawn.title), TEXT_PRINT(drawn.alternative));
    pdf_add_figure(document, parent, made, alt, &caption, at_place);
}

static void add_report(pdf_report *to, pdf *document)
{
    pdf_words said = { 0 };
    text callouts[THEME_CALLOUTS];
    theme_callouts(to->of->with.of->look, to->of->with.of->choice.language, callouts);
    for (size_t i = 0; i < THEME_CALLOUTS; i++)
        said.callouts[i] = callouts[i];
    pdf_place column = { .width = pdf_text_width(document) };
    pdf_runs title = { 0 };
    *ARENA_PUSH(to->memory, title) = (pdf_run){ .words = to->of->title };
    pdf_add_heading(document, NULL, 1, &title, column);
    column.before = ROOM_BELOW_TITLE;
    pdf_style lead = { to->style->text, to->style->sizes.summary.size, to->style->sizes.summary.leading, 400, false, 0,
                       to->style->colours.soft_ink };
    pdf_add_text(document, NULL, "P", to->of->lead, &lead, column);
    pdf_add_room(document, ROOM_BELOW_LEAD);
    column.before = 0;
    pdf_document_request request = { .place = column, .words = &said, .block = add_drawing, .context = to };
    pdf_add_document(document, to->of->tree, &request);
}

static void tell_missing(const pdf_report *to, const pdf *document)
{
    text characters = pdf_missing_characters(document);
    if (characters.length > 0)
        report(to->of->with.of->found, ANSWER_UNPRINTABLE, at(to->of->with.form->path, 1, 1),
               "the PDF of the report cannot show '%.*s'; the other reports can", TEXT_PRINT(characters));
}

bool output_report_pdf(arena *memory, const output_request *request, buffer *out)
{
    answers_report of = report_make(memory, request);
    diagnostics told = { .memory = memory };        // when the site is built
    print_style style;
    print_style_read(memory, request->site, request->look, &told, &style);
    hyphenation *divided = hyphenation_open(of.with.code);
    pdf_report to = { memory, &of, &style, { memory, request->look, request->choice.language, of.with.code, divided },
                      look_of(&style), print_style_drawings(memory, &style) };
    pdf_settings settings = settings_of(&to, divided);
    pdf *document = pdf_begin(memory, &settings);
    bool is_made = document != NULL;
    if (is_made) {
        add_report(&to, document);
        tell_missing(&to, document);
        is_made = pdf_finish(document, out);
    }
    if (divided != NULL)
        hyphenation_close(divided);
    return is_made;
}
