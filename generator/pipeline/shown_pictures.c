#include "pipeline/shown_pictures.h"

#include "publishers/page_pictures.h"

#include <stdlib.h>

enum { SOON_DAYS = 90 };

typedef struct {
    arena *memory;
    const build *of;
    const table *people;        // likeness of a photo -> telling
    shown_pictures *into;
} collector;

static bool is_end(diagnostic_kind mistake)
{
    return mistake == CONSENT_WITHDRAWN || mistake == CONSENT_ENDED;
}

static bool is_over(const build *of, const picture_note *note)
{
    diagnostic_kind mistake;
    text why;
    return !consent_allows(of->memory, &of->site->pictures, note, USE_WEB, date_of_build(), &mistake, &why) && is_end(mistake);
}

// Side files that say that somebody is in the same picture.
typedef struct telling {
    const picture_note *note;
    struct telling *next;
} telling;

static table people_of_photos(arena *memory, const build *of)
{
    table people = { .memory = memory };
    for (size_t i = of->site->pictures.count; i-- > 0;) {
        picture_note *note = &of->site->pictures.items[i];
        const picture_facts *photo = build_picture(of, note->path);
        if (!note->shows_people || photo == NULL || photo->likeness.length == 0)
            continue;
        telling *first = ARENA_NEW(memory, telling, 1);
        *first = (telling){ note, table_find(&people, photo->likeness) };
        table_set(&people, photo->likeness, first);
    }
    return people;
}

// Of several photos with the same picture the one that may be shown no longer.
static const picture_note *first_over(const build *of, const telling *all)
{
    for (const telling *one = all; one != NULL; one = one->next)
        if (is_over(of, one->note))
            return one->note;
    return all != NULL ? all->note : NULL;
}

static void push(const collector *to, const shown_picture *used)
{
    *ARENA_PUSH(to->memory, *to->into) = *used;
}

// A copy under another name shows the same people, unless its own side file says whom; and when one of them takes the consent back that
// another side file names, that holds for every copy.
static void add(const collector *to, text path, place where, picture_use use, size_t language, text url)
{
    const picture_facts *photo = build_picture(to->of, path);
    if (photo == NULL)
        return;
    shown_picture used = { .picture = path, .where = where, .use = use, .language = build_language(to->of, language), .url = url };
    const picture_note *own = picture_note_of(to->of->site, path);
    const telling *all = table_find(to->people, photo->likeness);
    if (own != NULL && own->shows_people)
        used.people = own;
    else if (own == NULL || !own->says_people)
        used.people = first_over(to->of, all);
    text told = used.people != NULL ? used.people->own.id : (text){ 0 };
    push(to, &used);
    used.is_told_otherwise = true;
    for (const telling *one = all; one != NULL; one = one->next) {
        used.people = one->note;
        if (!text_equals(one->note->own.id, told))
            push(to, &used);
    }
}

// ---- Books

static text book_url(const collector *to, const book *of, size_t language)
{
    text code = build_language(to->of, language);
    text name = text_format(to->memory, "downloads/%.*s.%.*s", TEXT_PRINT(of->id), TEXT_PRINT(code));
    return text_format(to->memory, "%.*s%s%s%.*s%s", TEXT_PRINT(of->has_pdf ? name : (text){ 0 }), of->has_pdf ? ".pdf" : "",
                       of->has_pdf && of->has_epub ? ", " : "", TEXT_PRINT(of->has_epub ? name : (text){ 0 }),
                       of->has_epub ? ".epub" : "");
}

static void add_book(const collector *to, const book *of, size_t language)
{
    bound_book bound = book_bind(to->memory, to->of->site, of, language);
    text url = book_url(to, of, language);
    if (of->cover_picture.length > 0)
        add(to, of->cover_picture, of->where, USE_PRINT, language, url);
    if (of->has_pdf && to->of->logo.path.length > 0)
        add(to, to->of->logo.path, to->of->logo.where, USE_PRINT, language, url);
    for (size_t i = 0; i < to->of->file_uses.count; i++) {
        const page_file_use *shown = &to->of->file_uses.items[i];
        if (table_get(&bound.anchors, shown->from->url) != NULL)
            add(to, shown->use.path, at(shown->from->path, shown->use.line, shown->use.column), USE_PRINT, language, url);
    }
}

static void add_books(const collector *to)
{
    for (size_t b = 0; b < to->of->books.count; b++)
        for (size_t l = 0; l < to->of->site->config.languages.count; l++)
            if (to->of->books.items[b].has_language[l])
                add_book(to, &to->of->books.items[b], l);
}

// ---- Kits

static void add_kit(const collector *to, const edition *in)
{
    text url = text_format(to->memory, "downloads/%.*s.%.*s.zip", TEXT_PRINT(in->kit->id),
                           TEXT_PRINT(build_language(to->of, in->language)));
    for (size_t i = 0; i < to->of->file_uses.count; i++) {
        const page_file_use *shown = &to->of->file_uses.items[i];
        if (edition_holds(in, shown->from))
            add(to, shown->use.path, at(shown->from->path, shown->use.line, shown->use.column), USE_KIT, in->language, url);
    }
    if (to->of->logo.path.length > 0)
        add(to, to->of->logo.path, to->of->logo.where, USE_KIT, in->language, url);
    // A kit's books bring pages and covers with them that the kit may not hold itself.
    for (size_t b = 0; b < to->of->books.count; b++) {
        const book *held = &to->of->books.items[b];
        if (!book_is_in_kit(held, in->kit) || !held->has_language[in->language])
            continue;
        shown_pictures printed = { 0 };
        add_book(&(collector){ to->memory, to->of, to->people, &printed }, held, in->language);
        for (size_t i = 0; i < printed.count; i++)
            add(to, printed.items[i].picture, printed.items[i].where, USE_KIT, in->language, url);
    }
}

