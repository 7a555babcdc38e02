"""Markup, scripts, formulas and templates planted in every text that an author, a form, a setting, a theme or another Digitori can
give. Nothing of it may run where it is published: every page is opened in Chromium, PDF, EPUB, Word files and
spreadsheets are looked through.
"""
import json
import os
import re
import shutil
import subprocess
import zipfile

from trial import TODAY, put

HERE = os.path.dirname(os.path.abspath(__file__))
HOST = 'planted.example'
# Each asks for window.planted or for an address that only it knows.
SEEDS = [
    '<script>window.planted=1</script>', '"><script>window.planted=1</script>', "'><img src=x onerror=window.planted=1>", '"><svg onload=window.planted=1>',
    '<iframe src="javascript:parent.planted=1">', '</title><script>window.planted=1</script>', '</textarea></script><script>window.planted=1</script>',
    '" onmouseover="window.planted=1" autofocus onfocus="window.planted=1" x="', '<a href="javascript:window.planted=1">a</a>', '<base href="https://planted.example/">',
    '<link rel=stylesheet href=https://planted.example/x.css>', '<img src="https://planted.example/x.png">', '<meta http-equiv=refresh content="0;url=https://planted.example/">',
    '<form action="https://planted.example/"><button>a</button></form>', '<object data="https://planted.example/x">', '-->]]><script>window.planted=1</script>',
    '{{{x}}}{{>y}}{{#z}}', '<style>@import "https://planted.example/x.css"</style>', '${window.planted=1}`${window.planted=1}`', '\\u003cscript\\u003ewindow.planted=1\\u003c/script\\u003e',
    '&lt;script&gt;window.planted=1&lt;/script&gt;', '=HYPERLINK("https://planted.example/";"a")', '=cmd|\'/c calc\'!A0', '@SUM(1+1)', ') /JS (app.alert(1)) /S /JavaScript >>',
    'DDEAUTO c:\\x', '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>&y;', '</w:t></w:r><w:r><w:instrText>DDE</w:instrText></w:r>',
    '[a](javascript:window.planted=1)', '![a](https://planted.example/x.png)', '<details open ontoggle=window.planted=1>', '%3Cscript%3Ewindow.planted=1%3C/script%3E',
]


def quoted(seed):
    return "'" + seed.replace("'", "''") + "'"


def page(seed, front='', body=''):
    q = quoted(seed)
    return f'---\ntitle: {q}\nsummary: {q}\ntags: [{q}, x]\n{front}---\n{body}\n'


def escaped(seed):
    """As Markdown that shows these very signs."""
    return re.sub(r'([\\`*_{}\[\]<>()#+.!|~&"\'-])', r'\\\1', seed)


