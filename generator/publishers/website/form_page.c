// A form as a page: its text with the fields where the author put them, in sections.
#include "publishers/website/form_page.h"

#include "document/markdown.h"
#include "language/words.h"
#include "publishers/website/form_writer.h"

// Fields and the borders of sections stand in the tree as blocks of ours, so that the whole form is one
// document: headings, links and terms are settled once. No author can write a block of these names.
#define BLOCK_FIELD TEXT("form field")
#define BLOCK_HEADER TEXT("form header")
#define BLOCK_OPEN TEXT("form section")
#define BLOCK_CONDITION TEXT("form section condition")
#define BLOCK_CLOSE TEXT("form section end")

enum { PHASES = 6 };

// ---- The common header

static const text phase_ids[PHASES] = {
    TEXT_CONSTANT("1"), TEXT_CONSTANT("2"), TEXT_CONSTANT("3"),
    TEXT_CONSTANT("4"), TEXT_CONSTANT("5"), TEXT_CONSTANT("6"),
};

static void write_phase(form_writer *w)
{
    text labels[PHASES];
    for (size_t i = 0; i < PHASES; i++) {
        char name[] = "phase_0";
        name[sizeof name - 2] = (char)('1' + i);
        labels[i] = form_shared_word(w, name);
    }
    form_field asked = { .id = TEXT("_phase"), .type = FORM_CHOICE, .options = phase_ids, .option_count = PHASES };
    form_field_words said = { .label = form_shared_word(w, "phase"), .options = labels };
    form_write_field_head(w, &asked, &said, "div");
    form_write_control(w, &asked, &said, asked.id, false);
    form_add(w, "</div>\n");
}

static void write_header(form_writer *w)
{
    static const struct { const char *id, *label; form_field_type type; } fields[] = {
        { "_process", "process", FORM_TEXT }, { "_phase", NULL, FORM_CHOICE },
        { "_filled_by", "filled_by", FORM_TEXT }, { "_date", "date", FORM_DATE },
    };
    form_add(w, "<section class=\"form-section form-header\" data-section=\"_header\" aria-labelledby=\"f.header\">\n"
                "<h2 id=\"f.header\">");
    form_add_text(w, form_shared_word(w, "basics"));
    form_add(w, "</h2>\n");
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        form_field asked = { .id = text_of(fields[i].id), .type = fields[i].type };
        if (fields[i].label == NULL) {
            write_phase(w);
            continue;
        }
        form_field_words said = { .label = form_shared_word(w, fields[i].label) };
        form_write_field(w, &asked, &said);
    }
    form_add(w, "</section>\n");
}

// ---- Sections

static bool section_has_scores(const form *shown, const form_section *section)
{
    for (size_t i = 0; i < section->field_count; i++) {
        const form_field *asked = &shown->fields[section->first_field + i];
        if (form_counts(asked))
            return true;
        for (size_t c = 0; c < asked->column_count; c++)
            if (form_counts(&asked->columns[c]))
                return true;
    }
    return false;
}

static void open_section(form_writer *w, const node *block)
{
    const form_section *section = &w->shown->sections[(size_t)block->line];
    const node *heading = block->next;
    form_add(w, "<section class=\"form-section\"");
    form_add_attribute(w, "data-section", section->id);
    form_add_condition(w, section->when);
    if (heading != NULL && heading->type == NODE_HEADING)
        form_add_attribute(w, "aria-labelledby", heading->heading.id);
    form_add(w, ">\n");
}

static void close_section(form_writer *w, const node *block)
{
    if (form_has_total(w->shown) && section_has_scores(w->shown, &w->shown->sections[(size_t)block->line])) {
        form_add(w, "<p class=\"score-total\"><span class=\"score-label\">");
        form_add_text(w, form_word(w, "total"));
        form_add(w, "</span> <output data-total></output></p>\n");
    }
    form_add(w, "</section>\n");
}

// What stands before the first section is shown with it.
static void end_intro(form_writer *w)
{
    if (w->is_in_intro)
        form_add(w, "</div>\n");
    w->is_in_intro = false;
}

