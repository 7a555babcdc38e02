"""Words and values that mean harm, in the files of a form (forms-site, "paha"): they stay words. No formula, link, field,
part or script is there but ours.
"""
import json
import os
import re
import shutil
import subprocess
import zipfile

import docx
import openpyxl
from lxml import etree, html

import books
import forms
import libreoffice
import words

PAGE = 'https://koe.example/fi/lomakkeet/paha.html'
RELATION = '{http://schemas.openxmlformats.org/package/2006/relationships}Relationship'
PARTS = {'docx': r'\[Content_Types\]\.xml|_rels/\.rels|docProps/(core|app|custom)\.xml|word/_rels/document\.xml\.rels'
                 r'|word/(document|styles|settings|numbering|fontTable|header\d|footer\d)\.xml',
         'xlsx': r'\[Content_Types\]\.xml|_rels/\.rels|docProps/(core|app|custom)\.xml|xl/_rels/workbook\.xml\.rels'
                 r'|xl/(workbook|styles|sharedStrings|theme/theme1|worksheets/sheet\d+)\.xml'}
TYPES = re.compile(r'application/(xml|vnd\.openxmlformats-package\.(relationships|core-properties)\+xml'
                   r'|vnd\.openxmlformats-officedocument\.(theme|(extended|custom)-properties'
                   r'|(wordprocessingml|spreadsheetml)\.[a-zA-Z]+(\.main)?)\+xml)')
FIELDS = {'PAGE', 'NUMPAGES'}
ACTIVE = {'object', 'OLEObject', 'altChunk', 'control', 'attachedTemplate', 'mailMerge', 'subDoc', 'movie', 'frameset', 'oleObject',
          'ddeLink', 'externalReference', 'webPublishObjects', 'connection', 'legacyDrawing'}
FUNCTIONS = {'IF', 'AND', 'OR', 'NOT', 'SUM', 'SUMIF', 'SUMPRODUCT', 'COUNT', 'COUNTA', 'COUNTIF', 'COUNTBLANK', 'AVERAGE', 'MIN', 'MAX',
             'ROUND', 'ISNUMBER', 'N', 'IFERROR', 'TRIM', 'LEN', 'EXACT', 'TRUE', 'FALSE'}
# What people or programs might put into a file; ten times what a field takes. (LibreOffice lays out a megabyte for
# minutes, and XML holds no U+0000.)
VALUES = ['=HYPERLINK("http://paha.example";"Paina")', '<script>alert(1)</script>', '</w:t></w:r>&lt;', "=cmd|'/c calc'!A0",
          '@SUM(1)', 'Äö_12345 ' * 6000 + 'loppu', '\U0001f600' * 5000]
CELL_LIMIT = 32767


def squeezed(text):
    """Without the room and the hyphens that lines bring."""
    return re.sub(r'[\s\u00ad]', '', text)


def check_package(tally, path):
    """Only parts of known kinds, which lead nowhere but to the addresses that were written."""
    kind = path.rsplit('.', 1)[1]
    allowed = forms.SITE_LINKS | {PAGE}
    strange, leads, active = [], [], []
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if not re.fullmatch(PARTS[kind], name):
                strange.append(name)
            tree = etree.fromstring(package.read(name), etree.XMLParser(resolve_entities=False))
            for element in tree.iter(etree.Element):
                if element.tag == RELATION and element.get('TargetMode') == 'External':
                    if not element.get('Type').endswith('/hyperlink') or element.get('Target') not in allowed:
                        leads.append(element.get('Target'))
                active += [f'{name}: {element.tag}'] * (etree.QName(element).localname in ACTIVE)
                told = element.get('ContentType')
                if told and not TYPES.fullmatch(told):
                    strange.append(told)
            if tree.getroottree().docinfo.doctype:
                active.append(f'{name}: a document type')
    tally.check(not strange, f'{kind}: only the parts that we make', ', '.join(strange))
    tally.check(not leads, f'{kind}: leads nowhere but where it was written to', ', '.join(leads))
    tally.check(not active, f'{kind}: nothing in it is active', ', '.join(active[:8]))


def check_said(tally, form, kind, text):
    text = squeezed(text)
    lost = [said for said in form.said('fi') if squeezed(said) not in text]
    tally.check(not lost, f'{kind}: words stand there as they were written', '\n'.join(lost))


# ---- Word

def check_word(tally, office, form, path, work):
    body = docx.Document(path).element.body
    codes = [code.text.split()[0] for part in zip_parts(path, 'word/') for code in part.iter(words.W + 'instrText', words.W + 'fldSimple')
             if code.text]
    tally.check(set(codes) <= FIELDS, 'docx: no field but the numbers of pages', ', '.join(codes))
    # What a drop-down list holds is an attribute.
    shown = words.text_of(body) + ''.join(item.get(words.W + 'displayText') or '' for item in body.iter(words.W + 'listItem'))
    check_said(tally, form, 'docx', shown)
    check_word_values(tally, office, form, path, work)


