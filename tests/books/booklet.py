"""Folds a booklet in mind, and compares with the book page by page."""
import pikepdf

from reading import said, text_of_area, words_of


def folded(sides):
    """The halves in the order in which a reader meets them.

    [sides]: the sides of the file, (left, right) each: the front and the back of each sheet, printed on both sides and
    turned on the short edge. The sheets are laid on each other, the first one outermost, and folded in the middle:
    the reader opens the front of the first at its right half, whose back is the left half of its other side.
    """
    sheets = [(sides[i], sides[i + 1]) for i in range(0, len(sides), 2)]
    into_the_middle = [half for front, back in sheets for half in (front[1], back[0])]
    out_again = [half for front, back in reversed(sheets) for half in (back[1], front[0])]
    return into_the_middle + out_again


def halves_of(path):
    sides = []
    for number, (width, height, _) in enumerate(words_of(path), 1):
        sides.append(tuple(said(text_of_area(path, number, x, int(width / 2), int(height) + 1))
                           for x in (0, int(width / 2 + 0.5))))
    return sides


def check_booklet(tally, name, book, path):
    sides = halves_of(path)
    with pikepdf.open(path) as file:
        turned = str(file.Root.ViewerPreferences.get('/Duplex'))
    tally.check(turned == '/DuplexFlipShortEdge', f'{name}: printers are asked to turn its sheets on the short edge', turned)
    tally.check(len(sides) % 2 == 0 and len(sides) * 2 - 4 < len(book.pages) <= len(sides) * 2,
                f'{name}: {len(book.pages)} pages on {len(sides) // 2} sheets', f'{len(sides)} sides')
    width, height, _ = words_of(path)[0]
    page = book.pages[0]
    tally.check(abs(width - 2 * page.width) < 0.1 and abs(height - page.height) < 0.1,
                f'{name}: a side is two pages wide', f'{width} x {height}')
    pages = [said(text_of_area(book.path, p.number, 0, int(p.width) + 1, int(p.height) + 1)) for p in book.pages]
    pages += [''] * (len(sides) * 2 - len(pages))
    read = folded(sides) if len(sides) % 2 == 0 else []
    wrong = [f'page {i + 1}: {ours[:60]!r} is {theirs[:60]!r}' for i, (ours, theirs) in enumerate(zip(pages, read))
             if ours != theirs]
    tally.check(len(read) == len(pages) and not wrong, f'{name}: folded, its pages follow each other', '\n'.join(wrong[:10]))


def check_backs(tally, name, path, titles):
    """Cards with these one-word titles, two beside each other on a page: what is cut out has the same card on both sides."""
    places = {title: [] for title in titles}
    for side, (width, _, words) in enumerate(words_of(path)):
        for word in words:
            if word.said in places:
                # As seen through the paper from the front of the sheet.
                left = word.left if side % 2 == 0 else width - word.left
                places[word.said].append((side // 2, side % 2, int(left / (width / 4))))
    wrong = [f'{title}: (sheet, side, column) {found}' for title, found in places.items()
             if len(found) != 2 or found[0][0] != found[1][0] or found[0][1] == found[1][1] or found[0][2] != found[1][2]]
    columns = {found[0][2] for found in places.values() if found}
    tally.check(not wrong and len(columns) == len(titles), f'{name}: folded, the backs of the cards meet their fronts', '\n'.join(wrong))
