#include "formats/diagram_block.h"

#include "base/unicode.h"

// An arrow as written: where, and between which numbers or boxes (from 0).
typedef struct {
    diagram_arrow arrow;
    place from_place, to_place;
} written_arrow;

typedef struct {
    arena *memory;
    place fence;
    diagnostics *found;
    diagram_type type;
    struct { diagram_box *items; size_t count, capacity; } boxes;
    struct { written_arrow *items; size_t count, capacity; } arrows;
    struct { text *items; size_t count, capacity; } names;      // of boxes of a flow, in lower case
    struct { place *items; size_t count, capacity; } details;   // of a flow: where each box has its detail
    text line;                  // being read, and where it stands
    int number;
    bool is_full;               // too much of something has been told
} block_reader;

// ---- Reports

// The place of [part], which is a part of the line.
static place place_of(const block_reader *from, text part)
{
    text before = text_between(from->line.bytes, part.bytes);
    return at(from->fence.path, from->number, (from->fence.column > 1 ? from->fence.column : 1) + (int)unicode_count(before));
}

static void refuse(const block_reader *from, text part, const char *advice)
{
    report(from->found, BLOCK_INVALID, place_of(from, part), "%s", advice);
}

static bool fits(const block_reader *from, text part, size_t limit, const char *what)
{
    size_t count = unicode_count(part);
    if (count > limit)
        report(from->found, BLOCK_INVALID, place_of(from, part), "%s has %zu characters, and %zu fit: say it shorter",
               what, count, limit);
    return count <= limit;
}

// ---- Parts of a line

// White space between words counts as one space.
static text tidy(arena *memory, text t)
{
    char *bytes = ARENA_NEW(memory, char, t.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < t.length; i++) {
        bool is_space = t.bytes[i] == ' ' || t.bytes[i] == '\t';
        if (!is_space || (length > 0 && bytes[length - 1] != ' '))
            bytes[length++] = is_space ? ' ' : t.bytes[i];
    }
    return (text){ bytes, length };
}

// "Label: text" at the first colon that a space or the end follows.
static void split_label(text whole, text *label, text *said)
{
    *said = (text){ 0 };
    *label = text_trim(whole);
    for (size_t i = 0; i < whole.length; i++) {
        bool is_last = i + 1 == whole.length;
        if (whole.bytes[i] == ':' && (is_last || whole.bytes[i + 1] == ' ' || whole.bytes[i + 1] == '\t')) {
            *label = text_trim(text_slice(whole, 0, i));
            *said = text_trim(text_from(whole, i + 1));
            return;
        }
    }
}

// Takes what stands before the next "->" or "→" off [rest]; false when no arrow was there, and [part] is all of it.
static bool take_end(text *rest, text *part)
{
    size_t ascii = text_find(*rest, TEXT("->"), 0), sign = text_find(*rest, TEXT("→"), 0);
    size_t found = ascii < sign ? ascii : sign;
    *part = text_slice(*rest, 0, found);
    if (found == TEXT_NOT_FOUND)
        return false;
    *rest = text_from(*rest, found + (found == ascii ? 2 : TEXT("→").length));
    return true;
}

// A number from 1 at the front; 0 when there is none.
static size_t take_number(text *rest)
{
    size_t number = 0, length = 0;
    while (length < rest->length && rest->bytes[length] >= '0' && rest->bytes[length] <= '9' && number < 10000)
        number = number * 10 + (size_t)(rest->bytes[length++] - '0');
    *rest = text_from(*rest, length);
    return number;
}

// ---- Boxes and arrows

static size_t limit_of(diagram_type type)
{
    return type == DIAGRAM_CIRCLES ? DIAGRAM_CIRCLE_LIMIT : DIAGRAM_BOX_LIMIT;
}