def zip_parts(path, folder):
    with zipfile.ZipFile(path) as package:
        return [etree.fromstring(package.read(name)) for name in package.namelist() if name.startswith(folder) and name.endswith('.xml')]


def check_word_values(tally, office, form, path, work):
    document = docx.Document(path)
    texts = [control for control in words.controls(document.element.body, form) if control.kind == 'text']
    put = {control.name: value for control, value in zip(texts, VALUES)}
    for control in texts:
        if control.name in put:
            control.fill(put[control.name])
    filled, saved = os.path.join(work, 'values.docx'), os.path.join(work, 'values-saved.docx')
    document.save(filled)
    opened = office.open(filled)
    libreoffice.save(opened, saved)
    libreoffice.close(opened)
    found = words.read(docx.Document(saved).element.body)
    wrong = [f'{name}: {found.get(forms.mark_of(name))!r:.60}' for name, value in put.items()
             if found.get(forms.mark_of(name)) != value]
    tally.check(len(put) == len(VALUES) and not wrong, f'docx: {len(put)} values that mean harm stay what they are', ', '.join(wrong))
    active = [etree.QName(e).localname for part in zip_parts(saved, 'word/') for e in part.iter(etree.Element)
              if etree.QName(e).localname in ACTIVE]
    tally.check(not active, 'docx: nothing becomes active with them', ', '.join(active))


# ---- Spreadsheet

def outside_quotes(formula):
    return re.sub(r'"[^"]*"|\'[^\']*\'', '', formula)


def check_formulas(tally, name, book):
    wrong, count = [], 0
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.hyperlink is not None and cell.hyperlink.target not in forms.SITE_LINKS | {PAGE}:
                    wrong.append(f'{cell.coordinate}: a link to {cell.hyperlink.target}')
                if cell.data_type == 'f':
                    count += 1
                    plain = outside_quotes(cell.value)
                    if set(re.findall(r'([A-Z.]+)\(', plain)) - FUNCTIONS or re.search(r'[\[\]|{}#]', plain):
                        wrong.append(f'{sheet.title}!{cell.coordinate} {cell.value}')
        for rule in sheet.data_validations.dataValidation:
            for told in (rule.formula1, rule.formula2):
                if told and not re.fullmatch(r'-?[\d.]*(E[+-]?\d+)?|\w*!\$[A-Z]+\$\d+:\$[A-Z]+\$\d+', outside_quotes(told)):
                    wrong.append(f'{sheet.title} {rule.sqref}: {told}')
    # Ranges, and one text: which form it is.
    wrong += [f'{told.name}: {told.attr_text}' for told in book.defined_names.definedName
              if not (told.name == 'f__form' and re.fullmatch(r'"[\w. -]*"', told.attr_text))
              and not re.fullmatch(r'\w*!\$[A-Z]+\$\d+(:\$[A-Z]+\$\d+)?', outside_quotes(told.attr_text))]
    tally.check(count and not wrong, f'xlsx: {name}: formulas are ours', '\n'.join(wrong[:8]))


