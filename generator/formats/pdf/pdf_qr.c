#include "formats/pdf/pdf_parts.h"

#include <qrencode.h>

static const pdf_qr *take(arena *memory, QRcode *code)
{
    if (code == NULL)
        return NULL;
    size_t count = (size_t)code->width * (size_t)code->width;
    unsigned char *modules = ARENA_NEW(memory, unsigned char, count);
    for (size_t i = 0; i < count; i++)
        modules[i] = code->data[i] & 1;
    pdf_qr *made = ARENA_NEW(memory, pdf_qr, 1);
    *made = (pdf_qr){ code->width, modules };
    QRcode_free(code);
    return made;
}

const pdf_qr *pdf_qr_make(arena *memory, text contents)
{
    const pdf_qr *made = take(memory, QRcode_encodeString8bit(text_to_string(memory, contents), 0, QR_ECLEVEL_M));
    // It is not too long.
    if (made == NULL)
        memory_exhausted();
    return made;
}

// A larger module survives more than a stronger correction does.
const pdf_qr *pdf_qr_make_short(arena *memory, text contents)
{
    const char *said = text_to_string(memory, contents);
    const pdf_qr *strong = take(memory, QRcode_encodeString(said, 0, QR_ECLEVEL_M, QR_MODE_8, 1));
    const pdf_qr *large = take(memory, QRcode_encodeString(said, 0, QR_ECLEVEL_L, QR_MODE_8, 1));
    return strong != NULL && large != NULL && strong->width <= large->width ? strong : large;
}
