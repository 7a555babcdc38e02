#include "forks/override.h"

#include "base/buffer.h"
#include "source/front_matter.h"
#include "source/yaml.h"

// A line of a body that begins a section; level 0: the text before the first heading.
typedef struct {
    int level;
    text title;
    size_t from, to;            // lines of the body: the heading's, and the one after the section
    size_t taken_by;            // of a page: number of the override's section + 1
} section;

typedef struct {
    text *items;                // with their line ends
    size_t count, capacity;
} line_list;

typedef struct {
    page_parts parts;
    const value *front;         // a map, or NULL
    line_list lines;            // of the whole file
    size_t body;                // number of the body's first line
    struct { section *items; size_t count, capacity; } sections;
} divided;

typedef struct {
    arena *memory;
    text path;
    diagnostics *found;
    divided page, override;
    buffer out;
    struct { line_origin *items; size_t count, capacity; } origins;
} composer;

// ---- Lines and sections

static line_list lines_of(arena *memory, text contents)
{
    line_list made = { 0 };
    for (size_t i = 0; i < contents.length;) {
        size_t end = text_find_byte(contents, '\n', i);
        end = end == TEXT_NOT_FOUND ? contents.length : end + 1;
        *ARENA_PUSH(memory, made) = text_slice(contents, i, end);
        i = end;
    }
    return made;
}

static text without_indent(text line)
{
    size_t spaces = 0;
    while (spaces < 3 && spaces < line.length && line.bytes[spaces] == ' ')
        spaces++;
    return text_from(line, spaces);
}

static size_t run_length(text line, char byte)
{
    size_t count = 0;
    while (count < line.length && line.bytes[count] == byte)
        count++;
    return count;
}

// Follows fences of code, where a "#" is no heading.
typedef struct {
    char byte;                  // 0: outside
    size_t length;
} fence;

static bool is_in_fence(fence *open, text line)
{
    text inner = without_indent(line);
    char byte = inner.length > 0 ? inner.bytes[0] : '\0';
    size_t length = byte == '`' || byte == '~' ? run_length(inner, byte) : 0;
    if (open->byte != '\0') {
        if (byte == open->byte && length >= open->length && text_trim(text_from(inner, length)).length == 0)
            open->byte = '\0';
        return true;
    }
    bool opens = length >= 3 && (byte == '~' || text_find_byte(text_from(inner, length), '`', 0) == TEXT_NOT_FOUND);
    if (opens)
        *open = (fence){ byte, length };
    return opens;
}

// The level of a heading, and its words without the marks; 0 when the line is none.
static int heading_of(text line, text *title)
{
    text inner = without_indent(line);
    size_t level = run_length(inner, '#');
    text rest = text_trim(text_from(inner, level));
    bool is_heading = level >= 1 && level <= 6
                   && (rest.length == 0 || inner.bytes[level] == ' ' || inner.bytes[level] == '\t');
    if (!is_heading)
        return 0;
    text unmarked = rest;
    while (text_ends_with(unmarked, TEXT("#")))
        unmarked.length--;
    if (unmarked.length < rest.length && (unmarked.length == 0 || text_ends_with(unmarked, TEXT(" "))))
        rest = text_trim(unmarked);
    *title = rest;
    return (int)level;
}

static void find_sections(arena *memory, divided *of)
{
    fence open = { 0 };
    section *lead = ARENA_PUSH(memory, of->sections);
    *lead = (section){ .from = of->body, .to = of->lines.count };
    for (size_t i = of->body; i < of->lines.count; i++) {
        text title = { 0 };
        int level = is_in_fence(&open, of->lines.items[i]) ? 0 : heading_of(of->lines.items[i], &title);
        if (level == 0)
            continue;
        for (size_t s = 0; s < of->sections.count; s++) {
            section *before = &of->sections.items[s];
            if (before->to == of->lines.count && (before->level == 0 || before->level >= level))
                before->to = i;
        }
        *ARENA_PUSH(memory, of->sections) = (section){ .level = level, .title = title, .from = i, .to = of->lines.count };
    }
}

// ---- Front matter

