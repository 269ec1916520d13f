"""The fixes that can be offered for a finding, each as safe as checking its result proves it to be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from smslint.core.change import Change, EditSource, Fix, ReplaceText, SetField
from smslint.core.fixes import fixes_for
from smslint.core.fixes.apply import with_changes
from smslint.core.place import CODE, CONTENT
from smslint.core.severity import SEVERITIES, Severity
from smslint.workspace.diagnostic import DiagnosticFix

if TYPE_CHECKING:
    from smslint.core.finding import Finding
    from smslint.documents.document import Document
    from smslint.documents.parsed_template import TemplateEntry
    from smslint.workspace.check import Checked
    from smslint.workspace.rule_resolver import FileRules


HIDING = "syntax"
"""The category of rules about broken placeholders, which hide the findings of other rules."""
LONGEST = 1 << 18
"""Templates with a longer source, in code points, get no fixes: each fix is proven by reading all of it again."""
MOST_WORK: Final = 1 << 19
"""Nor do those whose length times the number of findings, which is what is read again, is larger.

To prove all fixes then takes three seconds; a template that can be submitted, with a finding in every tenth character,
has less than half of it.
"""


class CandidateFixes:
    """The fixes of one document's findings."""

    def __init__(self, document: Document, file_rules: FileRules) -> None:
        self._document = document
        self._file_rules = file_rules
        self._before: tuple[Checked, Sequence[Finding]] | None = None

    def as_edits(
        self, entry: TemplateEntry | None, checked: Checked | None, finding: Finding
    ) -> tuple[DiagnosticFix, ...]:
        """The fixes of a finding as edits of the text, without those that the format cannot express."""
        found = ((fix, self._document.entry_edits(entry, fix.changes)) for fix in self.of(entry, checked, finding))
        return tuple(DiagnosticFix(fix.title, fix.safety, edits) for fix, edits in found if edits)

    def of(self, entry: TemplateEntry | None, checked: Checked | None, finding: Finding) -> Iterator[Fix]:
        """The fixes of a finding, the likeliest first.

        Each that the match does not state itself is made on trial, and none is offered that leads to another finding at
        least as severe. If part of a template cannot be read, only changes of its content and its source can be safe.
        """
        length = entry.end - entry.start if entry is not None else 0
        too_long = length > LONGEST or (checked is not None and length * len(checked.findings) > MOST_WORK)
        if finding.rule.fix is None or self._document.text is None or too_long:
            return
        for fix in fixes_for(finding, checked.analysis if checked is not None else None):
            if entry is not None and not self._may_be_given(entry, fix.changes):
                continue
            broken = entry is not None and entry.parsed.broken and not all(map(_can_be_read, fix.changes))
            safe = fix.safety == "safe" and not broken
            if checked is not None and checked.analysis is not None and not finding.match.changes:
                uncovers = finding.rule.category == HIDING
                if self._brings(checked, fix.changes, uncovers, finding.severity):
                    continue
            yield fix if safe else replace(fix, safety="unsafe")

    def _may_be_given(self, entry: TemplateEntry, changes: Sequence[Change]) -> bool:
        """Whether the code that changes give to a template, if they give one, is that of no other."""
        codes = self._file_rules.codes
        given = (each.value for each in changes if isinstance(each, SetField) and each.place == CODE)
        code = next((each for each in given if isinstance(each, str)), None)
        return code is None or codes is None or codes().give(code, self._document.file, entry.index)

    def brings_no_error(self, checked: Checked, changes: Sequence[Change], uncovers: bool) -> bool:
        """Whether the changed template has no error that the original did not have; see `_brings`."""
        return not self._brings(checked, changes, uncovers, "error")

    def _brings(self, checked: Checked, changes: Sequence[Change], uncovers: bool, least: Severity) -> bool:
        """Whether the changed template has a finding of at least a severity that the original did not have.

        What a broken placeholder hid is not new: if the changes fix one (`uncovers`), only findings of the same
        category count.
        """
        linter, analysis = self._file_rules.linter, checked.analysis
        assert analysis is not None
        run = linter.errors if least == "error" else linter.lint
        if self._before is None or self._before[0] is not checked:
            self._before = checked, linter.lint(analysis) if checked.linted is None else checked.linted
        severe = SEVERITIES[: SEVERITIES.index(least) + 1]
        after = run(analysis.with_template(with_changes(analysis.template, changes)))
        new = _counted(after, severe) - _counted(self._before[1], severe) if after else ()
        rules = self._file_rules.catalog.rules
        return any(rules[rule].category == HIDING or not uncovers for rule in new)


def _can_be_read(change: Change) -> bool:
    """Whether a change concerns what can be read even in a template whose source is broken."""
    return isinstance(change, EditSource) or (isinstance(change, ReplaceText) and change.place == CONTENT)


def _counted(findings: Sequence[Finding], severities: Sequence[Severity]) -> Counter[str]:
    return Counter([finding.rule.id for finding in findings if finding.severity in severities])
