#include "site/pictures.h"

#include "base/unicode.h"
#include "schema/fields.h"
#include "site/load.h"
#include "site/overrides.h"
#include "site/personal_check.h"
#include "source/value_make.h"
#include "source/yaml_write.h"

#include <string.h>

static const text side_ending = TEXT_CONSTANT(".yaml");

bool is_photo_path(text path)
{
    static const char *const endings[] = { ".jpg", ".jpeg", ".png", ".webp" };
    arena scratch = { 0 };
    text lower = unicode_lower(&scratch, path_name(path));
    bool is_photo = false;
    for (size_t i = 0; i < sizeof endings / sizeof *endings && !is_photo; i++)
        is_photo = text_ends_with(lower, text_of(endings[i]));
    arena_free(&scratch);
    return is_photo;
}

const picture_note *picture_note_of(const site *of, text path)
{
    const uintptr_t *number = table_get(&of->pictures.by_path, path);
    return number != NULL ? &of->pictures.items[*number - 1] : NULL;
}

// ---- Reading

typedef struct {
    arena *memory;
    const language_list *languages;
    const value *root;
    diagnostics *found;
} note_reader;

static text line_of(const note_reader *from, const char *key, text path)
{
    const value *v = value_get(from->root, text_of(key));
    if (v != NULL && (v->type != VALUE_SCALAR || text_find_byte(v->text, '\n', 0) != TEXT_NOT_FOUND))
        report(from->found, VALUE_SHAPE, value_place(v, path), "'%s' is one line of text", key);
    return text_trim(value_text(v));
}

// The next words from [*from] on in a language that the site has not, or NULL. A picture that came with a kit may be described
// in languages of the other site alone, whose pages did not come along.
static const value_entry *next_elsewhere(const language_list *languages, const value *said, size_t *from)
{
    while (said != NULL && said->type == VALUE_MAP && *from < said->count) {
        const value_entry *there = &said->entries[(*from)++];
        if (language_list_find(languages, there->key) == languages->count
            && text_trim(value_text(there->value)).length > 0)
            return there;
    }
    return NULL;
}

static void read_alt(const note_reader *from, picture_note *into)
{
    const value *alt = value_get(from->root, TEXT("alt"));
    into->is_decorative = alt != NULL && alt->type == VALUE_SCALAR && alt->is_quoted && text_trim(alt->text).length == 0;
    if (into->is_decorative)
        return;
    size_t before = from->found->count;
    if (!value_is_empty(alt))
        into->alt = words_read_shared(from->memory, into->alt_said = alt, into->side_path, from->languages, from->found);
    bool is_empty = words_in(into->alt, 0, from->languages->count).length == 0 && next_elsewhere(from->languages, alt, &(size_t){ 0 }) == NULL;
    if (is_empty && from->found->count == before)
        report(from->found, FIELD_MISSING, alt != NULL ? value_place(alt, into->side_path) : at(into->side_path, 1, 1),
               "'alt': say what the picture shows, for those who cannot see it; write alt: '' when it only decorates");
}

static void read_consent(const note_reader *from, picture_note *into)
{
    const value *people = value_get(from->root, TEXT("people")), *id = value_get(from->root, TEXT("consent"));
    const value *first = people != NULL ? people : id;
    into->own.where = at(into->side_path, first != NULL ? first->line : 1, first != NULL ? first->column : 1);
    into->says_people = !value_is_empty(people);
    if (!value_is_empty(people))
        scalar_read_bool(people, into->side_path, from->found, &into->shows_people);
    into->own.id = line_of(from, "consent", into->side_path);
    const char *fault = into->own.id.length > 0 ? consent_reference_fault(into->own.id) : NULL;
    if (fault != NULL)
        report(from->found, CONSENT_PERSONAL, value_place(id, into->side_path), "'consent': %s", fault);
    consent_read_terms(from->root, "consent_until", into->side_path, from->found, &into->own);
    // Who names a consent knows of somebody in the picture, and has it withdrawn by that name.
    into->shows_people |= into->own.id.length > 0;
}

static void read_contacts(const note_reader *from, picture_note *into)
{
    const value *v = value_get(from->root, TEXT("public_contacts"));
    if (!value_is_empty(v))
        scalar_read_bool(v, into->side_path, from->found, &into->has_public_contacts);
}

