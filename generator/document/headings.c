#include "headings.h"

#include "base/table.h"
#include "base/unicode.h"

static bool is_small_ascii(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

// GitHub's rule: letters, digits, "-" and "_" stay, spaces become "-", all else goes.
static text id_of(arena *memory, text title)
{
    text rest = unicode_lower(memory, title);
    char *bytes = ARENA_NEW(memory, char, rest.length + 1);
    size_t length = 0;
    for (uint32_t character; unicode_take(&rest, &character);) {
        if (character == ' ' || character == 0xA0)
            bytes[length++] = '-';
        else if (character == '-' || character == '_' || is_small_ascii(character)
                 || (character >= 0x80 && (unicode_is_letter(character) || unicode_is_digit(character))))
            length += unicode_encode(character, bytes + length);
    }
    // A heading of signs alone ("???") needs a name too.
    return length > 0 ? (text){ bytes, length } : TEXT("section");
}

// [id], or the first of "id-1", "id-2", ... that no heading has; [names] counts on per id.
static text unique_id(arena *memory, table *names, text id)
{
    bool is_new;
    uintptr_t *repeats = table_put(names, id, &is_new);
    if (is_new)
        return id;
    for (;;) {
        text numbered = text_format(memory, "%.*s-%zu", TEXT_PRINT(id), (size_t)++*repeats);
        if (table_get(names, numbered) == NULL) {
            table_put(names, numbered, NULL);
            return numbered;
        }
    }
}

static void check_level(const heading_entry *entry, int previous, text path, diagnostics *found)
{
    place where = at(path, entry->heading->line, entry->heading->column);
    if (entry->level == 1)
        report(found, MARKDOWN_TITLE_REPEATED, where,
               "'%.*s': the page's title is its only one; begin this line with '##'", TEXT_PRINT(entry->title));
    else if (entry->level > previous + 1)
        report(found, HEADING_SKIPPED, where, "'%.*s' is of level %d and follows level %d; begin it with '%.*s'",
               TEXT_PRINT(entry->title), entry->level, previous, previous + 1, "######");
}

void headings_name(arena *memory, node *document, text path, heading_list *headings, diagnostics *found)
{
    table names = { .memory = memory };
    int previous = 1;       // the page's title
    document_walk walk = { .root = document, .only_blocks = true };
    while (document_next(&walk)) {
        if (walk.current->type != NODE_HEADING || !walk.entering)
            continue;
        node *heading = walk.current;
        heading_entry *entry = ARENA_PUSH(memory, *headings);
        entry->heading = heading;
        entry->level = heading->heading.level;
        entry->title = document_plain_text(memory, heading);
        entry->id = unique_id(memory, &names, id_of(memory, entry->title));
        heading->heading.id = entry->id;
        if (found != NULL)
            check_level(entry, previous, path, found);
        previous = entry->level;
    }
}
