#include "checks.h"

#include "base/buffer.h"
#include "document/addresses.h"

static arena memory;

static int end(void **state)
{
    (void)state;
    arena_free(&memory);
    return 0;
}

// [t] with every address in brackets, after its prefix.
static text marked(text t)
{
    buffer out = { 0 };
    size_t done = 0;
    for (address_span span; address_find(t, done, &span); done = span.to) {
        assert_true(span.from >= done && span.to > span.from && span.to <= t.length);
        buffer_add(&out, text_slice(t, done, span.from));
        buffer_format(&out, "[%s%.*s]", span.prefix, TEXT_PRINT(text_slice(t, span.from, span.to)));
    }
    buffer_add(&out, text_from(t, done));
    text result = text_copy(&memory, buffer_text(&out));
    buffer_free(&out);
    return result;
}

static void gives(const char *t, const char *expected)
{
    check_text(marked(text_of(t)), expected);
}

static void schemes_are_found(void **state)
{
    (void)state;
    gives("http://x.fi", "[http://x.fi]");
    gives("see HTTPS://x.fi/a?b=c#d ok", "see [HTTPS://x.fi/a?b=c#d] ok");
    gives("ftp://x.fi gopher://x.fi xhttp://x.fi", "[ftp://x.fi] gopher://x.fi xhttp://x.fi");
    gives("http:// http://- http:/x https//x :// :", "http:// http://- http:/x https//x :// :");
    gives("http://localhost:8080/", "[http://localhost:8080/]");
    gives("http://a_b.c_d http://a_b.c.d", "http://a_b.c_d [http://a_b.c.d]");
    gives("http://käsikirja.fi/ä", "[http://käsikirja.fi/ä]");
}

static void www_is_found_where_a_word_begins(void **state)
{
    (void)state;
    gives("www.x.fi", "[http://www.x.fi]");
    gives("(www.x.fi) *www.y.fi* _www.z.fi/_", "([http://www.x.fi]) *[http://www.y.fi]* _[http://www.z.fi/]_");
    gives("awww.x.fi -www.x.fi WWW.x.fi www. www.", "awww.x.fi -www.x.fi WWW.x.fi www. www.");
    gives("www.a.b_c www.x_y.a.b", "www.a.b_c [http://www.x_y.a.b]");
}

static void ends_are_not_part_of_an_address(void **state)
{
    (void)state;
    gives("http://x.fi. http://x.fi/?!.,:*_~'\" x", "[http://x.fi]. [http://x.fi/]?!.,:*_~'\" x");
    gives("http://x.fi/a(b) (http://x.fi/a(b)) http://x.fi/a(b)))", "[http://x.fi/a(b)] ([http://x.fi/a(b)]) "
                                                                    "[http://x.fi/a(b)]))");
    gives("http://x.fi/a)b", "[http://x.fi/a)b]");
    gives("http://x.fi/?a&amp; http://x.fi/a; http://x.fi/&;", "[http://x.fi/?a]&amp; [http://x.fi/a]; [http://x.fi/&];");
    gives("http://x.fi<b", "[http://x.fi]<b");
}

static void typographic_quotes_and_spaces_end_an_address(void **state)
{
    (void)state;
    gives("\u201Dwww.x.fi\u201D", "\u201D[http://www.x.fi]\u201D");
    gives("http://x.fi\u00A0on \u2019http://y.fi\u2019", "[http://x.fi]\u00A0on \u2019[http://y.fi]\u2019");
    gives("\u00BBwww.x.fi\u00AB", "\u00BB[http://www.x.fi\u00AB]");    // as in German, where it may be part
}

static void email_addresses_are_found(void **state)
{
    (void)state;
    gives("a.b-c_d+e@x-y.fi", "[mailto:a.b-c_d+e@x-y.fi]");
    gives("a@b a@b. a@.b @b.c a@b.c. a@b.c- a@b.c_ a@b.c1", "a@b a@b. a@.b @b.c [mailto:a@b.c]. a@b.c- a@b.c_ a@b.c1");
    gives("a@b@c.d a@b.c/d", "a@[mailto:b@c.d] [mailto:a@b.c]/d");
    gives("mailto:a@b.c xmailto:a@b.c at:a@b.c", "[mailto:a@b.c] xmailto:[mailto:a@b.c] at:[mailto:a@b.c]");
    gives("xmpp:a@b.c/d.", "[xmpp:a@b.c/d].");
    gives("http://a@b.c a@http://b.c", "[http://a@b.c] a@[http://b.c]");
}

static void too_long_is_no_address(void **state)
{
    (void)state;
    buffer t = { 0 };
    buffer_add_string(&t, "http://x.fi/");
    while (t.length < 2048)
        buffer_add_byte(&t, 'x');
    address_span span;
    check(address_find(buffer_text(&t), 0, &span) && span.to == 2048);
    buffer_add_string(&t, "x www.y.fi");
    check(address_find(buffer_text(&t), 0, &span));
    assert_int_equal(span.from, 2050);
    check(!address_find(buffer_text(&t), span.to, &span));
    buffer_free(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(schemes_are_found, end),
        cmocka_unit_test_teardown(www_is_found_where_a_word_begins, end),
        cmocka_unit_test_teardown(ends_are_not_part_of_an_address, end),
        cmocka_unit_test_teardown(typographic_quotes_and_spaces_end_an_address, end),
        cmocka_unit_test_teardown(email_addresses_are_found, end),
        cmocka_unit_test(too_long_is_no_address),
    };
    return cmocka_run_group_tests_name("addresses", tests, NULL, NULL);
}
