// Forms become pages of kind `form`, so that lists, search, kits and other pages find them.
#include "site/form_reader.h"
#include "site/load.h"

#include "language/slug.h"
#include "source/front_matter.h"
#include "source/yaml.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

// The page's fields come from both files: what is said from the words, what is
// referred to from the structure. Only what the site's kind knows is taken.
static const value *page_values(const form_reader *from, const value *structure)
{
    static const text said[] = { TEXT_CONSTANT("purpose"), TEXT_CONSTANT("filled_by"), TEXT_CONSTANT("time") };
    static const text referred[] = { TEXT_CONSTANT("phases"), TEXT_CONSTANT("checklists"), TEXT_CONSTANT("related"),
                                     TEXT_CONSTANT("optional") };
    const kind *form_kind = site_kind(from->site, TEXT("form"));
    value *merged = ARENA_NEW(from->memory, value, 1);
    *merged = (value){ .type = VALUE_MAP, .line = 2, .column = 1,
                       .entries = ARENA_NEW(from->memory, value_entry, COUNT(said) + COUNT(referred)) };
    for (size_t i = 0; i < COUNT(said); i++) {
        const value_entry *line = value_get_entry(from->root, said[i]);
        if (line != NULL && kind_field(form_kind, said[i]) != NULL)
            merged->entries[merged->count++] = *line;
    }
    for (size_t i = 0; i < COUNT(referred); i++) {
        const value_entry *line = value_get_entry(structure, referred[i]);
        if (line != NULL && kind_field(form_kind, referred[i]) != NULL)
            merged->entries[merged->count++] = *line;
    }
    return merged;
}

static void add_page(const form_reader *from, const value *structure, size_t language)
{
    site *into = from->site;
    const kind *form_kind = site_kind(into, TEXT("form"));
    const form *whole = from->form;
    size_t languages = into->config.languages.count;
    page_source source = {
        .path = from->path, .language = language, .front = from->root, .kind = form_kind,
        .within = text_format(into->memory, "%.*s/%.*s.md", TEXT_PRINT(words_in(form_kind->folder, language, languages)),
                              TEXT_PRINT(whole->id)),
        .id = text_format(into->memory, "%.*s/%.*s", TEXT_PRINT(words_in(form_kind->folder, 0, languages)),
                          TEXT_PRINT(whole->id)),
    };
    page *p = site_add_page(into, &source, from->found);
    if (p == NULL)
        return;
    const value *weight = value_get(structure, TEXT("weight"));
    p->form = whole;
    p->front = fingerprint_of((text){ (const char *)from->files, sizeof from->files });
    p->has_weight = weight != NULL && scalar_read_number(weight, whole->path, from->found, &p->weight);
    p->fields = fields_read(into->memory, form_kind, page_values(from, structure), from->path, NULL, 0, from->found);
}

// Links to its words and references to it are then not told as mistakes of their own.
static void note_unusable(site *into, text folder, text id, size_t language)
{
    const kind *form_kind = site_kind(into, TEXT("form"));
    text code = into->config.languages.codes[language];
    site_note_absence(into, text_format(into->memory, "%.*s/%.*s.md", TEXT_PRINT(folder), TEXT_PRINT(code)), ABSENCE_UNUSABLE);
    site_note_absence(into, text_format(into->memory, "%.*s/%.*s",
                                        TEXT_PRINT(words_in(form_kind->folder, 0, into->config.languages.count)),
                                        TEXT_PRINT(id)), ABSENCE_UNUSABLE);
}

static void read_language(form_reader from, text folder, const value *structure, size_t language)
{
    site *into = from.site;
    page_parts parts;
    text contents;
    from.path = text_format(into->memory, "%.*s/%.*s.md", TEXT_PRINT(folder),
                            TEXT_PRINT(into->config.languages.codes[language]));
    if (!site_read_text(into, into->memory, from.path, from.found, &contents)
        || !front_matter_split(contents, from.path, from.found, &parts)) {
        note_unusable(into, folder, from.form->id, language);
        return;
    }
    from.files[1] = site_note_form_input(into, from.path, contents);
    from.root = parts.has_fences ? yaml_read(into->memory, parts.yaml, from.path, 2, 0, from.found) : NULL;
    if (from.root == NULL || from.root->type != VALUE_MAP) {
        if (parts.has_fences || !front_matter_report_nearly(contents, from.path, from.found))
            report(from.found, FRONT_MATTER_MISSING, at(from.path, 1, 1), "begin the file with '---', 'title: ...', 'fields:' and '---'");
        note_unusable(into, folder, from.form->id, language);
        return;
    }
    form_read_words(&from, &from.form->by_language[language], parts.body, parts.body_line);
    add_page(&from, structure, language);
}

static void read_form(site *into, text id, text folder, diagnostics *found)
{
    text path = path_join(into->memory, folder, TEXT("form.yaml")), contents;
    if (!slug_is_valid(id)) {
        report(found, FORM_INVALID, at(path, 1, 1), "name the folder with small letters a-z, digits and hyphens");
        return;
    }
    const value *structure = site_read_text(into, into->memory, path, found, &contents)
                           ? tree_cache_read(into->trees, into->memory, contents, path, found) : NULL;
    if (structure == NULL || structure->type != VALUE_MAP) {
        for (size_t l = 0; l < into->config.languages.count; l++)
            note_unusable(into, folder, id, l);
        return;
    }
    fingerprint made_of = site_note_form_input(into, path, contents);
    form *fresh = ARENA_NEW(into->memory, form, 1);
    fresh->id = id;
    fresh->path = path;
    fresh->by_language = ARENA_NEW(into->memory, form_words, into->config.languages.count);
    form_reader from = { into->memory, into, found, fresh, path, structure, { made_of } };
    form_read_structure(&from);
    *ARENA_PUSH(into->memory, into->forms) = fresh;
    for (size_t l = 0; l < into->config.languages.count; l++) {
        text words_path = text_format(into->memory, "%.*s/%.*s.md", TEXT_PRINT(folder),
                                      TEXT_PRINT(into->config.languages.codes[l]));
        if (file_identity_of(config_file(into->memory, &into->config, words_path)).mode != 0)
            read_language(from, folder, structure, l);
    }
}

static bool is_told(const diagnostics *found, text path)
{
    bool is = false;
    for (size_t i = 0; i < found->count && !is; i++)
        is = (found->items[i].kind == FILE_IS_LINK || found->items[i].kind == FILE_IS_NO_FILE) && text_equals(found->items[i].place.path, path);
    return is;
}

// In the place of a form, or of a file that no form reads.
static void check_links(const site *of, const file_list *files, diagnostics *found)
{
    for (size_t i = 0; i < files->count; i++) {
        const file_entry *file = &files->items[i];
        if (!file->is_link || file->is_too_deep)
            continue;
        text path = path_join(of->memory, of->config.forms, file->path);
        if (!is_told(found, path))
            site_report_not_plain(found, path, file->mode, "put the file or folder itself here");
    }
}

void site_read_forms(site *into, const file_list *files, diagnostics *found)
{
    if (site_kind(into, TEXT("form")) == NULL)
        return;
    for (size_t i = 0; i < files->count; i++) {
        text id, name;
        if (text_split(files->items[i].path, '/', &id, &name) && text_equals(name, TEXT("form.yaml")))
            read_form(into, id, path_join(into->memory, into->config.forms, id), found);
    }
    check_links(into, files, found);
}
