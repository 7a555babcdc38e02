// What every part of a form's markup needs: attributes, words, constraints.
#include "publishers/website/form_writer.h"

#include "language/formatting.h"

void form_add(form_writer *w, const char *markup)
{
    buffer_add_string(w->out, markup);
}

void form_add_text(form_writer *w, text t)
{
    html_escape(w->out, t);
}

void form_add_attribute(form_writer *w, const char *name, text t)
{
    buffer_format(w->out, " %s=\"", name);
    html_escape(w->out, t);
    buffer_add_byte(w->out, '"');
}

void form_add_number(form_writer *w, const char *name, double number)
{
    buffer_format(w->out, " %s=\"", name);
    data_write_number(number, w->out);
    buffer_add_byte(w->out, '"');
}

void form_add_id(form_writer *w, const char *attribute, text name, const char *part)
{
    buffer_format(w->out, " %s=\"f.%.*s%s%s\"", attribute, TEXT_PRINT(name), part[0] != '\0' ? "." : "", part);
}

// ---- Words

text form_word(const form_writer *w, const char *name)
{
    text dotted = text_format(w->of->memory, "form.%s", name);
    return theme_string(w->of->build->theme, w->language, text_to_string(w->of->memory, dotted));
}

text form_shared_word(const form_writer *w, const char *name)
{
    text dotted = text_format(w->of->memory, "form_document.%s", name);
    return theme_string(w->of->build->theme, w->language, text_to_string(w->of->memory, dotted));
}

static text fill_place(arena *memory, text sentence, const char *place_name, text with)
{
    text wanted = text_format(memory, "{%s}", place_name);
    size_t found = text_find(sentence, wanted, 0);
    if (found == TEXT_NOT_FOUND)
        return sentence;
    return text_format(memory, "%.*s%.*s%.*s", TEXT_PRINT(text_slice(sentence, 0, found)), TEXT_PRINT(with),
                       TEXT_PRINT(text_from(sentence, found + wanted.length)));
}

text form_sentence(const form_writer *w, const char *name, ...)
{
    text sentence = form_word(w, name);
    va_list pairs;
    va_start(pairs, name);
    for (const char *place_name; (place_name = va_arg(pairs, const char *)) != NULL;) {
        text with = va_arg(pairs, text);
        sentence = fill_place(w->of->memory, sentence, place_name, with);
    }
    va_end(pairs);
    return sentence;
}

text form_number_words(const form_writer *w, double number)
{
    enum { DECIMALS_MOST = 6 };
    return format_number(w->of->memory, build_language(w->of->build, w->language), number, DECIMALS_MOST);
}

text form_label(const form_field *asked, const form_field_words *said)
{
    return said != NULL && said->label.length > 0 ? said->label : asked->id;
}

text form_option_label(const form_field *asked, const form_field_words *said, size_t option)
{
    bool has_words = said != NULL && said->options != NULL && said->options[option].length > 0;
    return has_words ? said->options[option] : asked->options[option];
}

// ---- Constraints

static const char *type_name(form_field_type type)
{
    static const char *const names[] = {
        [FORM_TEXT] = "text", [FORM_LONG] = "long", [FORM_DATE] = "date", [FORM_NUMBER] = "number",
        [FORM_CHOICE] = "choice", [FORM_MULTI] = "multi", [FORM_CHECK] = "check", [FORM_SIGNATURE] = "signature",
        [FORM_TABLE] = "table", [FORM_SCORE] = "score", [FORM_FILE] = "file",
    };
    return names[type];
}

void form_add_constraints(form_writer *w, const form_field *asked, const form_field_words *said)
{
    arena *memory = w->of->memory;
    form_add_attribute(w, "data-type", text_of(type_name(asked->type)));
    if (asked->required)
        form_add(w, " data-required");
    if (asked->length > 0 && (asked->type == FORM_TEXT || asked->type == FORM_LONG))
        form_add_number(w, "data-length", (double)asked->length);
    if (asked->has_minimum || asked->type == FORM_SCORE)
        form_add_number(w, "data-minimum", asked->minimum);
    if (asked->has_maximum || asked->type == FORM_SCORE)
        form_add_number(w, "data-maximum", asked->maximum);
    if (asked->type == FORM_NUMBER)
        form_add_number(w, "data-decimals", asked->decimals);
    if (date_is_set(asked->earliest))
        form_add_attribute(w, "data-earliest", date_iso(memory, asked->earliest));
    if (date_is_set(asked->latest))
        form_add_attribute(w, "data-latest", date_iso(memory, asked->latest));
    if (asked->pattern.length > 0)
        form_add_attribute(w, "data-pattern", asked->pattern);
    if (said != NULL && said->pattern_help.length > 0)
        form_add_attribute(w, "data-pattern-help", said->pattern_help);
    if (asked->type == FORM_SCORE)
        form_add_number(w, "data-weight", asked->weight);
    if (asked->weight_by != NULL)
        form_add_attribute(w, "data-weight-by", asked->weight_by->id);
    if (asked->is_factor)
        form_add(w, " data-factor");
    if (asked->factors[0] != NULL)
        form_add_attribute(w, "data-product", text_format(memory, "%.*s %.*s", TEXT_PRINT(asked->factors[0]->id),
                                                          TEXT_PRINT(asked->factors[1]->id)));
    if (asked->sum.table != NULL)
        form_add_attribute(w, "data-sum", text_format(memory, "%.*s %.*s %.*s", TEXT_PRINT(asked->sum.table->id),
                                                      TEXT_PRINT(asked->sum.column->id), TEXT_PRINT(asked->sum.by->id)));
    if (asked->has_other)
        form_add(w, " data-other");
}

void form_add_condition(form_writer *w, form_condition when)
{
    if (when.field == NULL)
        return;
    form_add_attribute(w, "data-when", when.field->id);
    form_add_attribute(w, "data-value", when.value);
}

void form_write_condition(form_writer *w, form_condition when)
{
    if (when.field == NULL)
        return;
    const form_field_words *said = &w->said->fields[when.field->number];
    text answer = { 0 };
    for (size_t i = 0; i < when.field->option_count; i++)
        if (text_equals(when.field->options[i], when.value))
            answer = form_option_label(when.field, said, i);
    form_add(w, "<p class=\"field-when\">");
    if (when.field->type == FORM_CHECK)
        form_add_text(w, form_sentence(w, "only_if_ticked", "field", form_label(when.field, said), NULL));
    else
        form_add_text(w, form_sentence(w, "only_if", "field", form_label(when.field, said), "value", answer, NULL));
    form_add(w, "</p>\n");
}

void form_write_need(form_writer *w, const form_field *asked)
{
    if (!asked->required)
        return;
    form_add(w, " <span class=\"field-need\">(");
    form_add_text(w, form_shared_word(w, "required"));
    form_add(w, ")</span>");
}
