// What is kept of a built index for the next build.
#include "search/builder_parts.h"

#include "base/packed.h"
#include "base/program.h"
#include "language/search_words.h"
#include "search/code.h"

#include <string.h>

// Whatever else than the words of pages decides what the lists hold.
fingerprint builder_version(const index_plan *plan)
{
    arena scratch = { 0 };
    buffer told = { 0 };
    record_add_text(&told, program_stamp(&scratch));
    record_add_text(&told, search_words_version(&scratch));
    record_add_text(&told, plan->language);
    for (size_t i = 0; i < plan->synonym_count; i++) {
        record_add_text(&told, plan->synonyms[i].surface);
        record_add_text(&told, plan->synonyms[i].other);
    }
    fingerprint made = fingerprint_of(buffer_text(&told));
    buffer_free(&told);
    arena_free(&scratch);
    return made;
}

typedef struct {
    index_builder *with;
    kept_index *kept;
    arena *memory;
    uint32_t *numbers;      // by surface of the corpus
} keeping;

static void keep_word(keeping *of, uint32_t word)
{
    index_builder *with = of->with;
    kept_index *kept = of->kept;
    of->numbers[word] = (uint32_t)kept->words.ends.count;
    text_list_add(of->memory, &kept->words, with->plan->corpus->surfaces.items[word]);
    number_list_add(of->memory, &kept->mentions, with->plan->corpus->mentions.items[word]);
    number_list_add(of->memory, &kept->pages, with->mentions[word]);
    number_list_add(of->memory, &kept->word_flags, with->has_doubles[word] ? WORD_HAS_DOUBLES : 0);
    for (uint32_t t = with->first_target[word]; t < with->first_target[word + 1]; t++)
        number_list_add(of->memory, &kept->targets, with->targets[t]);
    number_list_add(of->memory, &kept->target_ends, kept->targets.count);
}

static void keep_words(keeping *of)
{
    const lexicon *words = of->with->plan->words;
    for (size_t i = 0; i < words->count; i++)
        if (words->order[i] < words->corpus_count && of->with->mentions[words->order[i]] > 0)
            keep_word(of, words->order[i]);
}

static void keep_terms(keeping *of)
{
    const index_builder *with = of->with;
    kept_index *kept = of->kept;
    for (size_t t = 0; t < with->term_count; t++) {
        text_list_add(of->memory, &kept->keys, with->terms[t].key);
        number_list_add(of->memory, &kept->says_little, with->terms[t].says_little);
        for (uint32_t i = with->forms.first[t]; i < with->forms.first[t + 1]; i++)
            number_list_add(of->memory, &kept->forms, of->numbers[with->forms.words[i]]);
        number_list_add(of->memory, &kept->form_ends, kept->forms.count);
    }
}

static void keep_document(keeping *of, const corpus_page *page)
{
    uint32_t words[FINGERPRINT_NUMBERS];
    buffer said = { 0 };
    text packed = page->packed;
    memcpy(words, page->words.bytes, sizeof words);
    number_list_add(of->memory, &of->kept->lengths, page->body_length);
    for (size_t i = 0; i < FINGERPRINT_NUMBERS; i++)
        number_list_add(of->memory, &of->kept->fingerprints, words[i]);
    for (corpus_word word; corpus_next(&packed, &word);) {
        word.surface = of->numbers[word.surface];
        corpus_pack(&said, &word);
    }
    text_list_add(of->memory, &of->kept->said, buffer_text(&said));
    buffer_free(&said);
}

static void keep_file(keeping *of, const index_file *file)
{
    text rest = file->payload, entry;
    switch (file->kind) {
    case 'p':
        while (text_take_part(&rest, '!', &entry))
            text_list_add(of->memory, &of->kept->lists, entry);
        break;
    case 'x': text_list_add(of->memory, &of->kept->tails, file->payload); break;
    case 'd': text_list_add(of->memory, &of->kept->dictionary, file->payload); break;
    case 's': text_list_add(of->memory, &of->kept->spelling, file->payload); break;
    default: break;
    }
}

static void keep_firsts(keeping *of, text_list *into, const char *name)
{
    const data *list = data_get(of->with->root, text_of(name));
    for (size_t i = 0; i < list->list.count; i++)
        text_list_add(of->memory, into, list->list.items[i]->text);
}

// The words of pages that are in no list are not kept, so there may be none.
static bool has_all_words(const index_plan *plan)
{
    size_t known = 0;
    for (size_t i = 0; i < plan->corpus->page_count; i++)
        known += plan->corpus->pages[i].is_known;
    return known == plan->page_count;
}

void builder_keep(index_builder *with)
{
    const index_plan *plan = with->plan;
    if (!has_all_words(plan) || !plan->keeper->begin(plan->keeper->context))
        return;
    kept_index *kept = &with->kept;
    keeping of = { with, kept, &with->memory, ARENA_NEW(&with->memory, uint32_t, plan->corpus->surfaces.count + 1) };
    kept->version = builder_version(plan);
    number_list_add(of.memory, &kept->settings, builder_average_length(plan));
    number_list_add(of.memory, &kept->settings, plan->words->lacks_dictionary);
    keep_words(&of);
    keep_terms(&of);
    for (size_t d = 0; d < plan->page_count; d++)
        keep_document(&of, &plan->corpus->pages[plan->pages[d]]);
    for (size_t i = 0; i < with->files.count; i++)
        keep_file(&of, &with->files.items[i]);
    keep_firsts(&of, &kept->firsts, "words");
    keep_firsts(&of, &kept->letters, "letters");
    kept_index_write(kept, &plan->keeper->sink);
    plan->keeper->end(plan->keeper->context);
}
