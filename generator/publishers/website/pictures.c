// Photos on pages: in several widths, with their size told, so that nothing moves when they come.
#include "publishers/website/worker.h"

#include "site/pictures.h"

// The width of a column of text; on narrow screens all there is.
#define PICTURE_SIZES "(min-width: 44em) 40rem, 100vw"

// ---- In texts

static void kill(node *link)
{
    link->link.type = LINK_DEAD;
    link->link.address = (text){ 0 };
}

static void report_fault(const making *of, const page *source, const node *link, raster_fault fault)
{
    report(of->found, IMAGE_UNUSABLE, at(source->path, link->line, link->column), "'%.*s': %s",
           TEXT_PRINT(path_name(link->link.file)), picture_fault_words(fault));
}

static void settle(const making *of, const page *source, node *link)
{
    const picture_facts *shown = build_picture(of->build, link->link.file);
    if (shown != NULL && shown->fault == RASTER_FINE) {
        link->link.address = url_to(of, build_picture_widest_url(of->memory, shown));
        return;
    }
    report_fault(of, source, link, shown != NULL ? shown->fault : RASTER_BROKEN);
    kill(link);
}

void pictures_settle(const making *of, const page *source, node *document, bool is_body)
{
    bool is_first = is_body && (of->in_fields == NULL || of->in_fields->files.count == 0);
    document_walk walk = { .root = document };
    while (document_next(&walk)) {
        node *link = walk.current;
        bool may_lead = walk.entering && (link->type == NODE_LINK || link->type == NODE_IMAGE);
        if (!may_lead || link->link.type != LINK_FILE || !is_photo_path(link->link.file))
            continue;
        settle(of, source, link);
        if (link->type == NODE_IMAGE) {
            link->link.is_first = is_first;
            is_first = false;
        }
    }
}

// "../pictures/tori-480.jpg 480w, ..."; empty when there is only one width.
static text set_of(const making *of, const picture_facts *shown, bool is_webp)
{
    buffer out = { 0 };
    for (size_t i = 0; i < shown->count && (shown->count > 1 || is_webp); i++)
        buffer_format(&out, "%s%.*s %zuw", i > 0 ? ", " : "",
                      TEXT_PRINT(url_to(of, build_picture_url(of->memory, shown, i, is_webp))), shown->widths[i]);
    text made = text_copy(of->memory, buffer_text(&out));
    buffer_free(&out);
    return made;
}

bool picture_find(void *context, const node *image, html_picture *found)
{
    const making *of = context;
    const picture_facts *shown = build_picture(of->build, image->link.file);
    if (image->link.type != LINK_FILE || shown == NULL || shown->fault != RASTER_FINE)
        return false;
    *found = (html_picture){
        .address = image->link.address, .plain = set_of(of, shown, false), .sizes = TEXT(PICTURE_SIZES),
        .webp = shown->has_webp ? set_of(of, shown, true) : (text){ 0 },
        .width = shown->widths[shown->count - 1], .height = shown->heights[shown->count - 1],
        .is_first = image->link.is_first,
    };
    return true;
}

// ---- In fields

void picture_set_data(const making *of, data *made, const page *shown, const field_value *v)
{
    link_findings findings = { 0 };
    html_picture found;
    node *image = node_new(of->memory, NODE_IMAGE, v->line, v->column);
    image->link.address = v->text;
    bool is_settled = links_settle_image(of->memory, of->build->site, of->edition, shown, of->url, image, of->found, &findings);
    if (!is_settled || !is_photo_path(image->link.file))
        return;
    settle(of, shown, image);
    if (!picture_find((void *)(uintptr_t)of, image, &found))
        return;
    data_set_text(of->memory, made, "url", found.address);
    data_set(of->memory, made, "srcset", text_or_false(of->memory, found.plain));
    data_set(of->memory, made, "webp_srcset", text_or_false(of->memory, found.webp));
    data_set(of->memory, made, "width", data_number(of->memory, (double)found.width));
    data_set(of->memory, made, "height", data_number(of->memory, (double)found.height));
    data_set_text(of->memory, made, "alt", document_plain_text(of->memory, image));
    data_set(of->memory, made, "caption", text_or_false(of->memory, image->link.title));
    data_set(of->memory, made, "credit", text_or_false(of->memory, image->link.credit));
    data_set_bool(of->memory, made, "is_first", of->in_fields != NULL && shown == of->page && of->in_fields->files.count == 0);
    if (of->in_fields != NULL && shown == of->page)
        *ARENA_PUSH(of->memory, of->in_fields->files) = findings.files.items[0];
}

// ---- Files

bool picture_publish(const build *of, size_t edition_number, const picture_facts *shown)
{
    arena memory = { 0 };
    picture_set set;
    bool fine = true, is_there = !of->is_check && build_picture_set(of, &memory, shown, &set);
    for (size_t i = 0; is_there && i < set.count && fine; i++) {
        fine = build_write(of, edition_number, build_picture_url(&memory, shown, i, false), set.variants[i].plain);
        if (fine && set.variants[i].webp.length > 0)
            fine = build_write(of, edition_number, build_picture_url(&memory, shown, i, true), set.variants[i].webp);
    }
    arena_free(&memory);
    return fine;
}
