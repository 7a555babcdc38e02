// The look of Word documents: styles, lists, settings, fonts.
#include "docx_parts.h"

typedef struct {
    const char *id, *name, *based_on, *next;
    const char *paragraph, *run;        // inside <w:pPr> and <w:rPr>
} style;

#define COLOUR(value) "<w:color w:val=\"" value "\"/>"
#define SIZE(half_points) "<w:sz w:val=\"" half_points "\"/><w:szCs w:val=\"" half_points "\"/>"
#define BOLD "<w:b/><w:bCs/>"
#define SPACING(before, after) "<w:spacing w:before=\"" before "\" w:after=\"" after "\"/>"
#define SIDE(side, colour, width, space) \
    "<w:" side " w:val=\"single\" w:sz=\"" width "\" w:space=\"" space "\" w:color=\"" colour "\"/>"
#define FRAME "<w:pBdr>" SIDE("top", DOCX_FRAME, "6", "4") SIDE("left", DOCX_FRAME, "6", "5") \
    SIDE("bottom", DOCX_FRAME, "6", "4") SIDE("right", DOCX_FRAME, "6", "5") "</w:pBdr>"
#define FILL(colour) "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"" colour "\"/>"
#define INSIDE_FRAME "<w:ind w:left=\"113\" w:right=\"113\"/>"
// Lines in the colour of the ground give the text air above and below.
#define CALLOUT_BAR "<w:pBdr>" SIDE("top", DOCX_SKY, "4", "6") SIDE("left", DOCX_PINE, "24", "8") \
    SIDE("bottom", DOCX_SKY, "4", "6") SIDE("right", DOCX_SKY, "4", "6") "</w:pBdr>" FILL(DOCX_SKY)
// Two lines side by side to write on, each from a tab stop to the next.
#define SIGNING_TABS(leader) "<w:tabs><w:tab w:val=\"left\"" leader " w:pos=\"4309\"/><w:tab w:val=\"left\" w:pos=\"4649\"/>" \
    "<w:tab w:val=\"right\"" leader " w:pos=\"9638\"/></w:tabs>"

