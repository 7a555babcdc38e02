// What another Digitori says of itself, kept and read again.
#include "fuzz.h"

#include "network/stored.h"

static arena kept;
static text folder;

static void prepare(void)
{
    folder = make_scratch();
    require(folder_make(path_join(&kept, folder, TEXT(".digitori/network"))));
}

static void try_input(text input)
{
    catalogue *read = ARENA_NEW(&memory, catalogue, 1);
    stored_catalogue *again = ARENA_NEW(&memory, stored_catalogue, 1);
    text fault = { 0 };
    if (input.length % 8 == 0) {
        require(file_write(path_join(&memory, folder, stored_path(&memory, TEXT("a"))), input));
        stored_read(&memory, folder, TEXT("a"), again, &fault);
    }
    if (!catalogue_parse(&memory, input, TEXT("https://tori.example/data/digitori.json"), read, &fault)) {
        require(fault.length > 0);
        return;
    }
    require(read->title_count > 0 && read->item_count <= CATALOGUE_KINDS * CATALOGUE_ITEMS);
    for (size_t i = 0; i < read->item_count; i++) {
        require_text(read->items[i].title);
        require(read->items[i].url.length == 0 || catalogue_is_address(read->items[i].url));
    }
    require(catalogue_read(&memory, catalogue_data(&memory, read), (text){ 0 }, &again->catalogue, &fault));
    require(again->catalogue.item_count == read->item_count);
}
