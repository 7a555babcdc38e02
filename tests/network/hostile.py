"""Catalogues that mean harm, or are written by somebody who does not care."""
import json

EVIL = 'javascript:alert(1)'


def item(**changed):
    made = {'id': 'needs/lamp', 'language': 'en', 'title': 'A lamp that listens', 'summary': 'For those who live alone.',
            'url': 'en/needs/lamp.html', 'date': '2026-11-02', 'status': 'open', 'status_label': 'Open', 'by': 'Housing services'}
    made.update(changed)
    return {key: value for key, value in made.items() if value is not None}


def catalogue(needs=None, **changed):
    made = {'format': 1, 'title': {'en': 'Digitori of Example'}, 'publisher': {'name': 'Example', 'url': 'https://www.example.org/'},
            'url': 'https://digitori.example.org/', 'languages': ['en'], 'counts': {'need': 500},
            'needs': [item()] if needs is None else needs, 'ideas': [], 'showroom': []}
    made.update(changed)
    return {key: value for key, value in made.items() if value is not None}


def written(tree):
    return json.dumps(tree, ensure_ascii=False).encode()


def stored(source):
    """A copy as the program keeps it, fetched on 2026-11-20."""
    return written({'format': 1, 'from': source, 'fetched': '2026-11-20', 'catalogue': catalogue()})


def many(count, **changed):
    return [item(id=f'needs/{number}', **changed) for number in range(count)]


def refused():
    """(name, file, words of the reason)"""
    plain = written(catalogue())
    yield 'an empty file', b'', 'it is not JSON'
    yield 'no JSON', b'<html>', 'it is not JSON'
    yield 'cut short', plain[:-20], 'it is not JSON, or breaks off'
    yield 'more after the end', plain + b'{}', 'it is not JSON'
    yield 'a list', b'[]', 'it is no catalogue'
    yield 'a number', b'1', 'it is no catalogue'
    yield 'another file of the site', written({'version': 1, 'pages': []}), 'it is no catalogue'
    yield 'a newer format', written(catalogue(format=2)), 'in a newer format'
    yield 'a format that is text', written(catalogue(format='1')), 'it is no catalogue'
    yield 'too large', plain + b' ' * (2 * 1024 * 1024), 'larger than 2 MiB'
    yield 'too deep', b'{"format":1,"x":' + b'[' * 100000 + b']' * 100000 + b'}', 'it is not JSON'
    yield 'deep maps', b'{"a":' * 100000, 'it is not JSON'
    yield 'a million values', b'[' + b'1,' * 900000 + b'1]', 'it is no catalogue'
    yield 'a long number', b'{"format":' + b'1' * 100000 + b'}', 'it is not JSON'
    yield 'wrong UTF-8', plain.replace(b'lamp that', b'lamp \xff\xfe'), 'it is not UTF-8'
    yield 'UTF-8 cut short', plain.replace(b'lamp that', b'lamp \xc3'), 'it is not UTF-8'
    yield 'a surrogate', plain.replace(b'lamp that', b'lamp \\ud800'), 'it is not JSON'
    yield 'UTF-16', json.dumps(catalogue()).encode('utf-16'), 'not UTF-8'

    yield 'no title', written(catalogue(title=None)), "'title' does not give a name by language"
    yield 'a title that is text', written(catalogue(title='Example')), "'title' does not give a name by language"
    yield 'an empty title', written(catalogue(title={'en': ' '})), "'en' is missing"
    yield 'a title in no language', written(catalogue(title={'<b>': 'x'})), 'something else than languages'
    yield 'too many titles', written(catalogue(title={f'a{chr(97 + n)}': 'x' for n in range(25)})), "'title' does not"
    yield 'no languages', written(catalogue(languages=[])), "'languages' is not a list"
    yield 'a language that is none', written(catalogue(languages=['../x'])), "'languages' has something else"
    yield 'a publisher that is text', written(catalogue(publisher='x')), "'publisher' is not an object"
    yield 'a long publisher', written(catalogue(publisher={'name': 'x' * 201})), 'longer than 200 characters'
    yield 'needs that are no list', written(catalogue(needs={})), "'needs' is not a list"
    yield 'too many needs', written(catalogue(needs=many(501, summary=None))), "'needs' lists 501, more than 500"
    yield 'a need that is none', written(catalogue(needs=[1])), 'needs, number 1: not an object'
    yield 'the same id twice', written(catalogue(needs=[item(), item(title='Another')])), 'needs, number 2: a second one'
    yield 'no id', written(catalogue(needs=[item(id=None)])), "'id' is missing"
    yield 'an id that is no text', written(catalogue(needs=[item(id=7)])), "'id' is not a text"
    yield 'a long id', written(catalogue(needs=[item(id='x' * 301)])), "'id' is longer than 300"
    yield 'no title of a need', written(catalogue(needs=[item(title=None)])), "'title' is missing"
    yield 'a long title', written(catalogue(needs=[item(title='ä' * 201)])), "'title' is longer than 200"
    yield 'a title nobody sees', written(catalogue(needs=[item(title='\u200b\u2060')])), "'title' is missing"
    yield 'a long summary', written(catalogue(needs=[item(summary='x' * 401)])), "'summary' is longer than 400"
    yield 'no language of a need', written(catalogue(needs=[item(language=None)])), "'language' is missing"
    yield 'a language with markup', written(catalogue(needs=[item(language='"><b>')])), "'language' is no code"
    yield 'a date that is none', written(catalogue(needs=[item(date='2026-02-30')])), "'date' is no date"
    yield 'a date that is a number', written(catalogue(needs=[item(date=20261122)])), "'date' is not a text"
    yield 'a state with markup', written(catalogue(needs=[item(status='x" onclick="alert(1)')])), "'status' has other characters"
    for name, character in (('a direction override', '\u202e'), ('a direction isolate', '\u2066')):
        yield name, written(catalogue(needs=[item(title='x' + character + 'y')])), 'reverses the direction'
        escaped = json.dumps(catalogue(needs=[item(summary='x' + character + 'y')])).encode()
        yield name + ', escaped', escaped, 'reverses the direction'
    for name, character in (('a zero', '\0'), ('an escape', '\x1b[31m'), ('a bell', '\x07'), ('a control of old', '\x9b')):
        yield name, json.dumps(catalogue(needs=[item(title='x' + character)])).encode(), 'an invisible control character'
    for url in (EVIL, 'JavaScript:alert(1)', 'data:text/html,<script>alert(1)</script>', 'file:///etc/passwd', 'vbscript:x',
                '//evil.example/', '/etc/passwd', '../../x', 'a/../../x', '.git/config', 'a//b', 'https:evil', 'http://', 'https://',
                'https://user:pass@example.org/', 'https://example.org\\@evil.example/', 'https://example.org/"onclick="x',
                "https://example.org/'x", 'https://example.org/ x', 'https://exämple.org/', 'https://@example.org/',
                'en/a b.html', 'en/a"b.html', 'en\\a.html', 'https:///x', 'ftp://example.org/', 'a?b'):
        yield f'the address {url}', written(catalogue(needs=[item(url=url)])), "'url' is neither an address"
    yield 'an address without end', written(catalogue(needs=[item(url='https://example.org/' + 'x' * 1000)])), 'longer than 1000'
    yield 'a site at a script', written(catalogue(url=EVIL)), "'url' is no address"
    yield 'a publisher at a script', written(catalogue(publisher={'name': 'x', 'url': EVIL})), "publisher: 'url' is no address"
    for number in (0, -1, 1.5, 1e300, '1', None, True):
        yield f'a count of {number}', json.dumps({**catalogue(), 'counts': {'need': number}}).encode(), "'counts'"
    yield 'counts that are none', written(catalogue(counts=[])), "'counts' is not an object"


