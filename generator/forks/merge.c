#include "forks/merge.h"

#include "base/files.h"
#include "base/lanes.h"
#include "base/unicode.h"
#include "forks/merge_keys.h"
#include "forks/merge_values.h"
#include "source/front_matter.h"
#include "source/value_make.h"
#include "source/yaml_write.h"

#include <git2.h>

#define OUR_MARK "<<<<<<< this site"
#define MIDDLE_MARK "======="
#define THEIR_MARK ">>>>>>> upstream"

#define COUNT(array) (sizeof(array) / sizeof *(array))

typedef struct {
    arena *memory;
    text their_mark;            // without the arrows
    merge_result result;
    buffer out;
} merger;

// ---- Lines

static bool is_text(text t)
{
    size_t offset;
    return unicode_check(t, &offset) != UNICODE_MALFORMED && text_find_byte(t, '\0', 0) == TEXT_NOT_FOUND;
}

// Windows' line ends would make every line differ.
static text with_plain_ends(arena *memory, text t)
{
    if (text_find(t, TEXT("\r\n"), 0) == TEXT_NOT_FOUND)
        return t;
    char *bytes = ARENA_NEW(memory, char, t.length);
    size_t length = 0;
    for (size_t i = 0; i < t.length; i++)
        if (t.bytes[i] != '\r' || i + 1 == t.length || t.bytes[i + 1] != '\n')
            bytes[length++] = t.bytes[i];
    return (text){ bytes, length };
}

static text with_windows_ends(arena *memory, text t)
{
    buffer out = { 0 };
    for (text line; text_take_line(&t, &line);) {
        buffer_add(&out, line);
        buffer_add_string(&out, "\r\n");
    }
    text made = text_copy(memory, buffer_text(&out));
    buffer_free(&out);
    return made;
}

static size_t count_marks(text contents)
{
    size_t count = 0;
    for (text line; text_take_line(&contents, &line);)
        count += text_starts_with(line, TEXT(OUR_MARK));
    return count;
}

static git_merge_file_input input_of(text t)
{
    return (git_merge_file_input){ .version = GIT_MERGE_FILE_INPUT_VERSION, .ptr = t.bytes != NULL ? t.bytes : "",
                                   .size = t.length };
}

// Of many lines that are alike it takes seconds to find which have changed.
enum { LINES_MERGED = 20000 };

static bool has_many_lines(text t)
{
    size_t count = 0;
    for (text line; count <= LINES_MERGED && text_take_line(&t, &line);)
        count++;
    return count > LINES_MERGED;
}

static void add_whole_lines(merger *with, text lines)
{
    buffer_add(&with->out, lines);
    if (lines.length > 0 && !text_ends_with(lines, TEXT("\n")))
        buffer_add_byte(&with->out, '\n');
}

static void add_conflict(merger *with, text ours, text theirs)
{
    buffer_add_string(&with->out, OUR_MARK "\n");
    add_whole_lines(with, ours);
    buffer_add_string(&with->out, MIDDLE_MARK "\n");
    add_whole_lines(with, theirs);
    buffer_format(&with->out, ">>>>>>> %.*s\n", TEXT_PRINT(with->their_mark));
    with->result.conflict_count++;
}

static void merge_lines(merger *with, text base, text ours, text theirs)
{
    if (has_many_lines(base) || has_many_lines(ours) || has_many_lines(theirs)) {
        if (text_equals(base, ours) || text_equals(base, theirs) || text_equals(ours, theirs))
            buffer_add(&with->out, text_equals(base, ours) ? theirs : ours);
        else
            add_conflict(with, ours, theirs);
        return;
    }
    git_merge_file_input inputs[3] = { input_of(base), input_of(ours), input_of(theirs) };
    git_merge_file_options options = { .version = GIT_MERGE_FILE_OPTIONS_VERSION, .our_label = "this site",
                                       .their_label = text_to_string(with->memory, with->their_mark),
                                       .flags = GIT_MERGE_FILE_STYLE_MERGE };
    git_merge_file_result merged = { 0 };
    git_libgit2_init();
    if (git_merge_file(&merged, &inputs[0], &inputs[1], &inputs[2], &options) != 0)
        memory_exhausted();         // the only way in which texts in memory cannot be merged
    text contents = { merged.ptr, merged.len };
    buffer_add(&with->out, contents);
    if (!merged.automergeable)
        with->result.conflict_count += count_marks(contents);
    git_merge_file_result_free(&merged);
    git_libgit2_shutdown();
}

