"""What a site says of its changes, after each step of the life: right to the word."""
import html
import json
import re

import life_site as life


def words_of(runs):
    """[(removed, added)]: what stands in the place of what."""
    found, previous = [], 'same'
    for run in runs:
        if run['type'] == 'removed':
            found.append([run['text'].strip(), ''])
        elif run['type'] == 'added' and found and found[-1][1] == '' and previous == 'removed':
            found[-1][1] = run['text'].strip()
        elif run['type'] == 'added':
            found.append(['', run['text'].strip()])
        previous = run['type']
    return [tuple(pair) for pair in found]


def told_of(page):
    """A page's changes as a set of (key or block's change, removed, added)."""
    if page['change'] != 'changed':
        return set()
    told = {(field['key'], *pair) for field in page['differences']['fields'] for pair in words_of(field['words'])}
    return told | {(block['change'], *pair) for block in page['differences']['blocks'] for pair in words_of(block['words'])}


def read_changes(cities, city):
    """By (change, path): what differs. The command and the published file say the same."""
    done = cities.expect(f'{city}: tells its changes', 0, 'changes', city, '--json')
    published = life.read(cities.path(city), 'public/data/changes.json')
    cities.tally.check(published == done.stdout, f'{city}: data/changes.json is the same')
    told = json.loads(done.stdout)
    where = lambda page: page.get('path') or page['original']['path']
    return told, {(page['change'], where(page)): page for page in told['pages']}


def check_shown(cities, city, told):
    """The page of changes shows every word that was added or removed, and no other."""
    for language in sorted({page['language'] for page in told['pages']}):
        shown = life.read(cities.path(city), f'public/{language}/changes.html')
        body = re.sub(r'<span class="visually-hidden">.*?</span>', '', shown[shown.index('<section class="change-group">'):])
        got = sorted((tag, html.unescape(words)) for tag, words in re.findall(r'<(ins|del)>(.*?)</\1>', body, re.S))
        expected = sorted(({'added': 'ins', 'removed': 'del'}[run['type']], run['text'].strip(' '))
                          for page in told['pages'] if page['language'] == language and page['change'] == 'changed'
                          for part in page['differences']['fields'] + page['differences']['blocks'] for run in part['words']
                          if run['type'] != 'same')
        settings = [({'added': 'ins', 'removed': 'del'}[run['type']], run['text'].strip(' '))
                    for setting in told['settings'] for run in setting['words'] if run['type'] != 'same']
        cities.tally.check(got == sorted(expected + settings), f'{city}: {language}/changes.html shows every word', f'{got}\n{expected}')


def compare(cities, what, got, expected):
    wrong = [f'not told: {key}' for key in sorted(set(expected) - set(got))] + [f'told: {key}' for key in sorted(set(got) - set(expected))]
    cities.tally.check(not wrong, f'{what}: the pages it tells of', '\n'.join(wrong))
    for key in sorted(set(expected) & set(got)):
        told = told_of(got[key])
        cities.tally.check(told == expected[key], f'{what}: {key[1]} to the word', f'{sorted(told)}\n{sorted(expected[key])}')


def none(cities, city, origins, left_out=()):
    """A site that has just been forked has changed nothing."""
    told, pages = read_changes(cities, city)
    cities.tally.check(told['is_fork'] and not pages and not told['files'] and not told['settings'], f'{city}: nothing is changed yet',
                       json.dumps(told)[:2000])
    chain = [(o.get('publisher'), o['kit'], o['version'], o['licence']) for o in told['origins']]
    cities.tally.check(chain == origins, f'{city}: whose it was', chain)
    cities.tally.check(told['languages_left_out'] == list(left_out), f'{city}: languages left out', told['languages_left_out'])
    check_named(cities, city, told)


def check_named(cities, city, told):
    page = life.read(cities.path(city), 'public/fi/changes.html')
    footer = life.read(cities.path(city), 'public/fi/luvut/luku-01.html').split('<footer')[-1]
    for origin in told['origins']:
        missing = [part for part in (origin['title'], origin['publisher'], origin['licence_url'], origin['url'], origin['version'])
                   if part not in page]
        cities.tally.check(not missing, f'{city}: the page of changes names {origin["publisher"]}', missing)
        cities.tally.check(origin['title'] in footer and origin['publisher'] in footer, f'{city}: the footer names {origin["publisher"]}')
    cities.tally.check('Aineistoa on muutettu' in page, f'{city}: it says that the material was changed')


