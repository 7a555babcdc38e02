// Fonts.
//
// Only our own font files are known to the font map, so that the same input
// gives the same bytes whatever else is installed.
#include "formats/pdf/pdf_pango.h"

#include "base/files.h"
#include "base/unicode.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static const char *const folders[] = {
    "/usr/share/fonts/truetype/lato", "/usr/share/fonts/truetype/vollkorn", "/usr/share/fonts/truetype/dejavu",
};
// DejaVu has what the others have not: arrows, check marks, mathematics.
static const char *const files[] = {
    "Lato-Regular.ttf", "Lato-Italic.ttf", "Lato-Semibold.ttf", "Lato-Bold.ttf", "Lato-BoldItalic.ttf",
    "Vollkorn-Regular.ttf", "Vollkorn-Italic.ttf", "Vollkorn-Bold.ttf", "Vollkorn-BoldItalic.ttf",
    "DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSansMono.ttf",
};

text pdf_font_file(arena *memory, text folder, const char *name)
{
    if (!text_is_empty(folder)) {
        text own = text_format(memory, "%.*s/%s", TEXT_PRINT(folder), name);
        if (path_exists(own))
            return own;
    }
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        text path = text_format(memory, "%s/%s", folders[i], name);
        if (path_exists(path))
            return path;
    }
    return (text){ 0 };
}

text pdf_fonts_stamp(arena *memory)
{
    text stamp = { 0 };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        stamp = text_join(memory, stamp, file_stamp(memory, pdf_font_file(memory, (text){ 0 }, files[i])));
    return stamp;
}

void pdf_heed_memory(void)
{
    if (errno == ENOMEM)
        memory_exhausted();
}

// Fontconfig does not tell why it takes none of a file that is there. What it takes when it is asked again had no memory before.
static bool tell_unread(FcConfig *to, text path)
{
    pdf_heed_memory();
    if (FcConfigAppFontAddFile(to, (const FcChar8 *)path.bytes))
        memory_exhausted();
    int file = open(path.bytes, O_RDONLY | O_CLOEXEC);
    errno = file < 0 ? errno : 0;
    if (file >= 0)
        close(file);
    return machine_failure(file < 0 ? "cannot read the font" : "see that this font is whole; it cannot be read:", path);
}

static bool add_files(arena *memory, FcConfig *to, text folder)
{
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        text path = pdf_font_file(memory, folder, files[i]);
        if (text_is_empty(path)) {
            errno = ENOENT;
            return machine_failure("find the font (Debian packages fonts-lato, fonts-vollkorn, fonts-dejavu-core)", text_of(files[i]));
        }
        errno = 0;
        if (!FcConfigAppFontAddFile(to, (const FcChar8 *)path.bytes))
            return tell_unread(to, path);
    }
    return true;
}

const char *pdf_family_name(pdf_family family)
{
    return family == PDF_SERIF ? "Vollkorn" : family == PDF_SANS ? "Lato" : "DejaVu Sans Mono";
}

// The fonts of a process, for one folder at a time: reading the files takes as long as
// setting a page, and Pango keeps much of what it was once given.
static struct {
    PangoFontMap *map;
    char folder[4096];
    FcCharSet *letters[PDF_MONO + 1];       // that all files of a family have
} fonts;

static void note_letters(FcConfig *known)
{
    const FcFontSet *all = FcConfigGetFonts(known, FcSetApplication);
    for (int family = 0; family <= PDF_MONO; family++) {
        FcCharSet *common = NULL;
        for (int i = 0; all != NULL && i < all->nfont; i++) {
            FcChar8 *name;
            FcCharSet *own;
            if (FcPatternGetString(all->fonts[i], FC_FAMILY, 0, &name) != FcResultMatch
                || strcmp((char *)name, pdf_family_name((pdf_family)family)) != 0
                || FcPatternGetCharSet(all->fonts[i], FC_CHARSET, 0, &own) != FcResultMatch)
                continue;
            FcCharSet *both = common != NULL ? FcCharSetIntersect(common, own) : FcCharSetCopy(own);
            if (common != NULL)
                FcCharSetDestroy(common);
            common = both;
        }
        if (fonts.letters[family] != NULL)
            FcCharSetDestroy(fonts.letters[family]);
        fonts.letters[family] = common;
    }
}

// Signs, digits and what is further up may belong to pictures of their own, which Pango takes from any font.
enum { END_OF_PLAIN_LETTERS = 0x2000 };