// ---- Keys

static void add_lines(merger *with, const keyed_lines *lines)
{
    if (lines != NULL)
        buffer_add(&with->out, lines->lines);
}

static const value *value_of(const keyed_lines *lines)
{
    return lines != NULL ? lines->value : NULL;
}

static void merge_key(merger *with, text key, const keyed_lines *base, const keyed_lines *ours, const keyed_lines *theirs)
{
    const value *was = value_of(base), *own = value_of(ours), *other = value_of(theirs);
    bool has_conflict = false;
    const value *merged = merge_values(with->memory, was, own, other, &has_conflict);
    if (has_conflict)
        add_conflict(with, ours->lines, theirs->lines);
    else if (value_equals(merged, own))
        add_lines(with, ours);
    else if (value_equals(merged, other))
        add_lines(with, theirs);
    else
        yaml_write_entry(key, merged, &with->out);
}

// False when one of the three is not written by keys.
static bool merge_yaml(merger *with, text base, text ours, text theirs)
{
    keyed_text sides[3];
    if (!keyed_text_read(with->memory, base, &sides[0]) || !keyed_text_read(with->memory, ours, &sides[1])
        || !keyed_text_read(with->memory, theirs, &sides[2]))
        return false;
    key_order order = keyed_text_order(with->memory, &sides[1], &sides[2]);
    buffer_add(&with->out, sides[1].opening);
    for (size_t i = 0; i < order.count; i++)
        merge_key(with, order.items[i], keyed_text_find(&sides[0], order.items[i]), keyed_text_find(&sides[1], order.items[i]),
                  keyed_text_find(&sides[2], order.items[i]));
    return true;
}

static bool merge_page(merger *with, text base, text ours, text theirs)
{
    diagnostics found = { .memory = with->memory };
    page_parts parts[3];
    if (!front_matter_split(base, TEXT("x"), &found, &parts[0]) || !front_matter_split(ours, TEXT("x"), &found, &parts[1])
        || !front_matter_split(theirs, TEXT("x"), &found, &parts[2]) || !parts[1].has_fences || !parts[2].has_fences)
        return false;
    buffer_add_string(&with->out, "---\n");
    if (!merge_yaml(with, parts[0].yaml, parts[1].yaml, parts[2].yaml)) {
        buffer_clear(&with->out);
        with->result.conflict_count = 0;
        return false;
    }
    buffer_add_string(&with->out, "---\n");
    merge_lines(with, parts[0].body, parts[1].body, parts[2].body);
    return true;
}

static void merge_texts(merger *with, text path, text base, text ours, text theirs)
{
    if (text_ends_with(path, TEXT(".md")) && merge_page(with, base, ours, theirs))
        return;
    merge_lines(with, base, ours, theirs);
    bool is_yaml = text_ends_with(path, TEXT(".yaml")) || text_ends_with(path, TEXT(".yml"));
    if (!is_yaml || with->result.conflict_count == 0)
        return;
    // By key, what seemed to meet in the lines may not.
    merger again = { .memory = with->memory, .their_mark = with->their_mark };
    if (merge_yaml(&again, base, ours, theirs)) {
        buffer_free(&with->out);
        *with = again;
    } else {
        buffer_free(&again.out);
    }
}

