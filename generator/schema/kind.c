#include "schema/kind.h"

#include "schema/fields.h"
#include "schema/kind_reader.h"

enum { NAME_LIMIT = 80 };

#define COUNT(array) (sizeof(array) / sizeof *(array))

bool name_is_plain(text name, bool with_underscore)
{
    if (name.length == 0 || name.length > NAME_LIMIT || name.bytes[0] == '-' || name.bytes[0] == '_')
        return false;
    for (size_t i = 0; i < name.length; i++) {
        char c = name.bytes[i];
        if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '-' && !(c == '_' && with_underscore))
            return false;
    }
    return true;
}

const text *page_keys(size_t *count)
{
    static const text keys[] = {
        TEXT_CONSTANT("title"), TEXT_CONSTANT("kind"), TEXT_CONSTANT("id"), TEXT_CONSTANT("summary"),
        TEXT_CONSTANT("date"), TEXT_CONSTANT("updated"), TEXT_CONSTANT("review_by"), TEXT_CONSTANT("tags"),
        TEXT_CONSTANT("weight"), TEXT_CONSTANT("draft"), TEXT_CONSTANT("slug"), TEXT_CONSTANT("aliases"),
        TEXT_CONSTANT("source"), TEXT_CONSTANT("print"), TEXT_CONSTANT("change_note"),
        TEXT_CONSTANT("public_contacts"),
    };
    *count = COUNT(keys);
    return keys;
}

const field *kind_field(const kind *of_kind, text id)
{
    for (size_t i = 0; i < of_kind->fields.count; i++)
        if (text_equals(of_kind->fields.items[i].id, id))
            return &of_kind->fields.items[i];
    return NULL;
}

text read_kind_text(const kind_reader *from, const value *map, text key)
{
    const value *v = value_get(map, key);
    if (v == NULL || v->type == VALUE_SCALAR)
        return text_trim(value_text(v));
    report(from->found, VALUE_SHAPE, value_place(v, from->path), "'%.*s' takes one word", TEXT_PRINT(key));
    return (text){ 0 };
}

bool read_kind_bool(const kind_reader *from, const value *map, text key, bool fallback)
{
    const value *v = value_get(map, key);
    bool read = fallback;
    if (!value_is_empty(v))
        scalar_read_bool(v, from->path, from->found, &read);
    return read;
}

// ---- What stands at the top of a kind

static void read_labels(const kind_reader *from, const value *root, kind *into)
{
    into->label = read_kind_words(from, value_get(root, TEXT("label")));
    into->plural = read_kind_words(from, value_get(root, TEXT("plural")));
    into->description = read_kind_words(from, value_get(root, TEXT("description")));
    if (words_are_empty(from, into->label))
        report(from->found, KIND_INVALID, value_place(root, from->path),
               "'label' is missing: say what a page of this kind is called");
    for (size_t i = 0; i < from->languages->count; i++)
        if (into->plural.by_language[i].length == 0)
            into->plural.by_language[i] = into->label.by_language[i];
}

static bool is_folder(text folder)
{
    text part;
    if (text_ends_with(folder, TEXT("/")))
        return false;
    while (text_take_part(&folder, '/', &part))
        if (!name_is_plain(part, false))
            return false;
    return true;
}

static void read_folder(const kind_reader *from, const value *root, kind *into)
{
    const value *v = value_get(root, TEXT("folder"));
    into->folder = read_kind_words(from, v);
    for (size_t i = 0; i < from->languages->count; i++) {
        text *folder = &into->folder.by_language[i];
        if (!is_folder(*folder)) {
            text shown = value_shown(from->found->memory, *folder);
            report(from->found, KIND_INVALID, value_place(v, from->path),
                   "the folder '%.*s': use small letters a-z, digits and hyphens", TEXT_PRINT(shown));
            *folder = (text){ 0 };
        }
        if (folder->length == 0)
            *folder = into->id;
    }
}

static void read_layout(const kind_reader *from, const value *root, kind *into)
{
    into->layout = read_kind_text(from, root, TEXT("layout"));
    if (into->layout.length == 0 || name_is_plain(into->layout, false))
        return;
    text shown = value_shown(from->found->memory, into->layout);
    report(from->found, KIND_INVALID, value_place(value_get(root, TEXT("layout")), from->path),
           "the layout '%.*s': use small letters a-z, digits and hyphens", TEXT_PRINT(shown));
    into->layout = (text){ 0 };
}

