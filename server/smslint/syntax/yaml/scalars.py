"""Source maps of YAML scalars, for each of the five styles."""

from __future__ import annotations

from typing import Final

from smslint.core.patterns import lazy_pattern
from smslint.core.text import BREAK
from smslint.syntax.parsed_text import SourceMap, identity
from smslint.syntax.tree import Scalar
from smslint.syntax.yaml.lines import LINE
from smslint.syntax.yaml.mask import MaskedText

_ESCAPES: Final = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
    " ": " ", '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_FOLD: Final = lazy_pattern(r"[ \t]*(?:\r\n|\r|\n)(?:[ \t]*(?:\r\n|\r|\n))*[ \t]*")
_DOUBLE: Final = lazy_pattern(
    r"\\(?:(?P<join>(?:\r\n|\r|\n)(?:[ \t]*(?:\r\n|\r|\n))*[ \t]*)|x(?P<x>[0-9a-fA-F]{2})|u(?P<u>[0-9a-fA-F]{4})"
    rf"|U(?P<U>[0-9a-fA-F]{{8}})|(?P<c>[^\r\n]))|(?P<fold>{_FOLD.pattern})"
)
_SINGLE: Final = lazy_pattern(rf"(?P<quote>'')|(?P<fold>{_FOLD.pattern})")
_PLAIN: Final = lazy_pattern(rf"(?P<fold>{_FOLD.pattern})")
HEADER: Final = lazy_pattern(r"[|>](?:([-+])?([1-9])?|([1-9])([-+])?)[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n|\Z)")


class _Trace:
    """A map being built, and the text that it decodes to."""

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.map = SourceMap(start)
        self.parts: list[str] = []

    def copy(self, start: int, end: int) -> None:
        self.map.copy(start, end)
        self.parts.append(self.text[start:end])

    def unit(self, start: int, end: int, value: str) -> None:
        self.map.unit(start, end, len(value))
        self.parts.append(value)

    @property
    def value(self) -> str:
        return "".join(self.parts)


def bare_map(text: str, scalar: Scalar) -> SourceMap | None:
    """The map of a scalar that is verbatim in the text, as most are; None if it is not.

    Escaping always changes the text, so a slice that equals the value is verbatim.
    """
    start, end = scalar.start, scalar.end
    if scalar.style == "single" or scalar.style == "double":
        start, end = start + 1, end - 1
    return identity(start, end) if text[start:end] == scalar.value else None


def decoded_map(mask: MaskedText, node: Scalar) -> SourceMap | None:
    """The map of a scalar of a masked text; None if its source does not decode to its value."""
    text, start, end, style = mask.text, node.start, node.end, node.style
    if style in ("literal", "folded"):
        return _block_map(mask, node)
    if style != "plain":
        start, end = start + 1, end - 1
    trace = _Trace(text, start)
    last = start
    pattern = _DOUBLE if style == "double" else _SINGLE if style == "single" else _PLAIN
    for found in pattern.finditer(text, start, end):
        trace.copy(last, found.start())
        last = found.end()
        kind = found.lastgroup or ""
        if kind in ("fold", "join"):
            breaks = len(BREAK.findall(found[0]))
            spelled = " " if kind == "fold" and breaks == 1 else "\n" * (breaks - 1)
        elif kind == "quote":
            spelled = "'"
        else:
            spelled = _ESCAPES.get(found[kind], "") if kind == "c" else chr(int(found[kind], 16))
        trace.unit(found.start(), found.end(), spelled)
    trace.copy(last, end)
    return trace.map if mask.restored(trace.value) == node.value else None


def block_indent(text: str, start: int, end: int) -> int | None:
    """The indentation of a block scalar's first line that is not blank."""
    header = HEADER.match(text, start)
    if header is None:
        return None
    for line in LINE.finditer(text, header.end(), end):
        if line[2]:
            return len(line[1])
    return None


def _block_map(mask: MaskedText, node: Scalar) -> SourceMap | None:
    text, end, value = mask.text, node.end, str(node.value)
    header = HEADER.match(text, node.start)
    if header is None:
        return None
    explicit = header[2] or header[3]
    for indent in range(1, 65) if explicit else (block_indent(text, node.start, end) or 0,):
        trace = _block(text, header.end(), end, indent, node.style == "folded")
        if mask.restored(trace.value).startswith(value):
            return _cut(trace.map, len(value))
    return None


def _block(text: str, start: int, end: int, indent: int, folded: bool) -> _Trace:
    trace = _Trace(text, start)
    pending: list[tuple[int, int]] = []
    before_blank, first, at = False, True, start
    while at < end:
        broken = BREAK.search(text, at, end)
        stop, after = (broken.start(), broken.end()) if broken else (end, end)
        inner = min(at + indent, stop)
        if text[at:inner].strip(" "):
            inner = at + len(text[at:inner]) - len(text[at:inner].lstrip(" "))
        if inner < stop:
            blank = text[inner] in " \t"
            _join(trace, pending, folded and not first and not before_blank and not blank)
            trace.copy(inner, stop)
            pending, before_blank, first = [], blank, False
        if broken is not None:
            pending.append((stop, after))
        at = after
    _join(trace, pending, False)
    return trace


def _join(trace: _Trace, pending: list[tuple[int, int]], fold: bool) -> None:
    if fold and len(pending) == 1:
        trace.unit(*pending[0], " ")
        return
    for number, (start, end) in enumerate(pending):
        trace.unit(start, end, "" if fold and number == 0 else "\n")


def _cut(made: SourceMap, size: int) -> SourceMap:
    """The map without the line breaks that the header removes."""
    if size < made.size:
        made.stop = made.range(size - 1, size)[1] if size else made.range(0, 0)[0]
        made.size = size
    return made
