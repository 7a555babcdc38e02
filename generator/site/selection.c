#include "site/selection.h"

// "*" matches within a folder, "**" across folders. Two saved positions are
// enough, so the time is at most path × pattern.
static bool path_matches(text path, text pattern)
{
    size_t p = 0, s = 0, star_p = TEXT_NOT_FOUND, star_s = 0;
    bool star_crosses = false;
    while (s < path.length) {
        if (p < pattern.length && pattern.bytes[p] == '*') {
            star_crosses = p + 1 < pattern.length && pattern.bytes[p + 1] == '*';
            p += star_crosses ? 2 : 1;
            star_p = p;
            star_s = s;
        } else if (p < pattern.length && pattern.bytes[p] == path.bytes[s]) {
            p++;
            s++;
        } else if (star_p != TEXT_NOT_FOUND && (star_crosses || path.bytes[star_s] != '/')) {
            p = star_p;
            s = ++star_s;
        } else {
            return false;
        }
    }
    while (p < pattern.length && pattern.bytes[p] == '*')
        p++;
    return p == pattern.length;
}

static bool item_equals(const field_value *item, text wanted)
{
    if (item->field->type == FIELD_TYPE_BOOL)
        return text_equals(wanted, item->truth ? TEXT("true") : TEXT("false"));
    return text_equals(item->text, wanted);
}

static bool field_has(const page *of_page, text id, const value *wanted)
{
    if (wanted->type == VALUE_LIST) {
        for (size_t i = 0; i < wanted->count; i++)
            if (field_has(of_page, id, wanted->items[i]))
                return true;
        return false;
    }
    if (text_equals(id, TEXT("id")))
        return text_equals(of_page->entry->id, value_text(wanted));
    const field_value *v = page_field(of_page, id);
    if (v == NULL)
        return false;
    if (v->field->type != FIELD_TYPE_LIST)
        return item_equals(v, value_text(wanted));
    for (size_t i = 0; i < v->count; i++)
        if (item_equals(&v->items[i], value_text(wanted)))
            return true;
    return false;
}

bool selection_fields_match(const page *of_page, const value *where)
{
    for (size_t i = 0; where != NULL && i < where->count; i++)
        if (!field_has(of_page, where->entries[i].key, where->entries[i].value))
            return false;
    return true;
}

// What the fields of one name, in the kinds that may be meant, have for values.
typedef struct {
    bool is_known, takes_anything, takes_page;
    const field *choices;       // the first that has choices
    bool has_choice;            // one of them has [wanted]
} named_fields;

static void add_named_field(named_fields *named, const field *f, text wanted)
{
    const field *item = field_item(f);
    named->is_known = true;
    named->takes_page |= item->type == FIELD_TYPE_PAGE;
    named->takes_anything |= item->type != FIELD_TYPE_PAGE && item->type != FIELD_TYPE_CHOICE;
    if (item->type != FIELD_TYPE_CHOICE)
        return;
    if (named->choices == NULL)
        named->choices = item;
    for (size_t i = 0; i < item->choice_count; i++)
        named->has_choice |= text_equals(item->choices[i].id, wanted);
}

static named_fields fields_named(const site *of, text id, text kind_id, text wanted)
{
    named_fields named = { .is_known = text_equals(id, TEXT("id")), .takes_page = text_equals(id, TEXT("id")) };
    for (size_t k = 0; k < of->kind_count; k++) {
        const field *f = kind_field(of->kinds[k], id);
        if (kind_id.length > 0 && !text_equals(of->kinds[k]->id, kind_id))
            continue;
        if (f != NULL)
            add_named_field(&named, f, wanted);
        else if (of->kinds[k]->has_mistakes)        // the field may be the part that could not be read
            named.is_known = named.takes_anything = true;
    }
    return named;
}

static void check_wanted(const site *of, const value_entry *line, const value *wanted, text kind_id, text path,
                         diagnostics *found)
{
    named_fields named = fields_named(of, line->key, kind_id, value_text(wanted));
    if (named.takes_anything || named.has_choice)
        return;
    if (named.takes_page) {
        site_find_entry(of, value_text(wanted), value_place(wanted, path), found);
        return;
    }
    text *ids = ARENA_NEW(found->memory, text, named.choices->choice_count);
    for (size_t i = 0; i < named.choices->choice_count; i++)
        ids[i] = named.choices->choices[i].id;
    text all = value_list_words(found->memory, ids, named.choices->choice_count);
    report(found, FIELD_CHOICE, value_place(wanted, path), "'%.*s': the choices of '%.*s' are %.*s",
           TEXT_PRINT(value_text(wanted)), TEXT_PRINT(line->key), TEXT_PRINT(all));
}

void selection_check_fields(const site *of, const value *where, text kind_id, text path, diagnostics *found)
{
    for (size_t i = 0; where != NULL && i < where->count; i++) {
        const value_entry *line = &where->entries[i];
        bool is_list = line->value->type == VALUE_LIST;
        if (!fields_named(of, line->key, kind_id, (text){ 0 }).is_known) {
            report(found, KEY_UNKNOWN, at(path, line->line, line->column), "no page has a field '%.*s'",
                   TEXT_PRINT(line->key));
            continue;
        }
        for (size_t v = 0; v < (is_list ? line->value->count : 1); v++)
            check_wanted(of, line, is_list ? line->value->items[v] : line->value, kind_id, path, found);
    }
}

