#include "site/edition.h"

#include "base/unicode.h"
#include "site/selection.h"

typedef struct {
    text url, owner;
} claim;

bool edition_holds(const edition *in, const page *of_page)
{
    return in->holds == NULL || in->holds[of_page->number];
}

bool edition_has_language(const edition *in, size_t language)
{
    return in->kit == NULL || in->language == language;
}

const page *edition_page(const edition *in, const entry *of, size_t language, size_t language_count)
{
    if (of->by_language[language] != NULL && edition_holds(in, of->by_language[language]))
        return of->by_language[language];
    for (size_t i = 0; i < language_count; i++)
        if (of->by_language[i] != NULL && edition_holds(in, of->by_language[i]))
            return of->by_language[i];
    return NULL;
}

bool edition_claim(arena *memory, edition *in, text url, text owner, place where, diagnostics *found)
{
    bool is_new;
    uintptr_t *slot = table_put(&in->outputs, unicode_lower(memory, url), &is_new);
    if (!is_new) {
        const claim *other = (const claim *)*slot;
        report(found, OUTPUT_DUPLICATE, where, "%.*s is also made from %.*s; give one of them another name or 'slug'",
               TEXT_PRINT(url), TEXT_PRINT(other->owner));
        return false;
    }
    claim *kept = ARENA_NEW(memory, claim, 1);
    *kept = (claim){ url, owner };
    *slot = (uintptr_t)kept;
    return true;
}

text edition_published_name(const edition *in, text url)
{
    arena scratch = { 0 };
    const claim *published = table_find(&in->outputs, unicode_lower(&scratch, url));
    arena_free(&scratch);
    return published != NULL ? published->url : (text){ 0 };
}

bool edition_publishes(const edition *in, text url)
{
    return url.length > 0 && text_equals(edition_published_name(in, url), url);
}

static size_t choose_pages(const site *of, const selection *chosen, edition *into)
{
    for (size_t i = 0; i < of->page_count; i++) {
        const page *p = &of->pages[i];
        into->holds[i] = p->language == into->language && selection_matches(chosen, of, p);
        into->page_count += into->holds[i];
    }
    return into->page_count;
}

edition_list editions_of(arena *memory, const site *of, diagnostics *found)
{
    size_t languages = of->config.languages.count;
    edition_list made = { ARENA_NEW(memory, edition, 1 + of->config.kit_count * languages), 1 };
    made.items[0] = (edition){ .page_count = of->page_count, .outputs = { .memory = memory } };
    for (size_t k = 0; k < of->config.kit_count; k++) {
        const kit_config *kit = &of->config.kits[k];
        selection chosen;
        size_t in_all = 0, before = found->count;
        if (!selection_read(memory, of, kit->definition, of->config.path, found, &chosen))
            continue;
        for (size_t l = 0; l < languages; l++) {
            edition *fresh = &made.items[made.count];
            *fresh = (edition){ .number = made.count, .kit = kit, .language = l, .outputs = { .memory = memory },
                                .holds = ARENA_NEW(memory, bool, of->page_count) };
            fresh->folder = text_format(memory, "kits/%.*s.%.*s/", TEXT_PRINT(kit->id),
                                        TEXT_PRINT(of->config.languages.codes[l]));
            if (choose_pages(of, &chosen, fresh) > 0)
                made.count++;
            in_all += fresh->page_count;
        }
        if (in_all == 0 && found->count == before)
            report(found, KIT_EMPTY, value_place(kit->definition, of->config.path),
                   "'%.*s': no page matches its 'include'", TEXT_PRINT(kit->id));
        else if (in_all > 0)
            selection_report_idle(&chosen, of, of->config.path, found);
    }
    return made;
}
