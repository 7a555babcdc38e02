// Cards and fields as data for templates: see themes/README.md.
#include "publishers/website/worker.h"

#include "site/field_text.h"

static text label_in(const making *of, words label)
{
    return words_in(label, of->language, of->build->site->config.languages.count);
}

static data *choice_data(const making *of, const field_choice *choice)
{
    data *made = data_map(of->memory);
    data_set_text(of->memory, made, "id", choice->id);
    data_set_text(of->memory, made, "label", label_in(of, choice->label));
    return made;
}

static data *records_item(const making *of, const page *shown, const field_value *v)
{
    data *made = data_map(of->memory), *parts = data_list(of->memory);
    data_set(of->memory, made, "field_list", parts);
    for (size_t i = 0; i < v->count; i++) {
        data *part = field_data(of, shown, &v->items[i]);
        data_set_key(of->memory, made, v->items[i].field->id, part);
        if (v->items[i].is_set)
            data_add(of->memory, parts, part);
    }
    return made;
}

static void set_list(const making *of, data *made, const page *shown, const field_value *v)
{
    data *items = data_list(of->memory);
    const char *name = "items";
    for (size_t i = 0; i < v->count; i++) {
        const field_value *item = &v->items[i];
        if (item->field->type == FIELD_TYPE_CHOICE && item->choice != NULL) {
            name = "choices";
            data_add(of->memory, items, choice_data(of, item->choice));
        } else if (item->field->type == FIELD_TYPE_IMAGE) {
            name = "pictures";
            data_add(of->memory, items, field_data(of, shown, item));
        } else if (item->field->type == FIELD_TYPE_RECORD) {
            name = "records";
            data_add(of->memory, items, records_item(of, shown, item));
        } else {
            data *one = data_map(of->memory);
            data_set_text(of->memory, one, "value", field_text(of->memory, of->build->site, of->language, item));
            data_add(of->memory, items, one);
        }
    }
    data_set(of->memory, made, name, items);
}

static void set_html(const making *of, data *made, const page *shown, const field_value *v)
{
    text html = body_html(of, shown, v->text, v->line, false, NULL);
    data_set(of->memory, made, "html", data_markup(of->memory, html));
    data_set_bool(of->memory, made, "is_html", true);
}

static void set_value(const making *of, data *made, const page *shown, const field_value *v)
{
    switch (v->field->type) {
    case FIELD_TYPE_LONG: case FIELD_TYPE_MARKDOWN:
        set_html(of, made, shown, v);
        break;
    case FIELD_TYPE_DATE:
        data_set(of->memory, made, "date", date_data(of, v->date));
        break;
    case FIELD_TYPE_BOOL:
        data_set_bool(of->memory, made, "truth", v->truth);
        break;
    case FIELD_TYPE_CHOICE:
        if (v->choice != NULL)
            data_set(of->memory, made, "choice", choice_data(of, v->choice));
        break;
    case FIELD_TYPE_LIST:
        set_list(of, made, shown, v);
        break;
    case FIELD_TYPE_RECORD:
        data_set(of->memory, made, "record", records_item(of, shown, v));
        break;
    case FIELD_TYPE_PAGE:
        break;      // references have cards of their own
    case FIELD_TYPE_IMAGE:
        picture_set_data(of, made, shown, v);
        break;
    default:
        data_set_text(of->memory, made, "value", field_text(of->memory, of->build->site, of->language, v));
    }
}

// Every map has every key, so that a layout may ask whatever the type is.
static data *blank_field(worker *with)
{
    static const char *const keys[] = { "id", "label", "type", "value", "html", "date", "truth", "choice", "choices", "items", "records", "pictures",
        "record", "card", "cards", "url", "width", "height", "srcset", "webp_srcset", "alt", "caption", "credit", "is_first", "is_text", "is_html", "is_date", "is_number", "is_bool",
        "is_choice", "is_list", "is_page", "is_image", "is_url", "is_email", "is_record" };
    if (with->blank_field != NULL)
        return with->blank_field;
    data *nothing = data_bool(&with->memory, false);
    with->blank_field = data_map(&with->memory);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        data_set(&with->memory, with->blank_field, keys[i], nothing);
    return with->blank_field;
}

