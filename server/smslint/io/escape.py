"""Text made safe for what reads it: a terminal, the runner of a pipeline, JSON, XML, a spreadsheet, Markdown.

A template may hold anything: escape sequences, commands of a runner, characters that XML forbids, formulas, markup.
Each syntax has its one function here. Patterns are strings, compiled on first use: most text needs none of them.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, TextIO

if TYPE_CHECKING:
    from json import JSONEncoder

_BIDI: Final = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_OBEYED: Final = f"\x7f-\x9f\u2028\u2029{_BIDI}"
"""What a terminal or a careless reader of lines obeys, beside the controls of ASCII."""
_RUNNER: Final = r"#(?=#\w*\[)"
"""`##[…` and `##vso[…` are commands to the runners of GitHub and Azure, wherever they stand in a line."""
_LINE_START: Final = r"(?m)^([^\S\n]*):(?=:)"
"""`::name …::` at the start of a line is a command to GitHub's runner, which strips blanks."""
_OWN_LINE_START: Final = rf"{_LINE_START}(?!:(?:error|warning|notice) \w+=)"
_UNSAFE: Final = rf"[\x00-\x08\x0b\x0c\x0e-\x1f{_OBEYED}]|\r(?!\n)|{_RUNNER}"
_UNSAFE_COLORED: Final = rf"(?!\x1b\[[0-9;]*m)(?:{_UNSAFE})"
_SURROGATE: Final = "[\ud800-\udfff]"
_JSON_UNSAFE: Final = rf"[{_OBEYED}\ud800-\udfff]|{_RUNNER}"
_ESCAPED_SURROGATE: Final = r"\\u[dD][89a-fA-F]"
_XML_FORBIDDEN: Final = "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
_XML_TOUCHED: Final = (
    "[^ !#-%'-;=?-~\xa0-\u061b\u061d-\u200d\u2010-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
_XML_UNSAFE: Final = rf"[{_OBEYED}]|{_RUNNER}"
_XML_SPECIAL: Final = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)
_BLANK_LETTERS: Final = (
    "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef"
)
_UNSEEN: Final = f"[{_BLANK_LETTERS}]"
LONGEST_CELL: Final = 32_000
"""Excel cuts or spills a cell at 32,767 characters."""
_FORMULA: Final = tuple("=+-@\t\r\n＝＋－＠")
_MARKDOWN: Final = r"([\\`*_\[\]<>|~&$#@])"
_MARKDOWN_LINKED: Final = (
    r"([A-Za-z0-9_.+/-]*[@#]\w[A-Za-z0-9_./@#-]*|(?:[A-Za-z][A-Za-z0-9+.-]*://|www\.)[^\s\"'<>`|\x80-\U0010ffff]+)"
)
"""What GitHub and GitLab make a mention or a link without any markup: `@name`, `group#1`, an address."""
_PAGE: Final = r"(?i:https?)://[^\s/\\()<>\[\]\"`|\x00-\x1f\x7f-\x9f][^\s\\()<>\[\]\"`|\x00-\x1f\x7f-\x9f]*"
_LINE_BREAKS: Final = r"\r\n|[\r\n]"


def is_unicode(out: TextIO) -> bool:
    """Whether a stream takes every character; one in memory, which has no encoding, does."""
    encoding = getattr(out, "encoding", None)
    return encoding is None or encoding.lower().replace("-", "").replace("_", "").startswith("utf")


@lru_cache(maxsize=4096)
def glyph(character: str) -> str:
    """A character as a terminal may be given it: what it would obey or show as nothing becomes `<U+200B>`.

    The ideographic blank stays, since Han text is set with it; a tab, whose width depends on its column, becomes
    four blanks.
    """
    if character == "\t":
        return "    "
    if character == "\u3000" or (character.isprintable() and not re.match(_UNSEEN, character)):
        return character
    return code_point(character)


def code_point(character: str) -> str:
    """A character by its number: `<U+200B>`."""
    return f"<U+{ord(character):04X}>"


def visible(text: str) -> str:
    """Text as a terminal may be given it, on one line, and no command to a runner within it."""
    if not text.isprintable() or not (text.isascii() or not re.search(_UNSEEN, text)):
        text = "".join(map(glyph, text))
    return re.sub(_RUNNER, _numbered, text) if "##" in text else text


def opens_command(text: str, offset: int) -> bool:
    """Whether a command to a runner begins at an offset of a text."""
    return text.startswith("##", offset) and re.match(_RUNNER, text[offset : offset + 100]) is not None


def visible_line(text: str) -> str:
    """`visible` text that is a line of its own."""
    return re.sub(_LINE_START, rf"\1{code_point(':')}", visible(text)) if "::" in text else visible(text)


