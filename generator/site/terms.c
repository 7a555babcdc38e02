#include "site/terms.h"

#include "base/unicode.h"
#include "language/inflection.h"
#include "language/words.h"
#include "site/links.h"

enum {
    WORD_LIMIT = 6,
    PREFIX = 2,
    BRANCHES = 16               // ways of writing that are followed at once; see branch_for
};

// One way of writing a term.
typedef struct {
    const page *page;
    size_t term;                // number of the term, shared by its ways of writing
    size_t number;              // of two that end alike, the first is taken
} spelling;

// Ways of writing share the words they begin with: each branch is a word after those before it.
typedef struct branch branch;

typedef struct {
    branch **items;
    size_t count, capacity;
} branch_list;

struct branch {
    text word;                  // in lower case
    table by_form;              // base form -> branch_list * of the words that may follow
    const spelling *end;        // NULL when no way of writing ends here
    size_t seen;                // the last step in which it was met
};

struct term_list {
    arena memory;
    inflection *inflection;
    table by_prefix;                // first letters of the first word -> branch *, without a word of its own
    table by_abbreviation;          // what must stand exactly so -> spelling *
    size_t term_count, spelling_count;
    size_t *used_on;                // by term: number of the document it was linked in last
    size_t document;
    size_t step;
};

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

static branch *new_branch(term_list *terms, text word)
{
    branch *made = ARENA_NEW(&terms->memory, branch, 1);
    made->word = word;
    made->by_form.memory = &terms->memory;
    return made;
}

static branch *branch_of_prefix(term_list *terms, text first)
{
    char bytes[PREFIX * 4];
    text prefix = prefix_of(first, bytes);
    branch *found = table_find(&terms->by_prefix, prefix);
    if (found == NULL)
        table_set(&terms->by_prefix, text_copy(&terms->memory, prefix), found = new_branch(terms, (text){ 0 }));
    return found;
}

// The branch of a word. It is found by each form, but when more words than anybody writes share one, the later ones only by
// the word itself: so a page takes no longer however many there are.
static branch *branch_for(term_list *terms, branch *after, base_forms word)
{
    const branch_list *known = table_find(&after->by_form, word.forms[0]);
    for (size_t i = 0; known != NULL && i < known->count; i++)
        if (text_equals(known->items[i]->word, word.forms[0]))
            return known->items[i];
    branch *made = new_branch(terms, word.forms[0]);
    for (size_t i = 0; i < word.count; i++) {
        uintptr_t *slot = table_put(&after->by_form, word.forms[i], NULL);
        if (*slot == 0)
            *slot = (uintptr_t)ARENA_NEW(&terms->memory, branch_list, 1);
        branch_list *list = (branch_list *)*slot;
        if (i == 0 || list->count + 1 < BRANCHES)
            *ARENA_PUSH(&terms->memory, *list) = made;
    }
    return made;
}

static void add_spelling(term_list *terms, const page *of_page, size_t term, text written)
{
    base_forms forms[WORD_LIMIT];
    size_t count = 0;
    text first = { 0 };
    word_span span;
    for (size_t offset = 0; words_next(written, &offset, &span); count++) {
        if (count == WORD_LIMIT)
            return;             // nobody writes it so in running text
        text word = text_slice(written, span.from, span.to);
        if (count == 0)
            first = word;
        forms[count] = inflection_base_forms(terms->inflection, word);
        if (forms[count].count == 0)
            return;
    }
    if (count == 0)
        return;
    spelling *made = ARENA_NEW(&terms->memory, spelling, 1);
    *made = (spelling){ of_page, term, terms->spelling_count++ };
    branch *last = branch_of_prefix(terms, first);
    if (is_abbreviation(written)) {
        if (table_find(&terms->by_abbreviation, written) == NULL)
            table_set(&terms->by_abbreviation, written, made);
        return;
    }
    for (size_t i = 0; i < count; i++)
        last = branch_for(terms, last, forms[i]);
    if (last->end == NULL)
        last->end = made;
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
    terms->by_prefix.memory = terms->by_abbreviation.memory = &terms->memory;
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

typedef struct {
    branch *items[BRANCHES];
    size_t count;
} branches;

// Where [word] leads from [from]: to each word with which it shares a form.
static branches step(term_list *terms, const branches *from, base_forms word)
{
    branches next = { 0 };
    terms->step++;
    for (size_t b = 0; b < from->count; b++)
        for (size_t i = 0; i < word.count; i++) {
            const branch_list *list = table_find(&from->items[b]->by_form, word.forms[i]);
            for (size_t j = 0; list != NULL && j < list->count && next.count < BRANCHES; j++) {
                bool is_new = list->items[j]->seen != terms->step;
                list->items[j]->seen = terms->step;
                if (is_new)
                    next.items[next.count++] = list->items[j];
            }
        }
    return next;
}

static const spelling *first_of(const spelling *a, const spelling *b)
{
    return a == NULL || (b != NULL && b->number < a->number) ? b : a;
}

static const spelling *end_of(const branches *from)
{
    const spelling *found = NULL;
    for (size_t i = 0; i < from->count; i++)
        found = first_of(found, from->items[i]->end);
    return found;
}

// The longest use of a term not yet linked that begins at the word.
static const spelling *find_use(term_list *terms, const page *of_page, text literal, word_span word, size_t *end)
{
    char bytes[PREFIX * 4];
    text first = text_slice(literal, word.from, word.to);
    branch *root = table_find(&terms->by_prefix, prefix_of(first, bytes));
    *end = 0;
    if (root == NULL)
        return NULL;
    const spelling *abbreviation = table_find(&terms->by_abbreviation, before_colon(first)), *longest = NULL;
    branches reached = { .items = { root }, .count = 1 };
    for (size_t i = 0; i < WORD_LIMIT; i++) {
        reached = step(terms, &reached, inflection_base_forms(terms->inflection, text_slice(literal, word.from, word.to)));
        const spelling *ends = i == 0 ? first_of(end_of(&reached), abbreviation) : end_of(&reached);
        if (ends != NULL) {
            longest = ends;
            *end = word.to;
        }
        word_span next;
        size_t offset = word.to;
        if (reached.count == 0 || !words_next(literal, &offset, &next) || !follows(literal, word.to, next.from))
            break;
        word = next;
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