static void read_note(site *into, text contents, picture_note *note, diagnostics *found)
{
    static const text known[] = { TEXT_CONSTANT("alt"), TEXT_CONSTANT("caption"), TEXT_CONSTANT("credit"), TEXT_CONSTANT("licence"),
                                  TEXT_CONSTANT("people"), TEXT_CONSTANT("consent"), TEXT_CONSTANT("consent_until"),
                                  TEXT_CONSTANT("purposes"), TEXT_CONSTANT("public_contacts") };
    size_t before = diagnostics_count(found, SEVERITY_ERROR);
    note_reader from = { into->memory, &into->config.languages, NULL, found };
    from.root = tree_cache_read(into->trees, into->memory, contents, note->side_path, found);
    if (from.root != NULL && from.root->type != VALUE_MAP)
        report(found, VALUE_SHAPE, value_place(from.root, note->side_path), "the file is lines of the form 'key: value'");
    if (from.root == NULL || from.root->type == VALUE_MAP) {
        value_check_keys(from.root, note->side_path, known, sizeof known / sizeof *known, found);
        read_alt(&from, note);
        note->caption_said = value_get(from.root, TEXT("caption"));
        note->caption = words_read_shared(into->memory, note->caption_said, note->side_path, from.languages, found);
        note->credit = line_of(&from, "credit", note->side_path);
        note->licence = line_of(&from, "licence", note->side_path);
        read_consent(&from, note);
        read_contacts(&from, note);
    }
    note->has_mistakes = diagnostics_count(found, SEVERITY_ERROR) > before;
}

// The photos among the content files by their paths, and in small letters where no photo has those itself.
static table photos_of(arena *memory, const site *of)
{
    table photos = { .memory = memory };
    for (size_t i = 0; i < of->content_files.count; i++) {
        file_entry *file = &of->content_files.items[i];
        if (is_photo_path(file->path))
            table_set(&photos, file->path, file);
    }
    for (size_t i = 0; i < of->content_files.count; i++) {
        file_entry *file = &of->content_files.items[i];
        text lower = is_photo_path(file->path) ? unicode_lower(memory, file->path) : (text){ 0 };
        if (lower.length > 0 && table_find(&photos, lower) == NULL)
            table_set(&photos, lower, file);
    }
    return photos;
}

// The photo of that name, in whatever case; empty when there is none.
static text photo_of_name(const table *photos, text name)
{
    const file_entry *file = table_find(photos, name);
    if (file == NULL)
        file = table_find(photos, unicode_lower(photos->memory, name));
    return file != NULL ? file->path : (text){ 0 };
}

// What it says of people would not be heeded.
static void report_name(text side_path, text picture, diagnostics *found)
{
    text name = path_name(picture), called = path_name(side_path);
    text stem = text_ends_with(called, side_ending) ? text_slice(called, 0, called.length - side_ending.length) : (text){ 0 };
    bool is_in_other_folder = text_equals(stem, name);
    if (is_in_other_folder || names_look_alike(stem, name))
        report(found, PICTURE_FILE_NAME, at(side_path, 1, 1), "'%.*s' and '%.*s': " NAMES_LOOK_ALIKE
               "give both %s their names anew, or names without such letters; nothing that this one says of the picture counts",
               TEXT_PRINT(called), TEXT_PRINT(name), is_in_other_folder ? "folders" : "files");
    else
        report(found, PICTURE_FILE_NAME, at(side_path, 1, 1),
               "'%.*s': rename it to '%.*s.yaml', or delete it: nothing that it says of '%.*s' counts", TEXT_PRINT(called), TEXT_PRINT(name),
               TEXT_PRINT(name));
}

// The picture that a file is about by its name, "photo.jpg.yml" or "photo.yaml"; empty when there is none.
static text picture_meant(const table *photos, text file)
{
    static const char *const endings[] = { ".yaml.txt", ".yml.txt", ".yaml", ".yml" }, *const types[] = { ".jpg", ".jpeg", ".png", ".webp" };
    text lower = unicode_lower(photos->memory, file), stem = { 0 };
    for (size_t i = 0; i < sizeof endings / sizeof *endings && stem.length == 0; i++)
        if (text_ends_with(lower, text_of(endings[i])))
            stem = text_slice(file, 0, file.length - strlen(endings[i]));
    if (stem.length == 0)
        return stem;
    if (is_photo_path(stem))
        return photo_of_name(photos, stem);
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        text picture = photo_of_name(photos, text_join(photos->memory, stem, text_of(types[i])));
        if (picture.length > 0)
            return picture;
    }
    return (text){ 0 };
}

