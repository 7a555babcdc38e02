// Annotations: links, and the fields of the form with their looks.
#include "formats/pdf/pdf_objects.h"

#include "base/files.h"

enum { FLAG_REQUIRED = 2, FLAG_MULTILINE = 4096, FLAG_RADIO = 32768, FLAG_COMBO = 131072 };
#define FIELD_FONT "/LatoFill"
#define FIELD_COLOUR " 0.07 0.11 0.10 rg"

typedef struct {
    pdf_completion *in;
    qpdf_oh fields;                     // of the form
    qpdf_oh resources;
    table groups;                       // name to the object of the radios' parent
} form_state;

// ---- The font of filled values

static qpdf_oh field_font(pdf_completion *in)
{
    arena *memory = in->document->memory;
    text path = pdf_font_file(memory, in->document->settings.fonts, "Lato-Regular.ttf"), file;
    pdf_field_font font;
    if (file_read(memory, path, 1 << 24, &file) != FILE_READ || !pdf_field_font_make(memory, file, &font))
        return qpdf_oh_new_uninitialized(in->file);
    qpdf_oh described = pdf_dictionary(in,
        text_to_string(memory, text_format(memory,
            "<</Type /FontDescriptor /FontName /DGTORI+Lato-Regular /Flags 32 /ItalicAngle 0 /StemV 80 "
            "/Ascent %d /Descent %d /CapHeight %d /FontBBox [%d %d %d %d]>>",
            font.ascent, font.descent, font.cap_height, font.box[0], font.box[1], font.box[2], font.box[3])));
    qpdf_oh embedded = pdf_stream(in, "<<>>", font.file);
    pdf_set(in, qpdf_oh_get_dict(in->file, embedded), "/Length1",
            qpdf_oh_new_integer(in->file, (long long)font.file.length));
    pdf_set(in, described, "/FontFile2", embedded);
    qpdf_oh made = pdf_dictionary(in, "<</Type /Font /Subtype /TrueType /BaseFont /DGTORI+Lato-Regular "
                                      "/Encoding /WinAnsiEncoding /FirstChar 32 /LastChar 255>>");
    qpdf_oh widths = qpdf_oh_new_array(in->file);
    for (int code = 32; code < 256; code++)
        qpdf_oh_append_item(in->file, widths, qpdf_oh_new_integer(in->file, font.widths[code]));
    pdf_set(in, made, "/Widths", widths);
    pdf_set(in, made, "/FontDescriptor", described);
    return made;
}

// ---- Looks

static void add_point(buffer *out, double x, double y)
{
    pdf_add_number(out, x);
    buffer_add_byte(out, ' ');
    pdf_add_number(out, y);
    buffer_add_byte(out, ' ');
}

static void draw_tick(buffer *out, double width, double height)
{
    buffer_add_string(out, "q 0.05 0.34 0.28 RG 1.70 w 1 J 1 j ");
    add_point(out, width * 0.22, height * 0.52);
    buffer_add_string(out, "m ");
    add_point(out, width * 0.42, height * 0.28);
    buffer_add_string(out, "l ");
    add_point(out, width * 0.78, height * 0.75);
    buffer_add_string(out, "l S Q");
}

static void draw_dot(buffer *out, double width, double height)
{
    double r = width * 0.28, x = width / 2, y = height / 2, k = r * 0.5523;
    buffer_add_string(out, "q 0.05 0.34 0.28 rg ");
    add_point(out, x + r, y);
    buffer_add_string(out, "m ");
    const double curves[4][6] = {
        { x + r, y + k, x + k, y + r, x, y + r }, { x - k, y + r, x - r, y + k, x - r, y },
        { x - r, y - k, x - k, y - r, x, y - r }, { x + k, y - r, x + r, y - k, x + r, y },
    };
    for (size_t i = 0; i < 4; i++) {
        for (size_t j = 0; j < 6; j += 2)
            add_point(out, curves[i][j], curves[i][j + 1]);
        buffer_add_string(out, "c ");
    }
    buffer_add_string(out, "f Q");
}

static qpdf_oh look(form_state *state, const pdf_annotation *of, text drawn)
{
    pdf_completion *in = state->in;
    qpdf_oh made = pdf_stream(in, "<</Type /XObject /Subtype /Form>>", drawn);
    qpdf_oh dictionary = qpdf_oh_get_dict(in->file, made);
    pdf_set(in, dictionary, "/BBox",
            pdf_rectangle_object(in, (pdf_rectangle){ 0, 0, of->at.right - of->at.left, of->at.top - of->at.bottom }));
    pdf_set(in, dictionary, "/Resources", of->field->type == PDF_FIELD_CHECK || of->field->type == PDF_FIELD_RADIO
                                              ? qpdf_oh_new_dictionary(in->file)
                                              : state->resources);
    return made;
}

