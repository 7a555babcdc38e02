#include "checks.h"

#include "formats/svg_check.h"

#define ROOT "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 9 9\">"

static bool is_plain(const char *svg)
{
    arena memory = { 0 };
    bool plain = svg_fault(&memory, text_of(svg)).length == 0;
    arena_free(&memory);
    return plain;
}

static bool holds_plain(const char *inside)
{
    arena memory = { 0 };
    bool plain = svg_fault(&memory, text_format(&memory, ROOT "%s</svg>", inside)).length == 0;
    arena_free(&memory);
    return plain;
}

static void drawings_are_plain(void **state)
{
    (void)state;
    static const char *const parts[] = {
        "", "<path d=\"M0 0\"/>", "<style>.a { fill: url(#b) }</style>", "<rect style=\"fill:url( '#b' )\"/>", "<use xlink:href=\"#a\"/>",
        "<image href=\"data:image/png;base64,AAAA\"/>", "<text font-family=\"Lato\">http://tori.example/ @ onload=1</text>",
        "<x:view xmlns:x=\"http://drawing.example/\" x:file=\"C:\\a.png\" x:onload=\"a\"/>", "<title>a &lt;script></title>",
        "<x:effect xmlns:x=\"http://drawing.example/\" satellites=\"F,0 @ F,1\"/>", "<g id=\"Frame 1@2x\" data-name=\"a \\ b\"/>",
        "<text style=\"-inkscape-font-specification:'Open Sans, @wght=700'\"/>", "<image href=\"data:image/jpg;base64,AA//\"/>",
        "<font><font-face font-family=\"Lato\"/><glyph d=\"M0 0\"/></font><style><![CDATA[@font-face { src: url(\"#FontID0\") }]]></style>",
        "<style>/* http://tori.example/ */ @media print { .a { fill: #000 } }</style>",
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (!holds_plain(parts[i]))
            fail_msg("refused: %s", parts[i]);
    check(is_plain("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- a -->\n" ROOT "</svg>"));
    check(is_plain("<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">" ROOT "</svg>"));
}

static void what_acts_or_leads_elsewhere_is_told(void **state)
{
    (void)state;
    static const char *const parts[] = {
        "<script>a</script>", "<s:script xmlns:s=\"http://www.w3.org/2000/svg\">a</s:script>", "<rect onclick=\"a\"/>", "<rect ONCLICK=\"a\"/>",
        "<a href=\"#a\"><rect/></a>", "<use href=\"https://tori.example/x.svg#a\"/>", "<use xlink:href=\"other.svg#a\"/>",
        "<image href=\" javascript:a\"/>", "<image href=\"data:image/svg+xml;base64,AAAA\"/>", "<set attributeName=\"href\" to=\"javascript:a\"/>",
        "<animate attributeName=\"x\"/>", "<foreignObject/>", "<p xmlns=\"http://www.w3.org/1999/xhtml\">a</p>",
        "<m:math xmlns:m=\"http://www.w3.org/1998/Math/MathML\"/>", "<style>@import 'a.css';</style>", "<style><![CDATA[a{fill:url(a.svg#b)}]]></style>",
        "<rect style=\"fill:u\\72l(a)\"/>", "<rect fill=\"URL( &quot;https://tori.example/a&quot;)\"/>", "<style>a{background:image-set('//tori.example/a')}</style>",
        "<iframe src=\"#\"/>", "<handler/>", "<path>", "&nbsp;", "<style>svg{background:image-set('http:tori.example/a' 1x)}</style>",
        "<style>svg{background:u<!-- -->rl(a.png)}</style>", "<style><g/>@import 'a.css';</style>", "<rect style=\"mask:-webkit-image-set('a.png' 1x)\"/>",
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (holds_plain(parts[i]))
            fail_msg("taken: %s", parts[i]);
    check(!is_plain(""));
    check(!is_plain("a"));
    check(!is_plain("<html xmlns=\"http://www.w3.org/1999/xhtml\"/>"));
    check(!is_plain("<g xmlns=\"http://www.w3.org/2000/svg\"/>"));
    check(!is_plain("<!DOCTYPE svg [<!ENTITY a \"b\">]>" ROOT "</svg>"));
    check(!is_plain("<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"svg11.dtd\" [<!ENTITY a \"b\">]>" ROOT "</svg>"));
    check(!is_plain("<!DOCTYPE svg PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\" \"xhtml1-strict.dtd\">" ROOT "</svg>"));
    check(!is_plain("<?xml-stylesheet href=\"a.css\"?>" ROOT "</svg>"));
    check(!is_plain("<?xml version=\"1.0\" encoding=\"UTF-7\"?>" ROOT "</svg>"));
    check(!is_plain(ROOT "\xff</svg>"));
    check(!is_plain(ROOT "</svg>a"));
}

static void check_fault(const char *inside, const char *expected)
{
    arena memory = { 0 };
    check_text(svg_fault(&memory, text_format(&memory, ROOT "%s</svg>", inside)), expected);
    arena_free(&memory);
}

static void what_is_told_names_it(void **state)
{
    (void)state;
    check_fault("<script>a</script>", "<script>");
    check_fault("<rect onclick=\"a\"/>", "the attribute 'onclick', which starts a script");
    check_fault("<use xlink:href=\"other.svg#a\"/>", "a link to 'other.svg#a'");
    check_fault("<rect fill=\"url(other.svg#a)\"/>", "a style with 'url(other.svg#a)'");
    check_fault("<style>@IMPORT 'a.css';</style>", "a style with '@import'");
    check_fault("<path>", "something that is no SVG, or definitions (<!ENTITY>) that programs read in different ways");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(drawings_are_plain),
        cmocka_unit_test(what_acts_or_leads_elsewhere_is_told),
        cmocka_unit_test(what_is_told_names_it),
    };
    return cmocka_run_group_tests_name("svg_check", tests, NULL, NULL);
}
