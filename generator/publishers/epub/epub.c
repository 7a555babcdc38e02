#include "publishers/epub/epub.h"

#include "formats/zip.h"
#include "language/typography.h"
#include "publishers/epub/writer.h"

typedef enum { MAKE_BOOK, COPY_BOOK } made_thing;

static void plan_book(build *of, job_list *jobs, const book *planned, size_t language, size_t edition_number)
{
    bool is_kit = edition_number > 0;
    text url = text_format(of->memory, "downloads/%.*s.%.*s.epub", TEXT_PRINT(planned->id),
                           TEXT_PRINT(build_language(of, language)));
    job *made = build_add_job(of, jobs, &epub_publisher, is_kit ? STAGE_KIT_INDEX : STAGE_BOOKS,
                              is_kit ? COPY_BOOK : MAKE_BOOK, edition_number, url, planned->where.path, planned->where);
    if (made == NULL)
        return;
    made->language = language;
    made->subject = planned;
    made->weight = planned->page_counts[language];
    made->reads = is_kit ? READS_ALL : READS_BOOK;
}

static bool plan(build *of, job_list *jobs)
{
    for (size_t e = 0; e < of->editions.count; e++)
        for (size_t b = 0; b < of->books.count; b++)
            for (size_t l = 0; l < of->site->config.languages.count; l++) {
                const book *planned = &of->books.items[b];
                const edition *in = &of->editions.items[e];
                bool is_wanted = in->kit == NULL || book_is_in_kit(planned, in->kit);
                if (planned->has_epub && planned->has_language[l] && is_wanted && edition_has_language(in, l))
                    plan_book(of, jobs, planned, l, e);
            }
    return true;
}

// ---- What all parts need

text epub_said(const epub_writer *to, const char *name)
{
    return theme_string(to->build->theme, to->language, name);
}

text epub_own(const epub_writer *to, words of)
{
    return epub_mended(to, words_in(of, to->language, to->build->site->config.languages.count));
}

text epub_title(const epub_writer *to)
{
    return epub_own(to, to->book->title);
}

text epub_mended(const epub_writer *to, text title)
{
    return typography_mend_line(to->memory, to->code, title);
}

void epub_add_file(epub_writer *to, text name, const char *media_type, const char *properties, text contents)
{
    *ARENA_PUSH(to->memory, to->files) =
        (epub_file){ .name = name, .media_type = media_type, .properties = properties, .contents = contents };
}

void epub_add_page(epub_writer *to, text name, text title, const char *type, const buffer *body)
{
    buffer out = { 0 };
    buffer_format(&out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html>\n"
                  "<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"%.*s\" "
                  "xml:lang=\"%.*s\">\n<head>\n<meta charset=\"utf-8\" />\n", TEXT_PRINT(to->code), TEXT_PRINT(to->code));
    epub_element(&out, "title", "", title);
    buffer_add_string(&out, "<link rel=\"stylesheet\" type=\"text/css\" href=\"style.css\" />\n</head>\n");
    if (type != NULL)
        buffer_format(&out, "<body epub:type=\"%s\">\n", type);
    else
        buffer_add_string(&out, "<body>\n");
    buffer_add(&out, buffer_text(body));
    buffer_add_string(&out, "</body>\n</html>\n");
    text contents = text_copy(to->memory, buffer_text(&out));
    buffer_free(&out);
    bool has_drawing = text_find(contents, TEXT("<svg "), 0) != TEXT_NOT_FOUND;
    epub_add_file(to, name, "application/xhtml+xml", has_drawing ? "svg" : NULL, contents);
    to->files.items[to->files.count - 1].is_read = true;
}

void epub_add_entry(epub_writer *to, int level, text title, text file, const char *landmark)
{
    *ARENA_PUSH(to->memory, to->contents) = (epub_entry){ level, title, file, landmark };
}

void epub_element(buffer *out, const char *name, const char *attributes, text said)
{
    if (said.length == 0)
        return;
    buffer_format(out, "<%s%s>", name, attributes);
    html_escape(out, said);
    buffer_format(out, "</%s>\n", name);
}

// ---- Making a book

static void read_words(epub_writer *to)
{
    theme_callouts(to->build->theme, to->language, to->words.callouts);
    to->words.footnotes = epub_said(to, "generator.footnotes");
    to->words.back_to_text = epub_said(to, "generator.back_to_text");
    to->words.table = epub_said(to, "generator.table");
}

// Readers look for the type of the file at its beginning: first, and not packed.
static bool pack(const epub_writer *to, buffer *out)
{
    static const text container = TEXT_CONSTANT(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
        "<container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\n<rootfiles>\n"
        "<rootfile full-path=\"EPUB/package.opf\" media-type=\"application/oebps-package+xml\"/>\n"
        "</rootfiles>\n</container>\n");
    zip_entry *entries = ARENA_NEW(to->memory, zip_entry, to->files.count + 2);
    size_t count = 0;
    entries[count++] = (zip_entry){ TEXT("mimetype"), TEXT("application/epub+zip"), true };
    entries[count++] = (zip_entry){ TEXT("META-INF/container.xml"), container, false };
    for (size_t i = 0; i < to->files.count; i++) {
        const epub_file *file = &to->files.items[i];
        bool is_packed = text_ends_with(file->name, TEXT(".jpg")) || text_ends_with(file->name, TEXT(".png"));
        entries[count++] = (zip_entry){ text_join(to->memory, TEXT("EPUB/"), file->name), file->contents, is_packed };
    }
    return zip_write_memory(entries, count, out);
}

static bool write_book(epub_writer *to, buffer *out)
{
    read_words(to);
    epub_add_cover(to);
    if (!epub_add_chapters(to))
        return false;
    epub_add_endings(to);
    epub_add_package(to);
    return pack(to, out);
}

static bool make_book(const build *of, const job *done, diagnostics *found, buffer *record)
{
    arena memory = { 0 };
    bound_book bound = book_bind(&memory, of->site, done->subject, done->language);
    epub_writer to = { .build = of, .bound = &bound, .book = done->subject, .language = done->language,
                       .code = build_language(of, done->language), .memory = &memory, .found = found,
                       .pictures = { .memory = &memory } };
    buffer out = { 0 };
    bool fine = write_book(&to, &out) && build_write(of, done->edition, done->url, buffer_text(&out));
    record_add_number(record, out.length);
    buffer_free(&out);
    arena_free(&memory);
    return fine;
}

static bool run(const build *of, const job *done, diagnostics *found, buffer *record)
{
    return done->what == MAKE_BOOK ? make_book(of, done, found, record) : build_copy(of, done->edition, done->url);
}

static void take(build *of, const job *done, text record)
{
    if (done->what == MAKE_BOOK && !of->is_check)
        *ARENA_PUSH(of->memory, of->book_documents) = (book_document){
            .book = done->subject, .language = done->language, .format = BOOK_EPUB, .url = done->url,
            .size = record_take_number(&record) };
}

const publisher epub_publisher = { "epub", plan, run, take };
