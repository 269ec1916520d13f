"""`--format full`, the default: each finding with its line, marks under the characters, the reason and what to do.

The reason and the advice are the rule's, so they stand with its first finding only. Templates with the same text and
findings are told once, with their number. Findings in the baseline are only counted. All is put aside until the end,
so that findings about the whole run stand with their template.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final, TextIO

from smslint.core.text import Text
from smslint.io.escape import visible
from smslint.messages import Bilingual
from smslint.messages import report as messages
from smslint.report.closing import counted_of, equal_texts_sentence, review_sentence
from smslint.report.concise import ConciseReport, headline
from smslint.report.equal_texts import ToldTexts, compared_finding
from smslint.report.reporter import ReportOptions, report_place, rule_text
from smslint.workspace.diagnostic import Diagnostic, Summary, TemplateReview

if TYPE_CHECKING:
    from smslint.report.excerpt import Mark
    from smslint.report.in_order import OrderedTexts
    from smslint.workspace.last_review import LastFinding

_WIDTH: Final = 120
_NARROWEST: Final = 40
_FIRST: Final = "\0"
"""Stands around the id of a rule before a line that only its first finding has."""


class FullReport(ConciseReport):
    """Like `ConciseReport`, with lines of the text and notes below each headline."""

    def __init__(self, out: TextIO, options: ReportOptions) -> None:
        super().__init__(out, options)
        self._of_rules: dict[int, dict[str, str | None]] = {}
        self._told = ToldTexts()
        self._texts: OrderedTexts | None = None

    def rendered(self, diagnostic: Diagnostic) -> Any:
        text, marks = self._marked(diagnostic)
        last = max((max(mark.start, mark.end - 1) for mark in marks), default=0)
        digits = len(str(text.line_of(last) + 1)) if diagnostic.text is not None and marks else 0
        lines = [headline(diagnostic, self.options, self._paint), *self._excerpt(diagnostic, text, marks, digits)]
        rule = diagnostic.finding.rule.id
        for note, of_rule in self._notes(diagnostic):
            lines.append(f"{_FIRST + rule + _FIRST if of_rule else ''}{'':{digits + 1}}= {note}")
        counted = counted_of(diagnostic, self.options.statistics)
        return counted, compared_finding(diagnostic), report_place(diagnostic), "\n".join([*lines, "", ""])

    def write_rendered(self, rendered: Any) -> None:
        counted, finding, place, text = rendered
        self._tally.add(counted)
        if not self._told.is_repeated(finding):
            path, index, severity, start = place
            self._ordered().add_finding(path, index, severity, start, text)

    def review(self, review: TemplateReview) -> None:
        from smslint.report.rejections import remedy_sentence

        remedy = remedy_sentence(review, self._language)
        lines = [review_sentence(review, self._language), *([f" = {remedy}"] if remedy else [])]
        self._put(review, *lines, "")

    def gone(self, found: LastFinding) -> None:
        self._put(None, *[self._gone_line(found)] * found.count)

    def _put(self, told: TemplateReview | None, *lines: str) -> None:
        self._ordered().add(told, "".join(f"{line}\n" for line in lines))

    def _ordered(self) -> OrderedTexts:
        from smslint.report.in_order import OrderedTexts

        self._texts = self._texts or OrderedTexts(self.options.documents)
        return self._texts

    def end(self, summary: Summary, exit_code: int = 0) -> None:
        explained: set[str] = set()
        for text in self._texts.read() if self._texts else ():
            rules = set()
            for line in text.split("\n")[:-1]:
                _, rule, line = line.split(_FIRST) if line.startswith(_FIRST) else ("", "", line)
                if not rule or rule not in explained:
                    self._out.write(f"{line}\n")
                rules.add(rule)
            explained |= rules
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
        room = max(self.options.width or _WIDTH, _NARROWEST) - digits - 3
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

    def _notes(self, diagnostic: Diagnostic) -> Iterator[tuple[str, bool]]:
        """What the vendor would answer, the reason, and the fixes or else the advice; each with whether it is the
        rule's."""
        if diagnostic.finding.match.predicts:
            yield self._note(messages.PREDICTS, diagnostic.finding.match.predicts), False
        language = self._language
        if why := self._of_rule(diagnostic, "why", messages.WHY):
            yield why, True
        for fix in diagnostic.fixes:
            yield self._note(messages.FIX[fix.safety], fix.title.text(language)), False
        if not diagnostic.fixes and (remedy := self._of_rule(diagnostic, "remedy", messages.REMEDY)):
            yield remedy, True

    def _of_rule(self, diagnostic: Diagnostic, key: str, label: Bilingual) -> str | None:
        """A text of the finding's rule; it need not be there."""
        known = self._of_rules.setdefault(id(diagnostic.finding.rule), {})
        if key not in known:
            text = rule_text(diagnostic, key)
            known[key] = self._note(label, text.text(self._language)) if text else None
        return known[key]

    def _note(self, label: Bilingual, text: str) -> str:
        return messages.LABELLED.text(self._language, label=label, text=visible(text))
