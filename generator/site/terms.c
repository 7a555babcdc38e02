#include "site/terms.h"

#include "base/unicode.h"
#include "language/inflection.h"
#include "language/words.h"
#include "site/links.h"

enum { WORD_LIMIT = 6, PREFIX = 2 };

// One way of writing a term: a few words that follow one another.
typedef struct {
    const page *page;
    size_t term;                    // number of the term, shared by its ways of writing
    base_forms words[WORD_LIMIT];
    size_t word_count;
    text exact;                     // an abbreviation: must stand exactly so
} spelling;

struct term_list {
    arena memory;
    inflection *inflection;
    table by_prefix;                // first letters of the first word -> spelling_list *
    size_t term_count;
    size_t *used_on;                // by term: number of the document it was linked in last
    size_t document;
};

typedef struct {
    spelling *items;
    size_t count, capacity;
} spelling_list;

// The first letters in lower case: most words of a page share them with no
// term and are never analysed.
static text prefix_of(text word, char bytes[PREFIX * 4])
{
    size_t length = 0;
    uint32_t character;
    for (int i = 0; i < PREFIX && unicode_take(&word, &character); i++) {
        if (character < 0x80) {
            bytes[length++] = (char)(character >= 'A' && character <= 'Z' ? character + 32 : character);
            continue;
        }
        arena scratch = { 0 };
        char encoded[4];
        text lower = unicode_lower(&scratch, (text){ encoded, unicode_encode(character, encoded) });
        for (size_t j = 0; j < lower.length && length < PREFIX * 4; j++)
            bytes[length++] = lower.bytes[j];
        arena_free(&scratch);
    }
    return (text){ bytes, length };
}

static bool is_abbreviation(text word)
{
    size_t capitals = 0;
    for (size_t i = 0; i < word.length; i++)
        capitals += word.bytes[i] >= 'A' && word.bytes[i] <= 'Z';
    return word.length <= 8 && capitals >= 2 && text_find_byte(word, ' ', 0) == TEXT_NOT_FOUND;
}

static void add_spelling(term_list *terms, const page *of_page, size_t term, text written)
{
    spelling made = { .page = of_page, .term = term };
    if (is_abbreviation(written))
        made.exact = written;
    text first = { 0 };
    word_span span;
    for (size_t offset = 0; words_next(written, &offset, &span); made.word_count++) {
        if (made.word_count == WORD_LIMIT)
            return;             // nobody writes it so in running text
        text word = text_slice(written, span.from, span.to);
        if (made.word_count == 0)
            first = word;
        made.words[made.word_count] = inflection_base_forms(terms->inflection, word);
    }
    if (made.word_count == 0)
        return;
    char bytes[PREFIX * 4];
    text prefix = text_copy(&terms->memory, prefix_of(first, bytes));
    uintptr_t *slot = table_put(&terms->by_prefix, prefix, NULL);
    if (*slot == 0)
        *slot = (uintptr_t)ARENA_NEW(&terms->memory, spelling_list, 1);
    spelling_list *list = (spelling_list *)*slot;
    *ARENA_PUSH(&terms->memory, *list) = made;
}

static void add_term(term_list *terms, const page *of_page)
{
    size_t term = terms->term_count++;
    add_spelling(terms, of_page, term, of_page->title);
    const field_value *synonyms = page_field(of_page, TEXT("synonyms"));
    for (size_t i = 0; synonyms != NULL && i < synonyms->count; i++)
        add_spelling(terms, of_page, term, synonyms->items[i].text);
    const field_value *abbreviation = page_field(of_page, TEXT("abbreviation"));
    if (abbreviation != NULL)
        add_spelling(terms, of_page, term, abbreviation->text);
}

term_list *terms_open(const site *of, const edition *in, size_t language, bool *dictionary_missing)
{
    const kind *term_kind = site_kind(of, TEXT("term"));
    arena memory = { 0 };
    page_list pages = { 0 };
    if (term_kind != NULL)
        pages = site_pages_of_kind(of, term_kind, language);
    if (pages.count == 0)
        return NULL;
    term_list *terms = ARENA_NEW(&memory, term_list, 1);
    terms->memory = memory;
    terms->by_prefix.memory = &terms->memory;
    terms->inflection = inflection_open(of->config.languages.codes[language], dictionary_missing);
    terms->used_on = ARENA_NEW(&terms->memory, size_t, pages.count);
    for (size_t i = 0; i < pages.count; i++)
        if (edition_holds(in, pages.items[i]))
            add_term(terms, pages.items[i]);
    return terms;
}