static bool add_box(block_reader *from, text label, text detail)
{
    if (from->is_full)
        return false;
    if (from->boxes.count == limit_of(from->type)) {
        from->is_full = true;
        refuse(from, label, from->type == DIAGRAM_CIRCLES ? "at most 8 circles fit inside one another"
                                                          : "a diagram shows at most 40 boxes: make two of it");
        return false;
    }
    fits(from, label, DIAGRAM_LABEL_LIMIT, "the label");
    fits(from, detail, DIAGRAM_DETAIL_LIMIT, "the detail");
    *ARENA_PUSH(from->memory, from->boxes) = (diagram_box){ tidy(from->memory, label), tidy(from->memory, detail) };
    return true;
}

static void add_arrow(block_reader *from, size_t start, size_t end, text label, text start_said, text end_said)
{
    if (from->is_full)
        return;
    if (from->arrows.count == DIAGRAM_ARROW_LIMIT) {
        from->is_full = true;
        refuse(from, start_said, "a diagram shows at most 60 arrows: make two of it");
        return;
    }
    if (start == end) {
        refuse(from, end_said, "an arrow leads to another box: tell what is repeated in the detail of the box");
        return;
    }
    for (size_t i = 0; i < from->arrows.count; i++)
        if (from->arrows.items[i].arrow.from == start && from->arrows.items[i].arrow.to == end) {
            refuse(from, end_said, "this arrow is there already");
            return;
        }
    fits(from, label, DIAGRAM_NOTE_LIMIT, "the text of the arrow");
    *ARENA_PUSH(from->memory, from->arrows) = (written_arrow){
        { start, end, tidy(from->memory, label) }, place_of(from, start_said), place_of(from, end_said) };
}

// ---- Steps and cycles

static void read_way(block_reader *from, text rest)
{
    text first, second, start = text_trim(rest);
    take_end(&rest, &first);
    text number = text_trim(first), label, said;
    split_label(rest, &label, &said);
    second = label;
    size_t a = take_number(&number), b = take_number(&label);
    if (a == 0 || b == 0 || number.length > 0 || label.length > 0)
        refuse(from, start, "write another way between two steps by their numbers, '3 -> 1: when'");
    else
        add_arrow(from, a - 1, b - 1, said, start, second);
}

static void read_step(block_reader *from)
{
    text whole = text_trim(from->line), rest = whole, label, detail;
    if (text_find(whole, TEXT("->"), 0) != TEXT_NOT_FOUND || text_find(whole, TEXT("→"), 0) != TEXT_NOT_FOUND) {
        read_way(from, whole);
        return;
    }
    size_t number = take_number(&rest);
    bool has_mark = rest.length > 1 && (rest.bytes[0] == '.' || rest.bytes[0] == ')') && rest.bytes[1] == ' ';
    split_label(text_from(rest, 1), &label, &detail);
    if (number == 0 || !has_mark || label.length == 0)
        refuse(from, whole, "write each step as '1. Label: detail', and another way between two as '3 -> 1: when'");
    else if (number != from->boxes.count + 1 && !from->is_full)
        report(from->found, BLOCK_INVALID, place_of(from, whole), "steps are numbered in order, so this one is %zu.",
               from->boxes.count + 1);
    if (label.length > 0)
        add_box(from, label, detail);
}

static void check_ways(const block_reader *from)
{
    for (size_t i = 0; i < from->arrows.count && !from->is_full; i++) {
        const written_arrow *way = &from->arrows.items[i];
        bool is_from_wrong = way->arrow.from >= from->boxes.count, is_to_wrong = way->arrow.to >= from->boxes.count;
        if (is_from_wrong || is_to_wrong)
            report(from->found, BLOCK_INVALID, is_from_wrong ? way->from_place : way->to_place, "there is no step %zu",
                   (is_from_wrong ? way->arrow.from : way->arrow.to) + 1);
    }
}

// ---- Flows

