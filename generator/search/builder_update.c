// The index made from the last one: lists in which no page has another level than before stay as they were written.
#include "search/builder_parts.h"

#include "language/search_fold.h"
#include "search/code.h"

#include <string.h>

enum { NO_LEVEL = 0xFF, CHANGED_SHARE = 20 };   // when more than one page in so many has changed all is made anew

typedef struct {
    uint32_t document;
    text said;                  // its words now, by their numbers in what is kept
} changed_page;

typedef struct {
    index_builder built;
    const index_plan *plan;
    kept_index kept;
    arena memory;
    struct { changed_page *items; size_t count, capacity; } changed;
    int64_t *mentions_more, *pages_more;    // by word
    struct { uint32_t *items; size_t count, capacity; } words;      // that changed pages say or said
    bool *is_noted;                         // by word
    uint32_t *place_of;                     // by term: 1 + its place in touched
    struct { uint32_t *items; size_t count, capacity; } touched;    // terms
    uint8_t *levels;                        // of the changed pages: by place in touched, then by changed page
    bool *is_other;                         // by place in touched: whether the list is no more what was written
    double *heard;                          // by term
} updater;

// ---- What has changed

static text told_fingerprint(const kept_index *kept, size_t document)
{
    return (text){ (const char *)(kept->fingerprints.items + document * FINGERPRINT_NUMBERS), sizeof(fingerprint) };
}

static const corpus_page *page_of(const updater *with, size_t document)
{
    return &with->plan->corpus->pages[with->plan->pages[document]];
}

static bool find_changed(updater *with)
{
    for (uint32_t d = 0; d < with->plan->page_count; d++) {
        if (!page_of(with, d)->is_known)
            return false;
        if (!text_equals(fingerprint_text(&page_of(with, d)->words), told_fingerprint(&with->kept, d)))
            *ARENA_PUSH(&with->memory, with->changed) = (changed_page){ .document = d };
    }
    return with->changed.count <= with->plan->page_count / CHANGED_SHARE + 1;
}

static void note_word(updater *with, uint32_t word, int sign, const corpus_word *said)
{
    with->mentions_more[word] += sign * ((int64_t)said->body + (said->fixed > 0));
    with->pages_more[word] += sign;
    if (!with->is_noted[word])
        *ARENA_PUSH(&with->memory, with->words) = word;
    with->is_noted[word] = true;
}

static bool forget_said(updater *with, text said)
{
    for (corpus_word word; said.length > 0;) {
        if (!corpus_next(&said, &word) || word.surface >= with->kept.words.ends.count)
            return false;
        note_word(with, (uint32_t)word.surface, -1, &word);
    }
    return true;
}

// Changed pages were made in this build, or their words are kept.
static bool learn_said(updater *with, changed_page *page)
{
    const corpus_page *now = page_of(with, page->document);
    search_corpus one = { .memory = &with->memory };
    const search_corpus *in = with->plan->corpus;
    text packed = now->packed;
    if (now->is_waiting) {
        text record = in->kept.find(in->kept.context, &now->words);
        if (record.length == 0)
            return false;
        one.pages = ARENA_NEW(&with->memory, corpus_page, 1);
        one.page_count = 1;
        corpus_add(&one, 0, record);
        in = &one;
        packed = one.pages[0].packed;
    }
    buffer said = { 0 };
    bool fine = true;
    uint32_t number;
    for (corpus_word word; fine && corpus_next(&packed, &word);) {
        fine = kept_index_find(&with->kept, in->surfaces.items[word.surface], &number);
        if (!fine)
            break;
        note_word(with, number, 1, &word);
        word.surface = number;
        corpus_pack(&said, &word);
    }
    page->said = text_copy(&with->memory, buffer_text(&said));
    buffer_free(&said);
    return fine;
}

static bool compare_pages(updater *with)
{
    size_t words = with->kept.words.ends.count;
    with->mentions_more = ARENA_NEW(&with->memory, int64_t, words + 1);
    with->pages_more = ARENA_NEW(&with->memory, int64_t, words + 1);
    with->is_noted = ARENA_NEW(&with->memory, bool, words + 1);
    bool fine = true;
    for (size_t i = 0; i < with->changed.count && fine; i++)
        fine = forget_said(with, text_list_at(&with->kept.said, with->changed.items[i].document))
            && learn_said(with, &with->changed.items[i]);
    return fine;
}

// ---- Whether the words stay what they are

