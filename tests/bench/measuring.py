"""What the benchmarks share: programs timed, and a generated handbook with the generator and the limit on it."""
import os
import shlex
import shutil
import statistics
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


def measure(measurer, command, prepare, given=b''):
    """Median seconds, and median of processor time; the largest resident memory in MB of any process of the command."""
    seconds, processor, largest = [], [], 0
    for run in range(RUNS + 1):
        prepare()
        done = subprocess.run([measurer, *command], input=given, capture_output=True)
        if done.returncode != 0:
            sys.stderr.write(done.stderr.decode('utf-8', 'replace')[-2000:])
            sys.exit(f'{command[0]} ended with status {done.returncode}')
        spent, peak, used = done.stdout.decode().split()
        if run > 0:
            seconds.append(float(spent))
            processor.append(float(used))
        largest = max(largest, int(peak) / 1024)
    return statistics.median(seconds), statistics.median(processor), largest


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
        """Deletes the output, and of the cache what begins with one of the names."""
        shutil.rmtree(self.out, ignore_errors=True)
        folder = os.path.join(self.cache, 'cache')
        for name in os.listdir(folder) if os.path.isdir(folder) else ():
            if name.startswith(names):
                os.remove(os.path.join(folder, name))

    def change_one(self):
        with open(os.path.join(self.site, 'content', 'fi', 'osa-0', 'sivu-5.md'), 'a') as file:
            file.write('Lisää asiaa.\n')

    def build(self, workers, prepare):
        return measure(self.measurer, [self.program, 'build', self.site, '-o', self.out, '-j', str(workers), '--quiet'],
                       prepare)

    def site_alone(self, workers):
        self.set_search(False)
        return self.build(workers, lambda: self.forget(''))

    def least(self, workers):
        return measure(self.measurer, [self.limit, str(workers), self.out, os.path.join(self.site, 'content')],
                       lambda: shutil.rmtree(self.out, ignore_errors=True), self.listed)

    def lines(self, workers):
        least = self.least(workers)
        yield 'the limit', least, least
        yield 'site alone', self.site_alone(workers), least
        yield '  one page changed', self.build(workers, self.change_one), least
        self.set_search(True)
        yield 'with search, cold', self.build(workers, lambda: self.forget('')), least
        yield '  words known', self.build(workers, lambda: self.forget('builds')), least
        yield '  one page changed', self.build(workers, self.change_one), least
        yield '  nothing changed', self.build(workers, lambda: None), least
