#include "books/chapter.h"

#include "books/chapter_parts.h"
#include "document/markdown.h"
#include "document/typesetting.h"
#include "language/typography.h"
#include "site/drawings.h"

static node *empty_document(const chapter_maker *with)
{
    return node_new(with->memory, NODE_DOCUMENT, 1, 1);
}

static bool read_body(const chapter_maker *with, node **body)
{
    diagnostics told = { .memory = with->memory };
    text markdown;
    int line;
    *body = NULL;
    if (!site_read_body(with->memory, with->of, with->page, &markdown, &line, &told))
        return machine_failure("cannot read", with->page->path);
    markdown_options options = {
        .path = with->page->path, .first_line = line,
        .own_blocks = page_blocks, .own_block_count = PAGE_BLOCKS,
    };
    *body = markdown_parse(with->memory, markdown, &options, &told);
    if (*body == NULL)
        *body = empty_document(with);
    bind_text(with, *body, (text){ 0 });
    replace_views(with, *body);
    return true;
}

// ---- Fields

static void read_fields(const chapter_maker *with, chapter *into)
{
    const kind *own = with->page->kind;
    into->fields = ARENA_NEW(with->memory, chapter_field, own->fields.count);
    for (size_t i = 0; i < own->fields.count; i++) {
        const field_value *v = &with->page->fields[i];
        node *content = field_blocks(with, with->page, v);
        text label = words_in(v->field->label, with->language, with->of->config.languages.count);
        if (content != NULL)
            into->fields[into->field_count++] = (chapter_field){ v->field, label, content };
    }
}

const chapter_field *chapter_field_of(const chapter *of, text id)
{
    for (size_t i = 0; i < of->field_count; i++)
        if (text_equals(of->fields[i].field->id, id))
            return &of->fields[i];
    return NULL;
}

static void add_copy(const chapter_maker *with, node *parent, const node *document)
{
    for (const node *child = document->first; child != NULL; child = child->next)
        node_append(parent, node_copy(with->memory, child));
}

// ---- Facts: one list of lines

static void add_fact(const chapter_maker *with, node *list, const field_value *v)
{
    node *paragraph = node_new(with->memory, NODE_PARAGRAPH, 0, 0);
    add_label(with, paragraph, words_in(v->field->label, with->language, with->of->config.languages.count));
    if (add_field_inline(with, paragraph, with->page, v))
        node_append(add_item(with, list), paragraph);
}

// What refers to the page, as far as it is in the book.
static void add_backlink(const chapter_maker *with, node *list, const backlink *from)
{
    node *paragraph = NULL;
    for (size_t i = 0; i < from->count; i++) {
        const page *source = from->sources[i]->by_language[with->language];
        if (source == NULL || page_anchor(with->in, source).length == 0)
            continue;
        if (paragraph == NULL) {
            paragraph = add_node(with, add_item(with, list), NODE_PARAGRAPH);
            add_label(with, paragraph, words_in(from->field->backlink, with->language, with->of->config.languages.count));
        } else {
            add_text(with, paragraph, TEXT(", "));
        }
        add_page_link(with, paragraph, source);
    }
}

// The list; NULL when it would be empty.
static node *add_facts(const chapter_maker *with, node *parent, bool is_after)
{
    const page *own = with->page;
    node *list = add_list(with, parent, MARKS_BULLETS);
    for (size_t i = 0; i < own->kind->fields.count; i++) {
        const field *f = own->fields[i].field;
        if (is_fact(f) && !f->print.leave_out && f->print.is_after_text == is_after)
            add_fact(with, list, &own->fields[i]);
    }
    for (size_t i = 0; is_after && i < own->entry->backlink_count; i++)
        add_backlink(with, list, &own->entry->backlinks[i]);
    if (list->first != NULL)
        return list;
    node_remove(list);
    return NULL;
}

static void add_sections(const chapter_maker *with, node *parent, const chapter *of, bool is_after)
{
    for (size_t i = 0; i < of->field_count; i++) {
        const chapter_field *shown = &of->fields[i];
        const field_print *print = &shown->field->print;
        if (is_fact(shown->field) || print->leave_out || print->is_after_text != is_after)
            continue;
        add_heading(with, parent, text_join(with->memory, TEXT("f."), ascii_id(with->memory, shown->field->id)), shown->label);
        add_copy(with, parent, shown->content);
    }
}

