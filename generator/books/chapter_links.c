// Links of a page, settled for the book it is printed in.
#include "books/chapter_parts.h"

#include "site/links.h"
#include "site/pictures.h"

text page_anchor(const bound_book *in, const page *target)
{
    const text *anchor = table_find(&in->anchors, target->url);
    return anchor != NULL ? *anchor : (text){ 0 };
}

// Where a published file stands on the web; empty when the site has no address.
static text web_address(arena *memory, const site *of, text url)
{
    if (of->config.base_url.length == 0)
        return (text){ 0 };
    return text_join(memory, of->config.base_url, address_encode(memory, url));
}

text page_web_address(arena *memory, const site *of, const page *target)
{
    return web_address(memory, of, target->url);
}

text ascii_id(arena *memory, text id)
{
    buffer out = { 0 };
    for (size_t i = 0; i < id.length; i++) {
        char c = id.bytes[i];
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')
            buffer_add_byte(&out, c);
        else
            buffer_format(&out, "_%02X", (unsigned)(unsigned char)c);
    }
    text name = text_copy(memory, buffer_text(&out));
    buffer_free(&out);
    return name;
}

// "#p3", "#p3.heading".
static text anchor_address(const chapter_maker *with, text anchor, text heading)
{
    text decoded;
    if (heading.length == 0 || !address_decode(with->memory, heading, &decoded))
        return text_join(with->memory, TEXT("#"), anchor);
    return text_format(with->memory, "#%.*s.%.*s", TEXT_PRINT(anchor), TEXT_PRINT(ascii_id(with->memory, decoded)));
}

static void set_link(node *link, link_type type, text address)
{
    link->link.type = address.length > 0 ? type : LINK_DEAD;
    link->link.address = address;
}

// ---- From what holds for the page on the web to what holds in the book

typedef struct {
    node *link;
    text written;
} written_link;

typedef struct {
    written_link *items;
    size_t count, capacity;
} written_links;

// The published address that a relative link leads to, without its heading; empty when it leads outside.
static text url_of(const chapter_maker *with, text from, text address)
{
    text decoded, url;
    text file = text_slice(address, 0, text_find_byte(address, '#', 0));
    bool is_fine = address_decode(with->memory, file, &decoded) && path_resolve(with->memory, from, decoded, &url);
    return is_fine ? url : (text){ 0 };
}

static text heading_of(text address)
{
    size_t hash = text_find_byte(address, '#', 0);
    return hash != TEXT_NOT_FOUND ? text_from(address, hash + 1) : (text){ 0 };
}

static void settle_page(const chapter_maker *with, node *link)
{
    text address = link->link.address, url = url_of(with, with->page->url, address);
    const text *anchor = table_find(&with->in->anchors, url);
    set_link(link, LINK_PAGE, anchor != NULL ? anchor_address(with, *anchor, heading_of(address)) : (text){ 0 });
}

void caption_with_credit(const chapter_maker *with, node *image)
{
    text title = image->link.title, credit = image->link.credit;
    image->link.credit = (text){ 0 };
    if (credit.length == 0)
        return;
    text word = theme_string(with->theme, with->language, "generator.credit");
    image->link.title = text_format(with->memory, "%.*s%s%.*s: %.*s%s", TEXT_PRINT(title), title.length > 0 ? " (" : "",
                                    TEXT_PRINT(word), TEXT_PRINT(credit), title.length > 0 ? ")" : "");
}

// Photos have other addresses on the web than their files, which nobody but their page knows.
static void settle_file(const chapter_maker *with, node *link)
{
    text url = content_file_url(with->of, link->link.file);
    if (link->type == NODE_IMAGE) {
        set_link(link, LINK_FILE, link->link.file);
        caption_with_credit(with, link);
    } else {
        set_link(link, LINK_PLAIN, is_photo_path(url) ? (text){ 0 } : web_address(with->memory, with->of, url));
    }
}

// A place on the page itself, or the page as a whole; other plain links stay as they are.
static void settle_plain(const chapter_maker *with, node *link)
{
    text address = link->link.address;
    bool is_place = text_starts_with(address, TEXT("#"));
    if (!is_place && !text_equals(address, address_encode(with->memory, path_name(with->page->url))))
        return;
    text web = page_web_address(with->memory, with->of, with->page);
    if (with->anchor.length > 0)
        set_link(link, LINK_PAGE, anchor_address(with, with->anchor, is_place ? text_from(address, 1) : (text){ 0 }));
    else
        set_link(link, LINK_PLAIN, web.length > 0 && is_place ? text_join(with->memory, web, address) : web);
}

// What led nowhere as a page of an author's leads to one the site makes by itself, such as a list: mistakes
// have kept the site from being published.
static void settle_made_page(const chapter_maker *with, const written_link *of)
{
    text path = url_of(with, with->page->path, of->written), content = with->of->config.content;
    bool is_page = text_ends_with(path, TEXT(".md")) || text_ends_with(path, TEXT(".html"));
    if (of->link->type != NODE_LINK || !is_page || !text_starts_with(path, text_join(with->memory, content, TEXT("/")))
        || site_absence(with->of, path) != ABSENCE_NONE)
        return;
    text url = path_without_extension(text_from(path, content.length + 1));
    set_link(of->link, LINK_PLAIN, web_address(with->memory, with->of, text_join(with->memory, url, TEXT(".html"))));
}

static void settle(const chapter_maker *with, const written_link *of)
{
    node *link = of->link;
    switch (link->link.type) {
    case LINK_PAGE:
        settle_page(with, link);
        break;
    case LINK_FILE:
        settle_file(with, link);
        break;
    case LINK_OUT_OF_KIT:
        set_link(link, LINK_PLAIN, link->link.address);
        break;
    case LINK_DEAD:
        settle_made_page(with, of);
        break;
    default:
        settle_plain(with, link);
    }
}

static written_links links_below(const chapter_maker *with, node *document)
{
    written_links all = { 0 };
    document_walk walk = { .root = document };
    while (document_next(&walk))
        if (walk.entering && (walk.current->type == NODE_LINK || walk.current->type == NODE_IMAGE))
            *ARENA_PUSH(with->memory, all) = (written_link){ walk.current, walk.current->link.address };
    return all;
}

void bind_text(const chapter_maker *with, node *document, text prefix)
{
    diagnostics told = { .memory = with->memory };      // when the website was made
    heading_list headings = { 0 };
    link_findings findings = { 0 };
    headings_name(with->memory, document, with->page->path, &headings, NULL);
    written_links links = links_below(with, document);
    links_settle(with->memory, with->of, &with->in->pages, with->page, with->page->url, document, &headings, &told,
                 &findings);
    for (size_t i = 0; i < links.count; i++)
        settle(with, &links.items[i]);
    for (size_t i = 0; i < headings.count; i++) {
        node *heading = headings.items[i].heading;
        heading->heading.id = text_join(with->memory, prefix, ascii_id(with->memory, heading->heading.id));
        if (heading->heading.level < 2)
            heading->heading.level = 2;
    }
}
