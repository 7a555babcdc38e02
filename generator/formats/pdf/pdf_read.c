#include "formats/pdf/pdf_read.h"

#include "base/lower_memory.h"
#include "base/table.h"
#include "formats/pdf/pdf_objects.h"

#include <stdlib.h>

// A file of some thousand bytes can say that it has millions of objects; these are enough for a hundred thousand.
enum { TABLE_MEMORY = 32 << 20 };
enum { VALUE_MOST = 1024 * 1024, NAME_MOST = 1000, LOOKS_MOST = 200 * 1000, BYTES_MOST = 64 * 1024 * 1024, OPTIONS_MOST = 5000 };

typedef struct {
    arena *memory;
    qpdf_data file;
    pdf_read_fields *found;
    table seen;                 // the numbers of fields: a file can refer to itself, and to the same field many times
    size_t looks, bytes;        // how many objects and bytes of strings are still looked at
    bool is_damaged;            // a value cannot be read, or not all of them
} pdf_reader;

// What a field takes from those above it.
typedef struct {
    text name, type;
    qpdf_oh value, options;     // 0: none
} inherited;

// What a few objects say can be asked of them without end, through others that refer to them.
static bool may_look(pdf_reader *in)
{
    if (in->looks == 0)
        in->is_damaged = true;
    else
        in->looks--;
    return !in->is_damaged;
}

static text copied(pdf_reader *in, const char *string, size_t length)
{
    in->is_damaged |= length > in->bytes;
    if (string == NULL || in->is_damaged)
        return (text){ 0 };
    in->bytes -= length;
    return text_copy(in->memory, (text){ string, length < VALUE_MOST ? length : VALUE_MOST });
}

static text string_text(pdf_reader *in, qpdf_oh string)
{
    size_t length = 0;
    const char *bytes = qpdf_oh_get_binary_utf8_value(in->file, string, &length);
    return copied(in, bytes, length);
}

// The text of a string or a stream, the name of a name; of a list, its first.
static text value_text_of(pdf_reader *in, qpdf_oh value)
{
    if (value == 0)
        return (text){ 0 };
    if (qpdf_oh_is_array(in->file, value) && qpdf_oh_get_array_n_items(in->file, value) > 0)
        value = qpdf_oh_get_array_item(in->file, value, 0);
    if (qpdf_oh_is_string(in->file, value))
        return string_text(in, value);
    if (qpdf_oh_is_name(in->file, value)) {
        text name = text_of(qpdf_oh_get_name(in->file, value));
        return text_copy(in->memory, text_from(name, 1));
    }
    if (!qpdf_oh_is_stream(in->file, value))
        return (text){ 0 };
    // A long text may be a stream; what it holds is a string like any other.
    unsigned char *bytes = NULL;
    size_t length = 0;
    QPDF_BOOL is_filtered = QPDF_FALSE;
    in->is_damaged |= qpdf_oh_get_stream_data(in->file, value, qpdf_dl_generalized, &is_filtered, &bytes, &length) >= QPDF_ERRORS;
    if (bytes == NULL)
        return (text){ 0 };
    qpdf_oh string = qpdf_oh_new_binary_string(in->file, (const char *)bytes, length < VALUE_MOST ? length : VALUE_MOST);
    text read = string_text(in, string);
    free(bytes);
    return read;
}

// Of what is known to be a dictionary: each question takes some memory.
static qpdf_oh entry_of(qpdf_data file, qpdf_oh dictionary, const char *key)
{
    return qpdf_oh_has_key(file, dictionary, key) ? qpdf_oh_get_key(file, dictionary, key) : 0;
}

qpdf_oh pdf_key(qpdf_data file, qpdf_oh object, const char *key)
{
    return qpdf_oh_is_dictionary(file, object) ? entry_of(file, object, key) : 0;
}

static qpdf_oh key_of(pdf_reader *in, qpdf_oh object, const char *key)
{
    return pdf_key(in->file, object, key);
}

