"""The texts that people read, out of the files they are written in: pages, forms, settings, kinds, words of the theme.

Every text is a Passage: where it stands, in which language, and the words without Markdown, addresses and code."""
import re
from dataclasses import dataclass
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("fi", "sv", "en")

# Keys whose values are no prose: names of pages, choices, numbers, dates.
NAMES = set("""id kind date updated review_by slug aliases weight layout type status stage group topic acts phases checklists
    related needs cases tags_of consent image cover email url licence version folder sort order widget pattern where show
    columns fields include books parts kits outputs sides paper notes lines kind_of people""".split())
# Names of works and people of other languages stand in these.
ANY_LANGUAGE = {"source", "sources", "municipality", "publisher", "owner"}


@dataclass(frozen=True)
class Passage:
    path: str
    line: int
    language: str  # fi sv en, or "any"
    text: str
    is_prose: bool  # a sentence of the body, not a title, a label or a cell


# Stands where something that is no word was taken out.
GAP = "\ufffc"


def _without_markup(text, language):
    def link_text(link):
        # The name of a Finnish page in a Swedish or English text.
        is_finnish = re.search(r"/fi(?:/|\.md)", link.group(2)) and language in ("sv", "en")
        return GAP if is_finnish else link.group(1)

    text = re.sub(r"`[^`]*`", GAP, text)
    text = re.sub(r"!?\[([^\]]*)\]\(([^)]*)\)", link_text, text)
    text = re.sub(r"\[\[[^\]]*\]\]|\[!\w+\]|&#?\w+;|\{+[^}]*\}+|\|", GAP, text)
    text = re.sub(r"<?https?://[^\s>)]*>?|\b[\w.+-]+@[\w-]+\.[\w.-]+\b|\bwww\.\S+", GAP, text)
    text = re.sub(r"(?<![\w/])#\w+|(?<!\w)@\w+", GAP, text)
    text = re.sub(r"\b[\w-]+(?:\.[\w-]+)*\.(?:md|fi|com|org|net|eu|yaml|html|json|zip|pdf|docx|xlsx)(?::?[a-zäö]{1,4})?\b", GAP, text)
    return re.sub(r"\[\^[^\]]*\]:?|[*~>\u00ad]+|\\|\b_|_\b", "", text)


def _keys_of(node, path=()):
    """(keys above, scalar) of every scalar below a YAML node."""
    if isinstance(node, yaml.ScalarNode):
        yield path, node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _keys_of(item, path)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _keys_of(value, path + (key.value,))


def _is_prose_value(value):
    return not re.fullmatch(r"[a-z0-9_*-]+(?:/[a-z0-9_*-]+)+|[\d.:/-]+|[a-z0-9]+(?:_[a-z0-9]+)+|\.{0,2}/\S*", value)


def _yaml_passages(path, text, language, first_line):
    for keys, node in _keys_of(yaml.compose(text, Loader=yaml.SafeLoader)):
        if NAMES & set(keys[-2:]) or not _is_prose_value(node.value):
            continue
        of = next((key for key in reversed(keys) if key in LANGUAGES), language)
        if keys[-1].startswith("name_") and keys[-1][5:] in LANGUAGES:
            of = keys[-1][5:]
        if ANY_LANGUAGE & set(keys):
            of = "any"
        if of:
            yield Passage(path, first_line + node.start_mark.line, of, _without_markup(node.value, of), False)


def _fence_passages(path, line, language, text, fence):
    if fence in ("chart", "diagram") and not re.match(r"\s*(type|csv|unit):", text):
        of = "any" if re.match(r"\s*source:", text) else language
        yield Passage(path, line, of, re.sub(r"^\s*\w+:\s|->|,", GAP, text), False)


def _body_passages(path, text, language, first_line):
    fence = None
    for number, line in enumerate(text.split("\n"), first_line):
        mark = re.match(r"\s*(`{3,}|~{3,})\s*(\w*)", line)
        if mark and fence is None:
            fence = mark.group(2) or "code"
        elif mark:
            fence = None
        elif fence is not None:
            yield from _fence_passages(path, number, language, line, fence)
        elif line.strip():
            is_prose = not re.match(r"\s*([#|-]|\d+\.|\[\^)", line)
            words = re.sub(r"^\s*(#+|[-*+]( \[[ x]\])?|\d+\.|>)\s", "", line)
            yield Passage(path, number, language, _without_markup(words, language), is_prose)


def _page_passages(file, language):
    path, text = str(file.relative_to(ROOT)), file.read_text("utf-8")
    front = re.match(r"---\n(.*?\n)---\n", text, re.S)
    if front:
        yield from _yaml_passages(path, front.group(1), language, 2)
    start = front.end() if front else 0
    yield from _body_passages(path, text[start:], language, text.count("\n", 0, start) + 1)


def passages():
    """All of them, file by file in order of name."""
    for language in LANGUAGES:
        for file in sorted((ROOT / "content" / language).rglob("*.md")):
            yield from _page_passages(file, language)
        for file in sorted((ROOT / "templates-forms").glob(f"*/{language}.md")):
            yield from _page_passages(file, language)
        file = ROOT / "themes/digitori/strings" / f"{language}.yaml"
        yield from _yaml_passages(str(file.relative_to(ROOT)), file.read_text("utf-8"), language, 1)
    for file in [ROOT / "digitori.yaml", *sorted((ROOT / "content/kinds").glob("*.yaml"))]:
        yield from _yaml_passages(str(file.relative_to(ROOT)), file.read_text("utf-8"), None, 1)
