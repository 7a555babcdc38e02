// digitori new KIND TITLE: a page with the fields of its kind, ready to edit
// and valid as it stands, so that the next build works.
#include "commands/commands.h"

#include "base/dates.h"
#include "base/diagnostics.h"
#include "base/unicode.h"
#include "forks/kit_names.h"
#include "language/slug.h"
#include "site/site.h"

#include <stdio.h>

typedef struct {
    arena *memory;
    const site *of;
    const kind *kind;
    size_t language;
    buffer out;
} draft;

static text in_language(const draft *d, words said)
{
    return words_in(said, d->language, d->of->config.languages.count);
}

static void add_quoted(buffer *out, text t)
{
    buffer_add_byte(out, '\'');
    for (size_t i = 0; i < t.length; i++) {
        if (t.bytes[i] == '\'')
            buffer_add_byte(out, '\'');
        buffer_add_byte(out, t.bytes[i]);
    }
    buffer_add_byte(out, '\'');
}

static void add_comment(draft *d, const char *indent, text comment)
{
    text line;
    while (text_take_line(&comment, &line))
        buffer_format(&d->out, "%s# %.*s\n", indent, TEXT_PRINT(line));
}

static void add_choices(draft *d, const field *of)
{
    buffer list = { 0 };
    for (size_t i = 0; i < of->choice_count; i++)
        buffer_format(&list, "%s%.*s (%.*s)", i > 0 ? ", " : "", TEXT_PRINT(of->choices[i].id),
                      TEXT_PRINT(in_language(d, of->choices[i].label)));
    add_comment(d, "", buffer_text(&list));
    buffer_free(&list);
}

// A page that a required reference may name: the first of the right kind.
static text first_page(const draft *d, text kind_id)
{
    for (size_t i = 0; i < d->of->entry_count; i++)
        if (kind_id.length == 0 || text_equals(d->of->entries[i]->kind->id, kind_id))
            return d->of->entries[i]->id;
    return (text){ 0 };
}

// A value that is right by type, to be written over.
static void add_example(draft *d, const field *of)
{
    switch (of->type) {
    case FIELD_TYPE_NUMBER:
        buffer_format(&d->out, "%.15g", of->has_minimum ? of->minimum : of->has_maximum && of->maximum < 1 ? of->maximum : 1);
        break;
    case FIELD_TYPE_DATE:
        buffer_add(&d->out, date_iso(d->memory, date_of_build()));
        break;
    case FIELD_TYPE_BOOL:
        buffer_add_string(&d->out, "false");
        break;
    case FIELD_TYPE_CHOICE:
        buffer_add(&d->out, of->choice_count > 0 ? of->choices[0].id : (text){ 0 });
        break;
    case FIELD_TYPE_PAGE:
        add_quoted(&d->out, first_page(d, of->page_kind));
        break;
    case FIELD_TYPE_URL:
        buffer_add_string(&d->out, "https://www.example.org/");
        break;
    case FIELD_TYPE_EMAIL:
        buffer_add_string(&d->out, "nimi@example.org");
        break;
    default:
        add_quoted(&d->out, text_format(d->memory, "%.*s …", TEXT_PRINT(in_language(d, of->label))));
    }
}

// A record below the name of its field, with what stands before its first line and before the others.
static void add_record(draft *d, const field *of, const char *first, const char *others)
{
    for (size_t i = 0; i < of->fields.count; i++) {
        buffer_format(&d->out, "%s%.*s: ", i == 0 ? first : others, TEXT_PRINT(of->fields.items[i].id));
        add_example(d, &of->fields.items[i]);
        buffer_add_byte(&d->out, '\n');
    }
}

static void add_required(draft *d, const field *of, const field *item)
{
    bool is_list = of->type == FIELD_TYPE_LIST, is_record = item->type == FIELD_TYPE_RECORD;
    buffer_format(&d->out, "%.*s:%s", TEXT_PRINT(of->id), is_list || is_record ? "\n" : " ");
    if (is_record) {
        add_record(d, item, is_list ? "  - " : "  ", is_list ? "    " : "  ");
        return;
    }
    if (is_list)
        buffer_add_string(&d->out, "  - ");
    add_example(d, item);
    buffer_add_byte(&d->out, '\n');
}

// The fields of a record that may be left out, to be taken into use by deleting the marks.
static void add_record_comment(draft *d, const field *item, bool is_list)
{
    for (size_t i = 0; i < item->fields.count; i++)
        buffer_format(&d->out, "#   %s%.*s:\n", !is_list ? "" : i == 0 ? "- " : "  ",
                      TEXT_PRINT(item->fields.items[i].id));
}

static void add_optional(draft *d, const field *of, const field *item)
{
    bool is_list = of->type == FIELD_TYPE_LIST;
    buffer_format(&d->out, "# %.*s:\n", TEXT_PRINT(of->id));
    if (item->type == FIELD_TYPE_RECORD)
        add_record_comment(d, item, is_list);
    else if (is_list)
        buffer_add_string(&d->out, "#   -\n");
}

static void add_field(draft *d, const field *of)
{
    text help = in_language(d, of->help);
    add_comment(d, "", in_language(d, of->label));
    add_comment(d, "", help);
    const field *item = field_item(of);
    if (item->type == FIELD_TYPE_CHOICE)
        add_choices(d, item);
    if (of->required)
        add_required(d, of, item);
    else
        add_optional(d, of, item);
}

