"""One hostile run: a small site with something bad in it, the program on it, and what must hold whatever it was."""
import os
import re
import shutil
import signal
import subprocess
import time

CANARY = b'never-to-be-read-4711'
TODAY = '1795305600'
LIMIT_SECONDS = 2.0         # of processor time for one hostile file, above what the site takes without it
LIMIT_MEMORY = 512 << 20    # bytes, above the same
HARD_STOP = 90              # by the clock: it hangs
DIAGNOSTIC = re.compile(r'^(?P<path>.+?):(?P<line>\d+):(?P<column>\d+): (?P<severity>error|warning): .+')
PLAIN = re.compile(r'^(digitori: .+|\d+ errors?, \d+ warnings? .*|usage: .+|  .+)?$')
STRANGE = re.compile('[\x00-\x08\x0b-\x1f\x7f\u0085\u202a-\u202e\u2066-\u2069]')


class Outcome:
    def __init__(self, status, signal_number, out, err, seconds, memory):
        self.status, self.signal, self.out, self.err = status, signal_number, out, err
        self.seconds, self.memory = seconds, memory

    def diagnostics(self, severity='error'):
        return [m for m in map(DIAGNOSTIC.match, self.err.split('\n')) if m and m['severity'] == severity]


def run(arguments, folder, environment=None, stdin=b''):
    """Runs it and measures it with all that it started."""
    told = {'PATH': os.environ['PATH'], 'HOME': folder, 'SOURCE_DATE_EPOCH': TODAY, 'LC_ALL': 'C.UTF-8', **(environment or {})}
    with open(os.path.join(folder, 'out'), 'w+b') as out, open(os.path.join(folder, 'err'), 'w+b') as err:
        process = subprocess.Popen(arguments, cwd=folder, env=told, stdin=subprocess.PIPE if stdin else subprocess.DEVNULL, stdout=out, stderr=err,
                                   start_new_session=True)
        if stdin:
            process.stdin.write(stdin)
            process.stdin.close()
        end = time.monotonic() + HARD_STOP
        while True:
            done, status, used = os.wait4(process.pid, os.WNOHANG)
            if done:
                break
            if time.monotonic() > end:
                os.killpg(process.pid, signal.SIGKILL)
                done, status, used = os.wait4(process.pid, 0)
                break
            time.sleep(0.004)
        process.returncode = status
        out.seek(0)
        err.seek(0)
        texts = [file.read().decode('utf-8', 'surrogateescape') for file in (out, err)]
    for name in ('out', 'err'):
        os.remove(os.path.join(folder, name))
    killed = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    return Outcome(os.waitstatus_to_exitcode(status), killed, *texts, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)


def put(folder, path, contents):
    whole = os.path.join(folder, path)
    os.makedirs(os.path.dirname(whole), exist_ok=True)
    with open(whole, 'wb') as file:
        file.write(contents if isinstance(contents, bytes) else contents.encode('utf-8', 'surrogatepass'))


def contents_of(folder):
    """Path -> what is there, links not followed."""
    found = {}
    for place, folders, files in os.walk(folder):
        for name in folders + files:
            path = os.path.join(place, name)
            if os.path.islink(path):
                found[os.path.relpath(path, folder)] = 'link ' + os.readlink(path)
            elif os.path.isfile(path):
                with open(path, 'rb') as file:
                    found[os.path.relpath(path, folder)] = file.read()
    return found


