// Pages of the site from filled forms, as a form's `becomes` says.
//
// A page is made as text that nothing of is markup, checked against its kind as the site will check it, and only then
// written. Personal fields never go on a page; a form whose required ticks (the leave to publish) are missing becomes none.
#include "answers/tree.h"
#include "answers/values.h"

#include "base/files.h"
#include "forks/kit_names.h"
#include "formats/markdown_write.h"
#include "language/slug.h"
#include "schema/fields.h"
#include "source/value_make.h"
#include "source/yaml_write.h"

enum { NAME_TRIES = 10000, FILE_LIMIT = 1024 * 1024 };

typedef struct {
    arena *memory;
    const output_request *of;
    text folder;
    table names;                        // "tarpeet/koulun-pihat", whatever the language
} page_writer;

typedef struct {
    page_writer *to;
    const filled_form *from;
    reporting with;                     // in the language of the filled form
    value *front;
} page_draft;

static bool refuse(const page_draft *of, text why)
{
    report(of->to->of->found, ANSWER_NO_PAGE, at(of->from->path, 1, 1), "%.*s", TEXT_PRINT(why));
    return false;
}

static text label_of(const page_draft *of, const form_field *asked)
{
    return of->with.said->fields[asked->number].label;
}

// ---- Values

static text on_one_line(arena *memory, text said)
{
    buffer made = { 0 };
    text rest = tree_clean(memory, said), line;
    while (text_take_line(&rest, &line)) {
        line = text_trim(line);
        buffer_add_string(&made, made.length > 0 && line.length > 0 ? " " : "");
        buffer_add(&made, line);
    }
    text joined = text_copy(memory, buffer_text(&made));
    buffer_free(&made);
    return joined;
}

// Paragraphs where a line is empty, line breaks elsewhere; everything in it stays the text it is.
static text as_markdown(arena *memory, text said)
{
    node *whole = node_new(memory, NODE_DOCUMENT, 1, 1), *paragraph = NULL;
    text rest = tree_clean(memory, said), line;
    while (text_take_line(&rest, &line)) {
        line = text_trim(line);
        if (line.length == 0) {
            paragraph = NULL;
            continue;
        }
        if (paragraph == NULL)
            paragraph = tree_add_paragraph(memory, whole, (text){ 0 });
        else
            node_append(paragraph, node_new(memory, NODE_HARD_BREAK, 1, 1));
        tree_add_words(memory, paragraph, line);
    }
    buffer made = { 0 };
    markdown_write(memory, whole, NULL, &made);
    text written = text_copy(memory, buffer_text(&made));
    buffer_free(&made);
    return written;
}

static value *list_of(const page_draft *of, form_item item)
{
    arena *memory = of->to->memory;
    value *list = value_make_list(memory);
    const data *given = answer_of(of->from, item.field->id);
    for (size_t i = 0; i < item.field->option_count; i++)
        if (answer_is_chosen(given, item.field->options[i]))
            value_add(memory, list, value_make_text(memory, item.field->options[i]));
    return list;
}

static text written_as(const page_draft *of, form_item item, field_type type)
{
    arena *memory = of->to->memory;
    text given = answer_text(of->from->answers, item.field->id), said = answer_words(&of->with, item, of->from);
    double number;
    switch (type) {
    case FIELD_TYPE_LONG:
    case FIELD_TYPE_MARKDOWN:
        return text_trim(as_markdown(memory, said));
    case FIELD_TYPE_DATE:
    case FIELD_TYPE_CHOICE:
        return given;
    case FIELD_TYPE_BOOL:
        // The id of an option is no yes or no, and is told of as such.
        return item.field->type == FORM_CHECK && said.length > 0 ? TEXT("true") : given;
    case FIELD_TYPE_NUMBER: {
        buffer made = { 0 };
        if (answer_number(of->from, item.field, &number))
            data_write_number(number, &made);
        text written = text_copy(memory, buffer_text(&made));
        buffer_free(&made);
        return written;
    }
    case FIELD_TYPE_URL:
        return text_starts_with(given, TEXT("www.")) ? text_join(memory, TEXT("https://"), given) : given;
    default:
        return on_one_line(memory, said);
    }
}

