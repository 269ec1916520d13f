"""JSON documents and JSON lines: manifests, and the vendor's requests and answers.

Python's scanner, in C, reads sound text. The reader that keeps places reads broken text, and the text of templates with
findings.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import replace
from json import JSONDecoder
from typing import TYPE_CHECKING, Any, Final

from smslint.core.finding import RuleMatch
from smslint.core.patterns import lazy_pattern
from smslint.core.text import BREAK, Text, line_break, line_start
from smslint.documents.formats.format import (
    ORDER,
    Columns,
    CompleteRows,
    Format,
    Source,
    declarations,
    only,
)
from smslint.documents.formats.json_split import is_item, may_be_envelope, split_templates
from smslint.documents.parsed_template import ParsedTemplate, TemplateEntry, located_error, parsed_template
from smslint.documents.problem import FieldErrors, issue_match, unreadable_text, value_kind
from smslint.documents.regions import Region, Regions, Splice
from smslint.documents.schemas import (
    ACTION,
    CREATE,
    LISTED,
    MANIFEST,
    OBSOLETE,
    ROW,
    Schema,
    is_listed,
    may_be_template,
    meant_field,
    shape_of,
)
from smslint.messages import documents as messages
from smslint.syntax.edit import Edit
from smslint.syntax.json.reader import JsonReader, read_json
from smslint.syntax.json.writer import JSON as SYNTAX
from smslint.syntax.parsed_text import ParsedText
from smslint.syntax.tree import MappingNode, Node, plain_value

if TYPE_CHECKING:
    from smslint.syntax.context import SyntaxContext

_LINE: Final = lazy_pattern(r"[^\r\n]+")
_FULL: Final = lazy_pattern(r"[^ \t\r\n]")


def _pairs(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a key is given twice")
    return made


def _constant(word: str) -> object:
    raise ValueError(word)


_DECODER: Final[Any] = JSONDecoder(object_pairs_hook=_pairs, parse_constant=_constant, strict=False)
_scan: Final = _DECODER.scan_once


def _object(text: str) -> Mapping[str, object]:
    """The object of JSON that a text is; empty if it is none."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


class JsonRegions:
    """Reads a JSON object that is a template. `row` is its schema if all templates of a document have the same one."""

    row: Schema | None = None
    text: str

    def read(self, text: str, schema: Schema | None) -> ParsedTemplate:
        try:
            if "\\u" in text and ("\\ud" in text or "\\uD" in text):
                raise ValueError("may hold half of a surrogate pair")
            raw, end = _scan(text, 0)
            if end != len(text) and text[end:].strip(" \t\r\n"):
                raise ValueError("something follows")
        except (ValueError, StopIteration, RecursionError):
            return self._slowly(text, schema)
        return self._record(raw, schema, text, ())

    def _slowly(self, text: str, schema: Schema | None) -> ParsedTemplate:
        node, issues = read_json(text)
        problems = tuple(map(issue_match, issues))
        if node is None or any(issue.kind == "unreadable" for issue in issues):
            return ParsedTemplate(None, schema or self.row or MANIFEST, problems[:1])
        return self._record(plain_value(node), schema, text, problems)

    def _record(self, raw: object, schema: Schema | None, text: str, problems: tuple[RuleMatch, ...]) -> ParsedTemplate:
        if type(raw) is not dict:
            reason = messages.NO_MAPPING.fill(kind=value_kind(raw))
            return ParsedTemplate(
                None, schema or self.row or MANIFEST, (*problems, unreadable_text(reason, *_inner(text)))
            )
        found = schema or (LISTED if is_listed(raw) else self.row) or shape_of(raw)
        if raw.get("code") == "OK":  # of the call: the SDK for Python writes all names in lower case
            del raw["code"]
        if found is None or not may_be_template(raw, found):
            if isinstance(call := raw.get(ACTION), str) and call in OBSOLETE:  # a request without a template
                return replace(parsed_template({ACTION: call}, CREATE, lambda: self.parsed_text(text)), template=None)
            return ParsedTemplate(None, MANIFEST, (*problems, unreadable_text(messages.NO_SHAPE, *_inner(text))))
        return parsed_template(raw, found, lambda: self.parsed_text(text), problems)

    def parsed_text(self, text: str) -> ParsedText:
        node, _ = read_json(text)
        return ParsedText(text, SYNTAX, node if node is not None else MappingNode(0, 0, True))

    def others(self, region: Region) -> Mapping[str, str]:
        raw = _object(self.text[region.start : region.end])
        schema = region.schema or self.row or shape_of(raw) or MANIFEST
        return {
            key: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            for key, value in raw.items()
            if value is not None and key not in schema.keys and meant_field(key) is None
        }

    def verbatim(self, text: str, field: str, value: str) -> int | None:
        if "\\" in text:
            return None
        at = only(text, f'"{value}"')
        return None if at is None else at + 1

    def context(self, region: Region, text: Text, offset: int) -> SyntaxContext | None:
        from smslint.syntax.json.context import json_context

        return json_context(text.value, region.start, region.end, offset)


