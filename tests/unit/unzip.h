// Looks into archives that a test has made in memory.
#ifndef TESTS_UNIT_UNZIP_H
#define TESTS_UNIT_UNZIP_H

#include "checks.h"

#include <ctype.h>
#include <zip.h>

static inline zip_t *unzip_open(text archive)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(archive.bytes, archive.length, 0, &error);
    assert_non_null(source);
    zip_t *opened = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
    assert_non_null(opened);
    return opened;
}

static inline text unzip_part(arena *memory, text archive, const char *name)
{
    zip_t *opened = unzip_open(archive);
    zip_stat_t facts;
    assert_int_equal(zip_stat(opened, name, 0, &facts), 0);
    char *contents = ARENA_NEW(memory, char, facts.size + 1);
    zip_file_t *file = zip_fopen(opened, name, 0);
    assert_int_equal(zip_fread(file, contents, facts.size), (zip_int64_t)facts.size);
    zip_fclose(file);
    zip_discard(opened);
    return (text){ contents, (size_t)facts.size };
}

static inline size_t count_of(text whole, const char *needle)
{
    size_t count = 0;
    for (size_t i = text_find(whole, text_of(needle), 0); i != TEXT_NOT_FOUND; i = text_find(whole, text_of(needle), i + 1))
        count++;
    return count;
}

static inline bool holds(text whole, const char *needle)
{
    return text_find(whole, text_of(needle), 0) != TEXT_NOT_FOUND;
}

// Whether every tag is closed in order, attributes are quoted, and no "&" or control character stands bare.
static inline bool is_well_formed(arena *memory, text xml)
{
    struct { text *items; size_t count, capacity; } open = { 0 };
    for (size_t i = 0; i < xml.length;) {
        unsigned char byte = (unsigned char)xml.bytes[i];
        if (byte < 0x20 && byte != '\n' && byte != '\t' && byte != '\r')
            return false;
        if (byte == '&') {
            size_t end = text_find_byte(xml, ';', i);
            if (end == TEXT_NOT_FOUND || end - i > 10)
                return false;
        }
        if (byte != '<') {
            i++;
            continue;
        }
        size_t end = text_find_byte(xml, '>', i);
        if (end == TEXT_NOT_FOUND)
            return false;
        text tag = text_slice(xml, i + 1, end), name = tag;
        i = end + 1;
        if (text_starts_with(tag, TEXT("?")))
            continue;
        if (text_find_byte(tag, '<', 0) != TEXT_NOT_FOUND || count_of(tag, "\"") % 2 != 0)
            return false;
        bool closes = text_starts_with(tag, TEXT("/")), is_empty = text_ends_with(tag, TEXT("/"));
        name = text_slice(tag, closes ? 1 : 0, is_empty ? tag.length - 1 : tag.length);
        for (size_t j = 0; j < name.length; j++)
            if (isspace((unsigned char)name.bytes[j]))
                name.length = j;
        if (closes && (open.count == 0 || !text_equals(open.items[--open.count], name)))
            return false;
        if (!closes && !is_empty)
            *ARENA_PUSH(memory, open) = name;
    }
    return open.count == 0;
}

// Every part of the archive whose name ends with .xml or .rels; how many they were.
static inline size_t check_parts_are_well_formed(arena *memory, text archive)
{
    zip_t *opened = unzip_open(archive);
    size_t count = 0;
    for (zip_int64_t i = 0; i < zip_get_num_entries(opened, 0); i++) {
        const char *name = zip_get_name(opened, (zip_uint64_t)i, 0);
        text contents = unzip_part(memory, archive, name);
        if (!is_well_formed(memory, contents))
            fail_msg("%s is not well-formed", name);
        check(!holds(contents, "<!DOCTYPE"));
        count++;
    }
    zip_discard(opened);
    return count;
}

#endif
