"""Every value in the spreadsheet and in the reports, worked out here from what people filled in."""
import datetime
import html
import os
import re
import subprocess

import openpyxl

import filling
from compare import LINES_LOST
from expected import figures, finnish, finnish_column

OTHER, YES, TICKED, NOT_TICKED = 'Muu, oma teksti', 'Kyllä', 'Rastitettu', 'Ei rastia'
HEADS = {'_process': 'Prosessin nimi', '_phase': 'Yhteiskehittämisen vaihe', '_filled_by': 'Täyttäjä ja organisaatio'}


def plain(said):
    """Without what formats add between words, or take away."""
    return re.sub(r'[\s|\u00ad]+', '', said)


# ---- Spreadsheet

def label_of(name):
    words = filling.FORM.words('fi')['fields'][name]
    return words['label'] if isinstance(words, dict) else words


def shown(field, value):
    """A cell's value."""
    if field.type == 'date':
        return datetime.datetime.fromisoformat(value)
    if field.type == 'choice':
        return filling.label('fi', field.id, value)
    return YES if field.type == 'check' else value


def row_of(answers):
    """{head: value} of the sheet of answers."""
    row = {HEADS[name]: filling.label('fi', name, answers[name]) if name == '_phase' else answers[name] for name in HEADS if name in answers}
    for field in filling.FORM.fields:
        label, value = label_of(field.id), answers.get(field.id)
        if field.type == 'multi':
            row.update({f'{label}: {filling.label("fi", field.id, option)}': 1 for option in value or ()})
        elif field.type != 'table' and value is not None:
            # Two columns cannot have one name: the day when the form was filled in stands before.
            row['Päivä (20)' if label == 'Päivä' else label] = shown(field, value)
        if field.has_other and field.id + '_other' in answers:
            row[f'{label}: {OTHER}'] = answers[field.id + '_other']
    return row


def is_same(meant, found, how):
    if isinstance(meant, str) and how in LINES_LOST:
        return plain(meant) == plain(found or '')
    return meant == found


def check_xlsx(tally, made, path):
    book = openpyxl.load_workbook(path)
    sheet = book['Vastaukset']
    heads = [cell.value for cell in sheet[1]]
    rows = {os.path.basename(row['Tiedosto']): row for row in (dict(zip(heads, cells)) for cells in sheet.iter_rows(min_row=2, values_only=True))}
    tables = {}
    for number, _, *cells in book['Osapuolet'].iter_rows(min_row=2, values_only=True):
        tables.setdefault(number, []).append(cells)
    table = next(field for field in filling.FORM.fields if field.type == 'table')
    for person, how, to in made.values():
        name, meant = os.path.basename(to), row_of(person['answers'])
        row = rows.pop(name, {})
        found = {head: value for head, value in row.items() if value is not None and head not in ('Nro', 'Tiedosto', 'Kieli', 'Päivä', 'Yhteispisteet', 'Osuus enimmäispisteistä')}
        wrong = [f'{head}: {found.get(head)!r} instead of {meant.get(head)!r}' for head in sorted({*meant, *found})
                 if not is_same(meant.get(head), found.get(head), how)]
        lines = [[shown_cell(column, cells) for column in table.columns] for cells in person['answers'].get('osapuolet', ())]
        if lines != tables.get(row.get('Nro'), []):
            wrong.append(f'rows {tables.get(row.get("Nro"))} instead of {lines}')
        tally.check(not wrong, f'{name}: every value is in the spreadsheet', '\n'.join(wrong[:8]))
    tally.check(not rows, 'the spreadsheet has nobody else', ' '.join(rows))


def shown_cell(column, cells):
    value = cells.get(column.id)
    if value is None:
        return None
    return filling.label('fi', f'osapuolet__1__{column.id}', value) if column.type == 'choice' else shown(column, value)


# ---- Reports

def shares(counts, of_all):
    """The shares of one column."""
    return [f'{share} %' for share in finnish_column([count / of_all * 100 for count in counts], 1)]


def chosen_rows(field, given):
    """A row for each option: how many chose it."""
    lists = [value if isinstance(value, list) else [value] for value, _ in given if value is not None]
    own = [other for _, other in given if other is not None]
    counts = [(filling.label('fi', field.id, option), sum(option in one for one in lists)) for option in field.options]
    counts += [(OTHER, len(own))] if field.has_other else []
    told = shares([count for _, count in counts], len(given))
    return [f'{label} {count} {share}' for (label, count), share in zip(counts, told)] + own


def number_row(numbers):
    told = figures(numbers)
    return ' '.join(finnish(told[key]) for key in ('count', 'mean', 'median', 'deviation', 'smallest', 'largest'))


