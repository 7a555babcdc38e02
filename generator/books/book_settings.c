#include "books/book_settings.h"

#include "base/unicode.h"
#include "books/book_rules.h"
#include "formats/svg_check.h"
#include "language/slug.h"
#include "site/overrides.h"

enum { NOTE_PAGES_LIMIT = 40, DRAWING_LIMIT = 4 << 20 };

#define COUNT(array) (sizeof(array) / sizeof *(array))

typedef struct {
    arena *memory;
    const site *of;
    diagnostics *found;
    text path;                  // of the file
    const value *root;
    const entry *defined;       // the pages of kind `book`; NULL in digitori.yaml
    book *book;
    struct book_rules *rules;
} book_reader;

static place place_of(const book_reader *from, const value *v)
{
    return v != NULL ? value_place(v, from->path) : from->book->where;
}

static const value *setting(const book_reader *from, const char *key)
{
    const value *v = value_get(from->root, text_of(key));
    return value_is_empty(v) ? NULL : v;
}

static bool is_list(const book_reader *from, const value *v, const char *advice)
{
    if (v->type != VALUE_LIST)
        report(from->found, CONFIG_VALUE, place_of(from, v), "%s", advice);
    return v->type == VALUE_LIST;
}

// ---- Single settings

static text read_text(const book_reader *from, const char *key)
{
    const value *v = setting(from, key);
    if (v != NULL && v->type != VALUE_SCALAR)
        report(from->found, CONFIG_VALUE, place_of(from, v), "write '%s' as one text on one line", key);
    return text_trim(value_text(v));
}

static bool read_bool(const book_reader *from, const char *key, bool fallback)
{
    const value *v = setting(from, key);
    if (v != NULL && !scalar_read_bool(v, from->path, from->found, &fallback))
        return false;
    return fallback;
}

// The number of the word under [key] among [known]; 0 when there is none or it has been reported.
static size_t read_word(const book_reader *from, const value *map, const char *key, const text *known, size_t count)
{
    const value *v = value_get(map, text_of(key));
    if (value_is_empty(v))
        return 0;
    for (size_t i = 0; i < count; i++)
        if (text_equals(value_text(v), known[i]))
            return i;
    text all = value_list_words(from->memory, known, count);
    report(from->found, CONFIG_VALUE, place_of(from, v), "'%s' is one of %.*s", key, TEXT_PRINT(all));
    return 0;
}

static void read_outputs(const book_reader *from)
{
    const value *v = setting(from, "outputs");
    book *into = from->book;
    into->has_pdf = into->has_epub = v == NULL;
    if (v == NULL || !is_list(from, v, "'outputs' lists what is made: [pdf], [epub] or [pdf, epub]"))
        return;
    for (size_t i = 0; i < v->count; i++) {
        text name = value_text(v->items[i]);
        into->has_pdf |= text_equals(name, TEXT("pdf"));
        into->has_epub |= text_equals(name, TEXT("epub"));
        if (!text_equals(name, TEXT("pdf")) && !text_equals(name, TEXT("epub")))
            report(from->found, CONFIG_VALUE, place_of(from, v->items[i]), "'%.*s': a book is made as pdf and as epub",
                   TEXT_PRINT(value_shown(from->memory, name)));
    }
    if (v->count == 0)
        report(from->found, CONFIG_VALUE, place_of(from, v), "'outputs' lists what is made: [pdf], [epub] or [pdf, epub]");
}

static void read_notes(const book_reader *from)
{
    const value *v = setting(from, "notes");
    double number = 0;
    if (v == NULL || !scalar_read_number(v, from->path, from->found, &number))
        return;
    if (number < 0 || number > NOTE_PAGES_LIMIT || number != (double)(size_t)number)
        report(from->found, FIELD_RANGE, place_of(from, v), "'notes' is how many pages of lines there are, from 0 to %d",
               NOTE_PAGES_LIMIT);
    else
        from->book->note_pages = (size_t)number;
}

static void read_looks(const book_reader *from)
{
    static const text formats[] = { TEXT_CONSTANT("a4"), TEXT_CONSTANT("a5") };
    static const text sides[] = { TEXT_CONSTANT("double"), TEXT_CONSTANT("single") };
    book *into = from->book;
    into->version = read_text(from, "version");
    into->is_a5 = read_word(from, from->root, "format", formats, COUNT(formats)) == 1;
    into->is_single_sided = read_word(from, from->root, "sides", sides, COUNT(sides)) == 1;
    into->has_booklet = read_bool(from, "booklet", false);
    into->has_contents = read_bool(from, "contents", true);
    into->has_glossary = read_bool(from, "glossary", false);
    into->has_forms_index = read_bool(from, "forms_index", false);
    read_outputs(from);
    read_notes(from);
}