static void check_name(const site *of, const table *photos, text file, diagnostics *found)
{
    text picture = picture_meant(photos, file);
    if (picture.length > 0)
        report_name(path_join(of->memory, of->config.content, file), picture, found);
}

static void add_note(site *into, const table *photos, text file, diagnostics *found)
{
    text contents, side_path = path_join(into->memory, into->config.content, file);
    text picture = text_slice(file, 0, file.length - side_ending.length), meant = photo_of_name(photos, picture);
    bool is_misnamed = !text_equals(path_name(picture), path_name(meant)) || names_look_alike(picture, meant);
    if (meant.length > 0 && is_misnamed) {
        report_name(side_path, meant, found);
        return;
    }
    if (!text_equals(picture, meant)) {
        report(found, PICTURE_ALONE, at(side_path, 1, 1), "'%.*s': rename this file after its picture, or delete it",
               TEXT_PRINT(path_name(picture)));
        return;
    }
    picture_note *note = ARENA_PUSH(into->memory, into->pictures);
    note->side_path = side_path;
    note->path = path_join(into->memory, into->config.content, picture);
    note->own.where = at(side_path, 1, 1);
    note->has_mistakes = !site_read_plain_text(into, into->memory, side_path, found, &contents);
    if (note->has_mistakes)
        return;
    read_note(into, contents, note, found);
    site_check_personal(contents, site_file_source(into, into->memory, side_path), CONTACTS_BY_FILE, false, found);
}

text consents_load(arena *memory, const site *of, picture_notes *into, diagnostics *found)
{
    text contents, path = TEXT(CONSENTS_FILE);
    // A link that leads nowhere is there too: without the list everything would be allowed.
    bool is_there = file_identity_of(config_file(memory, &of->config, path)).mode != 0;
    if (!is_there || !site_read_plain_text(of, memory, path, found, &contents))
        return (text){ 0 };
    consents_read(memory, contents, path, into, found);
    site_check_personal(contents, path, CONTACTS_NEVER, false, found);
    return contents;
}

// A list that is not found allows everything.
static void check_list_name(const site *of, diagnostics *found)
{
    static const char *const others[] = { "consents.yml", "consents.yaml.txt", "consent.yaml", "Consents.yaml" };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (path_exists(config_file(of->memory, &of->config, text_of(others[i]))))
            report(found, PICTURE_FILE_NAME, at(text_of(others[i]), 1, 1),
                   "'%s': rename it to '" CONSENTS_FILE "', or delete it: no consent in it counts", others[i]);
}

// Nor one among the pages, where nobody looks for it.
static void check_list_place(const site *of, text file, diagnostics *found)
{
    static const text names[] = { TEXT_CONSTANT(CONSENTS_FILE), TEXT_CONSTANT("consents.yml"), TEXT_CONSTANT("consents.yaml.txt") };
    text name = unicode_lower(of->memory, path_name(file));
    for (size_t i = 0; i < sizeof names / sizeof *names && !text_starts_with(file, TEXT("kinds/")); i++)
        if (text_equals(name, names[i]))
            report(found, PICTURE_FILE_NAME, at(path_join(of->memory, of->config.content, file), 1, 1),
                   "move what is in it to '" CONSENTS_FILE "' beside digitori.yaml, or delete it: no consent in it counts");
}

void picture_notes_read(site *into, diagnostics *found)
{
    text contents = consents_load(into->memory, into, &into->pictures, found);
    if (!into->pictures.has_list)
        check_list_name(into, found);
    arena scratch = { 0 };
    table photos = photos_of(&scratch, into);
    into->pictures.by_path.memory = into->memory;
    if (contents.bytes != NULL)
        site_note_contents(into, TEXT(CONSENTS_FILE), contents);
    for (size_t i = 0; i < into->content_files.count; i++) {
        text file = into->content_files.items[i].path;
        if (text_ends_with(file, side_ending) && is_photo_path(text_slice(file, 0, file.length - side_ending.length)))
            add_note(into, &photos, file, found);
        else if (!text_ends_with(file, TEXT(".md"))) {
            check_list_place(into, file, found);
            check_name(into, &photos, file, found);
        }
    }
    arena_free(&scratch);
    for (size_t i = 0; i < into->pictures.count; i++)
        *table_put(&into->pictures.by_path, into->pictures.items[i].path, NULL) = i + 1;
}

