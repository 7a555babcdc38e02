// The colours that a site gives a theme, and whether they can be read.
#include "site/theme_parts.h"

#include <math.h>

// What WCAG 2.2 asks of text (1.4.3), in hundredths.
enum { CONTRAST_LEAST = 450 };

static int hexadecimal(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool is_colour(text t)
{
    if (t.length != 4 && t.length != 7)
        return false;
    for (size_t i = 1; i < t.length; i++)
        if (hexadecimal(t.bytes[i]) < 0)
            return false;
    return t.bytes[0] == '#';
}

// ---- Contrast

// Of "#rgb" or "#rrggbb", as WCAG reckons it.
static double luminance(text colour)
{
    static const double weights[] = { 0.2126, 0.7152, 0.0722 };
    double sum = 0;
    size_t digits = colour.length == 4 ? 1 : 2;
    for (size_t i = 0; i < 3; i++) {
        int first = hexadecimal(colour.bytes[1 + i * digits]), last = hexadecimal(colour.bytes[i * digits + digits]);
        double part = (first * 16 + last) / 255.0;
        sum += weights[i] * (part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
}

// In hundredths, cut off: 4.499 is not enough.
static int contrast_of(text a, text b)
{
    double first = luminance(a), second = luminance(b);
    double lighter = first > second ? first : second, darker = first > second ? second : first;
    return (int)floor((lighter + 0.05) / (darker + 0.05) * 100 + 1e-9);
}

typedef struct {
    arena *memory;
    const site *of;
    const theme *loaded;
    diagnostics *found;
} contrast_check;

// A colour that stands in a pair: the site's, the theme's, or itself. *[own] is where the site gives it.
static text colour_of(const contrast_check *with, text name, const value **own)
{
    const value *given = value_get(with->of->config.colours, name);
    bool is_own = given != NULL && given->type == VALUE_SCALAR && is_colour(given->text);
    if (is_own)
        *own = given;
    return is_own ? given->text : is_colour(name) ? name : value_text(value_get(with->loaded->colours, name));
}

static text shown_name(const contrast_check *with, text name, text colour)
{
    return is_colour(name) ? name : text_format(with->memory, "'%.*s' (%.*s)", TEXT_PRINT(name), TEXT_PRINT(colour));
}

// [pair] is what is read and what it stands on. Those of the theme alone are its maker's business.
static void check_pair(const contrast_check *with, const value *pair)
{
    const value *own = NULL;
    text front = value_text(pair->items[0]), back = value_text(pair->items[1]);
    text front_colour = colour_of(with, front, &own), back_colour = colour_of(with, back, &own);
    if (own == NULL || !is_colour(front_colour) || !is_colour(back_colour))
        return;
    int contrast = contrast_of(front_colour, back_colour);
    if (contrast < CONTRAST_LEAST)
        report(with->found, CONTRAST_LOW, value_place(own, with->of->config.path),
               "%.*s on %.*s has a contrast of %d.%02d to 1; make one of them darker or lighter, until it is 4.5 to 1",
               TEXT_PRINT(shown_name(with, front, front_colour)), TEXT_PRINT(shown_name(with, back, back_colour)),
               contrast / 100, contrast % 100);
}

static void check_contrast(const contrast_check *with, const value *pairs, text path)
{
    for (size_t i = 0; pairs != NULL && pairs->type == VALUE_LIST && i < pairs->count; i++) {
        const value *pair = pairs->items[i];
        bool is_pair = pair->type == VALUE_LIST && pair->count == 2;
        if (is_pair)
            check_pair(with, pair);
        else
            report(with->found, VALUE_SHAPE, value_place(pair, path), "write two colours: [ink, paper]");
    }
}

// ---- Reading and writing

// The site's colours become custom properties of a style sheet: names must be
// the theme's, and values nothing but colours.
void theme_read_colours(arena *memory, const site *of, const value *pairs, text path, diagnostics *found, theme *loaded)
{
    const value *own = of->config.colours;
    if (own == NULL)
        return;
    size_t known_count = loaded->colours != NULL && loaded->colours->type == VALUE_MAP ? loaded->colours->count : 0;
    text *known = ARENA_NEW(memory, text, known_count);
    for (size_t i = 0; i < known_count; i++)
        known[i] = loaded->colours->entries[i].key;
    value_check_keys(own, of->config.path, known, known_count, found);
    loaded->site_colours = data_list(memory);
    for (size_t i = 0; i < own->count; i++) {
        const value_entry *line = &own->entries[i];
        if (line->value->type != VALUE_SCALAR || !is_colour(line->value->text)) {
            report(found, CONFIG_VALUE, value_place(line->value, of->config.path),
                   "write the colour '%.*s' as '#rrggbb', in quotes", TEXT_PRINT(line->key));
            continue;
        }
        if (value_get(loaded->colours, line->key) == NULL)
            continue;
        data *colour = data_map(memory);
        data_set_text(memory, colour, "name", line->key);
        data_set_text(memory, colour, "value", line->value->text);
        data_add(memory, loaded->site_colours, colour);
    }
    check_contrast(&(contrast_check){ memory, of, loaded, found }, pairs, path);
}

void theme_write_colours(const theme *in, buffer *out)
{
    const data *colours = in->site_colours;
    if (colours == NULL)
        return;
    buffer_add_string(out, ":root {\n");
    for (size_t i = 0; i < colours->list.count; i++) {
        text name = data_get(colours->list.items[i], TEXT("name"))->text;
        text shade = data_get(colours->list.items[i], TEXT("value"))->text;
        buffer_format(out, "  --%.*s: %.*s;\n", TEXT_PRINT(name), TEXT_PRINT(shade));
    }
    buffer_add_string(out, "}\n");
}
