"""Replaces what YAML refuses or misreads, one code point by another before parsing, so that places stay true.

YAML 1.1 breaks lines at NEL, U+2028 and U+2029 and refuses control characters; authors paste all of these. Plain
content with ` #` or `: ` in it is cut or misread: that is reported, and the content is read as its author sees it.
"""

from __future__ import annotations

import re
from dataclasses import field
from typing import Final

from smslint.core.patterns import lazy_pattern
from smslint.core.text import line_start
from smslint.dataclass import dataclass
from smslint.messages import Bilingual
from smslint.messages import documents as messages
from smslint.syntax.edit import Edit
from smslint.syntax.tree import SyntaxIssue
from smslint.syntax.yaml.lines import BLOCK_HEADER, OPENS_BLOCK
from smslint.syntax.yaml.values import double_quoted

_REFUSED: Final = lazy_pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_LINE: Final = r"(?:(?<=[\r\n])|\A)([ ]*(?:-[ ]+)*)%s[ \t]*:[ \t]+([^\s][^\r\n]*)"
_CONTENT: Final = lazy_pattern(_LINE % "content")
_FRAME_TEXT: Final = lazy_pattern(_LINE % "text")
_SUSPICIOUS: Final = lazy_pattern(
    r"(?P<lead>\A(?:[{}\[\],%*&@!`|>]|[-?:](?=[ \t]|\Z)))|(?P<cut>(?:\A|(?<=[ \t]))#(?![ \t]*smslint[ \t]*:))"
    r"|(?P<colon>:(?=[ \t]|\Z))"
)
_COMMENT: Final = lazy_pattern(r"[ \t]#[ \t]*smslint[ \t]*:[^\r\n]*\Z")


@dataclass(slots=True)
class MaskedText:
    """A text that YAML reads as its author meant it. `back` maps stand-ins to the replaced characters."""

    text: str
    back: dict[int, str] = field(default_factory=dict)
    issues: list[SyntaxIssue] = field(default_factory=list)

    def restored(self, value: str) -> str:
        """A value as the author wrote it."""
        return value.translate(self.back) if self.back else value


def masked(text: str) -> MaskedText:
    """The text without the characters that YAML must not see."""
    plain = text.replace("\n", "").isprintable()
    at: dict[int, str] = {} if plain else {found.start(): found[0] for found in _REFUSED.finditer(text)}
    made = MaskedText(text)
    if "content" in text:
        for found in _CONTENT.finditer(text):
            _content(text, found, at, made.issues)
    if "frames" in text:
        for found in _FRAME_TEXT.finditer(text):
            _content(text, found, at, made.issues)
    if at:
        base = _free_base(text)
        stand_ins: dict[str, str] = {}
        characters = list(text)
        for offset in sorted(at):
            characters[offset] = stand_ins.setdefault(at[offset], chr(base + len(stand_ins)))
        made.text = "".join(characters)
        made.back = {ord(stand_in): character for character, stand_in in stand_ins.items()}
    return made


def _free_base(text: str) -> int:
    """The start of a private-use range that the text does not use, neither as characters nor as escapes."""
    used = {ord(character) for character in set(text)}
    used.update(int(digits, 16) for digits in re.findall(r"\\U([0-9A-Fa-f]{8})", text))
    for base in range(0xF0000, 0x10FF00, 0x100):
        if not any(base <= code < base + 0x100 for code in used):
            return base
    return 0xF0000


def _content(text: str, found: re.Match[str], at: dict[int, str], issues: list[SyntaxIssue]) -> None:
    start = found.start(2)
    value = found[2].rstrip(" \t")
    comment = _COMMENT.search(value)
    if comment is not None:
        value = value[: comment.start()].rstrip(" \t")
    if not value or value[0] in "\"'" or BLOCK_HEADER.match(value) or value.startswith("# smslint"):
        return
    hits = list(_SUSPICIOUS.finditer(value))
    if not hits or _in_block_scalar(text, found.start(), len(found[1])):
        return
    for hit in hits:
        at[start + hit.start()] = hit[0][0]
    end = start + len(value)
    first = hits[0]
    cut = first.lastgroup == "cut"
    shown = value[first.start() :] if cut else value[: first.end() + 1] if first.start() == 0 else first[0]
    reason: Bilingual = (messages.CUT if cut else messages.MISREAD).fill(text=shown[:20])
    low = start + first.start()
    high = end if cut else start + max(first.end(), first.start() + 1)
    fix = Edit(start, end, double_quoted(value))
    issues.append(SyntaxIssue("unquoted", reason, low, high, shown[:20], fix))


def _in_block_scalar(text: str, line: int, column: int) -> bool:
    """Whether a line is in a block scalar of another field: a line above it with less indentation opens one."""
    limit = column
    while line > 0 and limit > 0:
        end = line - 1
        if text[end] == "\n" and text[end - 1 : end] == "\r":
            end -= 1
        line = line_start(text, end)
        above = text[line:end]
        stripped = above.strip(" \t")
        if not stripped or stripped.startswith("#"):
            continue
        indent = len(above) - len(above.lstrip(" "))
        if indent < limit:
            if OPENS_BLOCK.search(above):
                return True
            limit = indent
    return False
