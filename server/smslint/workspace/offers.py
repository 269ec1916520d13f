"""The fixes that are offered with a finding.

As edits of the file's text, and as safe as checking the result proves them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from smslint.core.change import Change, Fix, ReplaceText, Safety, SetField
from smslint.core.fixes import fixes_for
from smslint.core.fixes.apply import with_changes
from smslint.core.place import CONTENT, Place
from smslint.dataclass import dataclass
from smslint.syntax.edit import Edit
from smslint.workspace.located import LocatedFix
from smslint.workspace.suppressions import MALFORMED, UNUSED

if TYPE_CHECKING:
    from smslint.core.finding import Finding
    from smslint.documents.document import Document
    from smslint.documents.entry import TemplateEntry
    from smslint.messages import Bilingual
    from smslint.workspace.check import Checked, Spoken
    from smslint.workspace.rule_resolver import FileRules


HIDING = "syntax"
"""The category of rules on broken placeholders, which hide what the other rules would say."""
LONGEST = 1 << 18
"""The source of a template, in code points, that is still mended: each fix is proven by reading all of it again."""
UNREADABLE = "unreadable-document"
_SUPPRESS = Place(("suppress",))


@dataclass(frozen=True, slots=True)
class Offer:
    """A fix before it is written.

    Changes of a template's fields, or edits of the document's text where the finding lies outside any field.
    """

    title: Bilingual
    safety: Safety
    changes: tuple[Change, ...] = ()
    edits: tuple[Edit, ...] = ()


class Offers:
    """The fixes of one document's findings."""

    def __init__(self, document: Document, file_rules: FileRules) -> None:
        self._document = document
        self._policy = file_rules
        self._before: tuple[Checked, Counter[str]] | None = None

    def located(self, entry: TemplateEntry | None, checked: Checked | None, spoken: Spoken) -> tuple[LocatedFix, ...]:
        """The fixes of a finding as edits; those that the format cannot write are left out."""
        found: list[LocatedFix] = []
        for offer in self.of(entry, checked, spoken):
            edits: tuple[Edit, ...] | None = offer.edits
            if offer.changes and entry is not None:
                edits = self._document.entry_edits(entry, offer.changes)
            if edits:
                found.append(LocatedFix(offer.title, offer.safety, edits))
        return tuple(found)

    def of(self, entry: TemplateEntry | None, checked: Checked | None, spoken: Spoken) -> Iterator[Offer]:
        """The fixes of a finding, the likeliest first.

        Where a template cannot be read as a whole, only its content is mended safely.
        """
        broken = entry is not None and any(problem.rule == UNREADABLE for problem in entry.parsed.problems)
        for offer in self._planned(entry, checked, spoken):
            if broken and not all(isinstance(each, ReplaceText) and each.place == CONTENT for each in offer.changes):
                offer = replace(offer, safety="unsafe")
            yield offer

    def _planned(self, entry: TemplateEntry | None, checked: Checked | None, spoken: Spoken) -> Iterator[Offer]:
        finding = spoken.finding
        plan = finding.rule.fix
        if plan is None or self._document.text is None or (entry is not None and entry.end - entry.start > LONGEST):
            return
        if spoken.range is not None:
            edits = self._source_edits(spoken, entry.start if entry is not None else 0)
            if edits:
                yield Offer(plan.title.fill(**finding.match.values), plan.safety, edits=edits)
        elif finding.rule.id in (UNUSED, MALFORMED):
            alone = entry is not None and entry.template is not None and len(entry.template.suppress) == 1
            yield Offer(plan.title, plan.safety, (SetField(_SUPPRESS if alone else finding.span.place, None),))
        elif checked is not None and checked.analysis is not None:
            for fix in fixes_for(finding, checked.analysis):
                yield Offer(fix.title, self._proven(fix, finding, checked), fix.changes)

    def _source_edits(self, spoken: Spoken, start: int) -> tuple[Edit, ...]:
        assert spoken.range is not None
        if spoken.edits:
            return tuple(edit.moved(start) for edit in spoken.edits)
        if spoken.finding.rule.id in (UNUSED, MALFORMED):
            return (self._without_comment(spoken.range[0] + start, spoken.range[1] + start),)
        return ()

    def _without_comment(self, start: int, end: int) -> Edit:
        """Removes a comment with the blanks before it, and its line where it holds nothing else."""
        text = self._document.text
        assert text is not None
        line = text.line_of(start)
        first = text.line_start(line)
        while start > first and text.value[start - 1] in " \t":
            start -= 1
        if start == first and line + 1 - text.first_line < len(text.line_starts):
            end = text.line_start(line + 1)
        return Edit(start, end, "")

    def _proven(self, fix: Fix, finding: Finding, checked: Checked) -> Safety:
        """Safe only where checking the mended template proves it."""
        if fix.safety == "safe" and self.brings_no_error(checked, fix.changes, finding.rule.category == HIDING):
            return "safe"
        return "unsafe"

    def brings_no_error(self, checked: Checked, changes: Sequence[Change], uncovers: bool) -> bool:
        """Whether the changed template has no error that the original did not have.

        What a broken placeholder hid is not new: changes that mend one answer for errors of its own category only.
        """
        linter, analysis = self._policy.linter, checked.analysis
        assert analysis is not None
        if self._before is None or self._before[0] is not checked:
            found = linter.errors(analysis) if checked.found is None else checked.found
            self._before = checked, _errors(found)
        after = linter.errors(analysis.with_template(with_changes(analysis.template, changes)))
        new = _errors(after) - self._before[1] if after else ()
        rules = self._policy.catalog.rules
        return not any(rules[rule].category == HIDING or not uncovers for rule in new)


def _errors(findings: Sequence[Finding]) -> Counter[str]:
    return Counter([finding.rule.id for finding in findings if finding.severity == "error"])
