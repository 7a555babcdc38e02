#include "formats/pdf/pdf_parts.h"

#include <qrencode.h>

const pdf_qr *pdf_qr_make(arena *memory, text contents)
{
    QRcode *code = QRcode_encodeString8bit(text_to_string(memory, contents), 0, QR_ECLEVEL_M);
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
