"""Fills the published forms by programs of others: pdf-lib, pikepdf, python-docx, openpyxl and LibreOffice."""
import copy
import datetime
import json
import os
import subprocess
import sys
import warnings

import docx
import openpyxl
import pikepdf
import yaml
from openpyxl.utils import range_boundaries

HERE = os.path.dirname(os.path.abspath(__file__))
TESTS = os.path.dirname(HERE)
sys.path[:0] = [os.path.join(TESTS, 'office')]

import forms
import words
from people import flat

warnings.simplefilter('ignore')
ROOT = os.path.dirname(TESTS)
SITE = os.path.join(HERE, 'site')
FORM = forms.Form(os.path.join(SITE, 'templates-forms/kaikki'))


def strings(language):
    with open(os.path.join(ROOT, f'themes/digitori/strings/{language}.yaml'), encoding='utf-8') as file:
        return yaml.load(file, yaml.CBaseLoader)['form_document']


def label(language, name, value):
    """The words for an option, as a person sees them."""
    if name == '_phase':
        return strings(language)[f'phase_{value}']
    said = FORM.words(language)['fields']
    parts = name.split('__')
    return (said[parts[0]]['columns'][parts[2]] if len(parts) == 3 else said[name])['options'][value]


def shown_date(value, language):
    year, month, day = map(int, value.split('-'))
    months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
    return f'{day} {months[month - 1]} {year}' if language == 'en' else f'{day}.{month}.{year}'


def shown_number(value, language):
    return str(value) if language == 'en' else str(value).replace('.', ',')


def shown(language, name, kind, value):
    """As a person types it."""
    if kind == 'choice':
        return label(language, name, value)
    if kind == 'date':
        return shown_date(value, language)
    return shown_number(value, language) if kind in ('number', 'score') else value


# ---- PDF

def combos_of(path):
    with pikepdf.open(path) as file:
        return {str(field.T) for field in file.Root.AcroForm.Fields if field.get('/FT') == '/Ch'}


def pdf_values(person, combos):
    """For pdf-lib: options as it tells them."""
    found = {}
    for name, kind, value in flat(person['answers']):
        if kind == 'choice':
            found[name] = label(person['language'], name, value) if name in combos else value
        elif kind == 'check':
            found[name] = True
        elif kind == 'score':
            found[name] = str(value)
        else:
            found[name] = shown(person['language'], name, kind, value)
    return found


def fill_pdfs(downloads, jobs):
    """[(person, to)], all by one run of pdf-lib."""
    blank = {language: os.path.join(downloads, f'kaikki.{language}.pdf') for language in {person['language'] for person, _ in jobs}}
    combos = {language: combos_of(path) for language, path in blank.items()}
    plan = [{'from': blank[person['language']], 'to': to, 'values': pdf_values(person, combos[person['language']])}
            for person, to in jobs]
    done = subprocess.run(['node', os.path.join(TESTS, 'pdf/fill.mjs')], input=json.dumps(plan), capture_output=True, text=True, check=True)
    return [found['fault'] for found in json.loads(done.stdout) if 'fault' in found]


def save_again(path):
    """As other programs do: without object streams, and the values of texts in UTF-16."""
    with pikepdf.open(path, allow_overwriting_input=True) as file:
        del file.docinfo['/DigitoriForm']
        for field in file.Root.AcroForm.Fields:
            if field.get('/FT') == '/Tx' and '/V' in field:
                field.V = pikepdf.String(str(field.V) + '\u200b'[:0])
        file.save(path, object_stream_mode=pikepdf.ObjectStreamMode.disable)


# ---- Word

def copy_row(body, values):
    """Word adds a row by copying the last one, with its tags."""
    wanted = max([int(name.split('__')[1]) for name in values if name.count('__') == 2], default=0)
    items = [sdt for sdt in body.iter(words.W + 'sdt') if sdt.find(words.W + 'sdtPr').find(words.W15 + 'repeatingSectionItem') is not None]
    for number in range(len(items), wanted):
        items[-1].addnext(copy.deepcopy(items[2]))
    return len(items)


def fill_docx(downloads, person, to, left=()):
    """As Word does; the names in [left] are for somebody else."""
    document = docx.Document(os.path.join(downloads, f"kaikki.{person['language']}.docx"))
    values = {name: (kind, value) for name, kind, value in flat(person['answers'])}
    body = document.element.body
    copy_row(body, values)
    seen = {}
    for control in words.controls(body, FORM):
        name = control.name
        if name.count('__') == 2:
            table, _, column = name.split('__')
            seen[column] = seen.get(column, 0) + 1
            name = f'{table}__{seen[column]}__{column}'
        if name not in values or name in left:
            continue
        kind, value = values[name]
        control.fill(words.TICKED if kind == 'check' else shown(person['language'], name, kind, value))
        if kind == 'long':
            put_lines(control.shown, value)
        if kind == 'date':
            control.settings.find(words.W + 'date').set(words.W + 'fullDate', value + 'T00:00:00Z')
    document.save(to)


def put_lines(shown, value):
    """Lines of a text as Word keeps them: a break between two."""
    run = shown.getparent()
    first, *others = value.split('\n')
    shown.text = first
    for line in others:
        run.append(run.makeelement(words.W + 'br', {}))
        part = run.makeelement(words.W + 't', {'{http://www.w3.org/XML/1998/namespace}space': 'preserve'})
        part.text = line
        run.append(part)


# ---- Spreadsheets

def fill_xlsx(downloads, person, to):
    file = openpyxl.load_workbook(os.path.join(downloads, f"kaikki.{person['language']}.xlsx"))
    yes = strings(person['language'])['yes']
    for name, kind, value in flat(person['answers']):
        parts, offset = name.split('__'), 0
        if len(parts) == 3:
            name, offset = f'{parts[0]}__{parts[2]}', int(parts[1]) - 1
        sheet, area = next(iter(file.defined_names.get(forms.mark_of(name, forms.BOOK_NAME)).destinations))
        left, top, _, _ = range_boundaries(area.replace('$', ''))
        cell = file[sheet].cell(top + offset, left)
        if kind == 'check':
            cell.value = yes
        elif kind == 'choice':
            cell.value = label(person['language'], '__'.join(parts), value)
        elif kind == 'date':
            cell.value = datetime.date.fromisoformat(value)
        else:
            cell.value = value
            if isinstance(value, str):
                cell.data_type = 's'
    file.save(to)
