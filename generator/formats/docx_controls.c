// Content controls: what people fill in.
#include "docx_parts.h"

#include "base/table.h"
#include "base/unicode.h"

#include <assert.h>

enum {
    LABEL_LIMIT = 64,           // of what Word takes as a control's title
    OPTION_LIMIT = 255,
    FIRST_CONTROL = 1001
};

static const char blank[] = "\u2002\u2002\u2002";     // en spaces: room to click on

static void add(docx *in, const char *string)
{
    buffer_add_string(&in->body, string);
}

static void add_value(docx *in, const char *before, text shown, const char *after)
{
    add(in, before);
    docx_escape(&in->body, shown);
    add(in, after);
}

// At most [limit] characters; what is cut ends in "…".
static text cut(arena *memory, text t, size_t limit)
{
    text rest = t, kept = t;
    uint32_t character;
    for (size_t units = 0; unicode_take(&rest, &character);) {
        units += character > 0xFFFF ? 2 : 1;
        if (units > limit)
            return text_join(memory, kept, TEXT("\u2026"));
        if (units < limit)
            kept = text_slice(t, 0, t.length - rest.length);
    }
    return t;
}

static void add_identity(docx *in, const docx_control *control)
{
    assert(control->name.length <= DOCX_TAG_LIMIT && control->mark.length <= DOCX_BOOKMARK_LIMIT);
    if (control->label.length > 0)
        add_value(in, "<w:alias w:val=\"", cut(in->memory, control->label, LABEL_LIMIT), "\"/>");
    if (control->name.length > 0)
        add_value(in, "<w:tag w:val=\"", control->name, "\"/>");
    buffer_format(&in->body, "<w:id w:val=\"%zu\"/>", FIRST_CONTROL + in->control_count++);
    if (!control->can_be_removed)
        add(in, "<w:lock w:val=\"sdtLocked\"/>");
}

// Word takes neither two equal texts nor two equal values.
static void add_options(docx *in, const docx_control *control)
{
    table shown = { .memory = in->memory };
    add(in, "<w:dropDownList>");
    add_value(in, "<w:listItem w:displayText=\"", control->placeholder, "\" w:value=\"\"/>");
    *table_put(&shown, control->placeholder, NULL) = 1;
    for (size_t i = 0; i < control->option_count; i++) {
        text label = cut(in->memory, control->options[i].label, OPTION_LIMIT);
        bool is_new = false;
        table_put(&shown, label, &is_new);
        if (!is_new)
            label = text_format(in->memory, "%.*s (%zu)", TEXT_PRINT(label), i + 1);
        add_value(in, "<w:listItem w:displayText=\"", label, "\"");
        add_value(in, " w:value=\"", control->options[i].id, "\"/>");
    }
    add(in, "</w:dropDownList>");
}

static void add_type(docx *in, const docx_control *control)
{
    text language = in->properties.language;
    switch (control->type) {
    case DOCX_CONTROL_TEXT:
        add(in, "<w:text/>");
        break;
    case DOCX_CONTROL_LONG:
        add(in, "<w:text w:multiLine=\"1\"/>");
        break;
    case DOCX_CONTROL_DATE:
        add(in, text_starts_with(language, TEXT("en")) ? "<w:date><w:dateFormat w:val=\"d MMMM yyyy\"/>"
                                                      : "<w:date><w:dateFormat w:val=\"d.M.yyyy\"/>");
        add_value(in, "<w:lid w:val=\"", language, "\"/>");
        add(in, "<w:storeMappedDataAs w:val=\"date\"/><w:calendar w:val=\"gregorian\"/></w:date>");
        break;
    case DOCX_CONTROL_LIST:
        add_options(in, control);
        break;
    case DOCX_CONTROL_CHECK:
        add(in, "<w14:checkbox><w14:checked w14:val=\"0\"/><w14:checkedState w14:val=\"2612\" w14:font=\"MS Gothic\"/>"
                "<w14:uncheckedState w14:val=\"2610\" w14:font=\"MS Gothic\"/></w14:checkbox>");
        break;
    }
}

static void add_content(docx *in, const docx_control *control)
{
    if (control->type == DOCX_CONTROL_CHECK) {
        add(in, "<w:r><w:rPr><w:rFonts w:ascii=\"MS Gothic\" w:hAnsi=\"MS Gothic\" w:eastAsia=\"MS Gothic\" w:hint=\"eastAsia\"/>"
                "</w:rPr><w:t>\u2610</w:t></w:r>");
        return;
    }
    add_value(in, "<w:r><w:rPr><w:rStyle w:val=\"PlaceholderText\"/><w:color w:val=\"" DOCX_SOFT_INK "\"/></w:rPr>"
              "<w:t xml:space=\"preserve\">",
              control->placeholder.length > 0 ? control->placeholder : text_of(blank), "</w:t></w:r>");
}

size_t docx_open_mark(docx *in, text mark)
{
    assert(mark.length <= DOCX_BOOKMARK_LIMIT);
    buffer_format(&in->body, "<w:bookmarkStart w:id=\"%zu\"", in->mark_count);
    add_value(in, " w:name=\"", mark, "\"/>");
    return in->mark_count++;
}

void docx_close_mark(docx *in, size_t number)
{
    buffer_format(&in->body, "<w:bookmarkEnd w:id=\"%zu\"/>", number);
}

void docx_add_control(docx *in, const docx_control *control)
{
    size_t mark = control->mark.length > 0 ? docx_open_mark(in, control->mark) : 0;
    add(in, "<w:sdt><w:sdtPr>");
    add_identity(in, control);
    if (control->type != DOCX_CONTROL_CHECK)
        add(in, "<w:showingPlcHdr/>");
    add_type(in, control);
    add(in, "</w:sdtPr><w:sdtContent>");
    add_content(in, control);
    add(in, "</w:sdtContent></w:sdt>");
    if (control->mark.length > 0)
        docx_close_mark(in, mark);
}

// ---- Rows that repeat

void docx_open_repeat(docx *in, const docx_control *control)
{
    add(in, "<w:sdt><w:sdtPr>");
    add_identity(in, control);
    add(in, "<w15:repeatingSection/></w:sdtPr><w:sdtContent>\n");
}

void docx_open_repeat_item(docx *in)
{
    add(in, "<w:sdt><w:sdtPr>");
    buffer_format(&in->body, "<w:id w:val=\"%zu\"/>", FIRST_CONTROL + in->control_count++);
    add(in, "<w15:repeatingSectionItem/></w:sdtPr><w:sdtContent>");
}

void docx_close_repeat_item(docx *in)
{
    add(in, "</w:sdtContent></w:sdt>\n");
}

void docx_close_repeat(docx *in)
{
    add(in, "</w:sdtContent></w:sdt>\n");
}
