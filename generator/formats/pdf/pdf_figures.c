// Pictures with captions, and lines to write on.
#include "formats/pdf/pdf_parts.h"

static void size_of_picture(const pdf *document, const picture *shown, double widest, double highest, double *width,
                            double *height)
{
    (void)document;
    // An SVG's unit is a point; pixels are printed 150 an inch.
    double scale = shown->type == PICTURE_SVG ? 1 : 72.0 / 150;
    if (shown->width * scale > widest)
        scale = widest / shown->width;
    if (shown->height * scale > highest)
        scale = highest / shown->height;
    *width = shown->width * scale;
    *height = shown->height * scale;
}

void pdf_add_figure(pdf *document, pdf_element *parent, const picture *shown, text alt, const pdf_runs *caption,
                    pdf_place at)
{
    const pdf_style *style = &document->settings.look.small;
    bool has_caption = caption != NULL && caption->count > 0;
    pdf_lines *lines = has_caption ? pdf_break(document, caption->items, caption->count, style, at.width) : NULL;
    double below = has_caption ? pdf_lines_height(lines) + 5 : 0, width, height;
    double highest = pdf_text_height(document) - below;
    size_of_picture(document, shown, at.width, highest > 40 ? highest : 40, &width, &height);
    pdf_element *group = has_caption ? pdf_element_new(document, parent, "Div") : parent;
    pdf_element *figure = text_is_empty(alt) ? NULL : pdf_element_new(document, group, "Figure");
    if (figure != NULL)
        figure->alt = alt;
    pdf_slice *slice = pdf_slice_new(document, at.before, height);
    pdf_put_picture(document, slice, figure, shown, at.x, 0, width, height);
    slice->keep = has_caption || at.keep;
    if (!has_caption)
        return;
    size_t first = document->slices.count;
    pdf_add_lines(document, pdf_element_new(document, group, "Caption"), lines,
                  (pdf_place){ at.x, at.width, 5, at.keep });
    for (size_t i = first; i + 1 < document->slices.count; i++)
        document->slices.items[i]->keep = true;
}

// The lines to write on of which the slice is one.
const pdf_writing *pdf_writing_of(const pdf_slice *slice)
{
    for (size_t i = 0; i < slice->state->items.count; i++)
        if (slice->state->items.items[i]->type == ITEM_WRITE)
            return slice->state->items.items[i]->writing;
    return NULL;
}

void pdf_add_write_lines(pdf *document, pdf_element *parent, size_t count, double leading, text name, text tooltip,
                         pdf_place at)
{
    pdf_writing *group = ARENA_NEW(document->memory, pdf_writing, 1);
    *group = (pdf_writing){ .parent = parent, .name = name, .tooltip = tooltip };
    for (size_t i = 0; i < count; i++) {
        pdf_slice *slice = pdf_slice_new(document, i == 0 ? at.before : 0, leading);
        pdf_put_rule(document, slice, at.x, leading - 0.3, at.width, 0.5, document->settings.look.hairline);
        slice->keep = i + 1 == count ? at.keep : i == 0 || i + 2 == count;
        if (text_is_empty(name))
            continue;
        pdf_item *item = pdf_put(document, slice, ITEM_WRITE, NULL, at.x, 0);
        item->writing = group;
        item->box = (pdf_box){ .width = at.width };
    }
}
