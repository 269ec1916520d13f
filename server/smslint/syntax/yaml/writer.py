"""Writes into YAML: text in the style that is there, pairs and items in the style of their neighbours."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from smslint.core.patterns import lazy_pattern
from smslint.core.text import line_break, line_start
from smslint.syntax.edit import Edit, without
from smslint.syntax.parsed_text import SourceMap, Syntax
from smslint.syntax.tree import MappingNode, Node, Plain, Scalar, SequenceNode, part_ranges
from smslint.syntax.yaml.mask import masked
from smslint.syntax.yaml.scalars import HEADER, bare_map, block_indent, decoded_map
from smslint.syntax.yaml.values import block, double_quoted, flow, scalar

_END: Final = lazy_pattern(r"[^\r\n]*")
_HIDDEN: Final = lazy_pattern(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")


def column(text: str, at: int) -> int:
    """How many code points are before an offset on its line."""
    return at - line_start(text, at)


class YamlSyntax(Syntax):
    """YAML as `Syntax`."""

    def map(self, text: str, scalar: Scalar) -> SourceMap | None:
        if not isinstance(scalar.value, str) or scalar.end == scalar.start:
            return None
        return bare_map(text, scalar) or decoded_map(masked(text), scalar)

    def inline(self, text: str, scalar: Scalar, insertion: str) -> str | None:
        if scalar.style == "double":
            return double_quoted(insertion)[1:-1]
        if scalar.style == "literal":
            indent = block_indent(text, scalar.start, scalar.end)
            if indent is None or "\r" in insertion:
                return None
            return insertion.replace("\n", line_break(text) + " " * indent)
        if re.search(r"[\r\n]", insertion):
            return None
        return insertion.replace("'", "''") if scalar.style == "single" else insertion

    def token(self, text: str, node: Node, value: Plain) -> str:
        if isinstance(value, (dict, list)) or not isinstance(node, Scalar):
            return flow(value)
        if isinstance(value, str) and node.style in ("single", "double", "literal", "folded"):
            if node.style == "single" and not _HIDDEN.search(value):
                return "'" + value.replace("'", "''") + "'"
            return double_quoted(value)
        return scalar(value)

    def edits(self, text: str, scalar: Scalar, map: SourceMap, changes: Sequence[Edit]) -> list[Edit] | None:
        header: list[Edit] = []
        if scalar.style in ("literal", "folded"):
            header, changes = _chomped(text, scalar, list(changes))
        made = super().edits(text, scalar, map, changes)
        return None if made is None else header + made

    def insert(self, text: str, mapping: MappingNode, pairs: Mapping[str, Plain]) -> list[Edit] | None:
        if mapping.flow:
            written = flow(dict(pairs))[2:-2]
            if not mapping.pairs:
                return _within(mapping, f" {written} ")
            at = max(mapping.pairs[-1].value.end, mapping.pairs[-1].key.end)
            return [Edit(at, at, f", {written}")]
        if not mapping.pairs:
            return None
        indent = " " * column(text, mapping.pairs[0].key.start)
        ending = line_break(text)
        lines = (block(key, value, indent, ending) for key, value in pairs.items())
        return [_new_line(text, mapping.pairs[-1].value, indent, f"{ending}{indent}".join(lines))]

    def append(self, text: str, sequence: SequenceNode, value: Plain) -> list[Edit] | None:
        written = flow(value)
        if sequence.flow:
            if not sequence.items:
                return _within(sequence, written)
            at = sequence.items[-1].end
            return [Edit(at, at, f", {written}")]
        if not sequence.items:
            return None
        indent = " " * column(text, sequence.start)
        return [_new_line(text, sequence.items[-1], indent, f"- {written}")]

    def remove(self, text: str, holder: MappingNode | SequenceNode, number: int) -> list[Edit] | None:
        if isinstance(holder, MappingNode):
            ranges = [(_pair_start(text, pair.key), max(pair.value.end, pair.key.end)) for pair in holder.pairs]
        else:
            ranges = part_ranges(holder)
            if not holder.flow:
                ranges = [(_item_start(text, *each), each[1]) for each in ranges]
        if len(ranges) == 1:
            return [Edit(holder.start + 1, holder.end - 1, "")] if holder.flow else None
        if number + 1 < len(ranges) or holder.flow:
            return [without(ranges, number)]
        start, end = ranges[number]
        line = start - column(text, start)
        if end and text[end - 1] in "\r\n":
            return [Edit(line, end, "")]
        found = _END.match(text, end)
        stop = found.end() if found else end
        before = line - (2 if text[max(line - 2, 0) : line] == "\r\n" else 1)
        return [Edit(max(before, 0), stop, "")]

    def replace(self, text: str, node: Node, value: Plain) -> list[Edit] | None:
        written = self.token(text, node, value)
        if node.start == node.end:
            return [Edit(node.start, node.start, " " + written)]
        after = ""
        if isinstance(node, Scalar) and node.style in ("literal", "folded") and text[node.end - 1] in "\r\n":
            after = line_break(text)
        return [Edit(node.start, node.end, written + after)]


def _chomped(text: str, node: Scalar, changes: list[Edit]) -> tuple[list[Edit], list[Edit]]:
    """The edits of its header that remove the final line breaks of a block scalar, and the other changes.

    The line breaks themselves must stay: without them the next line would join this one.
    """
    value = str(node.value)
    last = changes[-1] if changes else None
    body = len(value.rstrip("\n"))
    if last is None or last.text or last.end < len(value) or not last.start <= body < len(value):
        return [], changes
    header = HEADER.match(text, node.start)
    sign = re.search(r"[-+]", header[0].partition("#")[0]) if header else None
    at = node.start + 1 if sign is None else node.start + sign.start()
    rest = [*changes[:-1], Edit(last.start, body, "")] if last.start < body else changes[:-1]
    return [Edit(at, at + (sign is not None), "-")], rest


def _within(node: MappingNode | SequenceNode, written: str) -> list[Edit] | None:
    """Replaces all between the brackets; None if they are not closed."""
    return [Edit(node.start + 1, node.end - 1, written)] if node.end > node.start + 1 else None


def _pair_start(text: str, key: Scalar) -> int:
    """The start of a pair: the question mark of its key, if it has one."""
    before = text[key.start - column(text, key.start) : key.start].rstrip(" \t")
    return key.start - column(text, key.start) + len(before) - 1 if before.endswith("?") else key.start


def _item_start(text: str, start: int, end: int) -> int:
    """The start of an item: its dash."""
    return start if text[start] == "-" and start != end else text.rfind("-", 0, start)


def _new_line(text: str, last: Node, indent: str, written: str) -> Edit:
    """Adds a line after the last line of a node."""
    at = last.end
    if at and text[at - 1] in "\r\n":
        return Edit(at, at, f"{indent}{written}{line_break(text)}")
    found = _END.match(text, at)
    at = found.end() if found else at
    return Edit(at, at, f"{line_break(text)}{indent}{written}")


YAML: Final = YamlSyntax()
