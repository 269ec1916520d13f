"""Runs the rules of a catalog over templates.

Each rule states what can wake it: literals of the normalized text, flags, or anything at all. One automaton finds the
literals of all rules at once, so that only rules that can speak are run. Who speaks where two rules could
(`yields-to`) is decided here, before selection, overrides and suppressions: ignoring one rule never wakes another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from smslint.core.analysis import Analysis
from smslint.core.attribute import DEFAULT_VALUE_LENGTH
from smslint.core.finding import Finding, Match
from smslint.core.flags import flags_of
from smslint.core.guard import LIMIT_MS
from smslint.core.matchers import MATCHERS
from smslint.core.matchers.kind import Recogniser, Wake
from smslint.core.memo import Memo
from smslint.core.normalized_text import Folding
from smslint.core.place import CONTENT, Span
from smslint.core.placeholder import unnumbered
from smslint.core.rule import Catalog, Rule, Variant
from smslint.core.scanner import Scanner
from smslint.core.severity import SEVERITIES, Severity
from smslint.core.template import TYPES, Template, TemplateType
from smslint.dataclass import dataclass
from smslint.messages.catalog import TOO_SLOW

_ALL = -1
"""The mask of all rules."""


@dataclass(frozen=True, slots=True)
class _Check:
    """A rule, ready to run."""

    rule: Rule
    find: Callable[[Analysis, Any], Iterable[Match]]
    options: Any
    wake: Wake


class Linter:
    """The rules of a catalog that speak of single templates, compiled.

    `selected` are the ids whose findings are wanted; None means all. `value_length` is the setting: the most characters
    of a value whose attribute sets no limit of its own.
    """

    def __init__(
        self,
        catalog: Catalog,
        selected: Iterable[str] | None = None,
        value_length: int = DEFAULT_VALUE_LENGTH,
    ) -> None:
        self.catalog = catalog
        self.value_length = value_length
        self.selected = None if selected is None else frozenset(selected)
        self._checks = tuple(self._compile(rule) for rule in self._needed())
        self._asleep = 0
        self._by_flags = Memo(self._woken_by_flags)
        self._by_name = Memo(self._woken_by_name)
        self._by_type = Memo(self._of_type)
        self._in_order = Memo(self._checks_of)

    def _needed(self) -> Iterator[Rule]:
        """The selected rules of single templates, and those that speak before them."""
        rules = self.catalog.rules
        wanted = _and_stronger(rules if self.selected is None else self.selected & rules.keys(), rules)
        for rule in rules.values():
            if rule.id in wanted and rule.scope == "template":
                yield rule

    def _compile(self, rule: Rule) -> _Check:
        matcher = MATCHERS[rule.match]
        options = matcher.options(rule.id, rule.options, self.catalog.lexicon)
        return _Check(rule, matcher.find, options, matcher.wake(options))

    @cached_property
    def _scanner(self) -> Scanner:
        literals = {literal for check in self._checks for literal in check.wake.literals | check.wake.sought}
        return Scanner(literals | self.catalog.lexicon.cues | self._names)

    @cached_property
    def _names(self) -> frozenset[str]:
        """The allowed names as normalized texts show them."""
        lexicon = self.catalog.lexicon
        return frozenset(filter(None, map(lexicon.compiled(Folding).fold, lexicon.allow)))

    @cached_property
    def _by_literal(self) -> dict[str, int]:
        masks: dict[str, int] = {}
        for index, check in enumerate(self._checks):
            for literal in check.wake.literals:
                masks[literal] = masks.get(literal, 0) | 1 << index
        return masks

    def _woken_by_flags(self, flags: int) -> int:
        """The rules that run on every template and those that some of the flags wake."""
        return self._mask(lambda check: check.wake.always or bool(check.wake.flags & flags))

    def _woken_by_name(self, name: str) -> int:
        """The rules that the name of a variable wakes, with or without its number."""
        plain = name.lower()
        names = {plain, unnumbered(plain)}
        return self._mask(lambda check: not names.isdisjoint(check.wake.names))

    def _of_type(self, kind: TemplateType) -> int:
        return self._mask(lambda check: kind in check.rule.types)

    @cached_property
    def _only_with(self) -> tuple[tuple[Recogniser, int], ...]:
        """The rules that speak of nothing but what a recogniser finds, by the recogniser."""
        masks: dict[Recogniser, int] = {}
        for index, check in enumerate(self._checks):
            if check.wake.only_with:
                masks[check.wake.only_with] = masks.get(check.wake.only_with, 0) | 1 << index
        return tuple(masks.items())

    @cached_property
    def _erring(self) -> int:
        """The rules that can find errors, and those that speak before them."""
        rules = {check.rule.id: check.rule for check in self._checks}
        names = _and_stronger(
            (rule.id for rule in rules.values() if "error" in {rule.severity, *(x.severity for x in rule.variants)}),
            rules,
        )
        return self._mask(lambda check: check.rule.id in names)

    def _mask(self, wanted: Callable[[_Check], bool]) -> int:
        return sum(1 << index for index, check in enumerate(self._checks) if wanted(check))

    def _checks_of(self, mask: int) -> tuple[_Check, ...]:
        return tuple(check for index, check in enumerate(self._checks) if mask >> index & 1)

    def _awake(self, analysis: Analysis, among: int) -> tuple[_Check, ...]:
        """Of some rules those that may have something to say of a template."""
        mask = self._by_flags[flags_of(analysis)]
        by_literal, by_name = self._by_literal, self._by_name
        for literal in analysis.hits:
            mask |= by_literal.get(literal, 0)
        for name in analysis.first_uses:
            mask |= by_name[name]
        mask &= self._by_type[analysis.type] & among & ~self._asleep
        for recogniser, rules in self._only_with:
            if mask & rules and not getattr(analysis, recogniser):
                mask &= ~rules
        return self._in_order[mask]

    def read(self, template: Template) -> Analysis:
        """A template, read with this catalog's tables."""
        return Analysis(template, self.catalog, self._scanner, self.value_length)

    def lint(self, analysis: Analysis) -> list[Finding]:
        """The findings of a template, in the order of its text, then of the rules' ids."""
        return self._found(analysis, self._awake(analysis, _ALL))

    def errors(self, analysis: Analysis) -> list[Finding]:
        """The findings that are errors, in the same order; rules that have no say in these do not run."""
        found = self._found(analysis, self._awake(analysis, self._erring))
        return [finding for finding in found if finding.severity == "error"]

    def _found(self, analysis: Analysis, checks: Iterable[_Check]) -> list[Finding]:
        findings: list[Finding] = []
        for check in checks:
            try:
                for match in check.find(analysis, check.options):
                    findings.append(_finding(check.rule, match, analysis))  # noqa: PERF401 - 0.3 µs less a silent rule
            except TimeoutError:
                self._asleep |= 1 << self._checks.index(check)
                findings.append(_overtime(check.rule, analysis))
        if findings and self._names:
            findings = _outside(self._names, findings, analysis)
        if len(findings) > 1:
            findings = _without_yielding(findings)
            findings.sort(key=_order)
        if self.selected is None:
            return findings
        return [finding for finding in findings if finding.rule.id in self.selected]


