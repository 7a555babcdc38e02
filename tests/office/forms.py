"""What templates-forms/ says of a form, read anew here: the names its fields have in each format, and its total.

README.md of that folder is the description. Everything in the files is text (CBaseLoader): "ei" and "no" are ids.
"""
import hashlib
import os
import subprocess

import yaml

# A site of the tests' own: "paha" has every kind of field and words that programs might act on; "pieni" is small.
SITE = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'forms-site')
# The only address that its words link to, besides the forms' own pages.
SITE_LINKS = {'https://koe.example/', 'https://koe.example/polku?a=1&b=(2)#c', 'https://koe.example/a?b=(c)'}

HEADER = [{'id': '_process', 'type': 'text'},
          {'id': '_phase', 'type': 'choice', 'options': [str(phase) for phase in range(1, 7)]},
          {'id': '_filled_by', 'type': 'text'}, {'id': '_date', 'type': 'date'}]
RADIOS, SCALE = 6, 11           # in a PDF, longer choices are combo boxes and longer scales are written
CELL_RADIOS = 6                 # in cells, where they fit
ROWS = 3                        # of a table that does not say
BOOK_ROWS = 10                  # a table of a spreadsheet has at least so many
TAG, BOOKMARK, BOOK_NAME = 64, 40, 255


class Field:
    def __init__(self, told):
        self.id, self.type = told['id'], told['type']
        self.required = told.get('required') == 'true'
        self.has_other = told.get('other') == 'true'
        self.options = told.get('options', [])
        self.minimum, self.maximum = float(told.get('minimum', 0)), float(told.get('maximum', 5))
        self.limits = float(told.get('minimum', '-inf')), float(told.get('maximum', 'inf'))
        self.decimals = int(told.get('decimals', 0))
        weight = told.get('weight', '1')
        self.weight_by = weight if self.type == 'score' and not is_number(weight) else None
        self.weight = float(weight) if self.type == 'score' and not self.weight_by else 1.0
        self.product, self.sum = told.get('product', []), told.get('sum')
        self.rows = int(told.get('rows', ROWS))
        self.columns = [Field(column) for column in told.get('columns', [])]

    @property
    def is_computed(self):
        return bool(self.product or self.sum)


class Form:
    def __init__(self, folder):
        self.id = os.path.basename(os.path.abspath(folder))
        self.folder = folder
        with open(os.path.join(folder, 'form.yaml'), encoding='utf-8') as file:
            told = yaml.load(file, yaml.CBaseLoader)
        self.header = [Field(field) for field in HEADER] if told.get('header') != 'false' else []
        self.sections = [[Field(field) for field in section['fields']] for section in told['sections']]

    @property
    def fields(self):
        return [field for section in self.sections for field in section]

    @property
    def all_fields(self):
        return self.header + self.fields

    def languages(self):
        """Those that are published."""
        there = [name[:-3] for name in sorted(os.listdir(self.folder)) if name.endswith('.md') and name != 'README.md']
        return [language for language in there if self.words(language).get('draft') != 'true']

    def said(self, language):
        """Every label, option and help of the fields, as its author wrote it."""
        waiting = [self.words(language)['fields']]
        while waiting:
            part = waiting.pop()
            if isinstance(part, dict):
                waiting += part.values()
            else:
                yield part

    def words(self, language):
        """The front matter of a language."""
        with open(os.path.join(self.folder, language + '.md'), encoding='utf-8') as file:
            return yaml.load(file.read().split('\n---\n')[0].removeprefix('---\n'), yaml.CBaseLoader)

    def counted(self):
        """(table or None, score) for every score that counts: all but the factors of a product."""
        for fields, table in [(self.fields, None)] + [(f.columns, f) for f in self.fields if f.type == 'table']:
            factors = {name for field in fields for name in field.product}
            yield from ((table, field) for field in fields if field.type == 'score' and field.id not in factors)

    @property
    def has_total(self):
        counted = list(self.counted())
        return len(counted) > 1 or any(table for table, _ in counted)


def is_number(told):
    return isinstance(told, str) and told.replace('.', '', 1).isdigit()


def parts_of(field):
    """What is filled in for a field that is no table: (name, kind); the field's own name or its options'."""
    names = [(field.id, field.type)]
    if field.type == 'multi':
        names = [(f'{field.id}__{option}', 'check') for option in field.options]
    return names + ([(field.id + '_other', 'text')] if field.has_other else [])


def cells_of(table, rows):
    return [(f'{table.id}__{row}__{column.id}', column) for row in range(1, rows + 1) for column in table.columns]


def is_scale(field):
    return field.minimum.is_integer() and field.maximum.is_integer()


def cell_kind(column):
    if column.type == 'choice':
        return 'radio or combo' if len(column.options) <= CELL_RADIOS else 'combo'
    if column.type == 'score' and not column.is_computed and is_scale(column) and 1 <= column.maximum - column.minimum < CELL_RADIOS:
        return 'radio or text'
    return 'check' if column.type == 'check' else 'text'


def pdf_kind(field, kind):
    if kind == 'check':
        return 'check'
    if kind == 'choice':
        return 'radio' if len(field.options) <= RADIOS else 'combo'
    if kind == 'score' and field.minimum.is_integer() and field.maximum - field.minimum < SCALE:
        return 'radio'
    return 'text'


def pdf_names(form):
    """name -> kind of field in the PDF: text, check, radio or combo; in cells 'radio or ...', for it depends on the room."""
    names = {}
    for field in form.all_fields:
        if field.type == 'table':
            names.update((name, cell_kind(column)) for name, column in cells_of(field, field.rows))
        else:
            names.update((name, pdf_kind(field, kind)) for name, kind in parts_of(field))
    return {**names, **({'_total': 'text'} if form.has_total else {})}


def word_names(form):
    """name -> type of field, for the content controls of the Word document."""
    names = {}
    for field in form.all_fields:
        if field.type == 'table':
            names.update((name, column.type) for name, column in cells_of(field, field.rows))
        else:
            names.update(parts_of(field))
    return {**names, **({'_total': 'text'} if form.has_total else {})}


def book_names(form):
    """name -> (field, type) for the defined names of the spreadsheet; a column of a table is one name."""
    names = {}
    for field in form.all_fields:
        if field.type == 'table':
            names.update((f'{field.id}__{column.id}', (column, column.type)) for column in field.columns)
        else:
            names.update((name, (field, kind)) for name, kind in parts_of(field))
    return names


def shortened(name, limit):
    """A name that is too long for a format keeps its beginning and gets a part of its SHA-256."""
    if len(name) <= limit:
        return name
    return f'{name[:limit - 9]}_{hashlib.sha256(name.encode()).hexdigest()[:8]}'


def tag_of(name):
    return shortened(name, TAG)


def mark_of(name, limit=BOOKMARK):
    """The bookmark or defined name of a field."""
    return 'f_' + shortened(name, limit - 2)


def forms_in(folder):
    """Every form of a site, by id."""
    return {name: Form(os.path.join(folder, name)) for name in sorted(os.listdir(folder))
            if os.path.exists(os.path.join(folder, name, 'form.yaml'))}


def build(program, folder):
    """Makes the tests' own site, and says where."""
    subprocess.run([program, 'build', SITE, '-o', folder, '--quiet'], check=True)
    return folder
