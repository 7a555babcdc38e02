"""Words and values that mean harm, in a PDF form: they stay words, and programs that show the file bear them."""
import os
import re
import subprocess

import pikepdf
from pikepdf import Name, String

import forms
from filling import kind_of
from reading import Reader, fields_of
from structure import Report, check_harmless

TIME_LIMIT = 60                 # seconds, to draw the form with them
SHORT = 1000
VALUES = ['=HYPERLINK("http://paha.example";"Paina")', '<script>alert(1)</script>', 'ennen\x00jälkeen', '\u202etxt.exe\u202c',
          ') Tj ET /JS (app.alert\\(1\\)) >> endobj', '](javascript:alert(1))', 'Ä' * 1000000, '\\\r\n' * 50000, '\U0001f600' * 5000]


def squeezed(text):
    """Without the room and the hyphens that lines bring."""
    return re.sub(r'[\s\u00ad-]', '', text)


def check_words(tally, path):
    """The labels of the form are seen as they were written, and no more links are there than were written."""
    form = forms.Form(os.path.join(forms.SITE, 'templates-forms', 'paha'))
    shown = squeezed(subprocess.run(['pdftotext', '-raw', path, '-'], capture_output=True, text=True, check=True).stdout)
    lost = [words for words in form.said('fi') if squeezed(words) not in shown]
    tally.check(not lost, 'words that mean harm are seen in the PDF as they were written', '\n'.join(lost))
    with pikepdf.open(path) as file:
        links = {str(annotation.A.URI) for page in file.pages for annotation in page.get('/Annots', [])
                 if annotation.Subtype == Name.Link}
    tally.check(links == forms.SITE_LINKS - {'https://koe.example/'}, 'the PDF has the links that were written', ', '.join(links))


def put_values(path, to):
    """Puts a hostile value into each text field, past its limits. Short ones are left to the reader to show; poppler
    would lay out a megabyte for minutes."""
    put = {}
    with pikepdf.open(path) as file:
        texts = [field for field in fields_of(file) if kind_of(field) == 'text']
        for field, value in zip(texts, VALUES):
            put[field.name] = value
            field.entry.V = String(value)
            if len(value) < SHORT:
                del field.entry['/AP']
        file.save(to)
    return put


def check_values(tally, path, work):
    to = os.path.join(work, 'values.pdf')
    put = put_values(path, to)
    tally.check(len(put) == len(VALUES), f'{len(VALUES)} values that mean harm are put into the PDF')
    reader = Reader(to)
    wrong = [name for name, value in put.items() if str(next(f for f in reader.fields if f.name == name).entry.V) != value]
    tally.check(not wrong, 'they are read back as they were', ', '.join(wrong))
    fault = Report()
    check_harmless(reader, fault)
    tally.check(not fault.faults, 'they are values and nothing else', '\n'.join(fault.lines()))
    for name, command in (('poppler', ['pdftoppm', '-r', '30', to, os.path.join(work, 'values')]),
                          ('MuPDF', ['mutool', 'draw', '-q', '-r', '30', '-o', os.path.join(work, 'values-%d.png'), to])):
        try:
            done = subprocess.run(command, capture_output=True, timeout=TIME_LIMIT).returncode == 0
        except subprocess.TimeoutExpired:
            done = False
        tally.check(done, f'{name} shows the file with them')
