#include "formats/docx_read.h"

#include "base/buffer.h"
#include "formats/docx.h"

enum { NESTING_MOST = 64, BOOKMARKS_OPEN_MOST = 64 };

#define WORDS "wordprocessingml"
#define TICKED "\u2612"
#define UNTICKED "\u2610"

// A control that is open, or a part around rows.
typedef struct {
    docx_answer answer;
    bool is_section, is_item;       // around all rows; around one
    bool has_type;
    size_t rows;                    // a section's, so far
    size_t depth;                   // of its element
    size_t paragraphs;              // that began in it and hold something
    buffer shown;
    struct { docx_option *items; size_t count, capacity; } options;
} open_control;

typedef struct {
    text id, name;
    size_t answer;                  // its number among the answers; (size_t)-1: a control took it
    buffer inside;
} open_mark;

typedef struct {
    arena *memory;
    xml_reader *xml;
    docx_answers *found;
    open_control controls[NESTING_MOST];
    size_t control_count;
    open_mark marks[BOOKMARKS_OPEN_MOST];
    size_t mark_count;
    buffer paragraph;
    size_t first_in_paragraph;      // answers from here on have begun in the paragraph
    size_t depth;
    bool in_settings, in_text;
} docx_reader;

static text copied(docx_reader *in, const buffer *from)
{
    return text_copy(in->memory, buffer_text(from));
}

// ---- What is shown

static void add_shown(docx_reader *in, text shown)
{
    buffer_add(&in->paragraph, shown);
    for (size_t i = 0; i < in->control_count; i++)
        buffer_add(&in->controls[i].shown, shown);
    for (size_t i = 0; i < in->mark_count; i++)
        buffer_add(&in->marks[i].inside, shown);
}

static void begin_paragraph(docx_reader *in)
{
    buffer_clear(&in->paragraph);
    in->first_in_paragraph = in->found->count;
    for (size_t i = 0; i < in->control_count; i++)
        if (in->controls[i].paragraphs++ > 0)
            buffer_add_byte(&in->controls[i].shown, '\n');
}

// Bookmarks that began in it may have ended before it does.
static void end_paragraph(docx_reader *in)
{
    text whole = copied(in, &in->paragraph);
    for (size_t i = in->first_in_paragraph; i < in->found->count; i++)
        if (in->found->items[i].is_bookmark)
            in->found->items[i].paragraph = whole;
    in->first_in_paragraph = in->found->count;
    buffer_clear(&in->paragraph);
}

// ---- Controls

static void open_sdt(docx_reader *in)
{
    if (in->control_count == NESTING_MOST)
        return;
    open_control *made = &in->controls[in->control_count++];
    buffer_free(&made->shown);
    *made = (open_control){ .depth = in->depth, .paragraphs = in->paragraph.length > 0 };
    // The nearest rows around it.
    for (size_t i = in->control_count - 1; i-- > 0;) {
        if (in->controls[i].is_section) {
            made->answer.repeat = in->controls[i].answer.name;
            made->answer.row = in->controls[i].rows;
            break;
        }
    }
}

static void note_item(docx_reader *in, open_control *of)
{
    of->is_item = true;
    for (size_t i = in->control_count - 1; i-- > 0;) {
        if (in->controls[i].is_section) {
            in->controls[i].rows++;
            break;
        }
    }
}

static void read_setting(docx_reader *in, open_control *of, text name)
{
    if (text_equals(name, TEXT("tag")))
        of->answer.name = xml_attribute(in->xml, "val");
    else if (text_equals(name, TEXT("showingPlcHdr"))) {
        text off = xml_attribute(in->xml, "val");
        of->answer.is_empty = !text_equals(off, TEXT("0")) && !text_equals(off, TEXT("false"));
    } else if (text_equals(name, TEXT("date"))) {
        of->answer.type = DOCX_READ_DATE;
        of->answer.day = text_slice(xml_attribute(in->xml, "fullDate"), 0, sizeof "2026-11-22" - 1);
    } else if (text_equals(name, TEXT("dropDownList")) || text_equals(name, TEXT("comboBox")))
        of->answer.type = DOCX_READ_LIST;
    else if (text_equals(name, TEXT("listItem"))) {
        *ARENA_PUSH(in->memory, of->options) = (docx_option){ xml_attribute(in->xml, "value"),
                                                              xml_attribute(in->xml, "displayText") };
    } else if (text_equals(name, TEXT("checkbox")))
        of->answer.type = DOCX_READ_CHECK;
    else if (text_equals(name, TEXT("checked"))) {
        text on = xml_attribute(in->xml, "val");
        of->answer.is_ticked = text_equals(on, TEXT("1")) || text_equals(on, TEXT("true")) || on.bytes == NULL;
    } else if (text_equals(name, TEXT("repeatingSection")))
        of->is_section = true;
    else if (text_equals(name, TEXT("repeatingSectionItem")))
        note_item(in, of);
}

// The bookmark that began last before a control without a tag is its own.
static bool take_mark_name(docx_reader *in, docx_answer *into)
{
    if (in->mark_count == 0 || in->marks[in->mark_count - 1].answer == (size_t)-1)
        return false;
    open_mark *last = &in->marks[in->mark_count - 1];
    docx_answer *marked = &in->found->items[last->answer];
    text name = marked->name;
    if (name.length == 0 || last->inside.length > into->shown.length)
        return false;
    *marked = (docx_answer){ 0 };       // the control tells more
    last->answer = (size_t)-1;
    into->name = name;
    return true;
}

