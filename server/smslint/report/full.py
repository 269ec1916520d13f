"""`--format full`, the default: each finding with its line, marks under the characters, the reason and what to do.

The reason and the advice are the rule's, so they stand with its first finding only. Templates with the same text and
findings are told once, with their number. Findings in the baseline are only counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, TextIO

from smslint.core.text import Text
from smslint.io.escape import visible
from smslint.messages import Bilingual
from smslint.messages import report as messages
from smslint.report.closing import equal_texts_sentence, review_sentence
from smslint.report.concise import ConciseReport, headline
from smslint.report.equal_texts import ToldTexts
from smslint.report.reporter import ReportOptions, rule_text
from smslint.workspace.diagnostic import Diagnostic, Summary, TemplateReview

if TYPE_CHECKING:
    from smslint.report.excerpt import Mark

_WIDTH: Final = 120
_NARROWEST: Final = 40


class FullReport(ConciseReport):
    """Like `ConciseReport`, with lines of the text and notes below each headline."""

    def __init__(self, out: TextIO, options: ReportOptions) -> None:
        super().__init__(out, options)
        self._explained: set[str] = set()
        self._told = ToldTexts()

    def _write_finding(self, diagnostic: Diagnostic) -> None:
        self._tally.add(diagnostic)
        if self._told.is_repeated(diagnostic):
            return
        text, marks = self._marked(diagnostic)
        last = max((max(mark.start, mark.end - 1) for mark in marks), default=0)
        digits = len(str(text.line_of(last) + 1)) if diagnostic.text is not None and marks else 0
        lines = [
            headline(diagnostic, self._options, self._paint),
            *self._excerpt(diagnostic, text, marks, digits),
            *(f"{'':{digits + 1}}= {note}" for note in self._notes(diagnostic)),
        ]
        self._out.write("\n".join(lines) + "\n\n")

    def review(self, review: TemplateReview) -> None:
        from smslint.report.rejections import remedy_sentence

        remedy = remedy_sentence(review, self._language)
        note = f"\n = {remedy}" if remedy else ""
        self._out.write(f"{review_sentence(review, self._language)}{note}\n\n")

    def end(self, summary: Summary, exit_code: int = 0) -> None:
        told = [equal_texts_sentence(each, self._language) + "\n" for each in self._told.repeated()]
        self._out.writelines([*told, "\n"] if told else [])
        super().end(summary, exit_code)

    def _marked(self, diagnostic: Diagnostic) -> tuple[Text, list[Mark]]:
        """The text to quote and what to mark in it: the file's, or of a workbook the template's content."""
        from smslint.report.excerpt import Mark

        language = self._language
        if diagnostic.text is not None and diagnostic.range is not None:
            related = [
                Mark(*place.range, visible(place.label.text(language)))
                for place in diagnostic.related
                if place.range is not None and place.text is None
            ]
            return diagnostic.text, [Mark(*diagnostic.range), *related]
        if diagnostic.content is not None and diagnostic.content_range is not None:
            return Text(diagnostic.content), [Mark(*diagnostic.content_range)]
        return Text(""), []

    def _excerpt(self, diagnostic: Diagnostic, text: Text, marks: list[Mark], digits: int) -> Iterator[str]:
        """The marked lines behind a margin, with their numbers where these are a file's."""
        from smslint.report.excerpt import rows

        if not marks:
            return
        room = max(self._options.width or _WIDTH, _NARROWEST) - digits - 3
        margin = self._paint.faint(f"{'':{digits}} |")
        yield margin
        for row in rows(text, marks, room):
            if row.number is not None:
                number = row.number if digits else ""
                yield f"{self._paint.faint(f'{number:>{digits}} |')} {row.text}".rstrip()
            elif row.text:
                severity = diagnostic.finding.severity if row.primary else "info"
                yield f"{margin} {self._paint.severity(severity, row.text)}"
            else:
                yield self._paint.faint(f"{'':{digits}} ...")

    def _notes(self, diagnostic: Diagnostic) -> Iterator[str]:
        """What the vendor would answer, the reason, and the fixes or else the advice."""
        rule = diagnostic.finding.rule
        if diagnostic.finding.match.predicts:
            yield self._note(messages.PREDICTS, diagnostic.finding.match.predicts)
        first = rule.id not in self._explained
        self._explained.add(rule.id)
        language = self._language
        if first and (why := rule_text(diagnostic, "why")):
            yield self._note(messages.WHY, why.text(language))
        for fix in diagnostic.fixes:
            yield self._note(messages.FIX[fix.safety], fix.title.text(language))
        if first and not diagnostic.fixes and (remedy := rule_text(diagnostic, "remedy")):
            yield self._note(messages.REMEDY, remedy.text(language))

    def _note(self, label: Bilingual, text: str) -> str:
        return messages.LABELLED.text(self._language, label=label, text=visible(text))
