#include "publishers/search/search.h"

#include "base/kept_file.h"
#include "document/headings.h"
#include "document/markdown.h"
#include "language/search_words.h"
#include "language/words.h"
#include "publishers/page_search.h"
#include "publishers/search/facets.h"
#include "site/cache_folder.h"

typedef enum { TELL_FRONT, ANALYSE_WORDS, WRITE_INDEX } made_thing;

enum { CACHE_LIMIT = 256 * 1024 * 1024 };

// ---- Planning

static text index_name(arena *memory, const build *of, size_t language)
{
    return text_format(memory, "assets/search/%.*s.js", TEXT_PRINT(build_language(of, language)));
}

static job *add_job(build *of, job_list *jobs, stage when, made_thing what, size_t edition_number, size_t language, text url)
{
    job *made = build_add_job(of, jobs, &search_publisher, when, (int)what, edition_number, url, of->site->config.path,
                              at(of->site->config.path, 1, 1));
    if (made != NULL)
        made->language = language;
    return made;
}

// The front page of a language is made after the kits, whose index needs the words of all pages.
static void plan_front(build *of, job_list *jobs, size_t language)
{
    text url = text_join(of->memory, build_language(of, language), TEXT("/index.html"));
    const page *own = table_find(&of->site->pages_by_url, url);
    if (own == NULL)
        return;
    job *made = add_job(of, jobs, STAGE_PAGES, TELL_FRONT, 0, language, (text){ 0 });
    made->subject = made->body = own;
    made->reads = READS_PAGE;
    made->path = own->path;
}

static bool has_kit(const build *of, size_t language)
{
    bool has_one = false;
    for (size_t e = 1; e < of->editions.count && !has_one; e++)
        has_one = edition_has_language(&of->editions.items[e], language);
    return has_one;
}

static bool plan(build *of, job_list *jobs)
{
    if (!of->site->config.has_search)
        return true;
    for (size_t e = 0; e < of->editions.count; e++) {
        const edition *in = &of->editions.items[e];
        for (size_t l = 0; l < of->site->config.languages.count; l++) {
            if (!edition_has_language(in, l))
                continue;
            add_job(of, jobs, in->kit != NULL ? STAGE_KIT_INDEX : STAGE_SITE_INDEX, WRITE_INDEX, e, l,
                    index_name(of->memory, of, l));
            if (e > 0)
                continue;
            if (has_kit(of, l))
                add_job(of, jobs, STAGE_WORDS, ANALYSE_WORDS, e, l, (text){ 0 })->is_step = true;
            plan_front(of, jobs, l);
        }
    }
    return true;
}

// ---- The front page's words

static bool tell_front(const build *of, const job *done, diagnostics *found, buffer *record)
{
    arena memory = { 0 };
    diagnostics ignored = { .memory = &memory };        // told when the page itself is made
    const page *own = done->subject;
    page_sections sections = { 0 };
    heading_list headings = { 0 };
    text markdown;
    int line;
    node *document = NULL;
    if (site_read_body(&memory, of->site, own, &markdown, &line, &ignored)) {
        markdown_options options = { .path = own->path, .first_line = line };
        document = markdown_parse(&memory, markdown, &options, &ignored);
    }
    if (document != NULL) {
        headings_name(&memory, document, own->path, &headings, NULL);
        sections = page_sections_of(&memory, document, NULL, NULL);
    }
    bool fine = page_search_tell(of, done->edition, own, &sections, &memory, found, record);
    arena_free(&memory);
    return fine;
}

// ---- The words of a language

typedef struct {
    const build *build;
    size_t language;
} kept_words;

static text cache_path(arena *memory, const kept_words *of, const char *name)
{
    text file = text_format(memory, "%s-%.*s", name, TEXT_PRINT(build_language(of->build, of->language)));
    return cache_file(memory, &of->build->site->config, file);
}