def spoil(folder, seed):
    """The seed in every text there is."""
    q = quoted(seed)
    e = escaped(seed)
    steps = seed.replace('->', '')       # an arrow is no step
    fields = f'name: {q}\nwords: {q}\nmarks: {quoted(e)}\nmany: [{q}, {q}]\nparts:\n  - one: {q}\nchange_note: {q}\nsource: {q}\n'
    blocks = (f'```chart\ntype: bar\ntitle: {q}\nunit: {quoted(seed[:30])}\nsource: {q}\ndata: [[{q}, {q}], [{q}, 1], [b, 2]]\n```\n\n'
              f'```view\nkind: thing\nshow: table\ntitle: {q}\nfields: [name]\n```\n\n```diagram\ntype: steps\ntitle: {seed[:60]}\n\n1. a {steps[:40]}: {steps[:60]}\n2. b\n```\n\n')
    body = (f'{seed}\n\n{e}\n\n## {e}\n\n`{seed}`\n\n```\n{seed}\n```\n\n```{seed.replace("`", "")}\nx\n```\n\n- [ ] {e}\n\n| {e.replace("|", "")} | b |\n|--|--|\n| {e.replace("|", "")} | b |\n\n'
            f'> [!NOTE]\n> {e}\n\n[{e}](good.md {json.dumps(seed)})\n\nNote[^1].\n\n[^1]: {e}\n\n' + blocks)
    put(folder, 'content/en/page.md', page(seed, 'kind: thing\n' + fields, body))
    put(folder, 'content/en/term.md', page(seed, 'kind: term\n' + f'definition: {q}\nsynonyms: [{q}]\n', e))
    put(folder, 'content/en/news.md', page(seed, 'kind: news\ndate: 2026-11-01\n', e))
    settings = (f'title: {q}\ndescription: {q}\nlanguages: [en]\nbase_url: https://trial.example/\nlicence: {q}\npublisher: {{name: {q}}}\n'
                f'menu: [{{page: good, title: {q}}}]\nstrings: {{en: {{skip: {q}, search: {{title: {q}, label: {q}}}}}}}\n'
                f'accessibility: {{contact_email: tori@trial.example, updated: 2026-01-01, checked: 2026-01-01, status: full, method: {q}, result: {q}, authority: {q}}}\n'
                f'books: [{{id: book, title: {q}, subtitle: {q}, description: {q}, include: ["**"]}}]\nkits: [{{id: kit, title: {q}, description: {q}, include: ["**"], books: [book]}}]\n')
    put(folder, 'digitori.yaml', settings)
    kind = (f'label: {q}\nplural: {q}\ndescription: {q}\nfields:\n' + ''.join(
        f'  {name}: {{label: {q}, help: {q}, {rest}}}\n' for name, rest in {
            'name': 'type: text', 'words': 'type: long', 'marks': 'type: markdown', 'many': 'type: list, of: text', 'parts': f'type: list, of: record, fields: {{one: {{type: text, label: {q}}}}}',
            'choice': f'type: choice, facet: true, choices: {{a: {q}}}'}.items()))
    put(folder, 'content/kinds/thing.yaml', kind)
    words = (f'title: {q}\nsummary: {q}\npurpose: {quoted(e)}\nfilled_by: {q}\ntime: {q}\nsend_to: {quoted(e)}\nprivacy: {quoted(e)}\nfields:\n  name: {{label: {q}, help: {q}}}\n'
             f'  choice: {{label: {q}, options: {{a: {q}, b: {q}}}}}\n  rows: {{label: {q}, columns: {{what: {q}, many: {q}}}}}\n  points: {q}\n')
    put(folder, 'templates-forms/ask/en.md', f'---\n{words}---\n{e}\n\n## {e}\n\n[[name]]\n\n[[choice]]\n\n[[rows]]\n\n[[points]]\n')


def without(folder, path, pattern):
    with open(os.path.join(folder, path), encoding='utf-8') as file:
        text = file.read()
    put(folder, path, re.sub(pattern, '', text))


def faults_of_files(public):
    """What would act in a PDF, a book, a Word file or a spreadsheet."""
    faults = []
    for place, _, names in os.walk(public):
        for name in names:
            path = os.path.join(place, name)
            if name.endswith('.pdf'):
                plain = subprocess.run(['qpdf', '--qdf', '--object-streams=disable', '--stream-data=uncompress', path, '-'], capture_output=True).stdout
                # Words of people stand in strings; names of keys begin a line of their own in this form.
                keys = re.findall(rb'^\s*/(JS|JavaScript|OpenAction|Launch|AA|EmbeddedFile|RichMedia|SubmitForm|ImportData|GoToR)\b', plain, re.M)
                if keys or b'/S /JavaScript\n' in plain or not plain:
                    faults.append(f'{name}: {keys}')
            elif name.endswith(('.epub', '.docx', '.xlsx')):
                faults += faults_of_package(path, name)
            elif name.endswith('.xml'):
                if subprocess.run(['xmllint', '--noout', '--nonet', path], capture_output=True).returncode:
                    faults.append(f'{name} is no XML')
            elif name.endswith('.json'):
                with open(path, encoding='utf-8') as file:
                    json.load(file)
    return faults


