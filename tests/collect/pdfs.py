"""Short PDFs that mean harm: they say that they have millions of objects or pages, or hold many small ones."""
import zlib

KEYS = b'/Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]'
PAGE = b'3 0 obj<<' + KEYS + b'>>endobj\n'
DRAWN = b'3 0 obj<</Length 12>>stream\n1 1 5 5 re f\nendstream endobj\n'


def start(kids=b'3 0 R', more=b''):
    return (b'%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R' + more + b'>>endobj\n2 0 obj<</Type/Pages/Kids[' + kids + b']/Count 1>>endobj\n')


def without_table(*objects, **of):
    """Readers have to look for the objects themselves."""
    return start(**of) + b''.join(objects) + b'trailer<</Root 1 0 R>>\n%%EOF\n'


def of_table(objects=16_000_000):
    """A table of one object, with a large number."""
    begun = start() + PAGE
    return begun + (b'xref\n%d 1\n0000000009 00000 n \ntrailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n'
                    % (objects, objects + 1, len(begun)))


def of_packed_table(objects, kind):
    """The table is a packed stream: lines that are all the same."""
    begun = start() + PAGE
    row = lambda of, place: bytes([of]) + place.to_bytes(2, 'big') + b'\0'
    rows = row(0, 0) + b''.join(row(1, begun.index(b'%d 0 obj' % number)) for number in (1, 2, 3)) + row(1, len(begun)) + row(kind, 9) * objects
    packed = zlib.compress(rows, 9)
    return begun + (b'4 0 obj<</Type/XRef/Size %d/W[1 2 1]/Root 1 0 R/Filter/FlateDecode/Length %d>>stream\n%s\nendstream endobj\n'
                    b'startxref\n%d\n%%%%EOF\n' % (objects + 5, len(packed), packed, len(begun)))


def of_packed_objects(objects):
    """A packed stream of objects, in which the form is."""
    head = b''.join(b'%d 0 ' % (10 + number) for number in range(objects))
    packed = zlib.compress(head + b'[]', 9)
    begun = start(more=b'/AcroForm 10 0 R') + PAGE
    stream = (b'4 0 obj<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>stream\n%s\nendstream endobj\n'
              % (objects, len(head), len(packed), packed))
    places = [begun.index(b'%d 0 obj' % number) for number in (1, 2, 3)] + [len(begun), len(begun) + len(stream)]
    rows = [(0, 0)] + [(1, place) for place in places] + [(0, 0)] * 4 + [(2, 4)] * 3
    table = zlib.compress(b''.join(bytes([of]) + place.to_bytes(4, 'big') + b'\0' for of, place in rows))
    return begun + stream + (b'5 0 obj<</Type/XRef/Size %d/W[1 4 1]/Root 1 0 R/Filter/FlateDecode/Length %d>>stream\n%s\nendstream endobj\n'
                             b'startxref\n%d\n%%%%EOF\n' % (len(rows), len(table), table, places[-1]))


def small_objects(count, first):
    return b''.join(b'%d 0 obj[]endobj\n' % (first + number) for number in range(count))


def of_many_pages(pages=500, objects=100_000):
    each = [b'%d 0 obj<<%s/Contents 3 0 R>>endobj\n' % (4 + number, KEYS) for number in range(pages)]
    return without_table(DRAWN, *each, small_objects(objects, 4 + pages), kids=b' '.join(b'%d 0 R' % (4 + number) for number in range(pages)))


def harmful():
    """name -> bytes"""
    return {
        'taulukko.pdf': of_table(),
        'vapaita.pdf': of_packed_table(2_000_000, 0),
        'olioita.pdf': of_packed_table(2_000_000, 1),
        'pakattuja.pdf': of_packed_table(2_000_000, 2),
        'pitka-taulukko.pdf': of_packed_table(8_000_000, 2),
        'oliovirta.pdf': of_packed_objects(3_000_000),
        'pienia.pdf': of_many_pages(1, 250_000),
        'liikaa.pdf': of_many_pages(1, 600_000),
        'sama-sivu.pdf': without_table(PAGE, kids=b'3 0 R ' * 1_000_000),
        'sivuja.pdf': of_many_pages(),
        'merkintoja.pdf': without_table(b'3 0 obj<<' + KEYS + b'/Annots[' + b'4 0 R ' * 1_000_000 + b']>>endobj\n',
                                        b'4 0 obj<</Type/Annot/Subtype/Stamp/Rect[0 0 9 9]>>endobj\n'),
    }
