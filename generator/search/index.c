#include "search/index.h"

#include "base/files.h"
#include "base/unicode.h"
#include "language/search_words.h"
#include "language/words.h"
#include "search/builder.h"
#include "search/code.h"

#include <string.h>

enum { PIECE_LIMIT = 64 * 1024 * 1024, VERSION = 2 };

struct search_index {
    arena memory;               // holds this struct too
    text folder, language, stamp, page_stamp;
    const data *root;
    uint32_t *bounds;           // first term of every part with lists, and the end
    size_t bound_count;
    table pieces;               // name -> entry_list or lists
};

// ---- Files

static text item_text(const data *list, size_t place)
{
    bool is_there = list != NULL && list->type == DATA_LIST && place < list->list.count;
    return is_there && list->list.items[place]->type == DATA_TEXT ? list->list.items[place]->text : (text){ 0 };
}

static const data *member(const data *map, text key, data_type wanted)
{
    const data *found = data_get(map, key);
    return found != NULL && found->type == wanted ? found : NULL;
}

// What a script hands over, without the call around it.
static bool read_script(search_index *of, text name, text call, text *given)
{
    text contents, path = text_join(&of->memory, TEXT("assets/search/"), name);
    if (file_read_beneath(&of->memory, of->folder, path, PIECE_LIMIT, &contents) != FILE_READ)
        return false;
    contents = text_trim(contents);
    if (!text_starts_with(contents, call) || !text_ends_with(contents, TEXT(");")))
        return false;
    *given = text_slice(contents, call.length, contents.length - 2);
    return true;
}

static bool read_piece(search_index *of, char kind, size_t number, text stamp, text *payload)
{
    arena *memory = &of->memory;
    text name = kind == 't' ? index_page_name(memory, of->language, number)
                            : text_format(memory, "%.*s/%c/%zu.js", TEXT_PRINT(of->language), kind, number);
    text call = text_format(memory, "DigitoriSearch.take(\"%.*s\",\"%c\",%zu,\"%.*s\",", TEXT_PRINT(of->language), kind,
                            number, TEXT_PRINT(stamp));
    return read_script(of, name, call, payload);
}

// The text between the quotes of a coded piece; empty when it is missing.
static text coded_piece(search_index *of, char kind, size_t number)
{
    text payload;
    if (!read_piece(of, kind, number, of->stamp, &payload) || payload.length < 2)
        return (text){ 0 };
    return text_slice(payload, 1, payload.length - 1);
}

// ---- Opening

static void read_bounds(search_index *of, text coded)
{
    uint64_t width;
    uint32_t end = 0;
    of->bounds = ARENA_NEW(&of->memory, uint32_t, coded.length + 2);
    of->bound_count = 1;
    while (code_take(&coded, &width)) {
        end += (uint32_t)width;
        of->bounds[of->bound_count++] = end;
    }
}

static bool read_root(search_index *of)
{
    text given, call = text_format(&of->memory, "DigitoriSearch.open(\"%.*s\",", TEXT_PRINT(of->language));
    if (!read_script(of, text_join(&of->memory, of->language, TEXT(".js")), call, &given))
        return false;
    of->root = data_read_json(&of->memory, given);
    const data *version = member(of->root, TEXT("version"), DATA_NUMBER), *terms = member(of->root, TEXT("terms"), DATA_TEXT);
    const data *stamp = member(of->root, TEXT("stamp"), DATA_TEXT), *pages = member(of->root, TEXT("page_stamp"), DATA_TEXT);
    bool is_whole = version != NULL && version->number == VERSION && terms != NULL && stamp != NULL && pages != NULL
                 && member(of->root, TEXT("pages"), DATA_NUMBER) != NULL && member(of->root, TEXT("words"), DATA_LIST) != NULL
                 && member(of->root, TEXT("letters"), DATA_LIST) != NULL && member(of->root, TEXT("facets"), DATA_LIST) != NULL
                 && member(of->root, TEXT("kinds"), DATA_LIST) != NULL;
    if (!is_whole)
        return false;
    of->stamp = stamp->text;
    of->page_stamp = pages->text;
    read_bounds(of, terms->text);
    return true;
}

search_index *index_open(text folder, text language)
{
    arena memory = { 0 };
    search_index *opened = ARENA_NEW(&memory, search_index, 1);
    opened->memory = memory;
    opened->pieces.memory = &opened->memory;
    opened->folder = text_copy(&opened->memory, folder);
    opened->language = text_copy(&opened->memory, language);
    if (read_root(opened))
        return opened;
    index_close(opened);
    return NULL;
}

void index_close(search_index *opened)
{
    if (opened == NULL)
        return;
    arena memory = opened->memory;
    arena_free(&memory);
}

size_t index_page_count(const search_index *of)
{
    double pages = data_get(of->root, TEXT("pages"))->number;
    return pages > 0 && pages < UINT32_MAX ? (size_t)pages : 0;
}

// ---- Words

