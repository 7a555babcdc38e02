#include "answers/scans/review_data.h"

#include "base/digest.h"
#include "formats/html.h"
#include "site/embedded.h"

static int digit_of(char c)
{
    return c <= '9' ? c - '0' : c - 'a' + 10;
}

// The digest by which a page's policy lets a script or style of its own in.
static text policy_hash(arena *memory, text contents)
{
    text digits = digest_sha256(memory, contents);
    char *bytes = ARENA_NEW(memory, char, digits.length / 2);
    for (size_t i = 0; i < digits.length / 2; i++)
        bytes[i] = (char)(digit_of(digits.bytes[2 * i]) * 16 + digit_of(digits.bytes[2 * i + 1]));
    buffer out = { 0 };
    buffer_add_string(&out, "sha256-");
    buffer_add_base64(&out, (text){ bytes, digits.length / 2 });
    text made = text_copy(memory, buffer_text(&out));
    buffer_free(&out);
    return made;
}

static void add_word(buffer *out, const theme *look, size_t language, const char *name)
{
    html_escape(out, review_word(look, language, name));
}

static void add_paragraph(buffer *out, const theme *look, size_t language, const char *opening, const char *name)
{
    buffer_add_string(out, opening);
    add_word(out, look, language, name);
    buffer_add_string(out, "</p>\n");
}

bool review_page_write(arena *memory, const site *of, const theme *look, const filled_forms *forms, size_t language,
                       buffer *out)
{
    text script = embedded_find(TEXT("generator/answers/scans/review.js"));
    text style = embedded_find(TEXT("generator/answers/scans/review.css"));
    text script_hash = policy_hash(memory, script), style_hash = policy_hash(memory, style);
    buffer_format(out, "<!DOCTYPE html>\n<html lang=\"%.*s\">\n<head>\n<meta charset=\"utf-8\">\n"
                       "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; "
                       "script-src '%.*s'; style-src '%.*s'; form-action 'none'; base-uri 'none'\">\n"
                       "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                       "<meta name=\"referrer\" content=\"no-referrer\">\n<title>",
                  TEXT_PRINT(of->config.languages.codes[language]), TEXT_PRINT(script_hash), TEXT_PRINT(style_hash));
    add_word(out, look, language, "title");
    buffer_format(out, "</title>\n<style>%.*s</style>\n</head>\n<body>\n<main>\n<h1>", TEXT_PRINT(style));
    add_word(out, look, language, "title");
    buffer_add_string(out, "</h1>\n");
    add_paragraph(out, look, language, "<p>", "intro");
    add_paragraph(out, look, language, "<p class=\"note\">", "privacy");
    add_paragraph(out, look, language, "<noscript><p class=\"wrong\">", "needs_script");
    buffer_add_string(out, "</noscript>\n</main>\n<div class=\"bar\"><button type=\"button\" id=\"all\">");
    add_word(out, look, language, "save_all");
    buffer_add_string(out, "</button> <span id=\"left\"></span> <span id=\"status\" role=\"status\"></span></div>\n"
                           "<script type=\"application/json\" id=\"told\">");
    data_write_json(review_data(memory, of, look, forms, language), false, out);
    buffer_format(out, "</script>\n<script>%.*s</script>\n</body>\n</html>\n", TEXT_PRINT(script));
    return true;
}
