"""Themes that recurse or blow up, and settings that lead round in circles."""
from paths import both, page, settings_with, writes


def theme(**files):
    return both(*(writes('themes/digitori/' + name.replace('__', '/') + '.mustache', contents) for name, contents in files.items()))


LAYOUT = 'layouts__page'
DOUBLED = {f'partials__x{i}': ('{{>partials/x%d}}' % (i + 1)) * 8 for i in range(12)} | {'partials__x12': 'xxxxxxxx'}
BROKEN = {
    'a tag never closed': '{{page', 'a section never closed': '{{#page}}', 'sections crossed': '{{#page}}{{#site}}{{/page}}{{/site}}',
    'a section closed twice': '{{/page}}', 'sections 5,000 deep': '{{#page}}' * 5000, 'delimiters that are not': '{{=a=}}', 'delimiters never closed': '{{=<% %',
    'a megabyte of tags': '{{! x }}' * 130_000, 'a name of 60,000 letters': '{{' + 'a' * 60_000 + '}}', 'an unknown partial': '{{>nobody}}', 'a partial outside': '{{>../../../secret}}',
    'an absolute partial': '{{>/etc/passwd}}', 'raw text': '{{{page.title}}}', 'not UTF-8': b'\xff\xfe{{page}}', 'NUL': b'a\x00b', 'a parent of itself': '{{<layouts/page}}{{/layouts/page}}',
    'dots': '{{a.b.c.d.e.f.g}}', 'nothing': '', 'half a character in a name': b'{{a\xc3}}', 'lines in a name': '{{a\nb}}', 'an escape in a name': '{{a\x1b[31m}}',
}


def all_trials():
    path = 'themes/digitori/layouts/page.mustache'
    for name, contents in BROKEN.items():
        yield f'a layout with {name}', writes(path, contents), 'any', path, 'plain'
        yield f'a partial with {name}', writes('themes/digitori/partials/card.mustache', contents), 'any', ('themes/digitori/partials/card.mustache', path,
                                                                                                   'themes/digitori/layouts/list.mustache'), 'plain'
    yield 'thousands of words beside long templates', both(
        writes('themes/digitori/strings/en.yaml', ''.join(f'word{n}: x\n' for n in range(9000))),
        theme(**{f'partials__long{n}': '<p>lorem ipsum {{page.title}}</p>\n' * 20000 for n in range(20)})), 'any', None, 'plain'
    yield 'a layout that calls itself', theme(layouts__page='{{>layouts/page}}'), 'refused', None, 'plain'
    yield 'two partials that call one another', theme(layouts__page='{{>partials/a}}', partials__a='x{{>partials/b}}', partials__b='y{{>partials/a}}'), 'refused', None, 'plain'
    yield 'a partial that calls itself twice', theme(layouts__page='{{>partials/a}}', partials__a='{{>partials/a}}{{>partials/a}}'), 'refused', None, 'plain'
    yield 'a partial that calls itself in a list', theme(layouts__page='{{>partials/a}}', partials__a='{{#languages}}{{>partials/a}}{{/languages}}'), 'any', None, 'plain'
    yield 'partials that double twelve times', theme(layouts__page='{{>partials/x0}}', **DOUBLED), 'refused', None, 'plain'
    yield 'partials that double twelve times around nothing', theme(layouts__page='{{>partials/x0}}', **(DOUBLED | {'partials__x12': ''})), 'refused', None, 'plain'
    yield 'a layout that repeats a long text', theme(layouts__page='{{>partials/long}}' * 40, partials__long='x' * 2_000_000), 'refused', (
        'themes/digitori/layouts/page.mustache', 'themes/digitori/partials/long.mustache'), 'plain'
    yield 'a parent in a parent', theme(layouts__page='{{<layouts/a}}{{$main}}x{{/main}}{{/layouts/a}}', layouts__a='{{<layouts/page}}{{/layouts/page}}'), 'refused', None, 'plain'
    yield 'a block in itself', theme(layouts__page='{{<layouts/a}}{{$main}}{{$main}}x{{/main}}{{/main}}{{/layouts/a}}', layouts__a='{{$main}}{{/main}}'), 'any', None, 'plain'
    for name in ('assets/evil.js', 'assets/../../x.js', 'assets/x.html', 'assets/.hidden'):
        yield f'a theme with {name}', writes('themes/digitori/' + name, 'alert(1)'), 'any', None, 'plain'
    for key in ('colours: {ink: "red;}body{background:url(http://x.example/)"}', 'colours: {"a:b": red}', 'colours: {primary: "url(javascript:x)"}', 'colours: [1]',
                'colours: {' + ', '.join(f'c{i}: red' for i in range(5000)) + '}'):
        yield f'{key[:50]}', settings_with(key), 'any', 'digitori.yaml', 'plain'


