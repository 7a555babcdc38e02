// The limit: the least that any generator on cmark-gfm must do.
//
// Reads each Markdown file, skips its front matter, parses and renders with
// cmark-gfm and its GFM extensions (not autolink, which is not safe to use),
// wraps a constant header and footer and writes. No links checked, nothing
// shared between pages. Divided evenly among N processes.
//
// usage: limit PROCESSES OUT CONTENT < list-of-paths
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static const char header[] =
    "<!DOCTYPE html>\n<html lang=\"fi\">\n<head><meta charset=\"utf-8\"><title>Page</title>"
    "<link rel=\"stylesheet\" href=\"../../assets/base.css\"></head>\n<body><header><nav><a href=\"../index.html\">"
    "Front</a></nav></header>\n<main>\n";
static const char footer[] = "</main>\n<footer><p>CC BY 4.0</p></footer>\n</body>\n</html>\n";

static void fail(const char *what)
{
    perror(what);
    exit(3);
}

// The whole file; the caller frees it.
static char *read_file(const char *path, size_t *length)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    struct stat facts;
    if (file < 0 || fstat(file, &facts) != 0)
        fail(path);
    char *bytes = malloc((size_t)facts.st_size + 1);
    if (bytes == NULL)
        fail("malloc");
    *length = 0;
    ssize_t count;
    while ((count = read(file, bytes + *length, (size_t)facts.st_size - *length)) > 0)
        *length += (size_t)count;
    close(file);
    bytes[*length] = '\0';
    return bytes;
}

static const char *after_front_matter(const char *bytes)
{
    if (strncmp(bytes, "---\n", 4) != 0)
        return bytes;
    const char *end = strstr(bytes, "\n---\n");
    return end != NULL ? end + 5 : bytes;
}

static void make_folders(char *path)
{
    for (char *slash = strchr(path + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(path, 0777);
        *slash = '/';
    }
}

static void write_all(int file, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t count = write(file, bytes, length);
        if (count < 0)
            fail("write");
        bytes += count;
        length -= (size_t)count;
    }
}

static void write_page(const char *out, const char *path, const char *html)
{
    char name[4096];
    snprintf(name, sizeof name, "%s/%.*s.html", out, (int)(strlen(path) - 3), path);
    int file = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (file < 0) {
        make_folders(name);
        file = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    }
    if (file < 0)
        fail(name);
    static char page[1 << 22];
    int length = snprintf(page, sizeof page, "%s%s%s", header, html, footer);
    write_all(file, page, (size_t)length);
    close(file);
}

static void make_page(const char *out, const char *content, const char *path)
{
    static const char *const names[] = { "table", "strikethrough", "tasklist", "tagfilter" };
    char source[4096];
    snprintf(source, sizeof source, "%s/%s", content, path);
    size_t length;
    char *bytes = read_file(source, &length);
    const char *body = after_front_matter(bytes);

    int options = CMARK_OPT_FOOTNOTES | CMARK_OPT_VALIDATE_UTF8;
    cmark_parser *parser = cmark_parser_new(options);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(names[i]));
    cmark_parser_feed(parser, body, length - (size_t)(body - bytes));
    cmark_node *document = cmark_parser_finish(parser);
    char *html = cmark_render_html(document, options, cmark_parser_get_syntax_extensions(parser));
    write_page(out, path, html);

    free(html);
    cmark_node_free(document);
    cmark_parser_free(parser);
    free(bytes);
}

int main(int count, char **arguments)
{
    if (count != 4)
        return 2;
    int processes = atoi(arguments[1]);
    cmark_gfm_core_extensions_ensure_registered();

    static char list[1 << 24];
    size_t length = fread(list, 1, sizeof list - 1, stdin);
    list[length] = '\0';
    for (int part = 0; part < processes; part++) {
        if (fork() != 0)
            continue;
        int number = 0;
        for (char *path = strtok(list, "\n"); path != NULL; path = strtok(NULL, "\n"))
            if (number++ % processes == part)
                make_page(arguments[2], arguments[3], path);
        _exit(0);
    }
    bool good = true;
    int status;
    while (wait(&status) > 0)
        good = good && status == 0;
    return good ? 0 : 3;
}
