#include "words.h"

#include "base/lanes.h"
#include "base/unicode.h"

// Letters and digits of ASCII.
static const bool is_plain[256] = {
    ['0'] = true, ['1'] = true, ['2'] = true, ['3'] = true, ['4'] = true, ['5'] = true, ['6'] = true, ['7'] = true, ['8'] = true,
    ['9'] = true, ['A'] = true, ['B'] = true, ['C'] = true, ['D'] = true, ['E'] = true, ['F'] = true, ['G'] = true, ['H'] = true,
    ['I'] = true, ['J'] = true, ['K'] = true, ['L'] = true, ['M'] = true, ['N'] = true, ['O'] = true, ['P'] = true, ['Q'] = true,
    ['R'] = true, ['S'] = true, ['T'] = true, ['U'] = true, ['V'] = true, ['W'] = true, ['X'] = true, ['Y'] = true, ['Z'] = true,
    ['a'] = true, ['b'] = true, ['c'] = true, ['d'] = true, ['e'] = true, ['f'] = true, ['g'] = true, ['h'] = true, ['i'] = true,
    ['j'] = true, ['k'] = true, ['l'] = true, ['m'] = true, ['n'] = true, ['o'] = true, ['p'] = true, ['q'] = true, ['r'] = true,
    ['s'] = true, ['t'] = true, ['u'] = true, ['v'] = true, ['w'] = true, ['x'] = true, ['y'] = true, ['z'] = true,
};

static bool is_word_character(uint32_t c)
{
    if (c < 0x80)
        return is_plain[c];
    // A soft hyphen is inside its word without being seen.
    return c == 0xAD || unicode_is_letter(c) || unicode_is_digit(c);
}

static bool joins_words(uint32_t c)
{
    switch (c) {
    case '-': case '\'': case ':':
    case 0x2010: case 0x2011:       // hyphens of their own
    case 0x2019:                    // typographic apostrophe
        return true;
    default:
        return false;
    }
}

static bool take_word_character(text *rest)
{
    text after = *rest;
    uint32_t character;
    if (!unicode_take(&after, &character) || !is_word_character(character))
        return false;
    *rest = after;
    return true;
}

// Takes a joint and the word character after it, or nothing.
static bool take_joint(text *rest)
{
    text after = *rest;
    uint32_t character;
    if (!unicode_take(&after, &character) || !joins_words(character) || !take_word_character(&after))
        return false;
    *rest = after;
    return true;
}

// Where the run at [i] ends of letters and digits of ASCII, and letters of two bytes that begin with C3 (but not × and ÷):
// most of Finnish, Swedish and English.
static size_t end_of_plain(text t, size_t i)
{
    const unsigned char *bytes = (const unsigned char *)t.bytes;
    for (;; i += 2) {
        while (i < t.length && is_plain[bytes[i]])
            i++;
        unsigned char next = i + 1 < t.length && bytes[i] == 0xC3 ? bytes[i + 1] : 0;
        if (next < 0x80 || next > 0xBF || next == 0x97 || next == 0xB7)
            return i;
    }
}

// Most words end with a blank or a full stop, which need no closer look.
static bool may_go_on(text t, size_t i)
{
    return i < t.length && ((unsigned char)t.bytes[i] >= 0x80 || joins_words((unsigned char)t.bytes[i]));
}

// Where the word ends that goes on at [i], after a run of plain letters.
static size_t end_of_word(text t, size_t i)
{
    text rest = text_from(t, i);
    while (may_go_on(rest, 0) && (take_word_character(&rest) || take_joint(&rest)))
        rest = text_from(rest, end_of_plain(rest, 0));
    return t.length - rest.length;
}

bool words_next(text t, size_t *offset, word_span *word)
{
    size_t i = *offset;
    while (i < t.length) {
        if ((unsigned char)t.bytes[i] < 0x80 && !is_plain[(unsigned char)t.bytes[i]]) {
            i++;
            continue;
        }
        size_t end = end_of_plain(t, i);
        if (may_go_on(t, end))
            end = end_of_word(t, end);
        if (end > i) {
            *word = (word_span){ i, end };
            *offset = end;
            return true;
        }
        text rest = text_from(t, i);
        uint32_t skipped;
        unicode_take(&rest, &skipped);
        i = t.length - rest.length;
    }
    *offset = t.length;
    return false;
}

// ---- Counting: sixteen bytes at a time, for no word has to be told from where to where it goes

static byte_lanes in_words(byte_lanes here)
{
    return lanes_between(here | 0x20, 'a', 'z') | lanes_between(here, '0', '9') | (byte_lanes)(here >= 0x80);
}

// What words_next has to look at: all but ASCII and the letters that begin with C3.
static byte_lanes need_a_look(byte_lanes here, byte_lanes before)
{
    byte_lanes is_second = (byte_lanes)(before == 0xC3), is_sign = (byte_lanes)((here == 0x97) | (here == 0xB7));
    byte_lanes is_letter = lanes_between(here, 0x80, 0xBF) & ~is_sign;
    return (is_second & ~is_letter) | (~is_second & (byte_lanes)(here >= 0x80) & (byte_lanes)(here != 0xC3));
}

// How many words begin at these lanes.
static size_t count_beginnings(text t, size_t i, byte_lanes here, byte_lanes before)
{
    byte_lanes joint = (byte_lanes)((before == '-') | (before == '\'') | (before == ':'));
    byte_lanes goes_on = in_words(before) | (joint & in_words(lanes_before(t, i, 2)));
    return lanes_count(in_words(here) & ~goes_on);
}

// Where the word ends that goes on at [i], or [i]. No word goes on at [from].
static size_t end_of_begun(text t, size_t from, size_t i)
{
    size_t offset = i;
    while (offset > from && t.bytes[offset - 1] != ' ')
        offset--;
    word_span word = { 0, 0 };
    while (word.to < i && words_next(t, &offset, &word) && word.from < i) { }
    return word.from < i && word.to > i ? word.to : i;
}

size_t words_count(text t)
{
    size_t count = 0, from = 0;         // no word goes on at [from]
    for (size_t i = 0; i < t.length;) {
        byte_lanes here = lanes_at(t, i), before = lanes_before(t, i, 1);
        if (lanes_first(need_a_look(here, before)) == LANES) {
            bool is_torn = here[LANES - 1] == 0xC3;     // whether that is a letter shows what follows
            here[LANES - 1] = is_torn ? ' ' : here[LANES - 1];
            count += count_beginnings(t, i, here, before);
            i += is_torn ? LANES - 1 : LANES;
            continue;
        }
        // What began before is counted; what begins here is not.
        i = end_of_begun(t, from, i);
        for (size_t end = i + LANES; i < end && i < t.length;) {
            word_span word;
            count += words_next(t, &i, &word);
        }
        from = i;
    }
    return count;
}