def faults_of_package(path, name):
    from lxml import etree
    faults = []
    with zipfile.ZipFile(path) as package:
        for part in package.namelist():
            if not part.endswith(('.xml', '.rels', '.xhtml', '.opf', '.ncx', '.svg')):
                continue
            tree = etree.fromstring(package.read(part), etree.XMLParser(resolve_entities=False, no_network=True))
            for element in tree.iter(etree.Element):
                local = etree.QName(element).localname
                if local in ('script', 'iframe', 'object', 'embed', 'base', 'form', 'OLEObject', 'altChunk', 'ddeLink', 'externalReference'):
                    faults.append(f'{name} {part}: <{local}>')
                if local == 'instrText' and 'DDE' in (element.text or '') or local == 'f' and re.search(r'HYPERLINK|cmd|\|', re.sub(r'"[^"]*"|\'[^\']*\'', '', element.text or '')):
                    faults.append(f'{name} {part}: {element.text!r:.60}')
                for key, value in element.attrib.items():
                    key = etree.QName(key).localname
                    if key.lower().startswith('on') and local not in ('p', 'w') and 'planted' in value or key in ('href', 'src', 'Target') and re.match(r'\s*(javascript|data|vbscript|file):', value, re.I):
                        faults.append(f'{name} {part}: {key}={value!r:.60}')
                    if key in ('src', 'Target') and HOST in value and 'hyperlink' not in (element.get('Type') or ''):
                        faults.append(f'{name} {part}: {key}={value!r:.60}')
    return faults


def run(trials):
    tally, made = trials.tally, os.path.join(trials.work, 'planted')
    sites = []
    for number, seed in enumerate(SEEDS):
        folder = os.path.join(made, str(number), 'site')
        shutil.copytree(trials.bases['forms'][0], folder)
        shutil.rmtree(os.path.join(folder, 'public'))
        spoil(folder, seed)
        done = subprocess.run([trials.program, 'build', 'site', '-o', 'public'], cwd=os.path.dirname(folder), capture_output=True, text=True, timeout=120,
                              env={'PATH': os.environ['PATH'], 'HOME': folder, 'SOURCE_DATE_EPOCH': TODAY})
        # What is refused (a scheme, a mark that no font has) is refused with its place, and taken out.
        for _ in range(6):
            errors = re.findall(r'^([^:\n]+):(\d+):\d+: error: (.*)', done.stderr, re.M)
            if done.returncode != 1 or not errors:
                break
            for path, line, what in errors:
                whole = os.path.join(folder, path)
                with open(whole, encoding='utf-8') as file:
                    lines = file.read().split('\n')
                at = int(line) - 1
                is_text = path.endswith('.md') and at > lines.index('---', 1)
                if 'the block cannot be shown' in what:
                    lines[at] = '1. Other: words'
                    put(folder, path, '\n'.join(lines))
                    continue
                lines[at] = re.match('#* *', lines[at])[0] + 'Other words' if is_text else re.sub(r"'(?:[^']|'')*'", 'Other', lines[at])
                put(folder, path, '\n'.join(lines))
            done = subprocess.run([trials.program, 'build', 'site', '-o', 'public'], cwd=os.path.dirname(folder), capture_output=True, text=True, timeout=120,
                                  env={'PATH': os.environ['PATH'], 'HOME': folder, 'SOURCE_DATE_EPOCH': TODAY})
        public = os.path.join(made, str(number), 'public')
        if tally.check(done.returncode == 0, f'planted {seed[:50]!r}: published', f'{done.returncode}\n{done.stderr[:1200]}'):
            faults = faults_of_files(public)
            tally.check(not faults, f'planted {seed[:50]!r}: no file acts', '\n'.join(faults[:8]))
            sites.append(public)
    browsed = subprocess.run(['node', os.path.join(HERE, 'planted.mjs'), *sites], capture_output=True, text=True)
    told = re.findall(r'^(ok|FAILED) +(.*)', browsed.stdout, re.M)
    for result, what in told:
        tally.check(result == 'ok', what)
    tally.check(browsed.returncode == 0 and len(told) >= len(sites), 'the browser looked at every page', browsed.stdout[-1000:] + browsed.stderr[-2000:])
