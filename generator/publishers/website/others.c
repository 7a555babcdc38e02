// The small pages the site makes by itself, and the files that go with pages.
#include "publishers/website/worker.h"

#include "site/overrides.h"
#include "site/pictures.h"

static text string_of(const making *of, const char *name)
{
    return theme_string(of->build->theme, of->language, name);
}

// ---- Accessibility statement

typedef struct {
    const making *of;
    const value *settings;
    data *statement;
} statement_maker;

static void set_words(const statement_maker *with, const char *key, const char *setting)
{
    const site_config *config = &with->of->build->site->config;
    diagnostics ignored = { .memory = with->of->memory };       // the plan has told the mistakes
    words read = words_read(with->of->memory, value_get(with->settings, text_of(setting)), config->path,
                            &config->languages, &ignored);
    data_set(with->of->memory, with->statement, key,
             text_or_false(with->of->memory, words_in(read, with->of->language, config->languages.count)));
}

static data *date_setting(const statement_maker *with, const char *setting)
{
    date read = { 0 };
    date_parse(value_text(value_get(with->settings, text_of(setting))), &read);
    return date_data(with->of, read);
}

static void set_problems(const statement_maker *with)
{
    const making *of = with->of;
    const site_config *config = &of->build->site->config;
    const value *problems = value_get(with->settings, TEXT("problems"));
    data *list = data_list(of->memory);
    for (size_t i = 0; problems != NULL && problems->type == VALUE_LIST && i < problems->count; i++) {
        diagnostics ignored = { .memory = of->memory };
        words read = words_read(of->memory, problems->items[i], config->path, &config->languages, &ignored);
        data *problem = data_map(of->memory);
        data_set_text(of->memory, problem, "text", words_in(read, of->language, config->languages.count));
        data_add(of->memory, list, problem);
    }
    data_set(of->memory, with->statement, "problems", list);
    data_set_bool(of->memory, with->statement, "has_problems", list->list.count > 0);
}

static void set_status(const statement_maker *with)
{
    text status = value_text(value_get(with->settings, TEXT("status")));
    arena *memory = with->of->memory;
    data_set(memory, with->statement, "status", text_or_false(memory, status));
    data_set_bool(memory, with->statement, "is_full", text_equals(status, TEXT("full")));
    data_set_bool(memory, with->statement, "is_partial", text_equals(status, TEXT("partial")));
    data_set_bool(memory, with->statement, "is_none", text_equals(status, TEXT("none")));
}

static data *authority_data(const making *of)
{
    static const char *const keys[] = { "name", "address", "email", "url" };
    const site_config *config = &of->build->site->config;
    const value *authority = value_get(config->accessibility, TEXT("authority"));
    data *made = data_map(of->memory);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        diagnostics ignored = { .memory = of->memory };
        words read = words_read(of->memory, value_get(authority, text_of(keys[i])), config->path, &config->languages, &ignored);
        text shown = words_in(read, of->language, config->languages.count);
        if (shown.length == 0) {
            char *name = text_to_string(of->memory, text_format(of->memory, "accessibility.authority_%s", keys[i]));
            shown = theme_string(of->build->theme, of->language, name);
        }
        data_set(of->memory, made, keys[i], text_or_false(of->memory, shown));
    }
    return made;
}

bool make_accessibility(making *of)
{
    const site_config *config = &of->build->site->config;
    data *context = shared_context(of, "accessibility", string_of(of, "accessibility.title"), (text){ 0 }, NULL);
    statement_maker with = { of, config->accessibility, data_map(of->memory) };
    data *checked = date_setting(&with, "checked");
    text contact = value_text(value_get(with.settings, TEXT("contact_email")));
    text response = value_text(value_get(with.settings, TEXT("response_days")));
    data_set_bool(of->memory, with.statement, "is_checked", checked->type == DATA_MAP);
    data_set(of->memory, with.statement, "checked", checked);
    data_set(of->memory, with.statement, "updated", date_setting(&with, "updated"));
    set_words(&with, "result", "result");
    set_words(&with, "method", "method");
    set_status(&with);
    set_problems(&with);
    data_set(of->memory, with.statement, "contact_email",
             text_or_false(of->memory, contact.length > 0 ? contact : config->publisher_email));
    data_set(of->memory, with.statement, "contact_url",
             text_or_false(of->memory, value_text(value_get(with.settings, TEXT("contact_url")))));
    data_set_text(of->memory, with.statement, "response_days", response.length > 0 ? response : TEXT("14"));
    data_set(of->memory, context, "statement", with.statement);
    data_set(of->memory, context, "authority", authority_data(of));
    if (of->edition->kit == NULL)       // kits have no open data
        data_set_text(of->memory, context, "checks_url", path_relative(of->memory, of->url, TEXT("data/checks.json")));
    return page_write(of, TEXT("accessibility"), context);
}

// ---- Not found, root, redirects

bool make_not_found(making *of)
{
    text site_path = of->build->site->config.site_path;
    if (site_path.length > 0)
        of->root = site_path;       // shown at whatever address was asked for
    data *context = shared_context(of, "not-found", string_of(of, "not_found.title"), (text){ 0 }, NULL);
    return page_write(of, TEXT("not-found"), context);
}

bool make_root(making *of)
{
    const site_config *config = &of->build->site->config;
    data *context = shared_context(of, "root", words_in(config->title, of->language, config->languages.count),
                                   (text){ 0 }, NULL);
    text front = text_format(of->memory, "%.*s/index.html", TEXT_PRINT(build_language(of->build, of->language)));
    data_set_text(of->memory, context, "target", front);
    return page_write(of, TEXT("root"), context);
}

bool make_redirect(making *of, const job *done)
{
    const page *target = done->subject;
    data *context = shared_context(of, "redirect", target->title, (text){ 0 }, NULL);
    data_set_text(of->memory, context, "target", url_to(of, target->url));
    data_set_text(of->memory, context, "target_title", target->title);
    return page_write(of, TEXT("redirect"), context);
}

// ---- Files

bool make_colours(const build *of, const job *done)
{
    buffer out = { 0 };
    theme_write_colours(of->theme, &out);
    bool fine = build_write(of, done->edition, done->url, buffer_text(&out));
    buffer_free(&out);
    return fine;
}

bool make_asset(const build *of, const job *done)
{
    const theme_file *file = done->subject;
    return build_write(of, done->edition, done->url, file->contents);
}

enum { CONTENT_FILE_LIMIT = 64 * 1024 * 1024 };

static bool copy_file(const build *of, size_t edition_number, text path)
{
    arena scratch = { 0 };
    text contents;
    bool fine = site_file_read(of->site, &scratch, path, CONTENT_FILE_LIMIT, &contents) != FILE_READ
             || build_write(of, edition_number, content_file_url(of->site, path), contents);
    arena_free(&scratch);
    return fine;
}

// The file of a photo is never published: only what is made of it.
bool copy_files(const build *of, const job *done)
{
    bool fine = true;
    for (size_t i = 0; i < of->files[done->edition].count && fine; i++) {
        text path = of->files[done->edition].items[i];
        if (!is_photo_path(path))
            fine = copy_file(of, done->edition, path);
        else if (build_picture(of, path) != NULL)
            fine = picture_publish(of, done->edition, build_picture(of, path));
    }
    return fine;
}
