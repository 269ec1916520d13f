"""Checks one template of a document, or the document itself, with the severities and suppressions in force.

The result depends on the template's source, the policy and the day alone, and its places count from the start of that
source: a caller may keep it for as long as these stay, wherever in the file the source moves to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from smslint.core.finding import Finding, Match
from smslint.core.place import TEMPLATE, Span
from smslint.dataclass import dataclass
from smslint.workspace.suppressions import Suppressions

if TYPE_CHECKING:
    from smslint.core.analysis import Analysis
    from smslint.documents.document import Document
    from smslint.documents.parsed_template import ParsedTemplate
    from smslint.documents.problem import Problem
    from smslint.syntax.edit import Edit
    from smslint.workspace.rule_resolver import FileRules

CHECKED_SCOPES = frozenset({"template", "document"})
"""The scopes of rules that are decided template by template."""


class Spoken(NamedTuple):
    """A finding as a template or a document gives rise to it.

    `range` is given where it lies in the source and not in a field's value: code points from the start of the
    template's source, or of the document where it belongs to no template. Its fix, if any, is then one of the source
    too.
    """

    finding: Finding
    range: tuple[int, int] | None = None
    edits: tuple[Edit, ...] | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """What is to be shown of one template, and what was not.

    `analysis` is None where no template could be read. `accepted` are the indexes of the settings'
    suppressions that silenced something. `awaits_run` says that a suppression of the template concerns a rule about
    whole runs. `found` is what the rules found before levels and suppressions, None where they were not asked.
    """

    analysis: Analysis | None
    spoken: tuple[Spoken, ...]
    suppressed: int = 0
    accepted: frozenset[int] = frozenset()
    awaits_run: bool = False
    found: Sequence[Finding] | None = None


def check_template(parsed: ParsedTemplate, file_rules: FileRules, today: date) -> Checked:
    """The findings of one template of a document."""
    template = parsed.template
    analysis = file_rules.linter.read(template) if template is not None else None
    spoken = [_of_problem(problem, file_rules) for problem in parsed.problems if problem.rule in file_rules.wanted]
    found: Sequence[Finding] = ()
    if analysis is not None:
        levels = file_rules.severity
        found = file_rules.linter.lint(analysis)
        for finding in found:
            level = levels.get(finding.rule.id)
            spoken.append(Spoken(finding if level is None else replace(finding, severity=level)))
    if not (parsed.comments or file_rules.accepted or (template is not None and template.suppress)):
        return Checked(analysis, tuple(spoken), found=found)
    return replace(_silenced(parsed, file_rules, today, analysis, spoken), found=found)


def _silenced(
    parsed: ParsedTemplate, file_rules: FileRules, today: date, analysis: Analysis | None, spoken: list[Spoken]
) -> Checked:
    suppressions = Suppressions(parsed.template, parsed.comments, file_rules, today)
    shown = [each for each in spoken if not suppressions.silence(each.finding)]
    suppressed = len(spoken) - len(shown)
    shown += complaints(suppressions, file_rules, CHECKED_SCOPES)
    accepted = frozenset(suppressions.used_accepted)
    return Checked(analysis, tuple(shown), suppressed, accepted, suppressions.names("run"))


def complaints(suppressions: Suppressions, file_rules: FileRules, scopes: frozenset[str]) -> list[Spoken]:
    """What is wrong with the suppressions of a template, as findings."""
    found: list[Spoken] = []
    for complaint in suppressions.complaints(scopes):
        finding, comment = complaint.finding, complaint.comment
        if finding.rule.id in file_rules.severity:
            finding = replace(finding, severity=file_rules.severity[finding.rule.id])
        found.append(Spoken(finding, (comment.start, comment.end) if comment else None))
    return found


def check_document(document: Document, file_rules: FileRules, after: int = 0) -> tuple[Spoken, ...]:
    """The findings about a document that belong to none of its templates, those past the first `after` problems.

    Tables and lines are read as they are asked for, so that some of their problems are known only in the end.
    """
    problems = document.problems[after:]
    return tuple(_of_problem(problem, file_rules) for problem in problems if problem.rule in file_rules.wanted)


def _of_problem(problem: Problem, file_rules: FileRules) -> Spoken:
    rule = file_rules.catalog.rules[problem.rule]
    severity = file_rules.severity.get(rule.id, rule.severity)
    finding = Finding(rule, severity, Match(Span(problem.place or TEMPLATE, 0, 0), problem.values))
    return Spoken(finding, (problem.start, problem.end), problem.fix)
