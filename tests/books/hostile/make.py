"""Makes the large parts of the hostile sites, and files that are no text."""
import os
import shutil
import struct
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))

LONG_WORD = ''.join('taivaankappaleentutkimus'[i % 24] for i in range(3000))
LONG_TITLE = ('Pitkä otsikko, joka ei lopu ' * 18).strip()[:500].strip()
COLUMNS, WIDE_ROWS, ROWS, CODE_LINES, NOTES, NOTE_WORDS, LEVELS = 60, 3, 2000, 500, 300, 1500, 28

HARMFUL_SVG = '''<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="200" height="100"
 viewBox="0 0 200 100" onload="alert(1)"><script>alert(2)</script>
<style>@import url("http://kaukana.example/a.css"); rect { fill: url(http://kaukana.example/b.svg#c) }</style>
<image xlink:href="http://kaukana.example/d.png" width="50" height="50"/>
<image xlink:href="file:///etc/hostname" width="50" height="50"/>
<use xlink:href="#sama"/><g id="sama"><use xlink:href="#sama"/></g>
<rect width="200" height="100" fill="#0c5647"/><text x="10" y="50" fill="#fff">Kuvassa</text></svg>'''


def png(width, height, is_cut=False):
    def chunk(name, body):
        return struct.pack('>I', len(body)) + name + body + struct.pack('>I', zlib.crc32(name + body))
    rows = zlib.compress((b'\0' + b'\x40\x80\x60' * width) * height)
    whole = b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', width, height, 8, 2, 0, 0, 0))
    whole += chunk(b'IDAT', rows) + chunk(b'IEND', b'')
    return whole[:len(whole) * 2 // 3] if is_cut else whole


def cut_jpeg():
    """A JPEG that ends where its picture begins."""
    frame = b'\xff\xc0\x00\x11\x08\x00\x40\x00\x40\x03\x01\x11\x00\x02\x11\x01\x03\x11\x01'
    return b'\xff\xd8\xff\xe0\x00\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0' + frame + b'\xff\xda\x00\x0c\x03\x01\x00\x02\x11\x03\x11\x00\x3f\x00'


def webp():
    return b'RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2f\0\0\0\x10\x07\x10\x11\x11\x88\x88\xfe\x07\0'


def page(title, text):
    return f'---\ntitle: {title}\n---\n{text}\n'


def row(cells):
    return '| ' + ' | '.join(cells) + ' |'


def table(columns, rows, mark='r'):
    lines = [row(f'Sarake {c}' for c in range(1, columns + 1)), row(['---'] * columns)]
    return '\n'.join(lines + [row(f'{mark}{r}s{c}' for c in range(1, columns + 1)) for r in range(1, rows + 1)])


def notes():
    calls = ' '.join(f'Väite{n}[^{n}].' for n in range(1, NOTES + 1))
    bodies = '\n\n'.join(f'[^{n}]: Selitys{n}.' for n in range(1, NOTES + 1))
    long = ' '.join(f'sana{n}' for n in range(1, NOTE_WORDS + 1))
    return f'{calls}\n\nPitkä viite[^pitka].\n\n## Aivan lopussa\n\nLoppu.\n\n{bodies}\n\n[^pitka]: {long}'


def nested(depth):
    return '\n'.join('> ' * level + f'Taso {level}\n' + '> ' * level for level in range(1, depth + 1))


def write(path, contents):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'wb') as file:
        file.write(contents if isinstance(contents, bytes) else contents.encode())


def make_hard(target):
    """A site that is odd throughout, and right."""
    shutil.copytree(os.path.join(HERE, 'hard'), target)
    config = os.path.join(target, 'digitori.yaml')
    with open(config, encoding='utf-8') as file:
        settings = file.read()
    write(config, settings.replace('title: TITLE', f"title: '{LONG_TITLE}'"))
    pages = {
        'sana': page('Pitkä sana', f'Alku {LONG_WORD} loppu.\n\n## {LONG_WORD[:400]}\n\n- {LONG_WORD[:600]}\n\n'
                     + row(['Lyhyt', 'Pitkä']) + '\n' + row(['---', '---']) + '\n' + row(['a', LONG_WORD[:900]])),
        'levea': page('Leveä taulukko', table(COLUMNS, WIDE_ROWS, 'w')),
        'taulukko': page('Pitkä taulukko', table(3, ROWS)),
        'koodi': page('Koodia', '```\n' + '\n'.join(f'rivi {n}' for n in range(1, CODE_LINES + 1)) + '\n'
                      + 'x' * 2000 + '\n```'),
        'viitteet': page('Viitteitä', notes()),
        'sisakkain': page('Sisäkkäin', nested(LEVELS)),
        'pitka': page(f"'{LONG_TITLE}'", 'Teksti.'),
    }
    for name, contents in pages.items():
        write(os.path.join(target, f'content/fi/sivut/{name}.md'), contents)
    pictures = {'kuva.webp': webp(), 'korkea.png': png(20, 6000)}
    for name, contents in pictures.items():
        write(os.path.join(target, 'content/kuvat', name), contents)
    return target


def make_wrong(target):
    """A site of which nothing may be published."""
    shutil.copytree(os.path.join(HERE, 'wrong'), target)
    write(os.path.join(target, 'content/fi/sivut/syva.md'), page('Syvä', nested(200)))
    pictures = {'katkennut.png': png(64, 64, is_cut=True), 'suuri.jpg': cut_jpeg(), 'ohjelma.svg': HARMFUL_SVG}
    for name, contents in pictures.items():
        write(os.path.join(target, 'content/kuvat', name), contents)
    return target
