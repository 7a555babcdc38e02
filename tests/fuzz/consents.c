// What is said of a picture: the file beside it, then consents.yaml.
#include "fuzz.h"

#include "site/load.h"
#include "site/pictures.h"
#include "source/yaml.h"

static arena kept;
static site base;
static text side_file, list;

static void prepare(void)
{
    static diagnostics ignored;
    ignored.memory = &kept;
    text folder = make_scratch();
    side_file = path_join(&kept, folder, TEXT("content/fi/p.jpg.yaml"));
    list = path_join(&kept, folder, TEXT(CONSENTS_FILE));
    require(file_write(path_join(&kept, folder, TEXT("digitori.yaml")), TEXT("title: T\nlanguages: [fi, sv]\n")));
    require(file_write(path_join(&kept, folder, TEXT("content/fi/index.md")), TEXT("---\ntitle: T\n---\n")));
    require(file_write(path_join(&kept, folder, TEXT("content/fi/p.jpg")), TEXT("\xff\xd8")));
    require(file_write(side_file, TEXT("alt: ''\n")));
    require(site_load(&kept, &(site_request){ .folder = folder }, &ignored, &base) == SITE_LOADED);
}

static void try_note(const site *model, const picture_note *note)
{
    const date today = { 2026, 11, 22 };
    diagnostic_kind mistake;
    text why = { 0 };
    for (unsigned use = USE_WEB; use <= USE_SOCIAL; use <<= 1)
        if (!consent_allows(&memory, &model->pictures, note, (picture_use)use, today, &mistake, &why))
            require(why.length > 0);
    node *image = node_new(&memory, NODE_IMAGE, 1, 1);
    image->link.file = note->path;
    picture_describe(&memory, model, note->path, 0, at(TEXT("content/fi/index.md"), 1, 1), image, &found);
    if (note->has_mistakes)
        return;
    text written = picture_side_file(&memory, model, note);
    diagnostics again = { .memory = &memory };
    require(yaml_read(&memory, written, TEXT("side"), 1, 0, &again) != NULL && again.count == 0);
}

static void try_input(text input)
{
    require(file_write(side_file, take_piece(&input)) && file_write(list, input));
    site model = base;
    model.memory = &memory;
    model.pictures = (picture_notes){ 0 };
    model.told = (buffer){ 0 };
    picture_notes_read(&model, &found);
    buffer_free(&model.told);
    for (size_t i = 0; i < model.pictures.count; i++)
        try_note(&model, &model.pictures.items[i]);
    if (model.pictures.consent_count == 0 || diagnostics_count(&found, SEVERITY_ERROR) > 0)
        return;
    const consent *first = &model.pictures.consents[0];
    if (date_is_set(first->withdrawn))
        return;
    picture_notes marked = { 0 };
    diagnostics again = { .memory = &memory };
    text written;
    require(consents_mark(&memory, input, first, first->id, (date){ 2026, 11, 22 }, &written));
    consents_read(&memory, written, TEXT(CONSENTS_FILE), &marked, &again);
    require(diagnostics_count(&again, SEVERITY_ERROR) == 0 && consent_find(&marked, first->id)->withdrawn.year > 0);
}
