#include "site/drawings.h"

#include "formats/chart_block.h"
#include "formats/diagram_block.h"

const text page_blocks[PAGE_BLOCKS] = { TEXT_CONSTANT("view"), TEXT_CONSTANT("chart"), TEXT_CONSTANT("diagram") };

static text said(const drawing_maker *with, const char *name)
{
    return theme_string(with->theme, with->language, name);
}

static text taken(const drawing_maker *with, buffer *made)
{
    text copy = text_copy(with->memory, buffer_text(made));
    buffer_free(made);
    return copy;
}

static text source_line(const drawing_maker *with, text label, text source)
{
    return source.length > 0 ? text_format(with->memory, "%.*s: %.*s", TEXT_PRINT(label), TEXT_PRINT(source)) : (text){ 0 };
}

// ---- Charts

static bool read_chart(const drawing_maker *with, const node *block, text path, text id, diagnostics *found, chart *drawn,
                       chart_words *shown)
{
    *shown = (chart_words){
        .show_table = said(with, "generator.chart_show_table"), .source_label = said(with, "generator.chart_source"),
        .largest = said(with, "generator.chart_largest"), .smallest = said(with, "generator.chart_smallest"),
    };
    if (!chart_block_read(with->memory, block->literal, at(path, block->line, block->column), found, drawn, &shown->label_column))
        return false;
    drawn->language = with->code;
    drawn->id = id;
    return true;
}

static bool take_chart(const drawing_maker *with, const node *block, diagnostics *ignored, drawn_picture *read)
{
    chart drawn;
    chart_words shown;
    buffer svg = { 0 }, alternative = { 0 };
    if (!read_chart(with, block, (text){ 0 }, TEXT("chart"), ignored, &drawn, &shown))
        return false;
    chart_write_svg(&drawn, &shown, &svg);
    chart_write_alternative(&drawn, &shown, &alternative);
    *read = (drawn_picture){ taken(with, &svg), drawn.title, taken(with, &alternative),
                             source_line(with, shown.source_label, drawn.source) };
    return true;
}

// ---- Diagrams

static bool read_diagram(const drawing_maker *with, const node *block, text path, text id, diagnostics *found, diagram *drawn,
                         diagram_words *shown)
{
    *shown = (diagram_words){
        .show_list = said(with, "generator.diagram_show_list"), .source_label = said(with, "generator.chart_source"),
        .go = said(with, "generator.diagram_go"), .back = said(with, "generator.diagram_back"),
        .end = said(with, "generator.diagram_end"),
        .outwards = said(with, "generator.diagram_outwards"), .downwards = said(with, "generator.diagram_downwards"),
    };
    if (!diagram_block_read(with->memory, block->literal, at(path, block->line, block->column), found, drawn))
        return false;
    drawn->id = id;
    drawn->divide = with->hyphenation != NULL ? hyphenation_divide : NULL;
    drawn->divide_context = with->hyphenation;
    return true;
}

static bool take_diagram(const drawing_maker *with, const node *block, bool is_narrow, diagnostics *ignored, drawn_picture *read)
{
    diagram drawn;
    diagram_words shown;
    buffer svg = { 0 }, alternative = { 0 };
    if (!read_diagram(with, block, (text){ 0 }, TEXT("diagram"), ignored, &drawn, &shown))
        return false;
    diagram_write_svg(&drawn, is_narrow ? DIAGRAM_NARROW : DIAGRAM_WIDE, &svg);
    diagram_write_alternative(&drawn, &shown, &alternative);
    *read = (drawn_picture){ taken(with, &svg), drawn.title, taken(with, &alternative),
                             source_line(with, shown.source_label, drawn.source) };
    return true;
}

// ---- Either

static bool is_diagram(const node *block)
{
    return text_equals(block->code.info, TEXT("diagram"));
}

static bool is_chart(const node *block)
{
    return text_equals(block->code.info, TEXT("chart"));
}

bool drawing_write_html(const drawing_maker *with, const node *block, text path, text id, bool is_narrow, diagnostics *found,
                        buffer *out)
{
    chart numbers;
    chart_words numbers_words;
    diagram boxes;
    diagram_words boxes_words;
    if (is_chart(block) && read_chart(with, block, path, id, found, &numbers, &numbers_words)) {
        chart_write_html(&numbers, &numbers_words, out);
        return true;
    }
    if (is_diagram(block) && read_diagram(with, block, path, id, found, &boxes, &boxes_words)) {
        diagram_write_html(&boxes, &boxes_words, is_narrow, out);
        return true;
    }
    return false;
}

bool drawing_read(const drawing_maker *with, const node *block, bool is_narrow, drawn_picture *read)
{
    diagnostics ignored = { .memory = with->memory };
    return is_chart(block) ? take_chart(with, block, &ignored, read)
         : is_diagram(block) ? take_diagram(with, block, is_narrow, &ignored, read) : false;
}

text drawing_words(const drawing_maker *with, const node *block)
{
    drawn_picture read;
    if (!is_diagram(block) || !drawing_read(with, block, true, &read))
        return (text){ 0 };
    return text_format(with->memory, "%.*s. %.*s", TEXT_PRINT(read.title), TEXT_PRINT(read.alternative));
}
