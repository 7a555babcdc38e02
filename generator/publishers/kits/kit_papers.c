#include "publishers/kits/kit_papers.h"

#include "base/unicode.h"

#include <stdio.h>

enum { WIDTH = 76 };

// Tells old editors that the text is UTF-8.
#define BYTE_ORDER_MARK "\xef\xbb\xbf"

typedef struct {
    arena *memory;
    const build *of;
    const edition *in;
    buffer *out;
} writer;

// ---- Lines

static void end_line(const writer *to)
{
    buffer_add_string(to->out, "\r\n");
}

static void add_line(const writer *to, text line)
{
    buffer_add(to->out, line);
    end_line(to);
}

// Broken between words; what goes on begins with [indent].
static void add_wrapped(const writer *to, text paragraph, const char *indent)
{
    size_t column = 0;
    text word;
    while (text_take_part(&paragraph, ' ', &word)) {
        size_t length = unicode_count(word);
        if (column > 0 && column + 1 + length > WIDTH) {
            end_line(to);
            buffer_add_string(to->out, indent);
            column = text_of(indent).length;
        } else if (column > 0) {
            buffer_add_byte(to->out, ' ');
            column++;
        }
        buffer_add(to->out, word);
        column += length;
    }
    end_line(to);
}

static text word_of(const writer *to, const char *name)
{
    text full = text_format(to->memory, "generator.kit_readme.%s", name);
    return theme_string(to->of->theme, to->in->language, full.bytes);
}

// The theme's sentence with [put] for "{key}".
static text filled(const writer *to, text sentence, const char *key, text put)
{
    text mark = text_format(to->memory, "{%s}", key);
    size_t start = text_find(sentence, mark, 0);
    if (start == TEXT_NOT_FOUND)
        return sentence;
    return text_format(to->memory, "%.*s%.*s%.*s", TEXT_PRINT(text_slice(sentence, 0, start)), TEXT_PRINT(put),
                       TEXT_PRINT(text_from(sentence, start + mark.length)));
}

static void add_paragraph(const writer *to, const char *name)
{
    add_wrapped(to, word_of(to, name), "");
    end_line(to);
}

static void add_heading(const writer *to, const char *name)
{
    text heading = word_of(to, name);
    if (!text_ends_with(buffer_text(to->out), TEXT("\r\n\r\n")))
        end_line(to);
    add_line(to, heading);
    for (size_t i = 0; i < unicode_count(heading); i++)
        buffer_add_byte(to->out, '-');
    end_line(to);
    end_line(to);
}

// On a line of its own, to be copied.
static void add_command(const writer *to, const char *name)
{
    buffer_add_string(to->out, "  ");
    add_line(to, word_of(to, name));
}

static void add_item(const writer *to, const char *name)
{
    add_wrapped(to, text_join(to->memory, TEXT("* "), word_of(to, name)), "  ");
}

// ---- Facts

static text in_language(const writer *to, words said)
{
    return words_in(said, to->in->language, to->of->site->config.languages.count);
}

static size_t count_forms(const writer *to)
{
    size_t count = 0;
    for (size_t i = 0; i < to->of->site->page_count; i++)
        count += to->of->site->pages[i].form != NULL && edition_holds(to->in, &to->of->site->pages[i]);
    return count;
}

static size_t count_books(const writer *to)
{
    size_t count = 0;
    for (size_t i = 0; i < to->of->books.count; i++)
        count += book_is_in_kit(&to->of->books.items[i], to->in->kit) && to->of->books.items[i].has_language[to->in->language];
    return count;
}

static void add_count(const writer *to, const char *name, size_t count)
{
    if (count > 0)
        add_line(to, filled(to, word_of(to, name), "count", text_format(to->memory, "%zu", count)));
}

// "The kit, Site, Publisher, address, licence": what a licence of attribution asks for.
static void add_credit(const writer *to)
{
    const site_config *config = &to->of->site->config;
    const text parts[] = { in_language(to, to->in->kit->title), in_language(to, config->title), config->publisher_name,
                           config->base_url, config->licence };
    text credit = { 0 };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        bool is_said = parts[i].length == 0 || (i > 0 && text_equals(parts[i], parts[i - 1]));
        if (!is_said)
            credit = text_format(to->memory, "%.*s%s%.*s", TEXT_PRINT(credit), credit.length > 0 ? ", " : "", TEXT_PRINT(parts[i]));
    }
    add_wrapped(to, credit, "");
}