static void write_block(void *context, const node *block, buffer *out)
{
    form_writer *w = context;
    text name = block->code.info;
    if (text_equals(name, BLOCK_HEADER) || text_equals(name, BLOCK_OPEN))
        end_intro(w);
    if (text_equals(name, BLOCK_FIELD)) {
        const form_field *asked = form_find_field(w->shown, block->literal);
        if (asked != NULL)
            form_write_field(w, asked, &w->said->fields[asked->number]);
    } else if (text_equals(name, BLOCK_HEADER)) {
        write_header(w);
    } else if (text_equals(name, BLOCK_OPEN)) {
        open_section(w, block);
    } else if (text_equals(name, BLOCK_CONDITION)) {
        form_write_condition(w, w->shown->sections[(size_t)block->line].when);
    } else if (text_equals(name, BLOCK_CLOSE)) {
        close_section(w, block);
    } else {
        block_write((void *)w->of, block, out);
    }
}

// ---- The tree

static void append_block(arena *memory, node *to, text name, text literal, size_t number)
{
    node *block = node_new(memory, NODE_BLOCK, (int)number, 0);
    block->code.info = name;
    block->literal = literal;
    node_append(to, block);
}

// Every run of Markdown numbers its footnotes from 1; on the page they are one list, shown with every section.
static void gather_footnotes(node *parsed, node *notes)
{
    int before = 0;
    for (const node *note = notes->first; note != NULL; note = note->next)
        before++;
    document_walk walk = { .root = parsed };
    while (document_next(&walk))
        if (walk.entering && (walk.current->type == NODE_FOOTNOTE || walk.current->type == NODE_FOOTNOTE_CALL))
            walk.current->footnote.number += before;
    node *own = parsed->last;
    while (own != NULL && own->type == NODE_FOOTNOTES && own->first != NULL) {
        node *note = own->first;
        node_remove(note);
        node_append(notes, note);
    }
    if (own != NULL && own->type == NODE_FOOTNOTES)
        node_remove(own);
}

static void append_markdown(const making *of, const form *shown, text path, const form_part *part, node *to, node *notes)
{
    markdown_options options = {
        .path = path, .first_line = part->line, .own_blocks = page_blocks,
        .own_block_count = PAGE_BLOCKS,
    };
    node *parsed = markdown_parse(of->memory, part->markdown, &options, of->found);
    if (parsed != NULL)
        gather_footnotes(parsed, notes);
    while (parsed != NULL && parsed->first != NULL) {
        node *moved = parsed->first;
        node_remove(moved);
        node_append(to, moved);
        // A heading before the first section ("Words" above "---") belongs to none.
        if (moved->type == NODE_HEADING && moved->heading.level == 2 && part->section < shown->section_count)
            append_block(of->memory, to, BLOCK_CONDITION, (text){ 0 }, part->section);
    }
}

static node *form_tree(const making *of, const form *shown, size_t language)
{
    const size_t before = (size_t)-1;
    node *document = node_new(of->memory, NODE_DOCUMENT, 1, 1), *notes = node_new(of->memory, NODE_FOOTNOTES, 1, 1);
    form_parts parts = form_body_parts(of->memory, shown, language);
    size_t section = before;
    for (size_t i = 0; i < parts.count; i++) {
        const form_part *part = &parts.items[i];
        if (part->section != section) {
            if (section != before)
                append_block(of->memory, document, BLOCK_CLOSE, (text){ 0 }, section);
            else if (shown->has_header)
                append_block(of->memory, document, BLOCK_HEADER, (text){ 0 }, 0);
            section = part->section;
            append_block(of->memory, document, BLOCK_OPEN, (text){ 0 }, section);
        }
        if (part->field != NULL)
            append_block(of->memory, document, BLOCK_FIELD, part->field->id, 0);
        else
            append_markdown(of, shown, shown->by_language[language].path, part, document, notes);
    }
    if (section != before)
        append_block(of->memory, document, BLOCK_CLOSE, (text){ 0 }, section);
    else if (shown->has_header)
        append_block(of->memory, document, BLOCK_HEADER, (text){ 0 }, 0);
    if (notes->first != NULL)
        node_append(document, notes);
    return document;
}

