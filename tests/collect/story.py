"""The whole of a workshop: what forty people filled in on screens and two on paper, and three needs, is collected in one run; every
value is in every output; what was written by hand is typed in; the report and the needs are published, and nothing personal is."""
import html
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile

import docx
import pikepdf
import yaml

import filling
import forms
import outputs
import words
from compare import check_csv, check_values, differences
from people import flat, people

HERE = os.path.dirname(os.path.abspath(__file__))
TESTS = os.path.dirname(HERE)
NEED = 'kehittamistarve'
ON_PAPER = {43: 'kasin.pdf', 45: 'IMG_9'}          # a scan; photographs IMG_9-1.jpg and on
SEEDS = {43: 7, 45: 8}         # of hands that leave no doubt; tests/scans has others
FORMATS = ['csv', 'json', 'xlsx', 'md', 'html', 'pdf', 'pages']
FOLDERS = {'fi': 'tarpeet', 'sv': 'behov', 'en': 'needs'}
# What must not leave the facilitator's machine, in people.py and below.
PERSONAL = re.compile(rb'Henkil\xc3\xb6 \d|T\xc3\xa4ytt\xc3\xa4j\xc3\xa4 \d|Huoltaja \d|40 ?1234567|\bH\. \d|Salainen', re.I)
PERSONAL_LABELS = ['Nimi', 'Puhelin', 'Huoltaja', 'Allekirjoitus']


def run(program, *arguments, status=(0,)):
    done = subprocess.run([program, *arguments], capture_output=True, text=True)
    if done.returncode not in status:
        raise RuntimeError(f'{arguments}: {done.returncode}\n{done.stderr}{done.stdout}')
    return done


# ---- Paper

def boxes_of(blank):
    with pikepdf.open(blank) as file:
        return {str(field.T) for field in file.Root.AcroForm.Fields if field.get('/FT') == '/Btn' or '/Kids' in field and '/FT' not in field}


def marked_of(answers, boxes):
    """What of the answers a machine can read: boxes. Rows without any are left out."""
    kept = {}
    for name, value in answers.items():
        if name == 'osapuolet':
            rows = [{column: cell for column, cell in cells.items() if f'{name}__{row}__{column}' in boxes} for row, cells in enumerate(value, 1)]
            if any(rows):
                kept[name] = [cells for cells in rows if cells]
        elif name == 'kanavat' or name in boxes:
            kept[name] = value
    return kept


def fill_paper(site, folder):
    """{number: (person as a machine reads them, 'paper', file)}, and what each wrote by hand."""
    made, plan, written = {}, [], {}
    for person in people(max(ON_PAPER) + 1):
        name = ON_PAPER.get(person['number'])
        if name is None:
            continue
        blank = os.path.join(site, 'downloads', f"kaikki.{person['language']}.pdf")
        boxes, given = boxes_of(blank), list(flat(person['answers']))
        written[name] = [field for field, _, _ in given if field not in boxes]
        plan.append({'blank': blank, 'to': os.path.join(folder, name), 'seed': SEEDS[person['number']], 'writes': written[name],
                     'marks': {field: value if value is True else str(value) for field, _, value in given if field in boxes}})
        made[person['number']] = [{**person, 'answers': marked_of(person['answers'], boxes)}, 'paper', None]
    done = subprocess.run([sys.executable, os.path.join(HERE, 'paper.py')], input=json.dumps(plan), capture_output=True, text=True, check=True)
    for number, files in zip(made, json.loads(done.stdout)):
        made[number][2] = files[0]
    return made, written


