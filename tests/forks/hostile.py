"""Kits made to do harm, or broken: each from a good one."""
import hashlib
import io
import json
import struct
import warnings
import zipfile

warnings.filterwarnings('ignore', 'Duplicate name')

SAID = 'is not a kit that can be used: '


def entries_of(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(entries, *, more=(), method=zipfile.ZIP_DEFLATED):
    """A zip of name -> bytes, then of (ZipInfo or name, bytes) as they are, twice if so given."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', method) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
        for name, data in more:
            archive.writestr(name, data)
    return out.getvalue()


def listed(entries, **changed):
    """The same with a kit.json that lists what is there; [changed] are its other keys."""
    entries = {name: data for name, data in entries.items() if name != 'kit.json'} | {'kit.json': entries['kit.json']}
    about = json.loads(entries['kit.json'])
    about['files'] = {name: hashlib.sha256(data).hexdigest() for name, data in entries.items() if name != 'kit.json'}
    about.update(changed)
    entries['kit.json'] = json.dumps({key: value for key, value in about.items() if value is not ...}).encode()
    return entries


def with_file(good, name, data=b'x'):
    return packed(listed(good | {name: data}))


def special(good, mode, name='source/content/fi/linkki.md', data=b'/etc/passwd'):
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = mode << 16
    return packed({n: d for n, d in listed(good | {name: data}).items() if n != name}, more=[(info, data)])


def renamed_bytes(archive, old, new):
    assert len(old) == len(new) and archive.count(old) >= 2
    return archive.replace(old, new)


def claims_size(archive, name, size):
    """The central directory and the local header claim [size] for [name]."""
    data = bytearray(archive)
    for signature, at_size, at_name in ((b'PK\x01\x02', 24, 46), (b'PK\x03\x04', 22, 30)):
        start = 0
        while (start := data.find(signature, start)) >= 0:
            if data[start + at_name:start + at_name + len(name)] == name.encode():
                data[start + at_size:start + at_size + 4] = struct.pack('<I', size)
            start += 4
    return bytes(data)


def encrypted(archive):
    """Every entry says that it is locked."""
    data = bytearray(archive)
    for signature, at in ((b'PK\x01\x02', 8), (b'PK\x03\x04', 6)):
        start = 0
        while (start := data.find(signature, start)) >= 0:
            data[start + at] |= 1
            start += 4
    return bytes(data)


def many(count):
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w') as archive:
        for number in range(count):
            archive.writestr(f'{number:x}', b'')
    return out.getvalue()


def names(good):
    for what, name in {
        'outside': '../ulos.md', 'outside within': 'source/content/../../../ulos.md', 'absolute': '/tmp/ulos.md',
        'backslashes': 'source\\..\\..\\ulos.md', 'a drive': 'C:/ulos.md', 'an empty part': 'source//ulos.md',
        'a dot': 'source/./ulos.md', 'hidden': 'source/.git/hooks/post-checkout', 'a hidden upstream': 'source/.digitori/upstream/kit.json',
        'short name of .git': 'source/GIT~1/config', 'device': 'source/content/fi/con.md', 'device with space': 'source/content/fi/aux .md',
        'a dot at the end': 'source/content/fi/sivu.', 'a space at the end': 'source/content/fi/sivu ', 'a star': 'source/content/fi/a*.md',
        'a control character': 'source/content/fi/a\x07.md', 'a line end': 'source/content/fi/a\nb.md',
        'an unseen character': 'source/content/fi/a\u200db.md', 'reversed': 'source/content/fi/a\u202edm.exe',
        'too long': 'source/content/fi/' + 'a' * 300 + '.md', 'too deep': 'source/' + 'a/' * 60 + 'b.md',
    }.items():
        yield f'name: {what}', with_file(good, name)
    for what, name in {
        'in capitals': 'source/Digitori.yaml', 'folder in capitals': 'source/CONTENT/fi/uusi.md',
        'a file as a folder': 'source/digitori.yaml/sivu.md',
    }.items():
        yield f'names meet: {what}', with_file(good, name)
    yield 'names meet: composed', packed(listed(good | {'source/content/fi/\u00e4.md': b'x', 'source/content/fi/a\u0308.md': b'y'}))
    yield 'names meet: the same twice', packed(good, more=[('source/digitori.yaml', good['source/digitori.yaml'])])
    yield 'names: not UTF-8', renamed_bytes(with_file(good, 'source/content/fi/XYXY.md'), b'XYXY', b'\xff\xfe\xc3\x28')


def manifests(good):
    first = next(name for name in good if name != 'kit.json')
    about = json.loads(good['kit.json'])
    yield 'manifest: none', packed({name: data for name, data in good.items() if name != 'kit.json'})
    yield 'manifest: another hash', packed(good | {first: good[first] + b' '})
    yield 'manifest: a file too many', packed(good | {'source/content/fi/salaa.md': b'x'})
    yield 'manifest: a file too few', packed({name: data for name, data in good.items() if name != first})
    yield 'manifest: lists itself', packed(good | {'kit.json': json.dumps(about | {'files': about['files'] | {'kit.json': '0' * 64}}).encode()})
    yield 'manifest: no JSON', packed(good | {'kit.json': b'{"format": 1,'})
    yield 'manifest: not UTF-8', packed(good | {'kit.json': b'{"format": 1, "id": "\xff"}'})
    yield 'manifest: too deep', packed(good | {'kit.json': b'[' * 100000})
    yield 'manifest: too large', packed(good | {'kit.json': b'"' + b'Ab3$' * (9 * 1024 * 1024) + b'"'}, method=zipfile.ZIP_STORED)
    for what, keys in {'no format': {'format': ...}, 'newer format': {'format': 2}, 'no id': {'id': None}, 'id as a path': {'id': '../x'},
                       'a script as address': {'origin': about['origin'] | {'url': 'javascript:alert(1)'}},
                       'no origin': {'origin': ...}, 'upstreams of another form': {'upstreams': {'a': 1}},
                       'an upstream of another form': {'upstreams': ['Espoo']},
                       'too many upstreams': {'upstreams': [{'title': 'x'}] * 1000},
                       'a title of lines': {'title': 'a\nb'}, 'a long title': {'title': 'a' * 5000}}.items():
        yield f'manifest: {what}', packed(listed(good, **keys))
    yield 'manifest: a hash of another form', packed(good | {'kit.json': json.dumps(about | {'files': about['files'] | {first: 'ABC'}}).encode()})
    yield 'no settings', packed(listed({name: data for name, data in good.items() if name != 'source/digitori.yaml'}))
    yield 'settings that are none', packed(listed(good | {'source/digitori.yaml': b'title: [unclosed'}))
    yield 'settings with an alias bomb', packed(listed(good | {'source/digitori.yaml': b'a: &a [x]\nlanguages: [*a, *a]\n'}))
    yield 'settings with a language that is a path', packed(listed(good | {'source/digitori.yaml': b'title: x\nlanguages: [../../x]\n'}))


def archives(good):
    whole = packed(good)
    for mode, what in ((0o120777, 'link'), (0o020644, 'device'), (0o010644, 'pipe'), (0o060644, 'block device')):
        yield f'a {what}', special(good, mode)
    yield 'encrypted', encrypted(whole)
    yield 'packed oddly', packed(good, method=zipfile.ZIP_BZIP2)
    yield 'a bomb', packed(listed(good | {'source/content/fi/pommi.md': b'\0' * (64 * 1024 * 1024)}))
    yield 'claims less than it is', claims_size(with_file(good, 'source/x.md', b'a' * 5000), 'source/x.md', 100)
    yield 'claims 4 GiB', claims_size(with_file(good, 'source/x.md', b'a' * 5000), 'source/x.md', 0xFFFFFFF0)
    for part in (0, 1, 10, len(whole) // 2, len(whole) - 100, len(whole) - 1):
        yield f'truncated after {part} bytes', whole[:part]
    harmed = bytearray(whole)
    for number in range(2000, len(whole) - 5000, 977):
        harmed[number] ^= 0x55
    yield 'damaged', bytes(harmed)
    yield 'no zip', b'Hello\n' * 1000
    yield 'more files than a kit may hold', many(100 * 1000 + 5)
    yield 'a million files', many(1000 * 1000)


def kits(good):
    """(what, bytes of the zip) of every kit that must be refused."""
    yield from names(good)
    yield from manifests(good)
    yield from archives(good)