// ---- The cover

static bool has_picture_ending(const book_reader *from, text path)
{
    static const char *const endings[] = { ".jpg", ".jpeg", ".png", ".svg" };
    text lower = unicode_lower(from->memory, path);
    for (size_t i = 0; i < COUNT(endings); i++)
        if (text_ends_with(lower, text_of(endings[i])))
            return true;
    return false;
}

static bool is_content_file(const site *of, text path)
{
    for (size_t i = 0; i < of->content_files.count; i++)
        if (text_equals(of->content_files.items[i].path, text_from(path, of->config.content.length + 1)))
            return true;
    return false;
}

// Whether the picture may be passed on; a drawing goes into the sources of kits as it is.
static bool is_picture_plain(const book_reader *from, text path, const value *v)
{
    text contents, fault;
    if (!text_ends_with(unicode_lower(from->memory, path), TEXT(".svg")))
        return true;
    file_result result = site_file_read(from->of, from->memory, path, DRAWING_LIMIT, &contents);
    if (result == FILE_TOO_LARGE)
        report(from->found, IMAGE_UNUSABLE, place_of(from, v), "'%.*s' is larger than a drawing may be (4 MiB); save it simpler or as PNG",
               TEXT_PRINT(path));
    if (result != FILE_READ)
        return result != FILE_TOO_LARGE;
    fault = svg_fault(from->memory, contents);
    if (fault.length > 0)
        report(from->found, IMAGE_UNUSABLE, place_of(from, v), "'%.*s' holds %.*s; on a cover there are shapes, texts and colours only: take "
               "it out, or save the cover as PNG", TEXT_PRINT(path), TEXT_PRINT(fault));
    return fault.length == 0;
}

static void read_cover_picture(const book_reader *from, const value *v)
{
    const site *of = from->of;
    text base = from->defined != NULL ? from->path : path_join(from->memory, of->config.content, TEXT("x"));
    text written = text_trim(value_text(v)), path;
    bool is_inside = path_resolve(from->memory, base, written, &path)
        && text_starts_with(path, text_join(from->memory, of->config.content, TEXT("/")));
    if (!is_inside) {
        report(from->found, CONFIG_VALUE, place_of(from, v), "'%.*s': the picture of the cover is a file inside %.*s",
               TEXT_PRINT(value_shown(from->memory, written)), TEXT_PRINT(of->config.content));
    } else if (!has_picture_ending(from, path)) {
        report(from->found, IMAGE_TYPE, place_of(from, v), "'%.*s': save the picture of the cover as JPEG, PNG or SVG",
               TEXT_PRINT(value_shown(from->memory, written)));
    } else if (is_content_file(of, path)) {
        if (is_picture_plain(from, path, v))
            from->book->cover_picture = path;
    } else if (!of->config.is_part) {
        text meant = site_file_in_other_letters(from->memory, of, path);
        report(from->found, IMAGE_MISSING, place_of(from, v), meant.length == 0 ? "'%.*s'" : names_look_alike(path, meant)
               ? "'%.*s' is there, but " NAMES_LOOK_ALIKE "give the file its name anew, or one without such letters"
               : "'%.*s': did you mean '%.*s'?", TEXT_PRINT(path), TEXT_PRINT(meant));
    }
}

static const value *read_cover(const book_reader *from)
{
    static const text known[] = { TEXT_CONSTANT("picture"), TEXT_CONSTANT("text") };
    const value *cover = setting(from, "cover");
    if (cover == NULL)
        return NULL;
    if (cover->type != VALUE_MAP) {
        report(from->found, CONFIG_VALUE, place_of(from, cover), "write 'cover: {picture: ..., text: ...}'");
        return NULL;
    }
    value_check_keys(cover, from->path, known, COUNT(known), from->found);
    const value *shown = value_get(cover, TEXT("picture"));
    if (!value_is_empty(shown))
        read_cover_picture(from, shown);
    return cover;
}

// ---- Parts

static const char *const show_names[] = { "chapters", "cases", "checklists", "cards", "forms", "matrix", "path" };

