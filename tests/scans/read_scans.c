// What the program reads from scans, as JSON, a line for each file; for tests/scans/run.
//
// usage: read-scans SITE [--review FILE LANGUAGE] SCAN...
#include "answers/scans/scans.h"
#include "base/files.h"

#include <stdio.h>
#include <stdlib.h>

enum { LARGEST = 400 << 20 };

static data *doubts_of(arena *memory, const filled_form *of)
{
    data *list = data_list(memory);
    for (size_t i = 0; i < of->doubt_count; i++) {
        data *one = data_map(memory);
        data_set_text(memory, one, "field", of->doubts[i].field);
        data_set(memory, one, "likelihood", data_number(memory, of->doubts[i].likelihood));
        data_set(memory, one, "picture", data_number(memory, (double)of->doubts[i].picture.length));
        data_add(memory, list, one);
    }
    return list;
}

static data *form_of(arena *memory, const filled_form *of)
{
    data *made = data_map(memory), *written = data_list(memory);
    data_set_text(memory, made, "form", of->form->id);
    data_set(memory, made, "language", data_number(memory, (double)of->language));
    data_set_text(memory, made, "path", of->path);
    data_set(memory, made, "answers", data_map_copy(memory, of->answers));
    data_set(memory, made, "header", data_map_copy(memory, of->header));
    data_set(memory, made, "doubts", doubts_of(memory, of));
    for (size_t i = 0; i < of->written_count; i++)
        data_add(memory, written, data_text(memory, of->written[i].field));
    data_set(memory, made, "written", written);
    return made;
}

static bool read_file(const site *of, const theme *look, const char *path, filled_forms *all, arena *memory)
{
    text bytes;
    diagnostics found = { .memory = memory };
    size_t before = all->count;
    if (file_read(memory, text_of(path), LARGEST, &bytes) != FILE_READ
        || !scans_read(memory, of, look, text_of(path), bytes, all, &found))
        return false;
    // Of this file: what is told of its people.
    filled_forms own = { 0 };
    for (size_t i = before; i < all->count; i++)
        *ARENA_PUSH(memory, own) = all->items[i];
    scans_join(memory, &own, &found);
    data *made = data_map(memory), *forms = data_list(memory), *told = data_list(memory);
    data_set_text(memory, made, "path", text_of(path));
    for (size_t i = before; i < all->count; i++)
        data_add(memory, forms, form_of(memory, &all->items[i]));
    for (size_t i = 0; i < found.count; i++) {
        data *one = data_map(memory);
        data_set_text(memory, one, "name", text_copy(memory, text_of(diagnostic_name(found.items[i].kind))));
        data_set_text(memory, one, "detail", found.items[i].detail);
        data_add(memory, told, one);
    }
    data_set(memory, made, "forms", forms);
    data_set(memory, made, "told", told);
    buffer out = { 0 };
    data_write_json(made, false, &out);
    printf("%.*s\n", TEXT_PRINT(buffer_text(&out)));
    fflush(stdout);
    buffer_free(&out);
    return true;
}

int main(int count, char **arguments)
{
    arena memory = { 0 };
    diagnostics found = { .memory = &memory };
    site of;
    theme look;
    int first = 2;
    if (count < 3)
        return 2;
    if (site_load(&memory, &(site_request){ .folder = text_of(arguments[1]) }, &found, &of) != SITE_LOADED
        || !theme_load(&memory, &of, &found, &look)) {
        diagnostics_print(&found, false, stderr);
        return 1;
    }
    bool has_review = count > 4 && strcmp(arguments[2], "--review") == 0;
    if (has_review)
        first = 5;
    filled_forms all = { 0 };
    for (int i = first; i < count; i++)
        if (!read_file(&of, &look, arguments[i], &all, &memory))
            return 3;
    buffer page_out = { 0 };
    if (has_review && (!review_page_write(&memory, &of, &look, &all, (size_t)atoi(arguments[4]), &page_out)
                       || !file_write(text_of(arguments[3]), buffer_text(&page_out))))
        return 3;
    buffer_free(&page_out);
    arena_free(&memory);
    return 0;
}
