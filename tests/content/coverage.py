"""Whether everything that the source documents hold stands in the handbook, with its figures, years and names.

items.yaml says what there is, coverage/*.yaml on which page each stands and which facts that page must carry,
languages.yaml what must be there in Swedish and English."""
import re
from pathlib import Path

import yaml

from texts import ROOT

HERE = Path(__file__).resolve().parent


def _read(name):
    return yaml.load((HERE / name).read_text("utf-8"), Loader=yaml.BaseLoader)


def wanted_ids():
    items = _read("items.yaml")
    for letter, numbers in items["numbered"].items():
        width = 1 if letter in "VK" else 2
        yield from (f"{letter}{int(number):0{width}d}" for number in numbers)
    yield from items["criteria"]
    yield from (f"G {name}" for name in items["terms"])
    yield from (f"A {name}" for name in items["actors"])


def _plain(text):
    """As facts are compared: one kind of space and of quote, no marks of Markdown, no case."""
    text = re.sub(r"\]\([^)]*\)|[\[\]*_`\u00ad]", "", text)
    text = re.sub(r"[”“\"’']", "'", re.sub(r"\s*(?:\n\s*)?[\s\u00a0\u202f]+", " ", text))
    return text.casefold()


def _title_of(text):
    return re.search(r"^title: *['\"]?(.*?)['\"]?$", text, re.M).group(1)


def pages_of(language):
    """id: (file, text) of every page and form of a language."""
    pages = {}
    for file in sorted((ROOT / "content" / language).rglob("*.md")):
        text = file.read_text("utf-8")
        own = re.search(r"^id: *(\S+)$", text[:text.find("\n---", 4)], re.M)
        name = own.group(1) if own else str(file.relative_to(ROOT / "content" / language).with_suffix(""))
        pages[name] = (file, text)
    for file in sorted((ROOT / "templates-forms").glob(f"*/{language}.md")):
        structure = (file.parent / "form.yaml").read_text("utf-8")
        pages[f"lomakkeet/{file.parent.name}"] = (file, file.read_text("utf-8") + structure)
    return pages


def coverage():
    """id: (file of the table, entry)"""
    found = {}
    for file in sorted((HERE / "coverage").glob("*.yaml")):
        for name, entry in yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader).items():
            found.setdefault(name, []).append((f"tests/content/coverage/{file.name}", entry))
    return found


def _mistakes_of_entry(where, name, entry, pages):
    if "left_out" in entry:
        if not entry["left_out"]:
            yield where, f"{name} is left out without a reason"
        return
    if entry.get("page") not in pages:
        yield where, f"{name} is said to stand on the page “{entry.get('page')}”, which is not there"
        return
    text = _plain(pages[entry["page"]][1])
    for fact in entry.get("facts", []):
        if _plain(fact) not in text:
            yield where, f"{name}: “{fact}” does not stand on {entry['page']}"


def checks():
    """(where, what) of what is missing, and None for each thing that is there."""
    pages, table, wanted = pages_of("fi"), coverage(), list(wanted_ids())
    for name in wanted:
        yield None if name in table else ("tests/content/coverage", f"{name} is in no table")
    for name, entries in table.items():
        if name not in wanted:
            yield entries[0][0], f"{name} is no item of items.yaml"
        for where, entry in entries:
            mistakes = list(_mistakes_of_entry(where, name, entry, pages))
            yield from mistakes or [None]


def _pages_of_item(name, table):
    """The pages of an item, or of all terms ("G") or actors ("A")."""
    names = [key for key in table if key.split(" ")[0] == name] if name in "GA" else [name]
    return sorted({entry["page"] for key in names for _, entry in table.get(key, []) if "page" in entry})


def language_checks():
    table = coverage()
    for language, levels in _read("languages.yaml").items():
        pages = pages_of(language)
        for level, items in levels.items():
            for page in sorted({page for item in items for page in _pages_of_item(item, table)}):
                if page not in pages:
                    yield "tests/content/languages.yaml", f"{page} is not there in {language} ({level})"
                elif level == "whole" and len(pages[page][1]) < 800:
                    yield str(pages[page][0].relative_to(ROOT)), "is too short to be a whole page"
                else:
                    yield None


def title_checks():
    """Two pages of a kind and language with one title cannot be told apart in lists and in the search."""
    for language in ("fi", "sv", "en"):
        seen = {}
        for name, (file, text) in pages_of(language).items():
            kind = re.search(r"^kind: *(\S+)$", text, re.M)
            key = (kind.group(1) if kind else "form", _title_of(text).casefold())
            if key in seen:
                yield str(file.relative_to(ROOT)), f"has the same title as {seen[key]}"
            else:
                yield None
            seen[key] = name