// In the order of docx_style.
static const style styles[DOCX_STYLES] = {
    [DOCX_NORMAL] = { "Normal", "Normal", NULL, NULL, "", "" },
    [DOCX_TITLE] = { "Title", "Title", "Normal", "Subtitle", "<w:keepNext/><w:suppressAutoHyphens/>"
        "<w:spacing w:before=\"0\" w:after=\"80\" w:line=\"240\" w:lineRule=\"auto\"/>", BOLD COLOUR(DOCX_PINE) SIZE("48") },
    [DOCX_SUBTITLE] = { "Subtitle", "Subtitle", "Normal", "Normal", SPACING("0", "200"), COLOUR(DOCX_SOFT_INK) SIZE("26") },
    [DOCX_HEADING_1] = { "Heading1", "heading 1", "Normal", "Normal", "<w:keepNext/><w:keepLines/><w:pBdr>"
        SIDE("bottom", DOCX_PINE, "8", "3") "</w:pBdr><w:suppressAutoHyphens/>" SPACING("360", "120")
        "<w:outlineLvl w:val=\"0\"/>", BOLD COLOUR(DOCX_PINE) SIZE("32") },
    [DOCX_HEADING_2] = { "Heading2", "heading 2", "Normal", "Normal", "<w:keepNext/><w:keepLines/><w:suppressAutoHyphens/>"
        SPACING("280", "80") "<w:outlineLvl w:val=\"1\"/>", BOLD COLOUR(DOCX_PINE) SIZE("26") },
    [DOCX_HEADING_3] = { "Heading3", "heading 3", "Normal", "Normal", "<w:keepNext/><w:keepLines/><w:suppressAutoHyphens/>"
        SPACING("240", "60") "<w:outlineLvl w:val=\"2\"/>", BOLD COLOUR(DOCX_INK) SIZE("23") },
    [DOCX_QUOTE] = { "Quote", "Quote", "Normal", NULL, "<w:pBdr>" SIDE("left", DOCX_LINE, "18", "8") "</w:pBdr>"
        "<w:ind w:left=\"284\"/>", "" },
    [DOCX_CODE] = { "CodeBlock", "Code Block", "Normal", NULL, FILL(DOCX_SAND) "<w:suppressAutoHyphens/>",
        "<w:rFonts w:ascii=\"Consolas\" w:hAnsi=\"Consolas\" w:cs=\"Consolas\"/>" SIZE("19") },
    [DOCX_RULE] = { "Rule", "Rule", "Normal", "Normal", "<w:pBdr>" SIDE("bottom", DOCX_LINE, "8", "1") "</w:pBdr>"
        SPACING("0", "200"), SIZE("8") },
    [DOCX_CALLOUT_TITLE] = { "CalloutTitle", "Callout Title", "Callout", "Callout", "<w:keepNext/>"
        SPACING("0", "20"), BOLD COLOUR(DOCX_PINE) },
    [DOCX_CALLOUT] = { "Callout", "Callout", "Normal", NULL, CALLOUT_BAR SPACING("0", "100")
        "<w:ind w:left=\"227\" w:right=\"142\"/>", "" },
    [DOCX_LABEL] = { "FormLabel", "Form Label", "Normal", "FormBox", "<w:keepNext/><w:keepLines/><w:suppressAutoHyphens/>"
        SPACING("200", "40"), BOLD SIZE("22") },
    [DOCX_HELP] = { "FormHelp", "Form Help", "Normal", "FormBox", "<w:keepNext/><w:keepLines/>" SPACING("0", "60"),
        COLOUR(DOCX_SOFT_INK) SIZE("20") },
    [DOCX_NOTE] = { "FormNote", "Form Note", "Normal", "Normal", "<w:keepNext/><w:keepLines/>" SPACING("0", "60"),
        "<w:i/><w:iCs/>" COLOUR(DOCX_SOFT_INK) SIZE("20") },
    [DOCX_BOX] = { "FormBox", "Form Box", "Normal", "Normal", "<w:keepLines/>" FRAME "<w:suppressAutoHyphens/>"
        SPACING("80", "140") INSIDE_FRAME, "" },
    [DOCX_BOX_OPEN] = { "FormBoxOpen", "Form Box Open", "FormBox", "FormBoxRoom", "<w:keepNext/><w:keepLines w:val=\"0\"/>"
        SPACING("80", "0"), "" },
    [DOCX_BOX_ROOM] = { "FormBoxRoom", "Form Box Room", "FormBox", "FormBoxRoom", SPACING("0", "0"), SIZE("16") },
    [DOCX_CHOICE] = { "FormChoice", "Form Choice", "Normal", "FormChoice", "<w:keepLines/>"
        "<w:spacing w:before=\"0\" w:after=\"180\" w:line=\"312\" w:lineRule=\"auto\"/><w:ind w:left=\"454\" w:hanging=\"454\"/>"
        "<w:contextualSpacing/>", "" },
    [DOCX_CHECK] = { "FormCheck", "Form Check", "FormChoice", "Normal", "<w:keepLines/>"
        SPACING("200", "60") "<w:contextualSpacing w:val=\"0\"/>", BOLD },
    [DOCX_SIGNING] = { "SignatureLine", "Signature Line", "Normal", "SignatureLabel", "<w:keepNext/>"
        SIGNING_TABS(" w:leader=\"underscore\"") SPACING("640", "0"), COLOUR(DOCX_FRAME) },
    [DOCX_SIGNING_LABEL] = { "SignatureLabel", "Signature Label", "Normal", "Normal", "<w:keepNext/>" SIGNING_TABS("")
        SPACING("20", "120"), COLOUR(DOCX_SOFT_INK) SIZE("20") },
    [DOCX_SMALL] = { "FormSmall", "Form Small", "Normal", "FormSmall", SPACING("0", "60"), COLOUR(DOCX_SOFT_INK) SIZE("19") },
    [DOCX_CELL] = { "TableText", "Table Text", "Normal", "TableText", SPACING("40", "40"), SIZE("20") },
    [DOCX_CELL_HEAD] = { "TableHead", "Table Head", "TableText", "TableText", "<w:keepNext/>", BOLD },
    [DOCX_CELL_NUMBER] = { "TableNumber", "Table Number", "TableText", "TableNumber", "<w:jc w:val=\"right\"/>", "" },
};

