"""`.sms` files: one template, with YAML front matter between lines `---`, then the content as it will be sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeGuard

from smslint.core.change import EditSource
from smslint.core.finding import RuleMatch, in_source
from smslint.core.patterns import lazy_pattern
from smslint.core.text import BREAK, Text, line_break
from smslint.documents.formats.format import Columns, Source
from smslint.documents.formats.yaml_text import YamlTextFormat, comments, tidied_mapping, with_slips
from smslint.documents.parsed_template import ParsedTemplate, TemplateEntry, parsed_template
from smslint.documents.problem import (
    UNREADABLE,
    CommentSuppression,
    invalid_text,
    issue_match,
    shortened,
    unreadable_text,
    value_kind,
)
from smslint.documents.regions import Region
from smslint.documents.schemas import BARE, YAML_MANIFEST, Schema, meant_field
from smslint.messages import documents as messages
from smslint.syntax.edit import Edit
from smslint.syntax.parsed_text import ParsedText, SourceMap, Syntax, identity
from smslint.syntax.tree import MappingNode, Node, Pair, Plain, Scalar, SequenceNode, plain_value
from smslint.syntax.yaml.lines import FIELD_LINE
from smslint.syntax.yaml.values import block

if TYPE_CHECKING:
    from smslint.syntax.context import SyntaxContext

_OPEN: Final = lazy_pattern(r"[\s\ufeff]*---[ \t]*(?:\r\n|\r|\n)")
_CLOSE: Final = lazy_pattern(r"---(?:(?<=[\r\n]---)|(?<=\A---))[ \t]*(?:\r\n|\r|\n|\Z)")
"""The pattern begins with the hyphens and then looks back for the start of the line: that is eight times as fast."""
_DASHES: Final = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500\u2501\ufe58\ufe63\uff0d"
_FENCE: Final = (
    rf"(?:(?:[\u2012-\u2015\u2500\u2501]|[{_DASHES}][ \t]?[{_DASHES}])[{_DASHES} \t\u3000]*"
    r"(?:(?<=[ \t])(?P<note>#[^\r\n]*))?|(?:(?P<sign>[*_=+~`])(?P=sign){2,}|---)[ \t]*(?:ya?ml[ \t]*)?)"
)
"""What is written for three hyphens: other dashes, a row of another sign, hyphens with a word or a comment."""
_COMMENT: Final = r"(?:#|//|<!--|%%|/\*)"
_OPEN_MEANT: Final = lazy_pattern(
    rf"[\s\ufeff]*(?P<comments>(?:{_COMMENT}[^\r\n]*[\r\n]\s*)*){_FENCE}(?P<end>\r\n|\r|\n)"
)
_FOREIGN_COMMENT: Final = lazy_pattern(rf"(?m)^[ \t]*(?!#)(?={_COMMENT})")
_CLOSE_MEANT: Final = lazy_pattern(rf"(?<=[\r\n])[ \t\u3000]*{_FENCE}(?P<end>\r\n|\r|\n|\Z)")
_FIRST_FIELD: Final = lazy_pattern(r"\s*(?:#[^\r\n]*[\r\n]\s*)*([^\s:：#]{1,40})[ \t]*[:：]")


class SmsParts:
    """The offsets of front matter and content in a `.sms` text.

    `repairs` write the lines around front matter as they must be, where another line stands for them.
    """

    __slots__ = ("closed", "content_end", "content_start", "front_end", "front_start", "has_front", "repairs")

    def __init__(self, text: str) -> None:
        opening = _OPEN.match(text)
        self.repairs: list[Edit] = []
        self.closed = True
        self.front_start = self.front_end = self.content_start = 0
        if opening is not None:
            self.front_start = opening.end()
        elif (meant := _meant_opening(text)) is not None:
            self.repairs.append(meant)
            self.front_start = meant.end
        self.has_front = opening is not None or bool(self.repairs)
        if self.has_front:
            closing = _CLOSE.search(text, self.front_start)
            if closing is not None:
                self.front_end, self.content_start = closing.start(), closing.end()
            elif (meant := _meant_closing(text, self.front_start)) is not None:
                self.repairs.append(meant)
                self.front_end, self.content_start = meant.start, meant.end
            else:
                self.closed = False
                self.front_end = self.content_start = _open_end(text, self.front_start)
        end = len(text)
        if text.endswith("\r\n", self.content_start):
            end -= 2
        elif text.endswith(("\n", "\r"), self.content_start):
            end -= 1
        self.content_end = end


def _meant_opening(text: str) -> Edit | None:
    """The edit that writes the first line of front matter; None if a text does not seem to begin with front matter.

    Comments or other signs may stand in its place, or it is missing; the first field of a template follows.
    """
    start = len(text) - len(text.lstrip())
    if text[start : start + 1] in f"{_DASHES}#/<%*_=+~`":
        found = _OPEN_MEANT.match(text)
        if found is not None and _begins_field(text, found.end()):
            end, note = found["end"], found["note"]
            comments = _FOREIGN_COMMENT.sub("# ", found["comments"]) + (f"{note}{end}" if note else "")
            return Edit(found.start("comments"), found.end(), f"---{end}{comments}")
    elif _begins_field(text, start) and (closing := _CLOSE.search(text)) is not None:
        lines = text[start : closing.start()].splitlines()
        if all(not line or line[0] in " \t#-" or _begins_field(line, 0) for line in lines):
            return Edit(start, start, f"---{line_break(text)}")
    return None


def _meant_closing(text: str, start: int) -> Edit | None:
    """The edit that writes the last line of front matter where other signs stand for it."""
    found = _CLOSE_MEANT.search(text, start)
    if found is None:
        return None
    ending, note = found["end"] or line_break(text), found["note"]
    return Edit(found.start(), found.end(), f"{note}{ending}---{ending}" if note else f"---{ending}")


def _begins_field(text: str, start: int) -> bool:
    """Whether the first line at an offset that is no comment is a field of a template."""
    found = _FIRST_FIELD.match(text, start)
    return found is not None and meant_field(found[1]) is not None


def _open_end(text: str, at: int) -> int:
    """The offset at which front matter without an end stops looking like fields."""
    while at < len(text):
        line = FIELD_LINE.match(text, at)
        if line is None or line.end() == at:
            break
        at = line.end()
    return at


class SmsSyntax(Syntax):
    """A `.sms` text as `Syntax`: the content is verbatim, all else is YAML."""

    def map(self, text: str, scalar: Scalar) -> SourceMap | None:
        if scalar.style != "content":
            from smslint.syntax.yaml.scalars import bare_map

            return bare_map(text, scalar) or _yaml().map(_front(text), scalar)
        if "\r" not in text:
            return identity(scalar.start, scalar.end)
        made = SourceMap(scalar.start)
        made.copy_with(BREAK.finditer(text, scalar.start, scalar.end), scalar.start, scalar.end)
        return made

    def inline(self, text: str, scalar: Scalar, insertion: str) -> str | None:
        return insertion.replace("\n", "\r\n") if "\r\n" in text else insertion

    def edits(self, text: str, scalar: Scalar, map: SourceMap, changes: Sequence[Edit]) -> list[Edit] | None:
        if scalar.style != "content":
            return _yaml().edits(_front(text), scalar, map, changes)
        return super().edits(text, scalar, map, changes)

    def token(self, text: str, node: Node, value: Plain) -> str | None:
        if not _is_content(node):
            return _yaml().token(_front(text), node, value)
        return self.inline(text, node, value) if isinstance(value, str) else None

    def insert(self, text: str, mapping: MappingNode, pairs: Mapping[str, Plain]) -> list[Edit] | None:
        if any(_is_content(pair.value) for pair in mapping.pairs):
            inner = MappingNode(mapping.start, mapping.end, mapping.flow, mapping.pairs[:-1])
            parts = SmsParts(text)
            if inner.pairs:
                return _yaml().insert(_front(text), inner, pairs)
            ending = line_break(text)
            written = "".join(block(key, value, "", ending) + ending for key, value in pairs.items())
            if parts.has_front:
                return [Edit(parts.front_end, parts.front_end, written)]
            return [Edit(0, 0, f"---{ending}{written}---{ending}")]
        return _yaml().insert(_front(text), mapping, pairs)

    def remove(self, text: str, holder: MappingNode | SequenceNode, number: int) -> list[Edit] | None:
        if isinstance(holder, MappingNode) and _is_content(last := holder.pairs[-1].value):
            if number == len(holder.pairs) - 1:
                return [Edit(last.start, last.end, "")]
            if len(holder.pairs) == 2:
                parts = SmsParts(text)
                return [Edit(parts.front_start, parts.front_end, "")]
            holder = MappingNode(holder.start, holder.end, holder.flow, holder.pairs[:-1])
        return _yaml().remove(_front(text), holder, number)

    def append(self, text: str, sequence: SequenceNode, value: Plain) -> list[Edit] | None:
        return _yaml().append(_front(text), sequence, value)

    def replace(self, text: str, node: Node, value: Plain) -> list[Edit] | None:
        return super().replace(text, node, value) if _is_content(node) else _yaml().replace(_front(text), node, value)


def _is_content(node: Node) -> TypeGuard[Scalar]:
    return isinstance(node, Scalar) and node.style == "content"


def _yaml() -> Syntax:
    from smslint.syntax.yaml.writer import YAML

    return YAML


def _front(text: str, parts: SmsParts | None = None) -> str:
    """The front matter alone, at the same offsets and with the line breaks of its first line."""
    parts = parts or SmsParts(text)
    opening = text[: parts.front_start].rstrip("\r\n")
    return " " * len(opening) + text[len(opening) : parts.front_end]


SYNTAX: Final = SmsSyntax()


class SmsSource(Source):
    """A `.sms` file."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._last: tuple[str, MappingNode] | None = None

    def regions(self) -> Iterator[Region]:
        self.problems.clear()
        yield Region(0, len(self.text))

    def read(self, text: str, schema: Schema | None) -> ParsedTemplate:
        parsed = self._read(text)
        if not parsed.problems:
            return parsed
        parts = SmsParts(text)
        return with_slips(text, parsed, parts.front_start, parts.front_end, self._read)

    def _read(self, text: str) -> ParsedTemplate:
        parts = SmsParts(text)
        content = _content(text, parts)
        if not parts.has_front:
            missing = [RuleMatch("front-matter", in_source(0, 0, {}, variant="missing"))] if self.titled else []
            return parsed_template({"content": content.value}, BARE, lambda: self.parsed_text(text), tuple(missing))
        root, problems, broken = self._tree(text, parts, content)
        raw = plain_value(root)
        assert isinstance(raw, dict)
        found = replace(YAML_MANIFEST, carries=None) if broken else YAML_MANIFEST
        noted: tuple[CommentSuppression, ...] = ()
        if "smslint" in text[: parts.front_end]:
            front = MappingNode(root.start, root.end, False, root.pairs[:-1])
            noted = tuple(replace(each, for_content=True) for each in comments(_front(text, parts), front, found))
        parsed = parsed_template(raw, found, lambda: self.parsed_text(text), tuple(problems), noted)
        if broken:
            told = tuple(each for each in parsed.problems if each.rule == UNREADABLE)[:1]
            return replace(parsed, problems=(*(each for each in parsed.problems if each.rule == "front-matter"), *told))
        return parsed

    def _tree(self, text: str, parts: SmsParts, content: Scalar) -> tuple[MappingNode, list[RuleMatch], bool]:
        """The front matter's mapping with the content as its last pair.

        The last one is kept for `parsed_text`: most files have findings, and locating them would parse the front matter
        again (30 µs, half of the time of reading).
        """
        problems: list[RuleMatch] = []
        if not parts.closed:
            problems.append(unreadable_text(messages.OPEN_FRONT_MATTER, 0, 3))
        changes = tuple(EditSource(*each) for each in parts.repairs)
        for repair in parts.repairs:
            shown = shortened(text[repair.start : repair.end].strip().partition("\n")[0].strip())
            reason = messages.NOT_HYPHENS.fill(text=shown) if shown else messages.NO_HYPHENS
            end = max(repair.end, 1)
            problems.append(
                RuleMatch("front-matter", in_source(repair.start, end, {"reason": reason}, changes=changes))
            )
        broken = not parts.closed
        root = MappingNode(parts.front_start, parts.front_end, False)
        front = _front(text, parts)
        if not front.isspace():
            from smslint.syntax.yaml.reader import read_yaml

            tree = read_yaml(front)
            broken = broken or tree.broken
            problems += map(issue_match, tree.issues)
            if isinstance(tree.root, MappingNode):
                root = tree.root
            elif tree.root is not None and not tree.broken:
                broken = True
                reason = messages.NO_MAPPING.fill(kind=value_kind(plain_value(tree.root)))
                problems.append(unreadable_text(reason, tree.root.start, tree.root.end))
        pairs = [pair for pair in root.pairs if pair.key.value != "content"]
        if len(pairs) < len(root.pairs):
            reason = messages.SAME_FIELD.fill(other="---")
            twice = (pair.key for pair in root.pairs if pair.key.value == "content")
            problems += (invalid_text("content", reason, key.start, key.end) for key in twice)
        root = MappingNode(root.start, root.end, root.flow, [*pairs, _pair(content)])
        self._last = text, root
        return root, problems, broken

    def parsed_text(self, text: str) -> ParsedText:
        if self._last is not None and self._last[0] == text:
            return ParsedText(text, SYNTAX, self._last[1])
        parts = SmsParts(text)
        content = _content(text, parts)
        if parts.has_front:
            return ParsedText(text, SYNTAX, self._tree(text, parts, content)[0])
        return ParsedText(text, SYNTAX, MappingNode(0, len(text), False, [_pair(content)]))

    def verbatim(self, text: str, field: str, value: str) -> int | None:
        """The content follows the front matter verbatim; other fields may be quoted."""
        if field != "content":
            return None
        start = SmsParts(text).content_start
        return start if text.startswith(value, start) else None

    def context(self, region: Region, text: Text, offset: int) -> SyntaxContext | None:
        from smslint.syntax.context import in_key, in_value

        parts = SmsParts(text.value)
        if parts.has_front and offset < parts.content_start:
            if offset < parts.front_start:
                return None
            if offset < parts.front_end or (offset == parts.front_end and not parts.closed):
                from smslint.syntax.yaml.context import yaml_context

                return yaml_context(text.value, parts.front_start, parts.front_end, offset, "templates")
            return in_key((), "", offset, offset) if offset == parts.front_end else None
        value = text.value[parts.content_start : parts.content_end]
        at = min(offset - parts.content_start, len(value))
        return in_value(("content",), value, at, parts.content_start, parts.content_end, offset)