merge_result merge_file(arena *memory, text path, text base, text ours, text theirs, text version)
{
    merger with = { .memory = memory };
    with.their_mark = text_trim(text_format(memory, "upstream %.*s", TEXT_PRINT(version)));
    if (!is_text(base) || !is_text(ours) || !is_text(theirs))
        return (merge_result){ .is_no_text = true };
    bool is_windows = text_find(ours, TEXT("\r\n"), 0) != TEXT_NOT_FOUND;
    merge_texts(&with, path, with_plain_ends(memory, base), with_plain_ends(memory, ours), with_plain_ends(memory, theirs));
    text contents = buffer_text(&with.out);
    with.result.contents = is_windows ? with_windows_ends(memory, contents) : text_copy(memory, contents);
    buffer_free(&with.out);
    return with.result;
}

// ---- Settings

// Also what a fork has from its kit, and goes its own way from then on.
static bool is_ours_alone(text key)
{
    static const text keys[] = { TEXT_CONSTANT("languages"), TEXT_CONSTANT("kits"), TEXT_CONSTANT("content"), TEXT_CONSTANT("forms"),
                                 TEXT_CONSTANT("themes") };
    for (size_t i = 0; i < COUNT(keys); i++)
        if (text_equals(key, keys[i]))
            return true;
    return fork_setting_is_own(key);
}

static void merge_setting(merger *with, const keyed_lines *ours, text key, const value *was, const value *other)
{
    bool has_conflict = false;
    const value *own = value_of(ours);
    const value *merged = is_ours_alone(key) ? own : merge_values(with->memory, was, own, other, &has_conflict);
    if (has_conflict)
        *ARENA_PUSH(with->memory, with->result.kept) = key;
    if (value_equals(merged, own))
        add_lines(with, ours);
    else if (merged != NULL)
        yaml_write_entry(key, merged, &with->out);
}

merge_result merge_settings(arena *memory, const fork_settings *base, text ours, const fork_settings *own,
                            const fork_settings *theirs)
{
    merger with = { .memory = memory };
    const value *was = fork_settings_narrowed(memory, base, own), *other = fork_settings_narrowed(memory, theirs, own);
    keyed_text sides[2] = { 0 };
    with.result.contents = ours;
    if (!keyed_text_read(memory, ours, &sides[0]))
        return with.result;
    sides[1].items = ARENA_NEW(memory, keyed_lines, other->count + 1);
    for (size_t i = 0; i < other->count; i++)
        sides[1].items[sides[1].count++].key = other->entries[i].key;
    key_order order = keyed_text_order(memory, &sides[0], &sides[1]);
    buffer_add(&with.out, sides[0].opening);
    for (size_t i = 0; i < order.count; i++)
        merge_setting(&with, keyed_text_find(&sides[0], order.items[i]), order.items[i], value_get(was, order.items[i]),
                      value_get(other, order.items[i]));
    with.result.contents = text_copy(memory, buffer_text(&with.out));
    buffer_free(&with.out);
    return with.result;
}

// ---- Marks

int merge_find_mark(text contents, size_t *offset)
{
    for (size_t i = *offset; (i = text_skip_to(contents, i, TEXT("<>"))) < contents.length; i++) {
        text rest = text_from(contents, i);
        bool begins_line = i == 0 || contents.bytes[i - 1] == '\n';
        if (!begins_line || !(text_starts_with(rest, TEXT(OUR_MARK)) || text_starts_with(rest, TEXT(THEIR_MARK))))
            continue;
        int line = 1;
        for (size_t before = 0; before < i; before++)
            line += contents.bytes[before] == '\n';
        *offset = i + 1;
        return line;
    }
    *offset = contents.length;
    return 0;
}

bool merge_check_marks(text contents, text path, diagnostics *found)
{
    size_t offset = 0;
    int line = merge_find_mark(contents, &offset);
    bool is_settled = line == 0;
    for (; line > 0; line = merge_find_mark(contents, &offset))
        report(found, MERGE_CONFLICT, at(path, line, 1),
               "keep what is right of the two versions, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>");
    return is_settled;
}

text merge_beside_what(arena *memory, text path)
{
    static const text mark = TEXT_CONSTANT(".upstream");
    text stem = path_without_extension(path);
    return text_ends_with(stem, mark) ? text_join(memory, text_slice(stem, 0, stem.length - mark.length),
                                                  text_from(path, stem.length)) : (text){ 0 };
}
