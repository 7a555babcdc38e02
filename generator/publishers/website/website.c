// Planning and dispatch. The pages themselves are made in the rest of the folder.
#include "publishers/website/website.h"

#include "publishers/website/worker.h"

// Bytes; what file systems take, with room for what stands beside.
enum { ALIAS_LIMIT = 1000, ALIAS_PART_LIMIT = 200 };

typedef enum {
    MAKE_PAGE, MAKE_LIST, MAKE_TAG, MAKE_TAGS, MAKE_NETWORK, MAKE_FRONT, MAKE_KIT_FRONT, MAKE_DOWNLOADS, MAKE_SEARCH, MAKE_LETTER_PAGE,
    MAKE_ACCESSIBILITY, MAKE_CHANGES, MAKE_NOT_FOUND, MAKE_ROOT, MAKE_REDIRECT, MAKE_COLOURS, MAKE_ASSET, COPY_FILES
} made_thing;

// The addresses of an edition are claimed in this order, so that a page that
// stands in the way of one the site makes is the one reported.
typedef struct {
    build *of;
    job_list *jobs;
    size_t edition_number;
    edition *edition;
    arena *memory;
} planner;

static job *add(const planner *with, stage when, made_thing what, size_t language, text url, text path, place where)
{
    if (when == STAGE_PAGES && with->edition->kit != NULL)
        when = STAGE_KIT_PAGES;
    job *made = build_add_job(with->of, with->jobs, &website_publisher, when, (int)what, with->edition_number, url,
                              path, where);
    if (made == NULL)
        return NULL;
    made->language = language;
    bool shows_what_others_made = what == MAKE_FRONT || what == MAKE_DOWNLOADS || what == MAKE_CHANGES || what == COPY_FILES;
    made->reads = shows_what_others_made ? READS_ALL : READS_MODEL;
    return made;
}

// The page's own text is on what is made.
static void read_body(job *made, const page *own)
{
    made->body = own;
    made->reads = READS_PAGE;
}

static place of_site(const planner *with)
{
    return at(with->of->site->config.path, 1, 1);
}

static text in_language(const planner *with, size_t language, const char *name)
{
    return text_format(with->memory, "%.*s/%s", TEXT_PRINT(build_language(with->of, language)), name);
}

// ---- Lists

static const page *page_at(const planner *with, text url)
{
    text path = text_format(with->memory, "%.*s/%.*s.md", TEXT_PRINT(with->of->site->config.content),
                            TEXT_PRINT(path_without_extension(url)));
    const page *own = table_find(&with->of->site->pages_by_path, path);
    return own != NULL && edition_holds(with->edition, own) && text_equals(own->url, url) ? own : NULL;
}

static void add_list_part(const planner *with, const list_subject *subject)
{
    list_subject *kept = ARENA_NEW(with->memory, list_subject, 1);
    *kept = *subject;
    text path = subject->own_page != NULL ? subject->own_page->path : subject->kind->path;
    text url = list_part_url(with->memory, subject->url, subject->part);
    job *made = add(with, STAGE_PAGES, MAKE_LIST, subject->language, url, path, at(path, 1, 1));
    if (made == NULL)
        return;
    made->subject = kept;
    if (subject->own_page != NULL && subject->field == NULL)
        read_body(made, subject->own_page);
}

static void add_list(const planner *with, list_subject subject, text url, size_t count)
{
    subject.url = url;
    subject.part_count = (count + LIST_PART - 1) / LIST_PART;
    for (subject.part = 1; subject.part <= subject.part_count; subject.part++) {
        add_list_part(with, &subject);
        subject.own_page = NULL;        // its text stands on the first part
    }
}

static void plan_facets(const planner *with, const list_subject *whole, text list_url, page_list pages)
{
    facet_list facets = facets_of(with->memory, with->of->site, whole->kind, whole->language, pages);
    for (size_t f = 0; f < facets.count; f++) {
        for (size_t v = 0; v < facets.items[f].count; v++) {
            list_subject part = *whole;
            part.own_page = NULL;
            part.field = facets.items[f].field;
            part.value = facets.items[f].values[v].id;
            part.label = facets.items[f].values[v].label;
            add_list(with, part, facet_url(with->memory, list_url, part.field, part.value), facets.items[f].values[v].count);
        }
    }
}

static void plan_lists(const planner *with, size_t language)
{
    const site *model = with->of->site;
    for (size_t k = 0; k < model->kind_count; k++) {
        page_list pages = held_pages(with->memory, with->of, with->edition, model->kinds[k], language);
        if (!model->kinds[k]->listed || pages.count == 0)
            continue;
        text url = site_list_url(model, model->kinds[k], language);
        list_subject whole = { .kind = model->kinds[k], .language = language, .own_page = page_at(with, url) };
        add_list(with, whole, url, pages.count);
        plan_facets(with, &whole, url, pages);
    }
}

