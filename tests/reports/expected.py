"""What the answers of people.py come to, worked out without the program."""
import itertools
import re
import statistics


def figures(numbers):
    return {'count': len(numbers), 'mean': statistics.mean(numbers), 'median': statistics.median(numbers),
            'deviation': statistics.stdev(numbers) if len(numbers) > 1 else None, 'smallest': min(numbers), 'largest': max(numbers)}


def finnish(number, decimals=2):
    """A number as Finnish reports write it."""
    shown = f'{number:.{decimals}f}'
    return (shown.rstrip('0').rstrip('.') if '.' in shown else shown).replace('.', ',').replace('-', '−')


def finnish_column(numbers, decimals=2):
    """Numbers of one column: all with as many decimals as the one that needs most."""
    needed = max((len(finnish(number, decimals).partition(',')[2]) for number in numbers), default=0)
    return [f'{number:.{needed}f}'.replace('.', ',').replace('-', '−') for number in numbers]


class Ranking:
    """Assessments as (form, subject, criterion, points, weight, most)."""

    def __init__(self, assessments):
        self.given = [(f, s.lower(), c.lower(), p, w, m) for f, s, c, p, w, m in assessments]
        self.subjects = list(dict.fromkeys(s for _, s, *_ in self.given))
        self.criteria = list(dict.fromkeys(c for _, _, c, *_ in self.given))
        self.weights = {c: statistics.mean(w for _, _, d, _, w, _ in self.given if d == c) for c in self.criteria}
        self.most = {c: max(m for _, _, d, _, _, m in self.given if d == c) for c in self.criteria}
        self.means = {(s, c): statistics.mean(p) for s, c in itertools.product(self.subjects, self.criteria)
                      if (p := [p for _, t, d, p, _, _ in self.given if (t, d) == (s, c)])}

    def total(self, subject, weights=None):
        weights = weights or self.weights
        return sum(weights[c] * self.means[subject, c] for c in self.criteria if (subject, c) in self.means)

    def share(self, subject, weights=None):
        weights = weights or self.weights
        most = sum(weights[c] * self.most[c] for c in self.criteria if (subject, c) in self.means)
        return self.total(subject, weights) / most if most else 0

    def order(self, weights=None):
        return sorted(self.subjects, key=lambda s: (-round(self.share(s, weights), 12), s))

    def changed(self, criterion, factor):
        return {**self.weights, criterion: self.weights[criterion] * factor}

    def places(self, weights=None):
        """Who stands where: subjects with the same share stand together."""
        shares = {s: round(self.share(s, weights), 12) for s in self.subjects}
        return [{s for s in shares if shares[s] == share} for share in sorted(set(shares.values()), reverse=True)]

    def effect(self, criterion, factor):
        """'same', 'order' or the new first."""
        before, now = self.places(), self.places(self.changed(criterion, factor))
        if now == before:
            return 'same'
        first = self.order()[0]
        return 'order' if first in now[0] else min(now[0])

    def swap(self):
        """(criterion, weight) nearest to where the second overtakes the first, by trying."""
        first, second = self.order()[:2]
        best = None
        for criterion in self.criteria:
            for step in range(1, 100001):
                for factor in (1 - step / 1000, 1 + step / 1000):
                    if factor <= 0 or (best and abs(factor - 1) >= best[2]):
                        continue
                    weights = self.changed(criterion, factor)
                    if self.share(second, weights) > self.share(first, weights):
                        best = (criterion, weights[criterion], abs(factor - 1))
                if best and step / 1000 >= best[2]:
                    break
        return best and best[:2]


def tables_of(markdown):
    """{heading: [[cell, ...], ...]} of the tables below each heading."""
    found, heading = {}, ''
    for line in markdown.split('\n'):
        if line.startswith('#'):
            heading = line.lstrip('# ').strip()
        elif line.startswith('|') and not re.match(r'\|( :?-+:? \|)+$', line):
            found.setdefault(heading, []).append([cell.strip() for cell in re.split(r'(?<!\\)\|', line)[1:-1]])
    return found