// Whether every key begins a line of its own, so that lines can be exchanged.
static bool has_key_lines(const value *front)
{
    for (size_t i = 0; front != NULL && i < front->count; i++)
        if (front->entries[i].column != 1 || (i > 0 && front->entries[i].line <= front->entries[i - 1].line))
            return false;
    return true;
}

static bool divide(composer *with, text contents, text path, diagnostics *found, divided *into)
{
    if (!front_matter_split(contents, path, found, &into->parts))
        return false;
    if (into->parts.has_fences)
        into->front = yaml_read(with->memory, into->parts.yaml, path, 2, 0, found);
    if (into->front != NULL && into->front->type != VALUE_MAP) {
        report(found, VALUE_SHAPE, value_place(into->front, path), "front matter is lines of the form 'key: value'");
        return false;
    }
    into->lines = lines_of(with->memory, contents);
    into->body = (size_t)into->parts.body_line - 1;
    find_sections(with->memory, into);
    return true;
}

static void add_line(composer *with, bool is_overridden, size_t number)
{
    text line = (is_overridden ? &with->override : &with->page)->lines.items[number];
    buffer_add(&with->out, line);
    if (!text_ends_with(line, TEXT("\n")))
        buffer_add_byte(&with->out, '\n');
    *ARENA_PUSH(with->memory, with->origins) = (line_origin){ is_overridden, (int)number + 1 };
}

static void add_lines(composer *with, bool is_overridden, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        add_line(with, is_overridden, i);
}

// The lines of a key: from its own to the next key's, or to the closing fence.
static void add_key(composer *with, bool is_overridden, size_t entry)
{
    const divided *of = is_overridden ? &with->override : &with->page;
    size_t from = (size_t)of->front->entries[entry].line - 1;
    size_t to = entry + 1 < of->front->count ? (size_t)of->front->entries[entry + 1].line - 1 : of->body - 1;
    add_lines(with, is_overridden, from, to);
}

static size_t entry_of(const value *map, text key)
{
    for (size_t i = 0; map != NULL && i < map->count; i++)
        if (text_equals(map->entries[i].key, key))
            return i;
    return map != NULL ? map->count : 0;
}

static void add_front_matter(composer *with)
{
    const value *own = with->page.front, *other = with->override.front;
    size_t first = own != NULL && own->count > 0 ? (size_t)own->entries[0].line - 1 : with->page.body - 1;
    add_lines(with, false, 0, first);
    for (size_t i = 0; own != NULL && i < own->count; i++) {
        size_t instead = entry_of(other, own->entries[i].key);
        bool is_overridden = other != NULL && instead < other->count;
        add_key(with, is_overridden, is_overridden ? instead : i);
    }
    for (size_t i = 0; other != NULL && i < other->count; i++)
        if (value_get(own, other->entries[i].key) == NULL)
            add_key(with, true, i);
    add_line(with, false, with->page.body - 1);
}

// ---- Sections

static bool is_empty(const divided *of, const section *s)
{
    for (size_t i = s->from; i < s->to; i++)
        if (text_trim(of->lines.items[i]).length > 0)
            return false;
    return true;
}

static void report_unmet(composer *with, const section *given)
{
    text known[64];
    size_t count = 0;
    place where = at(with->path, (int)given->from + 1, 1);
    for (size_t i = 1; i < with->page.sections.count && count < sizeof known / sizeof *known; i++) {
        const section *own = &with->page.sections.items[i];
        if (text_equals(own->title, given->title) && own->level != given->level) {
            report(with->found, OVERRIDE_MEETS_NOTHING, where, "the heading '%.*s' has %d '#' in the page, here it has %d",
                   TEXT_PRINT(value_shown(with->memory, given->title)), own->level, given->level);
            return;
        }
        known[count++] = own->title;
    }
    text meant = value_suggestion(given->title, known, count);
    if (meant.length > 0)
        report(with->found, OVERRIDE_MEETS_NOTHING, where, "the page has no heading '%.*s'; did you mean '%.*s'?",
               TEXT_PRINT(value_shown(with->memory, given->title)), TEXT_PRINT(meant));
    else
        report(with->found, OVERRIDE_MEETS_NOTHING, where,
               "the page has no heading '%.*s'; to add a section, copy the page into the content folder and change it there",
               TEXT_PRINT(value_shown(with->memory, given->title)));
}

