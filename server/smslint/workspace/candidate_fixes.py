"""The fixes that can be offered for a finding, each as safe as checking its result proves it to be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from smslint.core.change import Change, EditSource, Fix, ReplaceText
from smslint.core.fixes import fixes_for
from smslint.core.fixes.apply import with_changes
from smslint.core.place import CONTENT
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


class CandidateFixes:
    """The fixes of one document's findings."""

    def __init__(self, document: Document, file_rules: FileRules) -> None:
        self._document = document
        self._file_rules = file_rules
        self._before: tuple[Checked, Counter[str]] | None = None

    def as_edits(
        self, entry: TemplateEntry | None, checked: Checked | None, finding: Finding
    ) -> tuple[DiagnosticFix, ...]:
        """The fixes of a finding as edits of the text, without those that the format cannot express."""
        found = ((fix, self._document.entry_edits(entry, fix.changes)) for fix in self.of(entry, checked, finding))
        return tuple(DiagnosticFix(fix.title, fix.safety, edits) for fix, edits in found if edits)

    def of(self, entry: TemplateEntry | None, checked: Checked | None, finding: Finding) -> Iterator[Fix]:
        """The fixes of a finding, the likeliest first.

        A fix that the match does not state itself is safe only if checking the fixed template proves it. If part of a
        template cannot be read, only changes of its content and its source can be safe.
        """
        too_long = entry is not None and entry.end - entry.start > LONGEST
        if finding.rule.fix is None or self._document.text is None or too_long:
            return
        for fix in fixes_for(finding, checked.analysis if checked is not None else None):
            broken = entry is not None and entry.parsed.broken and not all(map(_can_be_read, fix.changes))
            safe = fix.safety == "safe" and not broken
            if safe and checked is not None and not finding.match.changes:
                safe = self.brings_no_error(checked, fix.changes, finding.rule.category == HIDING)
            yield fix if safe else replace(fix, safety="unsafe")

    def brings_no_error(self, checked: Checked, changes: Sequence[Change], uncovers: bool) -> bool:
        """Whether the changed template has no error that the original did not have.

        Errors that a broken placeholder hid are not new: if the changes fix one (`uncovers`), only errors of the
        same category count.
        """
        linter, analysis = self._file_rules.linter, checked.analysis
        assert analysis is not None
        if self._before is None or self._before[0] is not checked:
            found = linter.errors(analysis) if checked.linted is None else checked.linted
            self._before = checked, _errors(found)
        after = linter.errors(analysis.with_template(with_changes(analysis.template, changes)))
        new = _errors(after) - self._before[1] if after else ()
        rules = self._file_rules.catalog.rules
        return not any(rules[rule].category == HIDING or not uncovers for rule in new)


def _can_be_read(change: Change) -> bool:
    """Whether a change concerns what can be read even in a template whose source is broken."""
    return isinstance(change, EditSource) or (isinstance(change, ReplaceText) and change.place == CONTENT)


def _errors(findings: Sequence[Finding]) -> Counter[str]:
    return Counter([finding.rule.id for finding in findings if finding.severity == "error"])
