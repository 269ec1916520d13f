"""What a rule reports about a template or a document: a match of the rule, and the finding made of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from smslint.core.change import Change, EditSource, Fix, Safety
from smslint.core.place import CONTENT, SOURCE, TEMPLATE, Place, Span
from smslint.core.severity import Severity
from smslint.dataclass import dataclass
from smslint.messages import Bilingual, Language, LazyText

if TYPE_CHECKING:
    from smslint.core.content import Content
    from smslint.core.rule import FixPlan, Rule, Variant

Value: TypeAlias = "str | int | float | Bilingual | LazyText | tuple[str | Bilingual, ...]"


@dataclass(frozen=True, slots=True)
class Related:
    """Another place in the template that matters to a finding, and what it is."""

    span: Span
    label: Bilingual


@dataclass(frozen=True, slots=True)
class Match:
    """What a rule found: the smallest text that must change, related places, and the values of the message.

    `variant` names the rule's variant to use where the template's type does not decide it. `predicts` is the
    vendor's error that sending would return. A match in the source names the `field` that it concerns, `TEMPLATE`
    if none. `changes` are those of the rule's fix where whatever found the match knows them, and `safety` is theirs if
    it is not that of the rule's fix. `minor` says that only programs are told.
    """

    span: Span
    values: Mapping[str, Value] = dataclasses.field(default_factory=dict)
    related: tuple[Related, ...] = ()
    variant: str | None = None
    predicts: str | None = None
    field: Place | None = None
    changes: tuple[Change, ...] = ()
    safety: Safety | None = None
    minor: bool = False


def text_match(content: Content, start: int, end: int, variant: str | None = None, **values: Value) -> Match:
    """A match at a range of a content, with the characters there as the value `text`."""
    return Match(Span(CONTENT, start, end), {"text": content.content[start:end], **values}, variant=variant)


class RuleMatch(NamedTuple):
    """A match of a rule that no linter runs, with the rule's id."""

    rule: str
    match: Match

    def moved(self, by: int) -> RuleMatch:
        """The same match in a source that starts `by` code points earlier."""
        match, span = self.match, self.match.span
        changes = [
            EditSource(each.start + by, each.end + by, each.text) if isinstance(each, EditSource) else each
            for each in match.changes
        ]
        span = Span(span.place, span.start + by, span.end + by)
        return RuleMatch(self.rule, dataclasses.replace(match, span=span, changes=tuple(changes)))


def in_source(
    start: int,
    end: int,
    values: Mapping[str, Value],
    field: Place | None = None,
    changes: tuple[Change, ...] = (),
    variant: str | None = None,
) -> Match:
    """A match in the source, and the field that it concerns, if any."""
    return Match(Span(SOURCE, start, end), values, field=field or TEMPLATE, changes=changes, variant=variant)


@dataclass(frozen=True, slots=True)
class Finding:
    """A match of a rule, with the severity that applies here. Reports make its sentence, to which `note` is added."""

    rule: Rule
    severity: Severity
    match: Match
    variant: Variant | None = None
    note: Bilingual | None = None

    @property
    def span(self) -> Span:
        """The primary span."""
        return self.match.span

    @property
    def spans(self) -> tuple[Span, ...]:
        """The primary span and, if that is outside the content, the related ones in the content."""
        related = self.match.related if self.span.place != CONTENT else ()
        return (self.span, *(each.span for each in related if each.span.place == CONTENT))

    def overlaps(self, other: Finding) -> bool:
        """Whether it and another one mark the same text."""
        return any(mine.overlaps(its) for mine in self.spans for its in other.spans)

    @property
    def field(self) -> Place:
        """The field that it concerns, even where its span is in the source; `TEMPLATE` if none."""
        return self.match.field or self.match.span.place

    def message(self, language: Language) -> str:
        """The sentence with its values: variable, rule, limit, actual value."""
        text = self.variant.message if self.variant and self.variant.message else self.rule.message
        message = text.format_map(language, self.match.values)
        return message if self.note is None else message + self.note.text(language)

    @property
    def plan(self) -> FixPlan:
        """How its rule fixes it; only for rules that have a fix."""
        assert self.rule.fix is not None
        return self.rule.fix

    def fix(self, *changes: Change, safety: Safety | None = None, **others: object) -> Fix:
        """The fix that makes some changes, with the values of the match and others in its title."""
        return Fix(self.plan.title.fill(**{**self.match.values, **others}), safety or self.plan.safety, changes)


def make_finding(rule: Rule, match: Match) -> Finding:
    """The finding of a rule that no linter runs, with the variant that the match names."""
    variant = next((each for each in rule.variants if match.variant and each.name == match.variant), None)
    return Finding(rule, variant.severity if variant and variant.severity else rule.severity, match, variant)
