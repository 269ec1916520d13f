"""What `.sms` front matter and YAML files have in common: keys and values, comments, and the usual form.

`# smslint: ignore[rule] reason` is found between tokens, never inside scalars. In the usual form, comments move with
the field that follows them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from smslint.core.change import EditSource
from smslint.core.finding import RuleMatch, in_source
from smslint.core.patterns import lazy_pattern
from smslint.core.place import SOURCE, Span
from smslint.core.template import Template
from smslint.core.text import BREAK, Text, line_break
from smslint.documents.formats.format import ORDER, Format, declarations
from smslint.documents.parsed_template import ParsedTemplate
from smslint.documents.places import place_of
from smslint.documents.problem import UNREADABLE, CommentSuppression
from smslint.documents.schemas import Schema
from smslint.syntax.edit import Edit, applied
from smslint.syntax.tree import KeyPath, MappingNode, Node, Scalar, SequenceNode, scalars
from smslint.syntax.yaml.lines import LINE, Line, has_block_scalar, line_of
from smslint.syntax.yaml.repairs import repairs
from smslint.syntax.yaml.values import block, scalar

_MARK: Final = lazy_pattern(r"(?<![^\s])#[ \t]*smslint[ \t]*:[ \t]*([^\r\n]*)")
_MOST_SLIPS: Final = 50
_ERRORS: Final = (UNREADABLE, "invalid-field")
_IGNORE: Final = lazy_pattern(r"ignore[ \t]*\[([^\]]*)\][ \t:：-]*(.*)")


class YamlTextFormat(Format):
    """A format whose fields are written in YAML."""

    comments = True

    def key_text(self, key: str) -> str:
        return f"{key}: "

    def value_text(self, value: str, after_colon: bool) -> str:
        return (" " if after_colon else "") + scalar(value)

    def comment_edits(self, text: Text, start: int, at: int, comment: str) -> Iterator[Edit]:
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


def with_slips(
    text: str, parsed: ParsedTemplate, start: int, end: int, read: Callable[[str], ParsedTemplate]
) -> ParsedTemplate:
    """A template whose errors are told as the slips between `start` and `end` that cause them, if there are any."""
    errors = _errors(parsed)
    slips = [(edit.moved(start), reason) for edit, reason in repairs(text[start:end])] if errors else []
    if not 0 < len(slips) <= _MOST_SLIPS:
        return parsed

    def left(without: int | None) -> int:
        edits = [edit for number, (edit, _) in enumerate(slips) if number != without]
        return _errors(read(applied(text, edits)))

    needed = [slip for number, slip in enumerate(slips) if left(number)] if not left(None) else []
    if not needed:
        return parsed
    changes = tuple(EditSource(*edit) for edit, _ in needed)
    told = (RuleMatch(UNREADABLE, in_source(*edit[:2], {"reason": reason}, changes=changes)) for edit, reason in needed)
    return replace(parsed, problems=(*(each for each in parsed.problems if each.rule not in _ERRORS), *told))


def _errors(parsed: ParsedTemplate) -> int:
    return sum(each.rule in _ERRORS for each in parsed.problems)


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


def tidied_item(source: str, template: Template) -> str | None:
    """A template in a list: without its indentation it is a mapping like any other."""
    lines = _lines(source)
    first = next((at for at, (line, _) in enumerate(lines) if not line.blank), None)
    item = lines[first][0] if first is not None else None
    if first is None or item is None or item.dash is None or item.key is None:
        return tidied_mapping(source, template)
    width, dash = item.column, item.text[: item.column]
    bare = [lines[first][1][width:]]
    for line, text in lines[first + 1 :]:
        if text.strip() and line.text[:width].strip():
            return None
        bare.append(text[width:] if text.strip() else text)
    body = tidied_mapping("".join(bare), template)
    if body is None:
        return None
    out, begun = [text for _, text in lines[:first]], False
    for _, text in _lines(body):
        if begun or not text.strip():
            out.append(" " * width + text if text.strip() else text)
        elif text.startswith("#"):
            out.append(" " * item.dash + text)
        else:
            out.append(dash + text)
            begun = True
    return "".join(out)


def _lines(source: str) -> list[tuple[Line, str]]:
    """Each line, and its text with its break."""
    return [(line_of(found[1] + found[2]), found[0]) for found in LINE.finditer(source) if found[0]]


def tidied_mapping(source: str, template: Template) -> str | None:
    """A mapping whose keys are at the start of lines; None if there are none."""
    head, blocks, tail = _blocks(source)
    if not blocks:
        return None
    ending = line_break(source)
    if blocks[-1][1] and not blocks[-1][1].endswith(("\n", "\r")):
        blocks[-1] = blocks[-1][0], blocks[-1][1] + ending
    written_out = block("variables", declarations(template), "", ending) + ending if template.variables else ""
    made = []
    for key, text in blocks:
        field, rest = _parted(text)
        made.append((key, written_out + rest if key == "variables" and written_out and "#" not in field else text))
    made.sort(key=lambda each: ORDER.get(each[0], len(ORDER)))
    written = head + "".join(text for _, text in made) + tail
    return written if source.endswith(("\n", "\r")) or not source else written.removesuffix(ending)


def _blocks(source: str) -> tuple[str, list[tuple[str, str]], str]:
    """The text before the keys, each key with all that belongs to it, and the blank lines and comments at the end.

    A comment belongs to the key on the next line; one before a blank line, to the key above.
    """
    head = waiting = tail = ""
    blocks: list[tuple[str, str]] = []
    for line, text in _lines(source):
        waiting += text
        if line.key is not None and line.column == 0:
            blocks.append((line.key, waiting))
        elif text.startswith("#"):
            continue
        elif blocks:
            blocks[-1] = blocks[-1][0], blocks[-1][1] + waiting
        else:
            head += waiting
        waiting = ""
    if blocks and not has_block_scalar(blocks[-1][1]):
        key, body = blocks[-1]
        body, tail = _parted(body)
        blocks[-1] = key, body
    return head, blocks, tail + waiting


def _parted(text: str) -> tuple[str, str]:
    """A key with its value, and the blank lines and comments after it."""
    lines = _lines(text)
    after = ""
    while len(lines) > 1 and (not lines[-1][1].strip("\r\n") or lines[-1][1].startswith("#")):
        after = lines.pop()[1] + after
    return "".join(each for _, each in lines), after
