"""What `.sms` front matter and YAML files have in common: how keys and values are written, and comments.

`# smslint: ignore[rule] reason` is found between tokens, never inside scalars.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from smslint.core.change import EditSource
from smslint.core.patterns import lazy_pattern
from smslint.core.place import SOURCE, Span
from smslint.core.text import Text
from smslint.documents.formats.format import Format
from smslint.documents.places import place_of
from smslint.documents.problem import CommentSuppression
from smslint.documents.schemas import Schema
from smslint.syntax.edit import Edit
from smslint.syntax.lines import BREAK, line_break
from smslint.syntax.tree import KeyPath, MappingNode, Node, Scalar, SequenceNode, scalars


class YamlTextFormat(Format):
    """A format whose fields are written in YAML."""

    comments = True

    def key_text(self, key: str) -> str:
        return f"{key}: "

    def value_text(self, value: str, after_colon: bool) -> str:
        from smslint.syntax.yaml.values import scalar

        return (" " if after_colon else "") + scalar(value)

    def comment_edits(self, text: Text, start: int, at: int, comment: str) -> Iterator[Edit]:
        from smslint.syntax.yaml.lines import line_of

        ending = line_break(text.value)
        number = text.line_of(at)
        for line in range(number, max(number - 2, -1), -1):
            found, before = line_of(text.line(line)), text.line_starts[line]
            if found.key is None or before < start:
                continue
            if found.dash is None:
                yield Edit(before, before, f"{found.text[: found.column]}{comment}{ending}")
            end = text.line_end(line)
            yield Edit(end, end, f"  {comment}")


_MARK: Final = lazy_pattern(r"(?<![^\s])#[ \t]*smslint[ \t]*:[ \t]*([^\r\n]*)")
_IGNORE: Final = lazy_pattern(r"ignore[ \t]*\[([^\]]*)\][ \t:：-]*(.*)")


def comments(text: str, root: MappingNode, schema: Schema) -> tuple[CommentSuppression, ...]:
    """The suppressions in a text's comments, each with the field at which it is."""
    if "smslint" not in text:
        return ()
    tokens = [(each.start, each.end) for each in scalars(root) if each.end > each.start]
    starts = [start for start, _ in tokens]
    lines = [0, *(found.end() for found in BREAK.finditer(text))]
    keys: dict[int, KeyPath] = {}  # the first field on each line that has one
    for start, path in _fields(root, ()):
        keys.setdefault(bisect_right(lines, start) - 1, path)
    first = keys[min(keys)] if keys else None
    found: list[CommentSuppression] = []
    below: tuple[int, KeyPath | None] = (0, None)
    for mark in _MARK.finditer(text):
        at = bisect_right(starts, mark.start()) - 1
        if at >= 0 and mark.start() < tokens[at][1]:
            continue
        line = bisect_right(lines, mark.start()) - 1
        if line not in keys and line >= below[0]:
            below = _below(text, lines, keys, line)
        field = keys[line] if line in keys else below[1]
        place = place_of(field, schema) if field is not None else None
        end = mark.start() + len(mark[0].rstrip())
        ignore = _IGNORE.match(mark[1])
        rules = [each.strip() for each in ignore[1].split(",")] if ignore else [""]
        reason = (ignore[2] if ignore else mark[1]).strip() or None
        at_first = field is not None and field == first
        span, removal = Span(SOURCE, mark.start(), end), _removal(text, lines, line, mark.start(), end)
        found += [CommentSuppression(rule, reason, place, span, removal, at_first) for rule in rules]
    return tuple(found)


def _removal(text: str, lines: list[int], line: int, start: int, end: int) -> EditSource:
    """Removes a comment with the blanks before it, and its line if that holds nothing else."""
    while start > lines[line] and text[start - 1] in " \t":
        start -= 1
    if start == lines[line] and line + 1 < len(lines):
        end = lines[line + 1]
    return EditSource(start, end, "")


def _fields(node: Node, path: KeyPath) -> Iterator[tuple[int, KeyPath]]:
    """The offset and the path of each field below a node, in source order."""
    if isinstance(node, MappingNode):
        for pair in node.pairs:
            here = (*path, str(pair.key.value))
            yield pair.key.start, here
            yield from _fields(pair.value, here)
    elif isinstance(node, SequenceNode):
        for number, item in enumerate(node.items):
            if isinstance(item, Scalar):
                yield item.start, (*path, number)
            yield from _fields(item, (*path, number))


def _below(text: str, lines: list[int], keys: dict[int, KeyPath], line: int) -> tuple[int, KeyPath | None]:
    """The next line that is not a comment, and the field on it, which all comments in between share."""
    for following in range(line + 1, len(lines)):
        if following in keys:
            return following, keys[following]
        end = lines[following + 1] if following + 1 < len(lines) else len(text)
        if not text[lines[following] : end].lstrip(" \t").startswith("#"):
            return following, None
    return len(lines), None
