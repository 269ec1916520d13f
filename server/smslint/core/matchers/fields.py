"""Kinds of match about fields: `field`, one that is missing or too long, and `length`, that of the content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from smslint.core import flags
from smslint.core.analysis import Analysis
from smslint.core.finding import Match, Value
from smslint.core.lexicon import Lexicon
from smslint.core.place import Place, Span
from smslint.core.prefilter import ALWAYS, Gate
from smslint.core.segments.counting import MOST_CHARACTERS
from smslint.messages.template import TYPE_NAMES


def read_field(raw: Mapping[str, Any], lexicon: Lexicon) -> tuple[dict[str, Any], Gate]:
    name, most, by_type = raw["field"], raw.get("most"), raw.get("most-by-type", {})
    gate = ALWAYS
    if most is None:
        gate = Gate(flags=flags.LACKS_FIELD) if name in flags.MAY_BE_LACKING else ALWAYS
    elif name == "name" and min(most, *by_type.values()) >= flags.LONGEST_NAME:
        gate = Gate(flags=flags.MAY_BE_TOO_LONG)
    return {"name": name, "most": most, "by_type": by_type}, gate


def find_field(analysis: Analysis, name: str, most: int | None, by_type: Mapping[str, int]) -> Iterator[Match]:
    """A field that the document can give and that has more than `most` characters, or, without `most`, is missing.

    Some types have a limit of their own.
    """
    if name not in analysis.template.carries:
        return
    value = getattr(analysis.template, name)
    text = value if isinstance(value, str) else ""
    if most is not None:
        most = by_type.get(analysis.type, most)
        if len(text) > most and not text.isspace():
            values: dict[str, Value] = {"value": text, "length": len(text), "limit": most}
            yield Match(Span(Place((name,)), most, len(text)), values)
    elif not text or text.isspace():
        values = {"type": analysis.type, "kind": TYPE_NAMES[analysis.type]}
        yield Match(Span(Place((name,)), 0, len(text)), values)


def read_length(raw: Mapping[str, Any], lexicon: Lexicon) -> tuple[dict[str, Any], Gate]:
    most = raw["most"]
    return {"most": most}, Gate(flags=flags.MAY_BE_TOO_LONG) if most >= MOST_CHARACTERS else ALWAYS


def find_length(analysis: Analysis, most: int) -> Iterable[Match]:
    """A content of more than `most` code points, placeholders counted as written."""
    length = len(analysis.template.content)
    if length > most:
        yield Match(analysis.span(most, length), {"length": length, "most": most, "surplus": length - most})
