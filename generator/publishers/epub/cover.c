// The cover: a drawing with the book's names, and the page that shows it.
#include "publishers/epub/writer.h"

#include "base/files.h"
#include "base/unicode.h"
#include "language/formatting.h"

enum { WIDTH = 1200, HEIGHT = 1600, MARGIN = 110, COLUMN = WIDTH - 2 * MARGIN, STRIPES = 14, STRIPE_HEIGHT = 200,
       LINE_LIMIT = 8, PICTURE_TOP = 930, PICTURE_HEIGHT = 430 };

// ---- Lines of words, by estimate: readers have fonts of their own

static double width_of(text word, double size)
{
    double width = 0;
    for (uint32_t character; unicode_take(&word, &character);) {
        if (character == 0x2013 || character == 'm' || character == 'w' || character == 'M' || character == 'W')
            width += 0.86;
        else if (character == 'i' || character == 'j' || character == 'l' || character == 't' || character == 'f'
                 || character == 'r' || character == '.' || character == ',' || character == ':' || character == ' ')
            width += 0.33;
        else
            width += character >= 'A' && character <= 'Z' ? 0.66 : 0.55;
    }
    return width * size;
}

typedef struct {
    text lines[LINE_LIMIT];
    size_t count;
    bool fits;
} cover_lines;

static cover_lines divide(text said, double size)
{
    cover_lines made = { .fits = true };
    text line = { said.bytes, 0 }, word;
    for (text rest = said; text_take_part(&rest, ' ', &word);) {
        text longer = text_between(line.bytes, word.bytes + word.length);
        made.fits &= width_of(word, size) <= COLUMN;
        if (line.length > 0 && width_of(longer, size) > COLUMN) {
            if (made.count < LINE_LIMIT)
                made.lines[made.count++] = line;
            longer = word;
        }
        line = longer;
    }
    if (line.length > 0 && made.count < LINE_LIMIT)
        made.lines[made.count++] = line;
    return made;
}

typedef struct {
    buffer *out;
    double y;
} cover_writer;

// Words in the largest of two or three sizes in which they take at most [lines].
static void add_words(cover_writer *on, text said, const int *sizes, size_t lines, const char *look)
{
    if (said.length == 0)
        return;
    cover_lines made = { 0 };
    int size = 0;
    for (; *sizes != 0; sizes++) {
        size = *sizes;
        made = divide(said, size);
        if (made.fits && made.count <= lines)
            break;
    }
    for (size_t i = 0; i < made.count; i++) {
        on->y += size * 1.16;
        buffer_format(on->out, "<text x=\"%d\" y=\"%d\" font-size=\"%d\" %s>", MARGIN, (int)on->y, size, look);
        html_escape(on->out, made.lines[i]);
        buffer_add_string(on->out, "</text>\n");
    }
    on->y += size * 0.5;
}

// ---- The drawing

// The market square's awning.
static void add_awning(buffer *out)
{
    static const char *const colours[] = { "#a8431f", "#b07a00", "#0c5647", "#2b5f8a", "#7a3b69", "#4d6b1f", "#8a5a2b" };
    for (int i = 0; i < STRIPES; i++) {
        int left = i * WIDTH / STRIPES, right = (i + 1) * WIDTH / STRIPES;
        buffer_format(out, "<path fill=\"%s\" d=\"M%d 0H%dV%da%d %d 0 0 1 %d 0z\"/>\n", i % 2 == 0 ? colours[i / 2] : "#f3ecdf",
                      left, right, STRIPE_HEIGHT, (right - left) / 2, (right - left) / 2, left - right);
    }
}

// A cover's picture stands inside the drawing, which readers take out of the package for their shelves.
static void add_picture(epub_writer *to, buffer *out)
{
    picture read;
    text path = to->book->cover_picture;
    if (path.length == 0 || build_picture_for_book(to->build, to->memory, path, &read) != PICTURE_FINE || read.type == PICTURE_SVG)
        return;
    buffer_format(out, "<image x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" preserveAspectRatio=\"xMidYMid slice\" "
                  "xlink:href=\"data:image/%s;base64,", MARGIN, PICTURE_TOP, COLUMN, PICTURE_HEIGHT,
                  read.type == PICTURE_JPEG ? "jpeg" : "png");
    buffer_add_base64(out, read.bytes);
    buffer_add_string(out, "\"/>\n");
}

static text foot_line(const epub_writer *to)
{
    text day = format_date(to->memory, to->code, to->build->site->newest);
    if (to->book->version.length == 0)
        return day;
    return text_format(to->memory, "%.*s %.*s%s%.*s", TEXT_PRINT(epub_said(to, "book.version")),
                       TEXT_PRINT(to->book->version), day.length > 0 ? " · " : "", TEXT_PRINT(day));
}

static void draw(epub_writer *to, buffer *out)
{
    static const int titles[] = { 128, 104, 84, 66, 52, 0 }, leads[] = { 52, 44, 0 }, small[] = { 34, 28, 0 };
    const site_config *config = &to->build->site->config;
    text name = epub_own(to, config->title), title = epub_title(to);
    buffer_format(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" "
                  "xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">\n",
                  WIDTH, HEIGHT, WIDTH, HEIGHT);
    epub_element(out, "title", "", title);
    buffer_format(out, "<rect width=\"%d\" height=\"%d\" fill=\"#fbf8f2\"/>\n", WIDTH, HEIGHT);
    add_awning(out);
    buffer_add_string(out, "<g font-family=\"Lato, Carlito, 'Noto Sans', 'Helvetica Neue', sans-serif\">\n");
    cover_writer on = { out, 420 };
    if (!text_equals(name, title))
        add_words(&on, name, small, 2, "font-weight=\"700\" fill=\"#a8431f\"");
    add_words(&on, title, titles, 4, "font-weight=\"700\" fill=\"#083d33\"");
    add_words(&on, epub_own(to, to->book->subtitle), leads, 4, "fill=\"#1b211f\"");
    add_words(&on, epub_own(to, to->book->cover_text), leads, 3, "fill=\"#1b211f\"");
    add_picture(to, out);
    buffer_format(out, "<path stroke=\"#0c5647\" stroke-width=\"4\" d=\"M%d 1410H%d\"/>\n", MARGIN, WIDTH - MARGIN);
    on.y = 1430;
    if (!text_equals(config->publisher_name, name))
        add_words(&on, config->publisher_name, small, 1, "fill=\"#46524e\"");
    add_words(&on, foot_line(to), small, 1, "fill=\"#46524e\"");
    buffer_add_string(out, "</g>\n</svg>\n");
}

void epub_add_cover(epub_writer *to)
{
    buffer out = { 0 };
    draw(to, &out);
    epub_add_file(to, TEXT("cover.svg"), "image/svg+xml", "cover-image", text_copy(to->memory, buffer_text(&out)));
    buffer_clear(&out);
    text title = epub_title(to), subtitle = epub_own(to, to->book->subtitle);
    buffer_add_string(&out, "<p class=\"cover\"><img src=\"cover.svg\" role=\"doc-cover\" alt=\"");
    html_escape(&out, title);
    if (subtitle.length > 0)
        buffer_add_string(&out, ". ");
    html_escape(&out, subtitle);
    buffer_add_string(&out, "\" /></p>\n");
    epub_add_page(to, TEXT("cover.xhtml"), title, "cover", &out);
    buffer_free(&out);
}
