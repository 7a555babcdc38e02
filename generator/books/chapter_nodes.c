// Small pieces of document trees.
#include "books/chapter_parts.h"

node *add_node(const chapter_maker *with, node *parent, node_type type)
{
    node *fresh = node_new(with->memory, type, 0, 0);
    node_append(parent, fresh);
    return fresh;
}

node *add_text(const chapter_maker *with, node *parent, text literal)
{
    node *fresh = add_node(with, parent, NODE_TEXT);
    fresh->literal = literal;
    return fresh;
}

node *add_strong(const chapter_maker *with, node *parent, text literal)
{
    node *strong = add_node(with, parent, NODE_STRONG);
    add_text(with, strong, literal);
    return strong;
}

void add_label(const chapter_maker *with, node *parent, text label)
{
    bool is_question = text_ends_with(label, TEXT("?"));
    add_strong(with, parent, is_question ? label : text_join(with->memory, label, TEXT(":")));
    add_text(with, parent, TEXT(" "));
}

node *add_heading(const chapter_maker *with, node *parent, text id, text title)
{
    node *heading = add_node(with, parent, NODE_HEADING);
    heading->heading.level = 2;
    heading->heading.id = id;
    add_text(with, heading, title);
    return heading;
}

node *add_link(const chapter_maker *with, node *parent, link_type type, text address, text shown)
{
    node *link = add_node(with, parent, NODE_LINK);
    link->link.type = type;
    link->link.address = address;
    add_text(with, link, shown);
    return link;
}

node *add_page_link(const chapter_maker *with, node *parent, const page *target)
{
    text anchor = page_anchor(with->in, target), web = page_web_address(with->memory, with->of, target);
    link_type type = anchor.length > 0 ? LINK_PAGE : web.length > 0 ? LINK_PLAIN : LINK_DEAD;
    text address = anchor.length > 0 ? text_join(with->memory, TEXT("#"), anchor) : web;
    node *link = add_link(with, parent, type, address, target->title);
    if (target->language != with->language)
        link->link.language = with->of->config.languages.codes[target->language];
    return link;
}

node *add_list(const chapter_maker *with, node *parent, list_marks marks)
{
    node *list = add_node(with, parent, NODE_LIST);
    list->list.tight = true;
    list->list.start = 1;
    list->list.ordered = marks == MARKS_NUMBERS;
    list->list.is_task_list = marks == MARKS_BOXES;
    return list;
}

node *add_item(const chapter_maker *with, node *list)
{
    node *item = add_node(with, list, NODE_ITEM);
    item->item.is_task = list->list.is_task_list;
    return item;
}

node *add_table(const chapter_maker *with, node *parent, size_t columns, const alignment *alignments)
{
    node *made = add_node(with, parent, NODE_TABLE);
    if (alignments == NULL)
        alignments = ARENA_NEW(with->memory, alignment, columns);
    made->table.column_count = columns;
    made->table.alignments = alignments;
    return made;
}

node *add_row(const chapter_maker *with, node *to_table, bool is_header)
{
    node *row = add_node(with, to_table, NODE_TABLE_ROW);
    row->row.is_header = is_header;
    return row;
}

node *add_cell(const chapter_maker *with, node *row)
{
    size_t before = 0;
    for (const node *cell = row->first; cell != NULL; cell = cell->next)
        before++;
    node *fresh = add_node(with, row, NODE_TABLE_CELL);
    fresh->cell.alignment = row->parent->table.alignments[before];
    return fresh;
}

void move_children(node *from, node *to)
{
    while (from->first != NULL) {
        node *child = from->first;
        node_remove(child);
        node_append(to, child);
    }
}