static text front_decoded(arena *memory, text previous, text *entry)
{
    text rest = previous;
    uint32_t character;
    int shared = entry->length > 0 ? code_value(entry->bytes[0]) : 0;
    for (int i = 0; i < shared; i++)
        if (!unicode_take(&rest, &character))
            break;
    size_t dot = text_find_byte(*entry, '.', 0), end = dot == TEXT_NOT_FOUND ? entry->length : dot;
    text word = text_join(memory, text_slice(previous, 0, previous.length - rest.length), text_slice(*entry, 1, end));
    *entry = text_from(*entry, end + 1);
    return word;
}

static void read_targets(arena *memory, text coded, int64_t *near, index_entry *into)
{
    struct { entry_target *items; size_t count, capacity; } targets = { 0 };
    int64_t from = *near;
    for (uint64_t number; code_take(&coded, &number);) {
        from += code_unfold_sign(number >> 3);
        *ARENA_PUSH(memory, targets) = (entry_target){ (uint32_t)from, (unsigned)(number & 7) };
    }
    into->targets = targets.items;
    into->target_count = targets.count;
    if (targets.count > 0)
        *near = targets.items[0].term;
}

static entry_list decode_words(arena *memory, text payload)
{
    struct { index_entry *items; size_t count, capacity; } entries = { 0 };
    text previous = { 0 }, entry;
    int64_t near = 0;
    while (text_take_part(&payload, '!', &entry)) {
        uint64_t common = 0;
        index_entry *made = ARENA_PUSH(memory, entries);
        made->word = previous = front_decoded(memory, previous, &entry);
        made->folded = search_word_fold(memory, made->word);
        code_take(&entry, &common);
        made->common = (unsigned)common;
        read_targets(memory, entry, &near, made);
    }
    return (entry_list){ entries.items, entries.count };
}

static entry_list words_of_piece(search_index *of, char kind, size_t number)
{
    text name = text_format(&of->memory, "%c%zu", kind, number);
    entry_list *known = table_find(&of->pieces, name);
    if (known == NULL) {
        known = ARENA_NEW(&of->memory, entry_list, 1);
        *known = decode_words(&of->memory, coded_piece(of, kind, number));
        table_set(&of->pieces, name, known);
    }
    return *known;
}

entry_list index_near(search_index *of, text folded)
{
    const data *firsts = data_get(of->root, TEXT("words"));
    size_t count = firsts->list.count, shard = 0;
    while (shard + 1 < count && text_compare(item_text(firsts, shard + 1), folded) <= 0)
        shard++;
    if (count == 0)
        return (entry_list){ 0 };
    entry_list here = words_of_piece(of, 'd', shard);
    if (shard + 1 >= count || !text_starts_with(item_text(firsts, shard + 1), folded))
        return here;
    entry_list there = words_of_piece(of, 'd', shard + 1);
    entry_list both = { ARENA_NEW(&of->memory, index_entry, here.count + there.count), here.count + there.count };
    for (size_t i = 0; i < both.count; i++)
        both.items[i] = i < here.count ? here.items[i] : there.items[i - here.count];
    return both;
}

entry_list index_spelling(search_index *of, text letter)
{
    const data *letters = data_get(of->root, TEXT("letters"));
    size_t after = 0;
    while (after < letters->list.count && text_compare(item_text(letters, after), letter) <= 0)
        after++;
    return after > 0 ? words_of_piece(of, 's', after - 1) : (entry_list){ 0 };
}

// ---- Lists

static list_group read_group(arena *memory, uint64_t head, text *coded)
{
    uint64_t step, count = head >> 4;
    size_t most = count < coded->length ? (size_t)count : coded->length;
    list_group group = { .level = (unsigned)(head & 15), .documents = ARENA_NEW(memory, uint32_t, most + 1) };
    int64_t previous = -1;
    while (group.count < most && code_take(coded, &step)) {
        previous += (int64_t)step + 1;
        group.documents[group.count++] = (uint32_t)previous;
    }
    return group;
}

// Gives the file that holds the rest of the list, or -1.
static int64_t decode_list(arena *memory, text entry, index_list *list)
{
    struct { text *items; size_t count, capacity; } stems = { 0 };
    struct { list_group *items; size_t count, capacity; } groups = { 0 };
    size_t dot = text_find_byte(entry, '.', 0);
    text beginnings = text_slice(entry, 0, dot == TEXT_NOT_FOUND ? 0 : dot), stem;
    text coded = text_from(entry, dot == TEXT_NOT_FOUND ? entry.length : dot + 1);
    uint64_t head = 0, rest = 0;
    while (text_take_part(&beginnings, ',', &stem))
        *ARENA_PUSH(memory, stems) = stem;
    code_take(&coded, &head);
    bool is_cut = (head & 1) != 0 && code_take(&coded, &rest);
    *list = (index_list){ .stems = stems.items, .stem_count = stems.count, .rarity = head >> 1 };
    while (code_take(&coded, &head))
        *ARENA_PUSH(memory, groups) = read_group(memory, head, &coded);
    list->groups = groups.items;
    list->group_count = groups.count;
    return is_cut ? (int64_t)rest : -1;
}

