"""The verdict on a value: accepted, risky or rejected, with every reason and, if there is one, a repaired value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from smslint.core.attribute import ACCEPTED, DEFAULT_VALUE_LENGTH, Attribute, Reason, ReasonKind, Verdict, VerdictKind
from smslint.core.explain import explain
from smslint.core.layers import GRAMMAR_LAYERS, LAYERS
from smslint.core.layers.text import UNSEEN, find_unfilled
from smslint.core.severity import SEVERITIES
from smslint.core.template import TemplateType
from smslint.messages import Bilingual
from smslint.messages.values import DIGITAL_TOO_LONG, INTERNATIONAL_TOO_LONG, MISSING, NOT_A_STRING, json_type

if TYPE_CHECKING:
    from smslint.core.grammar.language import Grammar
    from smslint.core.rule import Catalog

_ORDER: Final = (
    "isv.TEMPLATE_MISSING_PARAMETERS",
    "isv.INVALID_JSON_PARAM",
    "isv.TEMPLATE_PARAMS_ILLEGAL",
    "isv.PARAM_LENGTH_LIMIT",
    "isv.PARAM_NOT_SUPPORT_URL",
    "isv.UNSUPPORTED_CONTENT",
)
_HALF: Final = {0xFF01 + index: 0x21 + index for index in range(0x5E)} | {0x3000: 0x20}
MOST_READ: Final = 2000
"""How many characters of a value are read; a longer value is too long whatever it contains."""
LONGEST_QUOTE: Final = 40
"""How many characters of an offending part a message quotes."""
PART: Final = "\ue000"
"""Stands for the offending part in a message that many values share."""
MOST_POINTS: Final = 4
"""How many invisible characters a message names."""


def judge(
    value: object,
    attribute: Attribute,
    catalog: Catalog,
    *,
    value_length: int = DEFAULT_VALUE_LENGTH,
    suggest: bool = True,
) -> Verdict:
    """What will happen when a value of an attribute is sent. Values that JSON cannot represent count as not a string.

    A legacy attribute is judged as its successor, and one that never existed as its nearest. `suggest=False` skips the
    search for a repaired value.
    """
    attribute = effective_attribute(attribute, catalog)
    if attribute.plainly_accepts(value, value_length):
        return ACCEPTED
    reasons = tuple(_reasons(value, attribute, catalog, value_length))
    severities = {reason.severity for reason in reasons}
    verdict: VerdictKind = "rejected" if "error" in severities else "risky" if "warning" in severities else "accepted"
    if verdict == "accepted":
        return Verdict(verdict, reasons) if reasons else ACCEPTED
    suggestion = None
    if suggest:
        from smslint.core.value_repair import repaired

        def is_accepted(candidate: str) -> bool:
            return fits([candidate], attribute, catalog, value_length=value_length)

        suggestion = repaired(value, attribute, catalog, is_accepted)
    return Verdict(verdict, reasons, suggestion)


def effective_attribute(attribute: Attribute, catalog: Catalog) -> Attribute:
    """The attribute whose grammar applies: a legacy code's successor, or the nearest of a code without a grammar."""
    if "accepted" in attribute.file:
        return attribute
    return catalog.attributes[attribute.successor or attribute.nearest or attribute.code]


def first_reason(
    value: object, attribute: Attribute, catalog: Catalog, *, value_length: int = DEFAULT_VALUE_LENGTH
) -> Reason | None:
    """The first reason of the verdict on a value, None if it is accepted.

    Its message has `PART` in the place of the offending part, so that it serves for all values that differ in that.
    """
    attribute = effective_attribute(attribute, catalog)
    found = _ordered(value, attribute, catalog, value_length)
    if not found or catalog.reasons[found[0][0]].severity == "info":
        return None
    return _reason(value, *found[0], attribute, catalog, value_length, PART)


def _reasons(value: object, attribute: Attribute, catalog: Catalog, value_length: int) -> list[Reason]:
    found = _ordered(value, attribute, catalog, value_length)
    return [_reason(value, *each, attribute, catalog, value_length) for each in found]


def _reason(
    value: object,
    name: str,
    start: int,
    end: int,
    attribute: Attribute,
    catalog: Catalog,
    value_length: int,
    shown: str | None = None,
) -> Reason:
    """A reason with its message, which shows the offending part, or `shown` instead of it."""
    low, high = attribute.limits(value_length)
    text = value or ""
    part = text[start:end] if isinstance(text, str) else json_type(value)
    kind = catalog.reasons[name]
    message = kind.message.fill(
        title=attribute.title,
        code=attribute.code,
        allowed=attribute.allowed,
        part=(shown or quoted_part(part)) if isinstance(part, str) else part,
        fix=part.translate(_HALF) if isinstance(part, str) else "",
        length=len(text) if isinstance(text, str) else 0,
        low=low,
        high=high,
    )
    advice = attribute.file.get("advice", {}).get(name)
    if advice:
        message = Bilingual(f"{message.en} {advice['en']}", message.zh + advice["zh"])
    return Reason(name, kind.severity, message, start, end, kind.predicts)


