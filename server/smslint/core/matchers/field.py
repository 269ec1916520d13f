"""`kind = "field"`: a field that its document can give is missing or too long."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from smslint.core import flags
from smslint.core.analysis import Analysis
from smslint.core.finding import Match
from smslint.core.lexicon import Lexicon
from smslint.core.matchers.kind import Matcher
from smslint.core.place import Place, Span
from smslint.core.prefilter import ALWAYS, Gate
from smslint.dataclass import dataclass
from smslint.messages.template import TYPE_NAMES


@dataclass(frozen=True, slots=True)
class FieldOptions:
    """The field and the most characters that it may have; some types have a limit of their own.

    Without `most` it is the field's absence that is found.
    """

    name: str
    most: int | None
    most_by_type: Mapping[str, int]


def _options(raw: Mapping[str, Any], lexicon: Lexicon) -> FieldOptions:
    return FieldOptions(raw["field"], raw.get("most"), raw.get("most-by-type", {}))


def _find(analysis: Analysis, options: FieldOptions) -> tuple[Match, ...]:
    template = analysis.template
    if options.name not in template.carries:
        return ()
    value = getattr(template, options.name)
    text = value if isinstance(value, str) else ""
    if options.most is None:
        if text and not text.isspace():
            return ()
        return (
            Match(
                Span(Place((options.name,)), 0, len(text)), {"type": analysis.type, "kind": TYPE_NAMES[analysis.type]}
            ),
        )
    most = options.most_by_type.get(analysis.type, options.most)
    if len(text) <= most or text.isspace():
        return ()
    return (Match(Span(Place((options.name,)), most, len(text)), {"value": text, "length": len(text), "limit": most}),)


def _gate(options: FieldOptions) -> Gate:
    if options.most is None:
        return Gate(flags=flags.LACKS_FIELD) if options.name in flags.MAY_BE_LACKING else ALWAYS
    most = min(options.most, *options.most_by_type.values())
    is_flagged = options.name == "name" and most >= flags.LONGEST_NAME
    return Gate(flags=flags.MAY_BE_TOO_LONG) if is_flagged else ALWAYS


FIELD = Matcher(_options, _find, _gate)