static book_show read_show(const book_reader *from, const value *definition)
{
    text known[COUNT(show_names)];
    for (size_t i = 0; i < COUNT(show_names); i++)
        known[i] = text_of(show_names[i]);
    return (book_show)read_word(from, definition, "show", known, COUNT(known));
}

static void refuse(const book_reader *from, const value *map, const char *key, const char *why)
{
    const value_entry *line = value_get_entry(map, text_of(key));
    if (line != NULL)
        report(from->found, CONFIG_VALUE, at(from->path, line->line, line->column), "%s", why);
}

// Its settings are those of a block `view`, which shows a matrix here without saying so.
static bool read_view(const book_reader *from, const value *definition, part_rules *part)
{
    static const value matrix = { .type = VALUE_SCALAR, .text = TEXT_CONSTANT("matrix") };
    static const value list = { .type = VALUE_SCALAR, .text = TEXT_CONSTANT("list") };
    bool is_path = part->show == BOOK_PATH;
    const value *wanted = is_path ? &list : &matrix;
    refuse(from, definition, "include", is_path ? "the steps of a path are chosen by 'view': delete 'include'"
                                                : "the rows of a matrix are chosen by 'view': delete 'include'");
    refuse(from, definition, "exclude", is_path ? "the steps of a path are chosen by 'view': delete 'exclude'"
                                                : "the rows of a matrix are chosen by 'view': delete 'exclude'");
    const value *settings = value_get(definition, TEXT("view"));
    if (settings == NULL || settings->type != VALUE_MAP) {
        report(from->found, CONFIG_KEY_MISSING, place_of(from, settings != NULL ? settings : definition),
               is_path ? "a path needs 'view', such as 'view: {kind: phase}'"
                       : "a matrix needs 'view', such as 'view: {kind: role, columns: phases}'");
        return false;
    }
    const value *shown = value_get(settings, TEXT("show"));
    if (shown != NULL && !text_equals(value_text(shown), wanted->text)) {
        report(from->found, CONFIG_VALUE, place_of(from, shown), "this part shows a %s: delete 'show' here",
               is_path ? "path" : "matrix");
        return false;
    }
    value whole = *settings;
    whole.entries = ARENA_NEW(from->memory, value_entry, settings->count + 1);
    for (size_t i = 0; i < settings->count; i++)
        whole.entries[i] = settings->entries[i];
    if (shown == NULL)
        whole.entries[whole.count++] = (value_entry){ .key = TEXT("show"), .value = wanted };
    return view_read_settings(from->memory, from->of, &whole, place_of(from, settings), from->found, &part->matrix);
}

static bool read_choice(const book_reader *from, const value *definition, part_rules *part)
{
    if (part->show == BOOK_MATRIX || part->show == BOOK_PATH)
        return read_view(from, definition, part);
    refuse(from, definition, "view", "'view' is for parts with 'show: matrix' and 'show: path'");
    return selection_read(from->memory, from->of, definition, from->path, from->found, &part->chosen);
}

static bool read_part(const book_reader *from, const value *definition, part_rules *part)
{
    static const text known[] = { TEXT_CONSTANT("title"), TEXT_CONSTANT("summary"), TEXT_CONSTANT("show"),
                                  TEXT_CONSTANT("include"), TEXT_CONSTANT("exclude"), TEXT_CONSTANT("view") };
    const language_list *languages = &from->of->config.languages;
    if (definition->type != VALUE_MAP) {
        report(from->found, CONFIG_VALUE, place_of(from, definition), "write a part as '- title: ...' with 'include:' below it");
        return false;
    }
    value_check_keys(definition, from->path, known, COUNT(known), from->found);
    part->where = value_place(definition, from->path);
    part->title = words_read(from->memory, value_get(definition, TEXT("title")), from->path, languages, from->found);
    part->summary = words_read(from->memory, value_get(definition, TEXT("summary")), from->path, languages, from->found);
    part->show = read_show(from, definition);
    return read_choice(from, definition, part);
}

