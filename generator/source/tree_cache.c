#include "source/tree_cache.h"

#include "base/buffer.h"
#include "base/digest.h"
#include "base/kept_records.h"
#include "source/value_record.h"
#include "source/yaml.h"

enum { CACHE_LIMIT = 256 * 1024 * 1024 };

static const text FIRST_LINE = TEXT_CONSTANT(TREE_CACHE_FIRST_LINE);

struct kept_tree {
    text contents;              // their fingerprint
    text nodes, texts;          // see source/value_record.h
    bool is_used;
};

// ---- Reading

static kept_tree *add_tree(tree_cache *to, const kept_tree *added)
{
    kept_tree *kept = ARENA_NEW(to->memory, kept_tree, 1);
    *kept = *added;
    *ARENA_PUSH(to->memory, to->trees) = kept;
    table_set(&to->by_contents, kept->contents, kept);
    return kept;
}

static void take_trees(tree_cache *to, text rest)
{
    while (rest.length > 0) {
        kept_tree taken = { .contents = record_take_text(&rest) };
        taken.nodes = record_take_text(&rest);
        taken.texts = record_take_text(&rest);
        if (rest.bytes != NULL)
            add_tree(to, &taken);
    }
}

void tree_cache_open(tree_cache *opened, arena *memory, text path)
{
    text records;
    *opened = (tree_cache){ .memory = memory, .by_contents.memory = memory };
    if (kept_records_read(memory, path, FIRST_LINE, CACHE_LIMIT, &records))
        take_trees(opened, records);
}

static void keep(tree_cache *in, const value *tree, const fingerprint *contents)
{
    buffer nodes = { 0 }, texts = { 0 };
    value_add_to_record(tree, &nodes, &texts);
    kept_tree made = { text_copy(in->memory, fingerprint_text(contents)), text_copy(in->memory, buffer_text(&nodes)),
                       text_copy(in->memory, buffer_text(&texts)), true };
    add_tree(in, &made);
    in->has_new = true;
    buffer_free(&nodes);
    buffer_free(&texts);
}

const value *tree_cache_read(tree_cache *in, arena *memory, text yaml, text path, diagnostics *found)
{
    if (in == NULL)
        return yaml_read(memory, yaml, path, 1, 0, found);
    fingerprint contents = fingerprint_of(yaml);
    kept_tree *known = table_find(&in->by_contents, fingerprint_text(&contents));
    if (known != NULL) {
        text nodes = known->nodes, texts = known->texts;
        const value *taken = value_take_from_record(memory, &nodes, &texts);
        known->is_used = taken != NULL;
        if (taken != NULL)
            return taken;
    }
    size_t mistakes = found->count;
    const value *read = yaml_read(memory, yaml, path, 1, 0, found);
    if (read != NULL && found->count == mistakes)
        keep(in, read, &contents);
    return read;
}

// ---- Writing

void tree_cache_write(const tree_cache *from, text path)
{
    if (!from->has_new)
        return;
    buffer trees = { 0 };
    kept_records_begin(&trees);
    for (size_t i = 0; i < from->trees.count; i++) {
        const kept_tree *one = from->trees.items[i];
        if (!one->is_used)
            continue;
        record_add_text(&trees, one->contents);
        record_add_text(&trees, one->nodes);
        record_add_text(&trees, one->texts);
    }
    kept_records_write(path, FIRST_LINE, CACHE_LIMIT, &trees);
    buffer_free(&trees);
}
