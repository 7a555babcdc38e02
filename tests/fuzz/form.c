// A form: its structure, its words, the pieces of its text, and the paper that is made of it as Markdown.
#include "fuzz.h"

#include "site/load.h"
#include "site/form_reader.h"
#include "source/front_matter.h"
#include "source/yaml.h"

static arena kept;
static site base;

static void prepare(void)
{
    static diagnostics ignored;
    ignored.memory = &kept;
    text folder = make_scratch();
    require(file_write(path_join(&kept, folder, TEXT("digitori.yaml")), TEXT("title: T\nlanguages: [fi, sv]\n")));
    require(file_write(path_join(&kept, folder, TEXT("content/fi/index.md")), TEXT("---\ntitle: T\n---\n")));
    require(site_load(&kept, &(site_request){ .folder = folder }, &ignored, &base) == SITE_LOADED);
}

static void try_input(text input)
{
    text structure = take_piece(&input), words = input;
    if (!is_readable(structure) || !is_readable(words))
        return;
    site model = base;
    model.memory = &memory;
    const value *root = yaml_read(&memory, structure, TEXT("form.yaml"), 1, 0, &found);
    if (root == NULL || root->type != VALUE_MAP)
        return;
    form fresh = { .id = TEXT("koe"), .path = TEXT("form.yaml"), .by_language = ARENA_NEW(&memory, form_words, 2) };
    form_reader from = { .memory = &memory, .site = &model, .found = &found, .form = &fresh, .path = TEXT("form.yaml"), .root = root };
    form_read_structure(&from);
    page_parts parts;
    from.path = TEXT("fi.md");
    if (!front_matter_split(words, from.path, &found, &parts))
        return;
    from.root = parts.has_fences ? yaml_read(&memory, parts.yaml, from.path, 2, 0, &found) : NULL;
    if (from.root == NULL || from.root->type != VALUE_MAP)
        return;
    form_read_words(&from, &fresh.by_language[0], parts.body, parts.body_line);
    form_parts pieces = form_body_parts(&memory, &fresh, 0);
    for (size_t i = 0; i < pieces.count; i++)
        require(pieces.items[i].section == (size_t)-1 || pieces.items[i].section < fresh.section_count);
    for (size_t i = 0; i < pieces.count; i++)
        require(pieces.items[i].field != NULL || pieces.items[i].markdown.length <= parts.body.length);
}