static void set_button_looks(form_state *state, const pdf_annotation *of, qpdf_oh widget, text on)
{
    pdf_completion *in = state->in;
    double width = of->at.right - of->at.left, height = of->at.top - of->at.bottom;
    buffer drawn = { 0 };
    if (of->field->type == PDF_FIELD_RADIO)
        draw_dot(&drawn, width, height);
    else
        draw_tick(&drawn, width, height);
    qpdf_oh looks = qpdf_oh_new_dictionary(in->file), both = qpdf_oh_new_dictionary(in->file);
    text key = text_format(in->document->memory, "/%.*s", TEXT_PRINT(on));
    pdf_set(in, both, text_to_string(in->document->memory, key), look(state, of, buffer_text(&drawn)));
    pdf_set(in, both, "/Off", look(state, of, TEXT("q Q")));
    pdf_set(in, looks, "/N", both);
    pdf_set(in, widget, "/AP", looks);
    pdf_set(in, widget, "/AS", qpdf_oh_new_name(in->file, of->field->is_ticked ? "/Yes" : "/Off"));
    buffer_free(&drawn);
}

static void set_text_look(form_state *state, const pdf_annotation *of, qpdf_oh widget)
{
    pdf_completion *in = state->in;
    qpdf_oh looks = qpdf_oh_new_dictionary(in->file);
    pdf_set(in, looks, "/N", look(state, of, TEXT("/Tx BMC\nEMC")));
    pdf_set(in, widget, "/AP", looks);
    buffer drawn = { 0 };
    buffer_add_string(&drawn, FIELD_FONT " ");
    pdf_add_number(&drawn, of->field->size);
    buffer_add_string(&drawn, " Tf" FIELD_COLOUR);
    pdf_set_text(in, widget, "/DA", buffer_text(&drawn));
    buffer_free(&drawn);
}

// ---- Fields

static void set_flags(pdf_completion *in, qpdf_oh field, const pdf_field *of, int flags)
{
    if (of->is_required)
        flags |= FLAG_REQUIRED;
    if (flags != 0)
        pdf_set(in, field, "/Ff", qpdf_oh_new_integer(in->file, flags));
    pdf_set_text(in, field, "/T", of->name);
    pdf_set_text(in, field, "/TU", of->tooltip);
}

static void complete_radio(form_state *state, const pdf_annotation *of, qpdf_oh widget)
{
    pdf_completion *in = state->in;
    bool is_new;
    uintptr_t *group = table_put(&state->groups, of->field->name, &is_new);
    if (is_new) {
        qpdf_oh parent = pdf_dictionary(in, "<</FT /Btn /V /Off /Kids []>>");
        set_flags(in, parent, of->field, FLAG_RADIO);
        qpdf_oh_append_item(in->file, state->fields, parent);
        *group = (uintptr_t)parent;
    }
    qpdf_oh parent = (qpdf_oh)*group;
    qpdf_oh_append_item(in->file, qpdf_oh_get_key(in->file, parent, "/Kids"), widget);
    pdf_set(in, widget, "/Parent", parent);
    pdf_set_text(in, widget, "/TU", of->element->alt);
    set_button_looks(state, of, widget, of->field->state);
}

static void complete_combo(form_state *state, const pdf_annotation *of, qpdf_oh widget)
{
    pdf_completion *in = state->in;
    qpdf_oh options = qpdf_oh_new_array(in->file);
    for (size_t i = 0; i < of->field->option_count; i++) {
        qpdf_oh pair = qpdf_oh_new_array(in->file);
        const pdf_option *option = &of->field->options[i];
        const text both[] = { option->id, option->label };
        for (size_t j = 0; j < 2; j++)
            qpdf_oh_append_item(in->file, pair,
                                qpdf_oh_new_unicode_string(in->file,
                                                           text_to_string(in->document->memory, both[j])));
        qpdf_oh_append_item(in->file, options, pair);
    }
    pdf_set(in, widget, "/Opt", options);
    set_text_look(state, of, widget);
}

