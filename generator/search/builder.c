#include "search/builder_parts.h"

#include "base/digest.h"
#include "base/lanes.h"
#include "search/code.h"

enum { PAGES_IN_A_FOLDER = 500, STAMP_LENGTH = 12 };

void builder_add_file(index_builder *with, char kind, size_t number, text payload)
{
    text kept = text_copy(&with->memory, payload);
    *ARENA_PUSH(&with->memory, with->files) = (index_file){ kind, number, kept };
}

// ---- Facets

static text coded_documents(arena *memory, const index_value *value)
{
    buffer out = { 0 };
    size_t previous = 0;
    for (size_t i = 0; i < value->count; i++) {
        code_add(&out, value->documents[i] - previous);
        previous = value->documents[i] + 1;
    }
    text coded = text_copy(memory, buffer_text(&out));
    buffer_free(&out);
    return coded;
}

static void write_facet(index_builder *with, const index_facet *facet, size_t number)
{
    data *values = data_list(&with->memory);
    for (size_t v = 0; v < facet->count; v++) {
        data *value = data_list(&with->memory);
        data_add(&with->memory, value, data_text(&with->memory, facet->values[v].id));
        data_add(&with->memory, value, data_text(&with->memory, facet->values[v].label));
        data_add(&with->memory, value, data_text(&with->memory, coded_documents(&with->memory, &facet->values[v])));
        data_add(&with->memory, values, value);
    }
    buffer out = { 0 };
    data_write_json(values, false, &out);
    builder_add_file(with, 'f', number, buffer_text(&out));
    buffer_free(&out);
}

static void write_facets(index_builder *with)
{
    data *facets = data_list(&with->memory);
    for (size_t f = 0; f < with->plan->facet_count; f++) {
        const index_facet *facet = &with->plan->facets[f];
        data *made = data_list(&with->memory);
        data_add(&with->memory, made, data_text(&with->memory, facet->id));
        data_add(&with->memory, made, data_text(&with->memory, facet->label));
        data_add(&with->memory, made, data_texts(&with->memory, facet->names, facet->name_count));
        data_add(&with->memory, facets, made);
        write_facet(with, facet, f);
    }
    data_set(&with->memory, with->root, "facets", facets);
}

// ---- Files

static void script_head(buffer *out, text language, char kind, size_t number, text stamp)
{
    buffer_format(out, "DigitoriSearch.take(\"%.*s\",\"%c\",%zu,\"%.*s\",", TEXT_PRINT(language), kind, number,
                  TEXT_PRINT(stamp));
}

static text stamp_of(arena *memory, text contents)
{
    return text_slice(digest_sha256(memory, contents), 0, STAMP_LENGTH);
}

// Everything that is written has a part in it, so that pieces of two builds are never mixed.
static text stamp_of_index(index_builder *with)
{
    buffer sums = { 0 };
    data_write_json(with->root, false, &sums);
    for (size_t i = 0; i < with->files.count; i++) {
        fingerprint of_one = fingerprint_of(with->files.items[i].payload);
        buffer_add(&sums, fingerprint_text(&of_one));
    }
    text stamp = stamp_of(&with->memory, buffer_text(&sums));
    buffer_free(&sums);
    return stamp;
}

static bool needs_escaping(text payload)
{
    size_t whole = payload.length / LANES * LANES;
    byte_lanes marks = { 0 };
    for (size_t i = 0; i < whole; i += LANES) {
        byte_lanes here = lanes_at(payload, i);
        marks |= (byte_lanes)((here < ' ') | (here == '"') | (here == '\\'));
    }
    bool is_needed = lanes_count(marks) > 0;
    for (size_t i = whole; i < payload.length && !is_needed; i++) {
        unsigned char byte = (unsigned char)payload.bytes[i];
        is_needed = byte < ' ' || byte == '"' || byte == '\\';
    }
    return is_needed;
}

// Words and coded numbers need no escaping. What a cache from elsewhere holds may, and must not end the text it stands in.
static void add_payload(arena *memory, const index_file *file, buffer *out)
{
    if (file->kind == 'f') {
        buffer_add(out, file->payload);
    } else if (needs_escaping(file->payload)) {
        data_write_json(data_text(memory, file->payload), false, out);
    } else {
        buffer_add_byte(out, '"');
        buffer_add(out, file->payload);
        buffer_add_byte(out, '"');
    }
}

static bool write_files(index_builder *with, text stamp)
{
    text language = with->plan->language;
    buffer out = { 0 };
    bool fine = true;
    for (size_t i = 0; i < with->files.count && fine; i++) {
        const index_file *file = &with->files.items[i];
        script_head(&out, language, file->kind, file->number, stamp);
        add_payload(&with->memory, file, &out);
        buffer_add_string(&out, ");\n");
        fine = with->plan->write(with->plan->context, text_format(&with->memory, "%.*s/%c/%zu.js", TEXT_PRINT(language),
                                                                  file->kind, file->number), buffer_text(&out));
        buffer_clear(&out);
    }
    data_set_text(&with->memory, with->root, "stamp", stamp);
    buffer_format(&out, "DigitoriSearch.open(\"%.*s\",", TEXT_PRINT(language));
    data_write_json(with->root, false, &out);
    buffer_add_string(&out, ");\n");
    fine = fine && with->plan->write(with->plan->context, text_format(&with->memory, "%.*s.js", TEXT_PRINT(language)),
                                     buffer_text(&out));
    buffer_free(&out);
    return fine;
}

void builder_begin(index_builder *with, const index_plan *plan, bool lacks_dictionary)
{
    *with = (index_builder){ .plan = plan };
    with->root = data_map(&with->memory);
    data_set(&with->memory, with->root, "version", data_number(&with->memory, 2));
    data_set(&with->memory, with->root, "pages", data_number(&with->memory, (double)plan->page_count));
    data_set_bool(&with->memory, with->root, "lacks_dictionary", lacks_dictionary);
    data_set_text(&with->memory, with->root, "page_stamp", plan->page_stamp);
    data_set(&with->memory, with->root, "kinds", (data *)plan->kinds);
}

bool builder_end(index_builder *with)
{
    write_facets(with);
    return write_files(with, stamp_of_index(with));
}

bool index_build(const index_plan *plan)
{
    index_builder with;
    builder_begin(&with, plan, plan->words->lacks_dictionary);
    builder_find_terms(&with);
    builder_weigh_pages(&with);
    builder_write_lists(&with);
    arena_free(&with.pages_memory);         // the dictionary needs much itself
    builder_write_dictionary(&with);
    bool fine = builder_end(&with);
    if (fine && plan->keeper != NULL)
        builder_keep(&with);
    kept_index_free(&with.kept);
    arena_free(&with.memory);
    return fine;
}

// ---- Pages

text index_page_name(arena *memory, text language, size_t document)
{
    return text_format(memory, "%.*s/t/%zu/%zu.js", TEXT_PRINT(language), document / PAGES_IN_A_FOLDER, document);
}

void index_page_script(text language, size_t document, text page_stamp, const data *content, buffer *out)
{
    script_head(out, language, 't', document, page_stamp);
    data_write_json(content, false, out);
    buffer_add_string(out, ");\n");
}
