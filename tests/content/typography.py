"""The marks and spaces of print in the texts: quotes, apostrophes, dashes, spaces that must not break, words said twice."""
import re

STRAIGHT = "a straight quote: "
RULES = [
    # pattern, languages, what is wrong and what to write
    (r'"', "fi sv any", STRAIGHT + "write ”"),
    (r'"', "en", STRAIGHT + "write “ or ”"),
    (r"[“„«»]", "fi sv", "quotes in Finnish and Swedish are ” on both sides"),
    (r"[„«»]", "en", "quotes in English are “ and ”"),
    (r"(?<=\w)'(?=\w)|(?<=s)'(?=\s)", "fi sv en", "a straight apostrophe: write ’"),
    (r"(?<=\w) - (?=\w)|(?<=\w) -- (?=\w)|—", "fi sv en", "a dash between words is – (en dash) with spaces"),
    (r"(?<![\d./-])\d{1,4}-\d{1,4}(?![\d/-])", "fi sv en", "from–to is written with – (en dash)"),
    (r"\d (?=[%€‰])|\d(?=[%€])", "fi sv", "a non-breaking space stands between a number and % or €"),
    (r"\d (?=%)", "en", "a non-breaking space stands between a number and %"),
    (r"(?<![\d,.])\d{1,3} (?=\d{3}(?!\d))", "fi sv any", "the groups of a number are parted by non-breaking spaces"),
    (r"\d (?=(?:min|h|kg|km|cm|mm|m²|GB|dpi)\b)", "fi sv en", "a non-breaking space stands between a number and its unit"),
    (r"(?<=\w) (?=[,;!?](?:\s|$)|[.](?:\s|$))", "fi sv en", "a space before the mark"),
    (r"\.\.\.", "fi sv en", "three dots are one mark: …"),
    (r"(?<=\S)  +(?=\S)", "fi sv en", "two spaces"),
]
COMPILED = [(re.compile(pattern), languages.split(), what) for pattern, languages, what in RULES]
TWICE = re.compile(r"\b([^\W\d_]{2,}) \1\b", re.I)
# Said twice on purpose.
TWICE_ALLOWED = {"fi": {"ne", "se", "niin", "en", "hyvin"}, "sv": {"det", "som", "om", "är", "var"}, "en": {"that", "had"}, "any": set()}


def mistakes(all_passages):
    """(where, what) of every mark or space that print would not take."""
    for passage in all_passages:
        where = f"{passage.path}:{passage.line}"
        text = re.sub(r" {2,}", " ", passage.text) if "  " in passage.text else passage.text
        for pattern, languages, what in COMPILED:
            for match in pattern.finditer(text):
                # What the theme's help tells to type is typed so.
                if passage.language in languages and not (what.startswith(STRAIGHT) and "/strings/" in passage.path):
                    around = text[max(0, match.start() - 15):match.end() + 15]
                    yield where, f"{what}: “{around}”"
        for match in TWICE.finditer(text):
            if match.group(1).lower() not in TWICE_ALLOWED[passage.language]:
                yield where, f"a word twice: “{match.group()}”"
