#include "commands/commands.h"

#include "base/buffer.h"
#include "base/files.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const option build_options[] = {
    { "-o, --output", 'o', "output", "OUT", "publish to the folder OUT instead of the one digitori.yaml names" },
    { "-j, --jobs", 'j', "jobs", "N", "use N worker processes; as many as there are processors by default" },
    { "--drafts", 0, "drafts", NULL, "publish pages marked 'draft: true' too, with a mark" },
    { "--booklet", 0, "booklet", NULL, "all books also as booklets: sheets to print on both sides and fold" },
    { "--base-url", 0, "base-url", "URL", "the address the site will have, for feeds, sitemap and canonical links" },
    { "--sign-with", 0, "sign-with", "FILE", "sign the kits with the private key in FILE, which 'digitori sign --new-key' made" },
    { "--quiet", 0, "quiet", NULL, "no progress and no summary; mistakes are still told" },
    { "--json", 0, "json", NULL, "mistakes as one JSON object a line, the summary as one too" },
    { NULL, 0, NULL, NULL, NULL },
};
static const option check_options[] = {
    { "--drafts", 0, "drafts", NULL, "check pages marked 'draft: true' too" },
    { "-j, --jobs", 'j', "jobs", "N", "use N worker processes" },
    { "--quiet", 0, "quiet", NULL, "no progress and no summary" },
    { "--json", 0, "json", NULL, "mistakes as one JSON object a line" },
    { NULL, 0, NULL, NULL, NULL },
};
static const option serve_options[] = {
    { "-p, --port", 'p', "port", "PORT", "listen on PORT, or on the next free one after it; 8000 by default" },
    { "--bind", 0, "bind", "ADDRESS", "listen on another address than 127.0.0.1: others then see the site and its drafts" },
    { "--quiet", 0, "quiet", NULL, "tell only mistakes" },
    { NULL, 0, NULL, NULL, NULL },
};
static const option search_options[] = {
    { "-l, --language", 'l', "language", "LANG", "language of the pages; the site's first by default" },
    { "--limit", 0, "limit", "N", "at most N pages; 10 by default" },
    { "--json", 0, "json", NULL, "the hits as one JSON object" },
    { "--export-index", 0, "export-index", "FORMAT",
      "write all pages for a search server instead: 'opensearch' (also Elasticsearch) or 'meilisearch'" },
    { NULL, 0, NULL, NULL, NULL },
};
static const option new_options[] = {
    { "-l, --language", 'l', "language", "LANG", "language of the page; the site's first by default" },
    { "-C, --site", 'C', "site", "SITE", "the site's folder; the current one by default" },
    { NULL, 0, NULL, NULL, NULL },
};
static const option collect_options[] = {
    { "-o, --output", 'o', "output", "OUT", "write the answers to the file OUT, in the format of its ending: .csv .json .xlsx .html .md "
      ".pdf; or, with --as, to the folder OUT, a file for each form" },
    { "--as", 0, "as", "FORMAT,...", "csv, json, xlsx, html, md, pdf, or pages: new pages of a site, for forms that can become pages; several with "
      "commas between, such as xlsx,html,pages, are written from one reading" },
    { "-C, --site", 'C', "site", "SITE", "the folder of the site whose forms they are; the current one by default" },
    { "--form", 0, "form", "ID", "only the answers to this form" },
    { "--personal", 0, "personal", NULL, "also names, contact details and other personal data, and the names of the files" },
    { "--min-group", 0, "min-group", "N", "in reports, hide what fewer than N people said" },
    { "-l, --language", 'l', "language", "LANG", "language of what is written; the site's first by default" },
    { "--review", 0, "review", "FILE", "for paper: a page on which a person reads what was written by hand, and saves it as answers files" },
    { "--force", 0, "force", NULL, "write over a file that is there already" },
    { "-j, --jobs", 'j', "jobs", "N", "use N worker processes" },
    { "--json", 0, "json", NULL, "what is wrong as one JSON object a line, the summary as one too" },
    { NULL, 0, NULL, NULL, NULL },
};
static const option fork_options[] = {
    { "--title", 0, "title", "TITLE", "what your site is called; asked on a terminal when not given" },
    { "--languages", 0, "languages", "CODES", "your languages, the first is the default, such as fi,sv; those of the kit by default" },
    { "--publisher", 0, "publisher", "NAME", "who publishes your site; asked on a terminal when not given" },
    { "--url", 0, "url", "URL", "the address your site will have" },
    { "--email", 0, "email", "ADDRESS", "where readers can write to you" },
    { NULL, 0, NULL, NULL, NULL },
};
static const option network_options[] = {
    { "--dry-run", 0, "dry-run", NULL, "fetch and check, and keep what is there" },
    { "--json", 0, "json", NULL, "what came of each as one JSON object a line" },
    { NULL, 0, NULL, NULL, NULL },
};
static const option sign_options[] = {
    { "--new-key", 0, "new-key", "FILE", "make a key: the private one into the new FILE, the public one is shown" },
    { "--key", 0, "key", "FILE", "sign with the private key in FILE" },
    { NULL, 0, NULL, NULL, NULL },
};
static const option verify_options[] = {
    { "--key", 0, "key", "KEY", "the kit must be signed with this key: a public key, a file that holds it, or the folder of a site" },
    { "--json", 0, "json", NULL, "what was found as one JSON object" },
    { NULL, 0, NULL, NULL, NULL },
};
static const option update_options[] = {
    { "-C, --site", 'C', "site", "SITE", "the site's folder; the current one by default" },
    { "--dry-run", 0, "dry-run", NULL, "tell what would happen to each file, change nothing" },
    { "--other-kit", 0, "other-kit", NULL, "take the kit although it is not the one the site was made from" },
    { "--json", 0, "json", NULL, "what happened as one JSON object" },
    { NULL, 0, NULL, NULL, NULL },
};
static const option changes_options[] = {
    { "--json", 0, "json", NULL, "the changes as one JSON object" },
    { "--against", 0, "against", "KIT", "also what a newer kit of the original has that differs" },
    { NULL, 0, NULL, NULL, NULL },
};
static const option withdraw_options[] = {
    { "-C, --site", 'C', "site", "SITE", "the site's folder; the current one by default" },
    { "--mark", 0, "mark", NULL, "write into consents.yaml that it was withdrawn today, so that no build shows the pictures any more" },
    { "--json", 0, "json", NULL, "the pictures and where they are shown as one JSON object" },
    { NULL, 0, NULL, NULL, NULL },
};
static const option words_options[] = {
    { "-C, --site", 'C', "site", "SITE", "the site's folder; the current one by default" },
    { "--own", 0, "own", NULL, "only the words that the site says otherwise than the program" },
    { "--json", 0, "json", NULL, "the words as one JSON object" },
    { NULL, 0, NULL, NULL, NULL },
};
static const option no_options[] = { { NULL, 0, NULL, NULL, NULL } };
static const option help_options[] = {
    { "--man", 0, "man", NULL, "write the manual page digitori(1)" },
    { NULL, 0, NULL, NULL, NULL },
};

