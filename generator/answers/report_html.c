// The report as one HTML file that needs nothing beside it: the theme's styles inside, no script, no request.
#include "answers/outputs.h"
#include "answers/report.h"

#include "formats/html.h"
#include "site/drawings.h"

typedef struct {
    const answers_report *report;
    drawing_maker maker;
    size_t drawn;
} html_report;

static const char own_style[] =
    ".report-lead { font-size: var(--size-lead); color: var(--text-soft); max-width: var(--measure); }\n"
    ".report-contents ol { columns: 18rem 2; padding: 0; list-style: none; margin: 0 0 var(--space-6); }\n"
    ".report-contents li { margin-bottom: var(--space-2); break-inside: avoid; }\n"
    ".report-foot { padding-block: var(--space-4); }\n"
    ".answers-report .brand { margin: 0; }\n"
    ".answers-report .page-column { max-width: calc(54rem + 2 * var(--gutter)); }\n"
    ".answers-report h3 { overflow-wrap: anywhere; }\n"
    ".answers-report td { overflow-wrap: break-word; }\n"
    "@media print { .report-contents { display: none; } .chart-data { display: none; } }\n";

// A stylesheet that could end its element is left out.
static void add_style(const theme *look, const char *name, buffer *out)
{
    const theme_file *file = theme_find(look, text_of(name));
    if (file != NULL && text_find(file->contents, TEXT("</"), 0) == TEXT_NOT_FOUND)
        buffer_add(out, file->contents);
}

static text style_of(arena *memory, const theme *look)
{
    buffer made = { 0 };
    add_style(look, "assets/tokens.css", &made);
    theme_write_colours(look, &made);
    add_style(look, "assets/base.css", &made);
    add_style(look, "assets/parts.css", &made);
    add_style(look, "assets/content.css", &made);
    buffer_add_string(&made, own_style);
    // Pages cannot be set inside a condition; what is inside holds on paper alone.
    buffer_add_string(&made, "@media print {\n");
    add_style(look, "assets/print.css", &made);
    buffer_add_string(&made, "}\n");
    text style = text_copy(memory, buffer_text(&made));
    buffer_free(&made);
    return style;
}

static void add_element(buffer *out, const char *start, text words_inside, const char *end)
{
    buffer_add_string(out, start);
    html_escape(out, words_inside);
    buffer_add_string(out, end);
}

static void add_head(arena *memory, const answers_report *of, buffer *out)
{
    const output_request *request = of->with.of;
    text style = style_of(memory, request->look);
    buffer_add_string(out, "<!DOCTYPE html>\n<html lang=\"");
    html_escape(out, of->with.code);
    buffer_add_string(out, "\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" "
                           "content=\"default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; style-src '");
    buffer_add(out, digest_source(memory, style));
    buffer_add_string(out, "'\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                           "<meta name=\"robots\" content=\"noindex\">\n<meta name=\"color-scheme\" content=\"light dark\">\n");
    add_element(out, "<title>", of->title, "</title>\n<style>");
    buffer_add(out, style);
    buffer_add_string(out, "</style>\n</head>\n");
}

static void add_contents(arena *memory, const answers_report *of, buffer *out)
{
    text label = theme_string(of->with.of->look, of->with.of->choice.language, "book.contents");
    add_element(out, "<nav class=\"report-contents\" aria-label=\"", label, "\"><ol>\n");
    for (const node *n = of->tree->first; n != NULL; n = n->next) {
        if (n->type != NODE_HEADING || n->heading.level != 2)
            continue;
        add_element(out, "<li><a href=\"#", n->heading.id, "\">");
        add_element(out, "", document_plain_text(memory, n), "</a></li>\n");
    }
    buffer_add_string(out, "</ol></nav>\n");
}

static bool has_headings(const answers_report *of)
{
    for (const node *n = of->tree->first; n != NULL; n = n->next)
        if (n->type == NODE_HEADING)
            return true;
    return false;
}

static void write_block(void *context, const node *block, buffer *out)
{
    html_report *to = context;
    arena *memory = to->maker.memory;
    diagnostics ignored = { .memory = memory };
    drawing_write_html(&to->maker, block, TEXT("report"), text_format(memory, "kaavio-%zu", ++to->drawn), false, &ignored, out);
}

static html_words words_of(const output_request *request)
{
    html_words made = { .table = theme_string(request->look, request->choice.language, "generator.table") };
    theme_callouts(request->look, request->choice.language, made.callouts);
    return made;
}

bool output_report_html(arena *memory, const output_request *request, buffer *out)
{
    answers_report of = report_make(memory, request);
    const site_config *config = &request->site->config;
    html_report to = { &of, { memory, request->look, request->choice.language, of.with.code, NULL }, 0 };
    html_words shown = words_of(request);
    html_options options = { .words = &shown, .write_block = write_block, .context = &to };
    add_head(memory, &of, out);
    add_element(out, "<body class=\"answers-report\">\n<header class=\"site-header\"><div class=\"wrap site-header-inner\"><p class=\"brand\"><span>",
                words_in(config->title, request->choice.language, config->languages.count), "</span></p></div></header>\n");
    add_element(out, "<main id=\"main\" class=\"wrap page-column\">\n<h1>", of.title, "</h1>\n");
    add_element(out, "<p class=\"report-lead\">", of.lead, "</p>\n");
    if (has_headings(&of))
        add_contents(memory, &of, out);
    buffer_add_string(out, "<div class=\"prose\">\n");
    html_write(of.tree, &options, out);
    buffer_add_string(out, "</div>\n</main>\n");
    text about = text_format(memory, "%.*s: %.*s, %.*s", TEXT_PRINT(of.with.words->form), TEXT_PRINT(of.with.said->title),
                             TEXT_PRINT(of.with.form->version));
    add_element(out, "<footer class=\"site-footer\"><div class=\"wrap\"><p class=\"report-foot\">", about,
                "</p></div></footer>\n</body>\n</html>\n");
    return true;
}