// ---- Tags

static void plan_tags(const planner *with, size_t language)
{
    const tag_list *tags = &with->of->site->tags[language];
    bool has_tags = false;
    for (size_t t = 0; t < tags->count; t++) {
        bool is_used = false;
        for (size_t i = 0; i < tags->items[t].count && !is_used; i++)
            is_used = edition_holds(with->edition, tags->items[t].pages[i]);
        if (!is_used)
            continue;
        text url = site_tag_url(with->memory, with->of->site, language, &tags->items[t]);
        job *made = add(with, STAGE_PAGES, MAKE_TAG, language, url, tags->items[t].pages[0]->path,
                        at(tags->items[t].pages[0]->path, 1, 1));
        if (made != NULL)
            made->subject = &tags->items[t];
        has_tags = true;
    }
    if (has_tags)
        add(with, STAGE_PAGES, MAKE_TAGS, language, site_tag_url(with->memory, with->of->site, language, NULL),
            with->of->site->config.path, of_site(with));
}

// ---- Other Digitoris

static void add_network(const planner *with, size_t language, const network_subject *subject)
{
    network_subject *kept = ARENA_NEW(with->memory, network_subject, 1);
    *kept = *subject;
    job *made = add(with, STAGE_PAGES, MAKE_NETWORK, language, network_url(with->memory, with->of, language, subject),
                    with->of->site->config.path, of_site(with));
    if (made != NULL)
        made->subject = kept;
}

// One for each value where there are two or more to choose from, as in lists.
static void plan_network(const planner *with, size_t language)
{
    const network *others = &with->of->network;
    bool has_kind[CATALOGUE_KINDS] = { false };
    size_t member_count = 0, kind_count = 0;
    if (others->count == 0)
        return;
    add_network(with, language, &(network_subject){ 0 });
    for (size_t i = 0; i < others->count; i++) {
        const catalogue *told = &others->items[i].copy.catalogue;
        member_count += others->items[i].has_copy && told->item_count > 0;
        for (size_t item = 0; item < told->item_count && others->items[i].has_copy; item++)
            has_kind[told->items[item].kind] = true;
    }
    for (int k = 0; k < CATALOGUE_KINDS; k++)
        kind_count += has_kind[k];
    for (size_t i = 0; i < others->count && member_count > 1; i++)
        if (others->items[i].has_copy && others->items[i].copy.catalogue.item_count > 0)
            add_network(with, language, &(network_subject){ .member = &others->items[i] });
    for (int k = 0; k < CATALOGUE_KINDS && kind_count > 1; k++)
        if (has_kind[k])
            add_network(with, language, &(network_subject){ .has_kind = true, .kind = (catalogue_kind)k });
}

// ---- Search

static void plan_search(const planner *with, size_t language)
{
    text path = with->of->site->config.path;
    const letter_index *index = letter_index_make(with->memory, with->of, with->edition, language);
    job *made = add(with, STAGE_PAGES, MAKE_SEARCH, language, in_language(with, language, "search.html"), path, of_site(with));
    if (made != NULL)
        made->subject = index;
    for (size_t i = 0; index != NULL && i < letter_index_count(index); i++) {
        text url;
        const letter_page *shown = letter_index_page(index, i, &url);
        made = add(with, STAGE_PAGES, MAKE_LETTER_PAGE, language, url, path, of_site(with));
        if (made != NULL)
            made->subject = shown;
    }
}

// ---- Pages

static bool is_made_otherwise(const planner *with, const page *own)
{
    if (!text_ends_with(own->url, TEXT("/index.html")))
        return false;
    text front = in_language(with, own->language, "index.html");
    if (text_equals(own->url, front))
        return true;
    const site *model = with->of->site;
    for (size_t k = 0; k < model->kind_count; k++) {
        if (model->kinds[k]->listed
            && text_equals(own->url, site_list_url(model, model->kinds[k], own->language)))
            return held_pages(with->memory, with->of, with->edition, model->kinds[k], own->language).count > 0;
    }
    return false;
}

static bool is_too_long_a_name(text url)
{
    if (url.length > ALIAS_LIMIT)
        return true;
    for (text part; text_take_part(&url, '/', &part);)
        if (part.length > ALIAS_PART_LIMIT)
            return true;
    return false;
}

