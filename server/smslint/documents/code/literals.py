"""Strings and comments of programming languages: what they say, where each character stands, and how to write others.

A style names the rules of one kind of string. `decode` finds by itself where the content of a token starts, so that a
style and a range are all that anybody has to know of a string.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from smslint.core.patterns import lazy_pattern
from smslint.dataclass import dataclass
from smslint.syntax.parsed_text import SourceMap

CODE_LITERAL: Final = lazy_pattern(r"(?:DIGITAL_SMS|SMS)_\d+")
"""The code of a template, as a string or a comment names it."""
_SURROGATES: Final = r"\\u+[dD][89abAB][0-9a-fA-F]{2}\\u+[dD][c-fC-F][0-9a-fA-F]{2}"
_ESCAPE: Final = lazy_pattern(
    _SURROGATES + r"|\\u\{[0-9a-fA-F]{1,6}\}|\\u+[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8}|\\x[0-9a-fA-F]{1,2}"
    r"|\\N\{[^}\n]{1,80}\}|\\[0-7]{1,3}|\\(?:\r\n|.)",
    re.S,
)
_PHP_SINGLE: Final = lazy_pattern(r"\\[\\']")
_DOUBLED: Final = lazy_pattern(r'""')
_SQL: Final = lazy_pattern(r"''")
_SQL_ESCAPES: Final = lazy_pattern(r"''|\\.", re.S)
_SHORT: Final = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "0": "\0", "a": "\a", "v": "\v", "s": " "}
_OPENING: Final = lazy_pattern(r"[A-Za-z@$]{0,3}(\"{3,}|'{3,}|[\"'`])")
_DECORATION: Final = lazy_pattern(
    r"(?<![ \t])(?:[ \t]*+(?:<br[ \t]?/?>|</?p>)){0,3}[ \t]*+(?:\r\n|\r|\n)[ \t]*+"
    r"(?:\*(?!/)|///?!?|#{1,9}(?!\{)|-{2,9}(?!>))?[ \t]*+(?:</?p>)?",
    re.I,
)
_HIDDEN: Final = lazy_pattern(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Style:
    """The rules of one kind of string.

    `units` are what it spells differently, `plain_escapes` says that an unknown escape stands for itself with its
    backslash. `special` are the characters that must be escaped to be written, `escape` says how; without it, they
    cannot be written. `interpolates` says that the language replaces `${…}` in it.
    """

    name: str
    units: re.Pattern[str] | None = None
    plain_escapes: bool = False
    special: str = ""
    escape: Callable[[str], str] | None = None
    interpolates: bool = False
    lines: bool = False


def _backslash(found: str) -> str:
    return {"\n": "\\n", "\r": "\\r", "\t": "\\t"}.get(found) or (
        "\\" + found if found.isprintable() else f"\\u{ord(found):04x}"
    )


def _doubled(found: str) -> str:
    return found * 2


_STYLES: Final = (
    Style("c", _ESCAPE, special='"\\', escape=_backslash),
    Style("c-single", _ESCAPE, special="'\\", escape=_backslash),
    Style("block", _ESCAPE, special='"\\', escape=_backslash, lines=True),
    Style("kotlin", _ESCAPE, special='"\\$', escape=_backslash, interpolates=True),
    Style("kotlin-raw", special='"$', interpolates=True, lines=True),
    Style("js-double", _ESCAPE, special='"\\', escape=_backslash),
    Style("js-template", _ESCAPE, special="`\\$", escape=_backslash, interpolates=True, lines=True),
    Style("python", _ESCAPE, plain_escapes=True, special="\"'\\", escape=_backslash),
    Style("python-raw", special="\"'\\"),
    Style("python-format", _ESCAPE, plain_escapes=True, special="\"'\\{}", escape=_backslash, interpolates=True),
    Style("php-single", _PHP_SINGLE, special="'\\", escape=_backslash),
    Style("php-double", _ESCAPE, plain_escapes=True, special='"\\$', escape=_backslash, interpolates=True),
    Style("heredoc", _ESCAPE, plain_escapes=True, special="\\$", escape=_backslash, interpolates=True, lines=True),
    Style("raw", special='`"', lines=True),
    Style("raw-block", special='"', lines=True),
    Style("verbatim", _DOUBLED, special='"', escape=_doubled, lines=True),
    Style("interpolated", _ESCAPE, special='"\\{}', escape=_backslash, interpolates=True),
    Style("sql", _SQL, special="'", escape=_doubled, lines=True),
    Style("sql-escapes", _SQL_ESCAPES, special="'\\", escape=_backslash, lines=True),
)
STYLES: Final[Mapping[str, Style]] = {each.name: each for each in _STYLES}
JOINED: Final = "+"
"""What stands before a style whose text goes on over several strings that the language joins."""
_QUOTED: Final = r"\"(?:[^\"\\\r\n]|\\.)*+\""
_SINGLE: Final = _QUOTED.replace('"', "'")
_BETWEEN: Final = r"//[^\r\n]*+|/\*(?:[^*]|\*(?!/))*+\*/|"
_TOKENS: Final = {
    "c": lazy_pattern(_BETWEEN + f"({_QUOTED})", re.S),
    "c-single": lazy_pattern(_BETWEEN + f"({_SINGLE})", re.S),
    "kotlin": lazy_pattern(_BETWEEN + f"({_QUOTED})", re.S),
    "php-single": lazy_pattern(_BETWEEN + r"#[^\r\n]*+|('(?:[^'\\]|\\.)*+')", re.S),
    "php-double": lazy_pattern(_BETWEEN + r"#[^\r\n]*+|(\"(?:[^\"\\]|\\.)*+\")", re.S),
    "python": lazy_pattern(rf"#[^\r\n]*+|([bBuU]?(?:{_QUOTED}|{_SINGLE}))", re.S),
}
COMMENT: Final = "comment"
BARE: Final = "bare"
"""A text that is spelled as it is, such as a code in a comment."""


def _meaning(found: str, plain: bool) -> str:
    """What an escape stands for."""
    body = found[1:]
    if found[0] == '"' or found == "''":
        return found[0]
    if body[:1] == "u" and "\\" in body:
        high, low = body.lstrip("u")[:4], body[-4:]
        return chr(0x10000 + ((int(high, 16) - 0xD800) << 10) + int(low, 16) - 0xDC00)
    try:
        if body[:1] in "uUx" and len(body) > 1:
            number = int(body.lstrip("uUx").strip("{}"), 16)
            return chr(number) if number < 0x110000 else "\ufffd"
        if body.isdigit() and len(body) > 1:
            return chr(int(body, 8) & 0xFF)
    except ValueError:
        return found
    if body[:2] == "N{":
        import unicodedata

        try:
            return unicodedata.lookup(body[2:-1])
        except KeyError:
            return found
    if body in ("\n", "\r\n", "\r"):
        return ""
    if body in _SHORT:
        return _SHORT[body]
    return body if body in "\\'\"`$/{}" or not plain else found


def is_joinable(style: str) -> bool:
    """Whether strings of a style can be read as one text."""
    return style in _TOKENS


def content_range(text: str, start: int, end: int, style: str = "") -> tuple[int, int]:
    """The range of a string's content, without its quotes and prefix."""
    found = _OPENING.match(text, start, end)
    if found is None:
        return start, end
    quotes, low = found[1], found.end()
    if style in ("verbatim", "sql", "sql-escapes", "php-single", "php-double"):
        quotes, low = quotes[0], found.start(1) + 1  # the second quote belongs to the content
    if len(quotes) > 1 and text.startswith(quotes[0] * 2, start) and end - start == 2:
        return start + 1, start + 1  # an empty string
    high = end - len(quotes) if end - len(quotes) >= low and text.startswith(quotes, end - len(quotes)) else end
    return low, max(low, high)