static void close_sdt(docx_reader *in)
{
    open_control *of = &in->controls[--in->control_count];
    docx_answer *answer = &of->answer;
    answer->shown = copied(in, &of->shown);
    for (size_t i = 0; i < of->options.count; i++)
        if (answer->type == DOCX_READ_LIST && text_equals(of->options.items[i].label, text_trim(answer->shown)))
            answer->chosen = of->options.items[i].id;
    bool is_value = !of->is_section && !of->is_item && in->found->count < DOCX_ANSWERS_MOST;
    if (is_value && (answer->name.length > 0 || take_mark_name(in, answer)))
        *ARENA_PUSH(in->memory, *in->found) = *answer;
    buffer_free(&of->shown);
}

// ---- Bookmarks

static void open_mark_of(docx_reader *in)
{
    text name = xml_attribute(in->xml, "name");
    if (!text_starts_with(name, TEXT("f_")) || in->mark_count == BOOKMARKS_OPEN_MOST || in->found->count == DOCX_ANSWERS_MOST)
        return;
    open_mark *made = &in->marks[in->mark_count++];
    *made = (open_mark){ .id = xml_attribute(in->xml, "id"), .name = text_from(name, 2), .answer = in->found->count };
    *ARENA_PUSH(in->memory, *in->found) = (docx_answer){ .name = made->name, .is_bookmark = true };
}

static void close_mark_of(docx_reader *in)
{
    text id = xml_attribute(in->xml, "id");
    for (size_t i = in->mark_count; i-- > 0;) {
        open_mark *of = &in->marks[i];
        if (!text_equals(of->id, id))
            continue;
        if (of->answer != (size_t)-1) {
            docx_answer *answer = &in->found->items[of->answer];
            answer->shown = copied(in, &of->inside);
            text box = text_trim(answer->shown);
            answer->is_ticked = text_equals(box, TEXT(TICKED));
            answer->type = answer->is_ticked || text_equals(box, TEXT(UNTICKED)) ? DOCX_READ_CHECK : DOCX_READ_TEXT;
        }
        buffer_free(&of->inside);
        memmove(of, of + 1, (in->mark_count - i - 1) * sizeof *of);
        in->mark_count--;
        return;
    }
}

// ---- The document

static void open_element(docx_reader *in)
{
    text name = xml_name(in->xml);
    open_control *inner = in->control_count > 0 ? &in->controls[in->control_count - 1] : NULL;
    if (in->in_settings && inner != NULL) {
        read_setting(in, inner, name);
        return;
    }
    if (!xml_is_of(in->xml, WORDS))
        return;
    if (text_equals(name, TEXT("sdt")))
        open_sdt(in);
    else if (text_equals(name, TEXT("sdtPr")))
        in->in_settings = inner != NULL;
    else if (text_equals(name, TEXT("p")))
        begin_paragraph(in);
    else if (text_equals(name, TEXT("t")))
        in->in_text = true;
    else if (text_equals(name, TEXT("br")) || text_equals(name, TEXT("cr")))
        add_shown(in, TEXT("\n"));
    else if (text_equals(name, TEXT("tab")))
        add_shown(in, TEXT("\t"));
    else if (text_equals(name, TEXT("noBreakHyphen")))
        add_shown(in, TEXT("\u2011"));
    else if (text_equals(name, TEXT("bookmarkStart")))
        open_mark_of(in);
    else if (text_equals(name, TEXT("bookmarkEnd")))
        close_mark_of(in);
}

static void close_element(docx_reader *in)
{
    text name = xml_name(in->xml);
    if (!xml_is_of(in->xml, WORDS))
        return;
    if (text_equals(name, TEXT("sdtPr")))
        in->in_settings = false;
    else if (text_equals(name, TEXT("sdt")) && in->control_count > 0
             && in->controls[in->control_count - 1].depth == in->depth)
        close_sdt(in);
    else if (text_equals(name, TEXT("p")))
        end_paragraph(in);
    else if (text_equals(name, TEXT("t")))
        in->in_text = false;
}

// Marks that a control took leave an empty place behind.
static void drop_empty(docx_answers *found)
{
    size_t kept = 0;
    for (size_t i = 0; i < found->count; i++)
        if (found->items[i].name.length > 0)
            found->items[kept++] = found->items[i];
    found->count = kept;
}

office_result docx_read(arena *memory, office *from, docx_answers *found)
{
    text document;
    office_result result = office_part(from, TEXT("word/document.xml"), &document);
    if (result != OFFICE_READ)
        return result == OFFICE_MISSING ? OFFICE_NOT_ONE : result;
    docx_reader *in = ARENA_NEW(memory, docx_reader, 1);
    *in = (docx_reader){ .memory = memory, .found = found, .xml = xml_open(memory, document) };
    xml_event event;
    while ((event = xml_next(in->xml)) < XML_END) {
        if (event == XML_OPEN) {
            in->depth++;
            open_element(in);
        } else if (event == XML_CLOSE) {
            close_element(in);
            in->depth--;
        } else if (in->in_text) {
            add_shown(in, xml_text(in->xml));
        }
    }
    xml_close(in->xml);
    while (in->control_count > 0)
        buffer_free(&in->controls[--in->control_count].shown);
    while (in->mark_count > 0)
        buffer_free(&in->marks[--in->mark_count].inside);
    buffer_free(&in->paragraph);
    drop_empty(found);
    return event == XML_END ? OFFICE_READ : OFFICE_DAMAGED;
}
