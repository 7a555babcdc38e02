#include "source/value.h"

#include "base/unicode.h"

enum {
    SHOWN_CHARACTERS = 60,      // of an author's text in a message
    UNKNOWN_KEYS_SHOWN = 20,    // of one map; a file of another sort would give thousands
    LISTED_KEYS = 40
};

const value_entry *value_get_entry(const value *map, text key)
{
    if (map == NULL || map->type != VALUE_MAP)
        return NULL;
    for (size_t i = 0; i < map->count; i++)
        if (text_equals(map->entries[i].key, key))
            return &map->entries[i];
    return NULL;
}

const value *value_get(const value *map, text key)
{
    const value_entry *entry = value_get_entry(map, key);
    return entry != NULL ? entry->value : NULL;
}

text value_text(const value *v)
{
    return v != NULL && v->type == VALUE_SCALAR ? v->text : (text){ 0 };
}

bool value_is_empty(const value *v)
{
    return v == NULL || (v->type == VALUE_SCALAR && !v->is_quoted && v->text.length == 0);
}

text value_shown(arena *memory, text t)
{
    text line = t, rest = t;
    text_take_line(&rest, &line);
    bool is_cut = rest.length > 0;
    rest = line;
    uint32_t character;
    for (size_t count = 0; count < SHOWN_CHARACTERS && unicode_take(&rest, &character);)
        count++;
    is_cut = is_cut || rest.length > 0;
    return text_format(memory, "%.*s%s", (int)(line.length - rest.length), line.bytes ? line.bytes : "",
                       is_cut ? "…" : "");
}

text value_shown_path(arena *memory, text path)
{
    size_t offset;
    if (unicode_check(path, &offset) == UNICODE_FINE && text_find_byte(path, '\n', 0) == TEXT_NOT_FOUND)
        return path;
    char *bytes = ARENA_NEW(memory, char, path.length + 1);
    for (size_t i = 0; i < path.length; i++)
        bytes[i] = path.bytes[i] >= 0x20 && path.bytes[i] < 0x7f ? path.bytes[i] : '?';
    return (text){ bytes, path.length };
}

text value_shown_name(arena *memory, text name)
{
    return value_shown(memory, value_shown_path(memory, name));
}

// ---- Did you mean

enum { LONGEST_MEANT = 40 };

// Upper and lower case count as the same letter, since "Title" means "title".
static text lowered(text t, char bytes[LONGEST_MEANT])
{
    for (size_t i = 0; i < t.length; i++)
        bytes[i] = t.bytes[i] >= 'A' && t.bytes[i] <= 'Z' ? (char)(t.bytes[i] - 'A' + 'a') : t.bytes[i];
    return (text){ bytes, t.length };
}

text value_suggestion(text word, const text *known, size_t known_count)
{
    if (word.length == 0 || word.length > LONGEST_MEANT)
        return (text){ 0 };
    char word_bytes[LONGEST_MEANT], known_bytes[LONGEST_MEANT];
    text wanted = lowered(word, word_bytes);

    size_t limit = word.length < 4 ? 1 : word.length < 8 ? 2 : 3;
    size_t nearest_distance = limit + 1;
    text nearest = { 0 };
    for (size_t i = 0; i < known_count; i++) {
        size_t gap = known[i].length > word.length ? known[i].length - word.length : word.length - known[i].length;
        if (known[i].length > LONGEST_MEANT || gap > limit)
            continue;
        size_t distance = text_distance(wanted, lowered(known[i], known_bytes), limit);
        // A word of which no letter stays is another word.
        bool is_near = distance <= limit && distance < known[i].length;
        // Letters are swapped more often than left out: of two equally near, the one of the same length.
        if (is_near && (distance < nearest_distance
                        || (distance == nearest_distance && known[i].length == word.length
                            && nearest.length != word.length))) {
            nearest = known[i];
            nearest_distance = distance;
        }
    }
    return nearest;
}

// ---- Unknown keys

static bool is_among(text word, const text *known, size_t known_count)
{
    for (size_t i = 0; i < known_count; i++)
        if (text_equals(word, known[i]))
            return true;
    return false;
}

text value_list_words(arena *memory, const text *known, size_t known_count)
{
    buffer listed = { 0 };
    for (size_t i = 0; i < known_count && i < LISTED_KEYS; i++) {
        if (i > 0)
            buffer_add_string(&listed, ", ");
        buffer_add(&listed, value_shown(memory, known[i]));
    }
    if (known_count > LISTED_KEYS)
        buffer_format(&listed, " and %zu more", known_count - LISTED_KEYS);
    text words = text_copy(memory, buffer_text(&listed));
    buffer_free(&listed);
    return words;
}

static void report_unknown(const value_entry *entry, text path, const text *known, size_t known_count,
                           diagnostics *found)
{
    place where = at(path, entry->line, entry->column);
    text shown = value_shown(found->memory, entry->key);
    text meant = value_suggestion(entry->key, known, known_count);
    if (meant.length > 0) {
        report(found, KEY_UNKNOWN, where, "'%.*s': did you mean '%.*s'?", TEXT_PRINT(shown), TEXT_PRINT(meant));
        return;
    }
    if (known_count == 0) {
        report(found, KEY_UNKNOWN, where, "'%.*s': no keys can be used here", TEXT_PRINT(shown));
        return;
    }
    text all = value_list_words(found->memory, known, known_count);
    report(found, KEY_UNKNOWN, where, "'%.*s': the keys that can be used here are %.*s", TEXT_PRINT(shown),
           TEXT_PRINT(all));
}

void value_check_keys(const value *map, text path, const text *known, size_t known_count,
                      diagnostics *found)
{
    if (map == NULL || map->type != VALUE_MAP)
        return;
    size_t unknown = 0;
    const value_entry *first_left_out = NULL;
    for (size_t i = 0; i < map->count; i++) {
        const value_entry *entry = &map->entries[i];
        if (is_among(entry->key, known, known_count))
            continue;
        unknown++;
        if (unknown <= UNKNOWN_KEYS_SHOWN)
            report_unknown(entry, path, known, known_count, found);
        else if (first_left_out == NULL)
            first_left_out = entry;
    }
    if (first_left_out != NULL)
        report(found, KEY_UNKNOWN, at(path, first_left_out->line, first_left_out->column),
               "this and %zu more like it", unknown - UNKNOWN_KEYS_SHOWN - 1);
}