static text load_cache(void *context, arena *memory, const char *name)
{
    text saved;
    return kept_file_read(memory, cache_path(memory, context, name), CACHE_LIMIT, &saved) ? saved : (text){ 0 };
}

// The cache only saves time: where it cannot be written the build goes on without.
static void keep_cache(void *context, const char *name, text saved)
{
    // Made without the dictionary that could not be read, it would be taken for what the dictionary says.
    if (machine_has_failed())
        return;
    const kept_words *of = context;
    if (!cache_folder_make(&of->build->site->config))
        return;
    arena memory = { 0 };
    kept_file file;
    kept_file_begin(&file, &memory, cache_path(&memory, of, name), CACHE_LIMIT);
    kept_file_add(&file, saved);
    kept_file_end(&file, true);
    arena_free(&memory);
}

// ---- The index as it is kept

typedef struct {
    kept_words of;
    arena memory;
    kept_file file;
} index_cache;

static text load_index(void *context, arena *memory)
{
    index_cache *in = context;
    return load_cache(&in->of, memory, "index");
}

static bool begin_index(void *context)
{
    index_cache *in = context;
    if (machine_has_failed() || !cache_folder_make(&in->of.build->site->config))
        return false;
    kept_file_begin(&in->file, &in->memory, cache_path(&in->memory, &in->of, "index"), CACHE_LIMIT);
    return true;
}

static void add_to_index(void *context, text piece)
{
    index_cache *in = context;
    kept_file_add(&in->file, piece);
}

static void end_index(void *context)
{
    index_cache *in = context;
    kept_file_end(&in->file, true);
}

// ---- The words of a language, analysed

static bool analyse_words(const build *of, size_t language, buffer *record)
{
    kept_words kept = { of, language };
    lexicon_caches caches = { load_cache, keep_cache, &kept };
    return lexicon_make(&of->search.words[language], build_language(of, language), of->worker_count, &caches, record);
}

// As told by the job that analysed the words for all editions; where only the site has an index they are analysed here.
static const lexicon *lexicon_of(arena *memory, const build *of, size_t language)
{
    if (of->search.lexicons[language] != NULL)
        return of->search.lexicons[language];
    buffer record = { 0 };
    const lexicon *made = NULL;
    if (corpus_complete(&of->search.words[language]) && analyse_words(of, language, &record))
        made = lexicon_take(memory, &of->search.words[language], buffer_text(&record));
    buffer_free(&record);
    return made;
}

// ---- Synonyms

typedef struct {
    index_synonym *items;
    size_t count, capacity;
} synonym_list;

typedef struct {
    text *items;
    size_t count, capacity;
} surface_array;

static surface_array surfaces_of(arena *memory, text name)
{
    surface_array found = { 0 };
    word_span word;
    for (size_t offset = 0; words_next(name, &offset, &word);)
        *ARENA_PUSH(memory, found) = search_word_surface(memory, text_slice(name, word.from, word.to));
    return found;
}

// A name of one word leads to all the words of the page's other names.
static void add_synonyms(arena *memory, const page *own, synonym_list *into)
{
    name_list names = page_search_names(memory, own);
    *ARENA_PUSH(memory, names) = own->title;
    for (size_t i = 0; i < names.count; i++) {
        surface_array from = surfaces_of(memory, names.items[i]);
        for (size_t j = 0; from.count == 1 && j < names.count; j++) {
            surface_array to = surfaces_of(memory, names.items[j]);
            for (size_t w = 0; j != i && w < to.count; w++)
                *ARENA_PUSH(memory, *into) = (index_synonym){ from.items[0], to.items[w] };
        }
    }
}

// ---- The index

typedef struct {
    const build *build;
    size_t edition;
} index_output;

static bool write_file(void *context, text name, text contents)
{
    const index_output *to = context;
    arena memory = { 0 };
    bool fine = build_write(to->build, to->edition, text_join(&memory, TEXT("assets/search/"), name), contents);
    arena_free(&memory);
    return fine;
}