def decode(style: str, text: str, start: int, end: int) -> tuple[str, SourceMap]:
    """What a string or a comment between two offsets says, and the place of each character."""
    if style == COMMENT:
        return _decode_comment(text, start, end)
    if style.startswith(JOINED):
        return _decode_joined(style.removeprefix(JOINED), text, start, end)
    low, high = (start, end) if style in (BARE, "heredoc") else content_range(text, start, end, style)
    return decode_content(style, text, low, high)


def decode_content(style: str, text: str, low: int, high: int) -> tuple[str, SourceMap]:
    """The same for a part of the content of a string."""
    if style in ("block", "raw-block"):
        return _decode_block(STYLES[style], text, low, high)
    made = SourceMap(low)
    if style == BARE or (rules := STYLES[style]).units is None:
        made.copy(low, high)
        return text[low:high], made
    return _decoded(rules, text, low, high, made), made


def _decoded(rules: Style, text: str, low: int, high: int, made: SourceMap) -> str:
    """A part of the content of a string, appended to a map."""
    parts: list[str] = []
    at = low
    for found in rules.units.finditer(text, low, high) if rules.units is not None else ():
        made.copy(at, found.start())
        meant = _meaning(found[0], rules.plain_escapes)
        parts += [text[at : found.start()], meant]
        made.unit(found.start(), found.end(), len(meant))
        at = found.end()
    made.copy(at, high)
    parts.append(text[at:high])
    return "".join(parts)


