"""The ranges of fields in the text of their document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from smslint.core.place import CONTENT, SOURCE, Place, Span
from smslint.documents.embedded import find
from smslint.documents.fields import FIELDS
from smslint.documents.formats.format import Source
from smslint.documents.parsed_template import ParsedTemplate, TemplateEntry
from smslint.documents.places import raw_path
from smslint.syntax.parsed_text import ParsedText
from smslint.syntax.tree import MappingNode, Scalar

_TEXTS: Final[frozenset[tuple[str | int, ...]]] = frozenset((each.name,) for each in FIELDS if each.kind == "text")
"""The paths of fields whose value is their text."""


class Ranges:
    """Finds the ranges of places in one document."""

    def __init__(self, source: Source, text: str) -> None:
        self._source = source
        self._text = text
        self._last: tuple[ParsedTemplate, ParsedText] | None = None

    def parsed_text(self, entry: TemplateEntry) -> ParsedText:
        """A template's source as a tree with places. The last one is kept, since the findings of a template come
        together."""
        if self._last is None or self._last[0] is not entry.parsed:
            self._last = entry.parsed, self._source.parsed_text(self._text[entry.start : entry.end])
        return self._last[1]

    def of(self, entry: TemplateEntry, spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
        """The ranges of some spans of a template, in code points of the document."""
        looked_for: Place | None = None
        stands: tuple[int, int] | None = None
        for span in spans:
            if span.place is not looked_for:
                looked_for = span.place
                stands = self._verbatim(entry, looked_for)
            if stands is not None:
                low, high = stands
                start = min(low + span.start, high)
                yield start, max(start, min(low + span.end, high))
            else:
                start, end = _range(self.parsed_text(entry), entry.parsed, span)
                yield start + entry.start, end + entry.start

    def _verbatim(self, entry: TemplateEntry, place: Place) -> tuple[int, int] | None:
        """The range of a text field's value, if it is certain without the tree of its template.

        Most findings are about contents without escapes, which are found in 1 µs. A tree takes 20 µs.
        """
        if place == SOURCE:
            return entry.start, len(self._text)
        parsed = entry.parsed
        if place.path not in _TEXTS or parsed.problems or _is_in_frames(place, parsed):
            return None
        field = str(place.path[0])
        value = getattr(parsed.template, field, None)
        at = self._source.verbatim(self._text[entry.start : entry.end], field, value) if value else None
        return (entry.start + at, entry.start + at + len(value)) if at is not None and value else None


def _is_in_frames(place: Place, parsed: ParsedTemplate) -> bool:
    """Whether a place is a content that is made of the texts of frames."""
    return place == CONTENT and parsed.template is not None and bool(parsed.template.frames)


def _range(parsed_text: ParsedText, parsed: ParsedTemplate, span: Span) -> tuple[int, int]:
    if _is_in_frames(span.place, parsed):
        from smslint.core.frames import FRAMES, spans_in_frames

        assert parsed.template is not None
        spans = spans_in_frames(parsed.template.frames, span.start, span.end) or [Span(FRAMES, 0, 0)]
        ranges = [_range(parsed_text, parsed, each) for each in spans]
        return ranges[0][0], ranges[-1][1]
    path = raw_path(parsed_text, parsed.schema, span.place)
    target = find(parsed_text, path, parsed.schema)
    whole = target.depth == len(path) and bool(path)
    pair, holder = target.pair, target.pair_holder or parsed_text
    declared = len(span.place.path) == 2 and span.place.path[0] == "variables"
    if whole and not declared and isinstance(target.node, Scalar) and target.node.end > target.node.start:
        return target.holder.range(target.node, span.start, span.end)
    if pair is not None:
        if declared and whole and span.end > span.start:
            return holder.range(pair.key, span.start, span.end)
        if pair.key.end > pair.key.start:
            return holder.range(pair.key, 0, len(str(pair.key.value)))
        return holder.out(target.node.start, target.node.end)
    return _anchor(parsed_text.root)


def _anchor(root: object) -> tuple[int, int]:
    """The range that represents a whole template: its first key, or the first cell of a row."""
    if isinstance(root, MappingNode):
        for pair in root.pairs:
            if pair.key.end > pair.key.start:
                return pair.key.start, pair.key.end
            if pair.value.end > pair.value.start:
                return pair.value.start, pair.value.end
        return root.start, root.start
    return 0, 0
