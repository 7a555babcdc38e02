#include "publishers/page_search.h"

#include "base/digest.h"
#include "document/markdown.h"
#include "search/builder.h"

enum { STAMP_LENGTH = 12 };

// ---- Documents

// A kit has a front page of its own.
static bool is_findable(const build *of, const edition *in, const page *own)
{
    if (!edition_holds(in, own))
        return false;
    text code = build_language(of, own->language), rest = text_from(own->url, code.length);
    return in->kit == NULL || !text_equals(rest, TEXT("/index.html"));
}

void page_search_prepare(build *of)
{
    size_t languages = of->site->config.languages.count;
    if (!of->site->config.has_search)
        return;
    of->search.documents = ARENA_NEW(of->memory, uint32_t *, of->editions.count);
    of->search.page_stamps = ARENA_NEW(of->memory, text, of->editions.count * languages);
    of->search.words = ARENA_NEW(of->memory, search_corpus, languages);
    of->search.lexicons = ARENA_NEW(of->memory, lexicon *, languages);
    for (size_t l = 0; l < languages; l++) {
        of->search.words[l].memory = of->memory;
        of->search.words[l].pages = ARENA_NEW(of->memory, corpus_page, of->site->page_count);
        of->search.words[l].page_count = of->site->page_count;
    }
    for (size_t e = 0; e < of->editions.count; e++) {
        uint32_t *documents = ARENA_NEW(of->memory, uint32_t, of->site->page_count);
        for (size_t l = 0; l < languages; l++) {
            buffer urls = { 0 };
            uint32_t count = 0;
            for (size_t i = 0; i < of->site->page_count; i++) {
                const page *own = &of->site->pages[i];
                if (own->language != l)
                    continue;
                documents[i] = is_findable(of, &of->editions.items[e], own) ? count++ : NO_DOCUMENT;
                if (documents[i] != NO_DOCUMENT) {
                    buffer_add(&urls, own->url);
                    buffer_add_byte(&urls, '\n');
                }
            }
            of->search.page_stamps[e * languages + l]
                = text_slice(digest_sha256(of->memory, buffer_text(&urls)), 0, STAMP_LENGTH);
            buffer_free(&urls);
        }
        of->search.documents[e] = documents;
    }
}

// ---- Fields

static bool is_other_name(text id)
{
    return text_equals(id, TEXT("synonyms")) || text_equals(id, TEXT("abbreviation"))
        || text_starts_with(id, TEXT("name_"));
}

static void add_name(arena *memory, name_list *names, const field_value *v)
{
    if (v->field->type == FIELD_TYPE_TEXT && v->text.length > 0)
        *ARENA_PUSH(memory, *names) = v->text;
}

name_list page_search_names(arena *memory, const page *own)
{
    name_list names = { 0 };
    for (size_t f = 0; f < own->kind->fields.count; f++) {
        const field_value *v = &own->fields[f];
        if (!v->is_set || !is_other_name(v->field->id))
            continue;
        add_name(memory, &names, v);
        for (size_t i = 0; v->field->type == FIELD_TYPE_LIST && i < v->count; i++)
            add_name(memory, &names, &v->items[i]);
    }
    return names;
}

typedef struct {
    const build *of;
    const page *own;
    arena *memory;
    buffer *out;
} field_reader;

static void add_words(const field_reader *to, text said)
{
    if (said.length > 0 && to->out->length > 0)
        buffer_add_byte(to->out, ' ');
    buffer_add(to->out, said);
}

// Markdown in a field: its mistakes are told when the page is made.
static text plain_words(const field_reader *to, text markdown)
{
    diagnostics ignored = { .memory = to->memory };
    markdown_options options = { .path = to->own->path, .first_line = 1 };
    node *parsed = markdown_parse(to->memory, markdown, &options, &ignored);
    return parsed != NULL ? document_plain_text(to->memory, parsed) : (text){ 0 };
}

static void add_field(const field_reader *to, const field_value *v, int depth)
{
    if (!v->is_set || depth > 3)
        return;
    switch (v->field->type) {
    case FIELD_TYPE_TEXT: add_words(to, v->text); break;
    case FIELD_TYPE_LONG: case FIELD_TYPE_MARKDOWN: add_words(to, plain_words(to, v->text)); break;
    case FIELD_TYPE_CHOICE:
        if (v->choice != NULL)
            add_words(to, words_in(v->choice->label, to->own->language, to->of->site->config.languages.count));
        break;
    case FIELD_TYPE_LIST: case FIELD_TYPE_RECORD:
        for (size_t i = 0; i < v->count; i++)
            add_field(to, &v->items[i], depth + 1);
        break;
    default: break;
    }
}