// Only the commonest words of a letter are told for misspellings: whether a word is among them stays as it is.
static bool stays_in_spelling(const kept_index *kept, text word, uint32_t before, uint32_t after)
{
    arena scratch = { 0 };
    text letter = builder_first_letter(search_word_fold(&scratch, word));
    bool stays = true;
    for (size_t i = 0; i < kept->cut_least.count && stays; i++) {
        uint32_t least = kept->cut_least.items[i];
        if (text_equals(text_list_at(&kept->cut_letters, i), letter))
            stays = (before < least && after < least) || (before > least && after > least);
    }
    arena_free(&scratch);
    return stays;
}

// Takes the change in; false when the lexicon or the files of words may be others now.
static bool settle_word(updater *with, uint32_t word)
{
    kept_index *kept = &with->kept;
    int64_t mentions = (int64_t)kept->mentions.items[word] + with->mentions_more[word];
    int64_t pages = (int64_t)kept->pages.items[word] + with->pages_more[word];
    if (mentions <= 0 || pages <= 0 || mentions > UINT32_MAX || pages > (int64_t)with->plan->page_count)
        return false;
    uint32_t before = kept->pages.items[word], after = (uint32_t)pages;
    bool stays = lexicon_weight((size_t)mentions) == lexicon_weight(kept->mentions.items[word]);
    if (before != after)
        stays = stays && builder_commonness(before) == builder_commonness(after)
             && (kept->word_flags.items[word] & WORD_HAS_DOUBLES) == 0
             && stays_in_spelling(kept, text_list_at(&kept->words, word), before, after);
    kept->mentions.items[word] = (uint32_t)mentions;
    kept->pages.items[word] = after;
    return stays;
}

static bool settle_words(updater *with)
{
    bool fine = with->kept.settings.items[KEPT_AVERAGE] == builder_average_length(with->plan);
    for (size_t i = 0; i < with->words.count && fine; i++)
        fine = settle_word(with, with->words.items[i]);
    return fine;
}

// ---- Levels of the changed pages

static uint32_t first_of(const number_list *ends, size_t i)
{
    return i > 0 ? ends->items[i - 1] : 0;
}

static void find_touched(updater *with)
{
    const kept_index *kept = &with->kept;
    size_t terms = kept->keys.ends.count;
    with->place_of = ARENA_NEW(&with->memory, uint32_t, terms + 1);
    for (size_t i = 0; i < with->words.count; i++) {
        uint32_t word = with->words.items[i];
        for (uint32_t t = first_of(&kept->target_ends, word); t < kept->target_ends.items[word]; t++) {
            uint32_t term = kept->targets.items[t] >> CLASS_BITS;
            if (with->place_of[term] != 0)
                continue;
            *ARENA_PUSH(&with->memory, with->touched) = term;
            with->place_of[term] = (uint32_t)with->touched.count;
        }
    }
}

// Of what is said on a page the level of each term: the next page's, or none, stands [step] places behind.
static void weigh(updater *with, text said, size_t length, uint8_t *levels, size_t step)
{
    const kept_index *kept = &with->kept;
    text rest = said;
    for (corpus_word word; corpus_next(&rest, &word);) {
        double heard = builder_heard(&word, length, kept->settings.items[KEPT_AVERAGE]);
        for (uint32_t t = first_of(&kept->target_ends, word.surface); t < kept->target_ends.items[word.surface]; t++) {
            uint32_t target = kept->targets.items[t];
            with->heard[target >> CLASS_BITS] += builder_heard_as(target & ((1 << CLASS_BITS) - 1), heard);
        }
    }
    rest = said;
    for (corpus_word word; corpus_next(&rest, &word);)
        for (uint32_t t = first_of(&kept->target_ends, word.surface); t < kept->target_ends.items[word.surface]; t++) {
            uint32_t term = kept->targets.items[t] >> CLASS_BITS;
            if (with->heard[term] > 0)
                levels[(with->place_of[term] - 1) * step] = (uint8_t)builder_level(with->heard[term]);
            with->heard[term] = 0;
        }
}

// A sentence more leaves most words of a page at their levels. [before] has none, then and now.
static void weigh_changed(updater *with, size_t which, uint8_t *before)
{
    size_t pages = with->changed.count;
    const changed_page *page = &with->changed.items[which];
    uint32_t document = page->document;
    weigh(with, text_list_at(&with->kept.said, document), with->kept.lengths.items[document], before, 1);
    weigh(with, page->said, page_of(with, document)->body_length, with->levels + which, pages);
    for (size_t i = 0; i < with->touched.count; i++) {
        with->is_other[i] = with->is_other[i] || before[i] != with->levels[i * pages + which];
        before[i] = NO_LEVEL;
    }
}

// Lists also tell how the words that more or fewer pages have begin.
static void note_forms(updater *with)
{
    const kept_index *kept = &with->kept;
    for (size_t i = 0; i < with->words.count; i++) {
        uint32_t word = with->words.items[i];
        for (uint32_t t = first_of(&kept->target_ends, word); with->pages_more[word] != 0 && t < kept->target_ends.items[word]; t++)
            with->is_other[with->place_of[kept->targets.items[t] >> CLASS_BITS] - 1] = true;
    }
}

