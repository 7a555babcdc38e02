// The fields of a form: label, help, and a native control.
#include "publishers/website/form_writer.h"

#include "language/formatting.h"

enum { LINES_OF_LONG = 4, LINES_IN_CELL = 2 };

static const char *needs_group(const form_field *asked)
{
    bool is_scale = asked->type == FORM_SCORE && asked->maximum - asked->minimum < FORM_SCALE_STEPS_MOST;
    bool is_radios = asked->type == FORM_CHOICE && asked->option_count <= FORM_RADIOS_MOST;
    return is_scale || is_radios || asked->type == FORM_MULTI || asked->type == FORM_TABLE ? "fieldset" : NULL;
}

// ---- Hints: what the constraints ask for, in words

static text add_hint(const form_writer *w, text so_far, text more)
{
    if (more.length == 0)
        return so_far;
    return so_far.length == 0 ? more
         : text_format(w->of->memory, "%.*s %.*s", TEXT_PRINT(so_far), TEXT_PRINT(more));
}

static text range_hint(const form_writer *w, const form_field *asked, const char *both, const char *least,
                       const char *most)
{
    text minimum = form_number_words(w, asked->minimum), maximum = form_number_words(w, asked->maximum);
    if (asked->has_minimum && asked->has_maximum && asked->minimum < asked->maximum)
        return form_sentence(w, both, "minimum", minimum, "maximum", maximum, NULL);
    if (asked->has_minimum)
        return form_sentence(w, least, "minimum", minimum, NULL);
    return asked->has_maximum ? form_sentence(w, most, "maximum", maximum, NULL) : (text){ 0 };
}

static text date_hint(const form_writer *w, const form_field *asked)
{
    text hint = form_word(w, "hint_date"), language = build_language(w->of->build, w->language);
    if (date_is_set(asked->earliest))
        hint = add_hint(w, hint, form_sentence(w, "hint_earliest", "date",
                                               format_date(w->of->memory, language, asked->earliest), NULL));
    if (date_is_set(asked->latest))
        hint = add_hint(w, hint, form_sentence(w, "hint_latest", "date",
                                               format_date(w->of->memory, language, asked->latest), NULL));
    return hint;
}

// Outside tables only products are computed.
static text computed_hint(const form_writer *w, const form_field *asked)
{
    const form_field_words *said = w->said->fields;
    return text_format(w->of->memory, "%.*s: %.*s \u00d7 %.*s", TEXT_PRINT(form_shared_word(w, "calculated")),
                       TEXT_PRINT(said[asked->factors[0]->number].label), TEXT_PRINT(said[asked->factors[1]->number].label));
}

static text hint_of(const form_writer *w, const form_field *asked, const form_field_words *said)
{
    text hint = { 0 };
    if (asked->type == FORM_DATE)
        hint = date_hint(w, asked);
    else if (asked->type == FORM_NUMBER)
        hint = range_hint(w, asked, "hint_range", "hint_minimum", "hint_maximum");
    else if (asked->type == FORM_MULTI && (asked->has_minimum || asked->has_maximum))
        hint = range_hint(w, asked, "hint_choose_range", "hint_choose_minimum", "hint_choose_maximum");
    else if (asked->type == FORM_MULTI && (said == NULL || said->help.length == 0))
        hint = form_word(w, "hint_choose");
    else if (asked->type == FORM_FILE)
        hint = form_word(w, "hint_file");
    else if (asked->type == FORM_SCORE && asked->weight != 1)
        hint = form_sentence(w, "hint_weight", "weight", form_number_words(w, asked->weight), NULL);
    if (asked->type == FORM_SCORE && needs_group(asked) == NULL)
        hint = add_hint(w, hint, form_sentence(w, "hint_range", "minimum", form_number_words(w, asked->minimum),
                                               "maximum", form_number_words(w, asked->maximum), NULL));
    if (said != NULL && asked->pattern.length > 0)
        hint = add_hint(w, hint, said->pattern_help);
    if (form_is_computed(asked))
        hint = add_hint(w, hint, computed_hint(w, asked));
    return hint;
}

void form_write_help(form_writer *w, const form_field *asked, const form_field_words *said)
{
    text hint = hint_of(w, asked, said);
    if (said != NULL && said->help.length > 0) {
        form_add(w, "<p class=\"field-help\"");
        form_add_id(w, "id", asked->id, "help");
        form_add(w, ">");
        form_add_text(w, said->help);
        form_add(w, "</p>\n");
    }
    if (hint.length > 0) {
        form_add(w, "<p class=\"field-help field-hint\"");
        form_add_id(w, "id", asked->id, "hint");
        form_add(w, ">");
        form_add_text(w, hint);
        form_add(w, "</p>\n");
    }
}

