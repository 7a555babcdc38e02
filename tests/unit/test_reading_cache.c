#include "checks.h"

#include "language/reading_cache.h"

#include "base/buffer.h"

static arena memory;

static int end(void **state)
{
    (void)state;
    arena_free(&memory);
    return 0;
}

enum { COUNT = 200 };

// "word 000" ... in order, with as many keys as fit the number.
static const word_reading *const *readings(void)
{
    const word_reading **list = ARENA_NEW(&memory, const word_reading *, COUNT);
    for (size_t i = 0; i < COUNT; i++) {
        word_reading *made = ARENA_NEW(&memory, word_reading, 1);
        word_key *keys = ARENA_NEW(&memory, word_key, 4);
        text *names = ARENA_NEW(&memory, text, 1);
        made->surface = text_format(&memory, "wörd %03zu", i);
        made->folded = i % 2 == 0 ? text_format(&memory, "word %03zu", i) : made->surface;
        made->key_count = i % 5;
        made->name_count = i % 2;
        made->is_function_word = i % 3 == 0;
        for (size_t j = 0; j < made->key_count; j++)
            keys[j] = (word_key){ text_format(&memory, "key %zu", j),
                                  text_format(&memory, j > 1 ? "kéy %zu" : "key %zu", j),
                                  (key_class)(j % KEY_CLASS_COUNT) };
        names[0] = TEXT("name");
        made->keys = keys;
        made->names = names;
        list[i] = made;
    }
    return list;
}

static buffer saved_readings(void)
{
    buffer saved = { 0 };
    reading_cache_save(readings(), COUNT, TEXT("version 1"), &saved);
    return saved;
}

static void check_same(const word_reading *a, const word_reading *b)
{
    check(text_equals(a->surface, b->surface));
    check(text_equals(a->folded, b->folded));
    check(a->is_function_word == b->is_function_word);
    assert_int_equal(a->key_count, b->key_count);
    assert_int_equal(a->name_count, b->name_count);
    for (size_t i = 0; i < a->key_count; i++) {
        check(text_equals(a->keys[i].key, b->keys[i].key));
        check(text_equals(a->keys[i].word, b->keys[i].word));
        assert_int_equal(a->keys[i].weight_class, b->keys[i].weight_class);
    }
    for (size_t i = 0; i < a->name_count; i++)
        check(text_equals(a->names[i], b->names[i]));
}

static void what_was_saved_is_found_in_any_order(void **state)
{
    (void)state;
    const word_reading *const *list = readings();
    buffer saved = saved_readings();
    for (size_t step = 1; step < COUNT; step += 7) {       // forwards, by leaps, and round again
        reading_cache cache;
        word_reading found;
        check(reading_cache_load(&cache, buffer_text(&saved), TEXT("version 1")));
        for (size_t i = 0; i < COUNT; i++) {
            const word_reading *wanted = list[i * step % COUNT];
            check(reading_cache_find(&cache, &memory, wanted->surface, &found));
            check_same(&found, wanted);
        }
        check(!reading_cache_find(&cache, &memory, TEXT("a"), &found));
        check(!reading_cache_find(&cache, &memory, TEXT("wörd 0005"), &found));
        check(!reading_cache_find(&cache, &memory, TEXT("zebra"), &found));
        check(!reading_cache_find(&cache, &memory, (text){ 0 }, &found));
        check(reading_cache_find(&cache, &memory, TEXT("wörd 000"), &found));
    }
    buffer_free(&saved);
}

static void another_version_is_not_taken(void **state)
{
    (void)state;
    buffer saved = saved_readings();
    reading_cache cache;
    word_reading found;
    check(!reading_cache_load(&cache, buffer_text(&saved), TEXT("version 2")));
    check(!reading_cache_find(&cache, &memory, TEXT("wörd 000"), &found));
    check(!reading_cache_load(&cache, (text){ 0 }, TEXT("version 1")));
    check(!reading_cache_load(&cache, TEXT("digitori word cache 2\n"), TEXT("version 1")));
    buffer_free(&saved);
}

// Every cut and every changed byte must be seen.
static void damage_is_seen(void **state)
{
    (void)state;
    buffer saved = saved_readings();
    reading_cache cache;
    for (size_t length = 0; length < saved.length; length++)
        check(!reading_cache_load(&cache, (text){ saved.bytes, length }, TEXT("version 1")));
    for (size_t i = 0; i < saved.length; i++) {
        saved.bytes[i] = (char)(saved.bytes[i] ^ 0x20);
        check(!reading_cache_load(&cache, buffer_text(&saved), TEXT("version 1")));
        saved.bytes[i] = (char)(saved.bytes[i] ^ 0x20);
    }
    check(reading_cache_load(&cache, buffer_text(&saved), TEXT("version 1")));
    buffer_free(&saved);
}

// Even with a checksum that fits, nothing outside the file is read.
static void wild_offsets_do_no_harm(void **state)
{
    (void)state;
    buffer saved = saved_readings();
    char *copy = memory_allocate(saved.length, 1);
    const word_reading *const *list = readings();
    unsigned chance = 1;
    for (int round = 0; round < 2000; round++) {
        memcpy(copy, saved.bytes, saved.length);
        reading_cache cache;
        word_reading found;
        check(reading_cache_load(&cache, (text){ copy, saved.length }, TEXT("version 1")));
        for (int i = 0; i < 20; i++) {
            chance = chance * 1103515245u + 12345u;
            size_t from = saved.length - cache.saved.length, at = from + (chance >> 8) % cache.saved.length;
            copy[at] = (char)(chance >> 3);
        }
        for (size_t i = 0; i < COUNT; i += 17)
            reading_cache_find(&cache, &memory, list[i]->surface, &found);
    }
    free(copy);
    buffer_free(&saved);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(what_was_saved_is_found_in_any_order, end),
        cmocka_unit_test_teardown(another_version_is_not_taken, end),
        cmocka_unit_test_teardown(damage_is_seen, end),
        cmocka_unit_test_teardown(wild_offsets_do_no_harm, end),
    };
    return cmocka_run_group_tests_name("reading_cache", tests, NULL, NULL);
}
