"""YAML manifests: one mapping, or a list of them under `templates:`.

A list is split by its indentation and each item read alone, so that an error breaks its own template only, and an edit
reads its own item again. A document with another layout is read as a whole.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from smslint.core.finding import RuleMatch
from smslint.core.patterns import lazy_pattern
from smslint.core.text import BREAK, Text, line_start
from smslint.documents.formats.format import Columns, Source
from smslint.documents.formats.yaml_text import YamlTextFormat, comments, tidied_item, with_slips
from smslint.documents.parsed_template import ParsedTemplate, TemplateEntry, located_error, parsed_template
from smslint.documents.problem import FieldErrors, invalid_text, issue_match, unreadable_text, value_kind
from smslint.documents.regions import Region, Regions, Splice
from smslint.documents.schemas import YAML_MANIFEST, Schema, may_be_template
from smslint.messages import documents as messages
from smslint.syntax.edit import Edit
from smslint.syntax.parsed_text import ParsedText
from smslint.syntax.tree import MappingNode, Plain, Scalar, SequenceNode, plain_value
from smslint.syntax.yaml.lines import ITEM, LINE
from smslint.syntax.yaml.reader import YamlTree, read_yaml
from smslint.syntax.yaml.values import block
from smslint.syntax.yaml.writer import YAML as SYNTAX

if TYPE_CHECKING:
    from smslint.syntax.context import SyntaxContext

_HEAD: Final = lazy_pattern(r"(?:\A|(?<=[\r\n]))templates[ \t]*:[ \t]*(?:#[^\r\n]*)?(?=[\r\n])(?:\r\n|\r|\n)")
_MARKER: Final = lazy_pattern(r"(?:\A|(?<=[\r\n]))(?:---|\.\.\.|%)")


def item_mapping(tree: YamlTree) -> MappingNode | None:
    """The mapping in a region's text, which may be the only item of a list."""
    root = tree.root
    if isinstance(root, SequenceNode) and len(root.items) == 1:
        root = root.items[0]
    return root if isinstance(root, MappingNode) else None


