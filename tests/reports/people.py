"""People who fill in the forms of the handbook: the same ones every time."""
import json
import os
import random

NASTY = ['=HYPERLINK("http://a.example","x")', '<script>alert(1)</script> & "lainaus"', '# Otsikko\n- lista\n\n| a | b |',
         '[linkki](javascript:alert(1)) **lihava** `koodi` {{muuttuja}}', '@SUM(1+1)*cmd|"/C calc"!A0',
         '---\ntitle: toinen\n---\n```chart\ntype: bar\n```', '+358 40 123 4567', '1. yksi\n2. kaksi\\']
GOOD = ['Kahvi oli hyvää ja puheenvuorot lyhyitä.', 'Kaikkia kuultiin, myös hiljaisia.', 'Tila oli ahdas.\nSeuraavalla kerralla isompi.',
        'Työpaja oli selkeä.', 'Ohjeet tulivat liian myöhään.', 'Sain uusia tuttuja.']


def form_of(name, answers, day='2026-10-05', language='fi', process=None, version='1.abcdef', person='Maija Meikäläinen'):
    header = {'_process': process, '_phase': '4', '_filled_by': person, '_date': day} if process else {}
    return {'form': name, 'version': version, 'language': language, 'filled': day, 'answers': {**header, **answers}}