// ---- Order of lists

static bool is_sortable(const field *f)
{
    return f->type != FIELD_TYPE_LIST && f->type != FIELD_TYPE_RECORD && f->type != FIELD_TYPE_LONG
        && f->type != FIELD_TYPE_MARKDOWN;
}

static void read_sort(const kind_reader *from, const value *root, kind *into)
{
    text wanted = read_kind_text(from, root, TEXT("sort"));
    into->sort = TEXT("title");
    if (wanted.length == 0)
        return;
    text *known = ARENA_NEW(from->memory, text, into->fields.count + 3);
    size_t count = 0;
    known[count++] = TEXT("title");
    known[count++] = TEXT("date");
    known[count++] = TEXT("weight");
    for (size_t i = 0; i < into->fields.count; i++)
        if (is_sortable(&into->fields.items[i]))
            known[count++] = into->fields.items[i].id;
    for (size_t i = 0; i < count; i++) {
        if (text_equals(known[i], wanted)) {
            into->sort = known[i];
            return;
        }
    }
    text shown = value_shown(from->found->memory, wanted), all = value_list_words(from->found->memory, known, count);
    report(from->found, KIND_INVALID, value_place(value_get(root, TEXT("sort")), from->path),
           "pages cannot be sorted by '%.*s': use one of %.*s", TEXT_PRINT(shown), TEXT_PRINT(all));
}

static void read_order(const kind_reader *from, const value *root, kind *into)
{
    text order = read_kind_text(from, root, TEXT("order"));
    into->descending = text_equals(order, TEXT("descending"));
    if (order.length > 0 && !into->descending && !text_equals(order, TEXT("ascending")))
        report(from->found, KIND_INVALID, value_place(value_get(root, TEXT("order")), from->path),
               "the order is 'ascending' or 'descending'");
}

// ---- The whole kind

static const value *read_root(const kind_reader *from, tree_cache *trees, text id, text yaml)
{
    if (!name_is_plain(id, false)) {
        report(from->found, KIND_INVALID, at(from->path, 1, 1),
               "name the file with small letters a-z, digits and hyphens, for example case.yaml");
        return NULL;
    }
    size_t before = from->found->count;
    const value *root = tree_cache_read(trees, from->memory, yaml, from->path, from->found);
    if (root == NULL && from->found->count == before)
        report(from->found, KIND_INVALID, at(from->path, 1, 1), "the file is empty: write at least 'label'");
    if (root != NULL && root->type != VALUE_MAP) {
        report(from->found, VALUE_SHAPE, value_place(root, from->path), "a kind is lines of the form 'key: value'");
        return NULL;
    }
    return root;
}

kind *kind_read(arena *memory, tree_cache *trees, text id, text yaml, text path, const language_list *languages,
                diagnostics *found)
{
    static const text known[] = {
        TEXT_CONSTANT("label"), TEXT_CONSTANT("plural"), TEXT_CONSTANT("description"), TEXT_CONSTANT("folder"),
        TEXT_CONSTANT("layout"), TEXT_CONSTANT("sort"), TEXT_CONSTANT("order"), TEXT_CONSTANT("listed"),
        TEXT_CONSTANT("feed"), TEXT_CONSTANT("public_contacts"), TEXT_CONSTANT("fields"),
    };
    kind_reader from = { memory, languages, path, found };
    size_t before = found->count;
    const value *root = read_root(&from, trees, id, yaml);
    if (root == NULL)
        return NULL;
    value_check_keys(root, path, known, COUNT(known), found);
    kind *read = ARENA_NEW(memory, kind, 1);
    read->id = text_copy(memory, id);
    read->path = text_copy(memory, path);
    read_labels(&from, root, read);
    read_folder(&from, root, read);
    read_layout(&from, root, read);
    read->fields = read_field_definitions(&from, value_get(root, TEXT("fields")), false);
    read_sort(&from, root, read);
    read_order(&from, root, read);
    read->listed = read_kind_bool(&from, root, TEXT("listed"), true);
    read->in_feed = read_kind_bool(&from, root, TEXT("feed"), false);
    read_kind_bool(&from, root, TEXT("public_contacts"), false);        // see site/personal_check.h
    read->has_mistakes = found->count > before;
    return read;
}