def check_review(tally, program, page, made, written, work):
    """A person types in what was written: then everything is there."""
    saved = os.path.join(work, 'kasin-kirjoitetut')
    os.mkdir(saved)
    whole = {person['number']: person for person in people(max(ON_PAPER) + 1)}
    typed = {}
    for number, (_, _, to) in made.items():
        person = whole[number]
        typed[os.path.basename(to)] = {name: value if kind == 'choice' else str(filling.shown('fi', name, kind, value))
                                       for name, kind, value in flat(person['answers'])}
    done = subprocess.run(['node', os.path.join(HERE, 'review.mjs'), page, saved], input=json.dumps(typed), capture_output=True, text=True, check=True)
    asked = json.loads(done.stdout)
    for number, (_, _, to) in made.items():
        one = asked[os.path.basename(to)]
        tally.check(sorted(one['asked']) == sorted(written[ON_PAPER[number]]) and one['doubts'] == 0,
                    f'{os.path.basename(to)}: what was written by hand is asked for, and nothing else',
                    sorted(set(one['asked']) ^ set(written[ON_PAPER[number]])))
        wrong = differences(whole[number]['answers'], json.load(open(one['saved']))['answers'], 'paper')
        tally.check(not wrong, f'{os.path.basename(to)}: typed in, it says all that was meant', '\n'.join(wrong))
    to = os.path.join(work, 'puhtaaksi.json')
    done = run(program, 'collect', '-C', filling.SITE, saved, '-o', to, '--personal')
    tally.check(len(json.load(open(to))['answers']) == len(made) and 'error' not in done.stderr, 'and is collected', done.stderr)


# ---- Needs

def needs():
    titles = {'fi': 'Varjoa koulun pihalle', 'sv': 'Bänkar vid stranden', 'en': 'A quieter library'}
    return [{'language': language, 'answers': {
        '_process': f'Piha {number}', '_phase': '2', '_filled_by': f'Salainen Kirjoittaja {number}', '_date': f'2026-11-0{number + 1}',
        'otsikko': title, 'tarve': f'Tarve {number}: täällä ei ole <b>mitään</b> & *kaikki* kaipaavat.\nToinen rivi {number}.',
        'kayttajat': f'Oppilaat {number}', 'ymparisto': f'Piha: {number} m²', 'kysymys': f'Miten me voisimme "auttaa" {number}?',
        'hyodyt': f'Viihtyisämpi paikka {number}', 'aikataulu': f'Kevät 203{number}', 'kumppanit': ['asukkaat', 'yritykset'],
        'korvaus': 'ei', 'tila': ['open', 'ongoing', 'solved'][number], 'julkaisija': f'Koekoulu {number}', 'kielet': ['suomi'],
        'lupa_julkaista': True}} for number, (language, title) in enumerate(titles.items())]


def typed_of(answers):
    """(name in documents, value): options by their ids."""
    for name, value in answers.items():
        if isinstance(value, list):
            yield from ((f'{name}__{option}', True) for option in value)
        else:
            yield name, value


def fill_needs(site, folder):
    """In the browser, by pdf-lib, and by python-docx."""
    downloads, form, (one, two, three) = os.path.join(site, 'downloads'), forms.Form(os.path.join(filling.SITE, 'templates-forms', NEED)), needs()
    plan = [{'page': f'fi/lomakkeet/{NEED}.html', 'to': os.path.join(folder, 'tarve-fi.json'), 'shown': dict(typed_of(one['answers']))}]
    subprocess.run(['node', os.path.join(HERE, 'web.mjs'), site], input=json.dumps([{**job, 'shown': as_typed(job['shown'], 'fi')} for job in plan]), text=True, check=True)
    plan = [{'from': os.path.join(downloads, f'{NEED}.sv.pdf'), 'to': os.path.join(folder, 'tarve-sv.pdf'), 'values': as_typed(dict(typed_of(two['answers'])), 'sv')}]
    subprocess.run(['node', os.path.join(TESTS, 'pdf/fill.mjs')], input=json.dumps(plan), capture_output=True, text=True, check=True)
    document = docx.Document(os.path.join(downloads, f'{NEED}.en.docx'))
    said = dict(typed_of(three['answers']))
    for control in words.controls(document.element.body, form):
        if control.name in said:
            value = said[control.name]
            fill_control(control, form, value)
    document.save(os.path.join(folder, 'tarve-en.docx'))


def as_typed(values, language):
    return {**values, '_date': filling.shown_date(values['_date'], language)}


