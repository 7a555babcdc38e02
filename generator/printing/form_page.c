#include "printing/form_page.h"

#include "document/markdown.h"
#include "site/links.h"

const form_strings *form_strings_read(arena *memory, const theme *from, size_t language)
{
    form_strings *into = ARENA_NEW(memory, form_strings, 1);
#define FORM_STRING(name) into->name = theme_string(from, language, "form_document." #name);
    FORM_STRINGS(FORM_STRING)
#undef FORM_STRING
    theme_callouts(from, language, into->callouts);
    return into;
}

typedef struct {
    const site *of;
    const edition *in;
    const page *shown;
} parse_context;

static node *parse(void *context, arena *memory, text markdown, int line)
{
    const parse_context *with = context;
    diagnostics ignored = { .memory = memory };
    markdown_options options = { .path = with->shown->path, .first_line = line };
    node *document = markdown_parse(memory, markdown, &options, &ignored);
    if (document == NULL)
        return NULL;
    heading_list headings = { 0 };
    link_findings findings = { 0 };
    headings_name(memory, document, with->shown->path, &headings, NULL);
    links_settle(memory, with->of, with->in, with->shown, with->shown->url, document, &headings, &ignored, &findings);
    return document;
}

void form_page_request(arena *memory, const site *of, const theme *look, const edition *in, const page *shown,
                       form_request *request)
{
    const site_config *config = &of->config;
    size_t language = shown->language;
    text binding = shown->form->by_language[language].binding;
    parse_context *context = ARENA_NEW(memory, parse_context, 1);
    *context = (parse_context){ of, in, shown };
    *request = (form_request){
        .form = shown->form, .language = language, .language_code = config->languages.codes[language],
        .site_title = words_in(config->title, language, config->languages.count),
        .publisher = config->publisher_name, .licence = config->licence,
        .strings = form_strings_read(memory, look, language),
        .binding_language = binding.length > 0 ? theme_language_name(look, language, binding) : (text){ 0 },
        .parse = parse, .context = context,
    };
    if (config->base_url.length > 0)
        request->page_url = text_join(memory, config->base_url, address_encode(memory, shown->url));
}