// "/old/page.html", "old/page" and "../x" as seen from the root of the language.
static bool alias_url(const planner *with, const page *own, text alias, text *url)
{
    text trimmed = text_starts_with(alias, TEXT("/")) ? text_from(alias, 1) : alias;
    text language = text_join(with->memory, build_language(with->of, own->language), TEXT("/"));
    bool has_language = false;
    for (size_t l = 0; l < with->of->site->config.languages.count; l++)
        has_language |= text_starts_with(trimmed, text_join(with->memory, build_language(with->of, l), TEXT("/")));
    if (!has_language)
        trimmed = text_join(with->memory, language, trimmed);
    if (text_ends_with(trimmed, TEXT(".md")))
        trimmed = path_without_extension(trimmed);
    if (text_ends_with(trimmed, TEXT("/")))
        trimmed = text_join(with->memory, trimmed, TEXT("index.html"));
    else if (!text_ends_with(trimmed, TEXT(".html")))
        trimmed = text_join(with->memory, trimmed, TEXT(".html"));
    for (size_t i = 0; i < trimmed.length; i++)
        if ((unsigned char)trimmed.bytes[i] <= ' ' || text_find_byte(TEXT("\\:*?\"<>|%#"), trimmed.bytes[i], 0) != TEXT_NOT_FOUND)
            return false;
    return !is_too_long_a_name(trimmed) && path_resolve(with->memory, TEXT("x"), trimmed, url) && text_equals(*url, trimmed);
}

static void plan_aliases(const planner *with, const page *own)
{
    for (size_t i = 0; i < own->alias_count; i++) {
        text url;
        if (!alias_url(with, own, own->aliases[i], &url)) {
            if (with->edition_number == 0)
                report(with->of->found, ALIAS_INVALID, at(own->path, own->line, 1),
                       "'%.*s': write the old address from the language's folder, such as old/name.html",
                       TEXT_PRINT(value_shown(with->memory, own->aliases[i])));
            continue;
        }
        job *made = add(with, STAGE_PAGES, MAKE_REDIRECT, own->language, url, own->path, at(own->path, own->line, 1));
        if (made != NULL)
            made->subject = own;
    }
}

static void plan_pages(const planner *with)
{
    const site *model = with->of->site;
    for (size_t i = 0; i < model->page_count; i++) {
        const page *own = &model->pages[i];
        if (!edition_holds(with->edition, own) || is_made_otherwise(with, own))
            continue;
        job *made = add(with, STAGE_PAGES, MAKE_PAGE, own->language, own->url, own->path, at(own->path, own->line, 1));
        if (made == NULL)
            continue;
        made->subject = own;
        read_body(made, own);
        // A form shows the documents that were made of it.
        if (own->form == NULL)
            made->reads = READS_SHOWN;
    }
    for (size_t i = 0; i < model->page_count; i++)
        if (edition_holds(with->edition, &model->pages[i]))
            plan_aliases(with, &model->pages[i]);
}

// ---- The rest

static void plan_language(const planner *with, size_t language)
{
    text path = with->of->site->config.path;
    bool is_kit = with->edition->kit != NULL;
    text index = in_language(with, language, "index.html");
    const page *own = page_at(with, index);
    if (!is_kit) {
        add(with, STAGE_FRONT, MAKE_FRONT, language, index, own != NULL ? own->path : path, of_site(with));
        add(with, STAGE_FRONT, MAKE_DOWNLOADS, language, in_language(with, language, "downloads.html"), path, of_site(with));
        add(with, STAGE_PAGES, MAKE_ACCESSIBILITY, language, in_language(with, language, "accessibility.html"), path, of_site(with));
        plan_network(with, language);
    } else {
        add(with, STAGE_PAGES, MAKE_KIT_FRONT, language, index, path, of_site(with));
    }
    if (with->of->changes != NULL)
        add(with, is_kit ? STAGE_KIT_INDEX : STAGE_SITE_INDEX, MAKE_CHANGES, language, in_language(with, language, "changes.html"),
            path, of_site(with));
    if (with->of->site->config.has_search)
        plan_search(with, language);
    plan_lists(with, language);
    plan_tags(with, language);
}

static void plan_files(const planner *with)
{
    const theme *look = with->of->theme;
    text path = with->of->site->config.path;
    bool is_kit = with->edition->kit != NULL;
    add(with, STAGE_PAGES, MAKE_ROOT, with->edition->language, TEXT("index.html"), path, of_site(with));
    if (!is_kit)
        add(with, STAGE_PAGES, MAKE_NOT_FOUND, 0, TEXT("404.html"), path, of_site(with));
    for (size_t i = 0; i < look->file_count; i++) {
        if (!text_starts_with(look->files[i].name, TEXT("assets/")))
            continue;
        job *made = add(with, STAGE_PAGES, MAKE_ASSET, 0, look->files[i].name, look->files[i].path,
                        at(look->files[i].path, 1, 1));
        if (made != NULL)
            made->subject = &look->files[i];
    }
    if (look->site_colours != NULL)
        add(with, STAGE_PAGES, MAKE_COLOURS, 0, TEXT("assets/colours.css"), path, of_site(with));
    add(with, is_kit ? STAGE_KIT_INDEX : STAGE_SITE_INDEX, COPY_FILES, 0, (text){ 0 }, path, of_site(with));
}