// ---- The whole

// Footnotes stay last.
static void make_whole(const chapter_maker *with, chapter *of)
{
    node *whole = empty_document(with), *notes = NULL;
    of->facts = add_facts(with, whole, false);
    add_sections(with, whole, of, false);
    add_copy(with, whole, of->body);
    if (whole->last != NULL && whole->last->type == NODE_FOOTNOTES) {
        notes = whole->last;
        node_remove(notes);
    }
    add_sections(with, whole, of, true);
    of->references = add_facts(with, whole, true);
    if (notes != NULL)
        node_append(whole, notes);
    of->whole = whole;
}

static chapter_maker begin(arena *memory, const site *of, const theme *look, const bound_book *in, const page *read, text anchor)
{
    return (chapter_maker){ memory, of, look, in, in->language, read, anchor };
}

// The marks and spaces of print, in all that is shown.
static void typeset(const chapter_maker *with, chapter *of)
{
    text language = with->of->config.languages.codes[with->language];
    of->title = typography_mend_line(with->memory, language, of->title);
    of->summary = typography_mend_line(with->memory, language, of->summary);
    document_typeset(with->memory, of->body, language);
    for (size_t i = 0; i < of->field_count; i++)
        document_typeset(with->memory, of->fields[i].content, language);
    document_typeset(with->memory, of->whole, language);
}

bool chapter_read(arena *memory, const site *of, const theme *look, const bound_book *in, const page *read,
                  text anchor, chapter *into)
{
    chapter_maker with = begin(memory, of, look, in, read, anchor);
    *into = (chapter){
        .page = read, .anchor = anchor, .title = read->title, .summary = read->summary,
        .kind_label = words_in(read->kind->label, in->language, of->config.languages.count),
        .web_address = page_web_address(memory, of, read),
        .sources = read->sources, .source_count = read->source_count,
    };
    if (read->form != NULL)
        into->body = form_blocks(&with);
    else if (!read_body(&with, &into->body))
        return false;
    read_fields(&with, into);
    make_whole(&with, into);
    typeset(&with, into);
    return true;
}

// ---- Terms and matrices

node *chapter_term(arena *memory, const site *of, const theme *look, const bound_book *in, const page *term)
{
    chapter_maker with = begin(memory, of, look, in, term, page_anchor(in, term));
    const field_value *definition = page_field(term, TEXT("definition")), *others = page_field(term, TEXT("synonyms"));
    node *made = definition != NULL ? field_blocks(&with, term, definition) : NULL;
    if (made == NULL)
        made = empty_document(&with);
    if (others != NULL) {
        node *paragraph = add_node(&with, made, NODE_PARAGRAPH);
        add_label(&with, paragraph, words_in(others->field->label, in->language, of->config.languages.count));
        add_field_inline(&with, paragraph, term, others);
    }
    document_typeset(memory, made, of->config.languages.codes[in->language]);
    return made;
}

static void add_steps(const chapter_maker *with, node *parent, const page **steps, size_t count)
{
    node *list = add_list(with, parent, MARKS_NUMBERS);
    for (size_t i = 0; i < count; i++) {
        node *paragraph = add_node(with, add_item(with, list), NODE_PARAGRAPH);
        const field_value *question = page_field(steps[i], TEXT("question"));
        add_page_link(with, paragraph, steps[i]);
        if (question == NULL)
            continue;
        add_node(with, paragraph, NODE_HARD_BREAK);
        add_text(with, paragraph, question->text);
    }
}

node *chapter_matrix(arena *memory, const site *of, const theme *look, const bound_book *in, const book_part *part)
{
    static const edition website = { 0 };
    chapter_maker with = begin(memory, of, look, in, NULL, part->anchor);
    node *made = empty_document(&with);
    const page **rows;
    size_t count = view_pages(memory, of, &website, part->matrix, in->language, NULL, &rows);
    if (part->matrix->title.length > 0)
        add_strong(&with, add_node(&with, made, NODE_PARAGRAPH), part->matrix->title);
    if (part->show == BOOK_PATH)
        add_steps(&with, made, rows, count);
    else if (count > 0)
        add_matrix(&with, made, part->matrix, rows, count);
    return made;
}