static bool read_rule(const site *of, const value *item, text path, diagnostics *found, selection_rule *rule)
{
    static const text known[] = { TEXT_CONSTANT("path"), TEXT_CONSTANT("kind"), TEXT_CONSTANT("tag"),
                                  TEXT_CONSTANT("id"), TEXT_CONSTANT("where") };
    size_t before = found->count;
    *rule = (selection_rule){ .written = item };
    if (item->type == VALUE_SCALAR) {
        rule->path = item->text;
        return item->text.length > 0;
    }
    if (item->type != VALUE_MAP || item->count == 0) {
        report(found, CONFIG_VALUE, value_place(item, path),
               "choose pages by a path such as roles/* or by {kind: role}");
        return false;
    }
    value_check_keys(item, path, known, sizeof known / sizeof *known, found);
    rule->path = value_text(value_get(item, TEXT("path")));
    if (rule->path.length == 0)
        rule->path = value_text(value_get(item, TEXT("id")));
    rule->kind = value_text(value_get(item, TEXT("kind")));
    rule->tag = value_text(value_get(item, TEXT("tag")));
    rule->where = value_get(item, TEXT("where"));
    if (rule->kind.length > 0
        && site_find_kind(of, rule->kind, value_place(value_get(item, TEXT("kind")), path), found) == NULL)
        return false;
    if (rule->where != NULL && rule->where->type != VALUE_MAP) {
        report(found, CONFIG_VALUE, value_place(rule->where, path), "write 'where: {field: value}'");
        return false;
    }
    selection_check_fields(of, rule->where, rule->kind, path, found);
    rule->has_mistakes = found->count > before;
    return true;
}

static bool read_rules(arena *memory, const site *of, const value *list, text path, diagnostics *found,
                       selection_rules *rules)
{
    *rules = (selection_rules){ 0 };
    if (list == NULL || value_is_empty(list))
        return true;
    if (list->type != VALUE_LIST) {
        report(found, CONFIG_VALUE, value_place(list, path), "write a list: each choice on a line of its own, after '- '");
        return false;
    }
    rules->rules = ARENA_NEW(memory, selection_rule, list->count);
    for (size_t i = 0; i < list->count; i++)
        if (read_rule(of, list->items[i], path, found, &rules->rules[rules->count]))
            rules->count++;
    return true;
}

bool selection_read(arena *memory, const site *of, const value *definition, text path, diagnostics *found,
                    selection *chosen)
{
    const value *include = value_get(definition, TEXT("include"));
    if (include == NULL || value_is_empty(include)) {
        report(found, CONFIG_KEY_MISSING, value_place(definition, path), "'include' must list what to choose");
        return false;
    }
    return read_rules(memory, of, include, path, found, &chosen->include)
        && read_rules(memory, of, value_get(definition, TEXT("exclude")), path, found, &chosen->exclude);
}

static bool has_tag(const page *of_page, text name)
{
    for (size_t i = 0; i < of_page->tag_count; i++)
        if (text_equals(of_page->tags[i], name))
            return true;
    return false;
}

// The path within the language's folder, without ".md".
static text path_within(const site *of, const page *of_page)
{
    if (of_page->form != NULL)
        return of_page->entry->id;
    size_t skip = of->config.content.length + 1 + of->config.languages.codes[of_page->language].length + 1;
    return path_without_extension(text_from(of_page->path, skip));
}

static bool rule_matches(const selection_rule *rule, const site *of, const page *of_page)
{
    if (rule->kind.length > 0 && !text_equals(rule->kind, of_page->kind->id))
        return false;
    if (rule->tag.length > 0 && !has_tag(of_page, rule->tag))
        return false;
    if (rule->path.length > 0 && !path_matches(of_page->entry->id, rule->path)
        && !path_matches(path_within(of, of_page), rule->path))
        return false;
    return selection_fields_match(of_page, rule->where);
}

static bool any_matches(const selection_rules *rules, const site *of, const page *of_page)
{
    for (size_t i = 0; i < rules->count; i++)
        if (rule_matches(&rules->rules[i], of, of_page))
            return true;
    return false;
}

bool selection_matches(const selection *chosen, const site *of, const page *of_page)
{
    return any_matches(&chosen->include, of, of_page) && !any_matches(&chosen->exclude, of, of_page);
}

size_t selection_pages(arena *memory, const selection *chosen, const site *of, size_t language,
                       const page ***pages)
{
    const page **list = ARENA_NEW(memory, const page *, of->page_count);
    bool *is_taken = ARENA_NEW(memory, bool, of->page_count);
    size_t count = 0;
    for (size_t r = 0; r < chosen->include.count; r++) {
        size_t first = count;
        for (size_t i = 0; i < of->page_count; i++) {
            const page *p = &of->pages[i];
            if (is_taken[i] || p->language != language || !rule_matches(&chosen->include.rules[r], of, p)
                || any_matches(&chosen->exclude, of, p))
                continue;
            is_taken[i] = true;
            list[count++] = p;
        }
        pages_sort_by_kind(list + first, count - first);
    }
    *pages = list;
    return count;
}

void selection_report_idle(const selection *chosen, const site *of, text path, diagnostics *found)
{
    for (size_t r = 0; r < chosen->include.count; r++) {
        const selection_rule *rule = &chosen->include.rules[r];
        // What has been told as another mistake is not told again.
        bool is_used = rule->has_mistakes || site_absence(of, rule->path) == ABSENCE_UNUSABLE;
        for (size_t i = 0; i < of->page_count && !is_used; i++)
            is_used = rule_matches(rule, of, &of->pages[i]);
        if (!is_used)
            report(found, SELECTION_EMPTY, value_place(rule->written, path),
                   "no page is chosen by this line of 'include': correct it or delete it");
    }
}
