// A page that was scanned, once its code is known: how it lies, what is marked and what is written. The input says how far each
// corner is from where it would be on a straight page, a byte for across and one for down, then what else is dark or light:
// a place, a width, a height and a shade.
// At most 308 bytes: the corners and sixty strokes.
#include "fuzz.h"

#include "answers/scans/page_find.h"
#include "answers/scans/page_read.h"

#include <math.h>

enum { CORNERS = 4, STROKE = 5, STROKES_MOST = 60, OUTLINE_SHADE = 40 };
#define SCALE 1.0                       // pixels for a point
#define WIDTH 56.0
#define HEIGHT 44.0

static pdf_field_place fields[] = {
    { .type = PDF_FIELD_CHECK, .name = TEXT_CONSTANT("a"), .x = 3, .y = 17.5, .width = 9, .height = 9 },
    { .type = PDF_FIELD_RADIO, .name = TEXT_CONSTANT("b"), .state = TEXT_CONSTANT("c"), .x = 24, .y = 3, .width = 8, .height = 8 },
    { .type = PDF_FIELD_RADIO, .name = TEXT_CONSTANT("b"), .state = TEXT_CONSTANT("d"), .x = 24, .y = 33, .width = 8, .height = 8 },
    { .type = PDF_FIELD_TEXT, .name = TEXT_CONSTANT("e"), .x = 38, .y = 17.5, .width = 16, .height = 9 },
};
static const pdf_page_place printed = {
    .width = WIDTH, .height = HEIGHT, .code_x = 22, .code_y = 16, .code_size = 12,
    .rings = { { 8, 8 }, { WIDTH - 8, 8 }, { WIDTH - 8, HEIGHT - 8 }, { 8, HEIGHT - 8 } },
    .fields = { fields, sizeof fields / sizeof *fields, sizeof fields / sizeof *fields },
};

static void prepare(void)
{
}

static int byte_of(text input, size_t at)
{
    return at < input.length ? (unsigned char)input.bytes[at] : 0;
}

static void darken(grey *on, double x, double y, uint8_t shade)
{
    if (x >= 0 && y >= 0 && x < on->width && y < on->height)
        on->pixels[(size_t)y * (size_t)on->width + (size_t)x] = shade;
}

// Between two radii in points.
static void draw_circle(grey *on, spot middle, double inner, double outer)
{
    double far = outer * SCALE;
    for (double y = floor(middle.y - far); y <= middle.y + far; y++)
        for (double x = floor(middle.x - far); x <= middle.x + far; x++) {
            double distance = hypot(x + 0.5 - middle.x, y + 0.5 - middle.y) / SCALE;
            if (distance >= inner && distance < outer)
                darken(on, x, y, OUTLINE_SHADE);
        }
}

static void draw_square(grey *on, spot corner, double side)
{
    for (double along = 0; along < side; along++) {
        darken(on, corner.x + along, corner.y, OUTLINE_SHADE);
        darken(on, corner.x + along, corner.y + side, OUTLINE_SHADE);
        darken(on, corner.x, corner.y + along, OUTLINE_SHADE);
        darken(on, corner.x + side, corner.y + along, OUTLINE_SHADE);
    }
}

static void draw_print(grey *on, const plane *lies)
{
    for (size_t i = 0; i < CORNERS; i++) {
        spot middle = plane_at(lies, (spot){ printed.rings[i].x, printed.rings[i].y });
        draw_circle(on, middle, PDF_RING_HOLE, PDF_RING_RADIUS);
        draw_circle(on, middle, 0, PDF_DOT_RADIUS);
    }
    for (size_t i = 0; i < printed.fields.count; i++) {
        const pdf_field_place *field = &fields[i];
        double half = field->width / 2;
        if (field->type == PDF_FIELD_CHECK)
            draw_square(on, plane_at(lies, (spot){ field->x, field->y }), field->width * SCALE);
        else if (field->type == PDF_FIELD_RADIO)
            draw_circle(on, plane_at(lies, (spot){ field->x + half, field->y + half }), half - 0.5, half + 0.5);
    }
}

static void draw_strokes(grey *on, text input)
{
    for (size_t i = 0; i < STROKES_MOST && (i + 1) * STROKE <= input.length; i++) {
        text stroke = text_from(input, i * STROKE);
        int left = byte_of(stroke, 0) % on->width, top = byte_of(stroke, 1) % on->height;
        for (int y = top; y <= top + byte_of(stroke, 3) % 32; y++)
            for (int x = left; x <= left + byte_of(stroke, 2) % 32; x++)
                darken(on, x, y, (uint8_t)byte_of(stroke, 4));
    }
}

// False when the corners are so that no sheet lies like that.
static bool lay_page(text input, plane *lies)
{
    spot from[CORNERS], to[CORNERS];
    const double weights[CORNERS] = { 1, 1, 1, 1 };
    for (size_t i = 0; i < CORNERS; i++) {
        from[i] = (spot){ i == 1 || i == 2 ? WIDTH : 0, i >= 2 ? HEIGHT : 0 };
        to[i] = (spot){ from[i].x * SCALE + (int8_t)byte_of(input, 2 * i) / 8.0, from[i].y * SCALE + (int8_t)byte_of(input, 2 * i + 1) / 8.0 };
    }
    return plane_through(from, to, weights, CORNERS, true, lies);
}

static page_code code_on(const plane *lies)
{
    page_code code = { .said = TEXT("DGT1") };
    for (size_t i = 0; i < CORNERS; i++)
        code.corners[i] = plane_at(lies, (spot){ printed.code_x + (i == 1 || i == 2 ? printed.code_size : 0),
                                                 printed.code_y + (i >= 2 ? printed.code_size : 0) });
    return code;
}

static void check_record(const scanned_page *read)
{
    buffer record = { 0 };
    scanned_page_add_to_record(read, &record);
    scanned_page again = scanned_page_take_from_record(&memory, buffer_text(&record));
    require(again.state == read->state && again.marks.count == read->marks.count && again.written.count == read->written.count);
    buffer_free(&record);
}

// To read a page takes as long as finding many. Some of all pages are read, also of those that are made of one that was read.
static bool is_read(text input)
{
    unsigned sum = 0;
    for (size_t i = 0; i < input.length; i++)
        sum = sum * 31 + (unsigned)byte_of(input, i);
    return sum % 32 == 0;
}

static void try_input(text input)
{
    plane lies, found_plane;
    if (!lay_page(input, &lies))
        return;
    grey seen = grey_new(&memory, (int)(WIDTH * SCALE), (int)(HEIGHT * SCALE));
    memset(seen.pixels, 255, (size_t)seen.width * (size_t)seen.height);
    draw_print(&seen, &lies);
    draw_strokes(&seen, text_from(input, 2 * CORNERS < input.length ? 2 * CORNERS : input.length));
    page_code code = code_on(&lies);
    bool is_found = page_find(&memory, &seen, &code, &printed, &found_plane);
    if (!is_found || !is_read(input))
        return;
    scanned_page read = { 0 };
    read.state = scanned_page_read_as(&memory, &printed, &seen, &code, &read);
    require(read.state == PAGE_READ && read.marks.count <= 3 && read.written.count <= 1);
    for (size_t i = 0; i < read.marks.count; i++)
        require(read.marks.items[i].likelihood >= 0 && read.marks.items[i].likelihood <= 1);
    check_record(&read);
}
