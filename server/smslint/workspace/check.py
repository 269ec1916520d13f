"""Checks one template of a document, or the document itself, with the severities and suppressions in force.

The result depends only on the template's source, the rules, the day and the files that the template names, and its
spans count from the start of that source. So callers may cache it while these stay the same, even if the source moves
within the file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final, TypeAlias

from smslint.core.finding import Finding
from smslint.core.severity import Severity
from smslint.dataclass import dataclass
from smslint.workspace.diagnostic import AppliedSuppression
from smslint.workspace.suppressions import Suppressions

if TYPE_CHECKING:
    from smslint.core.analysis import Analysis
    from smslint.core.template import Review
    from smslint.documents.document import Document
    from smslint.documents.parsed_template import ParsedTemplate
    from smslint.workspace.rule_resolver import FileRules

SuppressedFinding: TypeAlias = tuple[Finding, AppliedSuppression]
_LOWER: Final[Mapping[Severity, Severity]] = {"error": "warning", "warning": "info", "info": "info"}
"""The severities of findings in texts of source code that are only likely to be templates."""
_NO_FRONT_MATTER: Final = ("front-matter", "missing")
CHECKED_SCOPES = frozenset({"template", "document"})
"""The scopes of rules that are decided template by template."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings of one template, and what was suppressed.

    `analysis` is None if no template could be read. `accepted` are the indexes of the settings' suppressions that
    were used. `awaits_run` says that a suppression of the template names a rule about whole runs. `linted` are the
    linter's findings before severities and suppressions were applied, None if it did not run. `approved` says that the
    vendor approved the template as it is.
    """

    analysis: Analysis | None
    findings: tuple[Finding, ...]
    suppressed: tuple[SuppressedFinding, ...] = ()
    accepted: frozenset[int] = frozenset()
    awaits_run: bool = False
    linted: Sequence[Finding] | None = None
    approved: bool = False


def check_template(parsed: ParsedTemplate, file_rules: FileRules, today: date, file: str | None = None) -> Checked:
    """The findings of one template of a document, which has a path if it is a file."""
    template = parsed.template
    analysis = file_rules.read(template, file) if template is not None else None
    problems = parsed.problems
    if template is not None and not template.content.strip():  # of an empty file, `content-empty` says it all
        problems = tuple(each for each in problems if (each.rule, each.match.variant) != _NO_FRONT_MATTER)
    findings = [file_rules.finding(problem) for problem in problems if problem.rule in file_rules.wanted]
    linted: Sequence[Finding] = ()
    if analysis is not None:
        linted = file_rules.linter.lint(analysis)
        layout = parsed.schema.layout
        if layout is not None and layout.certainty == "likely":
            linted = [replace(each, severity=_LOWER[each.severity]) for each in linted]
        findings += map(file_rules.leveled, linted) if file_rules.severity else linted
    findings, approved = _noted(findings, analysis, parsed.review)
    if not (parsed.comments or file_rules.accepted or (template is not None and template.suppress)):
        return Checked(analysis, tuple(findings), linted=linted, approved=approved)
    suppressions = Suppressions(template, parsed.comments, file_rules, today)
    kept: list[Finding] = []
    hidden: list[SuppressedFinding] = []
    for each in findings:
        by = suppressions.suppresses(each)
        if by is None:
            kept.append(each)
        else:
            hidden.append((each, by))
    kept += map(file_rules.finding, suppressions.issues(CHECKED_SCOPES))
    accepted = frozenset(suppressions.used_accepted)
    return Checked(analysis, tuple(kept), tuple(hidden), accepted, suppressions.names("run"), linted, approved)


def _noted(findings: list[Finding], analysis: Analysis | None, review: Review | None) -> tuple[list[Finding], bool]:
    """The findings, with a note on those that an approved template would meet anew; and whether it is approved."""
    if analysis is None or not findings or (review is None and analysis.account is None):
        return findings, False
    from smslint.core.approval import approval_of, concerns_review

    note = approval_of(analysis, review)
    if note is None:
        return findings, False
    return [replace(each, note=note) if concerns_review(each) else each for each in findings], True


def check_document(document: Document, file_rules: FileRules) -> tuple[Finding, ...]:
    """The findings about a document itself, not about one of its templates."""
    return tuple(file_rules.finding(each) for each in document.problems if each.rule in file_rules.wanted)