def _and_stronger(names: Iterable[str], rules: Mapping[str, Rule]) -> set[str]:
    """Some rules, and those that speak before them."""
    wanted = set(names)
    frontier = list(wanted)
    while frontier:
        stronger = {other.rule for other in rules[frontier.pop()].yields_to} & rules.keys() - wanted
        wanted |= stronger
        frontier.extend(stronger)
    return wanted


def _finding(rule: Rule, match: Match, analysis: Analysis) -> Finding:
    variant = _variant(rule, match, analysis)
    severity: Severity = variant.severity if variant and variant.severity else rule.severity
    if analysis.type_inferred and len(rule.types) < len(TYPES) and severity != "info":
        severity = SEVERITIES[SEVERITIES.index(severity) + 1]
    return Finding(rule, severity, match, variant)


def _overtime(rule: Rule, analysis: Analysis) -> Finding:
    """The finding of a rule of which a pattern ran over the time limit; the rule does not run again."""
    whole = analysis.span(0, len(analysis.content))
    match = Match(whole, {"rule": rule.id, "limit": LIMIT_MS})
    return Finding(rule, "warning", match, Variant(None, None, None, TOO_SLOW))


def _variant(rule: Rule, match: Match, analysis: Analysis) -> Variant | None:
    """The variant that the match names, or the unnamed one of the template's type."""
    for variant in rule.variants:
        if variant.name == match.variant and (variant.types is None or analysis.type in variant.types):
            return variant
    return None


def _outside(names: frozenset[str], findings: list[Finding], analysis: Analysis) -> list[Finding]:
    """The findings that do not lie within an allowed name."""
    allowed = [
        analysis.span(*analysis.normalized.span(*place))
        for name in names & analysis.hits.keys()
        for place in analysis.hits[name]
    ]

    def inside(span: Span) -> bool:
        return span.start < span.end and any(
            span.place == name.place and name.start <= span.start and span.end <= name.end for name in allowed
        )

    return [finding for finding in findings if not inside(finding.span)]


def _without_yielding(findings: list[Finding]) -> list[Finding]:
    """The findings left when each has yielded to those that speak before it."""
    spoken: dict[str, list[Finding]] = {}
    for finding in findings:
        spoken.setdefault(finding.rule.id, []).append(finding)

    def yields(finding: Finding) -> bool:
        for stronger in finding.rule.yields_to:
            others = spoken.get(stronger.rule)
            if others and (stronger.where == "template" or any(other.span.overlaps(finding.span) for other in others)):
                return True
        return False

    return [finding for finding in findings if not (finding.rule.yields_to and yields(finding))]


def _order(finding: Finding) -> tuple[bool, str, int, int, str]:
    span = finding.span
    outside = span.place is not CONTENT and span.place != CONTENT  # a comparison of places takes 0.4 µs
    return outside, str(span.place) if outside else "", span.start, span.end, finding.rule.id
