// One page's front matter into the model. See load.h.
#include "site/load.h"

#include "base/unicode.h"
#include "language/slug.h"

enum { TAG_LIMIT = 50, ALIAS_LIMIT = 100, PRINT_LINES_LIMIT = 100 };

typedef struct {
    site *into;
    diagnostics *found;
    page *page;
    const value *front;         // the front matter's map, or NULL
} page_reader;

static place in_page(const page_reader *from, const value *v)
{
    return v != NULL ? value_place(v, from->page->path) : at(from->page->path, 1, 1);
}

static text common_text(const page_reader *from, const char *key)
{
    const value *v = value_get(from->front, text_of(key));
    if (v == NULL || value_is_empty(v))
        return (text){ 0 };
    if (v->type != VALUE_SCALAR) {
        report(from->found, FIELD_TYPE, in_page(from, v), "'%s' must be one text", key);
        return (text){ 0 };
    }
    return text_trim(v->text);
}

static date common_date(const page_reader *from, const char *key)
{
    const value *v = value_get(from->front, text_of(key));
    date read = { 0 };
    if (v != NULL && !value_is_empty(v))
        scalar_read_date(v, from->page->path, from->found, &read);
    return read;
}

// One text or a list of texts.
static text *common_texts(const page_reader *from, const char *key, size_t limit, size_t *count)
{
    const value *v = value_get(from->front, text_of(key));
    *count = 0;
    if (v == NULL || value_is_empty(v))
        return NULL;
    bool is_list = v->type == VALUE_LIST;
    if (v->type == VALUE_MAP) {
        report(from->found, FIELD_TYPE, in_page(from, v), "'%s' must be a text or a list of texts", key);
        return NULL;
    }
    size_t given = is_list ? v->count : 1;
    if (given > limit) {
        report(from->found, FIELD_RANGE, in_page(from, v), "'%s' may list at most %zu", key, limit);
        given = limit;
    }
    text *texts = ARENA_NEW(from->into->memory, text, given);
    for (size_t i = 0; i < given; i++) {
        const value *item = is_list ? v->items[i] : v;
        if (item->type != VALUE_SCALAR || text_trim(item->text).length == 0)
            report(from->found, FIELD_TYPE, in_page(from, item), "each of '%s' must be a text", key);
        else
            texts[(*count)++] = text_trim(item->text);
    }
    return texts;
}

static book_start read_start(const page_reader *from, const value *v)
{
    static const text starts[] = { TEXT_CONSTANT("flow"), TEXT_CONSTANT("page"), TEXT_CONSTANT("right"),
                                   TEXT_CONSTANT("spread") };
    text all = value_list_words(from->found->memory, starts, sizeof starts / sizeof *starts);
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (text_equals(value_text(v), starts[i]))
            return (book_start)(START_FLOW + i);
    report(from->found, FIELD_CHOICE, in_page(from, v), "'%.*s': the choices are %.*s",
           TEXT_PRINT(value_shown(from->found->memory, value_text(v))), TEXT_PRINT(all));
    return START_AS_PART;
}

static void read_print(const page_reader *from)
{
    static const text known[] = { TEXT_CONSTANT("start"), TEXT_CONSTANT("leave_out"), TEXT_CONSTANT("lines") };
    const value *v = value_get(from->front, TEXT("print"));
    page_print *into = &from->page->print;
    double lines = 0;
    if (v == NULL || value_is_empty(v))
        return;
    if (v->type != VALUE_MAP) {
        report(from->found, FIELD_TYPE, in_page(from, v), "write 'print: {start: page}', with 'start', 'leave_out' or 'lines'");
        return;
    }
    value_check_keys(v, from->page->path, known, sizeof known / sizeof *known, from->found);
    const value *start = value_get(v, TEXT("start")), *leave_out = value_get(v, TEXT("leave_out"));
    const value *lines_value = value_get(v, TEXT("lines"));
    if (start != NULL)
        into->start = read_start(from, start);
    if (leave_out != NULL)
        scalar_read_bool(leave_out, from->page->path, from->found, &into->leave_out);
    if (lines_value == NULL || !scalar_read_number(lines_value, from->page->path, from->found, &lines))
        return;
    if (lines < 0 || lines > PRINT_LINES_LIMIT || lines != (double)(size_t)lines)
        report(from->found, FIELD_RANGE, in_page(from, lines_value), "'lines' is a whole number from 0 to %d", PRINT_LINES_LIMIT);
    else
        into->lines = (size_t)lines;
}