class Trials:
    """Runs in copies of a site that was built once; keeps count and figures."""

    def __init__(self, program, work, tally):
        self.program, self.work, self.tally = program, work, tally
        self.bases, self.normal = {}, {}
        self.seconds, self.memory, self.names = [], [], []

    def prepare(self, name, make):
        """A site that others are copies of, built, and what that takes."""
        folder = os.path.join(self.work, 'base-' + name)
        make(folder)
        outcomes = [run([self.program, 'build', folder, '-j', '1', '-o', os.path.join(folder, 'public')], self.work) for _ in range(3)]
        self.tally.check(all(o.status == 0 for o in outcomes), f'the site "{name}" builds', outcomes[0].err)
        shutil.rmtree(os.path.join(folder, '.digitori'), ignore_errors=True)
        again = run([self.program, 'build', folder, '-j', '1', '-o', os.path.join(folder, 'public')], self.work)
        shutil.rmtree(os.path.join(folder, '.digitori'), ignore_errors=True)
        self.bases[name] = (folder, contents_of(os.path.join(folder, 'public')))
        self.normal[name] = (again.seconds, again.memory)

    def attempt(self, name, spoil, expect='any', named=None, base='plain', arguments=None, keep=False, environment=None):
        """[spoil] gets the folder of a site. [expect]: refused, fine, any; or a set of statuses. [named]: the file that a refusal names.
        The rest of the site has a mistake of its own, which must be found too."""
        place = os.path.join(self.work, 'trial')
        shutil.rmtree(place, ignore_errors=True)
        folder = os.path.join(place, 'site')
        source, published = self.bases[base]
        shutil.copytree(source, folder, symlinks=True)
        put(place, 'secret.txt', CANARY)
        put(place, 'outside/secret.md', b'---\ntitle: Secret\n---\n' + CANARY + b'\n')
        spoil(folder)
        outside = {p: c for p, c in contents_of(place).items() if not p.startswith('site/')}
        sources = {p: c for p, c in contents_of(folder).items() if not p.startswith(('public/', '.digitori/'))}
        outcome = run([self.program, *(arguments or ['build', 'site', '-j', '1'])], place, environment)
        faults = self.faults_of(outcome, expect, named)
        if any(len(line) > 4000 for line in outcome.err.split('\n')):
            faults.append('a line of the report is longer than 4,000 characters')
        after = contents_of(folder)
        if {p: c for p, c in contents_of(place).items() if not p.startswith('site/')} != outside:
            faults.append('something outside the site was written')
        if any(after.get(p) != c for p, c in sources.items()):
            faults.append('a source was written')
        made = {p[len('public/'):]: c for p, c in after.items() if p.startswith('public/')}
        if any(CANARY in c for c in made.values() if isinstance(c, bytes)):
            faults.append('something outside the site was published')
        if any(isinstance(c, str) for c in made.values()):
            faults.append('a link was published')
        if outcome.status != 0 and arguments is None and made != published:
            faults.append('the old site did not stay')
        if outcome.status == 0 and arguments is None and 'index.html' not in made:
            faults.append('nothing was published')
        seconds, memory = max(0, outcome.seconds - self.normal[base][0]), max(0, outcome.memory - self.normal[base][1])
        # A worker is stopped at two seconds, and must be started again. A page in books is set twice for a PDF, once for an
        # EPUB and once for the kit, each by a worker of its own.
        limit = LIMIT_SECONDS + 0.3 if base != 'books' else 6 * LIMIT_SECONDS
        if seconds > limit:
            faults.append(f'{seconds:.1f} seconds')
        if memory > LIMIT_MEMORY:
            faults.append(f'{memory >> 20} MiB')
        self.seconds.append(seconds)
        self.memory.append(memory)
        self.names.append(name)
        self.tally.check(not faults, name, '; '.join(faults) + '\n' + outcome.err[:1500] if faults else '')
        if not keep:
            shutil.rmtree(place, ignore_errors=True)
        return outcome

    def faults_of(self, outcome, expect, named):
        faults = []
        if outcome.signal:
            faults.append(f'ended by signal {outcome.signal}')
        if outcome.status not in (0, 1, 2, 3):
            faults.append(f'status {outcome.status}')
        allowed = expect if isinstance(expect, set) else {'refused': {1, 2}, 'fine': {0}, 'any': {0, 1, 2}}[expect]
        if outcome.status not in allowed:
            faults.append(f'status {outcome.status}, not {expect}')
        if re.search(r'Sanitizer|runtime error|Traceback|[Aa]ssertion|core dumped|this is a fault in Digitori', outcome.err):
            faults.append('the program failed')
        if STRANGE.search(outcome.err + outcome.out):
            faults.append('unseen characters are printed')
        if not outcome.err.isascii() and any('\udc80' <= c <= '\udcff' for c in outcome.err):
            faults.append('what is printed is not UTF-8')
        strange = [line for line in outcome.err.split('\n') if not DIAGNOSTIC.match(line) and not PLAIN.match(line)]
        if strange:
            faults.append(f'lines of another form: {strange[0]!r:.200}')
        if outcome.status in (1, 2) and named is not None:
            wanted = [named] if isinstance(named, str) else list(named)
            if not any(m['path'] in wanted and int(m['line']) >= 1 for m in outcome.diagnostics()):
                faults.append(f'no error names {" or ".join(wanted)}')
        return faults

    def figures(self):
        order = sorted(range(len(self.seconds)), key=self.seconds.__getitem__)
        heavy = sorted(range(len(self.memory)), key=self.memory.__getitem__)
        middle = len(order) // 2
        return (f'{len(order)} hostile sites: time above the site without it: median {self.seconds[order[middle]]:.2f} s, '
                f'worst {self.seconds[order[-1]]:.2f} s ({self.names[order[-1]]}); memory: median {self.memory[heavy[middle]] >> 20} MiB, '
                f'worst {self.memory[heavy[-1]] >> 20} MiB ({self.names[heavy[-1]]})')

    def attempt_alone(self, name, arguments):
        """A command line as it is, in a folder with a site."""
        place = os.path.join(self.work, 'trial')
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(self.bases['plain'][0], os.path.join(place, 'site'))
        put(place, 'secret.txt', CANARY)
        put(place, 'outside/secret.md', CANARY)
        before = contents_of(os.path.join(place, 'outside'))
        outcome = run([self.program, *arguments], place)
        faults = self.faults_of(outcome, {0, 1, 2, 3}, None)
        if contents_of(os.path.join(place, 'outside')) != before:
            faults.append('something outside the site was written')
        if outcome.status != 0 and not outcome.err and not outcome.out:
            faults.append('nothing is said')
        if outcome.seconds > LIMIT_SECONDS:
            faults.append(f'{outcome.seconds:.1f} seconds')
        self.tally.check(not faults, name, '; '.join(faults) + '\n' + outcome.err[:1500])
        shutil.rmtree(place, ignore_errors=True)
