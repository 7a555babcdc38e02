// Trees of chapters as XHTML: links between files, pictures, charts and diagrams.
#include "publishers/epub/writer.h"

#include "site/drawings.h"

// ---- Links

text epub_file_of(const epub_writer *to, text anchor)
{
    text name, heading;
    if (!text_split(anchor, '.', &name, &heading))
        name = anchor;
    bool is_term = name.length > 1 && name.bytes[0] == 't' && name.bytes[1] >= '0' && name.bytes[1] <= '9';
    return is_term ? TEXT("glossary.xhtml") : text_join(to->memory, name, TEXT(".xhtml"));
}

// To a page's file, or to the place in it.
static void settle_link(const epub_writer *to, node *link)
{
    text address = link->link.address;
    if (!text_starts_with(address, TEXT("#")))
        return;
    text anchor = text_from(address, 1), file = epub_file_of(to, anchor);
    bool is_page = text_equals(file, text_join(to->memory, anchor, TEXT(".xhtml")));
    link->link.address = is_page ? file : text_join(to->memory, file, address);
}

// ---- Pictures

// The name of the picture in the package; NULL when it cannot be shown.
static const text *add_picture(epub_writer *to, text path)
{
    bool is_new;
    uintptr_t *known = table_put(&to->pictures, path, &is_new);
    if (!is_new)
        return (const text *)*known;
    picture read;
    if (build_picture_for_book(to->build, to->memory, path, &read) != PICTURE_FINE)
        return NULL;        // told where its page is made for the website
    static const char *const endings[] = { [PICTURE_JPEG] = "jpg", [PICTURE_PNG] = "png", [PICTURE_SVG] = "svg" };
    static const char *const types[] = { [PICTURE_JPEG] = "image/jpeg", [PICTURE_PNG] = "image/png",
                                         [PICTURE_SVG] = "image/svg+xml" };
    text *name = ARENA_NEW(to->memory, text, 1);
    *name = text_format(to->memory, "images/%zu.%s", to->pictures.count, endings[read.type]);
    *known = (uintptr_t)name;
    epub_add_file(to, *name, types[read.type], NULL, read.bytes);
    to->has_pictures = true;
    return name;
}

// What cannot be shown is told in words.
static void settle_picture(epub_writer *to, node *image)
{
    const text *name = add_picture(to, image->link.address);
    if (name != NULL)
        image->link.address = *name;
    else
        image->type = NODE_EMPHASIS;
}

// ---- Charts and diagrams

static void write_block(void *context, const node *block, buffer *out)
{
    epub_writer *to = context;
    diagnostics told = { .memory = to->memory };        // when the website was made
    drawing_maker with = { to->memory, to->build->theme, to->language, to->code, build_hyphenation(to->build, to->language) };
    text id = text_format(to->memory, "%.*s.%.*s%zu", TEXT_PRINT(to->anchor), TEXT_PRINT(block->code.info), to->drawing_count + 1);
    if (!drawing_write_html(&with, block, (text){ 0 }, id, true, &told, out))
        return;
    to->drawing_count++;
    to->has_pictures = true;
}

void epub_write_tree(epub_writer *to, node *tree, buffer *out)
{
    document_walk walk = { .root = tree };
    while (document_next(&walk)) {
        if (walk.entering && walk.current->type == NODE_LINK)
            settle_link(to, walk.current);
        else if (!walk.entering && walk.current->type == NODE_IMAGE)
            settle_picture(to, walk.current);
    }
    html_options options = { .words = &to->words, .id_prefix = text_join(to->memory, to->anchor, TEXT(".")),
                             .is_epub = true, .write_block = write_block, .context = to };
    html_write(tree, &options, out);
}