def _pair(content: Scalar) -> Pair:
    """The content as a field, whose key is not in the text."""
    return Pair(Scalar(content.start, content.start, "content", "content-key"), content)


def _content(text: str, parts: SmsParts) -> Scalar:
    value = text[parts.content_start : parts.content_end]
    if "\r" in value:
        value = BREAK.sub("\n", value)
    return Scalar(parts.content_start, parts.content_end, value, "content")


class SmsFormat(YamlTextFormat):
    """`.sms` files."""

    name = "sms"

    def open(self, text: str, columns: Columns | None = None) -> Source:
        return SmsSource(text)

    def print(self, templates: Sequence[Mapping[str, Plain]]) -> str | None:
        if len(templates) != 1:
            return None
        front = [block(key, value, "", "\n") for key, value in templates[0].items() if key != "content"]
        content = (str(templates[0]["content"]),) if "content" in templates[0] else ()
        return "\n".join(("---", *front, "---", *content, ""))

    def tidy(self, text: Text, entry: TemplateEntry) -> list[Edit]:
        parts = SmsParts(text.value)
        front = text.value[parts.front_start : parts.front_end]
        made = tidied_mapping(front, entry.template) if parts.closed and entry.template is not None else None
        return [] if made is None or made == front else [Edit(parts.front_start, parts.front_end, made)]

    def folds(self, text: str, entries: Iterable[TemplateEntry]) -> Iterator[tuple[int, int]]:
        parts = SmsParts(text)
        if parts.has_front and parts.closed:
            yield 0, parts.front_end


SMS: Final = SmsFormat()