def guarded(text: str, *, colors: bool = False, commands: bool = False) -> str:
    """Finished output without what a terminal or a runner obeys; line feeds, tabs and CRLF stay.

    Colours, and the commands of `--format github`, stay only where they are the program's own.
    """
    if "::" not in text and "##" not in text and text.replace("\n", "").isprintable():
        return text
    text = re.sub(_OWN_LINE_START if commands else _LINE_START, rf"\1{code_point(':')}", text)
    return re.sub(_UNSAFE_COLORED if colors else _UNSAFE, _numbered, text)


def _numbered(found: re.Match[str]) -> str:
    return code_point(found[0])


def json_text(value: object, unicode: bool, indent: int | None = None) -> str:
    """JSON, on one line unless it is indented, readable where the stream is Unicode, else ASCII.

    So it is UTF-8 in either. Lone surrogates are escaped, as is what a terminal, a runner or a careless reader obeys.
    """
    text: str = _encoder(not unicode, indent).encode(value)
    if text.isprintable() and "##" not in text:  # as most is, and to look for what is unsafe takes ten times as long
        return text
    return re.sub(_JSON_UNSAFE, lambda found: f"\\u{ord(found[0]):04x}", text)


@cache
def _encoder(ascii_only: bool, indent: int | None) -> JSONEncoder:
    from json import JSONEncoder

    return JSONEncoder(ensure_ascii=ascii_only, indent=indent)


def script_json(value: object, unicode: bool) -> str:
    """`json_text` for the data of a page's script, which no text can end."""
    return json_text(value, unicode).replace("<", "\\u003c")


def strict_json(value: object, unicode: bool) -> str:
    """`json_text` for readers that refuse lone surrogates, which become replacement characters here."""
    text = json_text(value, unicode)
    if re.search(_ESCAPED_SURROGATE, text):
        import json

        return json_text(json.loads(without_surrogates(json.dumps(value, ensure_ascii=False))), unicode)
    return text


def xml_text(text: str, unicode: bool) -> str:
    """Text for an attribute or an element, without the characters that XML 1.0 cannot hold (production Char)."""
    if "##" in text or re.search(_XML_TOUCHED, text):
        text = re.sub(_XML_FORBIDDEN, "", text).translate(_XML_SPECIAL)
        text = re.sub(_XML_UNSAFE, lambda found: f"&#{ord(found[0])};", text)
    return text if unicode else text.encode("ascii", "xmlcharrefreplace").decode("ascii")


def xml_attributes(unicode: bool, **values: object) -> str:
    """XML attributes, each after a blank; those that are None are left out."""
    return "".join(f' {name}="{xml_text(str(value), unicode)}"' for name, value in values.items() if value is not None)


def without_surrogates(text: str) -> str:
    """Text that every Unicode encoding can hold: a lone surrogate becomes the replacement character."""
    return re.sub(_SURROGATE, "\ufffd", text)


def spreadsheet_cell(text: str, raw: bool = False) -> str:
    """A spreadsheet cell: no control but line feeds and tabs, nothing that a runner obeys, no formula unless `raw`.

    A leading sign makes a formula of a cell, in China's Excel one of full width too (OWASP, CSV Injection).
    """
    formula = not raw and text.startswith(_FORMULA)
    if "::" in text or "##" in text or not text.isprintable():
        text = guarded(re.sub(_LINE_BREAKS, "\n", without_surrogates(text)))
    return "'" + text if formula else text


def markdown(text: str) -> str:
    """Text that Markdown and HTML leave as it is, on one line and not at its start, also within a table.

    An address or a mention becomes a code span, the only place where no reader of Markdown makes a link of it.
    """
    parts = re.split(_MARKDOWN_LINKED, visible(re.sub(_LINE_BREAKS, " ", text)))
    return "".join(
        markdown_code(part) if number % 2 else re.sub(_MARKDOWN, r"\\\1", part) for number, part in enumerate(parts)
    )


def markdown_code(text: str, in_table: bool = False) -> str:
    """A code span on one line, its fence longer than any run of backticks in it; only tables unescape a bar."""
    text = visible(re.sub(_LINE_BREAKS, " ", text))
    text = text.replace("|", "\\|") if in_table else text
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    blank = " " if text[:1] in ("", "`") or text.endswith("`") else ""
    return f"{fence}{blank}{text}{blank}{fence}"


def notice(text: str) -> str:
    """A message of an editor, in which it finds no link: one may run a command of the editor."""
    return visible(text).replace("](", "] (")


def is_page(address: str) -> bool:
    """Whether an address is a page on the web, and nothing else in Markdown either.

    An editor or a browser may obey any other: `command:`, `javascript:`, `file:`.
    """
    return re.fullmatch(_PAGE, address) is not None
