#include "publishers/website/worker.h"

#include "language/formatting.h"
#include "site/links.h"

#include <string.h>

// One per process: workers are forked, and each makes its own when it first needs it.
worker *worker_of(const build *of)
{
    static worker *current;
    if (current != NULL && current->build == of)
        return current;
    worker *fresh = memory_allocate(1, sizeof *fresh);
    size_t languages = of->site->config.languages.count;
    fresh->build = of;
    fresh->templates = of->website;
    fresh->html_words = ARENA_NEW(&fresh->memory, html_words, languages);
    for (size_t l = 0; l < languages; l++) {
        html_words *shown = &fresh->html_words[l];
        theme_callouts(of->theme, l, shown->callouts);
        shown->footnotes = theme_string(of->theme, l, "generator.footnotes");
        shown->back_to_text = theme_string(of->theme, l, "generator.back_to_text");
        shown->table = theme_string(of->theme, l, "generator.table");
        shown->out_of_kit = theme_string(of->theme, l, "generator.out_of_kit");
    }
    fresh->terms = ARENA_NEW(&fresh->memory, term_list *, of->editions.count * languages);
    fresh->has_terms = ARENA_NEW(&fresh->memory, bool, of->editions.count * languages);
    current = fresh;
    return current;
}

static text root_of(arena *memory, text url)
{
    size_t depth = 0;
    for (size_t i = 0; i < url.length; i++)
        depth += url.bytes[i] == '/';
    char *root = ARENA_NEW(memory, char, depth * 3 + 1);
    for (size_t i = 0; i < depth; i++)
        memcpy(root + i * 3, "../", 3);
    return (text){ root, depth * 3 };
}

making making_begin(worker *with, arena *memory, const job *done, diagnostics *found)
{
    return (making){
        .with = with, .build = with->build, .edition = &with->build->editions.items[done->edition],
        .language = done->language, .url = done->url, .root = root_of(memory, done->url),
        .memory = memory, .found = found, .is_silent = done->edition != 0,
    };
}

text url_to(const making *of, text url)
{
    return address_encode(of->memory, text_join(of->memory, of->root, url));
}

data *text_or_false(arena *memory, text t)
{
    return t.length > 0 ? data_text(memory, t) : data_bool(memory, false);
}

data *date_data(const making *of, date d)
{
    if (!date_is_set(d))
        return data_bool(of->memory, false);
    data *made = data_map(of->memory);
    data_set_text(of->memory, made, "iso", date_iso(of->memory, d));
    data_set_text(of->memory, made, "text", format_date(of->memory, build_language(of->build, of->language), d));
    return made;
}

text url_of_list(const making *of, const kind *of_kind)
{
    text url = site_list_url(of->build->site, of_kind, of->language);
    return of_kind->listed && edition_publishes(of->edition, url) ? url_to(of, url) : (text){ 0 };
}

page_list held_pages(arena *memory, const build *of, const edition *in, const kind *of_kind, size_t language)
{
    page_list all = site_pages_of_kind(of->site, of_kind, language);
    if (in->holds == NULL)
        return all;
    page_list held = { ARENA_NEW(memory, const page *, all.count), 0 };
    for (size_t i = 0; i < all.count; i++)
        if (edition_holds(in, all.items[i]))
            held.items[held.count++] = all.items[i];
    return held;
}