// Beyond those that callers choose.
static const style own_styles[] = {
    { "ListParagraph", "List Paragraph", "Normal", NULL, SPACING("0", "60"), "" },
    { "AfterTable", "After Table", "Normal", "Normal", "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"120\" w:lineRule=\"exact\"/>",
      SIZE("8") },
    { "Header", "header", "Normal", NULL, "<w:pBdr>" SIDE("bottom", DOCX_LINE, "6", "4") "</w:pBdr>"
      "<w:tabs><w:tab w:val=\"right\" w:pos=\"9638\"/></w:tabs>" SPACING("0", "0"), COLOUR(DOCX_PINE) SIZE("18") },
    { "Footer", "footer", "Normal", NULL, "<w:pBdr>" SIDE("top", DOCX_LINE, "6", "4") "</w:pBdr>"
      "<w:tabs><w:tab w:val=\"right\" w:pos=\"9638\"/></w:tabs>" SPACING("0", "0"), COLOUR(DOCX_SOFT_INK) SIZE("18") },
};

const char *docx_style_id(docx_style wanted)
{
    return styles[wanted].id;
}

static void add_style(buffer *out, const style *s)
{
    buffer_format(out, "<w:style w:type=\"paragraph\"%s w:styleId=\"%s\"><w:name w:val=\"%s\"/>",
                  s->based_on == NULL ? " w:default=\"1\"" : "", s->id, s->name);
    if (s->based_on != NULL)
        buffer_format(out, "<w:basedOn w:val=\"%s\"/>", s->based_on);
    if (s->next != NULL)
        buffer_format(out, "<w:next w:val=\"%s\"/>", s->next);
    buffer_format(out, "<w:qFormat/><w:pPr>%s</w:pPr><w:rPr>%s</w:rPr></w:style>\n", s->paragraph, s->run);
}

static void add_table_styles(buffer *out)
{
    buffer_add_string(out, "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/>"
        "<w:uiPriority w:val=\"99\"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar>"
        "<w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"85\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/>"
        "<w:right w:w=\"85\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>\n"
        "<w:style w:type=\"table\" w:styleId=\"FormTable\"><w:name w:val=\"Form Table\"/><w:basedOn w:val=\"TableNormal\"/>"
        "<w:qFormat/><w:tblPr><w:tblBorders>"
        SIDE("top", DOCX_FRAME, "6", "0") SIDE("left", DOCX_FRAME, "6", "0") SIDE("bottom", DOCX_FRAME, "6", "0")
        SIDE("right", DOCX_FRAME, "6", "0") SIDE("insideH", DOCX_FRAME, "6", "0") SIDE("insideV", DOCX_FRAME, "6", "0")
        "</w:tblBorders></w:tblPr><w:tblStylePr w:type=\"firstRow\"><w:rPr>" BOLD "</w:rPr><w:tcPr>" FILL(DOCX_SAND)
        "</w:tcPr></w:tblStylePr></w:style>\n");
}

void docx_write_styles(buffer *out, text language)
{
    buffer_add_string(out, DOCX_XML "<w:styles" DOCX_NAMESPACES "><w:docDefaults><w:rPrDefault><w:rPr>"
        "<w:rFonts w:ascii=\"Calibri\" w:hAnsi=\"Calibri\" w:eastAsia=\"Calibri\" w:cs=\"Calibri\"/>" COLOUR(DOCX_INK) SIZE("22")
        "<w:lang w:val=\"");
    docx_escape(out, language);
    buffer_add_string(out, "\" w:eastAsia=\"");
    docx_escape(out, language);
    buffer_add_string(out, "\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
        "<w:spacing w:after=\"120\" w:line=\"269\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>\n");
    for (size_t i = 0; i < DOCX_STYLES; i++)
        add_style(out, &styles[i]);
    for (size_t i = 0; i < sizeof own_styles / sizeof *own_styles; i++)
        add_style(out, &own_styles[i]);
    buffer_add_string(out, "<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\">"
        "<w:name w:val=\"Default Paragraph Font\"/><w:uiPriority w:val=\"1\"/><w:semiHidden/></w:style>\n"
        "<w:style w:type=\"character\" w:styleId=\"PlaceholderText\"><w:name w:val=\"Placeholder Text\"/><w:rPr>"
        COLOUR(DOCX_SOFT_INK) "</w:rPr></w:style>\n"
        "<w:style w:type=\"character\" w:styleId=\"Hyperlink\"><w:name w:val=\"Hyperlink\"/><w:rPr>" COLOUR(DOCX_PINE)
        "<w:u w:val=\"single\"/></w:rPr></w:style>\n");
    add_table_styles(out);
    buffer_add_string(out, "</w:styles>\n");
}