// ---- Front matter

static size_t mistakes_with(const page_draft *of, const value *front)
{
    diagnostics found = { .memory = of->to->memory };
    size_t count;
    const text *common = page_keys(&count);
    fields_read(of->to->memory, of->to->of->form->becomes, front, of->from->path, common, count, &found);
    return found.count;
}

// An optional field whose value pages cannot have is left out, so that the rest can be used.
static void set_checked(page_draft *of, const form_mapping *by, const value *set)
{
    arena *memory = of->to->memory;
    value *empty = value_make_map(memory), *alone = value_make_map(memory);
    value_set(memory, alone, by->page_field, set);
    const field *wanted = kind_field(of->to->of->form->becomes, by->page_field);
    bool is_required = wanted != NULL && wanted->required;
    if (!is_required && wanted != NULL && mistakes_with(of, alone) > mistakes_with(of, empty)) {
        report(of->to->of->found, ANSWER_NO_PAGE, at(of->from->path, 1, 1),
               "'%.*s' is left out of the page: pages cannot have this value", TEXT_PRINT(label_of(of, by->field)));
        return;
    }
    value_set(memory, of->front, by->page_field, set);
}

static void set_mapping(page_draft *of, const form_mapping *by)
{
    arena *memory = of->to->memory;
    const field *wanted = kind_field(of->to->of->form->becomes, by->page_field);
    form_item item = { by->field, &of->with.said->fields[by->field->number] };
    if (by->field->personal || by->field->type == FORM_SIGNATURE || by->field->type == FORM_TABLE)
        return;
    if (wanted != NULL && wanted->type == FIELD_TYPE_LIST) {
        value *list = list_of(of, item);
        if (list->count > 0)
            set_checked(of, by, list);
        return;
    }
    text said = written_as(of, item, wanted != NULL ? wanted->type : FIELD_TYPE_TEXT);
    if (said.length > 0)
        set_checked(of, by, value_make_text(memory, said));
}

static void set_text(page_draft *of, const char *key, text said)
{
    if (said.length > 0)
        value_set(of->to->memory, of->front, text_of(key), value_make_text(of->to->memory, said));
}

static text day_of(const page_draft *of)
{
    date day;
    text written = answer_text(of->from->header, TEXT("_date"));
    text filled = date_parse(of->from->filled, &day) ? of->from->filled : date_parse(written, &day) ? written : (text){ 0 };
    return filled.length > 0 ? filled : date_iso(of->to->memory, of->to->of->site->newest);
}

static void make_front(page_draft *of)
{
    arena *memory = of->to->memory;
    const form *asked = of->to->of->form;
    of->front = value_make_map(memory);
    for (size_t i = 0; i < asked->mapping_count; i++)
        if (text_equals(asked->mappings[i].page_field, TEXT("title")))
            set_mapping(of, &asked->mappings[i]);
    set_text(of, "kind", asked->becomes->id);
    for (size_t i = 0; i < asked->mapping_count; i++)
        if (!text_equals(asked->mappings[i].page_field, TEXT("title")))
            set_mapping(of, &asked->mappings[i]);
    set_text(of, "date", day_of(of));
    set_text(of, "updated", day_of(of));
    set_text(of, "source", REPORT_FILL(memory, of->with.words->page_origin, { "form", of->with.said->title }));
}

// ---- Whether there is to be a page

static bool has_leave(const page_draft *of)
{
    const form *asked = of->to->of->form;
    for (size_t i = 0; i < asked->field_count; i++) {
        const data *given = answer_of(of->from, asked->fields[i].id);
        bool is_needed = asked->fields[i].type == FORM_CHECK && asked->fields[i].required && asked->fields[i].when.field == NULL;
        if (is_needed && (given == NULL || given->type != DATA_BOOL || !given->truth))
            return refuse(of, text_format(of->to->memory, "'%.*s' is not ticked", TEXT_PRINT(label_of(of, &asked->fields[i]))));
    }
    return true;
}

