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
    check(!is_plain("<svg><script/></svg>"));
    check(!is_plain("<svg xmlns=\"http://drawing.example/\"/>"));
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
    check_fault("<use link:href=\"other.svg#a\"/>", "the attribute 'link:href', whose prefix is not declared");
    check_fault("<use xlink:href=\"other.svg#a\"/>", "a link to 'other.svg#a'");
    check_fault("<rect fill=\"url(other.svg#a)\"/>", "a style with 'url(other.svg#a)'");
    check_fault("<style>@IMPORT 'a.css';</style>", "a style with '@import'");
    check_fault("<path>", "something that is no SVG, or definitions (<!ENTITY>) that programs read in different ways");
}

// ---- Cleaned

#define CLEAN_ROOT "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\""

static void check_cleaned(const char *svg, const char *expected)
{
    arena memory = { 0 };
    text cleaned, again;
    check(svg_cleaned(&memory, text_of(svg), &cleaned));
    check_text(cleaned, expected);
    check(svg_fault(&memory, cleaned).length == 0);
    check(svg_cleaned(&memory, cleaned, &again) && text_equals(again, cleaned));
    arena_free(&memory);
}

// As Inkscape writes it.
static void a_cleaned_drawing_tells_nothing_of_who_drew_it(void **state)
{
    (void)state;
    check_cleaned("<?xml version=\"1.0\"?>\n<!-- Created by Maija -->\n"
                  "<svg:svg width=\"9\" height=\"9\" xmlns:svg=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
                  "xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
                  "inkscape:export-filename=\"C:\\Maija\\kansi.png\"><inkscape:view inkscape:zoom=\"1\"><svg:g/>Maija</inkscape:view>"
                  "<svg:metadata id=\"m\"><dc:creator>Maija</dc:creator></svg:metadata><svg:g inkscape:label=\"Maija\" id=\"a\">"
                  "<svg:use xlink:href=\"#a\"/></svg:g></svg:svg>",
                  CLEAN_ROOT " width=\"9\" height=\"9\"><g id=\"a\"><use xlink:href=\"#a\"></use></g></svg>\n");
}

static void a_cleaned_drawing_looks_as_before(void **state)
{
    (void)state;
    check_cleaned(ROOT "<title>A &amp; B</title><style><![CDATA[.a > .b { fill: url('#c') }]]></style><text xml:space=\"preserve\">a  b&#13;</text>"
                       "<use href=\"#a\" class=\"b &quot;&#10;c\"/></svg>",
                  CLEAN_ROOT " viewBox=\"0 0 9 9\"><title>A &amp; B</title><style>.a &gt; .b { fill: url(&#39;#c&#39;) }</style>"
                             "<text xml:space=\"preserve\">a  b&#13;</text><use href=\"#a\" class=\"b &quot;&#10;c\"></use></svg>\n");
}

// librsvg draws what is in no namespace; browsers show what comes of it, so it is checked as what it becomes.
static void a_drawing_without_a_namespace_is_one(void **state)
{
    (void)state;
    check_cleaned("<svg width=\"9\"><rect/></svg>", CLEAN_ROOT " width=\"9\"><rect></rect></svg>\n");
    check_fault("<script xmlns=\"\"/>", "<script>");
    check_fault("<rect xmlns=\"\" fill=\"url(other.svg#a)\"/>", "a style with 'url(other.svg#a)'");
}

// A GIF of one point, with and without a comment.
static void pictures_in_a_drawing_are_cleaned(void **state)
{
    (void)state;
    arena memory = { 0 };
    text cleaned;
    const char *inside = "<image href=\"data:image/png;base64,R0lGODlhAQABAAAAACH+BUdQUyEhACwAAAAAAQABAAACAkQBADs=\"/>";
    check(holds_plain(inside));
    check(svg_cleaned(&memory, text_format(&memory, ROOT "%s</svg>", inside), &cleaned));
    check(text_find(cleaned, TEXT("\"data:image/png;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs=\""), 0) != TEXT_NOT_FOUND);
    const char *cut = "<image href=\"data:image/png;base64,R0lGODlhAQABAAAAACH+BUdQUyEhACwAAAAA\"/>";
    check_fault(cut, "a picture that is damaged, or of another format than it says");
    check(!svg_cleaned(&memory, text_format(&memory, ROOT "%s</svg>", cut), &cleaned) && cleaned.length == 0);
    check(!svg_cleaned(&memory, TEXT("<svg"), &cleaned) && !svg_cleaned(&memory, (text){ 0 }, &cleaned));
    arena_free(&memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(drawings_are_plain),
        cmocka_unit_test(what_acts_or_leads_elsewhere_is_told),
        cmocka_unit_test(what_is_told_names_it),
        cmocka_unit_test(a_cleaned_drawing_tells_nothing_of_who_drew_it),
        cmocka_unit_test(a_cleaned_drawing_looks_as_before),
        cmocka_unit_test(a_drawing_without_a_namespace_is_one),
        cmocka_unit_test(pictures_in_a_drawing_are_cleaned),
    };
    return cmocka_run_group_tests_name("svg_check", tests, NULL, NULL);
}
