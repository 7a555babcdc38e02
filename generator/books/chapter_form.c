// A form as text to read: what it asks, without room to write.
#include "books/chapter_parts.h"

#include "document/markdown.h"

static node *asked(const chapter_maker *with, node *parent, const form_field_words *said)
{
    node *paragraph = add_node(with, parent, NODE_PARAGRAPH);
    add_strong(with, paragraph, said->label);
    if (said->help.length > 0) {
        add_node(with, paragraph, NODE_HARD_BREAK);
        add_text(with, paragraph, said->help);
    }
    return paragraph;
}

static void add_options(const chapter_maker *with, node *parent, const form_field *of, const form_field_words *said)
{
    node *list = add_list(with, parent, MARKS_BOXES);
    for (size_t i = 0; i < of->option_count; i++)
        add_text(with, add_node(with, add_item(with, list), NODE_PARAGRAPH), said->options[i]);
}

static void add_check(const chapter_maker *with, node *parent, const form_field_words *said)
{
    node *list = add_list(with, parent, MARKS_BOXES);
    add_text(with, add_node(with, add_item(with, list), NODE_PARAGRAPH), said->label);
}

static void add_columns(const chapter_maker *with, node *parent, const form_field *of, const form_field_words *said)
{
    node *list = add_list(with, parent, MARKS_BULLETS);
    for (size_t i = 0; i < of->column_count; i++)
        add_text(with, add_node(with, add_item(with, list), NODE_PARAGRAPH), said->columns[i].label);
}

static void add_form_field(const chapter_maker *with, node *parent, const form_field *of, const form_field_words *said)
{
    if (of->type == FORM_CHECK) {
        add_check(with, parent, said);
        return;
    }
    asked(with, parent, said);
    if (of->option_count > 0 && said->options != NULL)
        add_options(with, parent, of, said);
    else if (of->type == FORM_TABLE && said->columns != NULL)
        add_columns(with, parent, of, said);
}

node *form_blocks(const chapter_maker *with)
{
    const form *shown = with->page->form;
    const form_words *said = &shown->by_language[with->language];
    form_parts parts = form_body_parts(with->memory, shown, with->language);
    diagnostics told = { .memory = with->memory };
    node *whole = node_new(with->memory, NODE_DOCUMENT, said->body_line, 1);
    for (size_t i = 0; i < parts.count; i++) {
        const form_part *part = &parts.items[i];
        if (part->field != NULL) {
            add_form_field(with, whole, part->field, &said->fields[part->field->number]);
            continue;
        }
        markdown_options options = { .path = said->path, .first_line = part->line };
        node *read = markdown_parse(with->memory, part->markdown, &options, &told);
        if (read != NULL)
            move_children(read, whole);
    }
    bind_text(with, whole, (text){ 0 });
    return whole;
}
