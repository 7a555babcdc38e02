"""Spoils a good PDF in many ways, each of which structure.py must find: a checker that cannot fail checks nothing."""
import io
import re

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from reading import Reader
from structure import faults_of


# ---- Where things are

def elements(file, kind):
    """The elements of a type, in the order of the tree."""
    found, waiting = [], [file.Root.StructTreeRoot.K]
    while waiting:
        entry = waiting.pop()
        if isinstance(entry, Array):
            waiting += reversed(list(entry))
        elif isinstance(entry, Dictionary) and '/S' in entry:
            if entry.S == Name('/' + kind):
                found.append(entry)
            if '/K' in entry:
                waiting.append(entry.K)
    return found


def element(file, kind, number=0):
    return elements(file, kind)[number]


def annotation(file, kind, number=0):
    return [a for page in file.pages for a in page.get('/Annots', []) if a.Subtype == Name('/' + kind)][number]


def check_box(file):
    return next(a for page in file.pages for a in page.get('/Annots', []) if '/Yes' in (a.get('/AP') or Dictionary(N=Dictionary())).N)


def font(file, kind):
    return next(entry for _, entry in file.pages[0].Resources.Font.items() if entry.Subtype == Name('/' + kind))


def parent_entry(file, is_page):
    """The place in the parent tree of the first page's content, or of the first annotation."""
    numbers = file.Root.StructTreeRoot.ParentTree.Nums
    return numbers, next(i + 1 for i in range(0, len(numbers), 2) if isinstance(numbers[i + 1], Array) == is_page)


# ---- Ways to change them

def drop(entry, key):
    del entry['/' + key]


def put(entry, key, value):
    entry['/' + key] = value


def rewrite(file, pattern, into):
    """Changes the content of the first page."""
    changed, count = re.subn(pattern, into, file.pages[0].Contents.read_bytes(), count=1, flags=re.S)
    if not count:
        raise LookupError(f'no {pattern} in the content')
    file.pages[0].Contents = file.make_stream(changed)


def rewrite_metadata(file, pattern, into):
    changed = re.sub(pattern, into, file.Root.Metadata.read_bytes(), flags=re.S)
    file.Root.Metadata = file.make_stream(changed, Type=Name.Metadata, Subtype=Name.XML)


def swap(array, first=0, second=1):
    array[first], array[second] = array[second], array[first]


def set_type(file, kinds, to):
    for kind in kinds:
        for entry in elements(file, kind):
            entry.S = Name('/' + to)


def empty_head(file):
    for cell in element(file, 'TR').K:
        cell.S = Name.TD
        drop(cell, 'A')


def spread_cells(file):
    put(element(file, 'TR').K[1], 'A', Dictionary(O=Name.Table, RowSpan=2, Scope=Name.Column))
    put(element(file, 'TR', 1).K[0], 'A', Dictionary(O=Name.Table, ColSpan=2))


def own_twice(file):
    for key in ('K', 'Pg'):
        put(element(file, 'H2'), key, element(file, 'H1')['/' + key])


def swap_owners(file):
    numbers, place = parent_entry(file, True)
    swap(numbers[place])


def lead_astray(file):
    numbers, place = parent_entry(file, False)
    numbers[place] = element(file, 'H1')


def untell_buttons(file):
    for form in elements(file, 'Form'):
        if '/Alt' in form:
            drop(form, 'Alt')


def unembed(fonts):
    for _, entry in fonts.items():
        if '/FontDescriptor' in entry:
            drop(entry.FontDescriptor, 'FontFile2')


def make_hole(file):
    entry = font(file, 'Type0')
    entry.ToUnicode = file.make_stream(re.sub(rb'(begin(?:bfchar|bfrange)).*?(end)', rb'\1 \2', entry.ToUnicode.read_bytes(), flags=re.S))


def widen(file):
    entry = font(file, 'TrueType')
    entry.Widths = Array([width + 100 for width in entry.Widths])


def act(file, **action):
    annotation(file, 'Link').A = Dictionary(**action)


def attach(file):
    inside = Dictionary(Type=Name.Filespec, F=String('a'), UF=String('a'), EF=Dictionary(F=file.make_stream(b'a')))
    file.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([String('a'), inside])))


def lead_nowhere(file):
    link = annotation(file, 'Link')
    drop(link, 'A')
    link.Dest = String('ei ole')


SCRIPT = {'S': Name.JavaScript, 'JS': String('app.alert(1)')}
H1 = rb'(/H1 <</MCID \d+>> BDC)'