// What the fields say stands on the page, under no heading of its own.
static page_sections with_fields(const field_reader *to, const page_sections *sections)
{
    page_sections all = { 0 };
    for (size_t i = 0; i < sections->count; i++)
        *ARENA_PUSH(to->memory, all) = sections->items[i];
    for (size_t f = 0; f < to->own->kind->fields.count; f++)
        if (!is_other_name(to->own->fields[f].field->id))
            add_field(to, &to->own->fields[f], 0);
    if (to->out->length > 0)
        *ARENA_PUSH(to->memory, all) = (page_section){ .body = text_copy(to->memory, buffer_text(to->out)) };
    return all;
}

// ---- Words

static void add_page_words(const build *of, const page *own, const page_sections *sections, word_counts *counts)
{
    word_counts_add(counts, own->title, WORDS_TITLE);
    word_counts_add(counts, own->summary, WORDS_SUMMARY);
    word_counts_add(counts, words_in(own->kind->label, own->language, of->site->config.languages.count), WORDS_KIND);
    for (size_t i = 0; i < own->tag_count; i++)
        word_counts_add(counts, own->tags[i], WORDS_TAG);
    name_list names = page_search_names(counts->memory, own);
    for (size_t i = 0; i < names.count; i++)
        word_counts_add(counts, names.items[i], WORDS_NAME);
    word_counts_add_sections(counts, sections);
}

static data *page_content(const page *own, const page_sections *sections, arena *memory)
{
    data *made = data_list(memory), *parts = data_list(memory);
    data_add(memory, made, data_text(memory, own->url));
    data_add(memory, made, data_text(memory, own->title));
    data_add(memory, made, data_text(memory, own->kind->id));
    data_add(memory, made, data_text(memory, own->summary));
    for (size_t i = 0; i < sections->count; i++) {
        text said[] = { sections->items[i].id, sections->items[i].title, sections->items[i].body };
        data_add(memory, parts, data_texts(memory, said, 3));
    }
    data_add(memory, made, parts);
    return made;
}

static bool write_content(const build *of, size_t edition_number, const page *own, const page_sections *sections,
                          arena *memory)
{
    uint32_t document = of->search.documents[edition_number][own->number];
    if (document == NO_DOCUMENT)
        return true;
    text language = build_language(of, own->language), url;
    text stamp = of->search.page_stamps[edition_number * of->site->config.languages.count + own->language];
    buffer out = { 0 };
    index_page_script(language, document, stamp, page_content(own, sections, memory), &out);
    url = text_join(memory, TEXT("assets/search/"), index_page_name(memory, language, document));
    bool fine = build_write(of, edition_number, url, buffer_text(&out));
    buffer_free(&out);
    return fine;
}

static void tell_words(const word_counts *counts, buffer *record)
{
    buffer told = { 0 };
    word_counts_to_record(counts, &told);
    build_note_words(buffer_text(&told));
    buffer_add(record, text_slice(buffer_text(&told), 0, COUNTED_WORDS_SUMMARY));
    buffer_free(&told);
}

bool page_search_tell(const build *of, size_t edition_number, const page *own, const page_sections *sections, arena *memory,
                      diagnostics *found, buffer *record)
{
    if (!of->site->config.has_search || (of->is_check && edition_number > 0))
        return true;
    buffer fields = { 0 };
    field_reader reader = { of, own, memory, &fields };
    page_sections all = with_fields(&reader, sections);
    buffer_free(&fields);
    if (edition_number == 0) {
        word_counts counts = { .memory = memory };
        add_page_words(of, own, &all, &counts);
        if (counts.left_out.length > 0)
            report(found, SEARCH_WORDS_TOO_MANY, at(own->path, own->line, 1), "the search will not find the page by \"%.*s\", nor by "
                   "other words that come after it for the first time; divide the page", TEXT_PRINT(counts.left_out));
        if (!of->is_check)
            tell_words(&counts, record);
    }
    return of->is_check || write_content(of, edition_number, own, &all, memory);
}

void page_search_take(build *of, const page *own, text summary)
{
    if (summary.length == 0 || of->keeps_index || !of->site->config.has_search)
        return;
    search_corpus *corpus = &of->search.words[own->language];
    if (of->search.told.length > 0)
        corpus_add(corpus, own->number, of->search.told);
    else
        corpus_add_later(corpus, own->number, summary);
}

// ---- Words of pages that were not made

void page_search_keep_words(build *of, const counted_words_source *kept)
{
    for (size_t l = 0; of->search.words != NULL && l < of->site->config.languages.count; l++)
        of->search.words[l].kept = *kept;
}

bool page_search_next_kept(const build *of, size_t *number, fingerprint *found)
{
    for (; of->search.words != NULL && *number < of->site->page_count; ++*number) {
        const corpus_page *told = &of->search.words[of->site->pages[*number].language].pages[*number];
        if (!told->is_known)
            continue;
        *found = told->words;
        ++*number;
        return true;
    }
    return false;
}
