// One page's front matter into the model. See load.h.
#include "site/load.h"

#include "language/slug.h"

enum { TAG_LIMIT = 50, ALIAS_LIMIT = 100 };

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

static void read_kind(const page_reader *from)
{
    const value *v = value_get(from->front, TEXT("kind"));
    text id = value_is_empty(v) ? TEXT("page") : value_text(v);
    from->page->kind = site_kind(from->into, id);
    if (from->page->kind != NULL)
        return;
    text *known = ARENA_NEW(from->into->memory, text, from->into->kind_count);
    for (size_t i = 0; i < from->into->kind_count; i++)
        known[i] = from->into->kinds[i]->id;
    text meant = value_suggestion(id, known, from->into->kind_count);
    if (meant.length > 0)
        report(from->found, KIND_UNKNOWN, in_page(from, v), "'%.*s': did you mean '%.*s'?", TEXT_PRINT(id),
               TEXT_PRINT(meant));
    else
        report(from->found, KIND_UNKNOWN, in_page(from, v), "'%.*s': the kinds are the files in %.*s/kinds",
               TEXT_PRINT(id), TEXT_PRINT(from->into->config.content));
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
    from->page->url = text_format(into->memory, "%.*s/%.*s.html",
                                  TEXT_PRINT(into->config.languages.codes[from->page->language]), TEXT_PRINT(base));
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
    if (joined->kind != of_page->kind)
        report(from->found, TRANSLATION_KIND, in_page(from, value_get(from->front, TEXT("kind"))),
               "'%.*s' is '%.*s' here but '%.*s' in another language", TEXT_PRINT(id),
               TEXT_PRINT(of_page->kind->id), TEXT_PRINT(joined->kind->id));
}

static void read_common(const page_reader *from)
{
    page *p = from->page;
    const value *title = value_get(from->front, TEXT("title"));
    p->title = common_text(from, "title");
    p->line = title != NULL ? title->line : 1;
    if (p->title.length == 0) {
        report(from->found, FIELD_MISSING, in_page(from, title), "'title': give the page a title");
        p->title = path_name(path_without_extension(p->path));
    }
    p->summary = common_text(from, "summary");
    p->date = common_date(from, "date");
    p->updated = common_date(from, "updated");
    p->review_by = common_date(from, "review_by");
    const value *weight = value_get(from->front, TEXT("weight"));
    p->has_weight = weight != NULL && scalar_read_number(weight, p->path, from->found, &p->weight);
    const value *draft = value_get(from->front, TEXT("draft"));
    if (draft != NULL)
        scalar_read_bool(draft, p->path, from->found, &p->is_draft);
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
    read_common(&from);
    if (p->is_draft && !into->includes_drafts)
        return NULL;
    place_page(&from, source->within);
    join_entry(&from, source->id.length > 0 ? source->id : written_id(&from, source->within));
    p->number = into->page_count++;
    table_set(&into->pages_by_path, p->path, p);
    return p;
}
