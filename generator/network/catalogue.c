#include "network/catalogue.h"

#include "base/unicode.h"

text catalogue_kind_id(catalogue_kind kind)
{
    static const text ids[] = { TEXT_CONSTANT("need"), TEXT_CONSTANT("idea"), TEXT_CONSTANT("showroom") };
    return ids[kind];
}

text catalogue_list_id(catalogue_kind kind)
{
    static const text ids[] = { TEXT_CONSTANT("needs"), TEXT_CONSTANT("ideas"), TEXT_CONSTANT("showroom") };
    return ids[kind];
}

bool catalogue_is_status(text t)
{
    for (size_t i = 0; i < t.length; i++) {
        char c = t.bytes[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'))
            return false;
    }
    return t.length > 0 && t.length <= CATALOGUE_LABEL;
}

// What may stand in an address once it is percent-encoded.
static bool has_address_characters(text t)
{
    for (size_t i = 0; i < t.length; i++)
        if (t.bytes[i] <= ' ' || t.bytes[i] > '~' || text_find_byte(TEXT("\"<>\\^`{|}'"), t.bytes[i], 0) != TEXT_NOT_FOUND)
            return false;
    return t.length > 0 && t.length <= CATALOGUE_ADDRESS;
}

bool catalogue_is_address(text t)
{
    size_t scheme = text_starts_with(t, TEXT("https://")) ? 8 : text_starts_with(t, TEXT("http://")) ? 7 : 0;
    if (scheme == 0 || !has_address_characters(t))
        return false;
    text host = text_from(t, scheme);
    for (size_t i = 0; i < host.length; i++)
        if (text_find_byte(TEXT("/?#"), host.bytes[i], 0) != TEXT_NOT_FOUND)
            host.length = i;
    char first = host.length > 0 ? host.bytes[0] : '\0';
    bool begins_well = (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') || (first >= '0' && first <= '9')
                    || first == '[';
    return begins_well && text_find_byte(host, '@', 0) == TEXT_NOT_FOUND;
}

static bool has_something_to_read(text t)
{
    uint32_t character;
    while (unicode_take(&t, &character))
        if (unicode_is_letter(character) || unicode_is_digit(character))
            return true;
    return false;
}

text catalogue_line(arena *memory, text t, size_t limit)
{
    buffer out = { 0 };
    size_t count = 0;
    bool is_apart = false;
    if (!has_something_to_read(t))
        return (text){ 0 };
    for (text rest = text_trim(t); rest.length > 0;) {
        uint32_t character;
        char bytes[4];
        unicode_take(&rest, &character);
        if (character == ' ' || character == '\n' || character == '\t' || character == '\r') {
            is_apart = out.length > 0;
            continue;
        }
        if (count + is_apart + 1 > limit - (rest.length > 0)) {
            buffer_add_string(&out, "…");
            break;
        }
        if (is_apart)
            buffer_add_byte(&out, ' ');
        buffer_add(&out, (text){ bytes, unicode_encode(character, bytes) });
        count += (size_t)is_apart + 1;
        is_apart = false;
    }
    text line = text_copy(memory, buffer_text(&out));
    buffer_free(&out);
    return line;
}

text catalogue_title(const catalogue *of, const text *languages, size_t count, text *language)
{
    const catalogue_words *shown = &of->titles[0];
    for (size_t l = count; l-- > 0;)
        for (size_t i = 0; i < of->title_count; i++)
            if (text_equals(of->titles[i].language, languages[l]))
                shown = &of->titles[i];
    *language = shown->language;
    return shown->said;
}

// ---- As a tree

static data *item_data(arena *memory, const catalogue_item *of)
{
    data *made = data_map(memory);
    data_set_text(memory, made, "id", of->id);
    data_set_text(memory, made, "language", of->language);
    data_set_text(memory, made, "title", of->title);
    data_set_known(memory, made, "summary", of->summary);
    data_set_known(memory, made, "url", of->url);
    data_set_known(memory, made, "date", date_iso(memory, of->date));
    data_set_known(memory, made, "status", of->status);
    data_set_known(memory, made, "status_label", of->status_label);
    data_set_known(memory, made, "by", of->by);
    return made;
}

data *catalogue_data(arena *memory, const catalogue *of)
{
    data *made = data_map(memory), *titles = data_map(memory), *publisher = data_map(memory);
    for (size_t i = 0; i < of->title_count; i++)
        data_set_key(memory, titles, of->titles[i].language, data_text(memory, of->titles[i].said));
    data_set_known(memory, publisher, "name", of->publisher);
    data_set_known(memory, publisher, "url", of->publisher_url);
    data_set(memory, made, "format", data_number(memory, CATALOGUE_FORMAT));
    data_set(memory, made, "title", titles);
    data_set(memory, made, "publisher", publisher);
    data_set_known(memory, made, "url", of->url);
    data_set(memory, made, "languages", data_texts(memory, of->languages, of->language_count));
    for (int k = 0; k < CATALOGUE_KINDS; k++) {
        data *list = data_list(memory);
        for (size_t i = 0; i < of->item_count; i++)
            if ((int)of->items[i].kind == k)
                data_add(memory, list, item_data(memory, &of->items[i]));
        data_set_key(memory, made, catalogue_list_id((catalogue_kind)k), list);
    }
    return made;
}
