#include "formats/svg_check.h"

#include "base/buffer.h"
#include "base/unicode.h"
#include "formats/picture.h"
#include "formats/xml.h"
#include "source/value.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

// What drawing programs write and librsvg draws. What else there is in SVG acts, moves, or shows something that is elsewhere.
static const char *const elements[] = {
    "svg", "g", "defs", "symbol", "use", "switch", "title", "desc", "metadata", "style", "path", "rect", "circle", "ellipse", "line",
    "polyline", "polygon", "text", "tspan", "textPath", "image", "linearGradient", "radialGradient", "stop", "clipPath", "mask", "pattern",
    "marker", "filter", "feBlend", "feColorMatrix", "feComponentTransfer", "feComposite", "feConvolveMatrix", "feDiffuseLighting",
    "feDisplacementMap", "feDistantLight", "feDropShadow", "feFlood", "feFuncA", "feFuncB", "feFuncG", "feFuncR", "feGaussianBlur",
    "feImage", "feMerge", "feMergeNode", "feMorphology", "feOffset", "fePointLight", "feSpecularLighting", "feSpotLight", "feTile",
    "feTurbulence",
    "font", "font-face", "font-face-src", "font-face-name", "glyph", "missing-glyph", "hkern", "vkern",
};

static const char *const within[] = {
    "#", "data:image/png;base64,", "data:image/jpeg;base64,", "data:image/jpg;base64,", "data:image/webp;base64,",
};

// What leads elsewhere in a style, or could be spelled so that it reads otherwise.
static const char *const refused_styles[] = { "\\", "@import", "javascript:", "expression(", "image-set(", "image(", "src(" };

typedef struct {
    arena *memory;
    xml_reader *reader;
    text fault;
    bool is_first, in_style;
    buffer style;               // what was read of the style sheet that was opened: comments may stand inside its words
} checking;

static void tell(checking *of, const char *before, text what, const char *behind)
{
    if (of->fault.length == 0)
        of->fault = text_format(of->memory, "%s%.*s%s", before, TEXT_PRINT(value_shown(of->memory, what)), behind);
}

static bool is_known_element(const checking *of)
{
    if (!xml_is_of_svg(of->reader))
        return !xml_is_of(of->reader, "w3.org/1999/xhtml") && !xml_is_of(of->reader, "w3.org/1998/Math");   // notes of drawing programs
    for (size_t i = 0; i < COUNT(elements); i++)
        if (text_equals(xml_name(of->reader), text_of(elements[i])))
            return true;
    return false;
}

static bool leads_within(text address)
{
    for (size_t i = 0; i < COUNT(within); i++)
        if (text_starts_with(address, text_of(within[i])))
            return true;
    return false;
}

// Colours and the like, as in a style sheet: they name parts of the drawing alone.
static void check_style(checking *of, text written)
{
    text style = unicode_lower(of->memory, written);
    for (size_t i = 0; i < COUNT(refused_styles); i++)
        if (text_find(style, text_of(refused_styles[i]), 0) != TEXT_NOT_FOUND)
            tell(of, "a style with '", text_of(refused_styles[i]), "'");
    for (size_t at = 0; (at = text_find(style, TEXT("url("), at)) != TEXT_NOT_FOUND;) {
        text named = text_from(style, at);
        at += strlen("url(");
        text address = text_trim(text_from(style, at));
        bool is_quoted = address.length > 0 && (address.bytes[0] == '"' || address.bytes[0] == '\'');
        if (!text_starts_with(is_quoted ? text_from(address, 1) : address, TEXT("#")))
            tell(of, "a style with '", text_slice(named, 0, text_find_byte(named, ')', 0)), ")'");
    }
}

// Names that no browser takes for a style or an address.
static bool is_name_of_its_own(text lower)
{
    return text_equals(lower, TEXT("id")) || text_equals(lower, TEXT("class")) || text_starts_with(lower, TEXT("data-")) ||
           text_starts_with(lower, TEXT("aria-"));
}

static void check_attributes(checking *of)
{
    text name, written, clean;
    bool is_drawn = xml_is_of_svg(of->reader);
    while (xml_next_attribute(of->reader, &name, &written)) {
        text lower = unicode_lower(of->memory, name);
        if (text_equals(lower, TEXT("href")) || text_equals(lower, TEXT("src"))) {
            if (!leads_within(text_trim(written)))
                tell(of, "a link to '", text_trim(written), "'");
        } else if (text_starts_with(lower, TEXT("on"))) {
            tell(of, "the attribute '", name, "', which starts a script");
        } else if (text_find_byte(name, ':', 0) != TEXT_NOT_FOUND) {
            tell(of, "the attribute '", name, "', whose prefix is not declared");
        } else if (is_drawn && !is_name_of_its_own(lower)) {
            check_style(of, written);
        }
        if (picture_file_cleaned(of->memory, written, &clean) != PICTURE_FINE)
            tell(of, "a picture that is damaged, or of another format than it says", (text){ 0 }, "");
    }
}

// Browsers and we read the same letters, and no style sheet is called for beside the root element.
static void check_letters(checking *of, text bytes)
{
    size_t fault = 0;
    text declared = unicode_lower(of->memory, text_slice(bytes, 0, text_find(bytes, TEXT("?>"), 0)));
    bool is_declared = text_starts_with(text_trim(bytes), TEXT("<?xml")) && text_find(declared, TEXT("encoding"), 0) != TEXT_NOT_FOUND;
    if (unicode_check(bytes, &fault) == UNICODE_MALFORMED || (is_declared && text_find(declared, TEXT("utf-8"), 0) == TEXT_NOT_FOUND))
        tell(of, "letters that are not in UTF-8", (text){ 0 }, "");
    if (text_find(bytes, TEXT("<?xml-stylesheet"), 0) != TEXT_NOT_FOUND)
        tell(of, "a style sheet of another file", (text){ 0 }, "");
}

static void open_element(checking *of)
{
    text name = xml_name(of->reader);
    if (of->is_first && (!xml_is_of_svg(of->reader) || !text_equals(name, TEXT("svg"))))
        tell(of, "no drawing but <", name, ">");
    if (of->in_style || !is_known_element(of))
        tell(of, "<", name, ">");
    check_attributes(of);
    of->is_first = false;
    of->in_style = text_equals(name, TEXT("style"));
    buffer_clear(&of->style);
}

static void close_element(checking *of)
{
    if (of->in_style)
        check_style(of, buffer_text(&of->style));
    of->in_style = false;
}

text svg_fault(arena *memory, text bytes)
{
    checking of = { .memory = memory, .reader = xml_open(memory, bytes), .is_first = true };
    check_letters(&of, bytes);
    xml_event event = XML_OPEN;
    while (of.fault.length == 0 && (event = xml_next(of.reader)) != XML_END && event != XML_BROKEN) {
        if (event == XML_OPEN)
            open_element(&of);
        else if (event == XML_CLOSE)
            close_element(&of);
        else if (of.in_style)
            buffer_add(&of.style, xml_text(of.reader));
    }
    xml_close(of.reader);
    buffer_free(&of.style);
    if (event == XML_BROKEN || (event == XML_END && of.is_first))
        tell(&of, "something that is no SVG, or definitions (<!ENTITY>) that programs read in different ways", (text){ 0 }, "");
    return of.fault;
}