def cycles():
    index = 'content/en/index.md'
    yield 'a page that refers to itself', writes('content/en/page.md', '---\ntitle: T\nkind: thing\nother: page\n---\n'), 'any', 'content/en/page.md', 'plain'
    yield 'two pages that refer to one another', both(writes('content/en/page.md', '---\ntitle: T\nkind: thing\nother: b\n---\n'),
                                                     writes('content/en/b.md', '---\ntitle: B\nkind: thing\nother: page\n---\n')), 'any', None, 'plain'
    yield 'a hundred pages in a circle', both(*(writes(f'content/en/p{i}.md', f'---\ntitle: P{i}\nkind: thing\nother: p{(i + 1) % 100}\n---\n') for i in range(100))), 'fine', None, 'plain'
    yield 'a view of views', both(*(writes(f'content/en/v{i}.md', page(f'V{i}', '```view\nkind: page\nshow: cards\n```')) for i in range(20))), 'any', None, 'plain'
    yield 'a menu with a menu', settings_with('menu: [{page: good, menu: [{page: good}]}]'), 'any', 'digitori.yaml', 'plain'
    yield 'a menu of 1,000', settings_with('menu: [' + '{page: good}, ' * 1000 + ']'), 'any', 'digitori.yaml', 'plain'
    yield 'a menu that leads nowhere', settings_with('menu: [{page: nobody}]'), 'refused', 'digitori.yaml', 'plain'
    yield 'a part of itself', settings_with('part_of: {url: https://trial.example/}'), 'any', 'digitori.yaml', 'plain'
    yield 'a member of its own network', settings_with('network: [{id: me, url: https://trial.example/}, {id: me, url: https://trial.example/}]'), 'any', 'digitori.yaml', 'plain'
    yield 'a book of a book', both(writes('content/en/b.md', '---\ntitle: B\nkind: book\ninclude: [b]\n---\n')), 'any', None, 'plain'
    yield 'books of one another', both(writes('content/en/b.md', '---\ntitle: B\nkind: book\ninclude: [c]\n---\n'), writes('content/en/c.md', '---\ntitle: C\nkind: book\ninclude: [b]\n---\n')), 'any', None, 'plain'
    yield 'a book with 200 parts', settings_with('books: [{id: x, title: X, parts: [' + '{title: P, include: ["**"]}, ' * 200 + ']}]'), 'any', 'digitori.yaml', 'plain'
    yield 'twenty-five kits', settings_with('kits: [' + ', '.join(f'{{id: k{i}, title: K, include: ["**"]}}' for i in range(25)) + ']'), 'any', 'digitori.yaml', 'plain'
    yield 'a pattern of stars', settings_with('kits: [{id: k, title: K, include: ["' + '*a' * 60 + '**/' * 60 + 'b"]}]'), 'any', 'digitori.yaml', 'plain'
    yield 'terms of one name', both(*(writes(f'content/en/t{i}.md', f'---\ntitle: Word\nkind: term\nsynonyms: [word, words]\n---\nA word of words.\n') for i in range(30))), 'any', None, 'plain'
    yield 'a term in its own text', writes('content/en/t.md', '---\ntitle: Word\nkind: term\n---\n' + 'word ' * 20_000 + '\n'), 'any', None, 'plain'
    yield '1,000 tags', writes('content/en/page.md', '---\ntitle: T\ntags: [' + ', '.join(f't{i}' for i in range(1000)) + ']\n---\n'), 'any', 'content/en/page.md', 'plain'
    yield 'tags that are one in addresses', writes('content/en/page.md', '---\ntitle: T\ntags: ["a b", "a-b", "A B", "ä b"]\n---\n'), 'any', 'content/en/page.md', 'plain'
    yield 'tags that have no letters', writes('content/en/page.md', '---\ntitle: T\ntags: ["???", "…", "../x", "."]\n---\n'), 'any', 'content/en/page.md', 'plain'
    yield 'an override of what is not there', writes('overrides/content/en/page.md', page('T')), 'any', None, 'plain'
    yield 'links in circles', both(writes('content/en/a.md', page('A', '[b](b.md)')), writes('content/en/b.md', page('B', '[a](a.md)')), writes(index, page('I', '[a](a.md) [i](index.md)'))), 'fine', None, 'plain'
