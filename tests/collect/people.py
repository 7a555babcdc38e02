"""Who filled in what: forty answers files with every type of field, the same every time.

What an answer is, DESIGN.md 5.5 says. Nobody in them is real.
"""
LANGUAGES = ['fi', 'sv', 'en']
LONG_NAME = 'hyvin_pitka_tunniste_joka_lyhenee_tassa'
TEXTS = ['Öljy & ääni', '=1+1', '+358 40 123', "'lainattu'", '<b>lihava</b>', '"suora"; ja, pilkku', '-5', '@nimi', '|putki', '007']
LINES = ['Yksi rivi', 'Kaksi\nriviä, ja "lainaus"', 'Kolme\n\n  sisennystä;\n=SUMMA(A1)', 'Åäö – € ”kärki”']


def row(number):
    cells = {'kuka': f'Taho {number} {TEXTS[number % len(TEXTS)]}'}
    if number % 2:
        cells['rooli'] = ['kaupunki', 'yritys', 'asukas'][number % 3]
    if number % 3:
        cells['tunnit'] = number + 0.5
    if number % 4 == 0:
        cells['alkaa'] = f'2026-0{1 + number % 9}-1{number % 10}'
    if number % 5 == 0:
        cells['sovittu'] = True
    if number % 3 == 1:
        cells['lisaa'] = f'Lisää {number}'
    return cells


def answers(number):
    """What person [number] said, by the names of fields."""
    said = {'_process': f'Prosessi {number}', '_phase': str(1 + number % 6), '_filled_by': f'Täyttäjä {number}',
            '_date': f'2026-11-{1 + number % 28:02}'}
    said.update({'nimi': f'Henkilö {number} {TEXTS[number % len(TEXTS)]}', 'alaikainen': ['ei', 'kylla'][number % 2], 'suostun': True,
                 'vaikutus': number % 6, 'allekirjoitus': f'H. {number}'})
    if number % 2:
        said['huoltaja'] = f'Huoltaja {number}'
    if number % 3:
        said['kuvaus'] = LINES[number % len(LINES)]
        said['kanavat'] = [['verkko'], ['lehti', 'kokous'], ['verkko', 'kokous']][number % 3]
        said['paiva'] = f'2026-{1 + number % 12:02}-{1 + number % 28:02}'
        said['hinta'] = number + 0.25
    if number % 4 == 1:
        said['kanavat_other'] = 'Tori & turut'
        said['tunnus'] = f'{1234560 + number}-{number % 10}'
        said['liite'] = 'liite 1.pdf'
    if number % 4 != 2:
        said['kaupunginosa'] = 'abcdefgh'[number % 8]
        said['osallistujat'] = number * 10
        said['puhelin'] = ['+358 40 1234567', '0401234567'][number % 2]
        said['toteutus'] = 1 + number % 4
        said[LONG_NAME] = f'Pitkä {number}'
    else:
        said['kaupunginosa_other'] = 'Muu; kuin nämä'
    rows = [row(number + i) for i in range(number % 4)]
    if rows:
        said['osapuolet'] = rows
    return said


def people(count=40):
    return [{'number': number, 'language': LANGUAGES[number % 3], 'answers': answers(number)} for number in range(count)]


def flat(said):
    """The same by the names that documents have: (name, type, value)."""
    types = {'suostun': 'check', '_date': 'date', 'paiva': 'date', 'vaikutus': 'score', 'toteutus': 'score', 'hinta': 'number',
             'osallistujat': 'number', 'alaikainen': 'choice', '_phase': 'choice', 'kaupunginosa': 'choice', 'rooli': 'choice',
             'tunnit': 'number', 'alkaa': 'date', 'sovittu': 'check', 'kuvaus': 'long', 'lisaa': 'long'}
    for name, value in said.items():
        if name == 'kanavat':
            yield from ((f'kanavat__{option}', 'check', True) for option in value)
        elif name == 'osapuolet':
            for number, cells in enumerate(value, 1):
                yield from ((f'osapuolet__{number}__{column}', types.get(column, 'text'), cell) for column, cell in cells.items())
        else:
            yield name, types.get(name, 'text'), value
