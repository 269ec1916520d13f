"""What a rehearsal needs of a template: its variables, how their values are judged, and the parts of its messages."""

from __future__ import annotations

import operator
from functools import cached_property, reduce
from typing import TYPE_CHECKING, Final

from smslint.core.analysis import Analysis
from smslint.core.attribute import Attribute, Reason, Verdict
from smslint.core.grammar.charset import LAST, CharSet
from smslint.core.grammar.printing import rust_part, rust_text
from smslint.core.grammar.tree import Chars, Choice, Repeat, Tree, alphabet
from smslint.core.layers.silence import silences
from smslint.core.rule import Catalog
from smslint.core.segments.parts import MessageParts, message_parts, valid_attribute
from smslint.core.template import MAINLAND, TemplateType
from smslint.core.verdict import effective_attribute, first_reason, judge, judge_plain
from smslint.dataclass import dataclass
from smslint.messages import rehearse as messages

if TYPE_CHECKING:
    import polars

    from smslint.core.layers.shape import Shape

_ANY: Final = CharSet(((0, LAST),))
_CODE: Final = (4, 6)
"""The shortest and longest value of a verification template, in characters."""


@dataclass(frozen=True)
class SendVariable:
    """A variable of the template; `declared` is true if it has an attribute that exists."""

    name: str
    analysis: Analysis
    attribute: Attribute | None
    declared: bool

    def judge(self, value: object) -> Verdict:
        """The verdict on a value."""
        analysis = self.analysis
        if self.attribute is None:
            return judge_plain(value, analysis.type, analysis.catalog.reasons["unfilled"])
        return judge(value, self.attribute, analysis.catalog, value_length=analysis.value_length, suggest=False)

    def first_reason(self, value: object) -> Reason | None:
        """The first reason of the verdict on a value, None if it is accepted; `PART` stands for the offending part."""
        analysis = self.analysis
        if self.attribute is None:
            return next(iter(self.judge(value).reasons), None)
        return first_reason(value, self.attribute, analysis.catalog, value_length=analysis.value_length)

    def repaired(self, value: object) -> str | None:
        """What a value probably was meant to be, if that is accepted."""
        from smslint.core.value_repair import repaired

        if self.attribute is None:
            text = str(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
            return text if text is not None and self._accepts(text) else None
        attribute = effective_attribute(self.attribute, self.analysis.catalog)
        return repaired(value, attribute, self.analysis.catalog, self._accepts)

    def _accepts(self, value: str) -> bool:
        return self.judge(value).verdict == "accepted"

    @cached_property
    def shape(self) -> Shape | None:
        """How values become shapes, all values of which have the same first reason; None if no two have one shape."""
        from smslint.core.layers.shape import plain_shape, value_shape

        if self.attribute is None:
            return plain_shape(self.analysis.catalog)
        return value_shape(effective_attribute(self.attribute, self.analysis.catalog), self.analysis.catalog)

    def certainly_accepted(self, column: polars.Expr) -> polars.Expr:
        """The expression that finds the certainly accepted values of a column."""
        analysis = self.analysis
        if self.attribute is None:
            return certainly_accepted_plain(column, analysis.type, analysis.catalog)
        return certainly_accepted(column, self.attribute, analysis.catalog, analysis.value_length)


class SendPlan:
    """A template, prepared for tables."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.variables = tuple(_variable(name, analysis) for name in analysis.first_uses)

    @property
    def undeclared(self) -> tuple[str, ...]:
        """The variables without a valid attribute."""
        return tuple(variable.name for variable in self.variables if not variable.declared)

    @cached_property
    def parts(self) -> MessageParts:
        """The fixed and variable parts of messages."""
        return message_parts(self.analysis)

    @cached_property
    def uses(self) -> dict[str, int]:
        """How many times each variable is used in a message."""
        return {variable.name: times for variable, times in self.parts.variables.items()}


def _variable(name: str, analysis: Analysis) -> SendVariable:
    if analysis.type not in MAINLAND:
        return SendVariable(name, analysis, None, declared=True)
    attribute = valid_attribute(name, analysis)
    return SendVariable(name, analysis, attribute or _undeclared(analysis), attribute is not None)


def _undeclared(analysis: Analysis) -> Attribute:
    """An attribute with the limits of every mainland variable: length, no links, no unsupported characters."""
    low, high = _CODE if analysis.type == "verification" else (1, analysis.value_length)
    length = {"min": low, "max": high if analysis.type == "verification" else "value-length"}
    file = {
        "accepted": "{any}+",
        "layers": ["links", "content", "unfilled"],
        "length": length,
        "allowed": messages.ANY_ALLOWED._asdict(),
    }
    types = frozenset({analysis.type})
    return Attribute(
        "", messages.ANY_ATTRIBUTE, types, frozenset(), "current", None, (low, high), {}, file, lexicon=analysis.lexicon
    )


def certainly_accepted(column: polars.Expr, attribute: Attribute, catalog: Catalog, value_length: int) -> polars.Expr:
    """Whether the attribute certainly accepts a value; false or null for null.

    The expression is made from the grammar trees that `core.verdict.judge` uses: the accepted language, the risky
    languages that override it, and the silences of the layers. A value that it does not find may still be accepted;
    `judge` decides. A repeated character class is tested as a length and "no other character", which takes half the
    time of a bounded repetition.
    """
    attribute = effective_attribute(attribute, catalog)
    grammar = attribute.grammar
    low, high = attribute.limits(value_length)
    allowed = _ANY
    languages: list[Tree] = []
    parts: list[Tree] = []
    refused: list[Tree] = []
    if isinstance(tree := grammar.accepted, Repeat) and isinstance(tree.item, Chars) and tree.high is None:
        allowed = tree.item.set
        low = max(low, tree.low)
    else:
        languages.append(tree)
    known = catalog.lexicon.compiled(silences)
    for name in grammar.layers:
        silence = known[name]
        if silence.alphabet is not None:
            allowed = allowed & silence.alphabet
        if silence.within is not None:
            languages.append(silence.within)
        parts += silence.without
    for language in grammar.overriding:
        if language.length and language.length.get("min", 1) > high:
            continue  # the language has only longer values
        if language.marks is None:
            refused.append(language.tree)
        else:
            parts.append(Chars(language.marks))
    if allowed != _ANY and not (languages and not (alphabet(languages[0]) - allowed).ranges):
        parts.append(Chars(~allowed))
    length = column.str.len_chars()
    tests = [length >= max(low, 1), length <= high]
    tests += [column.str.contains(rust_text(language)) for language in languages]
    tests += [~column.str.contains(rust_text(language)) for language in refused]
    if parts:
        tests.append(~column.str.contains(rust_part(Choice(tuple(parts)))))
    return reduce(operator.and_, tests)


def certainly_accepted_plain(column: polars.Expr, kind: TemplateType, catalog: Catalog) -> polars.Expr:
    """Whether a value is certainly accepted by a template type without attributes, which only limits lengths."""
    length = column.str.len_chars()
    fits = (length >= 1) & (length <= 20)
    if kind == "international":
        fits = fits | ((length <= 32) & column.str.contains(r"\A[0-9A-Za-z]+\z"))
    return fits & ~column.str.contains(rust_part(catalog.lexicon.compiled(silences)["unfilled"].without[0]))