static void read_parts(const book_reader *from)
{
    const value *parts = setting(from, "parts");
    struct book_rules *rules = from->rules;
    size_t count = parts != NULL && parts->type == VALUE_LIST ? parts->count : 0;
    rules->parts = ARENA_NEW(from->memory, part_rules, count + 1);
    if (parts == NULL) {
        part_rules *only = &rules->parts[rules->count];
        if (setting(from, "include") == NULL)
            report(from->found, CONFIG_KEY_MISSING, from->book->where, "'include' or 'parts' must tell what the book '%.*s' holds",
                   TEXT_PRINT(from->book->id));
        else if (selection_read(from->memory, from->of, from->root, from->path, from->found, &only->chosen))
            rules->count++;
        return;
    }
    refuse(from, from->root, "include", "a book with 'parts' has its 'include' in them: move it to a part");
    refuse(from, from->root, "exclude", "a book with 'parts' has its 'exclude' in them: move it to a part");
    if (!is_list(from, parts, "'parts' must be a list: begin each part with '- title: ...'"))
        return;
    for (size_t i = 0; i < parts->count; i++) {
        rules->parts[rules->count] = (part_rules){ 0 };
        if (read_part(from, parts->items[i], &rules->parts[rules->count]))
            rules->count++;
    }
}

// Backs of cards stand on the other side of the sheet, but a printer is asked for both sides of a whole file or of nothing.
static void check_sides(const book_reader *from)
{
    const book *read = from->book;
    bool has_cards = false, has_others = false;
    for (size_t i = 0; i < from->rules->count; i++) {
        bool is_cards = from->rules->parts[i].show == BOOK_CARDS;
        has_cards |= is_cards;
        has_others |= !is_cards;
    }
    if (read->is_single_sided && read->has_pdf && has_cards && has_others)
        report(from->found, BOOK_SIDES, place_of(from, setting(from, "sides")),
               "the file asks the printer to print every page on both sides: make a book of the cards alone, or delete 'sides: single'");
}

// ---- The foreword

static void note_foreword(const book_reader *from)
{
    const entry *foreword = from->book->foreword;
    for (size_t l = 0; foreword != NULL && l < from->of->config.languages.count; l++) {
        arena scratch = { 0 };
        diagnostics ignored = { .memory = &scratch };       // its own job tells them
        text body;
        int line;
        if (foreword->by_language[l] != NULL
            && site_read_body(&scratch, from->of, foreword->by_language[l], &body, &line, &ignored))
            from->rules->has_foreword[l] = text_trim(body).length > 0;
        arena_free(&scratch);
    }
}

static void read_foreword(const book_reader *from)
{
    const value *v = setting(from, "foreword");
    if (v != NULL)
        from->book->foreword = site_find_entry(from->of, value_text(v), place_of(from, v), from->found);
}

// ---- From digitori.yaml

static void read_languages(const book_reader *from)
{
    const value *v = setting(from, "languages");
    const language_list *languages = &from->of->config.languages;
    for (size_t l = 0; l < languages->count; l++)
        from->book->has_language[l] = v == NULL;
    if (v == NULL || !is_list(from, v, "'languages' lists the languages of the book, such as [fi, sv]"))
        return;
    for (size_t i = 0; i < v->count; i++) {
        size_t language = config_language(&from->of->config, value_text(v->items[i]));
        text all = value_list_words(from->memory, languages->codes, languages->count);
        if (language < languages->count)
            from->book->has_language[language] = true;
        else
            report(from->found, LANGUAGE_UNKNOWN, place_of(from, v->items[i]), "'%.*s': the languages of this site are %.*s",
                   TEXT_PRINT(value_shown(from->memory, value_text(v->items[i]))), TEXT_PRINT(all));
    }
}

static book_reader begin(arena *memory, const site *of, diagnostics *found, text path, const value *root, book *read)
{
    size_t languages = of->config.languages.count;
    struct book_rules *rules = ARENA_NEW(memory, struct book_rules, 1);
    *read = (book){ .has_language = ARENA_NEW(memory, bool, languages),
                     .page_counts = ARENA_NEW(memory, size_t, languages), .rules = rules };
    rules->path = path;
    rules->has_foreword = ARENA_NEW(memory, bool, languages);
    return (book_reader){ .memory = memory, .of = of, .found = found, .path = path, .root = root, .book = read, .rules = rules };
}

static words read_words(const book_reader *from, const value *v)
{
    return words_read(from->memory, v, from->path, &from->of->config.languages, from->found);
}