// The box of these words, made when it is new; its number, or what is above all numbers.
static size_t named_box(block_reader *from, text label)
{
    text name = unicode_lower(from->memory, tidy(from->memory, label));
    for (size_t i = 0; i < from->names.count; i++)
        if (text_equals(from->names.items[i], name))
            return i;
    if (!add_box(from, label, (text){ 0 }))
        return DIAGRAM_BOX_LIMIT;
    *ARENA_PUSH(from->memory, from->names) = name;
    *ARENA_PUSH(from->memory, from->details) = (place){ 0 };
    return from->names.count - 1;
}

static void read_arrows(block_reader *from)
{
    text rest = from->line, part, label, said, before = { 0 };
    size_t start = DIAGRAM_BOX_LIMIT;
    bool goes_on, is_first = true;
    do {
        goes_on = take_end(&rest, &part);
        split_label(part, &label, &said);
        if (is_first && !goes_on) {
            refuse(from, text_trim(from->line), "write arrows as 'From -> To: when', and details as '- Label: detail'");
            return;
        }
        if (label.length == 0) {
            refuse(from, text_trim(from->line), "an arrow needs a box at both of its ends: 'From -> To'");
            return;
        }
        if (is_first && said.length > 0) {
            refuse(from, said, "a text of an arrow stands behind the box it leads to, a detail on a line '- Label: detail'");
            return;
        }
        size_t end = named_box(from, label);
        if (end == DIAGRAM_BOX_LIMIT)
            return;
        if (!is_first)
            add_arrow(from, start, end, said, before, label);
        start = end;
        before = label;
        is_first = false;
    } while (goes_on);
}

static void read_detail(block_reader *from, text rest)
{
    text label, detail;
    split_label(rest, &label, &detail);
    if (label.length == 0 || detail.length == 0) {
        refuse(from, text_trim(from->line), "write a box's detail as '- Label: detail'");
        return;
    }
    size_t box = named_box(from, label);
    if (box == DIAGRAM_BOX_LIMIT)
        return;
    if (from->details.items[box].line > 0) {
        refuse(from, label, "the box has a detail already");
        return;
    }
    fits(from, detail, DIAGRAM_DETAIL_LIMIT, "the detail");
    from->details.items[box] = place_of(from, label);
    from->boxes.items[box].detail = tidy(from->memory, detail);
}

// A detail whose box no arrow knows has its words written otherwise.
static void check_boxes(const block_reader *from)
{
    for (size_t i = 0; i < from->boxes.count && !from->is_full; i++) {
        bool is_known = false;
        for (size_t j = 0; j < from->arrows.count; j++)
            is_known = is_known || from->arrows.items[j].arrow.from == i || from->arrows.items[j].arrow.to == i;
        if (!is_known && from->details.items[i].line > 0)
            report(from->found, BLOCK_INVALID, from->details.items[i],
                   "no arrow leads to or from '%.*s': write it as in the arrows", TEXT_PRINT(from->boxes.items[i].label));
    }
}

// ---- Lines

static bool is_item(text line, text *rest)
{
    *rest = text_from(line, 1);
    return line.length > 1 && (line.bytes[0] == '-' || line.bytes[0] == '*') && (line.bytes[1] == ' ' || line.bytes[1] == '\t');
}

static void read_body_line(block_reader *from)
{
    text line = text_trim(from->line), rest, label, detail;
    bool has_mark = is_item(line, &rest);
    if (line.length == 0)
        return;
    if (from->type == DIAGRAM_STEPS || from->type == DIAGRAM_CYCLE) {
        read_step(from);
    } else if (from->type == DIAGRAM_FLOW) {
        if (has_mark)
            read_detail(from, rest);
        else
            read_arrows(from);
    } else {
        split_label(rest, &label, &detail);
        if (!has_mark || label.length == 0)
            refuse(from, line, "write each as '- Label: detail'");
        else
            add_box(from, label, detail);
    }
}

