// Fields of a page as nodes.
#include "books/chapter_parts.h"

#include "document/markdown.h"
#include "site/field_text.h"
#include "site/pictures.h"

static text label_of(const chapter_maker *with, const field *of)
{
    return words_in(of->label, with->language, with->of->config.languages.count);
}

static bool is_markdown(const field *of)
{
    return of->type == FIELD_TYPE_LONG || of->type == FIELD_TYPE_MARKDOWN;
}

bool is_fact(const field *of)
{
    switch (field_item(of)->type) {
    case FIELD_TYPE_LONG: case FIELD_TYPE_MARKDOWN: case FIELD_TYPE_RECORD: case FIELD_TYPE_IMAGE:
        return false;
    case FIELD_TYPE_CHOICE: case FIELD_TYPE_PAGE:
        return true;
    default:
        return of->type != FIELD_TYPE_LIST;
    }
}

// ---- As part of a line

// References to any page are hints for further reading, which is of use when one holds it in hand; references to
// pages of one kind are facts.
static bool is_shown(const chapter_maker *with, const field *item, const page *target)
{
    return item->page_kind.length > 0 || page_anchor(with->in, target).length > 0;
}

static bool add_references(const chapter_maker *with, node *parent, const reference *to)
{
    bool is_any = false;
    for (size_t i = 0; i < to->count; i++) {
        const page *target = entry_page(to->targets[i], with->language);
        if (!is_shown(with, field_item(to->field), target))
            continue;
        if (is_any)
            add_text(with, parent, TEXT(", "));
        add_page_link(with, parent, target);
        is_any = true;
    }
    return is_any;
}

static bool add_markdown_inline(const chapter_maker *with, node *parent, const page *of_page, const field_value *v)
{
    diagnostics told = { .memory = with->memory };
    markdown_options options = { .path = of_page->path, .first_line = v->line };
    node *inlines = markdown_parse_inline(with->memory, v->text, &options, &told);
    if (inlines == NULL)
        return false;
    chapter_maker own = *with;
    own.page = of_page;
    own.anchor = page_anchor(with->in, of_page);
    bind_text(&own, inlines, (text){ 0 });
    move_children(inlines, parent);
    return true;
}

static void add_image(const chapter_maker *with, node *parent, const page *of_page, const field_value *v)
{
    text path;
    if (!path_resolve(with->memory, of_page->path, v->text, &path))
        return;
    node *image = add_node(with, parent, NODE_IMAGE);
    image->link.type = LINK_FILE;
    image->link.address = path;
    diagnostics told = { .memory = with->memory };      // when the website was made
    picture_describe(with->memory, with->of, path, with->language, at(of_page->path, v->line, v->column), image, &told);
    caption_with_credit(with, image);
}

static bool add_items_inline(const chapter_maker *with, node *parent, const page *of_page, const field_value *v)
{
    bool is_any = false;
    for (size_t i = 0; i < v->count; i++) {
        if (!v->items[i].is_set)
            continue;
        if (is_any)
            add_text(with, parent, TEXT(", "));
        is_any |= add_field_inline(with, parent, of_page, &v->items[i]);
    }
    return is_any;
}

static bool add_scalar_inline(const chapter_maker *with, node *parent, const page *of_page, const field_value *v)
{
    switch (v->field->type) {
    case FIELD_TYPE_LONG: case FIELD_TYPE_MARKDOWN:
        return add_markdown_inline(with, parent, of_page, v);
    case FIELD_TYPE_BOOL:
        add_text(with, parent, theme_string(with->theme, with->language, v->truth ? "page.yes" : "page.no"));
        return true;
    case FIELD_TYPE_IMAGE:
        add_image(with, parent, of_page, v);
        return true;
    case FIELD_TYPE_URL:
        add_link(with, parent, LINK_PLAIN, v->text, v->text);
        return true;
    case FIELD_TYPE_EMAIL:
        add_link(with, parent, LINK_PLAIN, text_join(with->memory, TEXT("mailto:"), v->text), v->text);
        return true;
    default:
        add_text(with, parent, field_text(with->memory, with->of, with->language, v));
        return true;
    }
}

bool add_field_inline(const chapter_maker *with, node *parent, const page *of_page, const field_value *v)
{
    if (!v->is_set)
        return false;
    if (field_item(v->field)->type == FIELD_TYPE_PAGE) {
        const reference *to = page_reference(of_page, v->field->id);
        return to != NULL && add_references(with, parent, to);
    }
    if (v->field->type == FIELD_TYPE_LIST || v->field->type == FIELD_TYPE_RECORD)
        return add_items_inline(with, parent, of_page, v);
    return add_scalar_inline(with, parent, of_page, v);
}

// ---- As blocks

static node *markdown_blocks(const chapter_maker *with, const field_value *v)
{
    diagnostics told = { .memory = with->memory };
    markdown_options options = { .path = with->page->path, .first_line = v->line };
    node *document = markdown_parse(with->memory, v->text, &options, &told);
    if (document == NULL)
        return NULL;
    bind_text(with, document, text_format(with->memory, "f.%.*s.", TEXT_PRINT(v->field->id)));
    document_walk walk = { .root = document };
    while (document_next(&walk))
        if (walk.entering && walk.current->type == NODE_HEADING && walk.current->heading.level < 6)
            walk.current->heading.level++;      // below the field's own heading
    return document;
}