static bool is_kind_of_any(const kind *known, const page **documents, size_t count)
{
    bool is_there = false;
    for (size_t d = 0; d < count && !is_there; d++)
        is_there = documents[d]->kind == known;
    return is_there;
}

static data *kinds_data(arena *memory, const build *of, size_t language, const page **documents, size_t count)
{
    data *kinds = data_list(memory);
    for (size_t k = 0; k < of->site->kind_count; k++) {
        const kind *known = of->site->kinds[k];
        if (!is_kind_of_any(known, documents, count))
            continue;
        size_t languages = of->site->config.languages.count;
        text said[] = { known->id, words_in(known->label, language, languages), words_in(known->plural, language, languages) };
        data_add(memory, kinds, data_texts(memory, said, 3));
    }
    return kinds;
}

static bool write_index(const build *of, const job *done)
{
    arena memory = { 0 };
    size_t count = 0, language = done->language;
    const page **documents = ARENA_NEW(&memory, const page *, of->site->page_count + 1);
    size_t *pages = ARENA_NEW(&memory, size_t, of->site->page_count + 1);
    synonym_list synonyms = { 0 };
    for (size_t i = 0; i < of->site->page_count; i++) {
        const page *own = &of->site->pages[i];
        if (own->language != language || of->search.documents[done->edition][i] == NO_DOCUMENT)
            continue;
        documents[count] = own;
        pages[count++] = i;
        add_synonyms(&memory, own, &synonyms);
    }
    facet_table facets = search_facets(&memory, of, documents, count, language);
    index_cache cache = { .of = { of, language } };
    index_keeper keeper = { load_index, begin_index, { add_to_index, &cache }, end_index, &cache };
    index_output output = { of, done->edition };
    index_plan plan_of = {
        .corpus = &of->search.words[language], .pages = pages, .page_count = count, .language = build_language(of, language),
        .page_stamp = of->search.page_stamps[done->edition * of->site->config.languages.count + language],
        .kinds = kinds_data(&memory, of, language, documents, count),
        .facets = facets.items, .facet_count = facets.count,
        .synonyms = synonyms.items, .synonym_count = synonyms.count,
        .write = write_file, .context = &output,
        .keeper = has_kit(of, language) ? NULL : &keeper,
    };
    // Where all pages were made nobody may ever change one: it is kept from the next build on.
    bool is_first = !corpus_is_waiting(plan_of.corpus);
    index_update_result updated = plan_of.keeper != NULL ? index_update(&plan_of) : INDEX_NOT_KEPT;
    bool fine = updated == INDEX_UPDATED;
    if (updated == INDEX_NOT_KEPT) {
        if (is_first)
            plan_of.keeper = NULL;
        plan_of.words = lexicon_of(&memory, of, language);
        fine = plan_of.words != NULL && index_build(&plan_of);
    }
    arena_free(&cache.memory);
    arena_free(&memory);
    return fine;
}

// ---- Jobs

static bool run(const build *of, const job *done, diagnostics *found, buffer *record)
{
    switch ((made_thing)done->what) {
    case TELL_FRONT: return tell_front(of, done, found, record);
    case ANALYSE_WORDS:
        return corpus_complete(&of->search.words[done->language]) && analyse_words(of, done->language, record);
    case WRITE_INDEX: return write_index(of, done);
    }
    return true;
}

static void take(build *of, const job *done, text record)
{
    if (of->keeps_index)
        return;
    if (done->what == TELL_FRONT) {
        page_search_take(of, done->subject, record);
    } else if (done->what == ANALYSE_WORDS && corpus_complete(&of->search.words[done->language])) {
        of->search.lexicons[done->language] = lexicon_take(of->memory, &of->search.words[done->language], record);
    }
}

const publisher search_publisher = { "search", plan, run, take };
