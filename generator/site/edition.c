#include "site/edition.h"

#include "base/files.h"
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

// No file system takes more in a name; in a whole address more is of no use to anybody.
enum { NAME_LIMIT = 255, ADDRESS_LIMIT = 2000 };

static bool is_too_long(text url, place where, diagnostics *found)
{
    text rest = url, part;
    bool is = url.length > ADDRESS_LIMIT;
    while (!is && url.length > NAME_LIMIT && text_take_part(&rest, '/', &part))
        is = part.length > NAME_LIMIT;
    if (is)
        report(found, FILE_NAME_TOO_LONG, where, "shorten it, or give it a 'slug': a name in an address may have 255 bytes (ä has two), "
               "'.html' included, and all of the address 2,000");
    return is;
}

static void report_folder(text folder, text file_owner, text inner_owner, place where, diagnostics *found)
{
    report(found, OUTPUT_DUPLICATE, where, "%.*s would be a file made from %.*s and the folder of what is made from %.*s; give one of them "
           "another name", TEXT_PRINT(folder), TEXT_PRINT(file_owner), TEXT_PRINT(inner_owner));
}

// Claims the folders of [url], whose lower-case form is [lower]; false when one of them is a file.
static bool claim_folders(edition *in, text lower, const claim *by, place where, diagnostics *found)
{
    for (text folder = path_folder(lower); folder.length > 0; folder = path_folder(folder)) {
        bool is_new;
        uintptr_t *slot = table_put(&in->folders, folder, &is_new);
        if (!is_new)
            return true;
        *slot = (uintptr_t)by;
        const claim *file = table_find(&in->outputs, folder);
        if (file != NULL) {
            report_folder(file->url, file->owner, by->owner, where, found);
            return false;
        }
    }
    return true;
}

bool edition_claim(arena *memory, edition *in, text url, text owner, place where, diagnostics *found)
{
    bool is_new;
    text lower = unicode_lower(memory, url);
    if (is_too_long(url, where, found))
        return false;
    uintptr_t *slot = table_put(&in->outputs, lower, &is_new);
    if (!is_new) {
        const claim *other = (const claim *)*slot;
        report(found, OUTPUT_DUPLICATE, where, "%.*s is also made from %.*s; give one of them another name or 'slug'",
               TEXT_PRINT(url), TEXT_PRINT(other->owner));
        return false;
    }
    claim *kept = ARENA_NEW(memory, claim, 1);
    *kept = (claim){ url, owner };
    *slot = (uintptr_t)kept;
    const claim *inner = table_find(&in->folders, lower);
    if (inner != NULL)
        report_folder(url, owner, inner->owner, where, found);
    return inner == NULL && claim_folders(in, lower, kept, where, found);
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
    made.items[0] = (edition){ .page_count = of->page_count, .outputs = { .memory = memory }, .folders = { .memory = memory } };
    table_reserve(&made.items[0].outputs, of->page_count);
    for (size_t k = 0; k < of->config.kit_count; k++) {
        const kit_config *kit = &of->config.kits[k];
        selection chosen;
        size_t in_all = 0, before = found->count;
        if (!selection_read(memory, of, kit->definition, of->config.path, found, &chosen))
            continue;
        for (size_t l = 0; l < languages; l++) {
            edition *fresh = &made.items[made.count];
            *fresh = (edition){ .number = made.count, .kit = kit, .language = l, .outputs = { .memory = memory }, .folders = { .memory = memory },
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
