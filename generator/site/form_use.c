// What reports make of a form's answers: what it evaluates, whom it compares, and which tables are metrics, series or tasks.
// None of it changes what is asked, so it is no part of the form's version.
#include "site/form_reader.h"

typedef struct {
    const char *key;
    const form_field **into;
    form_field_type types[2];
    const char *described;          // the column, in words
    bool is_needed;
    bool may_be_personal;           // reports show the others without it
} named_column;

static bool is_one_of(const form_field *column, const form_field_type types[2])
{
    return column->type == types[0] || column->type == types[1];
}

static void read_column(const form_reader *from, const value *map, const form_field *of, const named_column *named)
{
    const value *v = value_get(map, text_of(named->key));
    if (v == NULL && !named->is_needed)
        return;
    for (size_t i = 0; v != NULL && i < of->column_count; i++)
        if (text_equals(of->columns[i].id, value_text(v)) && is_one_of(&of->columns[i], named->types))
            *named->into = &of->columns[i];
    if (*named->into == NULL) {
        form_mistake(from, v != NULL ? v : map, "'%s' is the id of a column of the table: a %s", named->key, named->described);
    } else if ((*named->into)->personal && !named->may_be_personal) {
        form_mistake(from, v, "'%s' is the id of a column that is not personal: reports show it", named->key);
        *named->into = NULL;
    }
}

static void read_named(const form_reader *from, const value *v, const form_field *of, const named_column *named, size_t count)
{
    text known[4] = { 0 };
    if (v->type != VALUE_MAP) {
        form_mistake(from, v, "write which column is which, such as '{%s: column}'", named[0].key);
        return;
    }
    for (size_t i = 0; i < count; i++)
        known[i] = text_of(named[i].key);
    value_check_keys(v, from->path, known, count, from->found);
    for (size_t i = 0; i < count; i++)
        read_column(from, v, of, &named[i]);
}

void form_read_table_use(const form_reader *from, const value *map, form_field *into)
{
    const value *metric = value_get(map, TEXT("metric")), *tasks = value_get(map, TEXT("tasks"));
    form_metric *m = &into->metric;
    const value *series = value_get(map, TEXT("series"));
    form_series *s = &into->series;
    form_tasks *t = &into->tasks;
    const named_column of_metric[] = {
        { "name", &m->name, { FORM_TEXT, FORM_CHOICE }, "text or a choice", true, false },
        { "baseline", &m->baseline, { FORM_NUMBER, FORM_SCORE }, "number or a score", false, false },
        { "target", &m->target, { FORM_NUMBER, FORM_SCORE }, "number or a score", true, false },
        { "actual", &m->actual, { FORM_NUMBER, FORM_SCORE }, "number or a score", false, false },
    };
    const named_column of_series[] = {
        { "name", &s->name, { FORM_TEXT, FORM_CHOICE }, "text or a choice", true, false },
        { "date", &s->date, { FORM_DATE, FORM_DATE }, "date", true, false },
        { "value", &s->value, { FORM_NUMBER, FORM_SCORE }, "number or a score", true, false },
    };
    const named_column of_tasks[] = {
        { "what", &t->what, { FORM_TEXT, FORM_LONG }, "text", true, false },
        { "who", &t->who, { FORM_TEXT, FORM_CHOICE }, "text or a choice", false, true },
        { "when", &t->when, { FORM_DATE, FORM_TEXT }, "date or a text", false, true },
        { "done", &t->done, { FORM_CHECK, FORM_CHOICE }, "check or a choice", false, true },
    };
    if (metric != NULL)
        read_named(from, metric, into, of_metric, sizeof of_metric / sizeof *of_metric);
    if (series != NULL)
        read_named(from, series, into, of_series, sizeof of_series / sizeof *of_series);
    if (tasks != NULL)
        read_named(from, tasks, into, of_tasks, sizeof of_tasks / sizeof *of_tasks);
}

// A field of the form itself, by a key of form.yaml.
static const form_field *read_field_name(const form_reader *from, const char *key, form_field_type wanted, const char *named)
{
    const value *v = value_get(from->root, text_of(key));
    if (v == NULL)
        return NULL;
    const form_field *of = form_find_field(from->form, value_text(v));
    if (of != NULL && of->type == wanted && !of->personal)
        return of;
    form_mistake(from, v, "'%s' is the id of a field of type %s that is not personal", key, named);
    return NULL;
}

void form_read_use(const form_reader *from)
{
    from->form->subject = read_field_name(from, "subject", FORM_TEXT, "text");
    from->form->group = read_field_name(from, "group", FORM_CHOICE, "choice");
}
