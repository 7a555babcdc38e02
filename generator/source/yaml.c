// libyaml reports what it meets as a run of events; a small stack of open lists
// and maps puts the tree together. Its own loader is not used: it follows
// aliases, keeps every duplicate key and has no limit on depth.
#include "source/yaml.h"

#include "base/table.h"
#include "source/yaml_mistakes.h"

#include <yaml.h>

enum { KEYS_COMPARED = 16 };    // a map with more keys looks them up in a table

typedef struct {
    value_type type;
    int line, column;
    size_t first_child;         // in the reader's children
    bool is_key;                // refused as a key; read only to get past it
    bool has_key, drops_value;  // map: a key waits for its value, which is not wanted
    value_entry key;
    table seen;                 // map: key to line, once it has many keys
} open_node;

typedef struct {
    arena *memory;
    diagnostics *found;
    yaml_source source;
    open_node open[YAML_DEPTH_LIMIT];
    size_t depth;
    struct { value_entry *items; size_t count, capacity; } children;    // of all open nodes
    const value *root;
    size_t events;
    int documents;
    int refused_line;           // of the newest refusal, whose line may also fail to parse
    bool may_cut;               // yaml_may_cut
    yaml_lines lines;           // for texts that are misread; none in large files, which programs write
    bool has_quoted;            // the newest scalar was in quotes
    yaml_point quoted_at;
    bool is_stopped;
} reader;

static yaml_point point_of(yaml_mark_t mark)
{
    return (yaml_point){ mark.line, mark.column };
}

static void refuse(reader *r, diagnostic_kind kind, yaml_mark_t mark, const char *detail)
{
    place where = yaml_place(&r->source, point_of(mark));
    report(r->found, kind, where, "%s", detail);
    r->refused_line = where.line;
}

static void stop(reader *r, yaml_mark_t mark, const char *detail)
{
    refuse(r, YAML_TOO_LARGE, mark, detail);
    r->is_stopped = true;
    r->root = NULL;
}

static value *new_value(reader *r, value_type type, yaml_mark_t mark)
{
    place where = yaml_place(&r->source, point_of(mark));
    value *fresh = ARENA_NEW(r->memory, value, 1);
    fresh->type = type;
    fresh->line = where.line;
    fresh->column = where.column;
    return fresh;
}

// The children from [first] on; there may be none at all yet.
static const value_entry *children_from(const reader *r, size_t first)
{
    return r->children.count > first ? r->children.items + first : NULL;
}

// ---- Keys

// The line on which the map already has [key], else 0.
static int line_of_key(reader *r, open_node *map, text key)
{
    size_t count = r->children.count - map->first_child;
    const value_entry *entries = children_from(r, map->first_child);
    if (count <= KEYS_COMPARED) {
        for (size_t i = 0; i < count; i++)
            if (text_equals(entries[i].key, key))
                return entries[i].line;
        return 0;
    }
    if (map->seen.memory == NULL) {
        map->seen.memory = r->memory;
        for (size_t i = 0; i < count; i++)
            *table_put(&map->seen, entries[i].key, NULL) = (uintptr_t)entries[i].line;
    } else {
        *table_put(&map->seen, entries[count - 1].key, NULL) = (uintptr_t)entries[count - 1].line;
    }
    const uintptr_t *line = table_get(&map->seen, key);
    return line != NULL ? (int)*line : 0;
}

static void take_key(reader *r, open_node *map, const value *key)
{
    map->has_key = true;
    map->drops_value = true;
    map->key = (value_entry){ .key = key->text, .line = key->line, .column = key->column };
    place where = at(r->source.path, key->line, key->column);
    if (key->text.length == 0) {
        report(r->found, YAML_SYNTAX, where, "there is no key before the colon");
        return;
    }
    int line = line_of_key(r, map, key->text);
    if (line != 0) {
        text shown = value_shown(r->found->memory, key->text);
        report(r->found, YAML_DUPLICATE_KEY, where, "'%.*s' is already on line %d: keep one of the two",
               TEXT_PRINT(shown), line);
        return;
    }
    map->drops_value = false;
}

// ---- The tree

