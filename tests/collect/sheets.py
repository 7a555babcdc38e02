"""Paper beside files: who is counted and who is not, once each; what has to be read by eye, and all that is saved with it."""
import json
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def fill(site, folder):
    """Two people's papers, one of which a machine reads whole, and a blank one as the site offers it."""
    blank = os.path.join(site, 'downloads', 'toinen.fi.pdf')
    plan = [{'blank': blank, 'to': os.path.join(folder, 'rasti.pdf'), 'marks': {'mielipide': 'hyva'}, 'writes': [], 'seed': 7},
            {'blank': blank, 'to': os.path.join(folder, 'sanat.pdf'), 'marks': {'mielipide': 'huono'}, 'writes': ['perustelu'], 'seed': 8}]
    subprocess.run([sys.executable, os.path.join(HERE, 'paper.py')], input=json.dumps(plan), capture_output=True, text=True, check=True)
    shutil.copy(blank, os.path.join(folder, 'tyhja.pdf'))


def check_counts(tally, collect, folder):
    done = collect(folder)
    tally.check('2 filled forms in 3 files' in done.stdout, 'a blank form is nobody\'s', done.stdout + done.stderr)
    tally.check('tyhja.pdf:1:1: warning: nobody has filled in the form' in done.stderr, 'and it is told', done.stderr)
    done = collect(folder, os.path.join(folder, 'rasti.pdf'), os.path.join(folder, 'sanat.pdf'), folder)
    tally.check('2 filled forms in 3 files' in done.stdout, 'a file named twice counts once', done.stdout + done.stderr)
    shutil.copy(os.path.join(folder, 'rasti.pdf'), os.path.join(folder, 'rasti (1).pdf'))
    done = collect(folder)
    tally.check('2 filled forms in 4 files, 1 of them twice' in done.stdout and "rasti.pdf:1:1: warning: the same answers are in another file" in done.stderr,
                'a copy of a scan counts once', done.stdout + done.stderr)
    os.remove(os.path.join(folder, 'rasti (1).pdf'))


def check_review(tally, collect, folder, work):
    page, saved, to = (os.path.join(work, name) for name in ('katso.html', 'luetut', 'luetut.json'))
    os.mkdir(saved)
    done = collect(folder, '--review', page)
    tally.check('shows what to read by eye; collect the files you save on it instead of the paper' in done.stdout, 'the page is told of', done.stdout)
    typed = {'sanat.pdf': {'perustelu': 'Liian kaukana'}}
    done = subprocess.run(['node', os.path.join(HERE, 'review.mjs'), page, saved], input=json.dumps(typed), capture_output=True, text=True, check=True)
    tally.check(sorted(json.loads(done.stdout)) == ['rasti.pdf', 'sanat.pdf'], 'papers that are read whole are on the page too', done.stdout)
    collect(saved, '-o', to)
    said = sorted((one['answers'] for one in json.load(open(to))['answers']), key=str)
    tally.check(said == [{'mielipide': 'huono', 'perustelu': 'Liian kaukana'}, {'mielipide': 'hyva'}], 'and nobody is lost', str(said))


def check_no_review(tally, collect, folder, work):
    """A page is written when there is something to read, and nowhere else."""
    page, other, one = os.path.join(work, 'ei-mitaan.html'), os.path.join(work, 'raportit'), os.path.join(folder, 'rasti.pdf')
    done = collect(one, '--review', page)
    tally.check(f"nothing has to be read by eye: '{page}' is not written\n" in done.stdout and not os.path.exists(page), 'nothing to read is told', done.stdout)
    with open(page, 'w') as file:
        file.write('vanha')
    done = collect(one, '--review', page, '--force')
    tally.check('is not written, and the file of that name is an older one' in done.stdout and open(page).read() == 'vanha', 'an older page is told', done.stdout)
    tally.check(json.loads(collect(one, '--review', page, '--force', '--json').stdout).get('review') is False, 'and so in JSON')
    for arguments in (['-o', page], ['-o', os.path.join(work, '.', 'ei-mitaan.html')], ['-o', work, '--as', 'html'], ['-o', other, '--as', 'html,xlsx']):
        review = page if 'ei-mitaan' in arguments[1] else os.path.join(arguments[1], 'toinen.html')
        done = collect(one, *arguments, '--review', review, '--force', status=2)
        tally.check('cannot be both the page of --review and what -o writes' in done.stderr, f'{arguments[1:]}: the page and the report are two files', done.stderr)
    tally.check(open(page).read() == 'vanha' and not os.path.exists(other), 'and nothing is written')


def check_status(tally, collect, site, work):
    """What a person names and nobody can take makes the exit status 1."""
    broken, strange = os.path.join(work, 'rikki.jpg'), os.path.join(work, 'muuta.md')
    for path, contents in ((broken, b'\xff\xd8\xff\xe0\0\x10JFIF\0'), (strange, b'x')):
        with open(path, 'wb') as file:
            file.write(contents)
    done = collect(broken, status=1)
    tally.check('rikki.jpg:1:1: error: ' in done.stderr, 'a broken picture is an error', done.stderr)
    done = collect(strange, status=1)
    tally.check('muuta.md:1:1: error: ' in done.stderr, 'a strange file that was named is an error', done.stderr)


def check(tally, collect, site, work):
    folder = os.path.join(work, 'paperit')
    os.mkdir(folder)
    fill(site, folder)
    check_counts(tally, collect, folder)
    check_review(tally, collect, folder, work)
    check_no_review(tally, collect, folder, work)
    check_status(tally, collect, site, work)
