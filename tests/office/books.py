"""Spreadsheet forms, filled in by openpyxl through their defined names and, in part, typed in LibreOffice, which then
computes: totals, products, sums and the last sheet are what the answers and form.yaml give.
"""
import datetime
import os
import re
import warnings

import openpyxl
import yaml
from openpyxl.cell.cell import MergedCell
from openpyxl.utils import range_boundaries

import forms
import libreoffice

warnings.simplefilter('ignore')
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
# What a spreadsheet might take for a formula.
HOSTILE = '=HYPERLINK("http://x.example";"Ääkköset")'
DATE = datetime.datetime(2026, 11, 22)
HANDS = 4                       # every fourth text and number is typed in LibreOffice
NEAR = 0.006                    # averages are rounded to two decimals
TITLE_LIMIT = 31
NO_TITLE = re.compile(r"[\[\]:*?/\\]|^'|'$")
EXCEL_KEEPS = {'history'}       # titles that Excel has for itself


class Book:
    """A form's spreadsheet: the cells of every name, and what is to be put there."""

    def __init__(self, path, form, language):
        self.path, self.form = path, form
        self.name = os.path.basename(path)
        self.words = form.words(language)['fields']
        with open(os.path.join(ROOT, f'themes/digitori/strings/{language}.yaml'), encoding='utf-8') as file:
            self.strings = yaml.load(file, yaml.CBaseLoader)['form_document']
        self.file = openpyxl.load_workbook(path)
        self.fields = forms.book_names(form)
        self.places = {name: places(self.file, forms.mark_of(name, forms.BOOK_NAME)) for name in self.fields}
        self.values = {}                # name -> [value, ...]; the option's id for a choice
        for name, (field, kind) in self.fields.items():
            if not field.is_computed:
                self.values[name] = [value_for(field, kind, len(self.values) + row, self.rows_filled(name, row))
                                     for row in range(len(self.places[name]))]

    def rows_filled(self, name, row):
        """The last rows of a table stay empty."""
        return len(self.places[name]) == 1 or row < len(self.places[name]) - 2

    def shown(self, name, value):
        """What stands in the cell for a value."""
        field, kind = self.fields[name]
        if kind == 'check':
            return self.strings['yes'] if value else None
        if value is None or kind != 'choice':
            return value
        if field in self.form.header:
            return self.strings[f'phase_{value}']
        said = self.words[name] if name in self.words else self.words[name.split('__')[0]]['columns'][field.id]
        return said['options'][value]

    def rows(self, table):
        """The filled rows of a table: [{column: value}], with what is computed in a row."""
        columns = {column.id: self.values.get(f'{table.id}__{column.id}') for column in table.columns}
        count = max(len(values) for values in columns.values() if values)
        rows = [{name: values[row] for name, values in columns.items() if values} for row in range(count)]
        return [row for row in rows if any(value is not None for value in row.values())]


