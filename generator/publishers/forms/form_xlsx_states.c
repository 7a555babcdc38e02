// What is filled and what is missing, said by a formula beside every field.
#include "publishers/forms/form_xlsx_parts.h"

enum { LITERAL_LIMIT = 255 };       // characters of a text in a formula

// Whether a formula can compare with [t].
static bool is_literal(text t)
{
    return t.length <= LITERAL_LIMIT;
}

// The condition in the words of formulas; empty when there is none. *[holds_blank] tells whether it holds in
// the blank form.
static text condition_formula(form_xlsx *in, const form_condition *when, bool *holds_blank)
{
    *holds_blank = true;
    if (when->field == NULL)
        return (text){ 0 };
    xlsx_cell at = in->values[when->field->number];
    text address = xlsx_range_address(in->to, in->memory, form_xlsx_range(at, at), true);
    bool is_check = when->field->type == FORM_CHECK, is_no = is_check && !text_equals(when->value, TEXT("true"));
    text wanted = in->strings->yes;
    form_item item = form_item_of(in->request, when->field);
    for (size_t i = 0; !is_check && i < when->field->option_count; i++)
        if (text_equals(when->field->options[i], when->value))
            wanted = item.words->options[i];
    *holds_blank = is_no;
    if (!is_literal(wanted))
        return TEXT("FALSE");
    return text_format(in->memory, "%.*s%s%.*s", TEXT_PRINT(address), is_no ? "<>" : "=",
                       TEXT_PRINT(xlsx_quoted(in->memory, wanted)));
}

void form_xlsx_add_state(form_xlsx *in, const form_sheet *on, uint32_t row, const form_field *asked, text is_filled)
{
    text done = xlsx_quoted(in->memory, in->strings->done), missing = xlsx_quoted(in->memory, in->strings->missing);
    bool section_holds, field_holds;
    text section = condition_formula(in, &in->request->form->sections[asked->section].when, &section_holds);
    text own = condition_formula(in, &asked->when, &field_holds);
    text needed = asked->required ? TEXT("TRUE") : TEXT("FALSE");
    if (asked->required && section.length > 0 && own.length > 0)
        needed = text_format(in->memory, "AND(%.*s,%.*s)", TEXT_PRINT(section), TEXT_PRINT(own));
    else if (asked->required && section.length + own.length > 0)
        needed = section.length > 0 ? section : own;
    text formula = text_format(in->memory, "=IF(%.*s,%.*s,IF(%.*s,%.*s,\"\"))", TEXT_PRINT(is_filled), TEXT_PRINT(done),
                               TEXT_PRINT(needed), TEXT_PRINT(missing));
    bool is_missing = asked->required && section_holds && field_holds;
    xlsx_set_text_formula(in->to, (xlsx_cell){ on->number, row, on->columns }, formula,
                          is_missing ? in->strings->missing : (text){ 0 }, XLSX_STATE);
}
