"""What a rule has to say about a template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING, TypeAlias

from smslint.core.place import Span
from smslint.core.severity import Confidence, Severity
from smslint.dataclass import dataclass
from smslint.messages import Bilingual, Language, LazyText

if TYPE_CHECKING:
    from smslint.core.rule import Rule, Variant

Value: TypeAlias = "str | int | float | Bilingual | LazyText | tuple[str | Bilingual, ...]"


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that a finding speaks of, and what it is there."""

    span: Span
    label: Bilingual


@dataclass(frozen=True, slots=True)
class Match:
    """What a matcher found: the smallest text that must change, what belongs to it, and the values of the message.

    `variant` names the rule's variant that speaks, where the matcher and not the template's type decides it.
    `predicts` is the vendor's error that a send would return.
    """

    span: Span
    values: Mapping[str, Value] = field(default_factory=dict)
    related: tuple[Related, ...] = ()
    variant: str | None = None
    predicts: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A match of a rule, with the severity that it has here; its sentence is made where it is shown."""

    rule: Rule
    severity: Severity
    match: Match
    variant: Variant | None = None

    @property
    def span(self) -> Span:
        """The primary span."""
        return self.match.span

    @property
    def confidence(self) -> Confidence:
        """How sure the rule is of what it says."""
        return self.rule.confidence

    def message(self, language: Language) -> str:
        """The sentence that names variable, rule, limit and actual value."""
        text = self.variant.message if self.variant and self.variant.message else self.rule.message
        return text.format_map(language, self.match.values)
