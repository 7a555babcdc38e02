#include "printing/unprintable.h"

#include "base/table.h"
#include "base/unicode.h"
#include "site/overrides.h"
#include "source/front_matter.h"

enum { FILE_MOST = 4 * 1024 * 1024 };

typedef struct {
    text character;
    place where;            // line 0: not found yet
} wanted_character;

typedef struct {
    const unprintable_source *from;
    wanted_character *wanted;
    size_t count, missing;  // of those wanted, and of those not found yet
    table numbers;          // character -> its place among them + 1
} search;

static text take_character(text *rest)
{
    text whole = *rest;
    uint32_t character;
    unicode_take(rest, &character);
    return text_slice(whole, 0, whole.length - rest->length);
}

static wanted_character *wanted_of(const search *in, text character)
{
    const uintptr_t *number = table_get(&in->numbers, character);
    return number != NULL ? &in->wanted[*number - 1] : NULL;
}

static bool holds_wanted(const search *in, text said)
{
    while (said.length > 0) {
        const wanted_character *held = wanted_of(in, take_character(&said));
        if (held != NULL && held->where.line == 0)
            return true;
    }
    return false;
}

// ---- In files

static void look_through(search *in, text path, text contents, int line)
{
    int column = 1;
    while (contents.length > 0 && in->missing > 0) {
        text character = take_character(&contents);
        wanted_character *held = character.bytes[0] == '\n' ? NULL : wanted_of(in, character);
        if (held != NULL && held->where.line == 0) {
            held->where = at(path, line, column);
            in->missing--;
        }
        line += character.bytes[0] == '\n';
        column = character.bytes[0] == '\n' ? 1 : column + 1;
    }
}

// Of the page itself the text before the facts, of which some are never printed.
static void look_into(search *in, text path, bool has_text_first)
{
    text contents = { 0 };
    diagnostics told = { .memory = in->from->memory };      // when the page was read
    page_parts parts;
    if (in->missing == 0 || site_file_read(in->from->of, in->from->memory, path, FILE_MOST, &contents) != FILE_READ)
        return;
    front_matter_split(contents, path, &told, &parts);
    if (has_text_first)
        look_through(in, path, parts.body, parts.body_line);
    look_through(in, path, contents, 1);
}

static void look_into_all(search *in)
{
    const unprintable_source *from = in->from;
    const site *of = from->of;
    if (from->page != NULL)
        look_into(in, from->page->path, true);
    for (size_t i = 0; i < of->page_count && in->missing > 0; i++) {
        const page *one = &of->pages[i];
        if (one->language == from->language && (holds_wanted(in, one->title) || holds_wanted(in, one->summary)))
            look_into(in, one->path, false);
    }
    look_into(in, of->config.path, false);
    text code = of->config.languages.codes[from->language];
    const theme_file *own = theme_find(from->theme, text_format(from->memory, "strings/%.*s.yaml", TEXT_PRINT(code)));
    if (own != NULL && own->is_own)
        look_into(in, own->path, false);
}

// ---- What is told

static place place_of(const search *in, const wanted_character *of)
{
    const page *printed = in->from->page;
    return of->where.line > 0 ? of->where : printed != NULL ? at(printed->path, printed->line, 1) : in->from->otherwise;
}

void unprintable_tell(place where, text characters, diagnostics *found)
{
    report(found, CHARACTER_UNPRINTABLE, where, "'%.*s' cannot be printed: write it in words", TEXT_PRINT(characters));
}

void unprintable_report(const unprintable_source *from, text characters, diagnostics *found)
{
    search in = { .from = from, .numbers = { .memory = from->memory } };
    in.wanted = ARENA_NEW(from->memory, wanted_character, characters.length + 1);
    while (characters.length > 0) {
        text character = take_character(&characters);
        in.wanted[in.count++] = (wanted_character){ .character = character };
        *table_put(&in.numbers, character, NULL) = in.count;
    }
    in.missing = in.count;
    look_into_all(&in);
    for (size_t i = 0, first = 0; i < in.count; i++) {
        place here = place_of(&in, &in.wanted[first]), next = i + 1 < in.count ? place_of(&in, &in.wanted[i + 1]) : (place){ 0 };
        if (next.line == here.line && text_equals(next.path, here.path))
            continue;
        text begin = in.wanted[first].character, end = in.wanted[i].character;
        unprintable_tell(here, text_between(begin.bytes, end.bytes + end.length), found);
        first = i + 1;
    }
}
