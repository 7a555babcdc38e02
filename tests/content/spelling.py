"""Spelling: Finnish by Voikko, Swedish (of Finland) and English (British) by Hunspell, with a list of words for each.

A line of words.<language>.txt is a word as it is written; `Espoo*` takes the word with any ending. What no text
uses is a mistake of the list."""
import re
from functools import lru_cache
from pathlib import Path

import hunspell
import libvoikko

HERE = Path(__file__).resolve().parent
WORD = re.compile(r"-?[^\W_]+(?:[-’':/][^\W_]+)*-?")


class Dictionary:
    def __init__(self, language):
        self.language = language
        self.exact, self.stems, self.used = set(), {}, set()
        for line in (HERE / f"words.{language}.txt").read_text("utf-8").splitlines():
            word = line.split("#")[0].strip()
            if word.endswith("*"):
                self.stems[word[:-1].lower()] = word
            elif word:
                self.exact.add(word)
        if language == "fi":
            self._spell = libvoikko.Voikko("fi").spell
        else:
            name = {"sv": "sv_FI", "en": "en_GB"}[language]
            self._spell = hunspell.HunSpell(f"/usr/share/hunspell/{name}.dic", f"/usr/share/hunspell/{name}.aff").spell

    def _listed(self, word):
        for form in (word, word.lower()):
            if form in self.exact:
                self.used.add(form)
                return True
        lower = word.lower()
        for end in range(len(lower), 1, -1):
            if lower[:end] in self.stems:
                self.used.add(self.stems[lower[:end]])
                return True
        return False

    def _known(self, word):
        return self._spell(word) or self._listed(word)

    def _known_with_ending(self, word):
        if self.language == "en":
            return self._known(re.sub(r"'s?$", "", word))
        return self.language == "sv" and word.endswith("s") and self._known(word[:-1])

    @lru_cache(maxsize=None)
    def knows(self, word):
        word = word.replace("’", "'")
        if re.search(r"\d", word) or len(word.strip("-")) < 2 or self._known(word):
            return True
        bare = word.strip("-")
        if self._known(bare) or self._known_with_ending(bare) or (bare != word and self._known(bare + "-")):
            return True
        parts = re.split(r"[-/:']", bare)
        if len(parts) > 1 and self.language == "fi":  # MyData-malli, DVV:n: the last part carries the ending
            return all(len(part) < 2 or self._known(part) or part.isupper() or i > 0 and len(part) < 4
                       for i, part in enumerate(parts))
        return len(parts) > 1 and all(len(part) < 2 or self._known(part) or self._known_with_ending(part) for part in parts)

    def unused(self):
        return sorted((self.exact | set(self.stems.values())) - self.used)


def mistakes(all_passages):
    """(where, word) of every word that its dictionary does not know, and of every listed word that nobody writes."""
    dictionaries = {language: Dictionary(language) for language in ("fi", "sv", "en")}
    for passage in all_passages:
        for match in WORD.finditer(passage.text):
            word = match.group()
            asked = dictionaries.values() if passage.language == "any" else [dictionaries[passage.language]]
            if not any([dictionary.knows(word) for dictionary in asked]):
                yield f"{passage.path}:{passage.line}", f"“{word}” is not in the dictionary of {passage.language}"
    for language, dictionary in dictionaries.items():
        for word in dictionary.unused():
            yield f"tests/content/words.{language}.txt", f"“{word}” is listed and nobody writes it"