const command commands[] = {
    { "build", "[SITE] [-o OUT] [-j N] [--drafts] [--booklet] [--base-url URL] [--sign-with FILE] [--quiet] [--json]",
      "publish a site",
      "Makes the website, its search, feeds, open data and kits from the site in the folder SITE (the current "
      "folder by default) and puts them in the place of what was published before.\n\n"
      "Every mistake in the content is told with its file, line and column. When there are errors nothing is "
      "published and the old output stays as it is; warnings do not stop publishing.",
      build_options, command_build },
    { "check", "[SITE] [--json]",
      "find every mistake, write nothing",
      "Does all that 'build' does without writing anything, and tells besides which pages are not translated.",
      check_options, command_check },
    { "serve", "[SITE] [-p PORT] [--bind ADDRESS] [--quiet]",
      "see a site while writing it",
      "Builds the site, shows it in the browsers of this machine, and builds it anew when a file of it changes; open pages "
      "load themselves again, new styles come without that. Drafts are shown, with a mark. Mistakes are told here and "
      "over the page, and the last site without errors stays in view. Nothing is published. Ctrl-C ends it.",
      serve_options, command_serve },
    { "search", "SITE QUERY [-l LANG] [--limit N] [--json]",
      "search a published site",
      "Finds pages of a published site as its own search does, in the same order. SITE is the site's folder or the "
      "folder it was published to. Words in \"quotation marks\" stand side by side, a word after a minus must not be "
      "there, and field:value narrows the search; put -- before a QUERY that begins with a minus.",
      search_options, command_search },
    { "new", "KIND TITLE [-l LANG] [-C SITE]",
      "make a page to fill in",
      "Makes a page of the kind KIND with the title TITLE: a file in the kind's folder with all the fields of "
      "the kind, ready to edit. An existing file is never touched.",
      new_options, command_new },
    { "collect", "FILE|FOLDER|ZIP... [-o OUT] [--as FORMAT,...] [-C SITE] [--form ID] [--personal] [--min-group N] [-l LANG] "
      "[--review FILE] [--force] [--json]",
      "gather the answers of filled forms",
      "Reads forms that people filled in, by the names of their fields: answers files of the form in the browser, PDFs, Word files, "
      "spreadsheets, scans and photographs of the printed form, and tables of answers that this command wrote. Folders are walked, zips are read without being unpacked. "
      "Which form a file is, in which version and language, the file tells by itself.\n\n"
      "Each answer is checked against the form. What does not fit is told with its file and field and left out; all "
      "else is kept. The same answers in two files count once. Without -o nothing is written: a summary tells how many filled in "
      "which form, and what is doubtful.\n\n"
      "Names, contact details and other fields that the form marks as personal are left out unless you ask for them with "
      "--personal. Nothing is written anywhere but to OUT. The exit status is 1 when a file or an answer could not be taken.",
      collect_options, command_collect },
    { "network", "update [SITE] [--dry-run] [--json]",
      "fetch what other Digitoris tell of themselves",
      "Fetches the catalogues (data/digitori.json) of the Digitoris that 'network' in digitori.yaml names, checks them and "
      "keeps what is fine in .digitori/network/. 'build' shows what is kept and never uses the network itself.\n\n"
      "What cannot be fetched or used is told, and its old copy stays. The exit status is 0 when there is a copy of each, "
      "new or old.",
      network_options, command_network },
    { "init", "DIR",
      "make a small site of one's own",
      "Makes a small working site in the new or empty folder DIR.",
      no_options, command_init },
    { "fork", "KIT DIR [--title TITLE] [--languages CODES] [--publisher NAME] [--url URL] [--email ADDRESS]",
      "make a site of one's own from a kit",
      "Makes a working site in the new or empty folder DIR from the kit KIT, a zip file or the folder it was unpacked to: "
      "its pages in all its languages, forms and theme, under a name of your own. Every file of the kit is compared with "
      "the list in kit.json first; when one is not as it says, nothing is made.\n\n"
      "What was received stays in .digitori/upstream/, so that 'digitori update' can bring in newer versions and readers "
      "can see what you changed. Keep that folder with the site.",
      fork_options, command_fork },
    { "update", "KIT [-C SITE] [--dry-run] [--other-kit] [--json]",
      "bring a newer kit into a site made from it",
      "Compares every file of the newer kit KIT with what the site received before and with what the site made of it. What "
      "was not changed here is taken; what was changed on both sides is merged, front matter key by key. Where "
      "both changed the same, both versions stand in the file between marks, and 'digitori check' tells where: keep what "
      "is right and delete the marks. Pages that were renamed there take your changes with them. Nothing of yours is lost.\n\n"
      "All is done or nothing; an update that was stopped on its way is finished by the next. The same kit a second time "
      "changes nothing.",
      update_options, command_update },
    { "sign", "--new-key FILE | KIT --key FILE",
      "sign a kit, or make a key for it",
      "Signs a kit, a zip file or the folder it was unpacked to, so that others can see who made it and that nobody has "
      "changed it. The signature is the file kit.json.sig in the kit. A kit in which something is not as kit.json "
      "says is not signed.\n\n"
      "With --new-key makes a pair of keys first. The private key stays in FILE, outside the site, for you alone. The "
      "public key is for everyone: put it in digitori.yaml as 'signing_key'. Kits that are published are best signed "
      "while they are made, with 'digitori build --sign-with FILE': the site then tells the right hash of them.",
      sign_options, command_sign },
    { "verify", "KIT [--key KEY] [--json]",
      "see whether a kit has been changed",
      "Compares every file of a kit, a zip file or the folder it was unpacked to, with the SHA-256 in its kit.json, names "
      "what was changed, taken away or added, and checks the signature. The exit status is 1 when anything is not as "
      "its publisher made it.\n\n"
      "A signature tells who made the kit only if you know whose key it is. Give the publisher's key with --key; it "
      "stands on the downloads page of their site.",
      verify_options, command_verify },
    { "changes", "[SITE] [--json] [--against KIT]",
      "what a site changed from its original",
      "Tells what a site that was made from a kit has changed since: pages and files added, changed, removed, renamed and "
      "translated, each changed page word by word, with its 'change_note'. Removed words stand in [- -], added words in "
      "{+ +}. KIT is a newer kit of the original, a zip or a folder. A site that is an original says so.",
      changes_options, command_changes },
    { "withdraw", "CONSENT [-C SITE] [--mark] [--json]",
      "find the pictures under a consent",
      "Somebody withdraws the consent to be shown in pictures. Names every picture that the files beside pictures "
      "(photo.jpg.yaml) put under the consent CONSENT, every line of a page that shows it in any language, and the pages, "
      "books and kits that it goes into, and says what to do next.\n\n"
      "With --mark the withdrawal is written into consents.yaml; from then on the pictures are errors where they are shown.",
      withdraw_options, command_withdraw },
    { "words", "[TEXT] [-C SITE] [--own] [--json]",
      "find the name of a word on the pages",
      "Lists the words that the theme shows on every page and form (buttons, headings, notices), each by its name, in the languages of the "
      "site, and the file and line where the site says one otherwise. With TEXT only those that have TEXT in their name or in a language.\n\n"
      "To say a word otherwise, write it below its name into digitori.yaml, such as strings: {en: {search: {submit: Find}}}, or into "
      "themes/digitori/strings/en.yaml without the language. Words in {braces} stand for what the page puts there: keep them, and put "
      "quotes around a word that begins with one.",
      words_options, command_words },
    { "version", "", "show the version", "Shows the version of the program.", no_options, command_version },
    { "help", "[COMMAND]", "explain a command", "Explains COMMAND, or lists the commands.", help_options, command_help },
    { NULL, NULL, NULL, NULL, NULL, NULL },
};

