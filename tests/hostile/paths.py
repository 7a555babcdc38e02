"""Files that are not what they seem, and names that mean other places than the site."""
import os
import shutil
import socket

from trial import put


def page(title, body=''):
    return f'---\ntitle: {title}\n---\n{body}\n'


def link(folder, path, target):
    whole = os.path.join(folder, path)
    os.makedirs(os.path.dirname(whole), exist_ok=True)
    if os.path.lexists(whole):
        os.remove(whole)
    os.symlink(target, whole)


def fifo(folder, path):
    os.makedirs(os.path.dirname(os.path.join(folder, path)), exist_ok=True)
    if os.path.exists(os.path.join(folder, path)):
        os.remove(os.path.join(folder, path))
    os.mkfifo(os.path.join(folder, path))


def listening(folder, path):
    before = os.getcwd()
    os.chdir(os.path.join(folder, os.path.dirname(path)))       # such a name may have a hundred letters only
    try:
        socket.socket(socket.AF_UNIX).bind(os.path.basename(path))
    finally:
        os.chdir(before)


def folder_in_place(folder, path):
    whole = os.path.join(folder, path)
    if os.path.exists(whole):
        os.remove(whole)
    os.makedirs(whole)


# Addresses that lead out of the site, wherever an author may write one.
OUTSIDE = ['../../../secret.txt', '../../../outside/secret.md', '/etc/passwd', 'file:///etc/passwd', '%2e%2e/%2e%2e/%2e%2e/secret.txt', '..\\..\\..\\secret.txt',
           '../en/../../../secret.txt', './../../../secret.txt', '....//....//secret.txt', '/proc/self/environ', '/dev/zero', 'a%00b', '%ff', '//host.example/x',
           'a' * 3000, '../' * 200 + 'etc/passwd', 'con.md', 'secret.txt%20', '~/.ssh/id_rsa', '$HOME/x']
SCHEMES = ['javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'java\tscript:alert(1)', ' javascript:alert(1)', '&#106;avascript:alert(1)', 'data:text/html,<script>alert(1)</script>',
           'vbscript:x', 'ms-msdt:/id', 'smb://host.example/x', 'feed:javascript:alert(1)', 'jar:http://x!/', 'blob:x', 'view-source:x', 'intent://x', 'file:x',
           'ftp://host.example/x', 'javascript&colon;alert(1)', 'x:y', 'about:blank', 'chrome://x']
PLACES = {       # where a path is written: how, and the file that must be named
    'link': ('content/en/page.md', lambda at: page('T', f'[a](<{at}>)')),
    'picture': ('content/en/page.md', lambda at: page('T', f'![a](<{at}>)')),
}


def settings_with(line):
    def spoil(folder):
        with open(os.path.join(folder, 'digitori.yaml'), 'a', encoding='utf-8') as file:
            file.write(line + '\n')
    return spoil


def writes(path, contents):
    return lambda folder: put(folder, path, contents)


def both(*spoilers):
    def spoil(folder):
        for one in spoilers:
            one(folder)
    return spoil