class YamlSource(Source):
    """A YAML file."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._last: tuple[str, MappingNode] | None = None
        self._list: int | None = None
        """The offset of a list whose items decide nothing around it."""

    def splice(self, before: YamlSource, regions: Regions, edit: Edit) -> Splice | None:
        """An item depends on what is before the next one, but on nothing after that. What is around the list stays."""
        text, first = self.text, bisect_left(regions.starts, edit.start) - 2
        if before._list is None or first < -1 or _lays_out(text, edit.start, edit.start + len(edit.text)):
            return None
        at, indent = (regions.starts[first], _indent(text, regions.starts[0])) if first > 0 else (before._list, -1)
        first = max(first, 0)
        made = regions.found_again(edit, first, _items(text, at, indent), edit.end + 1)
        if not made.found or made.found[0].start != regions.starts[first]:
            return None
        end = made.found[-1].end - made.by
        if made.last == len(regions) and not edit.end <= end == regions.ends[-1]:
            return None
        self._list = before._list
        return made

    def regions(self) -> Iterator[Region]:
        self.problems.clear()
        if not self.text.strip():
            self.problems.append(unreadable_text(messages.EMPTY, 0, 0))
            return
        found = self._split()
        yield from found if found is not None else self._whole()

    def _split(self) -> list[Region] | None:
        """The items of a list in block style; None if the document has another layout."""
        text = self.text
        head = _HEAD.search(text)
        start = head.end() if head is not None else 0
        marker = _MARKER.search(text)
        if marker is not None:
            opening = re.match(r"(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n))*---[ \t]*(?:\r\n|\r|\n)", text)
            if opening is None or _MARKER.search(text, opening.end()):
                return None
            start = max(start, opening.end())
        found = list(_items(text, start))
        if not found:
            return None
        before, after = text[: found[0].start], text[found[-1].end :]
        if head is None and (after.strip() or re.sub(r"(?m)^[ \t]*(#.*|---[ \t]*)?$", "", before).strip()):
            return None
        around = head is None or self._frame(before, after, found[-1].end)
        self._list = start if around and not self.problems else None
        return found

    def _frame(self, before: str, after: str, end: int) -> bool:
        """Read the text around the items, as a document of its own. Returns whether that was enough."""
        if before.count("\n") + before.count("\r") <= 2 and before.startswith("templates") and not after.strip():
            return True
        enough = True
        tree = read_yaml(before + after)
        parsed_text = ParsedText(tree.text, SYNTAX, tree.root or Scalar(0, 0, None, "missing"))
        self.problems += [_shifted(issue_match(issue), len(before), end) for issue in tree.issues]
        if isinstance(tree.root, MappingNode):
            errors = FieldErrors()
            for pair in tree.root.pairs:
                if pair.key.value != "templates":
                    errors.unknown((str(pair.key.value),), ("templates",))
                elif pair.value.end > pair.value.start and not tree.issues:
                    enough = False
                    self.problems += map(issue_match, read_yaml(self.text).issues)
            found = (located_error(each, parsed_text, YAML_MANIFEST) for each in errors.found)
            self.problems += [_shifted(problem, len(before), end) for problem in found]
        return enough

    def _whole(self) -> Iterator[Region]:
        """A single mapping, or a list in flow style."""
        text = self.text
        tree = read_yaml(text)
        root = tree.root
        if tree.broken:
            yield Region(0, len(text))
            return
        if isinstance(root, MappingNode) and (pair := root.pair("templates")) is not None:
            if not isinstance(pair.value, SequenceNode):
                self.problems += map(issue_match, tree.issues)
                self.problems.append(invalid_text("templates", messages.NO_LIST, pair.key.start, pair.key.end))
                return
            root = pair.value
        if isinstance(root, SequenceNode):
            self.problems += map(issue_match, tree.issues)
            if root.flow:
                yield from (Region(item.start, item.end) for item in root.items)
            return
        yield Region(0, len(text))

    def read(self, text: str, schema: Schema | None) -> ParsedTemplate:
        parsed = self._read(text)
        return with_slips(text, parsed, 0, len(text), self._read) if parsed.problems else parsed

    def _read(self, text: str) -> ParsedTemplate:
        tree = read_yaml(text)
        root = item_mapping(tree)
        problems = tuple(map(issue_match, tree.issues))
        raw = plain_value(root) if root is not None else None
        if not isinstance(raw, dict) or tree.broken or not may_be_template(raw, YAML_MANIFEST):
            if not tree.broken:
                value = plain_value(tree.root) if tree.root is not None else None
                if isinstance(value, list) and value:
                    value = value[0]
                low = len(text) - len(text.lstrip())
                line = LINE.match(text, low)
                end = line.end(2) if line else len(text)
                reason = messages.NO_SHAPE if root is not None else messages.NO_MAPPING.fill(kind=value_kind(value))
                problems = (*problems, unreadable_text(reason, low, end))
            return ParsedTemplate(None, YAML_MANIFEST, problems)
        assert root is not None, "only a root has a value"
        self._last = text, root
        noted = comments(text, root, YAML_MANIFEST)
        return parsed_template(raw, YAML_MANIFEST, lambda: ParsedText(text, SYNTAX, root), problems, noted)

    def parsed_text(self, text: str) -> ParsedText:
        """The tree of a region. The last one that was read is kept (parsing takes 30 µs, half of the time of a
        template)."""
        if self._last is not None and self._last[0] == text:
            return ParsedText(text, SYNTAX, self._last[1])
        tree = read_yaml(text)
        root = item_mapping(tree)
        return ParsedText(text, SYNTAX, root if root is not None else MappingNode(0, 0, False))

    def context(self, region: Region, text: Text, offset: int) -> SyntaxContext | None:
        from smslint.syntax.yaml.context import yaml_context

        return yaml_context(text.value, region.start, region.end, offset, "templates")


def _shifted(problem: RuleMatch, boundary: int, end: int) -> RuleMatch:
    return problem.moved(end - boundary) if problem.match.span.start >= boundary else problem


def _lays_out(text: str, start: int, end: int) -> bool:
    """Whether the lines of a range have what decides how a document is laid out."""
    start = line_start(text, start)
    below = BREAK.search(text, end)
    found = _MARKER.search(text, start, end + 3) or _HEAD.search(text, start, below.end() if below else len(text))
    return found is not None


def _items(text: str, at: int, indent: int = -1) -> Iterator[Region]:
    """The items of the list at an offset. Comments before an item belong to it. `indent` is that of a list whose first
    item is before the offset."""
    start: int | None = None
    pending: int | None = None
    while at < len(text):
        line = LINE.match(text, at)
        assert line is not None
        width, rest = len(line[1]), line[2]
        if not rest.strip() or rest.lstrip("\t").startswith("#"):
            if rest.startswith("#") and pending is None and (indent < 0 or width <= indent):
                pending = at
            elif not rest.strip():
                pending = None if indent >= 0 else pending
        elif ITEM.match(rest) and (indent < 0 or width == indent):
            low = pending if pending is not None else at
            if start is not None:
                yield Region(start, low)
            start, indent, pending = low, width, None
        elif indent < 0 or width <= indent:
            break
        else:
            pending = None
            following = _no_deeper(indent).search(text, at)
            at = following.end() if following else len(text)
            continue
        at = line.end()
    if start is not None:
        yield Region(start, pending if pending is not None and at < len(text) else at)


def _indent(text: str, at: int) -> int:
    """The indentation of the first item at an offset or after it."""
    while (line := LINE.match(text, at)) is not None and not ITEM.match(line[2]) and line.end() > at:
        at = line.end()
    return len(line[1]) if line is not None else 0


@lru_cache(maxsize=64)
def _no_deeper(indent: int) -> re.Pattern[str]:
    """The break before a line outside an item. Most lines are within items and need not be matched one by one."""
    return re.compile(rf"(?>\r\n|\r|\n)(?= {{0,{indent}}}[^ ])")


class YamlFormat(YamlTextFormat):
    """YAML files."""

    name = "yaml"

    def open(self, text: str, columns: Columns | None = None) -> Source:
        return YamlSource(text)

    def print(self, templates: Sequence[Mapping[str, Plain]]) -> str | None:
        if len(templates) == 1:
            return "\n".join((*(block(key, value, "", "\n") for key, value in templates[0].items()), ""))
        return "\n".join(("templates:", *map(_item, templates), ""))

    def tidy(self, text: Text, entry: TemplateEntry) -> list[Edit]:
        source = text.value[entry.start : entry.end]
        made = tidied_item(source, entry.template) if entry.template is not None else None
        return [] if made is None or made == source else [Edit(entry.start, entry.end, made)]


def _item(template: Mapping[str, Plain]) -> str:
    return "  - " + "\n    ".join(block(key, value, "    ", "\n") for key, value in template.items())


YAML: Final = YamlFormat()
