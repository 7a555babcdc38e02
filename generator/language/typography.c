#include "language/typography.h"

#include "base/buffer.h"
#include "base/unicode.h"

static const text no_break_space = TEXT_CONSTANT("\u00A0");

// ---- Words that bind

typedef struct {
    text language;              // empty: all
    text word;
    bool before_number;         // only before a number
} bound_word;

#define IN(language, word, before_number) { TEXT_CONSTANT(language), TEXT_CONSTANT(word), before_number }

// Abbreviations and signs that stay with what follows.
static const bound_word binders[] = {
    IN("", "§", true), IN("", "§§", true), IN("", "nr", true), IN("", "n:o", true), IN("", "Nro", true),
    IN("fi", "s.", true), IN("fi", "n.", true), IN("fi", "v.", true), IN("fi", "vv.", true), IN("fi", "nro", true),
    IN("fi", "klo", true), IN("fi", "puh.", true), IN("fi", "k.", true), IN("fi", "luku", true), IN("fi", "kuva", true),
    IN("fi", "esim.", false), IN("fi", "Esim.", false), IN("fi", "mm.", false), IN("fi", "ks.", false), IN("fi", "Ks.", false),
    IN("fi", "vrt.", false), IN("fi", "ns.", false), IN("fi", "ts.", false), IN("fi", "toim.", false), IN("fi", "os.", false),
    IN("sv", "s.", true), IN("sv", "kl.", true), IN("sv", "ca", true), IN("sv", "tel.", true), IN("sv", "kap.", true),
    IN("sv", "t.ex.", false), IN("sv", "T.ex.", false), IN("sv", "bl.a.", false), IN("sv", "jfr", false), IN("sv", "Jfr", false),
    IN("sv", "dvs.", false), IN("sv", "s.k.", false), IN("sv", "fr.o.m.", false), IN("sv", "t.o.m.", false),
    IN("en", "p.", true), IN("en", "pp.", true), IN("en", "No.", true), IN("en", "no.", true), IN("en", "c.", true),
    IN("en", "fig.", true), IN("en", "Fig.", true), IN("en", "vol.", true), IN("en", "chapter", true), IN("en", "page", true),
    IN("en", "e.g.", false), IN("en", "i.e.", false), IN("en", "Mr", false), IN("en", "Ms", false), IN("en", "Dr", false),
};

#undef IN

// What stays with a number before it.
static const char *const units[] = {
    "%", "‰", "€", "$", "£", "§", "°C", "km", "m", "cm", "mm", "m²", "m³", "km²", "ha", "kg", "g", "t", "l", "dl", "ml", "h",
    "min", "s", "ms", "kk", "vk", "pv", "kt", "Mt", "Gt", "kB", "MB", "GB", "TB", "W", "kW", "kWh", "MWh", "GWh", "kpl", "hlö",
    "st", "kr", "tkr", "euroa", "euro", "euros", "milj.", "mrd.", "milj", "mn", "md", "sivua", "tuntia", "minuuttia",
};

static const struct {
    const char *language, *months[12];
} calendars[] = {
    { "fi", { "tammiku", "helmiku", "maalisku", "huhtiku", "toukoku", "kesäku", "heinäku", "eloku", "syysku", "lokaku",
              "marrasku", "jouluku" } },
    { "sv", { "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
              "december" } },
    { "en", { "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
              "December" } },
};

static uint32_t first_of(text t)
{
    uint32_t character = 0;
    unicode_take(&t, &character);
    return character;
}

static bool is_space(uint32_t character)
{
    return character == ' ' || character == '\t' || character == '\n' || character == 0xA0 || character == 0x202F;
}

static bool is_capital(uint32_t character)
{
    return (character >= 'A' && character <= 'Z') || character == 0xC4 || character == 0xC5 || character == 0xD6;
}

// What stands before [end] up to the last space or opening mark.
static text word_before(text words, size_t end)
{
    size_t from = end;
    while (from > 0 && words.bytes[from - 1] != ' ' && words.bytes[from - 1] != '(' && words.bytes[from - 1] != '"')
        from--;
    text word = text_slice(words, from, end);
    if (text_starts_with(word, no_break_space))
        word = text_from(word, no_break_space.length);
    size_t last = text_find(word, no_break_space, 0);
    return last == TEXT_NOT_FOUND ? word : text_from(word, last + no_break_space.length);
}

static bool is_binder(text language, text word, bool is_number_next)
{
    for (size_t i = 0; i < sizeof binders / sizeof *binders; i++) {
        const bound_word *known = &binders[i];
        if (text_equals(word, known->word) && (is_number_next || !known->before_number)
            && (known->language.length == 0 || text_equals(language, known->language)))
            return true;
    }
    return false;
}

static bool begins_with_unit(text next)
{
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        text unit = text_of(units[i]);
        if (!text_starts_with(next, unit))
            continue;
        uint32_t behind = first_of(text_from(next, unit.length));
        if (!unicode_is_letter(behind) && !unicode_is_digit(behind))
            return true;
    }
    return false;
}

