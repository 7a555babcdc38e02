"""What people meant, against what stands in answers files and tables."""
import csv
import os
import re

from people import flat

# LibreOffice 7.4 takes line breaks out of a control when it saves; every word must still be there.
LINES_LOST = {'docx-office', 'docx-typed'}


def differences(meant, found, how):
    wrong = []
    for name in sorted(set(meant) | set(found)):
        a, b = meant.get(name), found.get(name)
        if how in LINES_LOST and isinstance(a, str) and isinstance(b, str):
            a, b = a.replace('\n', ''), b.replace('\n', '')
        if a != b:
            wrong.append(f'{name}: {b!r} instead of {a!r}')
    return wrong


def check_values(tally, made, report):
    found = {os.path.basename(one['file']): one for one in report['answers']}
    for person, how, to in made.values():
        one = found.pop(os.path.basename(to), None)
        if not tally.check(one is not None, f'{os.path.basename(to)} is collected'):
            continue
        wrong = differences(person['answers'], one['answers'], how)
        tally.check(not wrong, f'{os.path.basename(to)}: {len(person["answers"])} answers are those that were given', '\n'.join(wrong[:8]))
        tally.check(one['language'] == person['language'] and one['form'] == 'kaikki', f'{os.path.basename(to)}: its form and language are known', str(one)[:200])
    tally.check(not found, 'nothing else is collected', ' '.join(found))


def check_csv(tally, made, path):
    """In a spreadsheet's eyes: every cell, with its signs taken off."""
    with open(path, encoding='utf-8-sig', newline='') as file:
        rows = {os.path.basename(row['file']): row for row in csv.DictReader(file, delimiter=';')}
    unsafe = [f'{name}: {cell!r}' for row in rows.values() for name, cell in row.items()
              if cell and cell[0] in '=+-@|\t\r' and not cell[1:].replace(',', '').isdigit() and cell not in ('-', '+')]
    tally.check(not unsafe, 'no cell of the CSV begins a formula', '\n'.join(unsafe[:8]))
    for person, how, to in made.values():
        row, wrong = rows.get(os.path.basename(to)), []
        for name, kind, value in flat(person['answers']) if row else ():
            wanted = '1' if kind == 'check' else str(value).removesuffix('.0').replace('.', ',') if kind in ('number', 'score') else value
            cell = re.sub(r"(^|[,;\t\r\n])'", r'\1', row[name])
            if how in LINES_LOST:
                cell, wanted = cell.replace('\n', ''), wanted.replace('\n', '')
            if cell != wanted:
                wrong.append(f'{name}: {cell!r} instead of {wanted!r}')
        tally.check(row and not wrong, f'{os.path.basename(to)}: every value is in the CSV', '\n'.join(wrong[:8]))
