"""Markdown that costs more than it looks, or nests deeper than anybody reads.

Each shape is a text of about [size] bytes. Those named in FINE are ordinary enough to be published at every size; the
others may be refused, with their line, or published, but neither slowly nor at length.
"""
import random

SIZES = {'small': 2_000, 'middle': 60_000, 'large': 1_000_000}


def repeated(piece, size, end=''):
    return piece * max(1, (size - len(end)) // len(piece)) + end


def lines_of(piece, size, width=8000):
    """The piece over and over, in lines that are not too long."""
    line = piece * max(1, width // len(piece)) + '\n'
    return line * max(1, size // len(line))


def paragraphs_of(piece, size, width=1500):
    line = piece * max(1, width // len(piece)) + '\n\n'
    return line * max(1, size // len(line))


def wide_table(size, columns, empty_rows, word='x'):
    head = '|' + 'a|' * columns + '\n|' + '-|' * columns + '\n'
    row = '|x\n' if empty_rows else '|' + (word + '|') * columns + '\n'
    return head + row * max(1, (size - len(head)) // len(row))


def tables(size):
    one = '|a|b|c|\n|-|-|-|\n|1|2|3|\n\n'
    return one * (size // len(one))


def heads_without_rows(size):
    """Lines that might each be the head of a table, and are not."""
    return 'a|b|c|d\n' * (size // 8)


def nested_list(size):
    out, depth = [], 0
    while sum(map(len, out[-1:])) + depth * depth < size and depth < 900:
        out.append('  ' * depth + '- a\n')
        depth += 1
    return ''.join(out)


def footnotes(size, count_of_calls):
    return '[^a]' * count_of_calls(size) + '\n\n[^a]: b\n'


def many_footnotes(size):
    count = size // 24
    return '\n\n'.join(f'[^{i}]' for i in range(count)) + '\n\n' + '\n'.join(f'[^{i}]: n' for i in range(count)) + '\n'


def footnotes_in_footnotes(size):
    count = size // 20
    return '[^0]\n\n' + '\n'.join(f'[^{i}]: x [^{i + 1}]' for i in range(count)) + '\n'


def definitions(size):
    count = size // 24
    return ''.join(f'[l{i}]: good.md\n' for i in range(count)) + '\n' + ' '.join(f'[l{i}]' for i in range(min(count, 500))) + '\n'


def one_definition_often(size):
    target = 'https://a.example/' + 'x' * min(2000, size // 2)
    return '[a]: ' + target + '\n\n' + paragraphs_of('[a] ', size // 2)


def headings(size, level=2):
    return ''.join(f'{"#" * level} h{i}\n\n' for i in range(size // 10))


def same_headings(size):
    return '## sama\n\n' * (size // 9)


def words(size):
    rng = random.Random(9)
    out = []
    while len(out) * 8 < size:
        out.append(''.join(rng.choice('abcdefghijklmnop') for _ in range(rng.randint(1, 12))))
        if rng.random() < 0.08:
            out.append('\n\n')
    return ' '.join(out)


NOUNS = ('yö työ alue maa suo tie tee koe kuu puu luu suu pää jää sää voi syy uni aine asia aika vesi käsi kivi lumi tuli talo kala sana raha paja kaupunki '
         'palvelu toiminta kunta talon kalan sanan kaupungin kunnan alueen maan').split()
LONG_NOUNS = ('kehittämis osallisuus toiminta palvelu kaupunki työpaja yhteistyö ympäristö koulutus hallinto suunnittelu arviointi tutkimus viestintä '
              'asiakas').split()


def different_words(size, make):
    """[size] bytes of words that [make] makes with a source of random numbers, each once."""
    rng, seen, out = random.Random(9), set(), []
    while size > 0:
        word = make(rng)
        if word not in seen:
            seen.add(word)
            size -= len(word.encode()) + 1
            out.append(word + ('\n\n' if len(out) % 60 == 59 else ' '))
            size -= len(out) % 60 == 0
    return ''.join(out)


WORDS = {
    'compounds of three parts': lambda n: different_words(n, lambda rng: ''.join(rng.choices(NOUNS, k=3))),
    'compounds of four parts': lambda n: different_words(n, lambda rng: ''.join(rng.choices(NOUNS, k=4))),
    'compounds of five parts': lambda n: different_words(n, lambda rng: ''.join(rng.choices(NOUNS, k=5))),
    'compounds of eight parts': lambda n: different_words(n, lambda rng: ''.join(rng.choices(NOUNS, k=8))),
    'compounds of long parts': lambda n: different_words(n, lambda rng: ''.join(rng.choices(LONG_NOUNS, k=4))),
    'words with hyphens': lambda n: different_words(n, lambda rng: '-'.join(rng.choices(NOUNS, k=6))),
    'compounds with hyphens': lambda n: different_words(n, lambda rng: '-'.join(''.join(rng.choices(NOUNS, k=2)) for _ in range(5))),
    'letters': lambda n: different_words(n, lambda rng: ''.join(rng.choices('aeiouyäölntkspmrhvj', k=rng.randint(3, 8)))),
}


def noise(size, seed):
    """Marks of Markdown in any order."""
    rng = random.Random(seed)
    marks = ['*', '**', '_', '`', '``', '[', ']', '(', ')', '![', '<', '>', '> ', '- ', '1. ', '\n', '\n\n', '    ', '\t', '|', '|-|\n', '~~', '#', '# ',
             '&amp;', '\\', 'a', ' ', 'sana ', '[^1]', '[^1]: ', '[a]: b\n', '```\n', '~~~', '---\n', '===\n', '<!--', '-->', '<b>', '</b>', '<?',
             'http://a.fi', 'www.a.fi', 'a@b.fi', '[ ] ', '[x] ', '[!NOTE]', '"', "'", 'ä', '\u00a0', '{{', '}}']
    return ''.join(rng.choice(marks) for _ in range(size // 3))


FENCE = '```'
SHAPES = {
    'open pictures': lambda n: paragraphs_of('![l', n),
    'open pictures in one paragraph': lambda n: lines_of('![l', n),
    'pictures in pictures': lambda n: paragraphs_of('![[]()', n),
    'pictures in pictures, one paragraph': lambda n: lines_of('![[]()', n),
    'brackets opened': lambda n: paragraphs_of('[', n, 1900),
    'brackets closed': lambda n: paragraphs_of(']', n),
    'brackets in brackets': lambda n: paragraphs_of('[' * 200 + 'a' + ']' * 200, n),
    'brackets and parentheses': lambda n: paragraphs_of('[a](', n),
    'links in links': lambda n: paragraphs_of('[a [b [c](d)](e)](f) ', n),
    'links broken': lambda n: paragraphs_of('[a](<b', n),
    'titles never closed': lambda n: paragraphs_of('[a](b "c', n),
    'full references that are not there': lambda n: paragraphs_of('[a][b] ', n),
    'processing instructions': lambda n: paragraphs_of('a<?', n, 1400),
    'declarations': lambda n: paragraphs_of('a<!A ', n, 1400),
    'character data': lambda n: paragraphs_of('<![CDATA[', n, 3000),
    'comments': lambda n: paragraphs_of('a<!--', n, 1400),
    'processing instructions, one paragraph': lambda n: lines_of('a<?', n),
    'tags never closed': lambda n: paragraphs_of('<a b="c', n),
    'tags with attributes': lambda n: paragraphs_of('<a ' + 'b=c ' * 300 + '>', n),
    'tags nested': lambda n: paragraphs_of('<div><b>', n) + repeated('</b></div>', n // 4),
    'blocks of tags': lambda n: '<div>\n\n' * (n // 7),
    'entities': lambda n: paragraphs_of('&amp;&#38;&nosuch;', n),
    'entities that are no characters': lambda n: paragraphs_of('&#xFFFE;&#0;&#11;&#x110000;', n),
    'ampersands': lambda n: paragraphs_of('&', n),
    'backslashes': lambda n: paragraphs_of('\\', n),
    'stars': lambda n: paragraphs_of('*', n),
    'stars and words': lambda n: paragraphs_of('*a **a ', n),
    'stars, one paragraph': lambda n: lines_of('*a_b', n),
    'underscores and points': lambda n: paragraphs_of('_' * 600 + '.' + '_' * 600, n),
    'strong in emphasis': lambda n: paragraphs_of('***a', n),
    'tildes': lambda n: paragraphs_of('~a~~b', n),
    'back ticks of all lengths': lambda n: '\n\n'.join('`' * i for i in range(1, max(2, int((2 * n) ** 0.5)))) + '\n',
    'back ticks in one paragraph': lambda n: 'e'.join('`' * i for i in range(1, max(2, int((2 * min(n, 60000)) ** 0.5)))) + '\n',
    'quotes in quotes': lambda n: '>' * min(n, 60000) + ' a\n',
    'quotes then lazy lines': lambda n: '>' * 31 + ' a\n' + 'b\n' * (n // 2),
    'many quotes': lambda n: '> a\n\nb\n\n' * (n // 9),
    'callouts in callouts': lambda n: ''.join('> ' * i + '[!NOTE]\n' for i in range(1, 200)),
    'items on one line': lambda n: '- ' * min(n // 2, 30000) + 'a\n',
    'numbers on one line': lambda n: '1. ' * min(n // 3, 20000) + 'a\n',
    'lists nested': nested_list,
    'lists of one': lambda n: '- a\n\nb\n\n' * (n // 9),
    'items': lambda n: '- a\n' * (n // 4),
    'tasks': lambda n: '- [ ] a\n' * (n // 8),
    'loose items': lambda n: '- a\n\n' * (n // 5),
    'numbers that are huge': lambda n: '999999999. a\n\n' * (n // 14),
    'table of 40 columns': lambda n: wide_table(n, 40, False),
    'table of 64 columns, short rows': lambda n: wide_table(n, 64, True),
    'table of 64 columns, long words': lambda n: wide_table(n, 64, False, 45 * 'b'),
    'table of 1,000 columns': lambda n: wide_table(n, 1000, True),
    'table of 8,000 columns': lambda n: wide_table(n, min(8000, n // 4), True),
    'many tables': tables,
    'heads without rows': heads_without_rows,
    'bars': lambda n: paragraphs_of('|', n),
    'table with escapes': lambda n: '|a|\n|-|\n' + ('|' + '\\|' * 400 + '|\n') * max(1, n // 802),
    'one footnote called often': lambda n: footnotes(n, lambda size: min(size // 4, 15000)),
    'many footnotes': many_footnotes,
    'footnotes in footnotes': footnotes_in_footnotes,
    'footnotes never defined': lambda n: paragraphs_of('[^a]', n, 1500),
    'definitions': definitions,
    'one long definition used often': one_definition_often,
    'definition over many lines': lambda n: '[a]:\n' * (n // 5),
    'headings': headings,
    'headings of one name': same_headings,
    'headings under lines': lambda n: 'a\n=\n\nb\n-\n\n' * (n // 10),
    'fences never closed': lambda n: (FENCE + '\n\n') * (n // 5),
    'fences of all lengths': lambda n: '\n'.join('`' * i for i in range(3, max(4, int((2 * n) ** 0.5)))) + '\n',
    'fences with names': lambda n: (FENCE + 'a' * 900 + '\n' + FENCE + '\n') * max(1, n // 908),
    'code by indentation': lambda n: '    a\n\n' * (n // 7),
    'rules': lambda n: '* * *\n' * (n // 6),
    'addresses': lambda n: paragraphs_of('http://a.fi/b?c=d ', n),
    'addresses without end': lambda n: paragraphs_of('http://', n),
    'addresses with parentheses': lambda n: paragraphs_of('www.a.fi/(((', n),
    'mail addresses': lambda n: paragraphs_of('a.b@', n),
    'mail address and colon': lambda n: paragraphs_of(':a@b.c', n),
    'at signs': lambda n: paragraphs_of('@', n),
    'a long word': lambda n: paragraphs_of('a', n, 60000),
    'a long line': lambda n: 'a ' * (n // 2) + '\n',
    'soft hyphens': lambda n: paragraphs_of('\u00ad', n // 2),
    'combining marks': lambda n: paragraphs_of('a' + '\u0301' * 500, n // 2),
    'wide characters': lambda n: paragraphs_of('\U0001f469\u200d\U0001f4bb', n // 4),
    'spaces': lambda n: ' ' * min(n, 60000) + 'a\n',
    'white lines': lambda n: '\n' * n,
    'tabs': lambda n: ('\t' * 100 + 'a\n') * (n // 102),
    'carriage returns': lambda n: 'a\r' * (n // 2),
    'quotation marks': lambda n: paragraphs_of('"\'', n),
    'words': words,
    'noise 1': lambda n: noise(n, 1),
    'noise 2': lambda n: noise(n, 2),
    'noise 3': lambda n: noise(n, 3),
    'charts': lambda n: (FENCE + 'chart\ntype: bar\ntitle: T\ndata: [[A, B], [x, 1]]\n' + FENCE + '\n\n') * max(1, n // 70),
    'a chart of many rows': lambda n: FENCE + 'chart\ntype: line\ntitle: T\ndata:\n' + '  - [a, 1]\n' * (n // 12) + FENCE + '\n',
    'views': lambda n: (FENCE + 'view\nkind: page\n' + FENCE + '\n\n') * max(1, n // 24),
    'diagrams': lambda n: (FENCE + 'diagram\ntype: flow\ntitle: T\n\n' + ''.join(f'A{i} -> A{j}\n' for i in range(7) for j in range(i))
                           + FENCE + '\n\n') * max(1, n // 280),
    'a diagram of many boxes': lambda n: FENCE + 'diagram\ntype: flow\ntitle: T\n\n' + ' -> '.join(f'b{i}' for i in range(n // 10)) + '\n'
                                         + FENCE + '\n',
}
FINE = {'words', 'items', 'many quotes', 'code by indentation', 'white lines'}
# Of these every line is a warning, and a hundred thousand warnings take seconds to sort and to print: that is not limited.
SMALLER = {'blocks of tags': 250_000, 'headings under lines': 250_000}
# What costs most where it is let through: also as a part of a book and of a kit.
IN_BOOKS = ('words', 'items', 'many tables', 'table of 40 columns', 'table of 64 columns, long words', 'headings', 'headings of one name', 'noise 1', 'views', 'charts', 'diagrams',
            'one long definition used often', 'many footnotes', 'addresses', 'combining marks', 'a long word', 'stars and words', 'tasks')
# What a book has to set, element by element and line by line: just what is printed, and more.
CHART = '```chart\ntype: pie\ntitle: a\nsource: s\ncsv: |\n  R,V\n  a,1\n  b,2\n```\n\n'
DIAGRAM = '```diagram\ntype: cycle\ntitle: a\nsource: s\n\n1. A\n2. B\n3. C\n```\n\n'
PRINTED = {
    '13,000 cells': ('fine', lambda: wide_table(13_000 * 2, 12, False)),
    '5,500 links': ('fine', lambda: paragraphs_of('[a](good.md) ', 5_500 * 13)),
    'much text in narrow columns': ('fine', lambda: wide_table(48_000, 12, False, 'pitkähkö sana')),
    'too much text in narrow columns': ('refused', lambda: wide_table(1_000_000, 12, False, 'pitkähkö sana')),
    '50,000 long words in narrow columns': ('refused', lambda: wide_table(1_000_000, 12, False, 18 * 'b')),
    '180,000 cells': ('refused', lambda: wide_table(400_000, 3, False)),
    '240,000 items': ('refused', lambda: '- a\n' * 240_000),
    '90,000 headings': ('refused', lambda: headings(900_000)),
    '400,000 lines of code': ('refused', lambda: '```\n' + 'a\n' * 400_000 + '```\n'),
    '20,000 links': ('refused', lambda: paragraphs_of('[a](good.md) ', 20_000 * 13)),
    '600 charts': ('fine', lambda: CHART * 600),
    '13,000 charts': ('refused', lambda: CHART * 13_000),
    '3,000 diagrams': ('refused', lambda: DIAGRAM * 3_000),
    '100,000 changes of looks': ('refused', lambda: paragraphs_of('*a* **b** `c` ', 480_000)),
    '60,000 pictures': ('refused', lambda: paragraphs_of('\U0001f469\u200d\U0001f4bb ', 250_000)),
    '1,000 words of 1,000 letters': ('refused', lambda: paragraphs_of('a' * 1000, 1_000_000)),
}
