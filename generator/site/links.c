#include "site/links.h"

#include "base/unicode.h"
#include "formats/picture.h"
#include "formats/picture_set.h"
#include "site/overrides.h"
#include "site/personal_check.h"
#include "site/pictures.h"

typedef struct {
    arena *memory;
    const site *of;
    const edition *in;
    const page *page;
    text url;
    const heading_list *headings;
    diagnostics *found;
    link_findings *findings;
} settler;

static bool is_unreserved(unsigned char c)
{
    if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
        return true;
    for (const char *kept = "-._~/#!$&'()*+,;=:@"; *kept != '\0'; kept++)
        if (c == (unsigned char)*kept)
            return true;
    return false;
}

// Most addresses are written as they are.
static bool has_reserved(text path)
{
    static bool is_reserved[256];
    for (unsigned c = 256; !is_reserved[0] && c-- > 0;)
        is_reserved[c] = !is_unreserved((unsigned char)c);
    for (size_t i = 0; i < path.length; i++)
        if (is_reserved[(unsigned char)path.bytes[i]])
            return true;
    return false;
}

text address_encode(arena *memory, text path)
{
    static const char digits[] = "0123456789ABCDEF";
    if (!has_reserved(path))
        return path;
    char *bytes = ARENA_NEW(memory, char, path.length * 3 + 1);
    size_t length = 0;
    for (size_t i = 0; i < path.length; i++) {
        unsigned char c = (unsigned char)path.bytes[i];
        if (is_unreserved(c)) {
            bytes[length++] = (char)c;
        } else {
            bytes[length++] = '%';
            bytes[length++] = digits[c >> 4];
            bytes[length++] = digits[c & 15];
        }
    }
    return (text){ bytes, length };
}