static void complete_field(form_state *state, const pdf_annotation *of, qpdf_oh widget)
{
    pdf_completion *in = state->in;
    const pdf_field *field = of->field;
    if (field->type == PDF_FIELD_RADIO) {
        complete_radio(state, of, widget);
        return;
    }
    bool is_check = field->type == PDF_FIELD_CHECK, is_combo = field->type == PDF_FIELD_COMBO;
    pdf_set(in, widget, "/FT", qpdf_oh_new_name(in->file, is_check ? "/Btn" : is_combo ? "/Ch" : "/Tx"));
    set_flags(in, widget, field, is_combo ? FLAG_COMBO : field->is_multiline ? FLAG_MULTILINE : 0);
    if (is_check) {
        pdf_set(in, widget, "/V", qpdf_oh_new_name(in->file, field->is_ticked ? "/Yes" : "/Off"));
        set_button_looks(state, of, widget, TEXT("Yes"));
    } else if (is_combo) {
        complete_combo(state, of, widget);
    } else {
        set_text_look(state, of, widget);
        if (field->max_length > 0)
            pdf_set(in, widget, "/MaxLen", qpdf_oh_new_integer(in->file, (long long)field->max_length));
    }
    qpdf_oh_append_item(in->file, state->fields, widget);
}

static void complete_link(pdf_completion *in, const pdf_annotation *of, qpdf_oh object)
{
    pdf_set_text(in, object, "/Contents", of->contents);
    if (text_starts_with(of->address, TEXT("#"))) {
        const pdf_anchor *found = pdf_find_anchor(in->document, text_from(of->address, 1));
        qpdf_oh inner = qpdf_oh_parse(in->file, "<</S /GoTo>>");
        double y = in->document->layout.placed.items[found->placement].y;
        pdf_set(in, inner, "/D", pdf_destination(in, found->page, y));
        pdf_set(in, object, "/A", inner);
        return;
    }
    qpdf_oh action = qpdf_oh_parse(in->file, "<</S /URI>>");
    pdf_set(in, action, "/URI", qpdf_oh_new_binary_string(in->file, of->address.bytes, of->address.length));
    pdf_set(in, object, "/A", action);
}

static bool begin_form(form_state *state)
{
    pdf_completion *in = state->in;
    qpdf_oh font = field_font(in);
    if (!qpdf_oh_is_initialized(in->file, font))
        return false;
    qpdf_oh fonts = qpdf_oh_new_dictionary(in->file);
    pdf_set(in, fonts, FIELD_FONT, font);
    state->resources = pdf_dictionary(in, "<<>>");
    pdf_set(in, state->resources, "/Font", fonts);
    state->fields = qpdf_oh_new_array(in->file);
    return true;
}

static void end_form(form_state *state)
{
    pdf_completion *in = state->in;
    qpdf_oh form = pdf_dictionary(in, "<</DA (" FIELD_FONT " 10 Tf" FIELD_COLOUR ")>>");
    pdf_set(in, form, "/Fields", state->fields);
    pdf_set(in, form, "/DR", state->resources);
    pdf_set(in, in->catalogue, "/AcroForm", form);
}

bool pdf_complete_annotations(pdf_completion *in)
{
    const pdf *document = in->document;
    form_state state = { .in = in, .groups = { .memory = document->memory } };
    bool has_form = false;
    size_t page_count = document->pages.count;
    qpdf_oh *lists = ARENA_NEW(document->memory, qpdf_oh, page_count);
    for (size_t i = 0; i < page_count; i++)
        lists[i] = qpdf_oh_new_array(in->file);
    for (size_t i = 0; i < document->annotations.count; i++) {
        pdf_annotation *annotation = document->annotations.items[i];
        bool is_link = annotation->type == ANNOTATION_LINK;
        qpdf_oh object = pdf_dictionary(in, is_link ? "<</Type /Annot /Subtype /Link /F 4 /Border [0 0 0]>>"
                                                    : "<</Type /Annot /Subtype /Widget /F 4>>");
        annotation->object = (int)object;
        pdf_set(in, object, "/Rect", pdf_rectangle_object(in, annotation->at));
        pdf_set(in, object, "/P", in->pages[annotation->page]);
        if (!is_link && !has_form && !(has_form = begin_form(&state)))
            return false;
        if (is_link)
            complete_link(in, annotation, object);
        else
            complete_field(&state, annotation, object);
        qpdf_oh_append_item(in->file, lists[annotation->page], object);
    }
    for (size_t i = 0; i < page_count; i++)
        if (qpdf_oh_get_array_n_items(in->file, lists[i]) > 0)
            pdf_set(in, in->pages[i], "/Annots", lists[i]);
    if (has_form)
        end_form(&state);
    return true;
}