def fill_control(control, form, value):
    if control.kind == 'list':
        options = form.words('en')['fields'].get(control.name, {}).get('options') or {str(n): filling.strings('en')[f'phase_{n}'] for n in range(1, 7)}
        value = options[value]
    control.fill(words.TICKED if value is True else value)
    if control.kind == 'date':
        control.settings.find(words.W + 'date').set(words.W + 'fullDate', value + 'T00:00:00Z')
    if isinstance(value, str) and '\n' in value:
        filling.put_lines(control.shown, value)


def check_needs(tally, folder):
    collected = {one['language']: one for one in json.load(open(os.path.join(folder, f'{NEED}.json')))['answers']}
    found = {language: one['answers'] for language, one in collected.items()}
    for need in needs():
        wrong = differences(need['answers'], found.get(need['language'], {}), '')
        tally.check(not wrong, f'the need in {need["language"]} says what was meant', '\n'.join(wrong))
    for need in needs():
        path = page_path(os.path.join(folder, 'pages'), need)
        if not tally.check(os.path.exists(path), f'{path} is made', sorted(os.listdir(os.path.dirname(path))) if os.path.isdir(os.path.dirname(path)) else 'no folder'):
            continue
        _, front, body = open(path, encoding='utf-8').read().split('---\n', 2)
        front, said = yaml.safe_load(front), need['answers']
        mapped = {'title': 'otsikko', 'users': 'kayttajat', 'environment': 'ymparisto', 'question': 'kysymys', 'benefits': 'hyodyt',
                  'schedule': 'aikataulu', 'status': 'tila', 'publisher': 'julkaisija'}
        wrong = [f'{key}: {front.get(key)!r}' for key, field in mapped.items() if str(front.get(key)) != said[field]]
        # The browser knows the day when a form was filled in; of other files, what was written on it counts.
        if str(front.get('date')) != (collected[need['language']]['filled'] or said['_date']):
            wrong.append(f'date: {front.get("date")!r}')
        tally.check(not wrong, f'{os.path.basename(path)}: every field of the page', '\n'.join(wrong))
        tally.check(outputs.plain(re.sub(r'\\(\W)', r'\1', body)) == outputs.plain(said['tarve']), f'{os.path.basename(path)}: its text', body)


def page_path(folder, need):
    name = re.sub(r'\W+', '-', need['answers']['otsikko'].lower().translate(str.maketrans('äöå', 'aoa')))
    return os.path.join(folder, need['language'], FOLDERS[need['language']], name + '.md')


# ---- Published

def files_of(folder):
    """(path, bytes) of every file, and of what is in zips."""
    for at, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(at, name)
            with open(path, 'rb') as file:
                yield path, file.read()
            if name.endswith(('.zip', '.docx', '.xlsx', '.epub')):
                with zipfile.ZipFile(path) as packed:
                    yield from ((f'{path}/{inner}', packed.read(inner)) for inner in packed.namelist())
            elif name.endswith('.pdf'):
                yield path + ' in words', subprocess.run(['pdftotext', path, '-'], capture_output=True, check=True).stdout


def broken_links(folder):
    for path, said in files_of(folder):
        if not path.endswith('.html') or '.zip/' in path:
            continue
        for target in re.findall(r'(?:href|src)="([^"#?:]+)[^":]*"', said.decode()):
            target = html.unescape(target)
            at = os.path.normpath(os.path.join(folder if target.startswith('/') else os.path.dirname(path), target.lstrip('/')))
            if not os.path.exists(at):
                yield f'{path}: {target}'


