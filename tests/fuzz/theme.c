// What a site changes of the theme: digitori.yaml, then its own theme.yaml, English and Finnish words, print.yaml and a template.
#include "file_pieces.h"

#include "printing/print_style.h"
#include "site/embedded.h"

// In the place of what the program carries, which is large and always the same.
static const char english[] = "search: {submit: Find, none: Nothing}\nmenu: Menu\ngenerator: {callouts: {note: Note, tip: Tip}}\n";
static const char settings[] = "name: digitori\nmenu: [{kind: page}]\ncolours: {ink: '#111111', paper: '#fff'}\ncontrast: [[ink, paper]]\n";
static const char print[] = "fonts: {text: Vollkorn, headings: Lato}\ncolours: {ink: '#1b211f'}\nsizes: {text: [10.5, 15.5]}\n";
#define CARRIED(path, contents) { "themes/digitori/" path, contents, contents + sizeof contents - 1 }
const embedded_file embedded_files[] = {
    CARRIED("print.yaml", print), CARRIED("strings/en.yaml", english), CARRIED("theme.yaml", settings),
};
const unsigned long embedded_file_count = sizeof embedded_files / sizeof *embedded_files;

static const char *const names[] = { "digitori.yaml", "themes/digitori/theme.yaml", "themes/digitori/strings/en.yaml",
                                     "themes/digitori/strings/fi.yaml", "themes/digitori/print.yaml", "themes/digitori/layouts/page.mustache" };

static void prepare(void)
{
    folder = make_scratch();
}

static void try_input(text input)
{
    static const char *const words[] = { "search.submit", "menu", "generator.callouts.note", "search" };
    site model = { .memory = &memory };
    theme loaded;
    print_style looks;
    buffer colours = { 0 };
    require(write_pieces(names, sizeof names / sizeof *names, input));
    if (!config_read(&memory, folder, &found, &model.config))
        return;
    require(theme_load(&memory, &model, &found, &loaded));
    for (size_t i = 0; i < model.config.languages.count; i++)
        for (size_t j = 0; j < sizeof words / sizeof *words; j++)
            require_text(theme_string(&loaded, i, words[j]));
    theme_write_colours(&loaded, &colours);
    require_text(buffer_text(&colours));
    buffer_free(&colours);
    print_style_read(&memory, &model, &loaded, &found, &looks);
    require(looks.sizes.text.size >= 6 && looks.sizes.text.leading >= looks.sizes.text.size);
    require_text(print_style_drawings(&memory, &looks));
}