static void add_description(form_writer *w, const form_field *asked, const form_field_words *said)
{
    bool has_help = said != NULL && said->help.length > 0, has_hint = hint_of(w, asked, said).length > 0;
    if (!has_help && !has_hint)
        return;
    form_add(w, " aria-describedby=\"");
    if (has_help)
        buffer_format(w->out, "f.%.*s.help", TEXT_PRINT(asked->id));
    if (has_hint)
        buffer_format(w->out, "%sf.%.*s.hint", has_help ? " " : "", TEXT_PRINT(asked->id));
    form_add(w, "\"");
}

// ---- Controls

static void write_options(form_writer *w, const form_field *asked, const form_field_words *said)
{
    form_add(w, "<option value=\"\">");
    form_add_text(w, form_shared_word(w, "choose"));
    form_add(w, "</option>");
    for (size_t i = 0; i < asked->option_count; i++) {
        form_add(w, "<option");
        form_add_attribute(w, "value", asked->options[i]);
        form_add(w, ">");
        form_add_text(w, form_option_label(asked, said, i));
        form_add(w, "</option>");
    }
    bool is_scale = asked->type == FORM_SCORE;
    for (int step = (int)asked->minimum; is_scale && step <= (int)asked->maximum; step++)
        buffer_format(w->out, "<option value=\"%d\">%d</option>", step, step);
}

// What can be chosen, for those who do it with a pen.
void form_write_option_words(form_writer *w, const form_field *asked, const form_field_words *said)
{
    for (size_t i = 0; i < asked->option_count; i++) {
        form_add(w, i > 0 ? " / " : "");
        form_add_text(w, form_option_label(asked, said, i));
    }
}

void form_write_paper_options(form_writer *w, const form_field *asked, const form_field_words *said)
{
    if (asked->type != FORM_CHOICE)
        return;
    form_add(w, "<span class=\"print-options print-only\">");
    form_write_option_words(w, asked, said);
    form_add(w, "</span>");
}

static void add_size(form_writer *w, const form_field *asked)
{
    enum { SHORT_TEXT = 24 };
    bool is_short = asked->type == FORM_TEXT && asked->length > 0 && asked->length <= SHORT_TEXT;
    if (asked->type == FORM_DATE)
        form_add(w, " class=\"control control-date\"");
    else if (is_short || asked->type == FORM_NUMBER || asked->type == FORM_SCORE)
        form_add(w, " class=\"control control-short\"");
    else
        form_add(w, " class=\"control\"");
    if (asked->type == FORM_DATE)
        form_add(w, " inputmode=\"numeric\"");
    if (asked->type == FORM_NUMBER || asked->type == FORM_SCORE)
        form_add(w, " inputmode=\"decimal\"");
}

void form_write_control(form_writer *w, const form_field *asked, const form_field_words *said, text name, bool in_cell)
{
    bool is_select = asked->type == FORM_CHOICE
                  || (in_cell && asked->type == FORM_SCORE && asked->maximum - asked->minimum < FORM_SCALE_STEPS_MOST);
    bool is_area = asked->type == FORM_LONG || (in_cell && asked->type == FORM_TEXT);
    size_t lines = in_cell ? LINES_IN_CELL : asked->lines > 0 ? asked->lines : LINES_OF_LONG;
    if (is_select)
        form_add(w, "<select class=\"control\"");
    else if (asked->type == FORM_LONG)
        buffer_format(w->out, "<textarea class=\"control\" rows=\"%zu\"", lines);
    else if (is_area)
        form_add(w, "<textarea class=\"control control-line\" rows=\"1\"");    // grows: a cell is narrow
    else if (asked->type == FORM_CHECK)
        form_add(w, "<input type=\"checkbox\" value=\"true\"");
    else
        form_add(w, "<input type=\"text\"");
    form_add_id(w, "id", name, "");
    form_add_attribute(w, "name", name);
    if (!is_select && !is_area && asked->type != FORM_CHECK)
        add_size(w, asked);
    if (form_is_computed(asked))
        form_add(w, " readonly");
    if (in_cell && said != NULL && said->help.length > 0)
        form_add_id(w, "aria-describedby", name, "help");
    else if (!in_cell)
        add_description(w, asked, said);
    form_add(w, ">");
    if (is_select) {
        write_options(w, asked, said);
        form_add(w, "</select>");
        form_write_paper_options(w, asked, said);
    } else if (is_area) {
        form_add(w, "</textarea>");
    }
    form_add(w, "\n");
}