def table_rows(table, everybody):
    rows = [cells for answers in everybody for cells in answers.get(table.id, ())]
    made = [f'Rivejä {len(rows)}, {sum(bool(answers.get(table.id)) for answers in everybody)} lomakkeella.']
    labels = filling.FORM.words('fi')['fields'][table.id]['columns']
    for cells in rows:
        parts = []
        for column in table.columns:
            words = labels[column.id]
            value = shown_cell(column, cells)
            if value is not None:
                said = filling.shown_date(cells[column.id], 'fi') if column.type == 'date' else finnish(value) if column.type == 'number' else value
                parts.append(f'{words["label"] if isinstance(words, dict) else words}: {said}')
        made.append('; '.join(parts))
    hours = [cells['tunnit'] for cells in rows if 'tunnit' in cells]
    told = figures(hours)
    return made + [' '.join(['Tunnit', str(len(hours)), finnish(sum(hours))] + [finnish(told[key]) for key in ('mean', 'median', 'deviation', 'smallest', 'largest')])]


def expected_sections(everybody):
    """{heading: what must stand below it}."""
    found = {}
    for field in filling.FORM.fields:
        given = [(answers.get(field.id), answers.get(field.id + '_other')) for answers in everybody]
        given = [pair for pair in given if pair != (None, None)]
        values = [value for value, _ in given if value is not None]
        lines = [f'Vastauksia {len(given)} / {len(everybody)}.'] if field.type not in ('table', 'check', 'signature') else []
        if field.type in ('choice', 'multi'):
            lines += chosen_rows(field, given)
        elif field.type in ('number', 'score'):
            lines.append(number_row(values))
        elif field.type == 'date':
            lines += [f'Ensimmäinen: {filling.shown_date(min(values), "fi")}', f'Viimeinen: {filling.shown_date(max(values), "fi")}']
        elif field.type == 'check':
            counts = [len(values), len(everybody) - len(values)]
            lines += [f'{label} {count} {share}' for label, count, share in zip((TICKED, NOT_TICKED), counts, shares(counts, len(everybody)))]
        elif field.type == 'table':
            lines += table_rows(field, everybody)
        elif field.type != 'signature':
            lines += values
        found[label_of(field.id)] = lines
    return found


def sections_of(said, heading):
    """{heading: what stands below it}, of the third level."""
    parts = re.split(heading, said)
    return dict(zip(map(str.strip, parts[1::2]), map(plain, parts[2::2])))


def read_markdown(path):
    with open(path, encoding='utf-8') as file:
        said = re.sub(r'\\([^\w\s]|(?=\n))', r'\1', file.read().replace('**', ''))
    return sections_of(said, r'(?m)^### (.*)$')


def read_html(path):
    with open(path, encoding='utf-8') as file:
        said = re.sub(r'<h3[^>]*>(.*?)</h3>', r'\n### \1\n', file.read(), flags=re.S)
    return sections_of(html.unescape(re.sub(r'<[^>]+>', '', said)), r'(?m)^### (.*)$')


def read_pdf(path):
    """All of it: headings are not told from other lines."""
    said = subprocess.run(['pdftotext', '-raw', path, '-'], capture_output=True, text=True, check=True).stdout
    # The foot and the head of a page stand between the lines of a text, both before the page's own.
    said = re.sub(r'\f[^\n]*\n[^\n]*\n', '', said.replace('\u00ad\n', ''))
    return plain(said)


def missing_in(said, lines):
    return [line for line in lines if plain(line) not in said]


def check_reports(tally, made, stem, leave_out=()):
    """The reports tell of everybody. [leave_out]: labels of what is personal."""
    wanted = {heading: lines for heading, lines in expected_sections([person['answers'] for person, _, _ in made.values()]).items() if heading not in leave_out}
    for ending, read in (('md', read_markdown), ('html', read_html)):
        sections = read(f'{stem}.{ending}')
        for heading, lines in wanted.items():
            wrong = missing_in(sections.get(heading, ''), lines)
            tally.check(not wrong, f'{ending}: {heading}, {len(lines)} lines', '\n'.join(wrong[:5]) + '\nin ' + sections.get(heading, '')[:300])
        told = [heading for heading in leave_out if heading in sections]
        tally.check(not told, f'{ending}: nothing personal', ' '.join(told))
    said = read_pdf(f'{stem}.pdf')
    wrong = [f'{heading}: {line}' for heading, lines in wanted.items() for line in missing_in(said, lines)]
    tally.check(not wrong, f'pdf: {sum(map(len, wanted.values()))} lines', '\n'.join(wrong[:12]))
