// A zip of somebody: as an archive, as a kit to be opened, and as a kit to be checked.
#include "fuzz.h"

#include "forks/kit_check.h"
#include "forks/kit_names.h"
#include "forks/kit_reader.h"
#include "formats/zip.h"

static arena kept;
static text path;

static void prepare(void)
{
    path = path_join(&kept, make_scratch(), TEXT("kit.zip"));
}

static void read_items(void)
{
    zip_reader *opened;
    zip_item item;
    text contents;
    if (zip_reader_open(&memory, path, 1 << 20, &opened) != ZIP_READ)
        return;
    for (size_t i = 0; i < zip_reader_count(opened) && i < 50; i++)
        if (zip_reader_describe(opened, &memory, i, &item) == ZIP_READ && item.size < 1 << 20)
            zip_reader_unpack(opened, &memory, i, item.size, &contents);
    zip_reader_close(opened);
}

static void try_input(text input)
{
    kit opened;
    kit_files files;
    kit_check checked;
    text why = { 0 };
    require(file_write(path, input));
    read_items();
    kit_result result = kit_open(&memory, path, &opened, &why);
    require(result == KIT_OPENED || (result == KIT_REFUSED && why.length > 0));
    if (result == KIT_OPENED) {
        for (size_t i = 0; i < opened.manifest.file_count; i++)
            require(kit_name_fault(opened.manifest.files[i].path).length == 0);
        kit_close(&opened);
    }
    if (kit_files_open(&memory, path, &files) != FILE_READ)
        return;
    kit_check_files(&memory, &files, NULL, &checked, &why);
    kit_files_close(&files);
}
