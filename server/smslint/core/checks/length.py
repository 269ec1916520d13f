"""Checks of how long messages can become and how many segments they are billed as."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from smslint.core.analysis import Analysis
from smslint.core.change import Fix, ReplaceText
from smslint.core.finding import Finding, Match, Related, Value
from smslint.core.place import CONTENT, Place, Span
from smslint.core.segments.bounds import PLAIN, TYPICAL_LENGTH, LengthBounds, length_bounds
from smslint.core.segments.counting import CAPACITY, MOST_CHARACTERS, NON_GSM, count_message, outside_bmp
from smslint.core.segments.parts import VariablePart
from smslint.messages import Bilingual, LazyText
from smslint.messages import template as messages
from smslint.messages.counts import count


def may_split(analysis: Analysis) -> Iterator[Match]:
    """Finds templates whose values decide how many segments a message is billed as.

    The match is at the variable that can cost most. It is minor if typical values take one segment.
    """
    bounds = length_bounds(analysis)
    if not bounds.splits:
        return
    minor = _typical_segments(analysis, bounds) == 1
    yield Match(_costliest_span(analysis, bounds), LengthMessage(bounds), variant=_variant(bounds), minor=minor)


def _typical_segments(analysis: Analysis, bounds: LengthBounds) -> int:
    """The segments of a message with the examples that are given, else with typical values of the attributes."""
    from smslint.core.samples import example

    def value(variable: VariablePart) -> str:
        declared = analysis.template.variables.get(variable.name)
        given = declared.example if declared is not None else None
        if isinstance(given, str) and variable.shortest <= len(given) <= variable.longest:
            return given
        attribute = analysis.catalog.valid.get(variable.attribute) if not variable.assumed else None
        if attribute is not None:
            return example(attribute, analysis.catalog, value_length=analysis.value_length)
        return bounds.shortest_value(variable).ljust(min(TYPICAL_LENGTH, variable.longest), PLAIN)

    return count_message(bounds.longest_parts.message(value), bounds.parts.international).segments


def message_too_long(analysis: Analysis) -> tuple[Match, ...]:
    """Finds templates whose longest message has more characters than the vendor sends.

    The match is at the variable that can cost most, or at the text beyond the limit.
    """
    bounds = length_bounds(analysis)
    if bounds.most_characters <= MOST_CHARACTERS:
        return ()
    values = LengthMessage(bounds, limit=MOST_CHARACTERS, counted=_signature(bounds.longest_parts.signature))
    return (Match(_costliest_span(analysis, bounds, MOST_CHARACTERS), values, variant=_variant(bounds)),)


def non_gsm_character(analysis: Analysis) -> Iterator[Match]:
    """Finds the characters that turn an international message from GSM-7 into UCS-2, outside of placeholders.

    There is one match for each run of them.
    """
    content = analysis.content
    if NON_GSM.search(content) is None:
        return
    sizes: dict[str, Value] = {"gsm": CAPACITY["gsm-7"].single, "ucs": CAPACITY["ucs-2"].single}
    for start, end in analysis.gaps():
        for run in NON_GSM.finditer(content, start, end):
            yield Match(analysis.span(*run.span()), {"text": run[0], **sizes})


def fix_non_gsm_character(finding: Finding, analysis: Analysis) -> Iterator[Fix]:
    """Replaces a run with its plain spelling if each of its characters has one."""
    span = finding.span
    spellings = finding.plan.options["plain"]
    assert isinstance(spellings, Mapping)
    plain = [_gsm_spelling(character, spellings) for character in analysis.text_of(span)]
    if None not in plain:
        text = "".join(character or "" for character in plain)
        yield finding.fix(ReplaceText(span.place, span.start, span.end, text), to=text)


def _gsm_spelling(character: str, spellings: Mapping[str, str]) -> str | None:
    """A character in GSM-7: by the rule's table, else its compatibility form without accents; None if there is none."""
    import unicodedata

    text = spellings.get(character)
    if text is None:
        decomposed = unicodedata.normalize("NFKD", character)
        text = "".join(part for part in decomposed if not unicodedata.combining(part))
    return None if not text or NON_GSM.search(text) else text


def segment_budget(analysis: Analysis) -> tuple[Match, ...]:
    """Finds templates whose longest message has more segments than the document's `max_segments`.

    The match is at the variable that can cost most, or at the text beyond the budget.
    """
    budget = analysis.template.max_segments
    if budget is None:
        return ()
    bounds = length_bounds(analysis)
    if bounds.longest.segments <= budget:
        return ()
    related = Related(Span(Place(("max_segments",)), 0, len(str(budget))), messages.BUDGET)
    counted = count_message(bounds.longest_parts.signature + analysis.template.content, bounds.parts.international)
    values = LengthMessage(bounds, budget=budget, counted=_signature(bounds.longest_parts.signature))
    span = _costliest_span(analysis, bounds, counted.breaks[budget - 1] if 0 < budget < counted.segments else 0)
    return (Match(span, values, (related,), _variant(bounds)),)


