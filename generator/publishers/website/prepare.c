// The theme's templates, parsed once before the workers start, and the settings
// only the website understands.
#include "publishers/website/worker.h"

#include "schema/fields.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void parse_templates(build *of, mustache_set *templates)
{
    const theme *look = of->theme;
    for (size_t i = 0; i < look->file_count; i++) {
        const theme_file *file = &look->files[i];
        if (text_ends_with(file->name, TEXT(".mustache")))
            mustache_add(templates, path_without_extension(file->name), file->contents, file->path, of->found);
    }
}

static void check_layouts(build *of, const mustache_set *templates)
{
    static const char *const needed[] = { "page", "front", "list", "tag", "tags", "search", "search-letter", "downloads",
        "accessibility", "not-found", "root", "redirect", "kit", "network" };
    size_t count = COUNT(needed) - (of->network.count == 0);       // the last is of use only with a network
    for (size_t i = 0; i < count; i++) {
        text name = text_format(of->memory, "layouts/%s", needed[i]);
        if (!mustache_has(templates, name))
            report(of->found, LAYOUT_MISSING, at(of->site->config.path, 1, 1), "the theme needs %.*s.mustache",
                   TEXT_PRINT(name));
    }
    for (size_t k = 0; k < of->site->kind_count; k++) {
        const kind *known = of->site->kinds[k];
        if (known->layout.length > 0
            && !mustache_has(templates, text_join(of->memory, TEXT("layouts/"), known->layout)))
            report(of->found, LAYOUT_MISSING, at(known->path, 1, 1), "the theme has no layouts/%.*s.mustache",
                   TEXT_PRINT(known->layout));
    }
}

static void check_words(build *of, const value *v, text path)
{
    if (v != NULL)
        words_read(of->memory, v, path, &of->site->config.languages, of->found);
}

static void check_kind(build *of, const value *v, text path)
{
    if (v != NULL)
        site_find_kind(of->site, value_text(v), value_place(v, path), of->found);
}

// A menu may also lead to what the site makes by itself.
static void check_menu_page(build *of, const value *v, text path)
{
    static const text made[] = { TEXT_CONSTANT("front"), TEXT_CONSTANT("search"), TEXT_CONSTANT("downloads"),
                                 TEXT_CONSTANT("accessibility"), TEXT_CONSTANT("tags"), TEXT_CONSTANT("network") };
    text id = value_text(v);
    bool is_known = v == NULL || site_entry(of->site, id) != NULL || site_absence(of->site, id) == ABSENCE_UNUSABLE;
    for (size_t i = 0; i < COUNT(made) && !is_known; i++)
        is_known = text_equals(id, made[i]);
    if (is_known)
        return;
    text all = value_list_words(of->memory, made, COUNT(made));
    if (site_absence(of->site, id) == ABSENCE_DRAFT)
        report(of->found, CONFIG_VALUE, value_place(v, path), "the page '%.*s' is a draft", TEXT_PRINT(id));
    else
        report(of->found, CONFIG_VALUE, value_place(v, path), "'%.*s' is no page: write the id of a page, or one of %.*s",
               TEXT_PRINT(id), TEXT_PRINT(all));
}

static void check_menu(build *of)
{
    static const text known[] = { TEXT_CONSTANT("kind"), TEXT_CONSTANT("page"), TEXT_CONSTANT("title") };
    const value *menu = of->site->config.menu;
    text path = of->site->config.path;
    for (size_t i = 0; menu != NULL && i < menu->count; i++) {
        const value *item = menu->items[i];
        if (item->type != VALUE_MAP) {
            report(of->found, CONFIG_VALUE, value_place(item, path), "write '- kind: chapter' or '- page: downloads'");
            continue;
        }
        value_check_keys(item, path, known, COUNT(known), of->found);
        check_kind(of, value_get(item, TEXT("kind")), path);
        check_menu_page(of, value_get(item, TEXT("page")), path);
        check_words(of, value_get(item, TEXT("title")), path);
    }
}