const command *command_find(const char *name)
{
    for (const command *known = commands; known->name != NULL; known++)
        if (strcmp(known->name, name) == 0)
            return known;
    return NULL;
}

int usage_error(const command *of, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    fputs("digitori: ", stderr);
    vfprintf(stderr, format, values);
    va_end(values);
    fprintf(stderr, "\nusage: digitori %s %s\n", of->name, of->arguments);
    return EXIT_USAGE;
}

int refuse_link(text path)
{
    fprintf(stderr, "digitori: '%.*s' is a link, and links are not followed; put the folder itself there\n", TEXT_PRINT(path));
    return EXIT_USAGE;
}

int new_folder_status(const command *of, const char *folder)
{
    text path = text_of(folder), last = path_name(path);
    if (path.length == 0 || text_equals(last, TEXT(".")) || text_equals(last, TEXT("..")))
        return usage_error(of, "name the new folder itself, such as 'kuopio': it is made as a whole");
    if (!path_exists(path) || (path_is_folder(path) && folder_is_empty(path)))
        return EXIT_DONE;
    fprintf(stderr, "digitori: '%s' is there already; choose a new or empty folder\n", folder);
    return EXIT_USAGE;
}

static int option_number(const command *of, const char *given, size_t length, bool is_letter)
{
    for (int i = 0; of->options[i].name != NULL; i++) {
        const option *known = &of->options[i];
        if (is_letter ? known->letter == given[0] : strlen(known->word) == length && strncmp(known->word, given, length) == 0)
            return i;
    }
    return -1;
}