// ---- The list

static int compare_shown(const void *left, const void *right)
{
    const shown_picture *a = left, *b = right;
    int order = text_compare(a->picture, b->picture);
    order = order != 0 ? order : text_compare(a->where.path, b->where.path);
    order = order != 0 ? order : (a->where.line > b->where.line) - (a->where.line < b->where.line);
    order = order != 0 ? order : (a->where.column > b->where.column) - (a->where.column < b->where.column);
    order = order != 0 ? order : (a->use > b->use) - (a->use < b->use);
    order = order != 0 ? order : text_compare(a->url, b->url);
    order = order != 0 ? order : a->is_told_otherwise - b->is_told_otherwise;
    return order != 0 || !a->is_told_otherwise ? order : text_compare(a->people->path, b->people->path);
}

shown_pictures shown_pictures_of(arena *memory, const build *of)
{
    shown_pictures all = { 0 };
    table people = people_of_photos(memory, of);
    collector to = { memory, of, &people, &all };
    for (size_t i = 0; i < of->file_uses.count; i++) {
        const page_file_use *shown = &of->file_uses.items[i];
        add(&to, shown->use.path, at(shown->from->path, shown->use.line, shown->use.column), USE_WEB, shown->from->language,
            shown->from->url);
    }
    add_books(&to);
    for (size_t e = 1; e < of->editions.count; e++)
        add_kit(&to, &of->editions.items[e]);
    if (all.count > 1)
        qsort(all.items, all.count, sizeof *all.items, compare_shown);
    return all;
}

// ---- Consent

// What to do when the people in a picture agreed to less than it is used for.
static text advice(const build *of, const shown_picture *used)
{
    static const char *const where[] = { [USE_WEB] = "the website", [USE_PRINT] = "the books", [USE_KIT] = "the kits" };
    return text_format(of->memory, " for %s (%.*s): take the picture off this page, leave the page out there, or ask for a wider consent",
                       where[used->use], TEXT_PRINT(used->url));
}

bool shown_picture_is_copy(const shown_picture *used)
{
    return used->people != NULL && !text_equals(used->picture, used->people->path);
}

static text name_of(const build *of, const shown_picture *used)
{
    text name = path_name(used->picture), original = used->people->path;
    return !shown_picture_is_copy(used)
         ? text_format(of->memory, "'%.*s'", TEXT_PRINT(name))
         : text_format(of->memory, "'%.*s', a copy of '%.*s'", TEXT_PRINT(name), TEXT_PRINT(original));
}

// A kit takes along what the file beside a picture says, and nothing of other pictures.
static void check_kept_in_kit(const build *of, const shown_picture *used)
{
    if (used->use == USE_KIT && shown_picture_is_copy(used))
        report(of->found, CONSENT_MISSING, used->where,
               "%.*s: whoever takes the kit (%.*s) has to know of it: make a copy of %.*s too, named '%.*s.yaml', beside the picture",
               TEXT_PRINT(name_of(of, used)), TEXT_PRINT(used->url), TEXT_PRINT(used->people->side_path),
               TEXT_PRINT(path_name(used->picture)));
}

static void check_use(const build *of, const shown_picture *used, date today)
{
    diagnostic_kind mistake;
    text why;
    if (used->people == NULL)
        return;
    bool is_allowed = consent_allows(of->memory, &of->site->pictures, used->people, used->use, today, &mistake, &why);
    if (used->is_told_otherwise && (is_allowed || mistake != CONSENT_WITHDRAWN))
        return;
    if (is_allowed) {
        check_kept_in_kit(of, used);
        return;
    }
    // What is wrong with the consent as a whole is told once for a place, what it does not cover for each use.
    text what = mistake == CONSENT_PURPOSE ? advice(of, used) : (text){ 0 };
    report(of->found, mistake, used->where, "%.*s: %.*s%.*s", TEXT_PRINT(name_of(of, used)), TEXT_PRINT(why), TEXT_PRINT(what));
}

// At the line that says when: of the list or of the side file.
static void warn_of_end(const build *of, const shown_picture *used, date today)
{
    const picture_note *note = used->people;
    if (note == NULL || note->has_mistakes || used->is_told_otherwise)
        return;
    consent agreed = consent_of(&of->site->pictures, note);
    const consent *listed = consent_find(&of->site->pictures, agreed.id);
    long days = date_is_set(agreed.until) ? date_days_between(today, agreed.until) : -1;
    bool is_listed = listed != NULL && date_compare(listed->until, agreed.until) == 0;
    if (days >= 0 && days <= SOON_DAYS)
        report(of->found, CONSENT_ENDS_SOON, is_listed ? listed->where : note->own.where,
               "'%.*s' on %.*s: ask for a new one, or take its pictures off ('digitori withdraw %.*s' tells where they are)",
               TEXT_PRINT(agreed.id), TEXT_PRINT(date_iso(of->memory, agreed.until)), TEXT_PRINT(agreed.id));
}

void shown_pictures_check(const build *of, const shown_pictures *shown)
{
    date today = date_of_build();
    for (size_t i = 0; i < shown->count; i++) {
        check_use(of, &shown->items[i], today);
        if (of->is_check)
            warn_of_end(of, &shown->items[i], today);
    }
}