static void read_kind(const page_reader *from)
{
    const value *v = value_get(from->front, TEXT("kind"));
    text id = value_is_empty(v) ? TEXT("page") : value_text(v);
    from->page->kind = site_find_kind(from->into, id, in_page(from, v), from->found);
    from->page->has_doubtful_kind = from->page->kind == NULL || from->page->kind->has_mistakes;
    if (from->page->kind == NULL)
        from->page->kind = site_kind(from->into, TEXT("page"));
}

// The output mirrors the content; a slug takes the place of the file's name.
static void place_page(const page_reader *from, text within)
{
    site *into = from->into;
    text slug = common_text(from, "slug");
    if (slug.length > 0 && !slug_is_valid(slug)) {
        report(from->found, SLUG_INVALID, in_page(from, value_get(from->front, TEXT("slug"))),
               "'%.*s': use small letters a-z, digits and hyphens, at most 80", TEXT_PRINT(slug));
        slug = (text){ 0 };
    }
    text base = slug.length > 0 ? path_join(into->memory, path_folder(within), slug)
                                : path_without_extension(within);
    from->page->url = path_join(into->memory, into->config.languages.codes[from->page->language],
                                text_join(into->memory, base, TEXT(".html")));
}

static bool id_is_usable(text id)
{
    for (size_t i = 0; i < id.length; i++)
        if (id.bytes[i] == '\\' || id.bytes[i] == '\n')
            return false;
    return id.length <= 200;
}

static text written_id(const page_reader *from, text within)
{
    text id = common_text(from, "id");
    if (id.length > 0 && !id_is_usable(id)) {
        report(from->found, FIELD_TYPE, in_page(from, value_get(from->front, TEXT("id"))),
               "an id is a short name, such as roles/facilitator");
        id = (text){ 0 };
    }
    return id.length > 0 ? id : path_without_extension(within);
}

static void join_entry(const page_reader *from, text id)
{
    page *of_page = from->page;
    site *into = from->into;
    bool is_new;
    uintptr_t *slot = table_put(&into->entries_by_id, id, &is_new);
    if (is_new) {
        entry *fresh = ARENA_NEW(into->memory, entry, 1);
        fresh->id = id;
        fresh->kind = of_page->kind;
        fresh->by_language = ARENA_NEW(into->memory, page *, into->config.languages.count);
        *slot = (uintptr_t)fresh;
    }
    entry *joined = (entry *)*slot;
    page *other = joined->by_language[of_page->language];
    if (other != NULL)
        report(from->found, ID_DUPLICATE, in_page(from, value_get(from->front, TEXT("id"))),
               "'%.*s' is also the id of %.*s; give one of them another 'id'", TEXT_PRINT(id), TEXT_PRINT(other->path));
    else
        joined->by_language[of_page->language] = of_page;
    of_page->entry = joined;
    if (joined->kind != of_page->kind && !of_page->has_doubtful_kind && !entry_has_doubtful_kind(into, joined))
        report(from->found, TRANSLATION_KIND, in_page(from, value_get(from->front, TEXT("kind"))),
               "'%.*s' is '%.*s' here but '%.*s' in another language", TEXT_PRINT(id),
               TEXT_PRINT(of_page->kind->id), TEXT_PRINT(joined->kind->id));
}

// Then the unknown key is told, and "did you mean 'title'?" says enough.
static bool title_is_misspelt(const page_reader *from)
{
    size_t count;
    const text *common = page_keys(&count);
    bool is_told = false;
    for (size_t i = 0; i < from->front->count && !from->page->has_doubtful_kind && !is_told; i++) {
        text key = from->front->entries[i].key;
        is_told = !text_equals(key, TEXT("title")) && kind_field(from->page->kind, key) == NULL
               && text_equals(value_suggestion(key, common, count), TEXT("title"));
    }
    return is_told;
}