def feedback():
    chance = random.Random(11)
    roles = ['asukas'] * 12 + ['kayttaja'] * 9 + ['tyontekija'] * 8 + ['yritys'] * 6 + [None] * 2
    made = []
    for i, role in enumerate(roles):
        answers = {'palautteen_kohde': chance.choice(['prosessi', 'tilaisuus', 'tilaisuus', 'lomake']), 'kehitettavaa': chance.choice(GOOD)}
        if role:
            answers['rooli'] = role
        else:
            answers['rooli_other'] = 'Naapurikunnan vieras'
        if i % 9 != 8:
            answers['arvosana'] = chance.choice([2, 3, 4, 4, 5, 5])
        if i % 3 == 0:
            answers['toimi'] = NASTY[i // 3 % len(NASTY)]
        if i == 0:
            answers['julkisuus'] = 'nimella'
        elif i % 2:
            answers['julkisuus'] = 'nimetta' if i % 4 == 1 else 'ei'
        answers['yhteystieto'] = f'henkilo{i}@salainen.example'
        made.append(form_of('palaute', answers, day=f'2026-{9 + i % 3:02}-{1 + i % 28:02}', language=['fi', 'sv', 'en'][i % 3]))
    return made


def criteria():
    return [f'k{a}_{b}' for a, b in [(1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (3, 1), (3, 2), (3, 3), (3, 4), (4, 1), (4, 2)]]


def evaluations():
    chance = random.Random(5)
    made = []
    for subject, level in [('Koulun piha yhdessä', 2.2), ('Digituki lähikirjastoon', 2.05), ('Kioski torille', 1.2)]:
        for person in range(3):
            answers = {'hanke': subject if person else subject.upper(), 'paatos': chance.choice(['valitaan', 'odottaa'])}
            for c in criteria():
                answers[f'{c}_pisteet'] = max(0, min(3, round(chance.gauss(level, 0.8))))
                answers[f'{c}_perustelu'] = chance.choice(GOOD)
                answers[f'{c}_heikkous'] = chance.choice(GOOD)
                answers[f'{c}_todennus'] = chance.choice(['kylla', 'osittain', 'ei'])
            if subject.startswith('Kioski') and person == 0:
                del answers['k4_2_pisteet']
            made.append(form_of('kehityskohteen-pisteytys', answers, process='Kevään valinnat', person=f'Arvioija {person}'))
    return made


def tenders():
    made = []
    for person, shift in enumerate([0, 1]):
        rows = []
        for bidder, points in [('Alfa Oy', [4, 3, 2]), ('Beeta Oy', [3, 4, 3 + shift]), ('Gamma Oy', [1, 2, 5])]:
            for (criterion, weight), score in zip([('Laatu', 40), ('Hinta', 35), ('Aikataulu', 25)], points):
                rows.append({'tarjoaja': bidder, 'peruste': criterion, 'paino': weight, 'pisteet': score, 'perustelu': 'Katsottiin.'})
        answers = {'hankinta': 'Kioskit 2026', 'tarjoajat': [{'tarjoaja': 'Alfa Oy', 'mukaisuus': 'kylla', 'soveltuvuus': 'kylla'}],
                   'vertailu': rows, 'tulos': [{'tarjoaja': b} for b in ['ALFA OY', 'Beeta Oy', 'Gamma Oy']],
                   'valinta': 'Beeta.', 'tiedoksianto': '2026-11-01', 'arvioijat': f'Salainen Arvioija {person}'}
        made.append(form_of('tarjousten-vertailu', answers, process='Hankinta'))
    return made


def metric_cards():
    def row(goal, name, now, target, actual):
        made = {'tavoite': goal, 'nakokulma': 'asiakas', 'mittari': name, 'nykytaso': now, 'tavoitetaso': target}
        return made if actual is None else {**made, 'toteuma': actual}
    made = []
    for subject, shift in [('Tilavaraus verkossa', 0), ('Digituki', 2)]:
        made.append(form_of('mittarikortti', {
            'mittauksen_kohde': subject, 'taso': 'kaupunki', 'kaikki_edustettuina': True, 'paattajat': 'Salainen Päättäjä',
            'tavoitetaulukko': [{'tunnus': 'T1', 'strateginen_tavoite': 'Sujuva arki', 'hyoty': 'Aikaa säästyy', 'riski': 'Kiire'}],
            'mittarit_asukas': [row('T1', f'{subject}: odotusaika, min', 30, 10, 15 + shift), row('T1', f'{subject}: osuus itse, %', 20, 60, 65)],
            'mittarit_yritys': [row('T1', f'{subject}: varaukset', 100, 200, None)],
            'arvio_yritys': 3, 'arvio_asukas': 4 + (shift == 0), 'arvio_yhteiskunta': 2, 'arvio_vastuullisuus': 1 + shift,
            'seuranta': [{'mittari': 'Odotusaika', 'kohde': 'asukas', 'seurantatapa': 'Kysely', 'vastuu': 'Palvelupäällikkö'}],
            'toteumat': [{'paiva': '2026-09-01', 'mittari': 'Odotusaika', 'arvo': 22.5}, {'paiva': '2026-10-01', 'mittari': 'Odotusaika', 'arvo': 15}],
        }, process=subject))
    return made


def interim():
    made = []
    for i in range(4):
        made.append(form_of('valiarviointi', {
            'opittua': GOOD[i], 'eteenpain': NASTY[i], 'hyodyt_saavutetaan': ['kylla', 'osittain', 'ei', 'kylla'][i], 'paatos': 'jatketaan',
            'tavoitteiden_tila': [{'tavoite': f'Tavoite {i}', 'tila': 'etenee', 'huomio': 'Hyvä'}],
            'muutokset': [{'muutos': f'Muutos {i}', 'vastuu': ['Koulu', 'Åsa', 'Koulu', 'Yritys'][i], 'paiva': f'2026-12-{20 - i:02}'}],
            'osallistujat': 'Salainen Osallistuja'}, process='Piha'))
    return made


def board():
    """A table of scores whose weights stand in the rows."""
    made = []
    for process, scores in [('Piha', [(4, 3, 5), (5, 3, 4)]), ('Kioski', [(3, 4, 4), (2, 5, 4)])]:
        for points in scores:
            rows = [{'kriteeri': c, 'paino': w, 'pisteet': p} for c, w, p in zip(['Löytää itse', 'Puhelut vähenevät', 'Kuultiin'], [40, 30, 30], points)]
            made.append(form_of('arviointikriteerit', {
                'kohde': 'ratkaisu', 'arvioijat': 'Salainen', 'kriteerit': [{'kriteeri': 'Löytää itse', 'tavoitetaso': '60 %'}],
                'valiarviointi': '2026-11-30', 'pisteet': rows}, process=process))
    return made


def needs():
    base = {'tarve': 'Pihalla ei ole varjoa.\n\n# Ei otsikko\n<b>ei lihava</b> [ei linkki](http://a.example)', 'kayttajat': 'Oppilaat: 7–12 v',
            'ymparisto': 'Koulun piha', 'kysymys': "Miten me voisimme 'tehdä' varjoa?", 'hyodyt': 'Viihtyy\n- ei lista\n1. ei luettelo',
            'aikataulu': '2027', 'tila': 'open', 'julkaisija': 'Oppilaskunta', 'lupa_julkaista': True, 'kumppanit': ['asukkaat', 'yritykset']}
    made = [form_of('kehittamistarve', {**base, 'otsikko': t}, language=l, process='Piha')
            for t, l in [('Varjoa pihalle: nyt', 'fi'), ('Varjoa pihalle: nyt', 'fi'), ('Skugga på gården', 'sv'), ('---', 'fi'), ('<b>\nShade', 'en')]]
    made[1]['answers']['aikataulu'] = '2028'
    refused = form_of('kehittamistarve', {**base, 'otsikko': 'Ei lupaa'}, process='Piha')
    del refused['answers']['lupa_julkaista']
    wrong = form_of('kehittamistarve', {**base, 'otsikko': 'Puuttuu'}, process='Piha')
    del wrong['answers']['kysymys']
    return made + [refused, wrong]


def profiles():
    return [form_of('toimijaprofiili', {'nimi': 'Salainen Henkilö', 'ryhma': 'individuals', 'yhteystieto': 'salainen@salainen.example', 'julkaisulupa': True})]


def shows():
    return [form_of('showroom-esittely', {
        'nimi': 'Varjopurje', 'tiivistys': 'Purje pihalla', 'ongelma': 'Kuuma piha *tosi*', 'vaihe': 'pilot', 'miten_tehtiin': 'Yhdessä', 'tulokset': '+2 astetta\n> ei lainaus',
        'omistaja': 'Kaupunki', 'yhteystieto': 'salainen@salainen.example'}, process='Piha')]


ALL = {'feedback': feedback, 'evaluations': evaluations, 'tenders': tenders, 'metrics': metric_cards, 'interim': interim, 'board': board,
       'needs': needs, 'profiles': profiles, 'shows': shows}


def write(folder):
    """Files of every group: {group: [path, ...]}."""
    made = {}
    for group, make in ALL.items():
        made[group] = []
        for i, answers in enumerate(make()):
            path = os.path.join(folder, group, f'{i:02}.json')
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, 'w', encoding='utf-8') as file:
                json.dump(answers, file, ensure_ascii=False)
            made[group].append(path)
    return made