def harmless():
    """(name, file, what the cards show, what they must not)"""
    script = '<script>alert(1)</script>'
    yield ('markup', written(catalogue(needs=[item(title=script, summary='<img src=x onerror=alert(1)>', by='{{{site.title}}}',
                                                   status='odd', status_label='<b>odd</b>')])),
           ['&lt;script&gt;alert(1)&lt;/script&gt;', '&lt;img src=x onerror', '{{{site.title}}}', '&lt;b&gt;odd'],
           [script, '<img', '<b>'])
    yield ('Markdown', written(catalogue(needs=[item(title='[x](javascript:alert(1)) **y**', summary='# z')])),
           ['[x](javascript:alert(1)) **y**'], ['href="javascript', '<strong>'])
    yield ('lines', written(catalogue(needs=[item(title='one\r\ntwo\t three  ')])), ['>one two three<'], [])
    yield ('counts that lie', written(catalogue(counts={'need': 1000000})), ['A lamp that listens'], ['1000000'])
    yield ('keys nobody asked for', written({**catalogue(), 'scripts': ['https://evil.example/x.js'], 'html': script}),
           ['A lamp that listens'], ['evil.example', script])
    yield ('no address of the site', written(catalogue(url=None)), ['A lamp that listens'], ['href="en/needs', '<a href="https'])
    yield ('as many as may be', written(catalogue(needs=many(500, summary='x' * 400))), ['A lamp that listens'], [])