# (part of what must be reported, what spoils the file)
MUTATIONS = [
    # The document
    ('the document has no language', lambda f: drop(f.Root, 'Lang')),
    ('a language is none', lambda f: put(element(f, 'P'), 'Lang', String('suomi, tai jotain'))),
    ('does not say that it is tagged', lambda f: put(f.Root.MarkInfo, 'Marked', False)),
    ('its tags are suspect', lambda f: put(f.Root.MarkInfo, 'Suspects', True)),
    ('instead of the title', lambda f: drop(f.Root.ViewerPreferences, 'DisplayDocTitle')),
    ('does not say PDF/UA-1', lambda f: rewrite_metadata(f, rb'pdfuaid:part', b'pdfuaid:port')),
    ('no dc:title', lambda f: rewrite_metadata(f, rb'(<dc:title>.*?<rdf:li[^>]*>)[^<]*', rb'\1')),
    ('no XMP metadata', lambda f: drop(f.Root, 'Metadata')),
    ('the titles in Info and XMP differ', lambda f: put(f.trailer.Info, 'Title', String('Muu'))),
    ('without bookmarks', lambda f: drop(f.Root, 'Outlines')),
    ('a bookmark leads nowhere', lambda f: put(f.Root.Outlines.First, 'Dest', Array([Name.XYZ, 0, 0, 0]))),
    ('a bookmark has no title', lambda f: put(f.Root.Outlines.First, 'Title', String(''))),
    # The structure tree
    ('there is no structure tree', lambda f: drop(f.Root, 'StructTreeRoot')),
    ('neither standard nor mapped', lambda f: put(element(f, 'P'), 'S', Name.Kappale)),
    ('the role map goes round', lambda f: [put(f.Root.StructTreeRoot, 'RoleMap', Dictionary(A=Name.B, B=Name.A)),
                                           put(element(f, 'P'), 'S', Name.A)]),
    ('a standard type is mapped', lambda f: put(f.Root.StructTreeRoot, 'RoleMap', Dictionary(P=Name.Div))),
    ('does not lead back to its parent', lambda f: put(element(f, 'P'), 'P', element(f, 'Table'))),
    ('goes round or too deep', lambda f: element(f, 'Table').K.append(element(f, 'Table'))),
    ('the tree is not one Document', lambda f: put(f.Root.StructTreeRoot.K, 'S', Name.Sect)),
    ('a level of headings is skipped', lambda f: put(element(f, 'H2'), 'S', Name.H4)),
    ('there are no headings', lambda f: set_type(f, ('H1', 'H2', 'H3'), 'P')),
    ('an element is empty', lambda f: drop(element(f, 'Sect'), 'K')),
    ('content stands right in a grouping element', lambda f: put(element(f, 'H1'), 'S', Name.Sect)),
    ('a figure has no Alt', lambda f: drop(element(f, 'Figure'), 'Alt')),
    ('a figure has an empty Alt', lambda f: put(element(f, 'Figure'), 'Alt', String(''))),
    ('a figure does not say where it is', lambda f: drop(element(f, 'Figure').A, 'BBox')),
    ('P stands in Table, where it may not', lambda f: put(element(f, 'TR'), 'S', Name.P)),
    ('TD stands in P, where it may not', lambda f: put(element(f, 'TR', 1), 'S', Name.P)),
    ('does not say which (Scope)', lambda f: drop(element(f, 'TH'), 'A')),
    ('a cell has no head', empty_head),
    ('a table has no heads', lambda f: set_type(f, ('TH',), 'TD')),
    ('the rows of a table are not of one length', lambda f: put(element(f, 'TR', 1), 'K', Array([element(f, 'TD')]))),
    ('cells of a table lie on one another', spread_cells),
    ('P stands in L, where it may not', lambda f: put(element(f, 'LI'), 'S', Name.P)),
    ('an item of a list is not a label and a body', lambda f: put(element(f, 'LBody'), 'S', Name.Lbl)),
    ('does not say how it is numbered', lambda f: drop(element(f, 'L'), 'A')),
    # Tags and content
    ('content is neither tagged nor an artifact', lambda f: rewrite(f, H1 + rb'(.*?)EMC', rb'\2')),
    ('tagged content inside tagged content', lambda f: rewrite(f, H1, rb'/P <</MCID 900>> BDC \1')),
    ('tagged content inside an artifact', lambda f: rewrite(f, H1, rb'/Artifact <</Type /Layout>> BDC \1')),
    ('an artifact inside tagged content', lambda f: rewrite(f, H1, rb'\1 /Artifact <</Type /Layout>> BDC')),
    ('a marked sequence is not closed', lambda f: rewrite(f, rb'EMC(?!.*EMC)', b'')),
    ('without its beginning', lambda f: rewrite(f, rb'\A', b'EMC ')),
    ('an MCID stands twice', lambda f: rewrite(f, rb'/MCID 2>>', b'/MCID 1>>')),
    ('tagged content is not in the structure tree', lambda f: rewrite(f, rb'/MCID 1>>', b'/MCID 901>>')),
    ('the tree names content that is not drawn', lambda f: rewrite(f, H1, b'/Artifact <</Type /Layout>> BDC')),
    ('content belongs to two elements', own_twice),
    ('does not lead from content to its element', swap_owners),
    ('does not lead from an annotation to its element', lead_astray),
    ('text is an artifact without a type', lambda f: rewrite(f, H1, b'/Artifact BMC')),
    ('the tree tells content in another order', lambda f: swap(element(f, 'Document').K)),
    ('reading goes back up', lambda f: put(element(f, 'Sect'), 'K', Array(reversed(list(element(f, 'Sect').K))))),
    # Annotations and fields
    ('an annotation (Widget) is not once in the structure tree', lambda f: drop(element(f, 'Form'), 'K')),
    ('an annotation (Widget) is not in an element Form', lambda f: put(element(f, 'Form'), 'S', Name.Span)),
    ('an element Form is not exactly one field', lambda f: element(f, 'Form').K.append(Dictionary(S=Name.Span))),
    ('a field has no words of its own (TU)', lambda f: drop(annotation(f, 'Widget'), 'TU')),
    ('is not told by an Alt', untell_buttons),
    ('an annotation (Link) is not once in the structure tree', lambda f: drop(element(f, 'Link'), 'K')),
    ('a link has no description (Contents)', lambda f: drop(annotation(f, 'Link'), 'Contents')),
    ('the tab key does not follow', lambda f: drop(f.pages[0].obj, 'Tabs')),
    ('is not wholly on its page', lambda f: put(annotation(f, 'Widget'), 'Rect', Array([500, 500, 700, 520]))),
    ('is not shown or not printed', lambda f: put(annotation(f, 'Widget'), 'F', 2)),
    ('two fields lie on one another', lambda f: put(annotation(f, 'Widget', 1), 'Rect', annotation(f, 'Widget').Rect)),
    ('fields have no name or the same one', lambda f: put(f.Root.AcroForm.Fields[1], 'T', f.Root.AcroForm.Fields[0].T)),
    ('a widget belongs to no field', lambda f: f.Root.AcroForm.Fields.__delitem__(0)),
    ('a field is on no page', lambda f: put(f.pages[0].obj, 'Annots', Array([annotation(f, 'Link')]))),
    ('a field has no look', lambda f: drop(annotation(f, 'Widget'), 'AP')),
    ('a look for on and one for off', lambda f: drop(check_box(f).AP.N, 'Yes')),
    ('in a state without a look', lambda f: put(check_box(f), 'AS', Name.Kylla)),
    ('left to the reader', lambda f: put(f.Root.AcroForm, 'NeedAppearances', True)),
    # Fonts
    ('a font has no ToUnicode', lambda f: drop(font(f, 'Type0'), 'ToUnicode')),
    ('ToUnicode leaves out characters', make_hole),
    ('a font is not embedded', lambda f: unembed(f.pages[0].Resources.Font)),
    ('the font of a field is not embedded', lambda f: unembed(f.Root.AcroForm.DR.Font)),
    ('a font has no CIDToGIDMap', lambda f: drop(font(f, 'Type0').DescendantFonts[0], 'CIDToGIDMap')),
    ('a width is not the width in the font', widen),
    ('neither WinAnsi nor MacRoman', lambda f: drop(font(f, 'TrueType'), 'Encoding')),
    # Harm
    ('an action when the file is opened', lambda f: put(f.Root, 'OpenAction', Dictionary(**SCRIPT))),
    ('there is a script', lambda f: act(f, **SCRIPT)),
    ('there is a list of scripts', lambda f: put(f.Root, 'Names', Dictionary(JavaScript=Dictionary(Names=Array([]))))),
    ('there is an action of a field', lambda f: put(annotation(f, 'Widget'), 'AA', Dictionary(K=Dictionary(**SCRIPT)))),
    ('there is an action: Launch', lambda f: act(f, S=Name.Launch, F=String('cmd.exe'))),
    ('there is an action: SubmitForm', lambda f: act(f, S=Name.SubmitForm, F=String('http://paha.example'))),
    ('there is an action: GoToR', lambda f: act(f, S=Name.GoToR, F=String('muu.pdf'), D=Array([0, Name.Fit]))),
    ('a link has an address that is none', lambda f: act(f, S=Name.URI, URI=String('javascript:alert(1)'))),
    ('a link leads nowhere', lead_nowhere),
    ('there is a file inside', attach),
    ('there is an XFA form', lambda f: put(f.Root.AcroForm, 'XFA', f.make_stream(b'<xdp/>'))),
]


def lines_of(data):
    return faults_of(Reader(io.BytesIO(data)))


def check_mutations(tally, path):
    """Every way to spoil the file at [path] is found, and was not there before."""
    with open(path, 'rb') as file:
        data = file.read()
    before = lines_of(data)
    for expected, change in MUTATIONS:
        with pikepdf.open(io.BytesIO(data)) as file:
            change(file)
            out = io.BytesIO()
            file.save(out)
        new = [line for line in lines_of(out.getvalue()) if line not in before]
        tally.check(any(expected in line for line in new), f'a spoilt PDF is found: {expected}', '\n'.join(new) or 'nothing is found')
