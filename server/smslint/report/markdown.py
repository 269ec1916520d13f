"""`--format markdown`: a run at a glance, for a merge request or a mail: counts, the worst templates, samples.

It lists no finding beyond three samples a rule, so it stays readable over a whole fleet. Findings in the baseline
are only counted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from heapq import nlargest
from typing import Final, TextIO

from smslint.io.escape import markdown, markdown_code
from smslint.messages import Bilingual
from smslint.messages import report as messages
from smslint.messages.template import TYPE_NAMES
from smslint.report.closing import (
    FindingCounts,
    counted_of,
    counts_sentence,
    equal_texts_sentence,
    outlook_sentence,
    since_sentence,
)
from smslint.report.equal_texts import ToldTexts, compared_finding
from smslint.report.rejections import remedy_sentence
from smslint.report.reporter import Reporter, ReportOptions, address
from smslint.workspace.diagnostic import Diagnostic, Summary, TemplateReview
from smslint.workspace.last_review import LastFinding

_WORST: Final = 10
_SAMPLES: Final = 3
_ANSWERS: Final = 20
_AROUND: Final = 40


class MarkdownReport(Reporter):
    """Counts while findings pass, and writes everything at the end."""

    def __init__(self, out: TextIO, options: ReportOptions) -> None:
        super().__init__(out, options)
        self._tally = FindingCounts()
        self._types: Counter[str | None] = Counter()
        self._signatures: Counter[str | None] = Counter()
        self._templates: Counter[tuple[str, int]] = Counter()
        self._told = ToldTexts()
        self._gone: Counter[tuple[str, str]] = Counter()
        self._names: dict[tuple[str, int], str] = {}
        self._samples: dict[str, list[str]] = defaultdict(list)
        self._refused: list[TemplateReview] = []
        self._refusals = 0

    def _write_finding(self, diagnostic: Diagnostic) -> None:
        self._tally.add(counted_of(diagnostic, titled=True))
        identity = diagnostic.template
        if identity is not None:
            self._types[identity.type] += 1
            self._signatures[identity.signature] += 1
            key = diagnostic.path, identity.index
            if self._told.is_repeated(compared_finding(diagnostic)):
                return
            self._templates[key] += 1
            if key not in self._names and (identity.code or identity.name):
                self._names[key] = " ".join(part for part in (identity.code, identity.name) if part)
        samples = self._samples[diagnostic.finding.rule.id]
        if len(samples) < _SAMPLES:
            message = diagnostic.finding.message(self._language)
            excerpt = f"\n  {markdown_code(text)}" if (text := _excerpt(diagnostic)) else ""
            samples.append(f"- {markdown_code(address(diagnostic))} {markdown(message)}{excerpt}")

    def review(self, review: TemplateReview) -> None:
        if review.review.status == "rejected":
            self._refusals += 1
            if self._refusals <= _ANSWERS:
                self._refused.append(review)

    def end(self, summary: Summary, exit_code: int = 0) -> None:
        sentences = [counts_sentence(summary, self._language), since_sentence(summary, self._language)]
        sentences.append(outlook_sentence(summary, self._language))
        opening = [line for sentence in sentences if sentence for line in (sentence, "")]
        self._lines([f"# {messages.TITLE.text(self._language)}", "", *opening])
        rules = self._tally.rules()
        self._table(
            messages.BY_RULE,
            ("rule", "severity", "count", "title"),
            (
                (
                    f"`{rule}`",
                    messages.SEVERITY[severity].text(self._language),
                    str(number),
                    markdown(title.text(self._language)),
                )
                for number, severity, rule, title in rules
            ),
        )
        self._table(
            messages.BY_TYPE,
            ("type", "count"),
            (
                ((TYPE_NAMES[kind] if kind else messages.NONE_GIVEN).text(self._language), str(number))
                for kind, number in self._types.most_common()
            ),
        )
        if any(self._signatures):
            self._table(messages.BY_SIGNATURE, ("signature", "count"), self._by_signature())
        self._table(
            messages.WORST,
            ("place", "template", "count"),
            ((*self._named(key), str(number)) for key, number in self._templates.most_common(_WORST)),
        )
        self._lines(self._equal_lines())
        self._table(
            messages.GONE_SINCE,
            ("place", "rule", "count"),
            (
                (markdown_code(path, in_table=True), f"`{rule}`", str(number))
                for (path, rule), number in self._gone.most_common(_ANSWERS)
            ),
        )
        self._lines(self._sample_lines(dict.fromkeys(rule for _, _, rule, _ in rules)))
        self._answers()

    def gone(self, found: LastFinding) -> None:
        self._gone[found.path, found.rule] += found.count

    def _equal_lines(self) -> Iterator[str]:
        """The texts that most templates have, whose findings are told once."""
        equal = nlargest(_WORST, self._told.repeated(), key=lambda each: each.number)
        if equal:
            yield from (f"## {messages.EQUAL.text(self._language)}", "")
            yield from (f"- {markdown(equal_texts_sentence(each, self._language))}" for each in equal)
            yield ""

    def _lines(self, lines: Iterable[str]) -> None:
        self._out.writelines(line + "\n" for line in lines)

    def _table(self, title: Bilingual, columns: tuple[str, ...], cells: Iterable[tuple[str, ...]]) -> None:
        """A heading and a table of cells that are escaped already; nothing where it has no row."""
        lines = [f"| {' | '.join(row)} |" for row in cells]
        if lines:
            head = " | ".join(messages.HEADINGS[column].text(self._language) for column in columns)
            rule = "|".join(" ---: " if column == "count" else " --- " for column in columns)
            self._lines([f"## {title.text(self._language)}", "", f"| {head} |", f"|{rule}|", *lines, ""])

    def _by_signature(self) -> Iterator[tuple[str, str]]:
        for signature, number in self._signatures.most_common(_WORST):
            yield markdown(signature) if signature else messages.NONE_GIVEN.text(self._language), str(number)

    def _named(self, key: tuple[str, int]) -> tuple[str, str]:
        path, index = key
        name = self._names.get(key) or messages.template_named(index, None).text(self._language)
        return markdown_code(path, in_table=True), markdown(name)

    def _sample_lines(self, rules: Iterable[str]) -> Iterator[str]:
        if self._samples:
            yield from (f"## {messages.SAMPLES.text(self._language)}", "")
        for rule in rules:
            yield from (f"### `{rule}`", "", *self._samples[rule], "")

    def _remedy(self, review: TemplateReview) -> str | None:
        return remedy_sentence(review, self._language)

    def _answers(self) -> None:
        self._table(
            messages.ANSWERS,
            ("place", "template", "reason"),
            (
                (
                    markdown_code(diagnostic.path, in_table=True),
                    markdown(messages.template_named(diagnostic.index, diagnostic.review.code).text(self._language)),
                    markdown(" ".join(filter(None, (diagnostic.review.reason, self._remedy(diagnostic))))),
                )
                for diagnostic in self._refused
            ),
        )
        if self._refusals > _ANSWERS:
            self._lines([messages.NOT_SHOWN.text(self._language, n=self._refusals - _ANSWERS), ""])


def _excerpt(diagnostic: Diagnostic) -> str:
    """What stands around the finding in the content."""
    if diagnostic.content is None or diagnostic.content_range is None:
        return ""
    start, end = diagnostic.content_range
    low, high = max(0, start - _AROUND), min(len(diagnostic.content), min(end, start + 2 * _AROUND) + _AROUND)
    lead, tail = "..." if low else "", "..." if high < len(diagnostic.content) else ""
    return f"{lead}{diagnostic.content[low:high]}{tail}"