static void add_labelled(const chapter_maker *with, node *parent, const page *of_page, const field_value *v)
{
    node *paragraph = add_node(with, parent, NODE_PARAGRAPH);
    add_label(with, paragraph, label_of(with, v->field));
    if (!is_markdown(v->field)) {
        add_field_inline(with, paragraph, of_page, v);
        return;
    }
    node *blocks = markdown_blocks(with, v);
    if (blocks != NULL && blocks->first != NULL && blocks->first->type == NODE_PARAGRAPH) {
        move_children(blocks->first, paragraph);
        node_remove(blocks->first);
    }
    if (blocks != NULL)
        move_children(blocks, parent);
}

static void add_record_lines(const chapter_maker *with, node *parent, const page *of_page, const field_value *record)
{
    for (size_t i = 0; i < record->count; i++)
        if (record->items[i].is_set)
            add_labelled(with, parent, of_page, &record->items[i]);
}

alignment column_alignment(bool is_number)
{
    return is_number ? ALIGN_RIGHT : ALIGN_NONE;
}

void add_field_in_column(const chapter_maker *with, node *cell, const page *of_page, const field_value *v, int decimals)
{
    if (v->is_set && v->field->type == FIELD_TYPE_NUMBER)
        add_text(with, cell, field_text_in_column(with->memory, with->of, with->language, v, decimals));
    else
        add_field_inline(with, cell, of_page, v);
}

// Records whose parts are short are a table, others a list of named items.
static bool is_short(const field *record)
{
    for (size_t i = 0; i < record->fields.count; i++)
        if (!is_fact(&record->fields.items[i]))
            return false;
    return record->fields.count <= 6;
}

static void add_record_table(const chapter_maker *with, node *parent, const page *of_page, const field_value *v)
{
    const field_list *columns = &v->field->of->fields;
    int *decimals = ARENA_NEW(with->memory, int, columns->count);
    alignment *alignments = ARENA_NEW(with->memory, alignment, columns->count);
    for (size_t c = 0; c < columns->count; c++)
        alignments[c] = column_alignment(columns->items[c].type == FIELD_TYPE_NUMBER);
    node *made = add_table(with, parent, columns->count, alignments), *head = add_row(with, made, true);
    for (size_t c = 0; c < columns->count; c++) {
        add_text(with, add_cell(with, head), label_of(with, &columns->items[c]));
        for (size_t i = 0; i < v->count; i++)
            field_count_decimals(with->memory, &v->items[i].items[c], &decimals[c]);
    }
    for (size_t i = 0; i < v->count; i++) {
        node *row = add_row(with, made, false);
        for (size_t c = 0; c < columns->count; c++)
            add_field_in_column(with, add_cell(with, row), of_page, &v->items[i].items[c], decimals[c]);
    }
}

static void add_record_list(const chapter_maker *with, node *parent, const page *of_page, const field_value *v)
{
    node *list = add_list(with, parent, MARKS_NUMBERS);
    list->list.tight = false;
    for (size_t i = 0; i < v->count; i++) {
        const field_value *record = &v->items[i];
        field_value rest = *record;
        node *item = add_item(with, list);
        if (record->items[0].is_set && record->items[0].field->type == FIELD_TYPE_TEXT) {
            add_strong(with, add_node(with, item, NODE_PARAGRAPH), record->items[0].text);
            rest.items++;
            rest.count--;
        }
        add_record_lines(with, item, of_page, &rest);
    }
}

static void add_value_list(const chapter_maker *with, node *parent, const page *of_page, const field_value *v)
{
    node *list = add_list(with, parent, v->field->print.marks);
    for (size_t i = 0; i < v->count; i++) {
        node *item = add_item(with, list);
        node *blocks = is_markdown(v->items[i].field) ? markdown_blocks(with, &v->items[i]) : NULL;
        if (blocks != NULL)
            move_children(blocks, item);
        else
            add_field_inline(with, add_node(with, item, NODE_PARAGRAPH), of_page, &v->items[i]);
    }
}

static void add_reference_list(const chapter_maker *with, node *parent, const reference *to)
{
    node *list = add_list(with, parent, to->field->print.marks);
    for (size_t i = 0; i < to->count; i++) {
        const page *target = entry_page(to->targets[i], with->language);
        if (is_shown(with, field_item(to->field), target))
            add_page_link(with, add_node(with, add_item(with, list), NODE_PARAGRAPH), target);
    }
    if (list->first == NULL)
        node_remove(list);
}

static void add_list_blocks(const chapter_maker *with, node *parent, const page *of_page, const field_value *v)
{
    const reference *to = page_reference(of_page, v->field->id);
    switch (v->field->of->type) {
    case FIELD_TYPE_PAGE:
        if (to != NULL)
            add_reference_list(with, parent, to);
        break;
    case FIELD_TYPE_RECORD:
        if (is_short(v->field->of))
            add_record_table(with, parent, of_page, v);
        else
            add_record_list(with, parent, of_page, v);
        break;
    case FIELD_TYPE_IMAGE:
        for (size_t i = 0; i < v->count; i++)
            add_image(with, add_node(with, parent, NODE_PARAGRAPH), of_page, &v->items[i]);
        break;
    default:
        add_value_list(with, parent, of_page, v);
    }
}

node *field_blocks(const chapter_maker *with, const page *of_page, const field_value *v)
{
    if (!v->is_set)
        return NULL;
    if (is_markdown(v->field))
        return markdown_blocks(with, v);
    node *document = node_new(with->memory, NODE_DOCUMENT, v->line, v->column);
    if (v->field->type == FIELD_TYPE_LIST) {
        add_list_blocks(with, document, of_page, v);
    } else if (v->field->type == FIELD_TYPE_RECORD) {
        add_record_lines(with, document, of_page, v);
    } else {
        node *paragraph = add_node(with, document, NODE_PARAGRAPH);
        if (!add_field_inline(with, paragraph, of_page, v))
            node_remove(paragraph);
    }
    return document->first != NULL ? document : NULL;
}