def _ordered(value: object, attribute: Attribute, catalog: Catalog, value_length: int) -> list[tuple[str, int, int]]:
    """The ids of the reasons with the parts of the value that they are about, the worst first."""
    if value is None or value == "":
        return [("missing", 0, 0)]
    if not isinstance(value, str):
        return [("not-a-string", 0, 0)]
    low, high = attribute.limits(value_length)
    found = list(_found(value[:MOST_READ], attribute.grammar, catalog, value_length))
    exempt = any(
        language.length and value in language and _within(value, language.length, value_length)
        for language in attribute.grammar.overriding
    )
    if not exempt and not low <= len(value) <= high:
        found.append(("too-short", 0, len(value)) if len(value) < low else ("too-long", max(high, 0), len(value)))
    kinds = catalog.reasons
    found.sort(key=lambda one: (_rank(kinds[one[0]]), one[1], one[2]))
    return list(dict.fromkeys(found))


def _found(value: str, grammar: Grammar, catalog: Catalog, value_length: int) -> Iterator[tuple[str, int, int]]:
    accepted = grammar.accepts(value)
    beyond = False
    for language in grammar.overriding if accepted else grammar.risky:
        if language.length and not _within(value, language.length, value_length):
            continue
        for start, end in language.spans(value):
            beyond = True
            yield language.reason, start, end
    wrong = () if accepted or beyond else tuple(explain(value, grammar))
    yield from wrong
    for name in grammar.layers:
        if not (wrong and name in GRAMMAR_LAYERS):  # a value that is not a time has no impossible month
            yield from LAYERS[name](value, catalog.lexicon)
    for language in grammar.notes if accepted or beyond else ():
        yield from ((language.reason, start, end) for start, end in language.spans(value))


def _within(value: str, length: Mapping[str, Any], value_length: int) -> bool:
    low: int = length.get("min", 1)
    high: int = value_length if length.get("max", "value-length") == "value-length" else length["max"]
    return low <= len(value) <= high


def _rank(kind: ReasonKind) -> tuple[int, int]:
    return SEVERITIES.index(kind.severity), _ORDER.index(kind.predicts) if kind.predicts else len(_ORDER)


def quoted_part(part: str) -> str:
    """An offending part as a message quotes it: invisible characters as code points, long parts truncated."""
    if part and not UNSEEN.sub("", part):
        return " ".join(f"U+{ord(character):04X}" for character in part[:MOST_POINTS])
    part = part.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
    return part if len(part) <= LONGEST_QUOTE else part[:LONGEST_QUOTE] + "…"


def fits(
    values: Iterable[object], attribute: Attribute, catalog: Catalog, *, value_length: int = DEFAULT_VALUE_LENGTH
) -> bool:
    """Whether every value is accepted."""
    verdicts = (judge(value, attribute, catalog, value_length=value_length, suggest=False) for value in values)
    return all(verdict.verdict == "accepted" for verdict in verdicts)


def judge_plain(value: object, kind: TemplateType, unfilled: ReasonKind | None = None) -> Verdict:
    """The verdict on a value of an international or digital template, which has no attributes, only lengths.

    International values have at most 32 characters if they are ASCII letters and digits, else 20; digital ones 20. With
    the reason `unfilled`, what a program left unfilled is risky.
    """
    plain = isinstance(value, str) and value.isascii() and value.isalnum()
    high = 32 if kind == "international" and plain else 20
    if value is None or value == "":
        return _refused("missing", MISSING, 0, "isv.TEMPLATE_MISSING_PARAMETERS")
    if not isinstance(value, str):
        return _refused("not-a-string", NOT_A_STRING.fill(part=json_type(value)), 0, "isv.INVALID_JSON_PARAM")
    if len(value) > high:
        text = INTERNATIONAL_TOO_LONG if kind == "international" else DIGITAL_TOO_LONG
        return _refused("too-long", text.fill(length=len(value), high=high), len(value), "isv.PARAM_LENGTH_LIMIT", high)
    for _, start, end in find_unfilled(value) if unfilled else ():
        assert unfilled
        message = unfilled.message.fill(part=quoted_part(value[start:end]))
        return Verdict("risky", (Reason(unfilled.id, unfilled.severity, message, start, end),))
    return ACCEPTED


def _refused(reason: str, message: Bilingual, end: int, predicts: str, start: int = 0) -> Verdict:
    return Verdict("rejected", (Reason(reason, "error", message, start, end, predicts),))
