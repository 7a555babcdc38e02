"""Files that mean harm, or nothing: each is told and costs only itself; answers that do not fit are told and left out."""
import glob
import io
import json
import os
import re
import subprocess
import sys
import zipfile
import zlib

from PIL import Image

import pdfs

MOST_SECONDS, MOST_MEBIBYTES = 2, 512           # of a file; the time of the processor


def version_of(site):
    """Of the form 'kaikki', as its page in the browser has it."""
    page = open(glob.glob(os.path.join(site, 'fi/*/kaikki.html'))[0], encoding='utf-8').read()
    return re.search(r'data-version="([^"]+)"', page).group(1)


def package(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def word(document):
    return package({'[Content_Types].xml': '<x/>', 'word/document.xml': document})


def book(workbook, **parts):
    return package({'xl/workbook.xml': workbook, **{f'xl/{name}.xml': part for name, part in parts.items()}})


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LAUGHS = '<!DOCTYPE l [<!ENTITY a "ha">' + ''.join(f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(10)) + ']>'
PDF_LOOP = (b'%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[3 0 R 3 0 R]>>>>endobj\n'
            b'2 0 obj<</Type/Pages/Kids[2 0 R]/Count 9>>endobj\n'
            b'3 0 obj<</T(a)/FT/Tx/V 3 0 R/Kids[3 0 R 3 0 R 3 0 R]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')


def pdf_of_stream(data):
    """With a field whose value is a packed stream."""
    objects = [b'<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[3 0 R]>>>>', b'<</Type/Pages/Kids[]/Count 0>>', b'<</T(nimi)/FT/Tx/V 4 0 R>>',
               b'<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream' % (len(data), data)]
    return b'%PDF-1.7\n' + b''.join(b'%d 0 obj%s endobj\n' % (number + 1, one) for number, one in enumerate(objects)) + b'trailer<</Root 1 0 R>>\n%%EOF\n'


def pdf_of_shared(field, shared, count=20_000):
    """Many fields, all of which lead to one object, 4."""
    objects = ['<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields 3 0 R>>>>', '<</Type/Pages/Kids[]/Count 0>>', '[' + field * count + ']', shared]
    return '%PDF-1.7\n' + ''.join(f'{number + 1} 0 obj{one} endobj\n' for number, one in enumerate(objects)) + 'trailer<</Root 1 0 R>>\n%%EOF\n'


def pdf_net(count=200):
    """Every field is a part of every other."""
    all_fields = '[' + ' '.join(f'{number + 3} 0 R' for number in range(count)) + ']'
    fields = ''.join(f'{number + 3} 0 obj<</T(a{number})/FT/Tx/Kids{all_fields}>>endobj\n' for number in range(count))
    return ('%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields' + all_fields + '>>>>endobj\n'
            '2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n' + fields + 'trailer<</Root 1 0 R>>\n%%EOF\n')


def space(level):
    """Namespaces that an element declares."""
    return ' '.join(f'xmlns:n{level}x{number}="u"' for number in range(100))


def full_of_marks(size, module, apart):
    """A picture of the marks in the corners of QR codes, side by side."""
    side = 7 * module
    mark = Image.new('L', (apart, apart), 255)
    mark.paste(0, (0, 0, side, side))
    mark.paste(255, (module, module, side - module, side - module))
    mark.paste(0, (2 * module, 2 * module, side - 2 * module, side - 2 * module))
    picture, out = Image.new('L', (size, size), 255), io.BytesIO()
    for x in range(0, size, apart):
        picture.paste(mark, (x, 0))
    row = picture.crop((0, 0, size, apart))
    for y in range(0, size, apart):
        picture.paste(row, (0, y))
    picture.save(out, 'PNG')
    return out.getvalue()


def harmful(blank_pdf, blank_docx):
    """name -> bytes of files from which nothing can be read."""
    deep = '<w:p>' * 100000
    return {
        'pommi.docx': word(f'<w:document {W}>' + ' ' * 50_000_000 + '</w:document>'),
        'naurut.docx': word(LAUGHS + f'<w:document {W}>&j;</w:document>'),
        'ulos.docx': word('<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + f'<w:document {W}><w:t>&x;</w:t></w:document>'),
        'syva.docx': word(f'<w:document {W}>' + deep),
        'maareet.docx': word(f'<w:document {W} ' + ' '.join(f'a{number}="x"' for number in range(200_000)) + '/>'),
        'avaruudet.docx': word(f'<w:document {W}>' + ''.join(f'<d {space(number)}>' for number in range(240)) + '<w:p/>' * 200_000),
        'puoli.docx': blank_docx[:len(blank_docx) // 2],
        'tyhja.docx': b'',
        'naurut.xlsx': book(LAUGHS + f'<workbook {S}>&j;</workbook>'),
        'alue.xlsx': book(f'<workbook {S}><sheets><sheet name="a" sheetId="1"/></sheets><definedNames>'
                          '<definedName name="f_nimi">a!$A$1:$XFD$1048576</definedName></definedNames></workbook>'),
        'ei-mitaan.xlsx': package({'x': 'y'}),
        'silmukka.pdf': PDF_LOOP,
        'virta.pdf': pdf_of_stream(b'no such thing'),
        'pommi.pdf': pdf_of_stream(zlib.compress(b' ' * 900_000_000, 9)),
        'osat.pdf': pdf_of_shared('<</T(nimi)/FT/Tx/Kids 4 0 R>>', '[' + '<</AS/Off>>' * 20_000 + ']'),
        'vaihtoehdot.pdf': pdf_of_shared('<</T(nimi)/FT/Ch/V(x)/Opt 4 0 R>>', '[' + '[(a)(b)]' * 20_000 + ']'),
        'arvot.pdf': pdf_of_shared('<</T(nimi)/FT/Tx/V 4 0 R>>', '(' + 'a' * 1_000_000 + ')'),
        'nimet.pdf': pdf_of_shared('<</T 4 0 R/FT/Tx/V(x)>>', '(' + 'a' * 1_000_000 + ')'),
        'verkko.pdf': pdf_net(),
        **pdfs.harmful(),
        'puoli.pdf': blank_pdf[:len(blank_pdf) // 3],
        'roska.pdf': b'%PDF-1.7\n' + bytes(range(256)) * 500,
        'syva.json': '{"form":"kaikki","version":"1","answers":' + '[' * 100000,
        'arvoja.json': '{"form":"kaikki","version":"1","answers":{"rivit":[' + ','.join(['{"kuka":"a"}'] * 2_000_000) + ']}}',
        'luvut.json': '{"form":"kaikki","version":"1","answers":5}',
        'toinen-lomake.json': '{"form":"ei-ole","version":"1","answers":{}}',
        'vanha.doc': b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + b'x' * 1000,
        'kuva.txt': 'x',
        'merkkeja.png': full_of_marks(1000, 8, 80),
        'pienia-merkkeja.png': full_of_marks(4200, 1, 9),
        'suuria-merkkeja.png': full_of_marks(4200, 20, 300),
    }


# In a process of its own: what a large one starts is told to have taken as much memory as itself.
MEASURE = """import os, subprocess, sys
used = os.wait4(subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).pid, 0)[2]
print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)"""


def cost(command, path):
    measured = subprocess.run([sys.executable, '-c', MEASURE, *command, path], capture_output=True, text=True, check=True)
    return [float(number) for number in measured.stdout.split()]


def check_cost(tally, command, files):
    for path in files:
        seconds, mebibytes = cost(command, path)
        # A busy machine counts more of the processor's time for the same work.
        for _ in range(3):
            seconds = seconds if seconds < MOST_SECONDS else min(seconds, cost(command, path)[0])
        tally.check(seconds < MOST_SECONDS and mebibytes < MOST_MEBIBYTES, f'{os.path.basename(path)} costs little',
                    f'{seconds:.1f} s, {mebibytes:.0f} MiB')


def check_harm(tally, collect, command, site, work):
    folder = os.path.join(work, 'pahat')
    os.mkdir(folder)
    read = lambda name: open(os.path.join(site, 'downloads', name), 'rb').read()
    files = harmful(read('kaikki.fi.pdf'), read('kaikki.fi.docx'))
    for name, content in files.items():
        with open(os.path.join(folder, name), 'wb') as file:
            file.write(content if isinstance(content, bytes) else content.encode())
    os.symlink('/etc/passwd', os.path.join(folder, 'linkki.pdf'))
    with open(os.path.join(folder, 'hyva.json'), 'w') as file:
        json.dump({'form': 'toinen', 'version': '', 'language': 'fi', 'answers': {'mielipide': 'hyva'}}, file)
    to = os.path.join(work, 'pahat.json')
    done = collect(folder, '-o', to, '-j', '2', status=1)
    check_cost(tally, command, [os.path.join(folder, name) for name in files])
    for name in [*files, 'linkki.pdf']:
        tally.check(re.search(rf'{re.escape(name)}:1:1: (error|warning): ', done.stderr), f'{name} is told', done.stderr[:2000])
    strange = [line for line in done.stderr.split('\n') if not re.match(r'(digitori: |.*:\d+:\d+: (error|warning): |$)', line)]
    tally.check(not strange, 'nothing but our own words is said', '\n'.join(strange[:5]))
    tally.check('root:' not in done.stderr and 'too long' not in done.stderr, 'nothing outside is read, nothing hangs', done.stderr[:2000])
    found = json.load(open(to))['answers']
    tally.check([one['answers'] for one in found] == [{'mielipide': 'hyva'}], 'what is good among them is collected', str(found))


# answers -> what is told; and what stays
UNFIT = [
    ({'paiva': '31.12.2026'}, 'is no date', {}),
    ({'paiva': '2025-12-31'}, 'is before 2026-01-01', {}),
    ({'paiva': '2028-01-01'}, 'is after 2027-12-31', {}),
    ({'osallistujat': '5'}, 'is no number', {}),
    ({'osallistujat': 501}, 'is more than 500', {}),
    ({'osallistujat': -1}, 'is less than 0', {}),
    ({'osallistujat': 1.5}, 'is no whole number', {'osallistujat': 1.5}),
    ({'hinta': 1.255}, 'has more than 2 decimals', {'hinta': 1.255}),
    ({'vaikutus': 6}, 'is more than 5', {}),
    ({'alaikainen': 'Ei'}, 'is not one of its options', {}),
    ({'suostun': 'true'}, 'is neither yes nor no', {}),
    ({'kuvaus': 5}, 'is no text', {}),
    ({'kuvaus': 'a' * 20001}, 'is longer than an answer can be', {}),
    ({'kuvaus': 'a' * 1001}, 'is longer than 1000 characters', {'kuvaus': 'a' * 1001}),
    ({'tunnus': '12-3'}, 'is not spelled as the form asks', {'tunnus': '12-3'}),
    ({'kanavat': ['verkko', 'radio']}, "'kanavat__radio' is not in this version", {'kanavat': ['verkko']}),
    ({'kanavat': ['verkko', 'lehti', 'kokous'], 'kanavat_other': 'x'}, 'has more options than 3',
     {'kanavat': ['verkko', 'lehti', 'kokous'], 'kanavat_other': 'x'}),
    ({'huoltaja': 'Äiti'}, 'is answered although the form does not ask it then', {'huoltaja': 'Äiti'}),
    ({'osapuolet': 'x'}, 'is not of its kind', {}),
    ({'osapuolet': [{'kuka': 'a', 'muu': 1}, 5]}, "'osapuolet__1__muu' is not in this version", {'osapuolet': [{'kuka': 'a'}]}),
    ({'ei_ole': 1}, "'ei_ole' is not in this version", {}),
    ({'_total': 99, 'nimi': 'a'}, None, {'nimi': 'a'}),
    ({'allekirjoitus': 'data:image/png;base64,AAAA'}, None, {'allekirjoitus': '[drawn]'}),
    ({'allekirjoitus': 'data:text/html,x'}, 'is no drawing', {}),
    ({'nimi': 'A\u202eB\nC\u0007'}, None, {'nimi': 'AB C'}),
]


def check_unfit(tally, collect, site, work):
    version = version_of(site)
    source, to = os.path.join(work, 'sopimaton.json'), os.path.join(work, 'sopimaton-ulos.json')
    for answers, told, kept in UNFIT:
        base = {'suostun': True, 'alaikainen': 'ei', 'nimi': 'Nimi'}
        said = {**base, **answers}
        with open(source, 'w', encoding='utf-8') as file:
            json.dump({'form': 'kaikki', 'version': version, 'language': 'fi', 'filled': '2026-11-22', 'answers': said}, file)
        done = collect(source, '-o', to, '--personal', '--force', status=(0, 1))
        name = str(answers)[:60]
        tally.check(told is None or told in done.stderr, f'{name}: it is told', done.stderr)
        wanted = {**{key: value for key, value in base.items() if key not in answers}, **kept}
        found = json.load(open(to))['answers'][0]['answers']
        tally.check(found == wanted, f'{name}: the rest is kept', str(found))
    with open(source, 'w', encoding='utf-8') as file:
        json.dump({'form': 'kaikki', 'version': '1.vanha', 'language': 'fi', 'answers': {'nimi': 'A'}}, file)
    done = collect(source)
    tally.check("answers to another version of the form: it is filled in on version 1.vanha" in done.stderr, 'another version is told', done.stderr)
    tally.check("a required answer is missing: 'Suostun'" in done.stderr, 'what is required and missing is told', done.stderr)


def check_command(tally, collect, site, work):
    source, to = os.path.join(work, 'komento.json'), os.path.join(work, 'komento.csv')
    for form, name in (('toinen', 'komento.json'), ('kaikki', 'komento2.json')):
        with open(os.path.join(work, name), 'w') as file:
            json.dump({'form': form, 'version': '', 'language': 'fi', 'answers': {'mielipide': 'hyva', 'nimi': 'A'}}, file)
    other = os.path.join(work, 'komento2.json')
    for arguments, told in [
            ([source, other, '-o', to], 'answers to several forms'), ([source, '-o', source], 'is among the files to be read'),
            ([work, '-o', os.path.join(work, 'x.csv')], 'is among the files to be read'), ([source, '-o', 'x.odt'], 'tells no format'),
            ([source, '--as', 'csv'], 'say where to'), ([source, '-o', to, '--as', 'odt'], '--as takes'),
            ([source, '-o', to, '--min-group', '5'], 'holds the answers of each person'), ([source, '--form', 'x'], 'has no form'),
            ([source, '-l', 'de'], 'has no language'), ([source + 'x'], 'there is no file'), ([], 'name the files')]:
        done = collect(*arguments, status=2)
        tally.check(told in done.stderr, f'{told}: is told', done.stderr)
    collect(source, '-o', to, '--form', 'toinen')
    before = open(to).read()
    done = collect(source, '-o', to, status=2)
    tally.check('--force writes over it' in done.stderr and open(to).read() == before, 'an existing file is kept')
    collect(source, '-o', to, '--force')
    done = collect(source, '-o', os.path.join(work, 'pages'), status=2)
    tally.check('does not say which page' in done.stderr, 'a form that becomes no page says so', done.stderr)
    folder = os.path.join(work, 'ulos')
    collect(source, other, '-o', folder, '--as', 'csv', status=(0, 1))
    tally.check(sorted(os.listdir(folder)) == ['kaikki.csv', 'toinen.csv'], 'a folder gets a file for each form', str(os.listdir(folder)))
    summary = json.loads(collect(source, '--json').stdout)
    tally.check(summary['files'] == 1 and summary['forms'][0]['form'] == 'toinen', 'the summary as JSON', str(summary))
    same = os.path.join(work, 'sama.json')
    with open(source) as first, open(same, 'w') as second:
        second.write(first.read())
    done = collect(source, same)
    tally.check('both count' in done.stderr and '2 filled forms' in done.stdout, 'the same choices may be two people\'s', done.stdout + done.stderr)


def check(tally, collect, command, site, work):
    """[command] collects from the form's site."""
    check_harm(tally, collect, command, site, work)
    check_unfit(tally, collect, site, work)
    check_command(tally, collect, site, work)