static void add_origins(const writer *to)
{
    const upstream *from = &to->of->site->upstream;
    if (!from->is_fork)
        return;
    add_heading(to, "origin_title");
    add_paragraph(to, "origin");
    for (size_t i = 0; i < from->manifest.origin_count; i++) {
        const kit_origin *origin = &from->manifest.origins[i];
        const text parts[] = { origin->publisher, origin->url, origin->licence, origin->licence_url };
        text line = text_format(to->memory, "%zu. %.*s", i + 1, TEXT_PRINT(origin->title));
        for (size_t p = 0; p < sizeof parts / sizeof *parts; p++)
            if (parts[p].length > 0 && !(p == 0 && text_equals(parts[p], origin->title)))
                line = text_format(to->memory, "%.*s, %.*s", TEXT_PRINT(line), TEXT_PRINT(parts[p]));
        add_wrapped(to, line, "   ");
    }
}

// ---- README.txt

static void add_beginning(const writer *to, size_t forms, size_t books)
{
    const site_config *config = &to->of->site->config;
    const kit_config *kit = to->in->kit;
    text title = in_language(to, kit->title), description = in_language(to, kit->description);
    add_line(to, title);
    for (size_t i = 0; i < unicode_count(title); i++)
        buffer_add_byte(to->out, '=');
    end_line(to);
    end_line(to);
    add_line(to, in_language(to, config->title));
    if (config->publisher_name.length > 0)
        add_line(to, filled(to, word_of(to, "published_by"), "publisher", config->publisher_name));
    add_line(to, filled(to, word_of(to, "version"), "version", kit->version));
    if (config->base_url.length > 0)
        add_line(to, filled(to, word_of(to, "online"), "url", config->base_url));
    if (description.length > 0) {
        end_line(to);
        add_wrapped(to, description, "");
    }
    end_line(to);
    add_count(to, "pages", to->in->page_count);
    add_count(to, "forms", forms);
    add_count(to, "books", books);
}

static void add_use(const writer *to, bool has_files, bool has_forms)
{
    add_heading(to, "inside_title");
    add_item(to, "inside_index");
    if (has_files)
        add_item(to, "inside_downloads");
    add_item(to, "inside_licence");
    add_item(to, "inside_source");
    add_item(to, "inside_manifest");
    add_heading(to, "open_title");
    add_paragraph(to, "open_computer");
    add_paragraph(to, "open_stick");
    add_paragraph(to, "open_android");
    add_paragraph(to, "open_iphone");
    if (has_forms) {
        const theme *look = to->of->theme;
        text sentence = filled(to, word_of(to, "fill"), "save", theme_string(look, to->in->language, "form.save"));
        add_heading(to, "fill_title");
        add_wrapped(to, filled(to, sentence, "open", theme_string(look, to->in->language, "form.open")), "");
    }
}

static void add_licence_line(const writer *to)
{
    const site_config *config = &to->of->site->config;
    if (config->licence.length > 0)
        add_wrapped(to, filled(to, filled(to, word_of(to, "licence"), "licence", config->licence), "url", config->licence_url), "");
}

static void add_terms(const writer *to)
{
    const site_config *config = &to->of->site->config;
    if (config->licence.length > 0) {
        add_heading(to, "licence_title");
        add_licence_line(to);
        end_line(to);
        add_paragraph(to, "credit");
        add_credit(to);
    }
    add_origins(to);
    add_heading(to, "check_title");
    if (config->base_url.length > 0) {
        add_paragraph(to, "check_hash");
        add_command(to, "check_windows");
        add_command(to, "check_unix");
        end_line(to);
    }
    add_paragraph(to, "check_program");
    add_command(to, "check_command");
    if (config->signing_key.length > 0) {
        end_line(to);
        add_paragraph(to, "check_key");
        add_line(to, config->signing_key);
    }
    add_heading(to, "fork_title");
    add_paragraph(to, "fork");
    add_command(to, "fork_command");
}

text kit_readme(arena *memory, const build *of, const edition *in)
{
    buffer out = { 0 };
    writer to = { memory, of, in, &out };
    size_t forms = count_forms(&to), books = count_books(&to);
    buffer_add_string(&out, BYTE_ORDER_MARK);
    add_beginning(&to, forms, books);
    add_use(&to, forms + books > 0, forms > 0);
    add_terms(&to);
    text contents = text_copy(memory, buffer_text(&out));
    buffer_free(&out);
    return contents;
}

// ---- LICENSE.txt

text kit_licence(arena *memory, const build *of, const edition *in)
{
    buffer out = { 0 };
    writer to = { memory, of, in, &out };
    text legal = of->site->legal_text, line;
    buffer_add_string(&out, BYTE_ORDER_MARK);
    add_credit(&to);
    if (of->site->config.licence.length > 0) {
        end_line(&to);
        add_licence_line(&to);
    }
    add_origins(&to);
    if (legal.length > 0) {
        end_line(&to);
        add_line(&to, TEXT("----------------------------------------------------------------------------"));
        end_line(&to);
    }
    while (text_take_line(&legal, &line))
        add_line(&to, line);
    text contents = text_copy(memory, buffer_text(&out));
    buffer_free(&out);
    return contents;
}