// ---- On a page

text picture_credit(arena *memory, const picture_note *note)
{
    bool has_both = note->credit.length > 0 && note->licence.length > 0;
    return text_format(memory, "%.*s%s%.*s", TEXT_PRINT(note->credit), has_both ? ", " : "", TEXT_PRINT(note->licence));
}

static void report_missing_alt(const site *of, const picture_note *note, const node *image, size_t language, place where,
                               diagnostics *found)
{
    if (note == NULL && image->parent == NULL)      // the value of a field
        report(found, IMAGE_ALT_MISSING, where, "write it as 'alt' in a file %.*s.yaml beside the picture",
               TEXT_PRINT(path_name(image->link.file)));
    else if (note == NULL)
        report(found, IMAGE_ALT_MISSING, where, "write between ![ and ] what the picture shows, for those who cannot see it");
    else if (!note->has_mistakes)
        report(found, IMAGE_ALT_MISSING, where, "write it between ![ and ], or as '%.*s' of 'alt' in %.*s",
               TEXT_PRINT(of->config.languages.codes[language]), TEXT_PRINT(path_name(note->side_path)));
}

void picture_describe(arena *memory, const site *of, text path, size_t language, place where, node *image, diagnostics *found)
{
    const picture_note *note = picture_note_of(of, path);
    bool is_described = text_trim(document_plain_text(memory, image)).length > 0;
    text alt = note != NULL && note->alt.by_language != NULL ? note->alt.by_language[language] : (text){ 0 };
    if (!is_described && alt.length > 0) {
        node *said = node_new(memory, NODE_TEXT, image->line, image->column);
        said->literal = alt;
        node_append(image, said);
    } else if (!is_described && (note == NULL || !note->is_decorative)) {
        report_missing_alt(of, note, image, language, where, found);
    }
    if (note == NULL)
        return;
    if (image->link.title.length == 0 && note->caption.by_language != NULL)
        image->link.title = note->caption.by_language[language];
    image->link.credit = picture_credit(memory, note);
}

// ---- In a kit

static void set_line(arena *memory, value *into, text key, text said)
{
    if (said.length > 0)
        value_set(memory, into, key, value_make_text(memory, said));
}

static void set_words(arena *memory, value *into, text key, words ours, const value *said, const language_list *languages)
{
    value *made = value_make_map(memory);
    const value_entry *there;
    for (size_t l = 0; l < languages->count && ours.by_language != NULL; l++)
        set_line(memory, made, languages->codes[l], ours.by_language[l]);
    for (size_t i = 0; (there = next_elsewhere(languages, said, &i)) != NULL;)
        set_line(memory, made, there->key, text_trim(there->value->text));
    if (made->count > 0)
        value_set(memory, into, key, made);
}

static void set_consent(arena *memory, value *into, const consent *agreed)
{
    value *purposes = value_make_list(memory);
    for (unsigned use = USE_WEB; use <= USE_SOCIAL; use <<= 1)
        if ((agreed->purposes & use) != 0)
            value_add(memory, purposes, value_make_text(memory, text_of(picture_use_name((picture_use)use))));
    set_line(memory, into, TEXT("people"), TEXT("true"));
    set_line(memory, into, TEXT("consent"), agreed->id);
    set_line(memory, into, TEXT("consent_until"), date_iso(memory, agreed->until));
    value_set(memory, into, TEXT("purposes"), purposes);
}

text picture_side_file(arena *memory, const site *of, const picture_note *note)
{
    value *made = value_make_map(memory);
    value *nothing = value_make_text(memory, (text){ 0 });
    nothing->is_quoted = true;
    if (note->is_decorative)
        value_set(memory, made, TEXT("alt"), nothing);
    set_words(memory, made, TEXT("alt"), note->alt, note->alt_said, &of->config.languages);
    set_words(memory, made, TEXT("caption"), note->caption, note->caption_said, &of->config.languages);
    set_line(memory, made, TEXT("credit"), note->credit);
    set_line(memory, made, TEXT("licence"), note->licence);
    set_line(memory, made, TEXT("public_contacts"), note->has_public_contacts ? TEXT("true") : (text){ 0 });
    consent agreed = consent_of(&of->pictures, note);
    if (note->shows_people)
        set_consent(memory, made, &agreed);
    buffer out = { 0 };
    yaml_write(made, &out);
    text written = text_copy(memory, buffer_text(&out));
    buffer_free(&out);
    return written;
}