static void add_value(reader *r, const value *added)
{
    if (r->depth == 0) {
        r->root = added;
        return;
    }
    open_node *parent = &r->open[r->depth - 1];
    if (parent->type == VALUE_LIST) {
        *ARENA_PUSH(r->memory, r->children) = (value_entry){ .value = added };
    } else if (!parent->has_key) {
        take_key(r, parent, added);
    } else {
        parent->has_key = false;
        parent->key.value = added;
        if (!parent->drops_value)
            *ARENA_PUSH(r->memory, r->children) = parent->key;
    }
}

static void open_list_or_map(reader *r, value_type type, yaml_mark_t mark)
{
    if (r->depth == YAML_DEPTH_LIMIT) {
        stop(r, mark, "lists and maps are more than 16 levels inside one another: "
                      "put the text in quotes, or use fewer levels");
        return;
    }
    const open_node *parent = r->depth > 0 ? &r->open[r->depth - 1] : NULL;
    bool is_key = parent != NULL && parent->type == VALUE_MAP && !parent->has_key;
    if (is_key && yaml_place(&r->source, point_of(mark)).line != r->refused_line)   // "{{name}}" is one mistake
        refuse(r, YAML_FEATURE, mark, "a key is a single word, not a list or a map: put the text in quotes");
    place where = yaml_place(&r->source, point_of(mark));
    r->open[r->depth++] = (open_node){
        .type = type, .line = where.line, .column = where.column,
        .first_child = r->children.count, .is_key = is_key,
    };
}

static void close_list_or_map(reader *r)
{
    const open_node *closed = &r->open[--r->depth];
    size_t count = r->children.count - closed->first_child;
    const value_entry *children = children_from(r, closed->first_child);
    r->children.count = closed->first_child;
    if (closed->is_key) {
        open_node *parent = &r->open[r->depth - 1];
        parent->has_key = true;
        parent->drops_value = true;
        return;
    }
    value *made = ARENA_NEW(r->memory, value, 1);
    *made = (value){ .type = closed->type, .line = closed->line, .column = closed->column, .count = count };
    if (closed->type == VALUE_LIST)
        made->items = ARENA_NEW(r->memory, const value *, count);
    else
        made->entries = ARENA_NEW(r->memory, value_entry, count);
    for (size_t i = 0; i < count; i++) {
        if (closed->type == VALUE_LIST)
            made->items[i] = children[i].value;
        else
            made->entries[i] = children[i];
    }
    add_value(r, made);
}

// ---- Scalars

// Only escapes in double quotes make characters that the file itself does not hold.
static text without_refused(reader *r, text t, yaml_mark_t mark)
{
    size_t offset;
    uint32_t character;
    unicode_fault fault = yaml_find_refused(t, &offset, &character);
    if (fault == UNICODE_FINE)
        return t;
    place where = yaml_place(&r->source, point_of(mark));
    report(r->found, fault == UNICODE_DIRECTION ? FILE_DIRECTION_CHARACTER : FILE_CONTROL_CHARACTER, where,
           "a backslash between \" marks stands for U+%04X here: put the text between ' marks instead", character);
    return text_slice(t, 0, offset);
}

static void read_scalar(reader *r, const yaml_event_t *event)
{
    text read = { (const char *)event->data.scalar.value, event->data.scalar.length };
    value *scalar = new_value(r, VALUE_SCALAR, event->start_mark);
    scalar->is_quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
    r->has_quoted = scalar->is_quoted;
    r->quoted_at = point_of(event->start_mark);
    if (event->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE)
        read = without_refused(r, read, event->start_mark);
    scalar->text = text_copy(r->memory, read);
    bool is_long = event->end_mark.line > event->start_mark.line;
    if (!scalar->is_quoted && (is_long || r->may_cut))
        yaml_report_misread(&r->source, &r->lines, point_of(event->start_mark), point_of(event->end_mark), r->found);
    add_value(r, scalar);
}

// Stands for the text that was probably meant, so that no field seems empty.
static void read_alias(reader *r, const yaml_event_t *event)
{
    value *scalar = new_value(r, VALUE_SCALAR, event->start_mark);
    scalar->text = text_format(r->memory, "*%s", (const char *)event->data.alias.anchor);
    add_value(r, scalar);
}

static void check_properties(reader *r, bool has_anchor, bool has_tag, bool is_plain, yaml_mark_t mark)
{
    if (has_anchor)
        refuse(r, YAML_FEATURE, mark, is_plain ? "a text cannot begin with '&': put the text in quotes"
                                               : "a name with '&' in front of a value: delete the name");
    if (has_tag)
        refuse(r, YAML_FEATURE, mark, is_plain ? "a text cannot begin with '!': put the text in quotes"
                                               : "a word with '!' in front of a value: delete the word");
}