// One option, "-o OUT", "-oOUT", "--output OUT" or "--output=OUT". Returns how many arguments it took, 0 when wrong.
static int read_option(const command *of, int left, char **given, arguments *read)
{
    const char *word = given[0];
    bool is_letter = word[1] != '-';
    const char *name = word + (is_letter ? 1 : 2), *equals = is_letter ? NULL : strchr(name, '=');
    size_t length = equals != NULL ? (size_t)(equals - name) : strlen(name);
    int number = option_number(of, name, length, is_letter);
    if (number < 0) {
        usage_error(of, "unknown option '%s'", word);
        return 0;
    }
    const option *known = &of->options[number];
    const char *attached = equals != NULL ? equals + 1 : is_letter && name[1] != '\0' ? name + 1 : NULL;
    if (known->argument == NULL) {
        if (attached != NULL) {
            usage_error(of, "the option '%s' takes no value", known->name);
            return 0;
        }
        read->values[number] = "";
        return 1;
    }
    if (attached == NULL && left < 2) {
        usage_error(of, "the option '%s' needs a value", word);
        return 0;
    }
    read->values[number] = attached != NULL ? attached : given[1];
    return attached != NULL ? 1 : 2;
}

bool arguments_read(const command *of, int count, char **given, arguments *read)
{
    *read = (arguments){ .command = of };
    bool options_ended = false;
    for (int i = 0; i < count;) {
        const char *word = given[i];
        if (!options_ended && strcmp(word, "--") == 0) {
            options_ended = true;
            i++;
        } else if (!options_ended && word[0] == '-' && word[1] != '\0') {
            int taken = read_option(of, count - i, given + i, read);
            if (taken == 0)
                return false;
            i += taken;
        } else if (read->position_count == POSITION_LIMIT) {
            usage_error(of, "too many arguments");
            return false;
        } else {
            read->positions[read->position_count++] = word;
            i++;
        }
    }
    return true;
}

text shell_path(arena *memory, text path)
{
    text word = text_starts_with(path, TEXT("-")) ? text_join(memory, TEXT("./"), path) : path;
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-/+,:@%";
    bool is_plain = word.length > 0;
    buffer quoted = { 0 };
    buffer_add_byte(&quoted, '\'');
    for (size_t i = 0; i < word.length; i++) {
        is_plain = is_plain && ((unsigned char)word.bytes[i] >= 0x80 || memchr(plain, word.bytes[i], sizeof plain - 1) != NULL);
        if (word.bytes[i] == '\'')
            buffer_add_string(&quoted, "'\\''");
        else
            buffer_add_byte(&quoted, word.bytes[i]);
    }
    buffer_add_byte(&quoted, '\'');
    text made = is_plain ? word : text_copy(memory, buffer_text(&quoted));
    buffer_free(&quoted);
    return made;
}

const char *argument_value(const arguments *from, const char *word)
{
    int number = option_number(from->command, word, strlen(word), false);
    return number >= 0 ? from->values[number] : NULL;
}