// Marks the page's sections that an override's section takes the place of.
static void take_section(composer *with, size_t number)
{
    const section *given = &with->override.sections.items[number];
    for (size_t i = 1; i < with->page.sections.count; i++) {
        section *own = &with->page.sections.items[i];
        if (own->level != given->level || own->taken_by != 0 || !text_equals(own->title, given->title))
            continue;
        for (size_t s = i + 1; s < with->page.sections.count && with->page.sections.items[s].from < own->to; s++)
            if (with->page.sections.items[s].taken_by != 0) {
                report(with->found, OVERRIDE_MEETS_NOTHING, at(with->path, (int)given->from + 1, 1),
                       "'%.*s' holds a section that stands in this file too; write it once",
                       TEXT_PRINT(value_shown(with->memory, given->title)));
                return;
            }
        own->taken_by = number + 1;
        return;
    }
    report_unmet(with, given);
}

static void take_sections(composer *with)
{
    const divided *given = &with->override;
    if (!is_empty(given, &given->sections.items[0]))
        with->page.sections.items[0].taken_by = 1;
    size_t end = 0;
    for (size_t i = 1; i < given->sections.count; i++) {
        if (given->sections.items[i].from < end)
            continue;           // within the one before
        take_section(with, i);
        end = given->sections.items[i].to;
    }
}

static void add_overridden(composer *with, const section *given)
{
    size_t end = given->to;
    while (end > given->from && text_trim(with->override.lines.items[end - 1]).length == 0)
        end--;
    add_lines(with, true, given->from, end);
    buffer_add_byte(&with->out, '\n');
    *ARENA_PUSH(with->memory, with->origins) = (line_origin){ true, (int)end };
}

static void add_body(composer *with)
{
    size_t next = with->page.body;
    for (size_t i = 0; i < with->page.sections.count; i++) {
        const section *own = &with->page.sections.items[i];
        if (own->from < next || own->taken_by == 0)
            continue;
        add_lines(with, false, next, own->from);
        add_overridden(with, &with->override.sections.items[own->taken_by - 1]);
        next = own->to;
    }
    add_lines(with, false, next, with->page.lines.count);
}

// ---- Together

static overridden_page as_it_is(composer *with, text page)
{
    line_list lines = lines_of(with->memory, page);
    overridden_page made = { page, ARENA_NEW(with->memory, line_origin, lines.count + 1), lines.count };
    for (size_t i = 0; i < lines.count; i++)
        made.lines[i] = (line_origin){ false, (int)i + 1 };
    return made;
}

static void check_keys(composer *with)
{
    const value_entry *id = value_get_entry(with->override.front, TEXT("id"));
    if (id != NULL)
        report(with->found, OVERRIDE_MEETS_NOTHING, at(with->path, id->line, id->column),
               "a page keeps its 'id': it joins translations and finds the page's original");
}

overridden_page override_apply(arena *memory, text page, text override, text path, diagnostics *found)
{
    composer with = { .memory = memory, .path = path, .found = found };
    diagnostics ignored = { .memory = memory };
    size_t errors = found->count;
    if (!divide(&with, page, TEXT("page.md"), &ignored, &with.page) || with.page.front == NULL
        || !divide(&with, override, path, found, &with.override))
        return as_it_is(&with, page);
    if (found->count > errors)
        return as_it_is(&with, page);
    if (!has_key_lines(with.page.front) || !has_key_lines(with.override.front)) {
        report(found, OVERRIDE_MEETS_NOTHING, at(path, 1, 1), "here and in the page every key of the front matter needs a line of its own");
        return as_it_is(&with, page);
    }
    check_keys(&with);
    take_sections(&with);
    add_front_matter(&with);
    add_body(&with);
    overridden_page made = { text_copy(memory, buffer_text(&with.out)), with.origins.items, with.origins.count };
    buffer_free(&with.out);
    return made;
}
