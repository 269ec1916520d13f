"""Reports for people tell templates with the same text and findings once, with their number, and count templates."""

from __future__ import annotations

import io
from collections import Counter

import pytest

from report.samples import LENGTHY, content_finding
from smslint.report import ReportOptions, reporter
from smslint.report.closing import outlook_sentence
from smslint.workspace.diagnostic import Diagnostic, SinceCounts, Summary
from smslint.workspace.last_review import LastFinding

SAME = "您的订单已发货。"


def write(format: str, *diagnostic: Diagnostic, summary: Summary | None = None, gone: int = 0) -> str:
    out = io.StringIO()
    report = reporter(format, out, ReportOptions(language="en", version="1.2.3"))
    report.begin()
    for one in diagnostic:
        report.finding(one)
    for _ in range(gone):
        report.gone(LastFinding("many-segments", "old.sms"))
    report.end(summary or Summary(1, len(diagnostic), warning=1))
    return out.getvalue()


def equal(number: int) -> list[Diagnostic]:
    return [content_finding(SAME, 0, 2, path=f"{each}.sms") for each in range(number)]


def test_the_full_report_tells_equal_texts_once_and_says_where_the_others_are() -> None:
    written = write("full", *equal(3), content_finding(SAME + "！", 0, 2, path="other.sms"))
    assert written.count("warning invisible-character") == 2
    assert "0.sms:1:1: 2 more with the same text and findings: 1.sms:1:1, 2.sms:1:1\n" in written
    assert "10 more" not in written


def test_of_many_equal_texts_ten_are_named() -> None:
    assert "10.sms:1:1 and 5 more" in write("full", *equal(16))


def test_another_finding_of_an_equal_text_is_told() -> None:
    first, second = equal(2)
    more = content_finding(SAME, 0, 2, rule=LENGTHY, path="1.sms")
    assert "many-segments" in write("full", first, second, more)


def test_programs_and_grep_are_told_every_finding() -> None:
    assert write("concise", *equal(3)).count("warning invisible-character") == 3


def test_markdown_lists_equal_texts_and_what_is_gone() -> None:
    since = Summary(1, 3, warning=3, since=SinceCounts(3, 0, 2))
    written = write("markdown", *equal(3), summary=since, gone=2)
    assert "Since the last review: 3 new, 0 still there, 2 gone." in written
    assert written.count("| SMS\\_1 | 1 |") == 1
    assert "2 more with the same text and findings" in written
    assert "| `old.sms` | `many-segments` | 2 |" in written


@pytest.mark.parametrize(
    ("worst", "approved", "told"),
    [
        (
            {"error": 412, "warning": 3},
            {},
            "Of 3000 templates, 412 will be rejected if submitted as they are, and 3 may be",
        ),
        ({"error": 412}, {"error": 12}, "Of 3000 templates, 400 will be rejected if submitted as they are."),
        ({"warning": 5}, {}, "Of 3000 templates, 5 may be rejected; reviewers decide."),
    ],
)
def test_the_last_sentence_counts_templates(worst: dict[str, int], approved: dict[str, int], told: str) -> None:
    summary = Summary(1, 3000, error=worst.get("error", 0), warning=worst.get("warning", 0))
    summary.worst, summary.worst_approved = Counter(worst), Counter(approved)  # type: ignore[assignment]
    assert outlook_sentence(summary, "en").startswith(told)