static void weigh_all_changed(updater *with)
{
    size_t terms = with->touched.count, size = terms * with->changed.count;
    with->heard = ARENA_NEW(&with->memory, double, with->kept.keys.ends.count + 1);
    with->levels = ARENA_NEW(&with->memory, uint8_t, size + 1);
    with->is_other = ARENA_NEW(&with->memory, bool, terms + 1);
    uint8_t *before = ARENA_NEW(&with->memory, uint8_t, terms + 1);
    memset(with->levels, NO_LEVEL, size);
    memset(before, NO_LEVEL, terms);
    for (size_t i = 0; i < with->changed.count; i++)
        weigh_changed(with, i, before);
    note_forms(with);
}

// ---- Lists

// What stands in a list as it was written. False when the list is damaged.
typedef struct {
    text groups;
    bool has_tail;
} written_list;

static bool open_list(text entry, written_list *list)
{
    uint64_t head = 0, tail;
    size_t dot = text_find_byte(entry, '.', 0);
    list->groups = dot == TEXT_NOT_FOUND ? (text){ 0 } : text_from(entry, dot + 1);
    bool fine = code_take(&list->groups, &head);
    list->has_tail = (head & 1) != 0;
    return fine && (!list->has_tail || code_take(&list->groups, &tail));
}

static bool take_levels(text groups, uint8_t *levels, size_t documents)
{
    uint64_t head, step;
    while (groups.length > 0) {
        if (!code_take(&groups, &head))
            return false;
        uint64_t document = 0;
        for (uint64_t i = 0; i < head >> 4; i++) {
            if (!code_take(&groups, &step) || step >= documents || document + step >= documents)
                return false;
            document += step;
            levels[document++] = head & (LEVELS - 1);
        }
    }
    return true;
}

typedef struct {
    uint8_t *levels;            // by document
    uint32_t *postings;
    term_form *forms;
    arena scratch;
} list_room;

static void take_forms(const updater *with, uint32_t term, list_room *room, list_source *source)
{
    const kept_index *kept = &with->kept;
    room->forms = ARENA_NEW(&room->scratch, term_form, kept->form_ends.items[term] - first_of(&kept->form_ends, term) + 1);
    for (uint32_t i = first_of(&kept->form_ends, term); i < kept->form_ends.items[term]; i++) {
        uint32_t word = kept->forms.items[i];
        room->forms[source->form_count++] = (term_form){ search_word_fold(&room->scratch, text_list_at(&kept->words, word)),
                                                         kept->pages.items[word] };
    }
    source->forms = room->forms;
}

static bool renew_list(updater *with, uint32_t term, const written_list *old, text tail, list_room *room, list_writer *writer)
{
    size_t documents = with->plan->page_count, place = with->place_of[term] - 1;
    memset(room->levels, NO_LEVEL, documents);
    if (!take_levels(old->groups, room->levels, documents) || !take_levels(tail, room->levels, documents))
        return false;
    for (size_t i = 0; i < with->changed.count; i++)
        room->levels[with->changed.items[i].document] = with->levels[place * with->changed.count + i];
    list_source source = { .key = text_list_at(&with->kept.keys, term),
                           .says_little = with->kept.says_little.items[term] != 0, .postings = room->postings };
    for (uint32_t d = 0; d < documents; d++)
        if (room->levels[d] != NO_LEVEL)
            room->postings[source.count++] = d << 4 | room->levels[d];
    take_forms(with, term, room, &source);
    list_writer_encode(writer, &source);
    arena_reset(&room->scratch);
    // Where a tail comes or goes those after it have other numbers.
    return source.count > 0 && (writer->tail.length > 0) == old->has_tail;
}

static bool add_lists(updater *with, list_writer *writer, kept_index *next)
{
    const kept_index *kept = &with->kept;
    list_room room = { .levels = ARENA_NEW(&with->memory, uint8_t, with->plan->page_count + 1),
                       .postings = ARENA_NEW(&with->memory, uint32_t, with->plan->page_count + 1) };
    bool fine = true;
    for (uint32_t t = 0; t < kept->keys.ends.count && fine; t++) {
        written_list old;
        text entry = text_list_at(&kept->lists, t), tail = { 0 };
        fine = open_list(entry, &old) && (!old.has_tail || writer->tails < kept->tails.ends.count);
        if (fine && old.has_tail)
            tail = text_list_at(&kept->tails, writer->tails);
        if (fine && with->place_of[t] != 0 && with->is_other[with->place_of[t] - 1]) {
            fine = renew_list(with, t, &old, tail, &room, writer);
            entry = buffer_text(&writer->entry);
            tail = buffer_text(&writer->tail);
        }
        if (!fine)
            break;
        text_list_add(&with->memory, &next->lists, entry);
        if (tail.length > 0)
            text_list_add(&with->memory, &next->tails, tail);
        list_writer_add(writer, entry, tail);
    }
    arena_free(&room.scratch);
    return fine;
}