static void check_stalls(build *of)
{
    static const text known[] = { TEXT_CONSTANT("id"), TEXT_CONSTANT("title"), TEXT_CONSTANT("summary"),
                                  TEXT_CONSTANT("kinds"), TEXT_CONSTANT("page"), TEXT_CONSTANT("limit") };
    const value *stalls = of->site->config.stalls;
    text path = of->site->config.path;
    for (size_t i = 0; stalls != NULL && i < stalls->count; i++) {
        const value *stall = stalls->items[i];
        double limit;
        if (stall->type != VALUE_MAP) {
            report(of->found, CONFIG_VALUE, value_place(stall, path), "begin each stall with '- id: ...'");
            continue;
        }
        value_check_keys(stall, path, known, COUNT(known), of->found);
        check_words(of, value_get(stall, TEXT("title")), path);
        check_words(of, value_get(stall, TEXT("summary")), path);
        const value *kinds = value_get(stall, TEXT("kinds")), *limit_value = value_get(stall, TEXT("limit"));
        for (size_t k = 0; kinds != NULL && kinds->type == VALUE_LIST && k < kinds->count; k++)
            check_kind(of, kinds->items[k], path);
        if (limit_value != NULL && scalar_read_number(limit_value, path, of->found, &limit) && (limit < 0 || limit > 12))
            report(of->found, FIELD_RANGE, value_place(limit_value, path), "'limit' is a number from 0 to 12");
    }
}

// What the law wants said, and what readers need to say that something does not work.
static void check_statement_is_whole(build *of, const value *settings, text path)
{
    const value *status = value_get(settings, TEXT("status")), *problems = value_get(settings, TEXT("problems"));
    const value *email = value_get(settings, TEXT("contact_email")), *url = value_get(settings, TEXT("contact_url"));
    bool has_problems = problems != NULL && problems->type == VALUE_LIST && problems->count > 0;
    if (text_equals(value_text(status), TEXT("partial")) && !has_problems)
        report(of->found, STATEMENT_INCOMPLETE, value_place(status, path),
               "'partial' needs 'problems': list what is not accessible yet");
    if (value_text(email).length == 0 && value_text(url).length == 0 && of->site->config.publisher_email.length == 0)
        report(of->found, STATEMENT_INCOMPLETE, value_place(settings, path),
               "add 'contact_email' or 'contact_url', so that readers can tell what does not work");
    if (email != NULL && !value_is_empty(email) && !email_is_usable(value_text(email)))
        report(of->found, CONFIG_VALUE, value_place(email, path), "write 'contact_email' as name@example.fi");
}

static void check_statement(build *of)
{
    static const text known[] = { TEXT_CONSTANT("checked"), TEXT_CONSTANT("updated"), TEXT_CONSTANT("result"),
        TEXT_CONSTANT("method"), TEXT_CONSTANT("status"), TEXT_CONSTANT("problems"), TEXT_CONSTANT("contact_email"),
        TEXT_CONSTANT("contact_url"), TEXT_CONSTANT("response_days"), TEXT_CONSTANT("authority") };
    const value *settings = of->site->config.accessibility;
    text path = of->site->config.path;
    if (settings == NULL)
        return;
    value_check_keys(settings, path, known, COUNT(known), of->found);
    static const char *const dates[] = { "checked", "updated" };
    for (size_t i = 0; i < COUNT(dates); i++) {
        const value *v = value_get(settings, text_of(dates[i]));
        date ignored;
        if (v != NULL && !value_is_empty(v))
            scalar_read_date(v, path, of->found, &ignored);
    }
    check_words(of, value_get(settings, TEXT("result")), path);
    check_words(of, value_get(settings, TEXT("method")), path);
    const value *status = value_get(settings, TEXT("status")), *url = value_get(settings, TEXT("contact_url"));
    text written = value_text(status);
    if (status != NULL && !text_equals(written, TEXT("full")) && !text_equals(written, TEXT("partial"))
        && !text_equals(written, TEXT("none")))
        report(of->found, CONFIG_VALUE, value_place(status, path), "'status' is full, partial or none");
    if (url != NULL && !value_is_empty(url) && !address_is_allowed(value_text(url)))
        report(of->found, CONFIG_VALUE, value_place(url, path), "'contact_url' must begin with https://");
    const value *problems = value_get(settings, TEXT("problems"));
    for (size_t i = 0; problems != NULL && problems->type == VALUE_LIST && i < problems->count; i++)
        check_words(of, problems->items[i], path);
    check_statement_is_whole(of, settings, path);
}

bool website_prepare(build *of)
{
    mustache_set *templates = ARENA_NEW(of->memory, mustache_set, 1);
    *templates = (mustache_set){ .memory = of->memory, .templates = { .memory = of->memory }, .strict = true };
    parse_templates(of, templates);
    mustache_check(templates, of->found);
    check_layouts(of, templates);
    check_menu(of);
    check_stalls(of);
    check_statement(of);
    of->website = templates;
    return true;
}