def places(file, mark):
    """[(sheet, row, column)] of a defined name."""
    name = file.defined_names.get(mark)
    found = []
    for sheet, area in name.destinations if name else []:
        left, top, right, bottom = range_boundaries(area.replace('$', ''))
        found += [(sheet, row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]
    return found


def value_for(field, kind, number, is_filled):
    if not is_filled:
        return None
    if kind == 'choice':
        return field.options[number % len(field.options)]
    if kind == 'check':
        return True
    if kind == 'date':
        return DATE
    if kind == 'score':
        return field.minimum + number % (field.maximum - field.minimum + 1)
    if kind == 'number':
        least, most = field.limits
        return min(max(least, 1 + number % 7 + (0.5 if field.decimals else 0)), most)
    return HOSTILE if number % 3 == 0 else f'Öljy & ääni {number % 3}'


# ---- What must come out

def computed_row(table, row):
    """The products of a row."""
    return {column.id: row[column.product[0]] * row[column.product[1]] for column in table.columns
            if column.product and all(row.get(part) is not None for part in column.product)}


def totals(book):
    """Of every section: points, maximum, and whether they are shown."""
    counted = list(book.form.counted())
    result = []
    for section in book.form.sections:
        points = maximum = 0
        for table, score in counted:
            if (table or score) not in section:
                continue
            for value, weight in scored(book, table, score):
                points += value * weight
                maximum += score.maximum * weight
        has_scores = book.form.has_total and any((table or score) in section for table, score in counted)
        result.append((points, maximum, has_scores))
    return result


def scored(book, table, score):
    if table is None:
        return [(value, score.weight) for value in book.values[score.id] if value is not None]
    return [(row[score.id], row[score.weight_by] if score.weight_by else score.weight) for row in book.rows(table)
            if row.get(score.id) is not None and (not score.weight_by or row.get(score.weight_by) is not None)]


def sums(book, field):
    """What rows with the same key add up to."""
    other = next(f for f in book.form.fields if f.id == field.sum['column'].split('.')[0])
    column, key = field.sum['column'].split('.')[1], field.sum['by']
    found = {}
    for row in book.rows(other):
        row = {**row, **computed_row(other, row)}
        if row.get(key) is not None:
            found[row[key]] = found.get(row[key], 0) + (row.get(column) or 0)
    return found


def expected_computed(book):
    """name -> values of the fields that nobody types."""
    expected = {}
    for field in book.form.fields:
        if field.product:
            expected[field.id] = [book.values[field.product[0]][0] * book.values[field.product[1]][0]]
        for column in field.columns:
            if column.product:
                expected[f'{field.id}__{column.id}'] = [computed_row(field, row).get(column.id) for row in book.rows(field)]
            elif column.sum:
                by = sums(book, column)
                expected[f'{field.id}__{column.id}'] = [by.get(row.get(column.sum['by']), 0) for row in book.rows(field)]
    return expected


# ---- Filling in

def fill(book, target):
    """Leaves some to LibreOffice: {(sheet, row, column): value}."""
    left, number = {}, 0
    for name, values in book.values.items():
        for (sheet, row, column), value in zip(book.places[name], values):
            shown, kind = book.shown(name, value), book.fields[name][1]
            number += 1
            if shown is not None and kind in ('number', 'score') and number % HANDS == 0:
                left[sheet, row, column] = shown
                continue
            cell = book.file[sheet].cell(row, column)
            cell.value = shown
            if isinstance(shown, str):      # whatever it begins with
                cell.data_type = 's'
    book.file.save(target)
    return left


def type_in(document, left):
    for (sheet, row, column), value in left.items():
        document.Sheets.getByName(sheet).getCellByPosition(column - 1, row - 1).setValue(value)


def check(tally, office, path, form, work):
    language = path.split('.')[-2]
    book = Book(path, form, language)
    check_names(tally, book)
    check_guard(tally, book)
    check_blank(tally, book, office)
    filled, saved = os.path.join(work, 'filled-' + book.name), os.path.join(work, 'saved-' + book.name)
    left = fill(book, filled)
    document = office.open(filled)
    type_in(document, left)
    document.calculateAll()
    libreoffice.save(document, saved)
    libreoffice.close(document)
    shown, written = openpyxl.load_workbook(saved, data_only=True), openpyxl.load_workbook(saved)
    check_values(tally, book, shown, written)
    check_computed(tally, book, shown)
    check_summary(tally, book, shown)


# ---- As it is published

def check_names(tally, book):
    wanted = {forms.mark_of(name, forms.BOOK_NAME) for name in book.fields} | ({'f__total'} if book.form.has_total else set()) \
        | {'f__form'}           # a text: which form it is
    found = {name.name for name in book.file.defined_names.definedName if name.name.startswith('f_')}
    wrong = sorted(wanted ^ found)
    rows = [name for name, cells in book.places.items() if '__' in name and book.fields[name][0] not in book.form.fields
            and len(cells) < forms.BOOK_ROWS]
    tally.check(not wrong and not rows, f'{book.name}: {len(found)} ranges have the names of the form', ', '.join(wrong[:8] + rows[:4]))
    titles = [sheet.title for sheet in book.file]
    wrong = [title for title in titles if len(title) > TITLE_LIMIT or NO_TITLE.search(title) or title.lower() in EXCEL_KEEPS]
    tally.check(not wrong and len({title.lower() for title in titles}) == len(titles), f'{book.name}: sheets have titles that Excel takes',
                ', '.join(wrong or titles))


def check_guard(tally, book):
    """What is filled in is open, all else is locked."""
    wrong = [sheet.title for sheet in book.file if not sheet.protection.sheet]
    to_fill = {place for name in book.values for place in book.places[name]}
    for sheet in book.file:
        for row in sheet.iter_rows():
            wrong += [f'{sheet.title}!{cell.coordinate}' for cell in row if not isinstance(cell, MergedCell)
                      and cell.protection.locked is ((sheet.title, cell.row, cell.column) in to_fill)]
    tally.check(not wrong, f'{book.name}: cells to fill are open, all else is locked', ', '.join(wrong[:8]))


def check_blank(tally, book, office):
    """What formulas show before anything computes them is what they give."""
    kept = openpyxl.load_workbook(book.path, data_only=True)
    document = office.open(book.path)
    document.calculateAll()
    wrong = []
    for sheet in book.file:
        there = document.Sheets.getByName(sheet.title)
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == 'f':
                    given = there.getCellByPosition(cell.column - 1, cell.row - 1)
                    told = kept[sheet.title][cell.coordinate].value
                    if given.getError() or not same(told, given.String if isinstance(told, str) or told is None else given.Value):
                        wrong.append(f'{sheet.title}!{cell.coordinate}: {told!r}, computed {given.String!r}')
    libreoffice.close(document)
    tally.check(not wrong, f'{book.name}: the blank form shows what its formulas give', '\n'.join(wrong[:8]))


# ---- Filled in

def same(one, other):
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return abs(one - other) < NEAR
    return (one or '') == (other or '')


def cell_values(file, cells):
    return [file[sheet].cell(row, column).value for sheet, row, column in cells]


def check_values(tally, book, shown, written):
    wrong, formulas, count = [], [], 0
    for name, values in book.values.items():
        cells = book.places[name]
        for place, value, found in zip(cells, values, cell_values(shown, cells)):
            count += value is not None
            if not same(book.shown(name, value), found):
                wrong.append(f'{name}: {found!r} instead of {book.shown(name, value)!r}')
            if written[place[0]].cell(*place[1:]).data_type == 'f':
                formulas.append(name)
    tally.check(count and not wrong, f'{book.name}: {count} values are found after LibreOffice', '\n'.join(wrong[:8]))
    tally.check(not formulas, f'{book.name}: no value is a formula', ', '.join(formulas[:8]))
    wrong = [f'{sheet.title}!{cell.coordinate} {cell.value}' for sheet in shown for row in sheet.iter_rows()
             for cell in row if cell.data_type == 'e']
    tally.check(not wrong, f'{book.name}: no formula is an error', ', '.join(wrong[:8]))


def check_computed(tally, book, shown):
    wrong = []
    for name, values in expected_computed(book).items():
        found = cell_values(shown, book.places[name])
        wrong += [f'{name}, row {row + 1}: {there!r} instead of {value!r}'
                  for row, (value, there) in enumerate(zip(values, found)) if not same(value, there)]
    if book.form.has_total:
        found = cell_values(shown, places(book.file, 'f__total'))
        points = sum(points for points, _, _ in totals(book))
        if len(found) != 1 or not same(points, found[0]):
            wrong.append(f'_total: {found} instead of {points}')
    tally.check(not wrong, f'{book.name}: what is computed is right', '\n'.join(wrong[:8]))


def rows_below(sheet, head, number=0):
    """The rows below one that begins with [head], up to an empty one."""
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    starts = [i for i, row in enumerate(rows) if row[0] == head]
    if number >= len(starts):
        return []
    end = next((i for i in range(starts[number] + 1, len(rows)) if rows[i][0] is None), len(rows))
    return rows[starts[number] + 1:end]


def check_summary(tally, book, shown):
    """The last sheet counts what is filled in, and the numbers and options of tables."""
    sheet = next((s for s in shown if s.title == book.strings['summary']), None)
    if not tally.check(sheet is not None, f'{book.name}: there is a sheet that counts'):
        return
    rows = rows_below(sheet, book.strings['section'])
    wanted = []
    for section, (points, maximum, has_scores) in zip(book.form.sections, totals(book)):
        filled = [len(section), len(section), 0]
        wanted.append(filled + ([points, maximum, points / maximum if maximum else 0] if has_scores else []))
    compare(tally, f'{book.name}: sections are counted', [row[1:] for row in rows[:-1]], wanted)
    compare(tally, f'{book.name}: the sum of sections is right', [row[1:4] for row in rows[-1:]],
            [[sum(row[i] for row in wanted) for i in range(3)]])
    numbers, options = [], []
    for table in book.form.fields:
        for column in table.columns:
            label = book.words[table.id]['columns'][column.id]
            heads = [book.words[table.id]['label'], label['label'] if isinstance(label, dict) else label]
            values = column_values(book, table, column)
            if column.type in ('number', 'score'):
                numbers.append(heads + ([len(values), sum(values), sum(values) / len(values), min(values), max(values)] if values
                                        else [0, 0]))
            elif column.type == 'choice':
                options += [[*heads, label['options'][option], None, None, values.count(option)] for option in column.options]
            elif column.type == 'check':
                options.append([*heads, book.strings['yes'], None, None, len(values)])
    blocks = [rows_below(sheet, book.strings['table'], n) for n in range(2)]
    if numbers:
        compare(tally, f'{book.name}: numbers of tables are summed up', blocks[0], numbers)
    if options:
        compare(tally, f'{book.name}: options of tables are counted', blocks[1 if numbers else 0], options)


def column_values(book, table, column):
    name = f'{table.id}__{column.id}'
    values = expected_computed(book)[name] if column.is_computed else book.values[name]
    return [value for value in values if value is not None]


def compare(tally, name, found, wanted):
    wrong = [f'{there} instead of {should}' for there, should in zip(found, wanted)
             if not all(same(a, b) for a, b in zip(should, there))]
    if len(found) != len(wanted):
        wrong.append(f'{len(found)} rows instead of {len(wanted)}')
    tally.check(not wrong, name, '\n'.join(wrong[:8]))
