"""Writes into JSON: strings with their escapes, members and elements in the style of their neighbours."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Final

from smslint.core.patterns import lazy_pattern
from smslint.syntax.edit import Edit, without
from smslint.syntax.json.reader import SURROGATE
from smslint.syntax.parsed_text import SourceMap, Syntax, identity
from smslint.syntax.tree import MappingNode, Node, Plain, Scalar, SequenceNode, part_ranges

_ESCAPE: Final = lazy_pattern(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)", re.S)
_SPOKEN: Final = lazy_pattern(r'["\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]')
_SHORT: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_BLANK: Final = lazy_pattern(r"[ \t\r\n]*")


def escape_string(value: str) -> str:
    """The text of a string between its quotes. Chinese stays readable; characters that editors hide are escaped."""
    return _SPOKEN.sub(_escape, value)


def _escape(found: re.Match[str]) -> str:
    return _SHORT.get(found[0]) or f"\\u{ord(found[0]):04x}"


class JsonSyntax(Syntax):
    """JSON as `Syntax`."""

    def map(self, text: str, scalar: Scalar) -> SourceMap | None:
        if scalar.style != "string":
            return None
        start, end = scalar.start + 1, scalar.end - 1
        if text.find("\\", start, end) < 0:
            return identity(start, end) if end - start == len(str(scalar.value)) else None
        made = SourceMap(start)
        made.copy_with(_ESCAPE.finditer(text, start, end), start, end)
        return made if made.size == len(str(scalar.value)) else None

    def inline(self, text: str, scalar: Scalar, insertion: str) -> str | None:
        if scalar.style != "string" or SURROGATE.search(insertion):
            return None
        return escape_string(insertion)

    def token(self, text: str, node: Node, value: Plain) -> str | None:
        return self.written(value)

    def written(self, value: Plain, compact: bool = False) -> str | None:
        """Any value on one line; None if JSON cannot hold it."""
        colon, comma = (":", ",") if compact else (": ", ", ")
        if isinstance(value, str):
            return None if SURROGATE.search(value) else f'"{escape_string(value)}"'
        if isinstance(value, dict):
            parts = [(self.written(key), self.written(each, compact)) for key, each in value.items()]
            if any(key is None or each is None for key, each in parts):
                return None
            return "{" + comma.join(f"{key}{colon}{each}" for key, each in parts) + "}"
        if isinstance(value, list):
            items = [self.written(each, compact) for each in value]
            return None if None in items else "[" + comma.join(each for each in items if each is not None) + "]"
        return json.dumps(value)

    def insert(self, text: str, mapping: MappingNode, pairs: Mapping[str, Plain]) -> list[Edit] | None:
        colon = ": "
        if mapping.pairs:
            first = mapping.pairs[0]
            between = text[first.key.end : first.value.start]
            colon = between if between.strip() == ":" else colon
        added: list[str] = []
        for key, value in pairs.items():
            written = self.written(value, compact=colon == ":")
            if written is None:
                return None
            added.append(f'"{escape_string(key)}"{colon}{written}')
        return self._add(text, mapping.start, [pair.value for pair in mapping.pairs], added, colon == ":")

    def append(self, text: str, sequence: SequenceNode, value: Plain) -> list[Edit] | None:
        written = self.written(value)
        return None if written is None else self._add(text, sequence.start, sequence.items, [written], False)

    def _add(self, text: str, start: int, others: list[Node], added: list[str], compact: bool) -> list[Edit]:
        blank = _BLANK.match(text, start + 1)
        before = blank[0] if blank else ""
        if not others:
            return [Edit(start + 1, start + 1, ("," if compact else ", ").join(added))]
        at = others[-1].end
        if not before and len(others) == 1:
            before = "" if compact else " "
        elif len(others) > 1 and "\n" not in before:
            comma = text.find(",", others[-2].end, others[-1].start)
            gap = _BLANK.match(text, comma + 1)
            before = gap[0] if gap else before
        return [Edit(at, at, "".join(f",{before}{each}" for each in added))]

    def remove(self, text: str, holder: MappingNode | SequenceNode, number: int) -> list[Edit] | None:
        ranges = part_ranges(holder)
        return [Edit(holder.start + 1, holder.end - 1, "") if len(ranges) == 1 else without(ranges, number)]


JSON: Final = JsonSyntax()