bool book_read(arena *memory, const site *of, const value *definition, diagnostics *found, book *read)
{
    size_t before = found->count, own, count;
    const text *known = book_keys(&own, &count);
    book_reader from = begin(memory, of, found, of->config.path, definition, read);
    read->where = value_place(definition, from.path);
    if (definition->type != VALUE_MAP) {
        report(found, CONFIG_VALUE, read->where, "write a book as '- id: ...' with 'title:' and 'include:' below it");
        return false;
    }
    value_check_keys(definition, from.path, known, count, found);
    read->id = read_text(&from, "id");
    if (!slug_is_valid(read->id)) {
        report(found, CONFIG_VALUE, read->where, "a book needs an 'id' of small letters a-z, digits and hyphens");
        return false;
    }
    read->title = read_words(&from, setting(&from, "title"));
    if (words_in(read->title, 0, of->config.languages.count).length == 0)
        report(found, CONFIG_KEY_MISSING, read->where, "the book '%.*s' needs a 'title'", TEXT_PRINT(read->id));
    read->subtitle = read_words(&from, setting(&from, "subtitle"));
    read->description = read_words(&from, setting(&from, "description"));
    read->cover_text = read_words(&from, value_get(read_cover(&from), TEXT("text")));
    read_languages(&from);
    read_looks(&from);
    read_foreword(&from);
    note_foreword(&from);
    read_parts(&from);
    from.rules->has_mistakes = found->count > before;
    check_sides(&from);
    return true;
}

// ---- From pages

static text page_text(const book_reader *from, const page *said, const value *v, const char *key)
{
    bool is_field = kind_field(said->kind, text_of(key)) != NULL;      // then it has been checked
    if (v != NULL && v->type != VALUE_SCALAR && !is_field)
        report(from->found, CONFIG_VALUE, value_place(v, said->path), "write '%s' as one text in the language of the page", key);
    return text_trim(value_text(v));
}

// What holds for all languages stands in the page of the first one.
static void check_translation(const book_reader *from, const page *translated)
{
    size_t own, count;
    const text *keys = book_keys(&own, &count);
    const value *cover = value_get(translated->book, TEXT("cover"));
    for (size_t k = own; k < count; k++) {
        const value_entry *line = value_get_entry(translated->book, keys[k]);
        bool is_for_all = !text_equals(keys[k], TEXT("subtitle")) && !text_equals(keys[k], TEXT("cover"));
        if (line != NULL && is_for_all && kind_field(translated->kind, keys[k]) == NULL)
            report(from->found, CONFIG_VALUE, at(translated->path, line->line, line->column),
                   "'%.*s' of the book stands in %.*s: delete it here", TEXT_PRINT(keys[k]), TEXT_PRINT(from->path));
    }
    for (size_t i = 0; cover != NULL && cover->type == VALUE_MAP && i < cover->count; i++)
        if (!text_equals(cover->entries[i].key, TEXT("text")))
            report(from->found, CONFIG_VALUE, at(translated->path, cover->entries[i].line, cover->entries[i].column),
                   "'%.*s' of the cover stands in %.*s: delete it here", TEXT_PRINT(cover->entries[i].key), TEXT_PRINT(from->path));
}

static void read_page_words(const book_reader *from)
{
    size_t languages = from->of->config.languages.count;
    book *into = from->book;
    words *all[] = { &into->title, &into->subtitle, &into->description, &into->cover_text };
    for (size_t i = 0; i < COUNT(all); i++)
        all[i]->by_language = ARENA_NEW(from->memory, text, languages);
    for (size_t l = 0; l < languages; l++) {
        const page *said = from->defined->by_language[l];
        if (said == NULL)
            continue;
        into->has_language[l] = true;
        into->title.by_language[l] = said->title;
        into->description.by_language[l] = said->summary;
        into->subtitle.by_language[l] = page_text(from, said, value_get(said->book, TEXT("subtitle")), "subtitle");
        into->cover_text.by_language[l] = page_text(from, said, value_get(value_get(said->book, TEXT("cover")), TEXT("text")), "text");
        if (said != into->page)
            check_translation(from, said);
    }
}

bool book_read_page(arena *memory, const site *of, const entry *defined, diagnostics *found, book *read)
{
    size_t before = found->count;
    const page *first = entry_page(defined, 0);
    book_reader from = begin(memory, of, found, first->path, first->book, read);
    from.defined = defined;
    read->page = first;
    read->foreword = defined;
    read->where = at(first->path, first->line, 1);
    read->id = path_name(path_without_extension(first->url));
    if (!slug_is_valid(read->id)) {
        report(found, SLUG_INVALID, read->where, "a book's files are named after its page: give it a 'slug' of small letters a-z, "
               "digits and hyphens");
        return false;
    }
    read_page_words(&from);
    read_cover(&from);
    read_looks(&from);
    note_foreword(&from);
    read_parts(&from);
    from.rules->has_mistakes = found->count > before;
    check_sides(&from);
    return true;
}