static int hex(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool address_decode(arena *memory, text address, text *decoded)
{
    char *bytes = ARENA_NEW(memory, char, address.length + 1);
    size_t length = 0, offset;
    for (size_t i = 0; i < address.length; i++) {
        bool is_escape = address.bytes[i] == '%' && i + 2 < address.length
                      && hex(address.bytes[i + 1]) >= 0 && hex(address.bytes[i + 2]) >= 0;
        if (is_escape) {
            bytes[length++] = (char)(hex(address.bytes[i + 1]) * 16 + hex(address.bytes[i + 2]));
            i += 2;
        } else {
            bytes[length++] = address.bytes[i];
        }
    }
    *decoded = (text){ bytes, length };
    return unicode_check(*decoded, &offset) == UNICODE_FINE && text_find_byte(*decoded, '\n', 0) == TEXT_NOT_FOUND;
}

// "mailto" of "mailto:x"; empty when the address has no scheme.
static text scheme_of(text address)
{
    size_t colon = text_find_byte(address, ':', 0);
    if (colon == TEXT_NOT_FOUND || colon == 0)
        return (text){ 0 };
    for (size_t i = 0; i < colon; i++) {
        char c = address.bytes[i];
        bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!is_letter && (i == 0 || !((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.')))
            return (text){ 0 };
    }
    return text_slice(address, 0, colon);
}

static place place_of(const settler *with, const node *link)
{
    return at(with->page->path, link->line, link->column);
}

static void kill_link(node *link)
{
    link->link.type = LINK_DEAD;
    link->link.address = (text){ 0 };
}

static void settle_scheme(const settler *with, node *link)
{
    if (address_is_allowed(link->link.address))
        return;
    report(with->found, LINK_SCHEME, place_of(with, link), "'%.*s': use http, https, mailto or tel, or a link to a page's file",
           TEXT_PRINT(link->link.address));
    kill_link(link);
}

static bool has_heading(const heading_list *headings, text id)
{
    for (size_t i = 0; i < headings->count; i++)
        if (text_equals(headings->items[i].id, id))
            return true;
    return false;
}

static void settle_own_anchor(const settler *with, node *link, text anchor)
{
    text decoded;
    if (anchor.length == 0
        || (address_decode(with->memory, anchor, &decoded) && has_heading(with->headings, decoded)))
        return;
    report(with->found, LINK_ANCHOR, place_of(with, link), "'#%.*s': no heading on this page has that name",
           TEXT_PRINT(anchor));
    kill_link(link);
}

static text link_to(const settler *with, text url, text anchor)
{
    text relative = address_encode(with->memory, path_relative(with->memory, with->url, url));
    if (anchor.length > 0)
        relative = text_format(with->memory, "%.*s#%.*s", TEXT_PRINT(relative), TEXT_PRINT(anchor));
    return relative;
}

// A page that is not here but on the web, if [base] says where.
static void leave_here(const settler *with, node *link, text base, text url, text anchor)
{
    link->link.type = LINK_OUT_OF_KIT;
    link->link.address = (text){ 0 };
    if (base.length > 0)
        link->link.address = text_format(with->memory, "%.*s%.*s%s%.*s", TEXT_PRINT(base),
                                         TEXT_PRINT(address_encode(with->memory, url)),
                                         anchor.length > 0 ? "#" : "", TEXT_PRINT(anchor));
}

// In the source of a kit a page that is missing is taken to stand where its whole has it; so is a list that
// only its whole makes.
static bool settle_in_whole(const settler *with, node *link, text path, text anchor)
{
    text content = text_join(with->memory, with->of->config.content, TEXT("/"));
    if (!with->of->config.is_part || (!text_ends_with(path, TEXT(".md")) && !text_ends_with(path, TEXT(".html"))))
        return false;
    text base = with->of->config.part_of_url, url = { 0 };
    if (text_starts_with(path, content))
        url = text_join(with->memory, path_without_extension(text_from(path, content.length)), TEXT(".html"));
    leave_here(with, link, url.length > 0 ? base : (text){ 0 }, url, anchor);
    return true;
}

static void settle_page(const settler *with, node *link, const page *target, text anchor)
{
    text decoded;
    if (target == with->page) {
        link->link.address = anchor.length > 0 ? text_format(with->memory, "#%.*s", TEXT_PRINT(anchor))
                                               : link_to(with, target->url, anchor);
        settle_own_anchor(with, link, anchor);
        return;
    }
    if (target->language != with->page->language)
        link->link.language = with->of->config.languages.codes[target->language];
    if (anchor.length > 0 && address_decode(with->memory, anchor, &decoded))
        *ARENA_PUSH(with->memory, with->findings->anchors) =
            (anchor_use){ target->number, decoded, link->line, link->column };
    if (!edition_holds(with->in, target)) {
        leave_here(with, link, with->of->config.base_url, target->url, anchor);
        return;
    }
    link->link.type = LINK_PAGE;
    link->link.address = link_to(with, target->url, anchor);
}

text content_file_url(const site *of, text path)
{
    return text_from(path, of->config.content.length + 1);
}

// [meant] is there in the place of [path], which the author shall write as [shown].
static void report_other_letters(const settler *with, const node *link, diagnostic_kind mistake, text path, text meant, text shown)
{
    if (names_look_alike(path, meant))
        report(with->found, mistake, place_of(with, link), "'%.*s' is there, but " NAMES_LOOK_ALIKE
               "give the file its name anew, or one without such letters, and write it here anew", TEXT_PRINT(shown));
    else
        report(with->found, mistake, place_of(with, link),
               "'%.*s': did you mean '%.*s'? Upper and lower case are different letters in an address",
               TEXT_PRINT(link->link.address), TEXT_PRINT(shown));
}

// ---- Files that stand beside the pages

typedef struct {
    const char *ending, *start;     // bytes the file begins with, NULL for any
    bool is_image;
} file_type;

static const file_type *file_type_of(text path)
{
    static const file_type types[] = {
        { ".png", "\x89PNG\r\n\x1a\n", true }, { ".jpg", "\xFF\xD8\xFF", true }, { ".jpeg", "\xFF\xD8\xFF", true },
        { ".webp", "RIFF", true },
        { ".pdf", "%PDF-", false }, { ".docx", "PK", false }, { ".xlsx", "PK", false }, { ".pptx", "PK", false },
        { ".odt", "PK", false }, { ".ods", "PK", false }, { ".odp", "PK", false }, { ".epub", "PK", false },
        { ".zip", "PK", false }, { ".csv", NULL, false }, { ".txt", NULL, false }, { ".ics", NULL, false },
    };
    arena scratch = { 0 };
    text lower = unicode_lower(&scratch, path_name(path));
    const file_type *match = NULL;
    for (size_t i = 0; i < sizeof types / sizeof *types && match == NULL; i++)
        if (text_ends_with(lower, text_of(types[i].ending)))
            match = &types[i];
    arena_free(&scratch);
    return match;
}

enum { CONTENT_FILE_LIMIT = 64 * 1024 * 1024 };

static void report_missing_file(const settler *with, const node *link, text path, bool is_image)
{
    text meant = site_file_in_other_letters(with->memory, with->of, path);
    if (meant.length > 0)
        report_other_letters(with, link, is_image ? IMAGE_MISSING : LINK_BROKEN, path, meant,
                             path_relative(with->memory, with->page->path, meant));
    else
        report(with->found, is_image ? IMAGE_MISSING : LINK_BROKEN, place_of(with, link),
               "'%.*s': there is no such file", TEXT_PRINT(path));
}

// Telephones and programs name files as they like.
static void report_other_format(const settler *with, const node *link, text path, text contents, diagnostic_kind mistake)
{
    const char *name = picture_format_name(contents);
    text is = name != NULL ? text_format(with->memory, " but %s", name) : (text){ 0 };
    report(with->found, mistake, place_of(with, link), "'%.*s' is not what its ending says%.*s; save it again%s",
           TEXT_PRINT(path_name(path)), TEXT_PRINT(is),
           is_photo_path(path) || file_type_of(path)->start == NULL ? " as JPEG or PNG" : "");
}

// A picture under the name of a text would be published as it is, with what a camera wrote.
static bool begins_as(const file_type *type, text contents)
{
    arena scratch = { 0 };
    text cleaned;
    bool is_right = type->start != NULL ? text_starts_with(contents, text_of(type->start))
        : picture_cleaned(&scratch, contents, &cleaned) == PICTURE_FINE && text_equals(cleaned, contents);
    arena_free(&scratch);
    return is_right;
}

static bool file_is_publishable(const settler *with, const node *link, text path, bool is_image)
{
    const file_type *type = file_type_of(path);
    diagnostic_kind wrong_type = is_image ? IMAGE_TYPE : FILE_TYPE;
    if (type == NULL || (is_image && !type->is_image)) {
        report(with->found, wrong_type, place_of(with, link), "'%.*s': %s", TEXT_PRINT(path_name(path)),
               is_image ? "save the picture as PNG, JPEG or WebP"
                        : "publish JPEG, PNG, WebP, PDF, office files, csv, txt or zip");
        return false;
    }
    arena scratch = { 0 };
    text contents = { 0 };
    file_result result = site_file_read(with->of, &scratch, path, CONTENT_FILE_LIMIT, &contents);
    bool is_right = result == FILE_READ && begins_as(type, contents);
    if (result == FILE_MISSING)
        report_missing_file(with, link, path, is_image);
    else if (result != FILE_READ)
        report(with->found, FILE_UNREADABLE, place_of(with, link), "'%.*s' must be a plain file of at most 64 MiB",
               TEXT_PRINT(path));
    else if (!is_right)
        report_other_format(with, link, path, contents, wrong_type);
    else
        site_check_personal_file(with->of, path, contents, with->page, with->found);
    arena_free(&scratch);
    return is_right;
}

static void settle_file(const settler *with, node *link, text path)
{
    bool is_image = link->type == NODE_IMAGE;
    if (!file_is_publishable(with, link, path, is_image)) {
        kill_link(link);
        return;
    }
    link->link.type = LINK_FILE;
    link->link.file = path;
    link->link.address = link_to(with, content_file_url(with->of, path), (text){ 0 });
    *ARENA_PUSH(with->memory, with->findings->files) = (file_use){ path, link->line, link->column };
}

// ---- Relative links

static text made_page_url(const settler *with, text path)
{
    text url = content_file_url(with->of, path);
    return text_ends_with(url, TEXT(".md")) ? text_join(with->memory, path_without_extension(url), TEXT(".html")) : url;
}

// A page by its published address: an author's, or one the site makes by itself (a list, the
// search), which may also be written as an index.md.
static bool settle_made_page(const settler *with, node *link, text path, text anchor)
{
    text url = made_page_url(with, path);
    const page *target = text_ends_with(path, TEXT(".html")) ? table_find(&with->of->pages_by_url, url) : NULL;
    if (target != NULL) {
        settle_page(with, link, target, anchor);
        return true;
    }
    if (!text_ends_with(url, TEXT(".html")) || !edition_publishes(with->in, url))
        return false;
    link->link.type = LINK_PAGE;
    link->link.address = link_to(with, url, anchor);
    return true;
}

// A page that is there for the author, but not for readers.
static bool settle_absent(const settler *with, node *link, text path)
{
    if (text_ends_with(path, TEXT(".html")))
        path = text_join(with->memory, path_without_extension(path), TEXT(".md"));
    absence why = site_absence(with->of, path);
    if (why == ABSENCE_NONE || table_find(&with->of->pages_by_path, path) != NULL)
        return false;
    if (why == ABSENCE_DRAFT)
        report(with->found, LINK_BROKEN, place_of(with, link),
               "'%.*s' is a draft: publish it by removing its 'draft: true', or leave out the link",
               TEXT_PRINT(link->link.address));
    kill_link(link);
    return true;
}

// "www.example.fi/page", "example.fi" or "name@example.fi" where a file's name should stand.
static bool looks_like_web_address(text address)
{
    static const char *const endings[] = { ".fi", ".com", ".org", ".net", ".eu", ".se", ".ax", ".info", ".io" };
    size_t slash = text_find_byte(address, '/', 0);
    text host = text_slice(address, 0, slash);
    if (text_starts_with(host, TEXT("www.")))
        return true;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (text_find_byte(host, '.', 0) > 0 && text_ends_with(host, text_of(endings[i])))
            return true;
    return false;
}

static bool settle_web_address(const settler *with, node *link, text address, text path)
{
    bool is_email = email_is_usable(address);
    if (!is_email && !looks_like_web_address(address))
        return false;
    if (path_exists(config_file(with->memory, &with->of->config, path)))
        return false;
    report(with->found, LINK_BROKEN, place_of(with, link), "'%.*s' looks like %s: write %s before it",
           TEXT_PRINT(link->link.address), is_email ? "an e-mail address" : "a web address",
           is_email ? "mailto:" : "https://");
    kill_link(link);
    return true;
}

static void report_missing_page(const settler *with, const node *link, text path)
{
    text file = site_file_in_other_letters(with->memory, with->of, path), url = made_page_url(with, path);
    text published = edition_published_name(with->in, url);
    if (file.length > 0)
        report_other_letters(with, link, LINK_BROKEN, path, file, path_relative(with->memory, with->page->path, file));
    else if (published.length > 0)
        report_other_letters(with, link, LINK_BROKEN, url, published, path_relative(with->memory, with->page->url, published));
    else
        report(with->found, LINK_BROKEN, place_of(with, link), "'%.*s': there is no page %.*s",
               TEXT_PRINT(link->link.address), TEXT_PRINT(path));
}

static void settle_relative(const settler *with, node *link)
{
    text address = link->link.address, anchor = { 0 }, path, decoded;
    size_t hash = text_find_byte(address, '#', 0);
    if (hash != TEXT_NOT_FOUND) {
        anchor = text_from(address, hash + 1);
        address = text_slice(address, 0, hash);
    }
    bool is_fine = address_decode(with->memory, address, &decoded) && !text_starts_with(decoded, TEXT("/"));
    text content = text_join(with->memory, with->of->config.content, TEXT("/"));
    text forms = text_join(with->memory, with->of->config.forms, TEXT("/"));
    is_fine = is_fine && path_resolve(with->memory, with->page->path, decoded, &path);
    if (!is_fine || (!text_starts_with(path, content) && !text_starts_with(path, forms))) {
        report(with->found, LINK_OUTSIDE, place_of(with, link), "'%.*s': link to files inside %.*s only",
               TEXT_PRINT(link->link.address), TEXT_PRINT(content));
        kill_link(link);
        return;
    }
    const page *target = table_find(&with->of->pages_by_path, path);
    if (target != NULL) {
        settle_page(with, link, target, anchor);
        return;
    }
    bool is_in_content = text_starts_with(path, content);
    if (settle_absent(with, link, path) || (is_in_content && settle_made_page(with, link, path, anchor))
        || settle_in_whole(with, link, path, anchor)
        || (link->type == NODE_LINK && settle_web_address(with, link, decoded, path)))
        return;
    if (!is_in_content) {
        report(with->found, LINK_BROKEN, place_of(with, link), "'%.*s': there is no form %.*s",
               TEXT_PRINT(link->link.address), TEXT_PRINT(path));
        kill_link(link);
    } else if (text_ends_with(path, TEXT(".md")) || text_ends_with(path, TEXT(".html"))
               || text_find_byte(path_name(path), '.', 0) == TEXT_NOT_FOUND) {
        report_missing_page(with, link, path);
        kill_link(link);
    } else {
        settle_file(with, link, path);
    }
}

static void settle_link(const settler *with, node *link)
{
    text address = link->link.address;
    if (scheme_of(address).length > 0 || text_starts_with(address, TEXT("//")))
        settle_scheme(with, link);
    else if (text_starts_with(address, TEXT("#")))
        settle_own_anchor(with, link, text_from(address, 1));
    else if (address.length == 0)
        report(with->found, LINK_BROKEN, place_of(with, link), "the link has no address");
    else
        settle_relative(with, link);
    if (address.length == 0)
        kill_link(link);
    if (text_trim(document_plain_text(with->memory, link)).length == 0)
        report(with->found, LINK_EMPTY, place_of(with, link), "write between [ and ] what the link leads to");
}

static void settle_image(const settler *with, node *image)
{
    text address = image->link.address;
    if (address.length == 0) {
        report(with->found, IMAGE_MISSING, place_of(with, image), "the image has no address");
        kill_link(image);
    } else if (scheme_of(address).length > 0 || text_starts_with(address, TEXT("//"))) {
        report(with->found, LINK_OUTSIDE, place_of(with, image),
               "'%.*s': put the picture beside the page and link to that file", TEXT_PRINT(address));
        kill_link(image);
    } else {
        settle_relative(with, image);
    }
    if (image->link.type == LINK_PAGE) {
        report(with->found, IMAGE_TYPE, place_of(with, image), "'%.*s' is a page", TEXT_PRINT(address));
        kill_link(image);
    }
    if (image->link.type == LINK_FILE || image->parent != NULL)
        picture_describe(with->memory, with->of, image->link.file, with->page->language, place_of(with, image), image,
                         with->found);
}

bool links_settle_image(arena *memory, const site *of, const edition *in, const page *of_page, text url, node *image,
                        diagnostics *found, link_findings *findings)
{
    settler with = { memory, of, in, of_page, url, NULL, found, findings };
    settle_image(&with, image);
    return image->link.type == LINK_FILE;
}

void links_settle(arena *memory, const site *of, const edition *in, const page *of_page, text url,
                  node *document, const heading_list *headings, diagnostics *found, link_findings *findings)
{
    settler with = { memory, of, in, of_page, url, headings, found, findings };
    document_walk walk = { .root = document };
    while (document_next(&walk)) {
        if (!walk.entering)
            continue;
        if (walk.current->type == NODE_LINK)
            settle_link(&with, walk.current);
        else if (walk.current->type == NODE_IMAGE)
            settle_image(&with, walk.current);
    }
}