static text page_text(draft *d, text title)
{
    text today = date_iso(d->memory, date_of_build());
    bool is_dated = d->kind->in_feed || text_equals(d->kind->sort, TEXT("date"));
    buffer_add_string(&d->out, "---\ntitle: ");
    add_quoted(&d->out, title);
    buffer_format(&d->out, "\nkind: %.*s\nsummary: …\n", TEXT_PRINT(d->kind->id));
    if (is_dated)
        buffer_format(&d->out, "date: %.*s\n", TEXT_PRINT(today));
    buffer_format(&d->out, "updated: %.*s\n# tags:\n#   -\n", TEXT_PRINT(today));
    for (size_t i = 0; i < d->kind->fields.count; i++)
        add_field(d, &d->kind->fields.items[i]);
    if (text_equals(d->kind->id, TEXT("book")))
        buffer_add_string(&d->out, "include:\n  - '**'\n");
    buffer_add_string(&d->out, "---\n\n");
    if (text_equals(d->kind->id, TEXT("checklist")))
        buffer_add_string(&d->out, "- [ ] …\n");
    else
        buffer_add_string(&d->out, "…\n");
    return buffer_text(&d->out);
}

static int write_page(draft *d, text title)
{
    const site_config *config = &d->of->config;
    text slug = slug_of(d->memory, title), folder = in_language(d, d->kind->folder);
    if (slug.length == 0) {
        fprintf(stderr, "digitori: the title needs letters or digits\n");
        return EXIT_USAGE;
    }
    text name = text_join(d->memory, slug, TEXT(".md")), fault = kit_name_fault(name);
    if (fault.length > 0) {
        fprintf(stderr, "digitori: the page would be the file '%.*s', which no kit can hold: %.*s; give it another title\n", TEXT_PRINT(name),
                TEXT_PRINT(fault));
        return EXIT_USAGE;
    }
    text path = text_format(d->memory, "%.*s/%.*s/%.*s/%.*s.md", TEXT_PRINT(config->content),
                            TEXT_PRINT(config->languages.codes[d->language]),
                            TEXT_PRINT(folder.length > 0 ? folder : d->kind->id), TEXT_PRINT(slug));
    text full = config_file(d->memory, config, path), link;
    bool existed = false;
    if (config_leads_by_link(d->memory, config, path, &link))
        return refuse_link(config_file(d->memory, config, link));
    if (!file_create(full, page_text(d, title), &existed))
        return EXIT_MACHINE;
    if (existed) {
        fprintf(stderr, "digitori: '%.*s' is there already; give the page another title\n", TEXT_PRINT(full));
        return EXIT_USAGE;
    }
    printf("%.*s\n", TEXT_PRINT(full));
    return EXIT_DONE;
}

static bool title_is_usable(text title)
{
    size_t offset;
    return unicode_check(title, &offset) == UNICODE_FINE && text_find_byte(title, '\n', 0) == TEXT_NOT_FOUND
        && text_trim(title).length > 0 && title.length <= 300;
}

static int choose_kind_and_language(draft *d, const command *own, const char *kind_id, const char *language)
{
    d->kind = site_kind(d->of, text_of(kind_id));
    if (d->kind == NULL) {
        fprintf(stderr, "digitori: there is no kind '%s'; the kinds are:", kind_id);
        for (size_t i = 0; i < d->of->kind_count; i++)
            fprintf(stderr, " %.*s", TEXT_PRINT(d->of->kinds[i]->id));
        fputc('\n', stderr);
        return EXIT_USAGE;
    }
    if (language != NULL)
        d->language = config_language(&d->of->config, text_of(language));
    if (d->language == d->of->config.languages.count)
        return usage_error(own, "'%s' is not among the site's languages", language);
    return EXIT_DONE;
}

static int make_page(arena *memory, const site *of, const command *own, const arguments *from)
{
    text title = text_trim(text_of(from->positions[1]));
    draft d = { .memory = memory, .of = of };
    int status = choose_kind_and_language(&d, own, from->positions[0], argument_value(from, "language"));
    if (status == EXIT_DONE && !title_is_usable(title))
        status = usage_error(own, "the title must be one line of text");
    if (status == EXIT_DONE)
        status = write_page(&d, title);
    buffer_free(&d.out);
    return status;
}

int command_new(int count, char **given)
{
    arguments from;
    const command *own = command_find("new");
    if (!arguments_read(own, count, given, &from))
        return EXIT_USAGE;
    if (from.position_count != 2)
        return usage_error(own, "say the kind and the title, such as: digitori new case \"A summer of trials\"");
    const char *folder = argument_value(&from, "site");
    arena memory = { 0 };
    diagnostics found = { .memory = &memory };
    site_request request = { .folder = text_of(folder != NULL ? folder : "."), .include_drafts = true };
    site of;
    int status = EXIT_USAGE;
    switch (site_load(&memory, &request, &found, &of)) {
    case SITE_LOADED:
        status = make_page(&memory, &of, own, &from);
        break;
    case SITE_UNUSABLE:
        diagnostics_sort(&found);
        diagnostics_print(&found, false, stderr);
        break;
    case SITE_MACHINE_FAILED:
        status = EXIT_MACHINE;
    }
    arena_free(&memory);
    return status;
}