static void read_common(const page_reader *from)
{
    page *p = from->page;
    const value *title = value_get(from->front, TEXT("title"));
    p->title = common_text(from, "title");
    p->line = title != NULL ? title->line : 1;
    if (p->title.length == 0) {
        if (!title_is_misspelt(from))
            report(from->found, FIELD_MISSING, in_page(from, title), "'title': give the page a title");
        p->title = path_name(path_without_extension(p->path));
    }
    p->title_start = unicode_collation_start(p->title);
    p->summary = common_text(from, "summary");
    p->change_note = common_text(from, "change_note");
    p->date = common_date(from, "date");
    p->updated = common_date(from, "updated");
    p->review_by = common_date(from, "review_by");
    const value *weight = value_get(from->front, TEXT("weight"));
    p->has_weight = weight != NULL && scalar_read_number(weight, p->path, from->found, &p->weight);
    const value *draft = value_get(from->front, TEXT("draft"));
    if (draft != NULL)
        scalar_read_bool(draft, p->path, from->found, &p->is_draft);
    const value *contacts = value_get(from->front, TEXT("public_contacts"));
    if (contacts != NULL)
        scalar_read_bool(contacts, p->path, from->found, &p->has_public_contacts);
    read_print(from);
    if (text_equals(p->kind->id, TEXT("book")))
        p->book = from->front;
    p->tags = common_texts(from, "tags", TAG_LIMIT, &p->tag_count);
    p->sources = common_texts(from, "source", TAG_LIMIT, &p->source_count);
    p->aliases = common_texts(from, "aliases", ALIAS_LIMIT, &p->alias_count);
}

page *site_add_page(site *into, const page_source *source, diagnostics *found)
{
    page *p = &into->pages[into->page_count];
    *p = (page){ .path = source->path, .language = source->language, .kind = source->kind };
    page_reader from = { into, found, p, source->front };
    if (p->kind == NULL)
        read_kind(&from);
    else
        p->has_doubtful_kind = p->kind->has_mistakes;
    read_common(&from);
    text id = source->id.length > 0 ? source->id : written_id(&from, source->within);
    if (p->is_draft && !into->includes_drafts) {
        site_note_absence(into, p->path, ABSENCE_DRAFT);
        site_note_absence(into, id, ABSENCE_DRAFT);
        return NULL;
    }
    place_page(&from, source->within);
    join_entry(&from, id);
    p->number = into->page_count++;
    table_set(&into->pages_by_path, p->path, p);
    table_set(&into->pages_by_url, p->url, p);
    return p;
}

// ---- What is still to be written

static bool is_unfinished(text t)
{
    return text_equals(t, TEXT("…")) || text_ends_with(t, TEXT(" …"));
}

static void check_field(const page *p, const field *named, const field_value *v, diagnostics *found)
{
    bool is_text = v->is_set && (v->field->type == FIELD_TYPE_TEXT || v->field->type == FIELD_TYPE_LONG
                                 || v->field->type == FIELD_TYPE_MARKDOWN);
    if (is_text && is_unfinished(v->text))
        report(found, PAGE_UNFINISHED, at(p->path, v->line, v->column), "write '%.*s'%s", TEXT_PRINT(named->id),
               named->required ? "" : " or delete it");
}

void site_check_finished(const page *of_page, const value *front, diagnostics *found)
{
    const value *summary = value_get(front, TEXT("summary"));
    if (summary != NULL && is_unfinished(of_page->summary))
        report(found, PAGE_UNFINISHED, value_place(summary, of_page->path), "write 'summary'");
    for (size_t f = 0; f < of_page->kind->fields.count; f++) {
        const field_value *v = &of_page->fields[f];
        const field *item = field_item(v->field);
        size_t items = v->field->type == FIELD_TYPE_LIST ? v->count : 1;
        for (size_t i = 0; v->is_set && i < items; i++) {
            const field_value *one = v->field->type == FIELD_TYPE_LIST ? &v->items[i] : v;
            if (item->type != FIELD_TYPE_RECORD)
                check_field(of_page, v->field, one, found);
            for (size_t part = 0; item->type == FIELD_TYPE_RECORD && part < one->count; part++)
                check_field(of_page, one->items[part].field, &one->items[part], found);
        }
    }
}
