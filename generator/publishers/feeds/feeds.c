#include "publishers/feeds/feeds.h"

#include "formats/html.h"
#include "site/links.h"

typedef enum {
    MAKE_FEED, MAKE_SITEMAP, MAKE_PAGES, MAKE_TERMS, MAKE_KINDS, MAKE_FORMS, MAKE_SITE, MAKE_CATALOGUE, MAKE_CHANGES,
    MAKE_CHECKS
} made_thing;

enum { FEED_ENTRIES = 50 };

static void add(build *of, job_list *jobs, made_thing what, size_t language, text url)
{
    job *made = build_add_job(of, jobs, &feeds_publisher, STAGE_SITE_INDEX, (int)what, 0, url, of->site->config.path,
                              at(of->site->config.path, 1, 1));
    if (made == NULL)
        return;
    made->language = language;
    made->reads = what == MAKE_SITE || what == MAKE_CATALOGUE || what == MAKE_CHANGES || what == MAKE_CHECKS
                ? READS_ALL : READS_MODEL;
}

static bool plan(build *of, job_list *jobs)
{
    for (size_t l = 0; l < of->site->config.languages.count; l++)
        add(of, jobs, MAKE_FEED, l, text_format(of->memory, "%.*s/feed.xml", TEXT_PRINT(build_language(of, l))));
    add(of, jobs, MAKE_SITEMAP, 0, TEXT("sitemap.xml"));
    add(of, jobs, MAKE_PAGES, 0, TEXT("data/pages.json"));
    add(of, jobs, MAKE_TERMS, 0, TEXT("data/terms.json"));
    add(of, jobs, MAKE_KINDS, 0, TEXT("data/kinds.json"));
    add(of, jobs, MAKE_FORMS, 0, TEXT("data/forms.json"));
    add(of, jobs, MAKE_SITE, 0, TEXT("data/site.json"));
    add(of, jobs, MAKE_CHECKS, 0, TEXT("data/checks.json"));
    add(of, jobs, MAKE_CATALOGUE, 0, TEXT("data/digitori.json"));
    if (of->changes != NULL)
        add(of, jobs, MAKE_CHANGES, 0, TEXT("data/changes.json"));
    return true;
}

static void element(buffer *out, const char *name, text contents)
{
    buffer_format(out, "<%s>", name);
    html_escape(out, contents);
    buffer_format(out, "</%s>\n", name);
}

// Without an address of its own a site's files refer to each other.
static text absolute(arena *memory, const build *of, text url)
{
    return text_join(memory, of->site->config.base_url, address_encode(memory, url));
}

// ---- Atom

static date date_of_entry(const page *shown)
{
    return date_is_set(shown->updated) && date_compare(shown->updated, shown->date) > 0 ? shown->updated : shown->date;
}

static text timestamp(arena *memory, date d)
{
    date shown = date_is_set(d) ? d : (date){ 1970, 1, 1 };
    return text_format(memory, "%.*sT00:00:00Z", TEXT_PRINT(date_iso(memory, shown)));
}

static size_t feed_pages(arena *memory, const build *of, size_t language, const page ***pages)
{
    const site *model = of->site;
    size_t count = 0;
    *pages = ARENA_NEW(memory, const page *, model->page_count);
    for (size_t i = 0; i < model->page_count; i++) {
        const page *p = &model->pages[i];
        if (p->language == language && p->kind->in_feed && date_is_set(p->date))
            (*pages)[count++] = p;
    }
    pages_sort(*pages, count, TEXT("date"), true);
    return count < FEED_ENTRIES ? count : FEED_ENTRIES;
}

static void add_entry(arena *memory, const build *of, const page *shown, buffer *out)
{
    text language = build_language(of, shown->language), url = absolute(memory, of, shown->url);
    text id = of->site->config.base_url.length > 0 ? url
            : text_format(memory, "urn:digitori:%.*s", TEXT_PRINT(address_encode(memory, shown->url)));
    buffer_add_string(out, "<entry>\n");
    element(out, "id", id);
    element(out, "title", shown->title);
    buffer_add_string(out, "<link href=\"");
    html_escape(out, url);
    buffer_format(out, "\" hreflang=\"%.*s\"/>\n", TEXT_PRINT(language));
    element(out, "published", timestamp(memory, shown->date));
    element(out, "updated", timestamp(memory, date_of_entry(shown)));
    buffer_add_string(out, "<category term=\"");
    html_escape(out, shown->kind->id);
    buffer_add_string(out, "\" label=\"");
    html_escape(out, words_in(shown->kind->label, shown->language, of->site->config.languages.count));
    buffer_add_string(out, "\"/>\n");
    if (shown->summary.length > 0)
        element(out, "summary", shown->summary);
    buffer_add_string(out, "</entry>\n");
}

