// data/checks.json: what was checked when the site was published, and how often something was found; and what the
// accessibility statement says of its assessment, for it is made from the same settings.
//
// No places: that something may be personal data must not be a guide to it. Nothing that depends on the day of
// publishing: the same site has the same record.
#include "base/dates.h"
#include "publishers/feeds/feeds.h"

static bool depends_on_the_day(diagnostic_kind found)
{
    return found == REVIEW_OVERDUE;
}

static void set_date(arena *memory, data *into, const char *key, const value *settings)
{
    date read = { 0 };
    date_parse(value_text(value_get(settings, text_of(key))), &read);
    data_set_known(memory, into, key, date_iso(memory, read));
}

static void set_words(arena *memory, const build *of, data *into, const char *key, const value *settings)
{
    const site_config *config = &of->site->config;
    diagnostics ignored = { .memory = memory };         // told when the site was planned
    words said = words_read(memory, value_get(settings, text_of(key)), config->path, &config->languages, &ignored);
    data *made = data_map(memory);
    for (size_t l = 0; said.by_language != NULL && l < config->languages.count; l++)
        if (said.by_language[l].length > 0)
            data_set_key(memory, made, build_language(of, l), data_text(memory, said.by_language[l]));
    if (made->map.count > 0)
        data_set(memory, into, key, made);
}

static data *assessment(arena *memory, const build *of)
{
    const value *settings = of->site->config.accessibility;
    data *made = data_map(memory);
    data_set_known(memory, made, "status", value_text(value_get(settings, TEXT("status"))));
    set_date(memory, made, "checked", settings);
    set_date(memory, made, "updated", settings);
    set_words(memory, of, made, "method", settings);
    set_words(memory, of, made, "result", settings);
    return made;
}

// Every mistake that is looked for. Errors are never published, so only warnings can have been found.
static data *checks(arena *memory, const build *of)
{
    size_t found[DIAGNOSTIC_KINDS] = { 0 };
    data *made = data_list(memory);
    for (size_t i = 0; i < of->found->count; i++)
        found[of->found->items[i].kind]++;
    for (int i = 0; i < DIAGNOSTIC_KINDS; i++) {
        diagnostic_kind looked_for = (diagnostic_kind)i;
        if (depends_on_the_day(looked_for))
            continue;
        data *check = data_map(memory);
        data_set_text(memory, check, "check", text_copy(memory, text_of(diagnostic_name(looked_for))));
        data_set_text(memory, check, "looks_for", text_of(diagnostic_message(looked_for)));
        data_set_bool(memory, check, "prevents_publishing", diagnostic_severity(looked_for) == SEVERITY_ERROR);
        data_set(memory, check, "found", data_number(memory, (double)found[i]));
        data_add(memory, made, check);
    }
    return made;
}

data *open_data_checks(arena *memory, const build *of)
{
    data *made = data_map(memory);
    data_set(memory, made, "version", data_number(memory, 1));
    data_set_text(memory, made, "generator", TEXT("Digitori " DIGITORI_VERSION));
    data_set_known(memory, made, "newest_page", date_iso(memory, of->site->newest));
    data_set(memory, made, "pages", data_number(memory, (double)of->site->page_count));
    data_set(memory, made, "accessibility", assessment(memory, of));
    data_set(memory, made, "checks", checks(memory, of));
    return made;
}