def all_trials():
    """(name, spoil, expect, named, base)"""
    for name, (path, make) in PLACES.items():
        for at in OUTSIDE:
            yield f'a {name} to {at[:40]!r}', writes(path, make(at)), 'refused', path, 'plain'
        for at in SCHEMES:
            if '\t' not in at:
                yield f'a {name} to {at[:40]!r}', writes(path, make(at)), 'any', path, 'plain'

    # What stands where a file should
    for path in ('content/en/page.md', 'content/kinds/thing.yaml', 'themes/digitori/strings/en.yaml', 'themes/digitori/theme.yaml', 'content/en/extra.md',
                 'content/en/picture.png', 'content/kinds/extra.yaml', 'themes/digitori/layouts/page.mustache'):
        refused = 'any' if path.endswith('.png') else 'refused'
        yield f'{path} is a link out', (lambda f, p=path: link(f, p, '../' * (path.count('/') + 1) + 'outside/secret.md')), refused, path, 'plain'
        yield f'{path} is a link to a device', (lambda f, p=path: link(f, p, '/dev/zero')), refused, path, 'plain'
        yield f'{path} is a link to itself', (lambda f, p=path: link(f, p, os.path.basename(p))), refused, path, 'plain'
        yield f'{path} is a link to nothing', (lambda f, p=path: link(f, p, 'nobody')), refused, path, 'plain'
        yield f'{path} is a pipe', (lambda f, p=path: fifo(f, p)), 'any', path, 'plain'
        yield f'{path} is a folder', (lambda f, p=path: folder_in_place(f, p)), 'any', None, 'plain'
    yield 'content/en/socket.md listens', (lambda f: listening(f, 'content/en/socket.md')), 'any', 'content/en/socket.md', 'plain'
    yield 'a folder of pages is a link', (lambda f: link(f, 'content/en/more', '../../../outside')), 'refused', 'content/en/more', 'plain'
    yield 'a folder of pages is a link in circles', (lambda f: link(f, 'content/en/more', '..')), 'refused', 'content/en/more', 'plain'
    for path in ('themes', 'themes/digitori', 'overrides', 'templates-forms', 'templates-forms/ask'):
        yield f'{path} is a link out', (lambda f, p=path: (shutil.rmtree(os.path.join(f, p), ignore_errors=True), link(f, p, '../' * (p.count('/') + 1) + 'outside'))), 'refused', path, 'forms'
        yield f'{path} is a link to all that is', (lambda f, p=path: (shutil.rmtree(os.path.join(f, p), ignore_errors=True), link(f, p, '/'))), 'refused', path, 'forms'
    yield 'digitori.yaml is a link', (lambda f: (os.rename(os.path.join(f, 'digitori.yaml'), os.path.join(f, 'd')), link(f, 'digitori.yaml', 'd'))), {2}, 'digitori.yaml', 'plain'
    yield 'digitori.yaml is a device', (lambda f: link(f, 'digitori.yaml', '/dev/zero')), {2}, 'digitori.yaml', 'plain'
    yield 'digitori.yaml is a pipe', (lambda f: fifo(f, 'digitori.yaml')), {2}, 'digitori.yaml', 'plain'
    yield 'the cache is a link out', (lambda f: link(f, '.digitori', '../outside')), 'any', None, 'plain'
    yield 'the cache is a file', writes('.digitori', 'x'), 'refused', '.digitori', 'plain'
    yield 'the folder of the cache is a link out', (lambda f: link(f, '.digitori/cache', '../../outside')), 'any', None, 'plain'

    # Names
    for name in ('a b.md', 'ä.md', 'A.md', 'a"b.md', "a'b.md", 'a<b>.md', 'a&b.md', 'a%2fb.md', 'a?b.md', 'a#b.md', 'a:b.md', 'a*b.md', 'a|b.md', '-rf.md', 'a\tb.md', 'a\nb.md',
                 'a\\b.md', 'con.md', 'aux.md', 'x' * 240 + '.md', 'x' * 252 + '.md', 'a.b.md', 'a..md', ' .md', 'a .md', 'é.md', 'e\u0301.md', 'a\u202eb.md', 'a\u200bb.md',
                 '{{a}}.md', '$(id).md', '`id`.md', '%s%n.md', '.md', 'index.html.md', '404.md', 'search.md', 'downloads.md', 'feed.xml.md'):
        yield f'a page called {name!r}', writes('content/en/' + name, page('T')), 'any', None, 'plain'
    yield 'a name that is not UTF-8', (lambda f: put(f, os.fsdecode(b'content/en/p\xe4.md'), page('T'))), 'any', None, 'plain'
    yield 'folders 70 deep', writes('content/en/' + 'a/' * 70 + 'b.md', page('T')), 'refused', 'content/en' + '/a' * 64, 'plain'
    yield 'folders 400 deep', writes('content/en/' + 'a/' * 400 + 'b.md', page('T')), 'refused', 'content/en' + '/a' * 64, 'plain'
    yield 'two pages in letters of two sizes', both(writes('content/en/Same.md', page('T')), writes('content/en/same.md', page('T'))), 'any', None, 'plain'
    yield 'two pages in two forms of a letter', both(writes('content/en/é.md', page('T')), writes('content/en/e\u0301.md', page('T'))), 'any', None, 'plain'
    yield 'a page and a folder of one name', both(writes('content/en/x.md', page('T')), writes('content/en/x/index.md', page('T')), writes('content/en/x.html/y.md', page('T'))), 'refused', 'content/en/x.md', 'plain'
    for slug in ('../x', 'a/b', '.', '..', '', 'index', 'A', 'a' * 81, 'a b', 'search', '%2e%2e'):
        yield f'a slug {slug[:20]!r}', writes('content/en/page.md', f'---\ntitle: T\nslug: {slug!r}\n---\n'), 'any', 'content/en/page.md', 'plain'
    for alias in ('../x.html', '/etc/x', 'index.html', 'sitemap.xml', 'assets/site.js', 'en/good.html', 'a/../../b', 'data/site.json', 'x\\y', 'en/../../../x'):
        yield f'an alias {alias!r}', writes('content/en/page.md', f'---\ntitle: T\naliases: [{alias!r}]\n---\n'), 'any', 'content/en/page.md', 'plain'
    for name in ('index.html', 'sitemap.xml', 'assets/site.js', '404.html', 'en/good.html', 'data/pages.json'):
        yield f'a file of the content over {name}', both(writes('content/' + name, b'x'), writes('content/en/page.md', page('T', f'[a](../{name})'))), 'any', None, 'plain'

    # Settings
    for key in ('output', 'content', 'forms', 'themes', 'theme'):
        for to in ('../outside', '/tmp', '.', '..', 'content', 'a/../../outside', 'a' * 300, '', "'a\\\\b'", '.git', '.digitori', 'themes'):
            yield f'{key}: {to[:30]!r}', settings_with(f'{key}: {to}'), {0, 1, 2}, None, 'plain'
    for to in ('javascript:alert(1)', 'https://a.example/"><script>', 'ftp://x/', 'https://', 'x', 'https://a.example/' + 'x' * 5000):
        yield f'base_url: {to[:40]!r}', both(lambda f: put(f, 'digitori.yaml', open(os.path.join(f, 'digitori.yaml'), encoding='utf-8').read()
                                                          .replace('base_url: https://trial.example/', f'base_url: \'{to}\''))), {0, 1, 2}, 'digitori.yaml', 'plain'