// ---- Lists

static void add_level(buffer *out, docx_list_type type, int level)
{
    static const char *const formats[] = { "decimal", "lowerLetter", "lowerRoman" };
    static const char *const bullets[] = { "\u2022", "\u2013", "\u2022" };
    buffer_format(out, "<w:lvl w:ilvl=\"%d\"><w:start w:val=\"1\"/><w:numFmt w:val=\"%s\"/><w:lvlText w:val=\"", level,
                  type == DOCX_NUMBERS ? formats[level % 3] : "bullet");
    if (type == DOCX_NUMBERS)
        buffer_format(out, "%%%d.", level + 1);
    else
        buffer_add_string(out, type == DOCX_TASKS ? "\u2610" : bullets[level % 3]);
    buffer_format(out, "\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"%d\" w:hanging=\"%d\"/></w:pPr>",
                  DOCX_INDENT * (level + 1), DOCX_INDENT);
    buffer_add_string(out, type == DOCX_TASKS
        ? "<w:rPr><w:rFonts w:ascii=\"MS Gothic\" w:hAnsi=\"MS Gothic\" w:eastAsia=\"MS Gothic\"/></w:rPr></w:lvl>" : "</w:lvl>");
}

void docx_write_numbering(buffer *out, const docx *of)
{
    buffer_add_string(out, DOCX_XML "<w:numbering" DOCX_NAMESPACES ">");
    for (int type = DOCX_BULLETS; type <= DOCX_TASKS; type++) {
        buffer_format(out, "<w:abstractNum w:abstractNumId=\"%d\"><w:multiLevelType w:val=\"hybridMultilevel\"/>", type);
        for (int level = 0; level < DOCX_LIST_LEVELS; level++)
            add_level(out, (docx_list_type)type, level);
        buffer_add_string(out, "</w:abstractNum>\n");
    }
    for (size_t i = 0; i < of->lists.count; i++) {
        const docx_list *list = &of->lists.items[i];
        buffer_format(out, "<w:num w:numId=\"%zu\"><w:abstractNumId w:val=\"%d\"/>", i + 1, (int)list->type);
        for (int level = 0; list->type == DOCX_NUMBERS && level < DOCX_LIST_LEVELS; level++)
            buffer_format(out, "<w:lvlOverride w:ilvl=\"%d\"><w:startOverride w:val=\"%d\"/></w:lvlOverride>", level,
                          list->start);
        buffer_add_string(out, "</w:num>\n");
    }
    buffer_add_string(out, "</w:numbering>\n");
}

// ---- The rest

void docx_write_settings(buffer *out, text language)
{
    buffer_add_string(out, DOCX_XML "<w:settings" DOCX_NAMESPACES "><w:zoom w:percent=\"100\"/>"
        "<w:defaultTabStop w:val=\"567\"/><w:autoHyphenation/><w:consecutiveHyphenLimit w:val=\"2\"/><w:doNotHyphenateCaps/>"
        "<w:characterSpacingControl w:val=\"doNotCompress\"/><w:compat>"
        "<w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/>"
        "</w:compat><w:themeFontLang w:val=\"");
    docx_escape(out, language);
    buffer_add_string(out, "\"/></w:settings>\n");
}

void docx_write_fonts(buffer *out)
{
    buffer_add_string(out, DOCX_XML "<w:fonts" DOCX_NAMESPACES ">"
        "<w:font w:name=\"Calibri\"><w:altName w:val=\"Carlito\"/><w:panose1 w:val=\"020F0502020204030204\"/>"
        "<w:charset w:val=\"00\"/><w:family w:val=\"swiss\"/><w:pitch w:val=\"variable\"/></w:font>"
        "<w:font w:name=\"Consolas\"><w:altName w:val=\"Liberation Mono\"/><w:panose1 w:val=\"020B0609020204030204\"/>"
        "<w:charset w:val=\"00\"/><w:family w:val=\"modern\"/><w:pitch w:val=\"fixed\"/></w:font>"
        "<w:font w:name=\"MS Gothic\"><w:altName w:val=\"Segoe UI Symbol\"/><w:panose1 w:val=\"020B0609070205080204\"/>"
        "<w:charset w:val=\"80\"/><w:family w:val=\"modern\"/><w:pitch w:val=\"fixed\"/></w:font></w:fonts>\n");
}