// ---- What stays, and what is kept for the next time

static void add_files(index_builder *with, char kind, const text_list *files, const char *name, const text_list *firsts)
{
    data *list = data_list(&with->memory);
    for (size_t i = 0; i < files->ends.count; i++) {
        builder_add_file(with, kind, i, text_list_at(files, i));
        data_add(&with->memory, list, data_text(&with->memory, text_list_at(firsts, i)));
    }
    data_set(&with->memory, with->root, name, list);
}

static void keep_changed(updater *with, kept_index *next)
{
    text_list said = { 0 };
    size_t c = 0;
    for (uint32_t d = 0; d < with->plan->page_count; d++) {
        bool is_changed = c < with->changed.count && with->changed.items[c].document == d;
        text_list_add(&with->memory, &said, is_changed ? with->changed.items[c].said : text_list_at(&with->kept.said, d));
        if (!is_changed)
            continue;
        next->lengths.items[d] = (uint32_t)page_of(with, d)->body_length;
        memcpy(next->fingerprints.items + (size_t)d * FINGERPRINT_NUMBERS, page_of(with, d)->words.bytes, sizeof(fingerprint));
        c++;
    }
    next->said = said;
}

static void keep(updater *with, kept_index *next)
{
    const index_keeper *keeper = with->plan->keeper;
    if (!keeper->begin(keeper->context))
        return;
    keep_changed(with, next);
    kept_index_write(next, &keeper->sink);
    keeper->end(keeper->context);
}

static index_update_result write_all(updater *with)
{
    index_update_result result = INDEX_NOT_KEPT;
    kept_index next = with->kept;
    next.lists = next.tails = (text_list){ 0 };
    list_writer writer;
    builder_begin(&with->built, with->plan, with->kept.settings.items[KEPT_LACKS_DICTIONARY] != 0);
    list_writer_begin(&writer, &with->built);
    bool fine = add_lists(with, &writer, &next);
    list_writer_end(&writer);
    if (fine) {
        add_files(&with->built, 'd', &with->kept.dictionary, "words", &with->kept.firsts);
        add_files(&with->built, 's', &with->kept.spelling, "letters", &with->kept.letters);
        result = builder_end(&with->built) ? INDEX_UPDATED : INDEX_FAILED;
    }
    if (result == INDEX_UPDATED)
        keep(with, &next);
    kept_index_free(&next);
    arena_free(&with->built.memory);
    return result;
}

// ---- Words for those who make all anew

// Pages may have other numbers now: their words are known by their fingerprint.
static void restore_words(updater *with)
{
    const kept_index *kept = &with->kept;
    size_t count = kept->words.ends.count;
    text *surfaces = ARENA_NEW(&with->memory, text, count + 1);
    corpus_numbering by = { surfaces, count, ARENA_NEW(&with->memory, uint32_t, count + 1) };
    table documents = { .memory = &with->memory };
    for (size_t w = 0; w < count; w++)
        surfaces[w] = text_list_at(&kept->words, w);
    for (size_t d = 0; d < kept->lengths.count; d++)
        *table_put(&documents, told_fingerprint(kept, d), NULL) = d + 1;
    for (size_t d = 0; d < with->plan->page_count; d++) {
        const corpus_page *page = page_of(with, d);
        const uintptr_t *known = page->is_waiting ? table_get(&documents, fingerprint_text(&page->words)) : NULL;
        if (known != NULL)
            corpus_add_packed(with->plan->corpus, with->plan->pages[d], text_list_at(&kept->said, *known - 1), &by);
    }
}

index_update_result index_update(const index_plan *plan)
{
    updater with = { .plan = plan };
    fingerprint version = builder_version(plan);
    text saved = plan->keeper->load(plan->keeper->context, &with.memory);
    index_update_result result = INDEX_NOT_KEPT;
    bool is_kept = kept_index_read(&with.memory, saved, &version, &with.kept);
    bool fine = is_kept && with.kept.lengths.count == plan->page_count
             && find_changed(&with) && compare_pages(&with) && settle_words(&with);
    if (fine) {
        find_touched(&with);
        weigh_all_changed(&with);
        result = write_all(&with);
    }
    if (is_kept && result == INDEX_NOT_KEPT)
        restore_words(&with);
    arena_free(&with.memory);
    return result;
}