// Three digits that go on a number of at most three digits, or of such groups.
static bool begins_with_group(text next, text before)
{
    size_t digits = 0, own = 0;
    while (digits < next.length && byte_is_digit(next.bytes[digits]))
        digits++;
    while (own < before.length && byte_is_digit(before.bytes[before.length - 1 - own]))
        own++;
    return digits == 3 && own >= 1 && own <= 3 && own == before.length;
}

static bool begins_with_month(text language, text next)
{
    for (size_t i = 0; i < sizeof calendars / sizeof *calendars; i++)
        for (size_t m = 0; m < 12 && text_equals(language, text_of(calendars[i].language)); m++)
            if (text_starts_with(next, text_of(calendars[i].months[m])))
                return true;
    return false;
}

static bool is_initial(text word)
{
    uint32_t letter = 0;
    return unicode_take(&word, &letter) && is_capital(letter) && text_equals(word, TEXT("."));
}

static bool begins_with_dash(text next)
{
    return text_starts_with(next, TEXT("- ")) || text_starts_with(next, TEXT("\u2013 "));
}

// Whether the space at [offset] keeps what stands around it on one line.
static bool is_bound(const typography *at, text words, size_t offset)
{
    text next = text_from(words, offset + 1), before = word_before(words, offset);
    uint32_t follows = first_of(next);
    if (follows == 0 || is_space(follows))
        return false;
    bool is_number = offset > 0 ? byte_is_digit(words.bytes[offset - 1]) : at->before < 128 && byte_is_digit((char)at->before);
    bool is_first = at->is_first && before.length == offset;
    if (begins_with_dash(next))
        return !is_first || before.length > 0;
    if (is_first && (text_equals(before, TEXT("-")) || text_equals(before, TEXT("\u2013"))))
        return true;
    if (is_number && (begins_with_unit(next) || begins_with_group(next, before)))
        return true;
    bool is_day = is_number || (before.length > 1 && text_ends_with(before, TEXT(".")) && byte_is_digit(before.bytes[before.length - 2]));
    if (is_day && begins_with_month(at->language, next))
        return true;
    return is_binder(at->language, before, unicode_is_digit(follows)) || (is_initial(before) && is_capital(follows));
}

// ---- Marks

static bool opens(uint32_t before)
{
    return before == 0 || is_space(before) || before == '(' || before == '[' || before == '/' || before == 0x2013
        || before == 0x2014 || before == 0x201C || before == 0x2018;
}

// Straight marks behind a number are inches, feet, minutes.
static text double_quote(typography *at, uint32_t before)
{
    if (before < 128 && byte_is_digit((char)before) && !at->is_quoted)
        return TEXT("\"");
    at->is_quoted = !at->is_quoted;
    if (!text_equals(at->language, TEXT("en")))
        return TEXT("\u201D");
    return opens(before) ? TEXT("\u201C") : TEXT("\u201D");
}

static text single_quote(const typography *at, uint32_t before, uint32_t next)
{
    if (before < 128 && byte_is_digit((char)before) && !unicode_is_letter(next))
        return TEXT("'");
    bool is_opening = text_equals(at->language, TEXT("en")) && opens(before) && unicode_is_letter(next);
    return is_opening ? TEXT("\u2018") : TEXT("\u2019");
}

// What stands in the place of the byte at [offset], and how many bytes it takes.
static text mended(typography *at, text words, size_t offset, uint32_t before, uint32_t next, size_t *taken)
{
    text rest = text_from(words, offset);
    *taken = 1;
    switch (rest.bytes[0]) {
    case ' ':
        return is_bound(at, words, offset) ? no_break_space : TEXT(" ");
    case '-':
        return is_space(before) && next == ' ' ? TEXT("\u2013") : TEXT("-");
    case '"':
        return double_quote(at, before);
    case '\'':
        return single_quote(at, before, next);
    case '.':
        if (before == '.' || !text_starts_with(rest, TEXT("...")) || first_of(text_from(rest, 3)) == '.')
            return TEXT(".");
        *taken = 3;
        return TEXT("\u2026");
    default:
        return text_slice(rest, 0, 1);
    }
}

static bool is_known(text language)
{
    return text_equals(language, TEXT("fi")) || text_equals(language, TEXT("sv")) || text_equals(language, TEXT("en"));
}

text typography_mend(typography *at, arena *memory, text words, uint32_t after)
{
    if (!is_known(at->language))
        return words;
    buffer out = { 0 };
    at->is_first = at->before == 0;
    for (size_t offset = 0; offset < words.length;) {
        text rest = text_from(words, offset);
        uint32_t character;
        unicode_take(&rest, &character);
        size_t taken = words.length - offset - rest.length;
        uint32_t next = rest.length > 0 ? first_of(rest) : after;
        if (character < 128)
            buffer_add(&out, mended(at, words, offset, at->before, next, &taken));
        else
            buffer_add(&out, text_slice(words, offset, offset + taken));
        at->before = character;
        offset += taken;
    }
    text made = text_equals(buffer_text(&out), words) ? words : text_copy(memory, buffer_text(&out));
    buffer_free(&out);
    return made;
}

text typography_mend_line(arena *memory, text language, text words)
{
    typography at = { .language = language };
    return typography_mend(&at, memory, words, 0);
}
