"""Runs the rules of a catalog over templates.

If two rules could report the same fault, `yields-to` decides between them. This is done here, before selection,
overrides and suppressions, so that ignoring one rule never makes another speak.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final

from smslint.core.analysis import DEFAULT_DESCRIPTION_LENGTH, Analysis
from smslint.core.attribute import DEFAULT_VALUE_LENGTH
from smslint.core.checks import CHECKS, function_of
from smslint.core.content import Scanner
from smslint.core.finding import Finding, Match
from smslint.core.lexicon import Lexicon
from smslint.core.matchers import MATCHERS
from smslint.core.normalized_text import Folding
from smslint.core.patterns import LIMIT_MS
from smslint.core.place import CONTENT, Span
from smslint.core.prefilter import Prefilter, mask_of
from smslint.core.rule import Catalog, Rule, Variant
from smslint.core.severity import SEVERITIES, Severity
from smslint.core.template import TYPES, Template
from smslint.messages.catalog import TOO_SLOW

if TYPE_CHECKING:
    from smslint.core.account import Account
    from smslint.core.media import Files

MOST_TIMEOUTS: Final = 3
"""On how many templates a rule may run over its time limit before it no longer runs."""
TIMED_OUT: Final = Variant(None, None, None, TOO_SLOW)
"""The variant of a rule that ran over its time limit."""


class CompiledRule:
    """A rule with its options and its gate, ready to run."""

    def __init__(self, rule: Rule, lexicon: Lexicon) -> None:
        self.rule = rule
        kind = CHECKS.get(rule.match) or MATCHERS[rule.match]
        self._options, self.gate = kind.read(rule.options, lexicon)

    @cached_property
    def matches(self) -> Callable[[Analysis], Iterable[Match]]:
        """What the rule finds in a template. The module of a check is imported when its first rule runs."""
        matcher = MATCHERS.get(self.rule.match)
        function: Callable[..., Iterable[Match]] = matcher.find if matcher else function_of(self.rule.match)
        return partial(function, **self._options) if self._options else function


class Linter:
    """The rules of a catalog that are about single templates, compiled.

    `selected` are the ids whose findings are wanted; None means all. `value_length` is the setting: the most characters
    of a value whose attribute sets no limit of its own, and `description_length` that of a description. `account` is
    what is known of the account, if anything is.
    """

    def __init__(
        self,
        catalog: Catalog,
        selected: Iterable[str] | None = None,
        value_length: int = DEFAULT_VALUE_LENGTH,
        account: Account | None = None,
        description_length: int = DEFAULT_DESCRIPTION_LENGTH,
    ) -> None:
        self.catalog = catalog
        self.description_length = description_length
        self.value_length = value_length
        self.account = account
        self.selected = None if selected is None else frozenset(selected)
        rules, lexicon = catalog.rules, catalog.lexicon
        needed = with_stronger(rules if self.selected is None else self.selected & rules.keys(), rules)
        self._rules = tuple(
            CompiledRule(rule, lexicon) for rule in rules.values() if rule.id in needed and rule.scope == "template"
        )
        self._timeouts: Counter[int] = Counter()
        self._prefilter = Prefilter([(each.gate, each.rule.types) for each in self._rules], lexicon)

    @cached_property
    def _scanner(self) -> Scanner:
        return Scanner(self._prefilter.literals | self.catalog.lexicon.cues | self._names)

    @cached_property
    def _names(self) -> frozenset[str]:
        """The allowed names as normalized texts show them."""
        lexicon = self.catalog.lexicon
        return frozenset(filter(None, map(lexicon.compiled(Folding).fold, lexicon.allow)))

    @cached_property
    def _can_find_errors(self) -> int:
        """The rules that can find errors, and those that these yield to."""
        rules = {each.rule.id: each.rule for each in self._rules}
        names = with_stronger(
            (rule.id for rule in rules.values() if "error" in {rule.severity, *(x.severity for x in rule.variants)}),
            rules,
        )
        return mask_of(each.rule.id in names for each in self._rules)

    def read(self, template: Template, files: Files | None = None) -> Analysis:
        """The analysis of a template with this catalog's tables; `files` are those beside its document."""
        return Analysis(
            template, self.catalog, self._scanner, self.value_length, self.account, files, self.description_length
        )

    def lint(self, analysis: Analysis) -> list[Finding]:
        """The findings of a template, in the order of its text, then of the rules' ids."""
        return self._run(analysis, self._prefilter.enabled(analysis))

    def errors(self, analysis: Analysis) -> list[Finding]:
        """The findings that are errors, in the same order. Rules that cannot change these do not run."""
        found = self._run(analysis, self._prefilter.enabled(analysis, self._can_find_errors))
        return [finding for finding in found if finding.severity == "error"]

    def _run(self, analysis: Analysis, enabled: Sequence[int]) -> list[Finding]:
        findings: list[Finding] = []
        for index in enabled:
            compiled = self._rules[index]
            try:
                for match in compiled.matches(analysis):
                    findings.append(_finding(compiled.rule, match, analysis))  # noqa: PERF401 - most rules find nothing
            except TimeoutError:
                self._timeouts[index] += 1
                if self._timeouts[index] > MOST_TIMEOUTS:
                    self._prefilter.disable(index)
                findings.append(_timeout_finding(compiled.rule, analysis))
        if findings and self._names:
            findings = _outside(self._names, findings, analysis)
        if len(findings) > 1:
            findings = _without_yielding(findings)
            findings.sort(key=_order)
        if self.selected is None:
            return findings
        return [finding for finding in findings if finding.rule.id in self.selected]


def with_stronger(names: Iterable[str], rules: Mapping[str, Rule]) -> set[str]:
    """Some rules, and those that they yield to."""
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


def _timeout_finding(rule: Rule, analysis: Analysis) -> Finding:
    """The finding of a rule of which a pattern ran over the time limit."""
    whole = analysis.span(0, len(analysis.content))
    match = Match(whole, {"rule": rule.id, "limit": LIMIT_MS})
    return Finding(rule, "warning", match, TIMED_OUT)


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
            if not others or stronger.where == "report":
                continue
            if stronger.where == "template" or any(finding.overlaps(other) for other in others):
                return True
        return False

    return [finding for finding in findings if not (finding.rule.yields_to and yields(finding))]


def _order(finding: Finding) -> tuple[bool, str, int, int, str]:
    span = finding.span
    outside = span.place != CONTENT
    return outside, str(span.place) if outside else "", span.start, span.end, finding.rule.id