def check_published(tally, program, folder, work):
    """The needs as they came, and the report, are pages of the site now."""
    source, out = os.path.join(work, 'julkaistava'), os.path.join(work, 'julkaistu')
    shutil.copytree(filling.SITE, source)
    shutil.copytree(os.path.join(folder, 'pages'), os.path.join(source, 'content'), dirs_exist_ok=True)
    shutil.copy(os.path.join(folder, 'kaikki.md'), os.path.join(source, 'content/fi/mita-kuultiin.md'))
    done = run(program, 'build', source, '-o', out, status=(0, 1))
    tally.check(done.returncode == 0 and 'error' not in done.stderr, 'the site with the report and the needs is built', done.stderr)
    for need in needs():
        path = page_path(out, need).removesuffix('.md') + '.html'
        said = html.unescape(re.sub(r'<[^>]+>', ' ', open(path, encoding='utf-8').read())) if os.path.exists(path) else ''
        lost = [value for name in ('otsikko', 'kayttajat', 'ymparisto', 'kysymys', 'hyodyt', 'aikataulu', 'julkaisija', 'tarve')
                for value in need['answers'][name].split('\n') if value not in said]
        tally.check(said and not lost, f'{os.path.basename(path)} is published with all that was said', '\n'.join(lost))
        listed = open(os.path.join(os.path.dirname(path), 'index.html'), encoding='utf-8').read()
        tally.check(f'href="{os.path.basename(path)}"' in listed or f'/{os.path.basename(path)}"' in listed, f'{os.path.basename(path)} is listed')
        found = run(program, 'search', out, '-l', need['language'], need['answers']['otsikko']).stdout
        tally.check(os.path.basename(path) in found, f'{os.path.basename(path)} is found by its title', found)
    report = open(os.path.join(out, 'fi/mita-kuultiin.html'), encoding='utf-8').read()
    tally.check(report.count('class="chart') >= 5 and 'Tori &amp; turut' in report, 'the report is published with its charts')
    found = run(program, 'search', out, '-l', 'fi', 'tori turut').stdout
    tally.check('mita-kuultiin.html' in found, 'and is found by what people said', found)
    broken = list(broken_links(out))
    tally.check(not broken, 'every link leads somewhere', '\n'.join(broken[:8]))
    told = [path for path, said in files_of(out) if PERSONAL.search(said)]
    tally.check(not told, 'nothing personal is in any file of the site', '\n'.join(told))
    tally.check(PERSONAL.search(open(os.path.join(work, 'tulokset/kaikki.csv'), 'rb').read()), 'personal words would be seen')


# ---- All of it

def play(tally, program, on_screen, site, work):
    folder, out, public = os.path.join(work, 'saadut'), os.path.join(work, 'tulokset'), os.path.join(work, 'julkiset')
    page = os.path.join(work, 'kasin.html')
    on_paper, written = fill_paper(site, folder)
    fill_needs(site, folder)
    made = {**on_screen, **on_paper}
    done = run(program, 'collect', '-C', filling.SITE, folder, '-o', out, '--as', ','.join(FORMATS), '--personal', '-l', 'fi', '--review', page, status=(0, 1))
    places = sum(map(len, written.values()))
    tally.check(f'{places} places to look at by eye' in done.stdout and f'{len(made) + len(needs())} filled forms' in done.stdout,
                'one run reads everything, and tells what a person has to read', done.stdout + done.stderr[-800:])
    tally.check('several files are one person\'s form' in done.stderr and 'a page of the form is missing' not in done.stderr,
                'photographs of one person\'s pages are put together, and it is told', done.stderr[-800:])
    check_values(tally, made, json.load(open(os.path.join(out, 'kaikki.json'))))
    check_csv(tally, made, os.path.join(out, 'kaikki.csv'))
    outputs.check_xlsx(tally, made, os.path.join(out, 'kaikki.xlsx'))
    outputs.check_reports(tally, made, os.path.join(out, 'kaikki'))
    check_needs(tally, out)
    check_review(tally, program, page, on_paper, written, work)
    # For everybody to see, from what was collected: the same but for what is personal.
    run(program, 'collect', '-C', filling.SITE, *(os.path.join(out, f'{form}.json') for form in ('kaikki', NEED)), '-o', public,
        '--as', 'md,html,pdf,pages', '-l', 'fi', status=(0, 1))
    outputs.check_reports(tally, made, os.path.join(public, 'kaikki'), PERSONAL_LABELS)
    told = [path for path, said in files_of(public) if PERSONAL.search(said)]
    tally.check(not told, 'nothing personal is in what is for everybody', '\n'.join(told))
    check_published(tally, program, public, work)
