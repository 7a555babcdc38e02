// Markdown as HTML: the tree, links settled, terms linked, blocks drawn.
#include "publishers/website/worker.h"

#include "document/markdown.h"
#include "language/words.h"

static term_list *terms_for(const making *of)
{
    worker *with = of->with;
    size_t at_number = of->edition->number * of->build->site->config.languages.count + of->language;
    if (!with->has_terms[at_number]) {
        with->terms[at_number] = terms_open(of->build->site, of->edition, of->language, NULL);
        with->has_terms[at_number] = true;
    }
    return with->terms[at_number];
}

static size_t count_tasks(const node *document)
{
    size_t count = 0;
    document_walk walk = { .root = (node *)document, .only_blocks = true };
    while (document_next(&walk))
        count += walk.entering && walk.current->type == NODE_ITEM && walk.current->item.is_task;
    return count;
}

static size_t count_words(const page_sections *sections)
{
    size_t count = 0;
    for (size_t i = 0; i < sections->count; i++)
        count += words_count(sections->items[i].title) + words_count(sections->items[i].body);
    return count;
}

void body_settle(const making *of, const page *source, node *document, bool is_body, body_facts *told)
{
    headings_name(of->memory, document, source->path, &told->headings, is_body ? of->found : NULL);
    links_settle(of->memory, of->build->site, of->edition, source, of->url, document, &told->headings, of->found,
                 &told->findings);
    pictures_settle(of, source, document, is_body);
    if (!is_body)
        return;
    told->task_count = count_tasks(document);
    term_list *terms = terms_for(of);
    if (terms != NULL)
        terms_link(terms, of->memory, source, of->url, document);
}

static text words_of_block(arena *memory, void *context, const node *block)
{
    (void)memory;
    drawing_maker with = drawing_maker_of(context);
    return drawing_words(&with, block);
}

text body_html(const making *of, const page *source, text markdown, int line, bool is_body, body_facts *told)
{
    markdown_options options = {
        .path = source->path, .first_line = line,
        .own_blocks = page_blocks, .own_block_count = is_body ? PAGE_BLOCKS : 0,
        .is_checked = is_body && !site_body_has_changed(),      // as it was when the site was loaded
    };
    body_facts ignored = { 0 };
    node *document = markdown_parse(of->memory, markdown, &options, of->found);
    if (document == NULL)
        return (text){ 0 };
    body_settle(of, source, document, is_body, told != NULL ? told : &ignored);
    for (size_t i = 0; i < ignored.findings.files.count && of->in_fields != NULL && source == of->page; i++)
        *ARENA_PUSH(of->memory, of->in_fields->files) = ignored.findings.files.items[i];
    if (is_body && told != NULL) {
        told->sections = page_sections_of(of->memory, document, words_of_block, (void *)of);
        told->word_count = count_words(&told->sections);
    }
    html_options writing = {
        .words = &of->with->html_words[of->language],
        .find_picture = picture_find, .write_block = block_write, .context = (void *)of,
    };
    buffer out = of->with->body;
    of->with->body = (buffer){ 0 };         // a view in the text may make other HTML meanwhile
    buffer_clear(&out);
    html_write(document, &writing, &out);
    text html = text_copy(of->memory, buffer_text(&out));
    buffer_free(&of->with->body);
    of->with->body = out;
    return html;
}

void body_facts_to_record(const body_facts *told, buffer *record)
{
    record_add_number(record, told->headings.count);
    for (size_t i = 0; i < told->headings.count; i++)
        record_add_text(record, told->headings.items[i].id);
    record_add_number(record, told->findings.anchors.count);
    for (size_t i = 0; i < told->findings.anchors.count; i++) {
        const anchor_use *use = &told->findings.anchors.items[i];
        record_add_number(record, use->page);
        record_add_text(record, use->anchor);
        record_add_number(record, (uint64_t)use->line);
        record_add_number(record, (uint64_t)use->column);
    }
    record_add_number(record, told->findings.files.count);
    for (size_t i = 0; i < told->findings.files.count; i++) {
        const file_use *use = &told->findings.files.items[i];
        record_add_text(record, use->path);
        record_add_number(record, (uint64_t)use->line);
        record_add_number(record, (uint64_t)use->column);
    }
}