static bool read_type(block_reader *from, text said)
{
    static const text types[] = { TEXT_CONSTANT("steps"), TEXT_CONSTANT("flow"), TEXT_CONSTANT("cycle"),
                                  TEXT_CONSTANT("circles"), TEXT_CONSTANT("layers") };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (text_equals(said, types[i])) {
            from->type = (diagram_type)i;
            return true;
        }
    return false;
}

// YAML has taught people to put texts with colons into quotes.
static text without_quotes(text t)
{
    bool is_quoted = t.length > 1 && (t.bytes[0] == '\'' || t.bytes[0] == '"') && t.bytes[t.length - 1] == t.bytes[0];
    return is_quoted ? text_slice(t, 1, t.length - 1) : t;
}

// The lines before the first empty one; false when the type is not told.
static bool read_head(block_reader *from, text *rest, diagram *read)
{
    static const char types[] = "'type' is steps, flow, cycle, circles or layers";
    bool has_type = false, is_told = false;
    for (; text_take_line(rest, &from->line) && text_trim(from->line).length > 0; from->number++) {
        text key = text_trim(from->line), said = { 0 };
        if (!text_split(from->line, ':', &key, &said) || text_find_byte(text_trim(key), ' ', 0) != TEXT_NOT_FOUND) {
            refuse(from, text_trim(from->line), "lines such as 'type: steps' come first, then an empty line");
            return false;
        }
        text value = without_quotes(text_trim(said));
        key = text_trim(key);
        if (text_equals(key, TEXT("title")))
            read->title = tidy(from->memory, value);
        else if (text_equals(key, TEXT("source")))
            read->source = tidy(from->memory, value);
        else if (!text_equals(key, TEXT("type")))
            refuse(from, key, "the lines before the empty one are 'type', 'title' and 'source'");
        else if (!(has_type = read_type(from, value)) && (is_told = true))
            refuse(from, value.length > 0 ? value : key, types);
    }
    from->number++;             // the empty line
    if (!has_type && !is_told)
        report(from->found, BLOCK_INVALID, from->fence, "%s", types);
    if (read->title.length == 0)
        report(from->found, BLOCK_INVALID, from->fence, "give the diagram a 'title' that says what it shows");
    return has_type;
}

static void check_body(const block_reader *from)
{
    static const char *const advice[] = {
        [DIAGRAM_STEPS] = "there is nothing to draw: write steps as '1. Label: detail' below an empty line",
        [DIAGRAM_FLOW] = "there is nothing to draw: write arrows as 'From -> To' below an empty line",
        [DIAGRAM_CYCLE] = "a circle needs two steps or more: write them as '1. Label: detail' below an empty line",
        [DIAGRAM_CIRCLES] = "there is nothing to draw: write circles as '- Label: detail' below an empty line",
        [DIAGRAM_LAYERS] = "there is nothing to draw: write layers as '- Label: detail' below an empty line",
    };
    if (from->boxes.count < (from->type == DIAGRAM_CYCLE ? 2 : 1))
        report(from->found, BLOCK_INVALID, from->fence, "%s", advice[from->type]);
    else if (from->type == DIAGRAM_FLOW)
        check_boxes(from);
    else
        check_ways(from);
}

bool diagram_block_read(arena *memory, text written, place fence, diagnostics *found, diagram *read)
{
    size_t before = found->count;
    block_reader from = { .memory = memory, .fence = fence, .found = found, .number = fence.line + 1 };
    *read = (diagram){ 0 };
    if (!read_head(&from, &written, read))
        return false;
    for (; text_take_line(&written, &from.line) && !from.is_full; from.number++)
        read_body_line(&from);
    if (found->count == before)
        check_body(&from);
    diagram_arrow *arrows = ARENA_NEW(memory, diagram_arrow, from.arrows.count);
    for (size_t i = 0; i < from.arrows.count; i++)
        arrows[i] = from.arrows.items[i].arrow;
    read->type = from.type;
    read->boxes = from.boxes.items;
    read->box_count = from.boxes.count;
    read->arrows = arrows;
    read->arrow_count = from.arrows.count;
    return found->count == before;
}
