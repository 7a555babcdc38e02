"""What people do while the machine fails, and circumstances that are odd but sound."""
import errno
import os
import shutil
import subprocess
import tempfile

from machine import CLASSES, KILL, Machine

ENVIRONMENT = os.environ | {'SOURCE_DATE_EPOCH': '1795305600'}
FORM = '''version: 1
sections:
  - id: asia
    fields:
      - {id: nimi, type: text, required: true}
      - {id: kanta, type: choice, options: [kylla, ei]}
'''
WORDS = '''---
title: Palaute
summary: Kerro, miten meni.
purpose: Palautteen keräämiseen.
filled_by: Osallistuja
fields:
  nimi: Otsikko
  kanta:
    label: Tulisitko uudestaan
    options: {kylla: Kyllä, ei: En}
---
## Palaute

[[nimi]]

[[kanta]]
'''
BOOK = '''title: Pieni tori
languages: [fi]
books:
  - id: kirja
    title: Kirja
    include: ['**']
'''


def write(folder, path, contents):
    path = os.path.join(folder, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w', encoding='utf-8') as file:
        file.write(contents)


def sound(program, *arguments, cwd, status=0):
    done = subprocess.run([program, *arguments], cwd=cwd, env=ENVIRONMENT, capture_output=True, text=True)
    assert done.returncode == status, f'{arguments}: {done.returncode}\n{done.stderr}'


class Done:
    is_build, status = True, 0      # all or nothing; the status when all is well


class Pages(Done):
    """A site of pages, lists, search and kits is published again after an edit."""
    name, watched = 'pages', 'public'
    keeps_cache = False

    def prepare(self, program, folder):
        sound(program, 'init', 'tori', cwd=folder)
        self.publish(program, folder)
        if self.keeps_cache:    # and the output that it replaces
            self.edit(folder, 'Ensin tämä.')
            self.publish(program, folder)
        else:
            shutil.rmtree(os.path.join(folder, 'tori/.digitori'))
        self.edit(folder, 'Uusi kappale.')
        return [program, 'build', 'tori', '-o', 'public', '-j', '1', '--quiet']

    @staticmethod
    def publish(program, folder):
        sound(program, 'build', 'tori', '-o', 'public', '--quiet', cwd=folder)

    @staticmethod
    def edit(folder, words):
        with open(os.path.join(folder, 'tori/content/fi/kasikirja/aloita-tasta.md'), 'a', encoding='utf-8') as file:
            file.write(f'\n{words}\n')


class Again(Pages):
    """The same with what the build before has left."""
    name, keeps_cache = 'again', True


class First(Done):
    """A site with a form and a book is published for the first time."""
    name, watched = 'first', 'a/b/public'

    def prepare(self, program, folder):
        os.makedirs(os.path.join(folder, 'a'))
        write(folder, 'tori/digitori.yaml', BOOK)
        write(folder, 'tori/content/fi/index.md', '---\ntitle: Pieni tori\nsummary: Yksi sivu.\n---\nHei.\n')
        write(folder, 'tori/templates-forms/palaute/form.yaml', FORM)
        write(folder, 'tori/templates-forms/palaute/fi.md', WORDS)
        return [program, 'build', 'tori', '-o', 'a/b/public', '-j', '1', '--quiet']


class English(Done):
    """A book in a language whose words libhyphen divides."""
    name, watched = 'english', 'public'

    def prepare(self, program, folder):
        write(folder, 'tori/digitori.yaml', BOOK.replace('[fi]', '[en]'))
        write(folder, 'tori/content/en/index.md', '---\ntitle: Small square\nsummary: One page.\n---\nHello.\n')
        return [program, 'build', 'tori', '-o', 'public', '-j', '1', '--quiet']


class Report(Done):
    """What people filled in becomes a printed report."""
    name, watched, is_build = 'report', 'ulos', False

    def prepare(self, program, folder):
        write(folder, 'tori/digitori.yaml', BOOK)
        write(folder, 'tori/content/fi/index.md', '---\ntitle: Pieni tori\nsummary: Yksi sivu.\n---\nHei.\n')
        write(folder, 'tori/templates-forms/palaute/form.yaml', FORM)
        write(folder, 'tori/templates-forms/palaute/fi.md', WORDS)
        write(folder, 'palaute.json', '{"form": "palaute", "version": 1, "language": "fi", "filled": "2026-11-01", '
                                      '"answers": {"nimi": "Hyvin meni", "kanta": "kylla"}}')
        os.mkdir(os.path.join(folder, 'ulos'))
        return [program, 'collect', 'palaute.json', '-C', 'tori', '-o', 'ulos/raportti.pdf']


def published_kit(program, folder):
    sound(program, 'init', 'tori', cwd=folder)
    sound(program, 'build', 'tori', '-o', 'out', '--quiet', cwd=folder)
    return os.path.join(folder, 'out/downloads/aloita.fi.zip')


class Fork(Done):
    """Another city begins a site from a kit."""
    name, watched = 'fork', 'cities/kuopio'

    def prepare(self, program, folder):
        shutil.move(published_kit(program, folder), os.path.join(folder, 'kit.zip'))
        os.mkdir(os.path.join(folder, 'cities'))
        for name in 'tori', 'out':
            shutil.rmtree(os.path.join(folder, name))
        return [program, 'fork', 'kit.zip', 'cities/kuopio', '--title', 'Kuopion tori', '--publisher', 'Kuopio']


class Update(Done):
    """And keeps up with the original."""
    name, watched = 'update', 'kuopio'
    is_build = False        # stopped on the way, the next one finishes it

    def prepare(self, program, folder):
        shutil.move(published_kit(program, folder), os.path.join(folder, 'kit.zip'))
        sound(program, 'fork', 'kit.zip', 'kuopio', '--title', 'Kuopion tori', '--publisher', 'Kuopio', cwd=folder)
        with open(os.path.join(folder, 'tori/content/fi/kasikirja/aloita-tasta.md'), 'a', encoding='utf-8') as file:
            file.write('\nUusi kappale.\n')
        sound(program, 'build', 'tori', '-o', 'out', '--quiet', cwd=folder)
        shutil.move(os.path.join(folder, 'out/downloads/aloita.fi.zip'), os.path.join(folder, 'newer.zip'))
        for name in 'tori', 'out':
            shutil.rmtree(os.path.join(folder, name))
        return [program, 'update', 'newer.zip', '-C', 'kuopio']


class Init(Done):
    """Somebody begins a site."""
    name, watched = 'init', 'sites/tori'

    def prepare(self, program, folder):
        os.mkdir(os.path.join(folder, 'sites'))
        return [program, 'init', 'sites/tori']


SCENARIOS = [Pages(), Again(), First(), English(), Report(), Fork(), Update(), Init()]


# ---- Circumstances


def check_circumstances(program, work, tally):
    place = os.path.join(work, 'circumstances')
    os.makedirs(place)
    sound(program, 'init', 'tori', cwd=place)
    expected = published(program, place, 'tori', 'public')
    for check in (two_at_once, slow_at_once, deep_folder, other_file_system, output_is_a_link, read_only_site, home_of_another,
                  clock_that_jumps, two_updates, withdrawals_at_once, two_that_begin, without_standard_files,
                  fonts_of_the_machine, signed_in_private):
        check(program, place, expected, tally)


def tree(folder):
    found = {}
    for parent, _, names in os.walk(folder):
        for name in names:
            with open(os.path.join(parent, name), 'rb') as file:
                found[os.path.relpath(os.path.join(parent, name), folder)] = file.read()
    return found


def published(program, place, site, output):
    sound(program, 'build', site, '-o', output, '--quiet', cwd=place)
    return tree(os.path.join(place, output))


def differences(found, expected):
    return sorted(path for path in found.keys() | expected.keys() if found.get(path) != expected.get(path))


def three_at_once(program, place, expected, tally, name, environments):
    builds = [subprocess.Popen([program, 'build', 'tori', '-o', 'both', '--quiet'], cwd=place, env=ENVIRONMENT | environment,
                               stderr=subprocess.PIPE, text=True) for environment in environments]
    ended = [(build.communicate()[1], build.returncode) for build in builds]
    tally.check(ended == [('', 0)] * 3, f'three builds at once, {name}: all end well', ended)
    wrong = differences(tree(os.path.join(place, 'both')), expected)
    tally.check(wrong == [], f'three builds at once, {name}: one whole site', wrong)
    left = [name for name in os.listdir(place) if name.startswith('.')]
    tally.check(left == [], f'three builds at once, {name}: nothing is left over', left)


def two_at_once(program, place, expected, tally):
    for round_ in range(5):
        three_at_once(program, place, expected, tally, round_, [{}] * 3)


# Each waits now and then, so that they meet where they seldom do. The library's path may hold no spaces.
def slow_at_once(program, place, expected, tally):
    with tempfile.TemporaryDirectory(prefix='digitori-faults-') as tools:
        library = Machine(tools).library
        for seed in range(12):
            shutil.rmtree(os.path.join(place, 'both'), ignore_errors=True)
            three_at_once(program, place, expected, tally, f'seed {seed}',
                          [{'LD_PRELOAD': library, 'PAUSES': str(1 + 3 * seed + i)} for i in range(3)])


def deep_folder(program, place, expected, tally):
    # Longer than a path may be in one piece: made, and gone into, step by step.
    here = os.getcwd()
    os.chdir(place)
    for name in ['väli lyönti', *['kansio ä'] * 200]:
        os.mkdir(name)
        os.chdir(name)
    shutil.copytree(os.path.join(place, 'tori/content'), 'tori/content')
    shutil.copy(os.path.join(place, 'tori/digitori.yaml'), 'tori/digitori.yaml')
    done = subprocess.run([program, 'build', 'tori', '-o', 'ulos ä', '--quiet'], env=ENVIRONMENT, capture_output=True, text=True)
    tally.check(done.returncode == 0 and done.stderr == '', 'two hundred folders deep, with spaces and ä', done.stderr)
    tally.check(tree('ulos ä') == expected, 'two hundred folders deep: the same bytes')
    os.chdir(here)


def other_file_system(program, place, expected, tally):
    here = os.stat(place).st_dev
    others = [folder for folder in ('/dev/shm', '/tmp', '/var/tmp') if os.path.isdir(folder) and os.access(folder, os.W_OK)
              and os.stat(folder).st_dev != here]
    if not others:
        tally.leave_out('an output on another file system: there is none here')
        return
    output = os.path.join(others[0], f'digitori-faults-{os.getpid()}')
    try:
        for _ in range(2):
            tally.check(published(program, place, 'tori', os.path.join(output, 'public')) == expected,
                        'an output on another file system')
    finally:
        shutil.rmtree(output, ignore_errors=True)
    done = subprocess.run([program, 'build', 'tori', '-o', '/proc', '--quiet'], cwd=place, env=ENVIRONMENT,
                          capture_output=True, text=True)
    tally.check(done.returncode in (2, 3) and done.stderr.startswith('digitori: '), 'an output that is a disk of its own is refused',
                f'{done.returncode}\n{done.stderr}')


def output_is_a_link(program, place, expected, tally):
    os.makedirs(os.path.join(place, 'palvelin/sivut'))
    os.symlink('palvelin/sivut', os.path.join(place, 'linkki'))
    for _ in range(2):
        tally.check(published(program, place, 'tori', 'linkki') == expected, 'an output that is a link')
    tally.check(os.path.islink(os.path.join(place, 'linkki')) and os.listdir(os.path.join(place, 'palvelin')) == ['sivut'],
                'an output that is a link stays one, and nothing is left over')


def as_everybody(command, place, environment):
    if os.geteuid() == 0:       # whom no permission stops: without the right to pass them over
        command = ['setpriv', '--bounding-set', '-dac_override,-dac_read_search', '--inh-caps', '-dac_override,-dac_read_search', *command]
    return subprocess.run(command, cwd=place, env=environment, capture_output=True, text=True)


def read_only_site(program, place, expected, tally):
    site = os.path.join(place, 'luku')
    shutil.copytree(os.path.join(place, 'tori'), site)
    for parent, folders, names in os.walk(site):
        for name in folders + names:
            os.chmod(os.path.join(parent, name), 0o555 if name in folders else 0o444)
    os.chmod(site, 0o555)
    before = tree(site)
    done = as_everybody([program, 'build', 'luku', '-o', 'luettu', '--quiet'], place, ENVIRONMENT)
    tally.check(done.returncode == 0 and done.stderr == '', 'a site that cannot be written to is published', done.stderr)
    tally.check(tree(os.path.join(place, 'luettu')) == expected, 'a site that cannot be written to: the same bytes')
    tally.check(tree(site) == before, 'a site that cannot be written to stays as it was')


def home_of_another(program, place, expected, tally):
    home = os.path.join(place, 'koti')
    os.mkdir(home, 0o000)
    done = as_everybody([program, 'build', 'tori', '-o', 'kotona', '--quiet'], place, ENVIRONMENT | {'HOME': home})
    tally.check(done.returncode == 0 and done.stderr == '', 'a home that may not be entered', done.stderr)
    tally.check(done.returncode == 0 and tree(os.path.join(place, 'kotona')) == expected, 'a home that may not be entered: the same bytes')


# An edit of as many letters, with the times of the file before it: the next build sees it all the same.
def clock_that_jumps(program, place, expected, tally):
    shutil.copytree(os.path.join(place, 'tori'), os.path.join(place, 'kello'))
    page = os.path.join(place, 'kello/content/fi/index.md')
    published(program, place, 'kello', 'kello-ulos')
    for shift in (0, -10**9 * 3600, 10**9 * 3600 * 24 * 365):
        status = os.stat(page)
        with open(page, encoding='utf-8') as file:
            words = file.read()
        letter = 'abc'[(0, -10**9 * 3600, 10**9 * 3600 * 24 * 365).index(shift)]
        with open(page, 'w', encoding='utf-8') as file:
            file.write(words[:-2] + letter + '\n')
        os.utime(page, ns=(status.st_atime_ns + shift, status.st_mtime_ns + shift))
        now = published(program, place, 'kello', 'kello-ulos')
        shutil.rmtree(os.path.join(place, 'kello/.digitori'))
        tally.check(published(program, place, 'kello', 'kello-anew') == now, f'a clock that jumps by {shift // 10**9} s')


def two_updates(program, place, expected, tally):
    kit = os.path.join(place, 'public/downloads/aloita.fi.zip')
    sound(program, 'fork', kit, 'kuopio', '--title', 'Kuopio', '--publisher', 'Kuopio', cwd=place)
    with open(os.path.join(place, 'tori/content/fi/kasikirja/aloita-tasta.md'), 'a', encoding='utf-8') as file:
        file.write('\nUusi kappale.\n')
    published(program, place, 'tori', 'newer')
    newer = os.path.join(place, 'newer/downloads/aloita.fi.zip')
    updates = [subprocess.Popen([program, 'update', newer, '-C', 'kuopio'], cwd=place, env=ENVIRONMENT,
                                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) for _ in range(4)]
    ended = sorted((update.communicate()[1], update.returncode) for update in updates)
    fine = [one for one in ended if one == ('', 0)]
    busy = [one for one in ended if one[1] == 3 and 'another update' in one[0]]
    tally.check(fine and len(fine) + len(busy) == 4, 'four updates at once: one works, others wait or say why not', ended)
    page = os.path.join(place, 'kuopio/content/fi/kasikirja/aloita-tasta.md')
    tally.check('Uusi kappale.' in open(page, encoding='utf-8').read(), 'four updates at once: the page is new')


def withdrawals_at_once(program, place, expected, tally):
    site = os.path.join(place, 'suostumukset')
    shutil.copytree(os.path.join(place, 'tori'), site)
    names = [f'KUVA-{number}' for number in range(6)]
    write(site, 'consents.yaml', ''.join(f'- id: {name}\n' for name in names))
    runs = [subprocess.Popen([program, 'withdraw', name, '-C', site, '--mark'], env=ENVIRONMENT, stdout=subprocess.DEVNULL,
                             stderr=subprocess.PIPE, text=True) for name in names]
    ended = [(run.communicate()[1], run.returncode) for run in runs]
    tally.check(ended == [('', 0)] * len(names), 'consents withdrawn at once: all end well', ended)
    with open(os.path.join(site, 'consents.yaml'), encoding='utf-8') as file:
        listed = file.read()
    wanted = ''.join(f'- id: {name}\n  withdrawn: 2026-11-22\n' for name in names)
    tally.check(listed == wanted and not os.path.exists(os.path.join(site, 'consents.yaml.new')),
                'consents withdrawn at once: all are marked', listed)


# Whoever comes second takes nothing away: somebody may be writing in what the first made.
def two_that_begin(program, place, expected, tally):
    with tempfile.TemporaryDirectory(prefix='digitori-faults-') as tools:
        library = Machine(tools).library
        runs = [subprocess.Popen([program, 'init', 'uusi'], cwd=place, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                                 env=ENVIRONMENT | {'LD_PRELOAD': library, 'PAUSES': str(seed)}) for seed in range(1, 7)]
        ended = sorted(((run.communicate()[1], run.returncode) for run in runs), key=lambda one: one[1])
    late = [one for one in ended[1:] if one[1] in (2, 3) and "'uusi'" in one[0]]
    tally.check(ended[0] == ('', 0) and len(late) == 5, 'six that begin a site in one folder: one does, the others say why not', ended)
    left = [name for name in os.listdir(place) if name.startswith('.uusi')]
    tally.check(left == [] and os.path.exists(os.path.join(place, 'uusi/digitori.yaml')), 'six that begin a site: one is whole', left)


# None of them is a file of the site, into which messages would be written.
def without_standard_files(program, place, expected, tally):
    def close_two():
        os.close(0)
        os.close(2)
    with subprocess.Popen([program, 'serve', 'tori'], cwd=place, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True,
                          preexec_fn=close_two) as serving:
        serving.stdout.readline()
        found = [os.readlink(f'/proc/{serving.pid}/fd/{number}') for number in (0, 2)]
        serving.terminate()
    tally.check(found == ['/dev/null'] * 2, 'started without standard files: nothing else takes their numbers', found)
    with tempfile.TemporaryDirectory(prefix='digitori-faults-') as tools:
        machine = Machine(tools)
        ended = [machine.run(['sh', '-c', f'exec "$0" version {how}', program], ['OPEN'], 1, errno.ENOENT, True, cwd=place)[:2]
                 for how in ('', '<&-')]
    tally.check(ended[0] == (0, ''), 'a machine without /dev/null does when the standard files are there', ended)
    tally.check(ended[1][0] == 3 and '/dev/null' in ended[1][1], 'without both it is said', ended)


# Its settings are not read: where one of fontconfig's allocations failed meanwhile, it waited for its own lock for ever.
def fonts_of_the_machine(program, place, expected, tally):
    folder = os.path.join(place, 'fontit')
    os.mkdir(folder)
    command = First().prepare(program, folder)
    os.mkfifo(os.path.join(folder, 'fonts.conf'))       # whoever reads it waits
    try:
        done = subprocess.run(command, cwd=folder, env=ENVIRONMENT | {'FONTCONFIG_FILE': os.path.join(folder, 'fonts.conf')},
                              capture_output=True, text=True, timeout=30)
        tally.check(done.returncode == 0 and done.stderr == '', 'printing does without the settings of fontconfig', done.stderr)
    except subprocess.TimeoutExpired:
        tally.check(False, 'printing does without the settings of fontconfig', 'hangs')


# Stopped anywhere on its way: nobody else could have read the kit meanwhile.
def signed_in_private(program, place, expected, tally):
    folder = os.path.join(place, 'allekirjoitus')
    os.mkdir(folder)
    sound(program, 'sign', '--new-key', 'avain', cwd=folder)
    kit = published_kit(program, folder)
    everything = [name for name in CLASSES if name != 'MEMORY']
    with tempfile.TemporaryDirectory(prefix='digitori-faults-') as tools:
        machine, seen, at, hits = Machine(tools), set(), 0, 1
        while hits > 0:
            at += 1
            alone = os.path.join(folder, str(at))
            os.mkdir(alone)
            shutil.copy(kit, os.path.join(alone, 'kit.zip'))
            os.chmod(os.path.join(alone, 'kit.zip'), 0o600)
            hits = machine.run([program, 'sign', os.path.join(alone, 'kit.zip'), '--key', 'avain'], everything, at, KILL, cwd=folder)[3]
            seen |= {name for name in os.listdir(alone) if os.stat(os.path.join(alone, name)).st_mode & 0o077}
    tally.check(at > 20 and not seen, 'a kit that few may read is signed where nobody else can read it', seen)