static void write_feed(arena *memory, const build *of, const job *done, buffer *out)
{
    const site_config *config = &of->site->config;
    text language = build_language(of, done->language), title = words_in(config->title, done->language, config->languages.count);
    const page **pages;
    size_t count = feed_pages(memory, of, done->language, &pages);
    date newest = { 0 };
    for (size_t i = 0; i < count; i++)
        if (date_compare(date_of_entry(pages[i]), newest) > 0)
            newest = date_of_entry(pages[i]);
    text self = absolute(memory, of, done->url);
    buffer_format(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"%.*s\">\n",
                  TEXT_PRINT(language));
    element(out, "id", config->base_url.length > 0 ? self : text_format(memory, "urn:digitori:%.*s", TEXT_PRINT(done->url)));
    element(out, "title", title);
    buffer_format(out, "<link rel=\"self\" href=\"%.*s\"/>\n", TEXT_PRINT(html_escaped(memory, self)));
    text front = absolute(memory, of, text_format(memory, "%.*s/index.html", TEXT_PRINT(language)));
    buffer_format(out, "<link href=\"%.*s\"/>\n", TEXT_PRINT(html_escaped(memory, front)));
    element(out, "updated", timestamp(memory, newest));
    buffer_add_string(out, "<author>\n");
    element(out, "name", config->publisher_name.length > 0 ? config->publisher_name : title);
    buffer_add_string(out, "</author>\n");
    if (config->licence.length > 0)
        element(out, "rights", config->licence);
    for (size_t i = 0; i < count; i++)
        add_entry(memory, of, pages[i], out);
    buffer_add_string(out, "</feed>\n");
}

// ---- Sitemap

static void write_sitemap(arena *memory, const build *of, buffer *out)
{
    const site *model = of->site;
    buffer_add_string(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                           "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for (size_t l = 0; l < model->config.languages.count; l++) {
        text front = text_format(memory, "%.*s/index.html", TEXT_PRINT(build_language(of, l)));
        buffer_add_string(out, "<url>");
        buffer_format(out, "<loc>%.*s</loc></url>\n", TEXT_PRINT(html_escaped(memory, absolute(memory, of, front))));
    }
    for (size_t i = 0; i < model->page_count; i++) {
        const page *p = &model->pages[i];
        if (text_ends_with(p->url, TEXT("/index.html")) && path_folder(p->url).length <= 12
            && config_language(&model->config, path_folder(p->url)) < model->config.languages.count)
            continue;       // a front page, listed above
        buffer_format(out, "<url><loc>%.*s</loc>", TEXT_PRINT(html_escaped(memory, absolute(memory, of, p->url))));
        date changed = date_is_set(p->updated) ? p->updated : p->date;
        if (date_is_set(changed))
            buffer_format(out, "<lastmod>%.*s</lastmod>", TEXT_PRINT(date_iso(memory, changed)));
        buffer_add_string(out, "</url>\n");
    }
    buffer_add_string(out, "</urlset>\n");
}

static bool run(const build *of, const job *done, diagnostics *found, buffer *record)
{
    (void)found, (void)record;
    arena memory = { 0 };
    buffer out = { 0 };
    switch ((made_thing)done->what) {
    case MAKE_FEED: write_feed(&memory, of, done, &out); break;
    case MAKE_SITEMAP: write_sitemap(&memory, of, &out); break;
    case MAKE_PAGES: data_write_json(open_data_pages(&memory, of), true, &out); break;
    case MAKE_TERMS: data_write_json(open_data_terms(&memory, of), true, &out); break;
    case MAKE_KINDS: data_write_json(open_data_kinds(&memory, of), true, &out); break;
    case MAKE_FORMS: data_write_json(open_data_forms(&memory, of), true, &out); break;
    case MAKE_CHANGES: data_write_json(changes_data(&memory, of->site, of->changes), true, &out); break;
    case MAKE_CHECKS: data_write_json(open_data_checks(&memory, of), true, &out); break;
    case MAKE_SITE: data_write_json(open_data_site(&memory, of), true, &out); break;
    case MAKE_CATALOGUE: open_data_catalogue(&memory, of, &out); break;
    }
    bool fine = build_write(of, done->edition, done->url, buffer_text(&out));
    buffer_free(&out);
    arena_free(&memory);
    return fine;
}

const publisher feeds_publisher = { "feeds", plan, run, NULL };