bool pdf_font_is_wrong(pdf_family wanted, const char *had, text words)
{
    if (fonts.letters[wanted] == NULL || (had != NULL && strcmp(had, pdf_family_name(wanted)) == 0))
        return false;
    size_t letters = 0;
    for (uint32_t character; unicode_take(&words, &character);) {
        if (character >= END_OF_PLAIN_LETTERS || !unicode_is_letter(character))
            continue;
        if (!FcCharSetHasChar(fonts.letters[wanted], character))
            return false;
        letters++;
    }
    return letters > 0;
}

cairo_scaled_font_t *pdf_keep_font(pdf *document, PangoFont *font, pdf_family wanted, text words)
{
    pdf_canvas *canvas = document->canvas;
    FcPattern *pattern = pango_fc_font_get_pattern(PANGO_FC_FONT(font));
    FcChar8 *had = NULL;
    int hinting = FC_HINT_FULL;
    FcPatternGetString(pattern, FC_FAMILY, 0, &had);
    FcPatternGetInteger(pattern, FC_HINT_STYLE, 0, &hinting);
    // Where there is no memory for them, cairo leaves our wishes out, and letters are as wide as on a screen.
    if (pdf_font_is_wrong(wanted, (char *)had, words) || hinting != FC_HINT_NONE)
        memory_exhausted();
    size_t i = 0;
    while (i < canvas->fonts.count && canvas->fonts.items[i] != font)
        i++;
    if (i == canvas->fonts.count)
        *ARENA_PUSH(canvas->memory, canvas->fonts) = g_object_ref(font);
    return pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font));
}

// Without a font, or its file, Pango goes on and leaves out its words where librsvg draws. It only warns, and what it warns with changes errno.
static GLogWriterOutput heed_lost_font(GLogLevelFlags level, const GLogField *told, gsize count, gpointer context)
{
    for (gsize i = 0; i < count; i++) {
        if (strcmp(told[i].key, "MESSAGE") != 0)
            continue;
        if (strstr(told[i].value, cairo_status_to_string(CAIRO_STATUS_NO_MEMORY)) != NULL)
            memory_exhausted();
        if (strstr(told[i].value, cairo_status_to_string(CAIRO_STATUS_FILE_NOT_FOUND)) == NULL)
            continue;
        errno = 0;
        if (!machine_has_failed())      // it warns several times
            machine_failure("cannot open a file of the fonts in", text_of(fonts.folder[0] != '\0' ? fonts.folder : folders[0]));
        return G_LOG_WRITER_HANDLED;
    }
    return g_log_writer_default(level, told, count, context);
}

static bool open_fonts(arena *memory, text folder)
{
    const char *name = text_to_string(memory, text_slice(folder, 0, sizeof fonts.folder - 1));
    if (fonts.map != NULL && strcmp(fonts.folder, name) == 0)
        return true;
    FcConfig *known = FcConfigCreate();
    if (known == NULL)
        memory_exhausted();
    bool is_complete = add_files(memory, known, folder);
    if (is_complete) {
        // Pango asks for the settings of the machine too. To read them takes time, and where fontconfig finds no memory for them, it waits
        // for a lock of its own for ever.
        if (!FcConfigSetCurrent(known))
            memory_exhausted();
        pdf_forget_shapes();
        if (fonts.map != NULL)
            g_object_unref(fonts.map);
        else
            g_log_set_writer_func(heed_lost_font, NULL, NULL);      // may be done once
        strcpy(fonts.folder, name);
        note_letters(known);
        fonts.map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
        pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(fonts.map), known);
        pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(fonts.map), 72);
    }
    FcConfigDestroy(known);
    return is_complete;
}

pdf_canvas *pdf_canvas_open(arena *memory, text folder, text language)
{
    if (!open_fonts(memory, folder))
        return NULL;
    pdf_canvas *canvas = ARENA_NEW(memory, pdf_canvas, 1);
    canvas->memory = memory;
    canvas->seen = (table){ .memory = memory };
    // Pictures with text in them find only our fonts too.
    pango_cairo_font_map_set_default(PANGO_CAIRO_FONT_MAP(fonts.map));
    canvas->context = pango_font_map_create_context(fonts.map);
    pango_context_set_round_glyph_positions(canvas->context, FALSE);
    pango_context_set_language(canvas->context, pango_language_from_string(text_to_string(memory, language)));
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(canvas->context, options);
    cairo_font_options_destroy(options);
    return canvas;
}

void pdf_canvas_close(pdf_canvas *canvas)
{
    if (canvas->drawing != NULL)
        cairo_destroy(canvas->drawing);
    if (canvas->surface != NULL)
        cairo_surface_destroy(canvas->surface);
    for (size_t i = 0; i < canvas->fonts.count; i++)
        g_object_unref(canvas->fonts.items[i]);
    g_object_unref(canvas->context);
    arena_free(&canvas->scratch);
}