def _decode_joined(style: str, text: str, start: int, end: int) -> tuple[str, SourceMap]:
    """The text of strings that are joined, without what stands between them."""
    made = SourceMap(start)
    strings = (found.span(1) for found in _TOKENS[style].finditer(text, start, end) if found[1] is not None)
    parts = [_decoded(STYLES[style], text, *content_range(text, *each, style), made) for each in strings]
    return "".join(parts), made


def _decode_block(rules: Style, text: str, low: int, high: int) -> tuple[str, SourceMap]:
    """A block of text without the blanks that all of its lines begin with, and without those at their ends."""
    made = SourceMap(low)
    first = text.find("\n", low, high)
    if first < 0 or text[low:first].strip():
        return _decoded(rules, text, low, high, made), made
    lines: list[tuple[int, int]] = []
    at = first + 1
    while True:
        end = text.find("\n", at, high)
        lines.append((at, high if end < 0 else end))
        if end < 0:
            break
        at = end + 1
    blanks = [len(text[a:b]) - len(text[a:b].lstrip(" \t")) for a, b in lines]
    counted = [width for width, (a, b) in zip(blanks, lines, strict=True) if text[a:b].strip() or b == high]
    indent = min(counted, default=0)
    parts: list[str] = []
    for a, b in lines:
        stop = a + len(text[a:b].rstrip(" \t\r"))
        is_last = b == high
        if rules.name == "raw-block" and (is_last or (lines[-1][0] == b + 1 and not text[b + 1 : high].strip())):
            is_last = True  # C# drops the last line break, too
        start = min(a + indent, stop)
        if not is_last and stop == b and text[stop - 1 : stop] == "\\" and rules.units is not None:
            stop = b + 1  # an escaped line break
        parts.append(_decoded(rules, text, start, stop, made))
        if not is_last and stop <= b:
            made.copy(b, b + 1)
            parts.append("\n")
        if is_last:
            break
    return "".join(parts), made


def _decode_comment(text: str, start: int, end: int) -> tuple[str, SourceMap]:
    """A text that goes on over the lines of a comment, without what decorates them."""
    made = SourceMap(start)
    parts: list[str] = []
    at = start
    for found in _DECORATION.finditer(text, start, end):
        made.copy(at, found.start())
        parts.append(text[at : found.start()])
        at = found.end()
    made.copy(at, end)
    parts.append(text[at:end])
    return "".join(parts), made


def encode(style: str, value: str, ascii_only: bool) -> str | None:
    """A text as it is written inside a string or a comment; None if that cannot hold it.

    `ascii_only` writes all other characters as escapes, for files that have no others.
    """
    style = style.removeprefix(JOINED)
    if style in (COMMENT, BARE):
        return None if _HIDDEN.search(value) or "*/" in value or "-->" in value else value
    rules = STYLES[style]
    if any("\ud800" <= each <= "\udfff" for each in value):
        return None
    written: list[str] = []
    for each in value:
        hidden = each != "\n" and _HIDDEN.match(each) is not None
        if each in rules.special or hidden or (each == "\n" and not rules.lines):
            if rules.escape is None or (rules.escape is _doubled and each not in rules.special):
                return None
            if style == "php-single" and each not in rules.special:
                return None
            written.append(rules.escape(each))
        elif ascii_only and ord(each) > 127 and rules.escape is _backslash and style != "php-single":
            written.append(_as_escape(each, style))
        else:
            written.append(each)
    return "".join(written)


def _as_escape(each: str, style: str) -> str:
    number = ord(each)
    if style in ("php-double", "heredoc"):
        return f"\\u{{{number:x}}}"
    if number > 0xFFFF:
        if style.startswith("python"):
            return f"\\U{number:08x}"
        high, low = divmod(number - 0x10000, 0x400)
        return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"
    return f"\\u{number:04x}"