static bool plan(build *of, job_list *jobs)
{
    network_prepare(of);
    for (size_t e = 0; e < of->editions.count; e++) {
        planner with = { of, jobs, e, &of->editions.items[e], of->memory };
        plan_files(&with);
        for (size_t l = 0; l < of->site->config.languages.count; l++)
            if (edition_has_language(with.edition, l))
                plan_language(&with, l);
        plan_pages(&with);
    }
    return website_prepare(of);
}

static bool make(making *of, const job *done, buffer *record)
{
    switch ((made_thing)done->what) {
    case MAKE_PAGE:
        of->page = done->subject;
        return make_page(of, record);
    case MAKE_LIST: return make_list(of, done, record);
    case MAKE_TAG: return make_tag(of, done);
    case MAKE_TAGS: return make_tags(of);
    case MAKE_NETWORK: return make_network(of, done);
    case MAKE_FRONT: return make_front(of, record);
    case MAKE_KIT_FRONT: return make_kit_front(of, record);
    case MAKE_DOWNLOADS: return make_downloads(of);
    case MAKE_SEARCH: return make_search(of, done);
    case MAKE_LETTER_PAGE: return make_letter_page(of, done);
    case MAKE_ACCESSIBILITY: return make_accessibility(of);
    case MAKE_CHANGES: return make_changes(of);
    case MAKE_NOT_FOUND: return make_not_found(of);
    case MAKE_ROOT: return make_root(of);
    case MAKE_REDIRECT: return make_redirect(of, done);
    case MAKE_COLOURS: return make_colours(of->build, done);
    case MAKE_ASSET: return make_asset(of->build, done);
    case COPY_FILES: return copy_files(of->build, done);
    }
    return true;
}

static bool run(const build *of, const job *done, diagnostics *found, buffer *record)
{
    static arena memory;        // kept between pages: its first block is used again
    making made = making_begin(worker_of(of), &memory, done, found);
    bool fine = make(&made, done, record);
    arena_reset(&memory);
    return fine;
}

// ---- What pages told

static const page *page_of_job(const build *of, const job *done)
{
    const list_subject *subject = done->subject;
    switch ((made_thing)done->what) {
    case MAKE_PAGE: return done->subject;
    case MAKE_LIST: return subject->field == NULL ? subject->own_page : NULL;
    case MAKE_FRONT: return table_find(&of->site->pages_by_path, done->path);
    default: return NULL;
    }
}

static page_facts take_headings(text *record)
{
    page_facts facts = { .is_known = true, .heading_count = (size_t)record_take_number(record) };
    const char *first = record->bytes;
    for (size_t i = 0; i < facts.heading_count && record->bytes != NULL; i++)
        record_take_text(record);
    if (record->bytes != NULL)
        facts.headings = text_between(first, record->bytes);
    return facts;
}

static void take_anchors(build *of, const page *from, text *record)
{
    uint64_t count = record_take_number(record);
    for (uint64_t i = 0; i < count && record->bytes != NULL; i++) {
        anchor_use use = { .page = (size_t)record_take_number(record) };
        use.anchor = text_copy(of->memory, record_take_text(record));
        use.line = (int)record_take_number(record);
        use.column = (int)record_take_number(record);
        if (from != NULL && use.page < of->site->page_count)
            *ARENA_PUSH(of->memory, of->anchors) = (page_anchor_use){ from, use };
    }
}

static void take_files(build *of, const job *done, const page *from, text *record)
{
    uint64_t count = record_take_number(record);
    for (uint64_t i = 0; i < count && record->bytes != NULL; i++) {
        page_file_use shown = { .from = from, .use = { .path = text_copy(of->memory, record_take_text(record)) } };
        shown.use.line = (int)record_take_number(record);
        shown.use.column = (int)record_take_number(record);
        build_note_file(of, done->edition, shown.use.path);
        if (from != NULL && done->edition == 0)
            *ARENA_PUSH(of->memory, of->file_uses) = shown;
    }
}

static void take(build *of, const job *done, text record)
{
    bool has_facts = done->what == MAKE_PAGE || done->what == MAKE_LIST || done->what == MAKE_FRONT
                  || done->what == MAKE_KIT_FRONT;
    if (!has_facts)
        return;
    const page *own = page_of_job(of, done);
    bool is_website = done->edition == 0;
    page_facts facts = take_headings(&record);
    if (own != NULL && is_website) {
        if (!done->is_kept)             // the record of a job that is kept stays
            facts.headings = text_copy(of->memory, facts.headings);
        of->facts[own->number] = facts;
    }
    take_anchors(of, is_website ? own : NULL, &record);
    take_files(of, done, own, &record);
    if (own != NULL && is_website)
        page_search_take(of, own, record);
}

const publisher website_publisher = { "website", plan, run, take };
