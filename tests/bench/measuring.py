"""What the benchmarks share: programs timed, and a generated handbook with the generator and the limit on it."""
import os
import shlex
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
RUNS = int(os.environ.get('RUNS', '3'))
MEMORY = '/dev/shm' if os.access('/dev/shm', os.W_OK) else None


def compile(name, folder, flags=()):
    program = os.path.join(folder, name)
    subprocess.run(['gcc', '-std=c17', '-D_GNU_SOURCE', '-O2', os.path.join(HERE, name + '.c'), *flags,
                    '-o', program], check=True)
    return program


def measure_in_turn(measurer, *trials):
    """For each trial (what is prepared, the command, what it reads) the least seconds and the least processor time of RUNS after
    one that warms up, and the largest resident memory in MB of any of its processes. They run in turn, so that what else
    the machine does falls on all."""
    runs, largest = [[] for _ in trials], [0] * len(trials)
    for run in range(RUNS + 1):
        for number, (prepare, command, given) in enumerate(trials):
            prepare()
            done = subprocess.run([measurer, *command], input=given, capture_output=True)
            if done.returncode != 0:
                sys.stderr.write(done.stderr.decode('utf-8', 'replace')[-2000:])
                sys.exit(f'{command[0]} ended with status {done.returncode}')
            spent, peak, used = done.stdout.decode().split()
            if run > 0:
                runs[number].append((float(spent), float(used)))
            largest[number] = max(largest[number], int(peak) / 1024)
    return [(*map(min, zip(*measured)), peak) for measured, peak in zip(runs, largest)]


def measure(measurer, command, prepare, given=b''):
    return measure_in_turn(measurer, (prepare, command, given))[0]


class Bench:
    def __init__(self, program, pages, work):
        self.program, self.pages, self.work = program, pages, work
        self.site, self.out = os.path.join(work, 'site'), os.path.join(work, 'out')
        self.cache = os.path.join(self.site, '.digitori')
        subprocess.run([sys.executable, os.path.join(HERE, 'corpus.py'), self.site, str(pages), 'rich'], check=True)
        self.settings = os.path.join(self.site, 'digitori.yaml')
        with open(self.settings) as file:
            self.with_search = file.read()
        flags = subprocess.run(['pkg-config', '--cflags', '--libs', 'libcmark-gfm'], check=True,
                               capture_output=True, text=True).stdout
        self.limit = compile('limit', work, [*shlex.split(flags), '-lcmark-gfm-extensions'])
        self.measurer = compile('measure', work)
        content = os.path.join(self.site, 'content')
        self.listed = '\n'.join(sorted(os.path.relpath(os.path.join(parent, name), content)
                                       for parent, _, names in os.walk(content) for name in names)).encode()

    def set_search(self, is_on):
        with open(self.settings, 'w') as file:
            file.write(self.with_search + ('' if is_on else 'search: false\n'))

    def forget(self, *names):
        """Deletes the output, also the one kept to be the next, and of the cache what begins with one of the names."""
        shutil.rmtree(self.out, ignore_errors=True)
        folder = os.path.join(self.cache, 'cache')
        for entry in os.scandir(folder) if os.path.isdir(folder) else ():
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry.path)
            elif entry.name.startswith(names):
                os.remove(entry.path)

    def change_one(self):
        with open(os.path.join(self.site, 'content', 'fi', 'osa-0', 'sivu-5.md'), 'a') as file:
            file.write('Lisää asiaa.\n')

    def command(self, workers):
        return [self.program, 'build', self.site, '-o', self.out, '-j', str(workers), '--quiet']

    def build(self, workers, prepare):
        return measure(self.measurer, self.command(workers), prepare)

    def beside_limit(self, workers, prepare):
        """What the limit and a build take."""
        out = os.path.join(self.work, 'limit-out')
        return measure_in_turn(self.measurer, (lambda: shutil.rmtree(out, ignore_errors=True),
                                               [self.limit, str(workers), out, os.path.join(self.site, 'content')], self.listed),
                               (prepare, self.command(workers), b''))

    def site_alone(self, workers):
        self.set_search(False)
        return self.beside_limit(workers, lambda: self.forget(''))

    def lines(self, workers):
        """Name, what the limit took, what it took."""
        yield 'site alone', *self.site_alone(workers)
        yield '  one page changed', *self.beside_limit(workers, self.change_one)
        self.set_search(True)
        yield 'with search, cold', *self.beside_limit(workers, lambda: self.forget(''))
        yield '  words known', *self.beside_limit(workers, lambda: self.forget('builds', 'index'))
        yield '  one page changed', *self.beside_limit(workers, self.change_one)
        yield '  nothing changed', *self.beside_limit(workers, lambda: None)
