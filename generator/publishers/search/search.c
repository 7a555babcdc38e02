#include "publishers/search/search.h"

static text script_url(arena *memory, const build *of, size_t language)
{
    return text_format(memory, "assets/search-%.*s.js", TEXT_PRINT(build_language(of, language)));
}

static bool plan(build *of, job_list *jobs)
{
    for (size_t e = 0; e < of->editions.count; e++) {
        const edition *in = &of->editions.items[e];
        for (size_t l = 0; l < of->site->config.languages.count; l++) {
            if (!edition_has_language(in, l))
                continue;
            stage when = in->kit != NULL ? STAGE_KIT_INDEX : STAGE_SITE_INDEX;
            job *made = build_add_job(of, jobs, &search_publisher, when, 0, e, script_url(of->memory, of, l),
                                      of->site->config.path, at(of->site->config.path, 1, 1));
            if (made != NULL)
                made->language = l;
        }
    }
    return true;
}

static void add_text(arena *memory, data *list, text t)
{
    data_add(memory, list, data_text(memory, t));
}

// Other names of what the page tells of, by which readers may look for it: those of a term.
static bool is_other_name(text id)
{
    return text_equals(id, TEXT("synonyms")) || text_equals(id, TEXT("abbreviation"))
        || text_starts_with(id, TEXT("name_"));
}

static void add_other_names(arena *memory, data *names, const page *indexed)
{
    for (size_t f = 0; f < indexed->kind->fields.count; f++) {
        const field_value *v = &indexed->fields[f];
        if (!v->is_set || !is_other_name(v->field->id))
            continue;
        if (v->field->type == FIELD_TYPE_TEXT)
            add_text(memory, names, v->text);
        for (size_t i = 0; v->field->type == FIELD_TYPE_LIST && i < v->count; i++)
            if (v->items[i].field->type == FIELD_TYPE_TEXT)
                add_text(memory, names, v->items[i].text);
    }
}

static data *page_entry(const build *of, const page *indexed, arena *memory)
{
    size_t languages = of->site->config.languages.count;
    const page_facts *facts = &of->facts[indexed->number];
    data *made = data_list(memory), *headings = data_list(memory), *tags = data_list(memory);
    for (size_t i = 0; i < facts->heading_count; i++) {
        data *heading = data_list(memory);
        add_text(memory, heading, facts->headings[i].id);
        add_text(memory, heading, facts->headings[i].title);
        data_add(memory, headings, heading);
    }
    for (size_t i = 0; i < indexed->tag_count; i++)
        add_text(memory, tags, indexed->tags[i]);
    add_other_names(memory, tags, indexed);
    add_text(memory, made, indexed->url);
    add_text(memory, made, indexed->title);
    add_text(memory, made, indexed->summary);
    add_text(memory, made, words_in(indexed->kind->label, indexed->language, languages));
    data_add(memory, made, headings);
    add_text(memory, made, indexed->kind->id);
    data_add(memory, made, tags);
    return made;
}

static bool run(const build *of, const job *done, diagnostics *found, buffer *record)
{
    (void)found, (void)record;
    arena memory = { 0 };
    const edition *in = &of->editions.items[done->edition];
    data *pages = data_list(&memory), *index = data_map(&memory);
    for (size_t i = 0; i < of->site->page_count; i++) {
        const page *indexed = &of->site->pages[i];
        if (indexed->language == done->language && edition_holds(in, indexed))
            data_add(&memory, pages, page_entry(of, indexed, &memory));
    }
    data_set(&memory, index, "version", data_number(&memory, 1));
    data_set(&memory, index, "pages", pages);
    buffer out = { 0 };
    buffer_format(&out, "DigitoriSearch.load(\"%.*s\",", TEXT_PRINT(build_language(of, done->language)));
    data_write_json(index, false, &out);
    buffer_add_string(&out, ");\n");
    bool fine = build_write(of, done->edition, done->url, buffer_text(&out));
    buffer_free(&out);
    arena_free(&memory);
    return fine;
}

const publisher search_publisher = { "search", plan, run, NULL };
