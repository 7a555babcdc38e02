#include "publishers/workbook/cover.h"

static void put_box(book_writer *to, pdf_slice *on, double x, double y, double width, double height, double radius,
                    uint32_t fill)
{
    pdf_put_box(to->document, on, &(pdf_box){ .x = x, .y = y, .width = width, .height = height, .radius = radius,
                                              .is_filled = true, .fill = fill });
}

// Stripes with round ends, in a colour and that of cloth by turns.
static void put_cloth(book_writer *to, pdf_slice *on, double x, double y, double width, double height, int stripes,
                      const uint32_t *colours, size_t count)
{
    double step = width / stripes;
    for (int i = 0; i < stripes; i++)
        put_box(to, on, x + i * step, y, step + 0.3, height, step / 2,
                i % 2 == 0 ? colours[(size_t)(i / 2) % count] : to->style->colours.cloth);
}

void cover_put_awning(book_writer *to, pdf_slice *on, const cover_measures *in)
{
    const print_style *looks = to->style;
    double height = PDF_MM(34) * in->scale;
    put_cloth(to, on, 0, -height, in->width, 2 * height, (int)(2 * looks->stall_count), looks->stalls, looks->stall_count);
}

static void put_stall(book_writer *to, pdf_slice *on, const cover_measures *in, double x, double width, size_t number)
{
    enum { STRIPES = 5, GOODS = 4 };
    const print_style *looks = to->style;
    uint32_t colour = looks->stalls[number % looks->stall_count];
    double unit = PDF_MM(1) * in->scale, roof = 9 * unit, height = 31 * unit, counter = 10 * unit;
    double top = in->ground - height, inset = width * 0.07;
    put_box(to, on, x + inset, top + roof / 2, 1.3 * unit, height - roof / 2, 0, looks->colours.numeral);
    put_box(to, on, x + width - inset - 1.3 * unit, top + roof / 2, 1.3 * unit, height - roof / 2, 0, looks->colours.numeral);
    for (size_t i = 0; i < GOODS; i++) {
        double size = (3 + (double)((number + i) % 3) * 0.7) * unit, room = (width - 4 * inset) / GOODS;
        put_box(to, on, x + 2 * inset + ((double)i + 0.5) * room - size / 2, in->ground - counter - size, size, size, size / 2,
                looks->stalls[(number + i + 2) % looks->stall_count]);
    }
    put_box(to, on, x + inset, in->ground - counter, width - 2 * inset, counter, 0, looks->colours.cloth);
    put_box(to, on, x + inset / 2, in->ground - counter, width - inset, 1.6 * unit, 0, colour);
    put_cloth(to, on, x, top, width, roof, STRIPES, &colour, 1);
    put_box(to, on, x, top, width, roof * 0.45, 0, colour);
}

void cover_put_stalls(book_writer *to, pdf_slice *on, const cover_measures *in)
{
    size_t count = to->style->stall_count;
    double gap = PDF_MM(4) * in->scale, room = in->width - 2 * in->margin;
    double width = (room - gap * (double)(count - 1)) / (double)count;
    for (size_t i = 0; i < count; i++)
        put_stall(to, on, in, in->margin + (double)i * (width + gap), width, i);
}
