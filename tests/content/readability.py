"""How hard the pages are to read: LIX (Björnsson 1968), words a sentence + per cent of words longer than six letters.
Figures to look at, never a limit: Finnish words are longer than Swedish and English ones, so languages do not compare."""
import re
from collections import defaultdict

SENTENCE = re.compile(r"[^.!?:]+[.!?:]?")
WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


def _figures(texts):
    words = [word for text in texts for word in WORD.findall(text)]
    sentences = sum(1 for text in texts for sentence in SENTENCE.findall(text) if WORD.search(sentence))
    if not words or not sentences:
        return None
    long_words = sum(len(word) > 6 for word in words)
    return len(words), len(words) / sentences, len(words) / sentences + 100 * long_words / len(words)


def report(all_passages):
    """Lines to print: each language, and its five hardest pages of more than 150 words."""
    pages = defaultdict(lambda: defaultdict(list))
    for passage in all_passages:
        if passage.is_prose and passage.language != "any":
            pages[passage.language][passage.path].append(passage.text)
    for language, of in pages.items():
        whole = _figures([text for texts in of.values() for text in texts])
        yield f"{language}: {len(of)} files, {whole[0]} words of prose, {whole[1]:.1f} words a sentence, LIX {whole[2]:.0f}"
        each = [(figures[2], path) for path, texts in of.items() if (figures := _figures(texts)) and figures[0] > 150]
        for lix, path in sorted(each, reverse=True)[:5]:
            yield f"    LIX {lix:.0f}  {path}"