static bool is_off(text state)
{
    return state.length == 0 || text_equals(state, TEXT("Off"));
}

// ---- Options

// The id of an option: lists hold pairs of id and label, or what is both.
static text option_id(pdf_reader *in, qpdf_oh options, text value)
{
    int count = options != 0 && qpdf_oh_is_array(in->file, options) ? qpdf_oh_get_array_n_items(in->file, options) : 0;
    for (int i = 0; i < count && i < OPTIONS_MOST && may_look(in); i++) {
        qpdf_oh item = qpdf_oh_get_array_item(in->file, options, i);
        if (!qpdf_oh_is_array(in->file, item) || qpdf_oh_get_array_n_items(in->file, item) != 2)
            continue;
        text id = value_text_of(in, qpdf_oh_get_array_item(in->file, item, 0));
        if (text_equals(value, id) || text_equals(value, value_text_of(in, qpdf_oh_get_array_item(in->file, item, 1))))
            return id;
    }
    return value;
}

// A program that gave marks options of its own numbers their states by them.
static text state_id(pdf_reader *in, qpdf_oh options, text state)
{
    size_t number = 0;
    for (size_t i = 0; i < state.length; i++) {
        if (state.bytes[i] < '0' || state.bytes[i] > '9' || number > OPTIONS_MOST)
            return state;
        number = number * 10 + (size_t)(state.bytes[i] - '0');
    }
    if (options == 0 || !qpdf_oh_is_array(in->file, options) || (int)number >= qpdf_oh_get_array_n_items(in->file, options))
        return state;
    return value_text_of(in, qpdf_oh_get_array_item(in->file, options, (int)number));
}

// The state in which one of a field's looks stands: what shows, when the value was not written.
static text shown_state(pdf_reader *in, qpdf_oh field)
{
    text state = value_text_of(in, key_of(in, field, "/AS"));
    qpdf_oh kids = key_of(in, field, "/Kids");
    int count = kids != 0 && qpdf_oh_is_array(in->file, kids) ? qpdf_oh_get_array_n_items(in->file, kids) : 0;
    for (int i = 0; is_off(state) && i < count && may_look(in); i++)
        state = value_text_of(in, key_of(in, qpdf_oh_get_array_item(in->file, kids, i), "/AS"));
    return state;
}

// ---- Fields

static void add_field(pdf_reader *in, qpdf_oh field, const inherited *from)
{
    if (in->found->count == PDF_READ_FIELDS_MOST || from->name.length == 0)
        return;
    pdf_read_field made = { .name = from->name };
    if (text_equals(from->type, TEXT("Btn"))) {
        text state = value_text_of(in, from->value);
        made.type = PDF_READ_MARK;
        if (from->value == 0)
            state = shown_state(in, field);
        made.value = is_off(state) ? (text){ 0 } : state_id(in, from->options, state);
    } else if (text_equals(from->type, TEXT("Ch"))) {
        made.type = PDF_READ_CHOICE;
        made.value = option_id(in, from->options, value_text_of(in, from->value));
    } else if (text_equals(from->type, TEXT("Tx"))) {
        made.value = value_text_of(in, from->value);
    } else {
        return;
    }
    *ARENA_PUSH(in->memory, *in->found) = made;
}

static bool was_seen(pdf_reader *in, qpdf_oh field)
{
    bool is_new = true;
    if (qpdf_oh_is_indirect(in->file, field)) {
        int *number = ARENA_NEW(in->memory, int, 1);
        *number = qpdf_oh_get_object_id(in->file, field);
        table_put(&in->seen, (text){ (const char *)number, sizeof *number }, &is_new);
    }
    return !is_new;
}