def work_of_kuopio():
    """What Kuopio did to Espoo's 1.0."""
    expected = {('changed', life.chapter(n)): {('changed', '', 'Kuopion')} for n in life.EDITED}
    for n in (31, 32, 33):
        expected['changed', life.chapter(n)] |= {('tags', '', 'kuopio')}
    expected['changed', life.chapter(34)] |= {('summary', 'Mitä luvussa', 'Kuopion luku'), ('summary', 'on', '')}
    expected['changed', 'content/fi/luvut/viides-luku.md'] = set()
    expected['changed', life.chapter(4)] = {('changed', 'luku-05.md', 'viides-luku.md')}
    expected |= {('removed', life.chapter(n)): set() for n in life.DELETED}
    expected |= {('added', f'content/fi/kuopio/oma-{n:02}.md'): set() for n in life.ADDED}
    return expected | {('translated', life.swedish(n)): set() for n in life.TRANSLATED}


def check_page(cities, path, wanted):
    text = life.read(cities.path('kuopio'), 'public/' + path)
    cities.tally.check(('class="change-note"' in text) == wanted, f'kuopio: {path} {"says" if wanted else "does not say"} that it differs')


def first_version(cities):
    told, pages = read_changes(cities, 'kuopio')
    compare(cities, 'kuopio on 1.0', pages, work_of_kuopio())
    renamed = [path for (_, path), page in pages.items() if page['is_renamed']]
    cities.tally.check(renamed == ['content/fi/luvut/viides-luku.md'], 'kuopio on 1.0: renamed', renamed)
    check_shown(cities, 'kuopio', told)
    check_named(cities, 'kuopio', told)
    for path, wanted in {'fi/luvut/luku-21.html': True, 'fi/kuopio/oma-01.html': True, 'sv/kapitel/kapitel-21.html': True,
                         'fi/luvut/luku-41.html': False, 'sv/kapitel/kapitel-01.html': False}.items():
        check_page(cities, path, wanted)


def newer_kit(cities, second):
    """What Espoo did, before Kuopio takes it."""
    done = cities.expect('kuopio: against 2.0', 0, 'changes', 'kuopio', '--against', second, '--json')
    told = {line['path']: line for line in json.loads(done.stdout)['newer']['files']}
    for n in life.EDITED_THERE:
        got = told_of({'change': 'changed', **told[life.chapter(n)]}) if life.chapter(n) in told else None
        cities.tally.check(got == {('changed', '', ', uudistettu')}, f'against 2.0: chapter {n} to the word', got)
    for n in life.MOVED:
        line = told.get(f'content/fi/uudet/luku-{n}.md', {})
        cities.tally.check(line.get('change') == 'changed' and line.get('old_path') == life.chapter(n), f'against 2.0: chapter {n} moved', line)
    for n in life.GONE:
        cities.tally.check(told.get(life.chapter(n), {}).get('change') == 'removed', f'against 2.0: chapter {n} is gone')
    both = {path for path, line in told.items() if line['here'] == 'changed' and path.startswith('content/fi/luvut/luku-')}
    cities.tally.check({life.chapter(n) for n in life.EDITED_BOTH + life.CONFLICTS} <= both, 'against 2.0: what both changed', both)


def second_version(cities):
    """After the update Kuopio's own changes are left, and Espoo's are none any more."""
    told, pages = read_changes(cities, 'kuopio')
    expected = work_of_kuopio()
    del expected['changed', life.chapter(35)]
    expected['changed', 'content/fi/uudet/luku-35.md'] = {('changed', '', 'Kuopion')}
    del expected['changed', life.chapter(36)]
    expected['added', life.chapter(36)] = set()         # Kuopio keeps what Espoo gave up
    for n in (58, 60):
        expected['removed', life.chapter(n)] = set()
    for n in life.CONFLICTS:
        expected['changed', life.chapter(n)] = {('changed', '', 'Kuopion ja')}
    compare(cities, 'kuopio on 2.0', pages, expected)
    check_shown(cities, 'kuopio', told)
