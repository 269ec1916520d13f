"""Text made safe for what reads it: a terminal, JSON, XML, a spreadsheet, Markdown.

A template may hold anything: escape sequences, characters that XML forbids, formulas, markup. Each syntax has its
one function here.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, TextIO

from smslint.core.patterns import lazy_pattern

if TYPE_CHECKING:
    from json import JSONEncoder

_SURROGATE = lazy_pattern("[\ud800-\udfff]")
_JSON_UNSAFE = lazy_pattern("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_ESCAPED_SURROGATE = lazy_pattern(r"\\u[dD][89a-fA-F]")
_CONTROL = lazy_pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_XML_FORBIDDEN = lazy_pattern("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_XML_TOUCHED = lazy_pattern("[^ !#-%'-;=?-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_XML_SPECIAL: Final = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)
_BLANK_LETTERS: Final = (
    "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef"
)
_UNSEEN = lazy_pattern(f"[{_BLANK_LETTERS}]")
_LONGEST_CELL: Final = 32_000  # Excel cuts or spills a cell at 32,767
_FORMULA: Final = tuple("=+-@\t\r\n＝＋－＠")
_MARKDOWN = lazy_pattern(r"([\\`*_\[\]<>|~&$])")
_LINE_BREAKS = lazy_pattern(r"\r\n|[\r\n]")


def is_unicode(out: TextIO) -> bool:
    """Whether a stream takes every character; one in memory, which has no encoding, does."""
    encoding = getattr(out, "encoding", None)
    return encoding is None or encoding.lower().replace("-", "").replace("_", "").startswith("utf")


def json_text(value: object, unicode: bool) -> str:
    """JSON on one line, readable where the stream is Unicode, else ASCII.

    Lone surrogates are escaped in either, as are the controls and line separators that JSON allows: a terminal obeys
    the one, and careless readers break lines at the other.
    """
    text: str = _encoder(not unicode).encode(value)
    if text.isprintable():  # as most is: what is unsafe is not, and to look for that takes ten times as long
        return text
    return _JSON_UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


@cache
def _encoder(ascii_only: bool) -> JSONEncoder:
    from json import JSONEncoder

    return JSONEncoder(ensure_ascii=ascii_only)


def strict_json(value: object, unicode: bool) -> str:
    """`json_text` for readers that refuse lone surrogates, which become replacement characters here."""
    text = json_text(value, unicode)
    if _ESCAPED_SURROGATE.search(text):
        import json

        return json_text(json.loads(without_surrogates(json.dumps(value, ensure_ascii=False))), unicode)
    return text


def xml_text(text: str, unicode: bool) -> str:
    """Text for an attribute or an element, without the characters that XML 1.0 cannot hold (production Char)."""
    if _XML_TOUCHED.search(text):
        text = _XML_FORBIDDEN.sub("", text).translate(_XML_SPECIAL)
    return text if unicode else text.encode("ascii", "xmlcharrefreplace").decode("ascii")


def xml_attributes(unicode: bool, **values: object) -> str:
    """XML attributes, each after a blank; those that are None are left out."""
    return "".join(f' {name}="{xml_text(str(value), unicode)}"' for name, value in values.items() if value is not None)


def without_surrogates(text: str) -> str:
    """Text that every Unicode encoding can hold: a lone surrogate becomes the replacement character."""
    return _SURROGATE.sub("\ufffd", text)


def spreadsheet_cell(text: str) -> str:
    """A spreadsheet cell: no control, every line break a line feed, and never a formula.

    A leading sign makes a formula of a cell, in China's Excel one of full width too (OWASP, CSV Injection).
    """
    text = text if len(text) <= _LONGEST_CELL else text[:_LONGEST_CELL] + "..."
    if not text.isprintable():
        text = _CONTROL.sub(lambda found: glyph(found[0]), _LINE_BREAKS.sub("\n", without_surrogates(text)))
    return "'" + text if text.startswith(_FORMULA) else text


def markdown(text: str) -> str:
    """Text that Markdown and HTML leave as it is, on one line and not at its start, also within a table."""
    return _MARKDOWN.sub(r"\\\1", visible(_LINE_BREAKS.sub(" ", text)))


def markdown_code(text: str, in_table: bool = False) -> str:
    """A code span on one line, its fence longer than any run of backticks in it; only tables unescape a bar."""
    text = visible(_LINE_BREAKS.sub(" ", text))
    text = text.replace("|", "\\|") if in_table else text
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    blank = " " if text[:1] in ("", "`") or text.endswith("`") else ""
    return f"{fence}{blank}{text}{blank}{fence}"


@lru_cache(maxsize=4096)
def glyph(character: str) -> str:
    """A character as a terminal may be given it: what it would obey or show as nothing becomes `<U+200B>`.

    The ideographic blank stays, since Han text is set with it; a tab, whose width depends on its column, becomes
    four blanks.
    """
    if character == "\t":
        return "    "
    if character == "\u3000" or (character.isprintable() and not _UNSEEN.match(character)):
        return character
    return f"<U+{ord(character):04X}>"


def visible(text: str) -> str:
    """Text as a terminal may be given it, on one line."""
    if text.isprintable() and (text.isascii() or not _UNSEEN.search(text)):
        return text
    return "".join(map(glyph, text))