class LengthMessage(Mapping[str, Value]):
    """The values of a message about length bounds, computed when the message is read: most never are."""

    def __init__(self, bounds: LengthBounds, **others: Value) -> None:
        self._bounds = bounds
        self._others = others

    @cached_property
    def _values(self) -> dict[str, Value]:
        bounds = self._bounds
        values: dict[str, Value] = {
            "lengths": _lengths(bounds),
            "length": _length(bounds),
            "counted": _signatures(bounds),
            "least": bounds.shortest.segments,
            "most": bounds.longest.segments,
            "characters": bounds.most_characters,
        }
        if (variable := bounds.costliest) is not None:
            values |= {
                "variable": variable.written,
                "shortest": variable.shortest,
                "longest": variable.longest,
                "room": _room(bounds),
            }
        if assumed := bounds.assumed:
            values["assumed"] = tuple(variable.written for variable in assumed)
            values["low"], values["high"] = assumed[0].shortest, assumed[0].longest
        return values | self._others

    def __getitem__(self, key: str) -> Value:
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


def _lengths(bounds: LengthBounds) -> Bilingual | LazyText:
    """The lengths of the shortest and the longest message."""
    shortest, longest = bounds.shortest, bounds.longest
    if shortest.encoding != longest.encoding:
        two = {
            "shortest": count(shortest.encoding, shortest.length),
            "longest": count(longest.encoding, longest.length),
        }
        return LazyText(messages.LENGTHS_OF_TWO, two)
    if shortest.length == longest.length:
        return _length(bounds)
    values = {"shortest": shortest.length, "longest": _longest(bounds), "unit": messages.UNITS[longest.encoding]}
    return LazyText(messages.LENGTHS, values)


def _length(bounds: LengthBounds) -> Bilingual | LazyText:
    """The length of the longest message."""
    number, encoding = _longest(bounds), bounds.longest.encoding
    if isinstance(number, int):
        return count(encoding, number)
    return LazyText(messages.LENGTH, {"length": number, "unit": messages.UNITS[encoding]})


def _longest(bounds: LengthBounds) -> int | LazyText:
    """The units of the longest message; both counts, if mainland billing may count some characters twice."""
    number = bounds.longest.length
    wide = 0 if bounds.parts.international else outside_bmp(bounds.longest_parts.fixed)
    return LazyText(messages.BOTH_READINGS, {"length": number, "wide": number + wide}) if wide else number


def _signatures(bounds: LengthBounds) -> Bilingual | LazyText:
    """The signature that is counted, or the shortest and the longest of several."""
    least, most = bounds.shortest_parts.signature, bounds.longest_parts.signature
    if least != most:
        return LazyText(messages.WITH_SIGNATURES, {"shortest": least, "longest": most})
    return _signature(most)


def _signature(shown: str) -> Bilingual | LazyText:
    """The signature that is counted, or that none is."""
    return LazyText(messages.WITH_SIGNATURE, {"signature": shown}) if shown else messages.WITHOUT_SIGNATURE


def _room(bounds: LengthBounds) -> Bilingual | LazyText:
    """How long the costliest value may be for one segment; empty if no value is short enough, or each is."""
    variable = bounds.costliest
    most = bounds.cost(variable).single_segment[-1].alone if variable is not None else None
    if variable is None or most is None or most == variable.longest:
        return messages.NOTHING
    pattern = messages.ROOM_OF_ONE if len(bounds.parts.variables) == 1 else messages.ROOM
    return LazyText(pattern, {"variable": variable.written, "room": count("characters", most)})


def _variant(bounds: LengthBounds) -> str | None:
    """The variant of a rule's message: nothing varies, a value can change the encoding, or limits are assumed."""
    if bounds.costliest is None:
        return "fixed"
    if bounds.parts.international and bounds.shortest.encoding != bounds.longest.encoding:
        return "encoding"
    return "assumed" if bounds.assumed else None


def _costliest_span(analysis: Analysis, bounds: LengthBounds, fitting: int = 0) -> Span:
    """The first placeholder of the costliest variable.

    If no value makes a difference, the content after the first `fitting` code points of the message.
    """
    if bounds.costliest is not None:
        name = bounds.costliest.name
        return next(
            Span(CONTENT, found.start, found.end)
            for found in analysis.placeholders
            if name in (found.name, analysis.content[found.start : found.end])
        )
    length = len(analysis.template.content)
    return Span(CONTENT, min(max(0, fitting - len(bounds.longest_parts.signature)), length), length)