// ---- Groups: radio buttons, check boxes, scales

// Radio buttons share the field's name; every check box has its own, as in the other formats.
static void write_option(form_writer *w, const form_field *asked, text option, text label)
{
    bool is_box = asked->type == FORM_MULTI;
    char *part = text_to_string(w->of->memory, option);
    form_add(w, is_box ? "<div class=\"option\"><input type=\"checkbox\"" : "<div class=\"option\"><input type=\"radio\"");
    form_add_id(w, "id", asked->id, part);
    form_add_attribute(w, "name", !is_box ? asked->id
        : text_format(w->of->memory, "%.*s__%.*s", TEXT_PRINT(asked->id), TEXT_PRINT(option)));
    form_add_attribute(w, "value", option);
    form_add(w, "><label");
    form_add_id(w, "for", asked->id, part);
    form_add(w, ">");
    form_add_text(w, label);
    form_add(w, "</label></div>\n");
}

static void write_group(form_writer *w, const form_field *asked, const form_field_words *said)
{
    if (asked->type == FORM_SCORE) {
        form_add(w, "<div class=\"options options-scale\">\n");
        for (int step = (int)asked->minimum; step <= (int)asked->maximum; step++) {
            text shown = text_format(w->of->memory, "%d", step);
            write_option(w, asked, shown, shown);
        }
    } else {
        form_add(w, "<div class=\"options\">\n");
        for (size_t i = 0; i < asked->option_count; i++)
            write_option(w, asked, asked->options[i], form_option_label(asked, said, i));
    }
    form_add(w, "</div>\n");
}

static void write_other(form_writer *w, const form_field *asked)
{
    if (!asked->has_other)
        return;
    text name = text_format(w->of->memory, "%.*s_other", TEXT_PRINT(asked->id));
    form_add(w, "<div class=\"other\"><label");
    form_add_id(w, "for", name, "");
    form_add(w, ">");
    form_add_text(w, form_shared_word(w, "other"));
    form_add(w, "</label>\n<input type=\"text\" class=\"control\"");
    form_add_id(w, "id", name, "");
    form_add_attribute(w, "name", name);
    form_add(w, "></div>\n");
}

// ---- Fields

// Opens the wrapper [tag]; a fieldset has its legend and description.
void form_write_field_head(form_writer *w, const form_field *asked, const form_field_words *said, const char *element)
{
    bool is_group = element[0] == 'f';
    buffer_format(w->out, "<%s class=\"field\"", element);
    form_add_attribute(w, "data-field", asked->id);
    form_add_constraints(w, asked, said);
    form_add_condition(w, asked->when);
    if (is_group) {
        form_add_id(w, "id", asked->id, "group");
        add_description(w, asked, said);
    }
    form_add(w, is_group ? ">\n<legend class=\"field-label\">" : ">\n<label class=\"field-label\"");
    if (!is_group) {
        form_add_id(w, "for", asked->id, "");
        form_add(w, ">");
    }
    form_add_text(w, form_label(asked, said));
    form_write_need(w, asked);
    form_add(w, is_group ? "</legend>\n" : "</label>\n");
}

static void write_check(form_writer *w, const form_field *asked, const form_field_words *said)
{
    form_add(w, "<div class=\"field\"");
    form_add_attribute(w, "data-field", asked->id);
    form_add_constraints(w, asked, said);
    form_add_condition(w, asked->when);
    form_add(w, ">\n");
    form_write_condition(w, asked->when);
    form_add(w, "<div class=\"option\">");
    form_write_control(w, asked, said, asked->id, false);
    form_add(w, "<label");
    form_add_id(w, "for", asked->id, "");
    form_add(w, ">");
    form_add_text(w, form_label(asked, said));
    form_write_need(w, asked);
    form_add(w, "</label></div>\n");
    form_write_help(w, asked, said);
    form_add(w, "</div>\n");
}

void form_write_field(form_writer *w, const form_field *asked, const form_field_words *said)
{
    if (asked->type == FORM_TABLE) {
        form_write_table(w, asked, said);
        return;
    }
    if (asked->type == FORM_CHECK) {
        write_check(w, asked, said);
        return;
    }
    const char *element = needs_group(asked) != NULL ? "fieldset" : "div";
    form_write_field_head(w, asked, said, element);
    form_write_condition(w, asked->when);
    form_write_help(w, asked, said);
    if (needs_group(asked) != NULL)
        write_group(w, asked, said);
    else
        form_write_control(w, asked, said, asked->id, false);
    write_other(w, asked);
    buffer_format(w->out, "</%s>\n", element);
}