static void read_field(pdf_reader *in, qpdf_oh field, inherited from, int depth)
{
    if (depth == PDF_READ_DEPTH || !may_look(in) || !qpdf_oh_is_dictionary(in->file, field) || was_seen(in, field))
        return;
    text part = value_text_of(in, entry_of(in->file, field, "/T"));
    if (from.name.length + part.length > NAME_MOST)
        return;         // of no form, and longer with each level
    if (part.length > 0)
        from.name = from.name.length == 0 ? part : text_format(in->memory, "%.*s.%.*s", TEXT_PRINT(from.name), TEXT_PRINT(part));
    qpdf_oh type = entry_of(in->file, field, "/FT"), value = entry_of(in->file, field, "/V"), options = entry_of(in->file, field, "/Opt");
    from.type = type != 0 ? value_text_of(in, type) : from.type;
    from.value = value != 0 ? value : from.value;
    from.options = options != 0 ? options : from.options;
    qpdf_oh kids = entry_of(in->file, field, "/Kids");
    int count = kids != 0 && qpdf_oh_is_array(in->file, kids) ? qpdf_oh_get_array_n_items(in->file, kids) : 0;
    bool has_fields = false;
    for (int i = 0; i < count && may_look(in); i++) {
        qpdf_oh kid = qpdf_oh_get_array_item(in->file, kids, i);
        if (key_of(in, kid, "/T") == 0)
            continue;
        has_fields = true;
        read_field(in, kid, from, depth + 1);
    }
    // Kids without names are the places where the field shows.
    if (!has_fields)
        add_field(in, field, &from);
}

static void read_fields(pdf_reader *in)
{
    qpdf_oh root = qpdf_get_root(in->file), information = key_of(in, qpdf_get_trailer(in->file), "/Info");
    in->found->language = value_text_of(in, key_of(in, root, "/Lang"));
    if (information != 0)
        in->found->identity = value_text_of(in, key_of(in, information, "/DigitoriForm"));
    qpdf_oh form = key_of(in, root, "/AcroForm");
    qpdf_oh fields = form != 0 ? key_of(in, form, "/Fields") : 0;
    int count = fields != 0 && qpdf_oh_is_array(in->file, fields) ? qpdf_oh_get_array_n_items(in->file, fields) : 0;
    // Some programs list parts of fields, too, perhaps before what they are parts of: these wait, since each is read once.
    for (int pass = 0; pass < 2; pass++)
        for (int i = 0; i < count && !in->is_damaged; i++) {
            qpdf_oh field = qpdf_oh_get_array_item(in->file, fields, i);
            if ((key_of(in, field, "/Parent") != 0) == (pass == 1))
                read_field(in, field, (inherited){ 0 }, 0);
        }
}

pdf_read_result pdf_open(qpdf_data *file, text bytes)
{
    *file = qpdf_init();
    qpdf_silence_errors(*file);
    qpdf_set_suppress_warnings(*file, QPDF_TRUE);
    memory_before before = memory_lower(TABLE_MEMORY);
    // An empty password opens what is only protected against changes.
    bool is_open = qpdf_read_memory(*file, "filled", bytes.bytes, bytes.length, "") < QPDF_ERRORS;
    memory_restore(before);
    if (is_open)
        return PDF_READ;
    return qpdf_get_error_code(*file, qpdf_get_error(*file)) == qpdf_e_password ? PDF_READ_LOCKED : PDF_READ_DAMAGED;
}

void pdf_close(qpdf_data *file)
{
    (void)qpdf_get_error(*file);        // what nobody asked for is printed at the end, silence or not
    qpdf_cleanup(file);
}

pdf_read_result pdf_read(arena *memory, text bytes, pdf_read_fields *found)
{
    pdf_reader in = { .memory = memory, .found = found, .seen = { .memory = memory }, .looks = LOOKS_MOST, .bytes = BYTES_MOST };
    memory_before before = memory_lower(PDF_READ_MEMORY);
    pdf_read_result result = pdf_open(&in.file, bytes);
    if (result == PDF_READ)
        read_fields(&in);
    memory_restore(before);
    pdf_close(&in.file);
    return in.is_damaged ? PDF_READ_DAMAGED : result;
}