static bool is_right(const page_draft *of)
{
    arena *memory = of->to->memory;
    diagnostics found = { .memory = memory };
    size_t count;
    const text *common = page_keys(&count);
    text title = value_text(value_get(of->front, TEXT("title")));
    if (title.length == 0)
        return refuse(of, TEXT("it has no title, or its title is personal data"));
    fields_read(memory, of->to->of->form->becomes, of->front, of->from->path, common, count, &found);
    for (size_t i = 0; i < found.count; i++)
        if (diagnostic_severity(found.items[i].kind) == SEVERITY_ERROR)
            return refuse(of, text_format(memory, "%s: %.*s", diagnostic_message(found.items[i].kind),
                                          TEXT_PRINT(found.items[i].detail)));
    return true;
}

// ---- Writing

static text page_text(const page_draft *of)
{
    arena *memory = of->to->memory;
    const form_field *body = of->to->of->form->becomes_body;
    buffer made = { 0 };
    buffer_add_string(&made, "---\n");
    yaml_write(of->front, &made);
    buffer_add_string(&made, "---\n\n");
    if (body != NULL && !body->personal)
        buffer_add(&made, as_markdown(memory, answer_words(&of->with, (form_item){ body, &of->with.said->fields[body->number] },
                                                           of->from)));
    text written = text_copy(memory, buffer_text(&made));
    buffer_free(&made);
    return written;
}

static text kind_folder(const output_request *of, const filled_form *from)
{
    text said = words_in(of->form->becomes->folder, from->language, of->site->config.languages.count);
    return said.length > 0 ? said : of->form->becomes->id;
}

text output_page_folder(arena *memory, const output_request *request, const filled_form *from)
{
    return path_join(memory, request->site->config.languages.codes[from->language], kind_folder(request, from));
}

// A name that every system can store, and no page of the site and none made before has, in any language: pages of one name
// are translations.
static bool write_page(page_draft *of)
{
    arena *memory = of->to->memory;
    const output_request *request = of->to->of;
    text slug = slug_of(memory, value_text(value_get(of->front, TEXT("title")))), contents = page_text(of);
    slug = slug.length > 0 ? slug : request->form->id;
    for (size_t i = 1; i < NAME_TRIES; i++) {
        text name = i == 1 ? slug : text_format(memory, "%.*s-%zu", TEXT_PRINT(text_slice(slug, 0, 74)), i);
        text file = text_join(memory, name, TEXT(".md")), id = path_join(memory, kind_folder(request, of->from), name), there;
        bool is_new = false, existed = false;
        table_put(&of->to->names, id, &is_new);
        if (!is_new || kit_name_fault(file).length > 0 || site_entry(request->site, id) != NULL)
            continue;
        text path = path_join(memory, output_page_folder(memory, request, of->from), file);
        if (!file_create(path_join(memory, of->to->folder, path), contents, &existed))
            return false;
        // Made the last time: once is enough. A link is not looked behind.
        if (!existed || (file_read_beneath(memory, of->to->folder, path, FILE_LIMIT, &there) == FILE_READ && text_equals(there, contents)))
            return true;
    }
    refuse(of, TEXT("too many pages have this title"));
    return true;
}

static bool make_page(page_writer *to, const filled_form *from)
{
    page_draft draft = { .to = to, .from = from };
    output_request request = *to->of;
    request.choice.language = from->language;
    draft.with = reporting_of(to->memory, &request);
    make_front(&draft);
    return !has_leave(&draft) || !is_right(&draft) || write_page(&draft);
}

bool output_pages(arena *memory, const output_request *request, text folder)
{
    page_writer to = { memory, request, folder, { .memory = memory } };
    for (size_t i = 0; request->form->becomes != NULL && i < request->count; i++)
        if (!make_page(&to, request->items[i]))
            return false;
    return true;
}