def check_book(tally, office, form, path, work):
    book = openpyxl.load_workbook(path)
    check_formulas(tally, 'as published', book)
    texts = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == 's']
    texts += [f'{rule.promptTitle} {rule.prompt}' for sheet in book for rule in sheet.data_validations.dataValidation]
    check_said(tally, form, 'xlsx', '\n'.join(texts))
    # A long value, as a person may paste it, and words that begin like formulas.
    put, names = {}, [name for name, (field, kind) in forms.book_names(form).items() if kind in ('text', 'long')]
    for name, value in zip(names, VALUES):
        sheet, row, column = books.places(book, forms.mark_of(name, forms.BOOK_NAME))[0]
        cell = book[sheet].cell(row, column)
        cell.value, put[sheet, row, column] = value[:CELL_LIMIT // 2], value[:CELL_LIMIT // 2]
        cell.data_type = 's'
    filled, saved = os.path.join(work, 'values.xlsx'), os.path.join(work, 'values-saved.xlsx')
    book.save(filled)
    opened = office.open(filled)
    opened.calculateAll()
    libreoffice.save(opened, saved)
    libreoffice.close(opened)
    again = openpyxl.load_workbook(saved)
    wrong = [f'{place}: {again[place[0]].cell(*place[1:]).value[:40]!r}' for place, value in put.items()
             if again[place[0]].cell(*place[1:]).value != value or again[place[0]].cell(*place[1:]).data_type != 's']
    tally.check(len(put) == len(VALUES) and not wrong, f'xlsx: {len(put)} values that mean harm stay what they are', '\n'.join(wrong))
    check_formulas(tally, 'with them', again)


# ---- Tables of answers

# Where a formula begins depends on what separates the cells.
FORMULAS = ['=6*7', 'a\n=6*7\nb', 'a,=6*7,b', 'a;=6*7;b', 'a\t=6*7\tb', 'a\n =6*7', 'a\n\n+6*7', 'a,"=6*7,"', 'a\n"=6*7\nb', 'a,\u00a0=6*7',
            'a\n\uff1d6*7', 'a\n@SUM(1)', 'a\n-6*7', "a\n'=6*7", '-', 'a,-', '6*7,-\n6*7']
SEPARATORS = {'a comma': '44', 'a semicolon': '59', 'a tab': '9', 'all of them': '44/59/9'}


def formulas_in(document):
    """Those that LibreOffice makes of cells."""
    from com.sun.star.sheet.CellFlags import FORMULA
    found = document.Sheets.getByIndex(0).queryContentCells(FORMULA)
    return found.RangeAddressesAsString


def check_table(tally, office, program, site, work):
    answers, table, again = (os.path.join(work, name) for name in ('kaavat', 'kaavat.csv', 'kaavat.json'))
    os.mkdir(answers)
    for number, said in enumerate(FORMULAS):
        with open(os.path.join(answers, f'{number:02}.json'), 'w', encoding='utf-8') as file:
            json.dump({'form': 'pieni', 'version': '1', 'language': 'fi', 'filled': '2026-11-22', 'answers': {'nimi': f'nimi {number}', 'muuta': said}}, file)
    for source, to in ((answers, table), (table, again)):
        done = subprocess.run([program, 'collect', '-C', forms.SITE, source, '-o', to, '--personal'], capture_output=True, text=True)
        tally.check(done.returncode == 0, f'csv: {os.path.basename(to)} is made', done.stderr)
    for name, code in SEPARATORS.items():
        opened = office.open(table, FilterName='Text - txt - csv (StarCalc)', FilterOptions=f'{code},34,76')
        found = formulas_in(opened)
        libreoffice.close(opened)
        tally.check(not found, f'csv: no formula when {name} separates the cells', found)
    with open(again, encoding='utf-8') as file:
        said = [one['answers']['muuta'] for one in json.load(file)['answers']]
    tally.check(sorted(said) == sorted(FORMULAS), 'csv: what was said reads back', str(said))


# ---- Pages

def check_page(tally, form, name, path, own):
    """No script but the site's own files, no handlers, no addresses that act."""
    tree = html.parse(path).getroot()
    wrong = [f'script {script.get("src")!r}' for script in tree.iter('script')
             if not re.fullmatch(r'(\.\./)*[\w./-]+\.js(\?[\w.=-]*)?', script.get('src') or '') or (script.text or '').strip()]
    for element in tree.iter(etree.Element):
        for key, value in element.attrib.items():
            if key.lower().startswith('on') or key == 'style' and 'url(' in value:
                wrong.append(f'{element.tag} {key}={value[:40]!r}')
            if key in ('href', 'src', 'action', 'data', 'formaction') and re.match(r'\s*(javascript|data|vbscript|file):', value, re.I):
                wrong.append(f'{element.tag} {key}={value[:40]!r}')
        if element.tag in ('iframe', 'object', 'embed', 'base'):
            wrong.append(element.tag)
    tally.check(not wrong, f'{name}: nothing acts', '\n'.join(wrong[:8]))
    if own:
        values = ' '.join(value for element in tree.iter(etree.Element) for value in element.attrib.values())
        check_said(tally, form, name, tree.text_content() + values)


def check_markdown(tally, program, form, path, work):
    """The Markdown, published as a page, makes nothing but words of them."""
    site = os.path.join(work, 'markdown-site')
    os.makedirs(os.path.join(site, 'content/fi'))
    shutil.copy(os.path.join(forms.SITE, 'digitori.yaml'), site)
    with open(path, encoding='utf-8') as file:
        text = file.read().split('\n', 1)[1]
    with open(os.path.join(site, 'content/fi/index.md'), 'w', encoding='utf-8') as file:
        file.write('---\ntitle: Koe\n---\n' + text)
    done = subprocess.run([program, 'build', site, '-o', os.path.join(site, 'public')], capture_output=True, text=True)
    complaints = [line for line in done.stderr.split('\n') if 'error:' in line or 'warning:' in line]
    if tally.check(done.returncode == 0 and not complaints, 'md: publishes without complaint', done.stderr):
        check_page(tally, form, 'md', os.path.join(site, 'public/fi/index.html'), True)


def check_site(tally, office, program, site, work):
    form = forms.Form(os.path.join(forms.SITE, 'templates-forms', 'paha'))
    files = {kind: os.path.join(site, f'downloads/paha.fi.{kind}') for kind in ('docx', 'xlsx', 'md')}
    for kind in ('docx', 'xlsx'):
        check_package(tally, files[kind])
    check_word(tally, office, form, files['docx'], work)
    check_book(tally, office, form, files['xlsx'], work)
    check_markdown(tally, program, form, files['md'], work)
    check_table(tally, office, program, site, work)
    check_page(tally, form, 'html', os.path.join(site, 'fi/lomakkeet/paha.html'), True)