void terms_close(term_list *opened)
{
    if (opened == NULL)
        return;
    inflection_close(opened->inflection);
    arena memory = opened->memory;
    arena_free(&memory);
}

static bool share_a_form(base_forms a, base_forms b)
{
    for (size_t i = 0; i < a.count; i++)
        for (size_t j = 0; j < b.count; j++)
            if (text_equals(a.forms[i], b.forms[j]))
                return true;
    return false;
}

static text before_colon(text word)
{
    size_t colon = text_find_byte(word, ':', 0);
    return colon == TEXT_NOT_FOUND ? word : text_slice(word, 0, colon);
}

// Words of one use are parted by one space or hyphen.
static bool follows(text literal, size_t end, size_t start)
{
    text between = text_slice(literal, end, start);
    return text_equals(between, TEXT(" ")) || text_equals(between, TEXT("-")) || text_equals(between, TEXT("\xC2\xA0"));
}

// Where the use of [wanted] that begins with [first] ends; 0 when it is no use.
static size_t match(term_list *terms, const spelling *wanted, text literal, word_span first)
{
    if (wanted->exact.length > 0)
        return text_equals(before_colon(text_slice(literal, first.from, first.to)), wanted->exact) ? first.to : 0;
    word_span span = first, next;
    for (size_t i = 0; i < wanted->word_count; i++) {
        text word = text_slice(literal, span.from, span.to);
        if (!share_a_form(inflection_base_forms(terms->inflection, word), wanted->words[i]))
            return 0;
        if (i + 1 == wanted->word_count)
            break;
        size_t offset = span.to;
        if (!words_next(literal, &offset, &next) || !follows(literal, span.to, next.from))
            return 0;
        span = next;
    }
    return span.to;
}

// The longest use of a term not yet linked that begins at the word.
static const spelling *find_use(term_list *terms, const page *of_page, text literal, word_span word, size_t *end)
{
    char bytes[PREFIX * 4];
    text prefix = prefix_of(text_slice(literal, word.from, word.to), bytes);
    const spelling_list *list = table_find(&terms->by_prefix, prefix);
    const spelling *longest = NULL;
    *end = 0;
    for (size_t i = 0; list != NULL && i < list->count; i++) {
        const spelling *candidate = &list->items[i];
        size_t ends = match(terms, candidate, literal, word);
        if (ends > *end) {
            *end = ends;
            longest = candidate;
        }
    }
    // A term that is linked already, or this page's own, still takes its words.
    if (longest != NULL && (longest->page == of_page || terms->used_on[longest->term] == terms->document))
        return NULL;
    return longest;
}

// Splits [run] so that bytes [from, to) stand in a link of their own; returns the text after it.
static node *put_link(arena *memory, node *run, size_t from, size_t to, text address)
{
    text literal = run->literal;
    node *link = node_new(memory, NODE_LINK, run->line, run->column);
    link->link.type = LINK_TERM;
    link->link.address = address;
    node *word = node_new(memory, NODE_TEXT, run->line, run->column);
    word->literal = text_slice(literal, from, to);
    node_append(link, word);
    node *rest = node_new(memory, NODE_TEXT, run->line, run->column);
    rest->literal = text_from(literal, to);
    run->literal = text_slice(literal, 0, from);
    node_insert_after(run, link);
    node_insert_after(link, rest);
    return rest;
}

static node *link_in_text(term_list *terms, arena *memory, const page *of_page, text url, node *run)
{
    size_t offset = 0, end;
    word_span word;
    while (words_next(run->literal, &offset, &word)) {
        const spelling *use = find_use(terms, of_page, run->literal, word, &end);
        if (use == NULL) {
            if (end > offset)
                offset = end;
            continue;
        }
        terms->used_on[use->term] = terms->document;
        text address = address_encode(memory, path_relative(memory, url, use->page->url));
        run = put_link(memory, run, word.from, end, address);
        offset = 0;
    }
    return run;
}

static bool is_closed_to_terms(node_type type)
{
    return type == NODE_HEADING || type == NODE_LINK || type == NODE_IMAGE || type == NODE_CODE
        || type == NODE_CODE_BLOCK || type == NODE_BLOCK;
}

void terms_link(term_list *terms, arena *memory, const page *of_page, text url, node *document)
{
    terms->document++;
    int closed = 0;
    document_walk walk = { .root = document };
    while (document_next(&walk)) {
        node *current = walk.current;
        if (is_closed_to_terms(current->type))
            closed += walk.entering ? 1 : -1;
        else if (current->type == NODE_TEXT && !walk.entering && closed == 0)
            walk.current = link_in_text(terms, memory, of_page, url, current);
    }
}
