#include "commands/search_export.h"

#include "base/digest.h"
#include "search/index.h"

#include <stdio.h>

enum { ID_LENGTH = 32 };

static bool has_written;        // a page, in this run of the program

bool export_format_named(text name, export_format *format)
{
    *format = text_equals(name, TEXT("opensearch")) ? EXPORT_OPENSEARCH : EXPORT_MEILISEARCH;
    return *format == EXPORT_OPENSEARCH || text_equals(name, TEXT("meilisearch"));
}

void export_begin(export_format format)
{
    has_written = false;
    if (format == EXPORT_MEILISEARCH)
        fputs("[", stdout);
}

void export_end(export_format format)
{
    if (format == EXPORT_MEILISEARCH)
        fputs("\n]\n", stdout);
}

// ---- A page

typedef struct {
    arena *memory;
    search_index *in;
    text language, base_url;
    facet_entries *facets;
    size_t facet_count;
} exporter;

static text item(const data *list, size_t place)
{
    bool is_there = list->type == DATA_LIST && place < list->list.count;
    return is_there && list->list.items[place]->type == DATA_TEXT ? list->list.items[place]->text : (text){ 0 };
}

static void set_texts(const exporter *with, data *made, const data *parts)
{
    data *headings = data_list(with->memory);
    buffer all = { 0 };
    for (size_t i = 0; i < parts->list.count; i++) {
        text heading = item(parts->list.items[i], 1), body = item(parts->list.items[i], 2);
        if (heading.length > 0)
            data_add(with->memory, headings, data_text(with->memory, heading));
        buffer_format(&all, "%s%.*s", all.length > 0 && body.length > 0 ? "\n" : "", TEXT_PRINT(body));
    }
    data_set(with->memory, made, "headings", headings);
    data_set_text(with->memory, made, "text", text_copy(with->memory, buffer_text(&all)));
    buffer_free(&all);
}

static bool has_document(const facet_entry *value, uint32_t document)
{
    for (size_t i = 0; i < value->count; i++)
        if (value->documents[i] == document)
            return true;
    return false;
}

static void set_facets(const exporter *with, data *made, uint32_t document)
{
    data *fields = data_map(with->memory);
    for (size_t f = 0; f < with->facet_count; f++) {
        data *labels = data_list(with->memory);
        for (size_t v = 0; v < with->facets[f].count; v++)
            if (has_document(&with->facets[f].items[v], document))
                data_add(with->memory, labels, data_text(with->memory, with->facets[f].items[v].label));
        if (labels->list.count > 0)
            data_set_key(with->memory, fields, index_facet_id(with->in, f), labels);
    }
    data_set(with->memory, made, "fields", fields);
}

static data *page_map(const exporter *with, const data *page, uint32_t document)
{
    data *made = data_map(with->memory);
    text url = item(page, 0);
    data_set_text(with->memory, made, "id", text_slice(digest_sha256(with->memory, url), 0, ID_LENGTH));
    data_set_text(with->memory, made, "url", text_join(with->memory, with->base_url, url));
    data_set_text(with->memory, made, "language", with->language);
    data_set_text(with->memory, made, "title", item(page, 1));
    data_set_text(with->memory, made, "kind", item(page, 2));
    data_set_text(with->memory, made, "kind_label", index_kind_label(with->in, item(page, 2)));
    data_set_text(with->memory, made, "summary", item(page, 3));
    set_texts(with, made, page->list.items[4]);
    set_facets(with, made, document);
    return made;
}

static void print_page(export_format format, const data *page)
{
    buffer out = { 0 };
    if (format == EXPORT_OPENSEARCH)
        buffer_format(&out, "{\"index\":{\"_id\":\"%.*s\"}}\n", TEXT_PRINT(data_get(page, TEXT("id"))->text));
    else
        buffer_add_string(&out, has_written ? ",\n" : "\n");
    data_write_json(page, false, &out);
    if (format == EXPORT_OPENSEARCH)
        buffer_add_byte(&out, '\n');
    fwrite(out.bytes, 1, out.length, stdout);
    buffer_free(&out);
    has_written = true;
}

bool export_pages(export_format format, text folder, text language, text base_url)
{
    arena memory = { 0 };
    exporter with = { .memory = &memory, .language = language, .base_url = base_url, .in = index_open(folder, language) };
    if (with.in == NULL)
        return false;
    with.facet_count = index_facet_count(with.in);
    with.facets = ARENA_NEW(&memory, facet_entries, with.facet_count + 1);
    for (size_t f = 0; f < with.facet_count; f++)
        with.facets[f] = index_facet_values(with.in, f);
    for (uint32_t d = 0; d < index_page_count(with.in); d++) {
        const data *page = index_page(with.in, d);
        if (page != NULL)
            print_page(format, page_map(&with, page, d));
    }
    index_close(with.in);
    arena_free(&memory);
    return true;
}
