#include "site/form_pattern.h"

#include "base/unicode.h"

enum { ATOMS_MOST = 128, POSITIONS_MOST = 6000, DIGITS_MOST = 4 };

typedef struct {
    text set;                   // of a class, without its brackets
    uint32_t character;         // 0: any, or the class
    size_t least, most;
} atom;

typedef struct {
    atom atoms[ATOMS_MOST];
    size_t count;
} pattern_atoms;

static bool set_holds(text set, uint32_t wanted)
{
    for (uint32_t first; unicode_take(&set, &first);) {
        uint32_t last = first;
        text after = set;
        uint32_t hyphen, end;
        if (unicode_take(&after, &hyphen) && hyphen == '-' && unicode_take(&after, &end)) {
            last = end;
            set = after;
        }
        if (wanted >= first && wanted <= last)
            return true;
    }
    return false;
}

static bool atom_takes(const atom *of, uint32_t character)
{
    if (of->set.length > 0)
        return set_holds(of->set, character);
    return of->character == 0 ? character != '\n' && character != '\r' : character == of->character;
}

static bool take_count(text *rest, size_t *number)
{
    size_t digits = 0;
    *number = 0;
    while (digits < rest->length && digits < DIGITS_MOST && byte_is_digit(rest->bytes[digits]))
        *number = *number * 10 + (size_t)(rest->bytes[digits++] - '0');
    *rest = text_from(*rest, digits);
    return digits > 0;
}

// "*", "+", "?", "{2}", "{2,}", "{2,4}"; a "?" after it changes nothing for a whole match.
static bool take_repetition(text *rest, atom *into)
{
    char sign = rest->length > 0 ? rest->bytes[0] : '\0';
    into->least = sign == '*' || sign == '?' ? 0 : 1;
    into->most = sign == '*' || sign == '+' ? SIZE_MAX : 1;
    if (sign == '{') {
        *rest = text_from(*rest, 1);
        if (!take_count(rest, &into->least))
            return false;
        into->most = into->least;
        if (text_starts_with(*rest, TEXT(","))) {
            *rest = text_from(*rest, 1);
            if (!take_count(rest, &into->most))
                into->most = SIZE_MAX;
        }
        if (!text_starts_with(*rest, TEXT("}")))
            return false;
    } else if (sign != '*' && sign != '+' && sign != '?') {
        return true;
    }
    *rest = text_from(*rest, 1);
    if (text_starts_with(*rest, TEXT("?")))
        *rest = text_from(*rest, 1);
    return true;
}

static bool read_pattern(text pattern, pattern_atoms *into)
{
    for (uint32_t character; unicode_take(&pattern, &character);) {
        atom *made = &into->atoms[into->count];
        if (into->count == ATOMS_MOST || memchr("*+?{}]", (int)character, character < 0x80 ? 6 : 0) != NULL)
            return false;
        *made = (atom){ .character = character == '.' ? 0 : character };
        if (character == '[') {
            size_t end = text_find_byte(pattern, ']', 0);
            if (end == TEXT_NOT_FOUND || end == 0)
                return false;
            *made = (atom){ .set = text_slice(pattern, 0, end) };
            pattern = text_from(pattern, end + 1);
        }
        if (!take_repetition(&pattern, made))
            return false;
        into->count++;
    }
    return true;
}

// Where the text may be parted after the atom, from where it may be before it: [reached] and what it becomes. Each place is
// reached from one that is [least] to [most] characters before it and behind the last character that the atom does not take.
static void pass(const atom *of, const uint32_t *characters, size_t count, bool *reached)
{
    size_t before[POSITIONS_MOST + 2] = { 0 };      // how many places are reached before each
    for (size_t i = 0; i <= count; i++)
        before[i + 1] = before[i] + reached[i];
    size_t first = 0;
    for (size_t end = 0; end <= count; end++) {
        if (end > 0 && !atom_takes(of, characters[end - 1]))
            first = end;
        size_t from = end > of->most && end - of->most > first ? end - of->most : first;
        reached[end] = end >= of->least && from <= end - of->least && before[end - of->least + 1] > before[from];
    }
}

bool form_pattern_matches(text t, text pattern)
{
    pattern_atoms of = { 0 };
    uint32_t characters[POSITIONS_MOST];
    bool reached[POSITIONS_MOST + 1] = { true };
    size_t count = 0;
    if (!read_pattern(pattern, &of))
        return true;
    while (count < POSITIONS_MOST && unicode_take(&t, &characters[count]))
        count++;
    for (size_t i = 0; i < of.count; i++)
        pass(&of.atoms[i], characters, count, reached);
    return reached[count] && t.length == 0;
}

double form_pattern_ways(text pattern, size_t length)
{
    pattern_atoms of = { 0 };
    double ways = 1;
    if (!read_pattern(pattern, &of))
        return 1;
    for (size_t i = 0; i < of.count; i++) {
        size_t most = of.atoms[i].most < length ? of.atoms[i].most : length;
        if (most > of.atoms[i].least)
            ways *= (double)(most - of.atoms[i].least + 1);
    }
    return ways;
}
