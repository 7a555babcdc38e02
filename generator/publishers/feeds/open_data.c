// The open data of the site: pages with their fields, terms, kinds, the site itself.
#include "publishers/feeds/feeds.h"

#include "publishers/page_pictures.h"

static void set_words(arena *memory, const build *of, data *into, const char *key, words said)
{
    data *made = data_map(memory);
    for (size_t l = 0; l < of->site->config.languages.count; l++)
        if (said.by_language != NULL && said.by_language[l].length > 0)
            data_set_key(memory, made, build_language(of, l), data_text(memory, said.by_language[l]));
    data_set(memory, into, key, made);
}

static void set_text(arena *memory, data *into, const char *key, text t)
{
    if (t.length > 0)
        data_set_text(memory, into, key, t);
}

// Where the picture is published, from the site's root.
static data *image_data(arena *memory, const build *of, const page *shown, text written)
{
    text path = { 0 };
    const picture_facts *known = path_resolve(memory, shown->path, written, &path) ? build_picture(of, path) : NULL;
    bool is_there = known != NULL && known->fault == RASTER_FINE;
    return data_text(memory, is_there ? build_picture_widest_url(memory, known) : written);
}

static data *value_data(arena *memory, const build *of, const page *shown, const field_value *v)
{
    data *made;
    switch (v->field->type) {
    case FIELD_TYPE_NUMBER:
        return data_number(memory, v->number);
    case FIELD_TYPE_BOOL:
        return data_bool(memory, v->truth);
    case FIELD_TYPE_LIST:
        made = data_list(memory);
        for (size_t i = 0; i < v->count; i++)
            data_add(memory, made, value_data(memory, of, shown, &v->items[i]));
        return made;
    case FIELD_TYPE_RECORD:
        made = data_map(memory);
        for (size_t i = 0; i < v->count; i++)
            if (v->items[i].is_set)
                data_set_key(memory, made, v->items[i].field->id, value_data(memory, of, shown, &v->items[i]));
        return made;
    case FIELD_TYPE_DATE:
        return data_text(memory, date_iso(memory, v->date));
    case FIELD_TYPE_IMAGE:
        return image_data(memory, of, shown, v->text);
    default:
        return data_text(memory, v->text);
    }
}

static data *page_record(arena *memory, const build *of, const page *shown)
{
    data *made = data_map(memory), *fields = data_map(memory), *translations = data_map(memory);
    data_set_text(memory, made, "id", shown->entry->id);
    data_set_text(memory, made, "language", build_language(of, shown->language));
    data_set_text(memory, made, "kind", shown->kind->id);
    data_set_text(memory, made, "title", shown->title);
    data_set_text(memory, made, "url", shown->url);
    data_set_text(memory, made, "file", shown->path);
    set_text(memory, made, "summary", shown->summary);
    set_text(memory, made, "date", date_iso(memory, shown->date));
    set_text(memory, made, "updated", date_iso(memory, shown->updated));
    if (shown->tag_count > 0)
        data_set(memory, made, "tags", data_texts(memory, shown->tags, shown->tag_count));
    if (shown->source_count > 0)
        data_set(memory, made, "source", data_texts(memory, shown->sources, shown->source_count));
    for (size_t i = 0; i < shown->kind->fields.count; i++)
        if (shown->fields[i].is_set)
            data_set_key(memory, fields, shown->fields[i].field->id, value_data(memory, of, shown, &shown->fields[i]));
    data_set(memory, made, "fields", fields);
    for (size_t l = 0; l < of->site->config.languages.count; l++)
        if (l != shown->language && shown->entry->by_language[l] != NULL)
            data_set_key(memory, translations, build_language(of, l),
                         data_text(memory, shown->entry->by_language[l]->url));
    data_set(memory, made, "translations", translations);
    return made;
}

data *open_data_pages(arena *memory, const build *of)
{
    data *made = data_map(memory), *pages = data_list(memory);
    for (size_t i = 0; i < of->site->page_count; i++)
        data_add(memory, pages, page_record(memory, of, &of->site->pages[i]));
    data_set(memory, made, "version", data_number(memory, 1));
    data_set(memory, made, "pages", pages);
    return made;
}

data *open_data_terms(arena *memory, const build *of)
{
    data *made = data_map(memory), *terms = data_list(memory);
    for (size_t i = 0; i < of->site->entry_count; i++) {
        const entry *term = of->site->entries[i];
        if (!text_equals(term->kind->id, TEXT("term")))
            continue;
        data *one = data_map(memory), *languages = data_map(memory);
        data_set_text(memory, one, "id", term->id);
        for (size_t l = 0; l < of->site->config.languages.count; l++) {
            const page *shown = term->by_language[l];
            if (shown == NULL)
                continue;
            data *named = data_map(memory);
            const field_value *definition = page_field(shown, TEXT("definition"));
            const field_value *synonyms = page_field(shown, TEXT("synonyms"));
            data_set_text(memory, named, "term", shown->title);
            if (definition != NULL)
                data_set_text(memory, named, "definition", definition->text);
            if (synonyms != NULL)
                data_set(memory, named, "synonyms", value_data(memory, of, shown, synonyms));
            data_set_key(memory, languages, build_language(of, l), named);
        }
        data_set(memory, one, "languages", languages);
        data_add(memory, terms, one);
    }
    data_set(memory, made, "version", data_number(memory, 1));
    data_set(memory, made, "terms", terms);
    return made;
}