static void add_rest(search_index *of, size_t number, index_list *list)
{
    struct { list_group *items; size_t count, capacity; } groups = { 0 };
    text coded = coded_piece(of, 'x', number);
    uint64_t head;
    for (size_t i = 0; i < list->group_count; i++)
        *ARENA_PUSH(&of->memory, groups) = list->groups[i];
    while (code_take(&coded, &head))
        *ARENA_PUSH(&of->memory, groups) = read_group(&of->memory, head, &coded);
    list->groups = groups.items;
    list->group_count = groups.count;
}

static text lists_of_piece(search_index *of, size_t number)
{
    text name = text_format(&of->memory, "p%zu", number);
    text *known = table_find(&of->pieces, name);
    if (known == NULL) {
        known = ARENA_NEW(&of->memory, text, 1);
        *known = coded_piece(of, 'p', number);
        table_set(&of->pieces, name, known);
    }
    return *known;
}

bool index_list_of(search_index *of, uint32_t term, bool is_whole, index_list *list)
{
    size_t shard = 0;
    while (shard + 1 < of->bound_count && of->bounds[shard + 1] <= term)
        shard++;
    if (shard + 1 >= of->bound_count)
        return false;
    text lists = lists_of_piece(of, shard), entry;
    for (uint32_t at = of->bounds[shard]; text_take_part(&lists, '!', &entry); at++) {
        if (at != term)
            continue;
        int64_t rest = decode_list(&of->memory, entry, list);
        if (rest >= 0 && is_whole)
            add_rest(of, (size_t)rest, list);
        return true;
    }
    return false;
}

// ---- Fields

text index_fold_all(arena *memory, text words)
{
    buffer out = { 0 };
    word_span found;
    for (size_t offset = 0; words_next(words, &offset, &found);) {
        text folded = search_word_fold(memory, search_word_surface(memory, text_slice(words, found.from, found.to)));
        buffer_format(&out, "%s%.*s", out.length > 0 && folded.length > 0 ? " " : "", TEXT_PRINT(folded));
    }
    text all = text_copy(memory, buffer_text(&out));
    buffer_free(&out);
    return all;
}

static bool is_called(const data *facet, text name)
{
    arena scratch = { 0 };
    const data *names = facet->type == DATA_LIST && facet->list.count > 2 ? facet->list.items[2] : NULL;
    bool is_own = text_equals(index_fold_all(&scratch, item_text(facet, 0)), name)
               || text_equals(index_fold_all(&scratch, item_text(facet, 1)), name);
    for (size_t i = 0; names != NULL && names->type == DATA_LIST && i < names->list.count; i++)
        is_own = is_own || text_equals(index_fold_all(&scratch, item_text(names, i)), name);
    arena_free(&scratch);
    return is_own;
}

bool index_facet_named(const search_index *of, text name, size_t *number)
{
    const data *facets = data_get(of->root, TEXT("facets"));
    for (size_t i = 0; name.length > 0 && i < facets->list.count; i++) {
        *number = i;
        if (is_called(facets->list.items[i], name))
            return true;
    }
    return false;
}

size_t index_facet_count(const search_index *of)
{
    return data_get(of->root, TEXT("facets"))->list.count;
}

text index_facet_id(const search_index *of, size_t number)
{
    return item_text(data_get(of->root, TEXT("facets"))->list.items[number], 0);
}

static facet_entry decode_value(arena *memory, const data *value)
{
    facet_entry made = { .id = item_text(value, 0), .label = item_text(value, 1) };
    text coded = item_text(value, 2);
    uint32_t next = 0;
    made.folded = index_fold_all(memory, made.label);
    made.documents = ARENA_NEW(memory, uint32_t, coded.length + 1);
    for (uint64_t step; code_take(&coded, &step);) {
        next += (uint32_t)step;
        made.documents[made.count++] = next++;
    }
    return made;
}

facet_entries index_facet_values(search_index *of, size_t number)
{
    facet_entries entries = { 0 };
    text payload;
    const data *values = NULL;
    if (read_piece(of, 'f', number, of->stamp, &payload))
        values = data_read_json(&of->memory, payload);
    if (values == NULL || values->type != DATA_LIST)
        return entries;
    entries.items = ARENA_NEW(&of->memory, facet_entry, values->list.count + 1);
    for (; entries.count < values->list.count; entries.count++)
        entries.items[entries.count] = decode_value(&of->memory, values->list.items[entries.count]);
    return entries;
}

// ---- Pages

const data *index_page(search_index *of, uint32_t document)
{
    text payload;
    const data *page = NULL;
    if (read_piece(of, 't', document, of->page_stamp, &payload))
        page = data_read_json(&of->memory, payload);
    bool is_whole = page != NULL && page->type == DATA_LIST && page->list.count > 4 && page->list.items[4]->type == DATA_LIST;
    return is_whole ? page : NULL;
}

text index_kind_label(const search_index *of, text id)
{
    const data *kinds = data_get(of->root, TEXT("kinds"));
    for (size_t i = 0; i < kinds->list.count; i++)
        if (text_equals(item_text(kinds->list.items[i], 0), id))
            return item_text(kinds->list.items[i], 1);
    return (text){ 0 };
}