static data *empty_field(const making *of, const field *described)
{
    data *made = data_map_over(of->memory, blank_field(of->with));
    data_set_text(of->memory, made, "id", described->id);
    data_set_text(of->memory, made, "label", label_in(of, described->label));
    data_set_text(of->memory, made, "type", text_of(field_type_name(described->type)));
    return made;
}

data *field_data(const making *of, const page *shown, const field_value *v)
{
    if (!v->is_set)
        return data_bool(of->memory, false);
    data *made = empty_field(of, v->field);
    text flag = text_join(of->memory, TEXT("is_"), text_of(field_type_name(v->field->type)));
    data_set_key(of->memory, made, flag, data_bool(of->memory, true));
    set_value(of, made, shown, v);
    return made;
}

static data *reference_data(const making *of, const reference *to)
{
    size_t languages = of->build->site->config.languages.count;
    data *made = empty_field(of, to->field), *cards = data_list(of->memory);
    for (size_t i = 0; i < to->count; i++) {
        const page *target = edition_page(of->edition, to->targets[i], of->language, languages);
        if (target != NULL)
            data_add(of->memory, cards, card_data(of, target));
    }
    if (cards->list.count == 0)
        return data_bool(of->memory, false);
    data_set(of->memory, made, "cards", cards);
    data_set(of->memory, made, "card", cards->list.items[0]);
    data_set_bool(of->memory, made, to->field->type == FIELD_TYPE_LIST ? "is_list" : "is_page", true);
    return made;
}

// Cards hold no references, or they would hold the whole site.
static data *simple_fields(const making *of, const page *shown, bool with_references)
{
    data *made = data_map(of->memory);
    for (size_t i = 0; i < shown->kind->fields.count; i++) {
        const field_value *v = &shown->fields[i];
        const reference *to = page_reference(shown, v->field->id);
        bool is_reference = v->field->type == FIELD_TYPE_PAGE
            || (v->field->type == FIELD_TYPE_LIST && v->field->of != NULL && v->field->of->type == FIELD_TYPE_PAGE);
        data *one = !is_reference ? field_data(of, shown, v)
                  : to != NULL && with_references ? reference_data(of, to) : data_bool(of->memory, false);
        data_set_key(of->memory, made, v->field->id, one);
    }
    return made;
}

data *fields_data(const making *of, const page *shown)
{
    return simple_fields(of, shown, true);
}

data *link_data(const making *of, const page *shown)
{
    build_note_shown(shown);
    data *made = data_map(of->memory);
    data_set_text(of->memory, made, "title", shown->title);
    data_set_text(of->memory, made, "url", url_to(of, shown->url));
    data_set(of->memory, made, "summary", text_or_false(of->memory, shown->summary));
    data_set_text(of->memory, made, "language", build_language(of->build, shown->language));
    data_set_bool(of->memory, made, "is_foreign", shown->language != of->language);
    data_set(of->memory, made, "kind", kind_data(of, shown->kind));
    data_set_text(of->memory, made, "id", shown->entry->id);
    data_set(of->memory, made, "date", date_data(of, shown->date));
    return made;
}

data *card_data(const making *of, const page *shown)
{
    making quiet = *of;     // the page's own job tells the mistakes in its fields
    diagnostics ignored = { .memory = of->memory };
    quiet.found = &ignored;
    data *made = link_data(of, shown);
    data_set(of->memory, made, "fields", simple_fields(&quiet, shown, false));
    return made;
}

data *cards_data(const making *of, const page **pages, size_t count)
{
    data *list = data_list(of->memory);
    for (size_t i = 0; i < count; i++)
        data_add(of->memory, list, card_data(of, pages[i]));
    return list;
}
