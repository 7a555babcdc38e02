// HTML: escaping, and the document tree as HTML.
#ifndef FORMATS_HTML_H
#define FORMATS_HTML_H

#include "base/buffer.h"
#include "document/document.h"

// Escapes & < > " (and ' as &#39;) for text and attribute values alike.
void html_escape(buffer *out, text t);
text html_escaped(arena *memory, text t);

// Words the writer itself shows, in the page's language.
typedef struct {
    text callouts[5];           // "Huomaa", ... by callout
    text footnotes;             // heading of the footnotes
    text back_to_text;          // label of the link back from a footnote
    text table;                 // accessible name of a table's scrolling region ("Taulukko")
    text out_of_kit;            // "(verkossa)" after links that leave a kit
    text credit;                // before who took a picture ("Kuva")
} html_words;

// A picture that is there in several widths.
typedef struct {
    text address;               // of the one for who knows no srcset
    text plain, webp;           // "a-480.jpg 480w, …"; empty: there is only that one
    text sizes;
    size_t width, height;
    bool is_first;              // is loaded at once
} html_picture;

typedef struct {
    const html_words *words;
    text id_prefix;             // before every id and footnote anchor; usually empty
    bool is_epub;               // for books to read: nothing to click but links
    // Writes a block of ours (NODE_BLOCK); NULL leaves such blocks out.
    void (*write_block)(void *context, const node *block, buffer *out);
    // The widths that an image is there in; false (or no callback): src is its address.
    bool (*find_picture)(void *context, const node *image, html_picture *found);
    void *context;
} html_options;

// Writes [root] and what is below it. Headings carry their ids; tables sit in
// a focusable scrolling region (<section class="table-scroll">) and head cells have a scope; task items are
// check boxes (<input type="checkbox"> inside <label>) numbered by data-task from 1; callouts are
// <div class="callout callout-note" role="note">; links out have
// rel="external noopener"; term links have class "term"; links out of the kit say so; dead links are
// text; a picture alone in its paragraph has its title and its credit as caption (<figure>). Pages without
// callouts, tables, footnotes and links out of a kit need no words. XHTML syntax
// throughout ("<br />"), so that EPUB can use the same writer.
//
// In EPUB, tasks have a mark in the place of a check box, footnotes and their calls say by epub:type what they are, and
// tables do not scroll.
//
// Ids of ours are "fn.1" (the note), "fnref.1", "fnref.1.2" (its calls) and "fn.title"; a link to
// "#place" gets the id prefix too.
void html_write(const node *root, const html_options *options, buffer *out);

// The same tree exactly as cmark-gfm 0.29.0.gfm.6 would write it with raw HTML let through, for the
// CommonMark and GFM specification tests. A footnote's literal is its name; without one its number
// stands in.
void html_write_plain(const node *root, buffer *out);

// The same with GFM's tag filter ("<script>" becomes "&lt;script>").
void html_write_filtered(const node *root, buffer *out);

#endif