static void check_event(reader *r, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        check_properties(r, event->data.scalar.anchor != NULL, event->data.scalar.tag != NULL,
                         event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE, event->start_mark);
        break;
    case YAML_SEQUENCE_START_EVENT:
        check_properties(r, event->data.sequence_start.anchor != NULL, event->data.sequence_start.tag != NULL,
                         false, event->start_mark);
        break;
    case YAML_MAPPING_START_EVENT:
        check_properties(r, event->data.mapping_start.anchor != NULL, event->data.mapping_start.tag != NULL,
                         false, event->start_mark);
        break;
    case YAML_ALIAS_EVENT:
        refuse(r, YAML_FEATURE, event->start_mark, "a text cannot begin with '*': put the text in quotes");
        break;
    default:
        break;
    }
}

// ---- Documents and events

static void begin_document(reader *r, const yaml_event_t *event)
{
    const yaml_tag_directive_t *tags = event->data.document_start.tag_directives.start;
    if (event->data.document_start.version_directive != NULL || tags != event->data.document_start.tag_directives.end)
        refuse(r, YAML_FEATURE, event->start_mark, "a line cannot begin with '%': delete the line");
    if (r->documents++ > 0) {
        refuse(r, YAML_FEATURE, event->start_mark, "a line '---' begins a second document: delete the line");
        r->is_stopped = true;
    }
}

static void take_event(reader *r, const yaml_event_t *event)
{
    if (++r->events > YAML_EVENT_LIMIT) {
        stop(r, event->start_mark, "the file has more than 20,000 parts: divide it");
        return;
    }
    check_event(r, event);
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        begin_document(r, event);
        break;
    case YAML_SCALAR_EVENT:
        read_scalar(r, event);
        break;
    case YAML_ALIAS_EVENT:
        read_alias(r, event);
        break;
    case YAML_SEQUENCE_START_EVENT:
        open_list_or_map(r, VALUE_LIST, event->start_mark);
        break;
    case YAML_MAPPING_START_EVENT:
        open_list_or_map(r, VALUE_MAP, event->start_mark);
        break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        close_list_or_map(r);
        break;
    case YAML_STREAM_END_EVENT:
        r->is_stopped = true;
        break;
    default:
        break;
    }
}

static void fail(reader *r, const yaml_parser_t *parser)
{
    if (parser->error == YAML_MEMORY_ERROR)
        memory_exhausted();
    r->root = NULL;
    yaml_failure failure = {
        parser->context, point_of(parser->context_mark), parser->problem, point_of(parser->problem_mark),
        r->has_quoted, r->quoted_at,
    };
    // "key: *name more" is refused for its "*" before libyaml stumbles over "more".
    if (yaml_place(&r->source, failure.problem_at).line != r->refused_line)
        yaml_report_syntax(&r->source, &failure, r->found);
}

static void read_events(reader *r)
{
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser))
        memory_exhausted();
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)r->source.yaml.bytes, r->source.yaml.length);
    while (!r->is_stopped) {
        yaml_event_t event;
        if (!yaml_parser_parse(&parser, &event)) {
            fail(r, &parser);
            break;
        }
        take_event(r, &event);
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
}

const value *yaml_read(arena *memory, text yaml, text path, int first_line, int indent,
                       diagnostics *found)
{
    if (text_starts_with(yaml, TEXT("\xEF\xBB\xBF")))
        yaml = text_from(yaml, 3);
    if (yaml.length == 0)
        return NULL;
    reader r = { .memory = memory, .found = found, .source = { yaml, path, first_line, indent } };
    if (yaml.length > YAML_FILE_LIMIT) {
        report(found, YAML_TOO_LARGE, at(path, first_line, 1), "it has more than 1,048,576 bytes: divide it");
        return NULL;
    }
    if (!yaml_check_characters(&r.source, found))
        return NULL;
    if (yaml.length <= YAML_FRONT_MATTER_LIMIT) {
        r.lines.rest = yaml;
        r.may_cut = yaml_may_cut(yaml);
    }
    read_events(&r);
    return r.root;
}
