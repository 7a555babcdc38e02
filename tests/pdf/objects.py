"""Small helps for the objects of a PDF, whatever stands where something else is expected."""
import pikepdf
from pikepdf import Array, Dictionary, Name, Stream


class Unreadable(Exception):
    """What keeps a file from being checked any further."""


def items_of(entry):
    """An entry that may be nothing, one thing or an array of things."""
    if entry is None:
        return []
    return list(entry) if isinstance(entry, Array) else [entry]


def is_dictionary(entry):
    return isinstance(entry, (Dictionary, Stream))


def dictionary_of(entry, key):
    found = entry.get(key) if is_dictionary(entry) else None
    return found if is_dictionary(found) else Dictionary()


def name_of(entry):
    return str(entry)[1:] if isinstance(entry, Name) else ''


def text_of(entry):
    """A text string, or nothing when it is none or cannot be decoded."""
    try:
        return str(entry) if isinstance(entry, pikepdf.String) else ''
    except (NotImplementedError, UnicodeDecodeError):
        return ''


def identity(entry):
    """Tells objects apart; those written in place, by what they hold."""
    return entry.objgen if entry.objgen != (0, 0) else entry.unparse()
