#include "printing/print_style.h"

#include "schema/fields.h"
#include "site/embedded.h"
#include "source/yaml.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

typedef struct {
    arena *memory;
    const site *of;
    text path;
    diagnostics *found;
    print_style *into;
} style_reader;

static void refuse(const style_reader *from, const value *v, const char *advice)
{
    report(from->found, CONFIG_VALUE, value_place(v, from->path), "%s", advice);
}

static text name_in_file(arena *memory, const char *name)
{
    char *made = ARENA_NEW(memory, char, strlen(name) + 1);
    for (size_t i = 0; name[i] != '\0'; i++)
        made[i] = name[i] == '_' ? '-' : name[i];
    return text_of(made);
}

// A map under [key]; NULL when there is none, or it has been reported.
static const value *read_map(const style_reader *from, const value *root, const char *key, const text *known, size_t count)
{
    const value *map = value_get(root, text_of(key));
    if (value_is_empty(map))
        return NULL;
    if (map->type != VALUE_MAP) {
        report(from->found, CONFIG_VALUE, value_place(map, from->path), "write '%s:' with its settings indented below it", key);
        return NULL;
    }
    value_check_keys(map, from->path, known, count, from->found);
    return map;
}

// ---- Colours

static int digit_of(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static void read_colour(const style_reader *from, const value *v, uint32_t *into)
{
    if (v == NULL)
        return;
    text said = value_text(v);
    uint32_t made = 0;
    bool is_fine = said.length == 7 && said.bytes[0] == '#';
    for (size_t i = 1; is_fine && i < 7; i++) {
        int digit = digit_of(said.bytes[i]);
        is_fine = digit >= 0;
        made = made * 16 + (uint32_t)(is_fine ? digit : 0);
    }
    if (is_fine)
        *into = made;
    else
        refuse(from, v, "write a colour as '#rrggbb', in quotes");
}

// How many colours the list has; [fallback] when it cannot be used.
static size_t read_colours_of(const style_reader *from, const value *v, uint32_t *into, size_t least, size_t most,
                              size_t fallback)
{
    if (v == NULL)
        return fallback;
    if (v->type != VALUE_LIST || v->count < least || v->count > most) {
        report(from->found, CONFIG_VALUE, value_place(v, from->path),
               least == most ? "write %zu colours: ['#rrggbb', ...]" : "write %zu to %zu colours: ['#rrggbb', ...]", least, most);
        return fallback;
    }
    for (size_t i = 0; i < v->count; i++)
        read_colour(from, v->items[i], &into[i]);
    return v->count;
}

static void read_colours(const style_reader *from, const value *root)
{
#define COLOUR_NAME(name) name_in_file(from->memory, #name),
    const text known[] = { PRINT_COLOURS(COLOUR_NAME) TEXT("stalls"), TEXT("charts") };
#undef COLOUR_NAME
    const value *map = read_map(from, root, "colours", known, COUNT(known));
    print_style *into = from->into;
#define COLOUR_READ(name) read_colour(from, value_get(map, name_in_file(from->memory, #name)), &into->colours.name);
    PRINT_COLOURS(COLOUR_READ)
#undef COLOUR_READ
    into->stall_count = read_colours_of(from, value_get(map, TEXT("stalls")), into->stalls, 2, PRINT_STALLS, into->stall_count);
    read_colours_of(from, value_get(map, TEXT("charts")), into->charts, PRINT_CHART_ROWS, PRINT_CHART_ROWS, PRINT_CHART_ROWS);
}

// ---- Numbers

static bool read_number(const style_reader *from, const value *v, double least, double most, double *into)
{
    double number;
    if (value_is_empty(v) || !scalar_read_number(v, from->path, from->found, &number))
        return false;
    if (number < least || number > most) {
        report(from->found, CONFIG_VALUE, value_place(v, from->path), "write a number from %g to %g", least, most);
        return false;
    }
    *into = number;
    return true;
}

static void read_size(const style_reader *from, const value *v, print_size *into)
{
    enum { LEAST = 6, MOST = 96 };
    if (v == NULL)
        return;
    if (v->type != VALUE_LIST || v->count != 2) {
        refuse(from, v, "write the size and the points from line to line: [10.5, 15.5]");
        return;
    }
    print_size made = { 0 };
    if (!read_number(from, v->items[0], LEAST, MOST, &made.size) || !read_number(from, v->items[1], LEAST, MOST, &made.leading))
        return;
    if (made.leading < made.size)
        refuse(from, v->items[1], "lines would touch: the second number is at least the first");
    else
        *into = made;
}

static void read_sizes(const style_reader *from, const value *root)
{
#define SIZE_NAME(name) TEXT_CONSTANT(#name),
    static const text known[] = { PRINT_SIZES(SIZE_NAME) };
#undef SIZE_NAME
    const value *map = read_map(from, root, "sizes", known, COUNT(known));
#define SIZE_READ(name) read_size(from, value_get(map, TEXT(#name)), &from->into->sizes.name);
    PRINT_SIZES(SIZE_READ)
#undef SIZE_READ
    read_number(from, value_get(root, TEXT("a5_titles")), 0.5, 1, &from->into->a5_titles);
}

static void read_margins_of(const style_reader *from, const value *margins, const char *format, print_margins *into)
{
    static const text known[] = { TEXT_CONSTANT("inner"), TEXT_CONSTANT("outer"), TEXT_CONSTANT("top"),
                                  TEXT_CONSTANT("bottom") };
    enum { LEAST = 10, MOST = 50 };        // millimetres
    double *const places[] = { &into->inner, &into->outer, &into->top, &into->bottom };
    const value *map = read_map(from, margins, format, known, COUNT(known));
    for (size_t i = 0; i < COUNT(known); i++) {
        double length;
        if (read_number(from, value_get(map, known[i]), LEAST, MOST, &length))
            *places[i] = PDF_MM(length);
    }
}

// ---- The rest

static const text families[] = { [PDF_SERIF] = TEXT_CONSTANT("Vollkorn"), [PDF_SANS] = TEXT_CONSTANT("Lato"),
                                 [PDF_MONO] = TEXT_CONSTANT("DejaVu Sans Mono") };

text print_style_family_name(pdf_family family)
{
    return families[family];
}

static void read_font(const style_reader *from, const value *v, pdf_family *into)
{
    if (value_is_empty(v))
        return;
    for (size_t i = 0; i < COUNT(families); i++)
        if (text_equals(value_text(v), families[i])) {
            *into = (pdf_family)i;
            return;
        }
    report(from->found, CONFIG_VALUE, value_place(v, from->path), "'%.*s': the fonts for print are %.*s",
           TEXT_PRINT(value_shown(from->memory, value_text(v))),
           TEXT_PRINT(value_list_words(from->memory, families, COUNT(families))));
}

static void read_fonts(const style_reader *from, const value *root)
{
    static const text known[] = { TEXT_CONSTANT("text"), TEXT_CONSTANT("headings") };
    const value *map = read_map(from, root, "fonts", known, COUNT(known));
    read_font(from, value_get(map, known[0]), &from->into->text);
    read_font(from, value_get(map, known[1]), &from->into->headings);
}

static void read_logo(const style_reader *from, const value *v)
{
    const site *of = from->of;
    text written = text_trim(value_text(v));
    if (v == NULL || (v->type == VALUE_SCALAR && written.length == 0))
        return;
    for (size_t i = 0; i < of->content_files.count; i++)
        if (text_equals(of->content_files.items[i].path, written)) {
            from->into->logo = path_join(from->memory, of->config.content, written);
            from->into->logo_where = value_place(v, from->path);
            return;
        }
    report(from->found, IMAGE_MISSING, value_place(v, from->path), "'%.*s': write the path of a picture in %.*s",
           TEXT_PRINT(value_shown(from->memory, written)), TEXT_PRINT(of->config.content));
}

static void read_file(const style_reader *from, text contents)
{
    static const text known[] = { TEXT_CONSTANT("fonts"), TEXT_CONSTANT("colours"), TEXT_CONSTANT("sizes"),
                                  TEXT_CONSTANT("a5_titles"), TEXT_CONSTANT("margins"), TEXT_CONSTANT("logo"),
                                  TEXT_CONSTANT("print_addresses") };
    static const text formats[] = { TEXT_CONSTANT("a4"), TEXT_CONSTANT("a5") };
    const value *root = yaml_read(from->memory, contents, from->path, 1, 0, from->found);
    if (root == NULL)
        return;
    if (root->type != VALUE_MAP) {
        refuse(from, root, "write settings, such as 'colours:' with colours below it");
        return;
    }
    value_check_keys(root, from->path, known, COUNT(known), from->found);
    read_fonts(from, root);
    read_colours(from, root);
    read_sizes(from, root);
    const value *margins = read_map(from, root, "margins", formats, COUNT(formats));
    read_margins_of(from, margins, "a4", &from->into->a4);
    read_margins_of(from, margins, "a5", &from->into->a5);
    read_logo(from, value_get(root, TEXT("logo")));
    const value *addresses = value_get(root, TEXT("print_addresses"));
    if (!value_is_empty(addresses))
        scalar_read_bool(addresses, from->path, from->found, &from->into->prints_addresses);
}

void print_style_read(arena *memory, const site *of, const theme *from, diagnostics *found, print_style *read)
{
    *read = (print_style){ 0 };
    const text carried = TEXT("themes/digitori/print.yaml"), contents = embedded_find(carried);
    read_file(&(style_reader){ memory, of, carried, found, read }, contents);
    const theme_file *own = theme_find(from, TEXT("print.yaml"));
    if (own != NULL && own->contents.bytes != contents.bytes)
        read_file(&(style_reader){ memory, of, own->path, found, read }, own->contents);
}

text print_style_drawings(arena *memory, const print_style *looks)
{
    unsigned ink = looks->colours.ink, soft = looks->colours.soft_ink, accent = looks->colours.accent;
    buffer made = { 0 };
    buffer_format(&made, "svg { color: #%06x; font-family: '%.*s', sans-serif; }", ink,
                  TEXT_PRINT(print_style_family_name(looks->headings)));
    for (unsigned i = 0; i < PRINT_CHART_ROWS; i++) {
        unsigned colour = looks->charts[i];
        buffer_format(&made, ".chart-%u { color: #%06x; fill: #%06x; stroke: #%06x; }", i + 1, colour, colour, colour);
    }
    buffer_format(&made,
        ".chart-label, .chart-value, .chart-inside { fill: #%06x; stroke: none; } .chart-value { font-weight: 700; }"
        ".chart-halo { stroke: #ffffff; stroke-width: 4; paint-order: stroke; }"
        ".chart-axis { stroke: #%06x; fill: none; } .chart-grid, .chart-leader { stroke: #%06x; fill: none; }"
        ".chart-line { fill: none; } .chart-pattern { stroke: #ffffff; fill: none; }"
        ".chart-plate { fill: #ffffff; stroke: none; }",
        ink, soft, (unsigned)looks->colours.line);
    buffer_format(&made,
        ".diagram-box { fill: #ffffff; stroke: #%06x; } .diagram-core, .diagram-badge { fill: #%06x; }"
        ".diagram-tint { fill: #%06x; fill-opacity: 0.075; stroke: #%06x; stroke-opacity: 0.5; }"
        ".diagram-number, .diagram-on-core { fill: #ffffff; } .diagram-note { fill: #%06x; }"
        ".diagram-arrow { stroke: #%06x; } .diagram-leader { stroke: #%06x; stroke-width: 1; } .diagram-head { fill: #%06x; }"
        ".diagram-back { stroke: #%06x; } .diagram-back-head, .diagram-note-back { fill: #%06x; }",
        accent, accent, accent, accent, soft, soft, (unsigned)looks->colours.line, soft, (unsigned)looks->colours.kicker, (unsigned)looks->colours.kicker);
    text style = text_copy(memory, buffer_text(&made));
    buffer_free(&made);
    return style;
}