def _inner(text: str) -> tuple[int, int]:
    """The range of the first line of a text that is not blank."""
    found = _LINE.search(text)
    return (found.start(), found.end()) if found else (0, len(text))


class JsonSource(JsonRegions, Source):
    """A JSON file: one template or many, in a manifest or from the vendor."""

    _listed = False

    def splice(self, before: JsonSource, regions: Regions, edit: Edit) -> Splice | None:
        """An edit within an item of a list concerns that item only, as long as it is sound."""
        number, by = regions.at(edit.start), len(edit.text) - (edit.end - edit.start)
        if not before._listed or before.problems or number < 0:
            return None
        start, end, schema = regions[number]
        if not (start < edit.start and edit.end < end and is_item(self.text[start : end + by])):
            return None
        self._listed = True
        return Splice(number, number + 1, [Region(start, end + by, schema)], by)

    def regions(self) -> Iterator[Region]:
        self.problems.clear()
        if not self.text.strip():
            self.problems.append(unreadable_text(messages.EMPTY, 0, 0))
            return
        found = split_templates(self.text)
        self.problems += found.problems
        self._listed = found.listed
        if found.extra:
            errors = FieldErrors()
            for key in found.extra:
                errors.unknown((key,), ("templates",))
            root: Node | None = JsonReader(self.text).document() if errors.found else None
            if root is not None:
                parsed_text = ParsedText(self.text, SYNTAX, root)
                self.problems += [located_error(each, parsed_text, MANIFEST) for each in errors.found]
        yield from found.regions


class JsonFormat(Format):
    """JSON files."""

    name = "json"

    def open(self, text: str, columns: Columns | None = None) -> Source:
        return JsonSource(text)

    def raw(self, text: str) -> Mapping[str, object]:
        return _object(text)

    def tidy(self, text: Text, entry: TemplateEntry) -> list[Edit]:
        source = text.value[entry.start : entry.end]
        try:
            value = json.loads(source, object_pairs_hook=_pairs)
        except (ValueError, RecursionError):
            return []
        if not isinstance(value, dict) or entry.template is None:
            return []
        if entry.parsed.schema.name == "manifest" or self.lines:
            value = dict(sorted(value.items(), key=lambda pair: ORDER.get(pair[0], len(ORDER))))
        if isinstance(value.get("variables"), dict):
            value["variables"] = declarations(entry.template)
        made = self._written(value, text, entry.start)
        return [] if made == source else [Edit(entry.start, entry.end, made)]

    def _written(self, value: object, text: Text, at: int) -> str:
        """An object with a key a line, indented like the line on which it starts."""
        before = text.value[text.line_starts[text.line_of(at)] : at]
        indent = before[: len(before) - len(before.lstrip(" \t"))]
        return json.dumps(value, ensure_ascii=False, indent=2).replace("\n", line_break(text.value) + indent)

    def key_text(self, key: str) -> str:
        return f"{json.dumps(key, ensure_ascii=False)}: "

    def value_text(self, value: str, after_colon: bool) -> str:
        return json.dumps(value, ensure_ascii=False)


JSON: Final = JsonFormat()


class LinesSource(JsonRegions, Source):
    """A text of JSON lines. Only line feeds and carriage returns end a line."""

    streams = True
    row = schema = ROW

    def __init__(self, text: str) -> None:
        super().__init__(text)
        if not _FULL.search(text):
            self.problems.append(unreadable_text(messages.EMPTY, 0, 0))

    def splice(self, before: LinesSource, regions: Regions, edit: Edit) -> Splice | None:
        """Each line is by itself."""
        start = line_start(self.text, edit.start)
        following = BREAK.search(before.text, edit.end)
        settled = following.end() if following else len(before.text)
        first = bisect_left(regions.starts, start)
        return regions.found_again(edit, first, self._regions(start), settled)

    def regions(self) -> Iterator[Region]:
        return self._regions(0)

    def _regions(self, at: int) -> Iterator[Region]:
        for line in _LINE.finditer(self.text, at):
            start, end = line.span()
            if self.text[start] in " \t":
                stripped = line[0].strip(" \t")
                if not stripped:
                    continue
                start += line[0].index(stripped)
            if self.text[start] == "[" or may_be_envelope(self.text, start, end):
                yield from _answer_regions(self.text, start, end)
            else:
                yield Region(start, end)


def _answer_regions(text: str, start: int, end: int) -> Iterator[Region]:
    """The templates of a line that is an answer of the vendor; the line itself if it is not."""
    found = split_templates(text[start:end])
    if found.problems or found.extra:
        yield Region(start, end)
    else:
        yield from (Region(start + low, start + high) for low, high, _ in found.regions)


class LinesFormat(JsonFormat):
    """Files of JSON lines."""

    name = "jsonl"
    lines = True

    def open(self, text: str, columns: Columns | None = None) -> Source:
        return LinesSource(text)

    def rows(self, text: str, columns: Columns | None, at_end: bool) -> CompleteRows:
        return CompleteRows(None, len(text), sum(1 for _ in LinesSource(text).regions()))

    def _written(self, value: object, text: Text, at: int) -> str:
        return json.dumps(value, ensure_ascii=False)


JSONL: Final = LinesFormat()