static data *field_record(arena *memory, const build *of, const field *described)
{
    data *made = data_map(memory);
    data_set_text(memory, made, "id", described->id);
    data_set_text(memory, made, "type", text_of(field_type_name(described->type)));
    data_set_bool(memory, made, "required", described->required);
    set_words(memory, of, made, "label", described->label);
    if (described->of != NULL)
        data_set_text(memory, made, "of", text_of(field_type_name(described->of->type)));
    const field *item = field_item(described);
    if (item->choice_count > 0) {
        data *choices = data_list(memory);
        for (size_t i = 0; i < item->choice_count; i++) {
            data *choice = data_map(memory);
            data_set_text(memory, choice, "id", item->choices[i].id);
            set_words(memory, of, choice, "label", item->choices[i].label);
            data_add(memory, choices, choice);
        }
        data_set(memory, made, "choices", choices);
    }
    return made;
}

data *open_data_kinds(arena *memory, const build *of)
{
    data *made = data_map(memory), *kinds = data_list(memory);
    for (size_t k = 0; k < of->site->kind_count; k++) {
        const kind *known = of->site->kinds[k];
        data *one = data_map(memory), *fields = data_list(memory);
        data_set_text(memory, one, "id", known->id);
        set_words(memory, of, one, "label", known->label);
        set_words(memory, of, one, "plural", known->plural);
        for (size_t f = 0; f < known->fields.count; f++)
            data_add(memory, fields, field_record(memory, of, &known->fields.items[f]));
        data_set(memory, one, "fields", fields);
        data_add(memory, kinds, one);
    }
    data_set(memory, made, "version", data_number(memory, 1));
    data_set(memory, made, "kinds", kinds);
    return made;
}

static data *book_files(arena *memory, const build *of)
{
    static const char *const formats[] = { [BOOK_PDF] = "pdf", [BOOK_BOOKLET] = "booklet", [BOOK_EPUB] = "epub" };
    data *files = data_list(memory);
    for (size_t i = 0; i < of->book_documents.count; i++) {
        const book_document *made = &of->book_documents.items[i];
        data *file = data_map(memory);
        data_set_text(memory, file, "id", made->book->id);
        data_set_text(memory, file, "language", build_language(of, made->language));
        data_set_text(memory, file, "format", text_of(formats[made->format]));
        data_set_text(memory, file, "url", made->url);
        data_set(memory, file, "bytes", data_number(memory, (double)made->size));
        data_add(memory, files, file);
    }
    return files;
}

data *open_data_site(arena *memory, const build *of)
{
    const site_config *config = &of->site->config;
    data *made = data_map(memory), *languages = data_list(memory), *kits = data_list(memory), *publisher_map = data_map(memory);
    for (size_t l = 0; l < config->languages.count; l++)
        data_add(memory, languages, data_text(memory, build_language(of, l)));
    for (size_t i = 0; i < of->downloads.count; i++) {
        data *kit = data_map(memory);
        data_set_text(memory, kit, "id", of->downloads.items[i].kit->id);
        data_set_text(memory, kit, "language", build_language(of, of->downloads.items[i].language));
        data_set_text(memory, kit, "url", of->downloads.items[i].url);
        data_set(memory, kit, "bytes", data_number(memory, (double)of->downloads.items[i].size));
        set_text(memory, kit, "sha256", of->downloads.items[i].digest);
        data_add(memory, kits, kit);
    }
    set_text(memory, publisher_map, "name", config->publisher_name);
    set_text(memory, publisher_map, "email", config->publisher_email);
    set_text(memory, publisher_map, "url", config->publisher_url);
    data_set(memory, made, "version", data_number(memory, 1));
    set_words(memory, of, made, "title", config->title);
    set_words(memory, of, made, "description", config->description);
    data_set(memory, made, "languages", languages);
    set_text(memory, made, "base_url", config->base_url);
    set_text(memory, made, "licence", config->licence);
    data_set(memory, made, "publisher", publisher_map);
    set_text(memory, made, "signing_key", config->signing_key);
    set_text(memory, made, "updated", date_iso(memory, of->site->newest));
    data_set(memory, made, "pages", data_number(memory, (double)of->site->page_count));
    data_set(memory, made, "kits", kits);
    data_set(memory, made, "books", book_files(memory, of));
    data_set_text(memory, made, "generator", TEXT("Digitori " DIGITORI_VERSION));
    return made;
}