// ---- What the answers can become

static void write_mapping(form_writer *w, text page_field, const form_field *from)
{
    const field *into = kind_field(w->shown->becomes, page_field);
    const char *type = text_equals(page_field, TEXT("tags")) ? "list" : into != NULL ? field_type_name(into->type) : "text";
    form_add(w, "<i");
    form_add_attribute(w, "data-page", page_field);
    form_add_attribute(w, "data-from", from->id);
    form_add_attribute(w, "data-page-type", text_of(type));
    if (into != NULL && into->of != NULL)
        form_add_attribute(w, "data-page-of", text_of(field_type_name(into->of->type)));
    form_add(w, "></i>");
}

static void write_becomes(form_writer *w)
{
    if (w->shown->becomes == NULL)
        return;
    form_add(w, "<template id=\"form-becomes\"");
    form_add_attribute(w, "data-kind", w->shown->becomes->id);
    if (w->shown->becomes_body != NULL)
        form_add_attribute(w, "data-body", w->shown->becomes_body->id);
    form_add(w, ">");
    for (size_t i = 0; i < w->shown->mapping_count; i++)
        write_mapping(w, w->shown->mappings[i].page_field, w->shown->mappings[i].field);
    form_add(w, "</template>\n");
}

// ---- For the search

static void add_field_words(const form_field *asked, const form_field_words *said, buffer *out)
{
    text all[] = { said->label, said->help };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        buffer_format(out, "%s%.*s", out->length > 0 && all[i].length > 0 ? " " : "", TEXT_PRINT(all[i]));
    for (size_t i = 0; i < asked->option_count; i++)
        buffer_format(out, " %.*s", TEXT_PRINT(said->options[i]));
    for (size_t i = 0; i < asked->column_count; i++)
        add_field_words(&asked->columns[i], &said->columns[i], out);
}

static text words_of_block(arena *memory, void *context, const node *block)
{
    const form_writer *w = context;
    const form_field *asked = text_equals(block->code.info, BLOCK_FIELD) ? form_find_field(w->shown, block->literal) : NULL;
    if (asked == NULL) {
        drawing_maker with = drawing_maker_of(w->of);
        return drawing_words(&with, block);
    }
    buffer out = { 0 };
    add_field_words(asked, &w->said->fields[asked->number], &out);
    text said = text_copy(memory, buffer_text(&out));
    buffer_free(&out);
    return said;
}

static bool find_picture(void *context, const node *image, html_picture *found)
{
    const form_writer *w = context;
    return picture_find((void *)(uintptr_t)w->of, image, found);
}

// ---- Together

text form_html(const making *of, const form *shown, size_t language, body_facts *told)
{
    body_facts ignored = { 0 };
    buffer out = { 0 };
    form_writer w = { .of = of, .shown = shown, .said = &shown->by_language[language], .language = language, .out = &out };
    node *document = form_tree(of, shown, language);
    body_facts *facts = told != NULL ? told : &ignored;
    body_settle(of, of->page, document, true, facts);
    facts->word_count = words_count(document_plain_text(of->memory, document));
    facts->sections = page_sections_of(of->memory, document, words_of_block, &w);
    // Enter in a field must not send anything into the address: "dialog" sends nothing anywhere.
    form_add(&w, "<form class=\"form\" id=\"form\" method=\"dialog\" novalidate autocomplete=\"off\"");
    form_add_attribute(&w, "data-form", shown->id);
    form_add_attribute(&w, "data-version", shown->version);
    form_add_attribute(&w, "aria-label", shown->by_language[language].title);
    form_add(&w, ">\n<div class=\"form-intro\">\n");
    w.is_in_intro = true;
    html_options writing = {
        .words = &of->with->html_words[language], .find_picture = find_picture, .write_block = write_block, .context = &w,
    };
    html_write(document, &writing, &out);
    end_intro(&w);
    form_add(&w, "</form>\n");
    write_becomes(&w);
    text html = text_copy(of->memory, buffer_text(&out));
    buffer_free(&out);
    return html;
}
