"""Terminal output: marks are below the right characters, control characters have no effect, and nothing is promised."""

from __future__ import annotations

import io
import subprocess
import sys
from collections import Counter
from unicodedata import east_asian_width

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from wcwidth import wcwidth

from report.samples import SUMMARY, content_finding, findings, link_finding
from report.snapshots import TEXT_FORMATS
from smslint.core.text import Text
from smslint.io.escape import glyph
from smslint.messages import LANGUAGES, Language
from smslint.report import ReportOptions, reporter
from smslint.report.closing import outlook_sentence
from smslint.report.excerpt import Mark, holds_han, rendered, rows
from smslint.workspace.diagnostic import Diagnostic, Summary

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)
SMS_TEXT = st.text(st.sampled_from("您的验证码为“${code}”，a1 …·\t\u200b\u3000é😀"), max_size=200)


def write(format: str, *diagnostic: Diagnostic, summary: Summary = SUMMARY, **options: object) -> str:
    out = io.StringIO()
    report = reporter(format, out, ReportOptions(language="en", version="1.2.3", **options))  # type: ignore[arg-type]
    report.begin()
    for one in diagnostic:
        report.finding(one)
    report.end(summary)
    return out.getvalue()


def width(text: str) -> int:
    """The cells of a text without tabs and control characters, counted without the program's table."""
    from unicodedata import east_asian_width

    wide = "FWA" if holds_han(text) else "FW"
    return sum(2 if east_asian_width(character) in wide else character != "\u0301" for character in text)


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("您的验证码为${code}。", "${code}"),
        ("“详情”见aliyun.com", "aliyun.com"),
        ('"quoted" … text', "text"),
        ("😀😀x", "x"),
        ("ｆｕｌｌ宽", "宽"),
        ("e\u0301té: x", "x"),
    ],
)
def test_marks_stand_under_the_text(text: str, marked: str) -> None:
    start = text.index(marked)
    line, mark = rows(Text(text), [Mark(start, start + len(marked))], 100)
    assert line.text == text
    assert mark.text == " " * width(text[:start]) + "^" * width(marked)


@settings(max_examples=300)
@given(SMS_TEXT, SMS_TEXT, SMS_TEXT, st.integers(37, 90))
def test_a_window_fits_and_its_marks_select_the_shown_text(before: str, marked: str, after: str, room: int) -> None:
    text = before + marked + after
    assume(marked)
    line, mark = rows(Text(text), [Mark(len(before), len(before) + len(marked))], room)
    assert cells(line.text, text) <= room
    assert mark.text.strip() == "^" * len(mark.text.strip())
    selected = cut(line.text, text, len(mark.text) - len(mark.text.lstrip()), len(mark.text))
    shown = "".join(rendered(character, False)[0] for character in marked)
    assert shown.startswith(selected)
    assert len(selected) >= min(len(shown), 10)


def cells(shown: str, text: str) -> int:
    return sum(rendered(character, holds_han(text))[1] for character in shown)


def cut(shown: str, text: str, start: int, end: int) -> str:
    """The characters of a displayed line between two cells."""
    kept, at = "", 0
    for character in shown:
        if start <= at < end:
            kept += character
        at += rendered(character, holds_han(text))[1]
    return kept


def test_a_long_line_is_shown_around_the_mark() -> None:
    text = "甲" * 5000 + "${code}" + "乙" * 5000
    line, mark = rows(Text(text), [Mark(5000, 5007)], 61)
    assert line.text == "..." + "甲" * 12 + "${code}" + "乙" * 12 + "..."
    assert mark.text == " " * 27 + "^" * 7


def test_a_mark_over_many_lines_shows_the_first_and_the_last() -> None:
    text = "一二\n三\n四\n五\n六七\n"
    shown = list(rows(Text(text), [Mark(1, 10)], 60))
    assert [(row.number, row.text) for row in shown] == [
        (1, "一二"),
        (None, "  ^^"),
        (None, ""),
        (5, "六七"),
        (None, "^^"),
    ]


def test_a_missing_text_is_marked_where_it_should_stand() -> None:
    line, mark = rows(Text("您好"), [Mark(2, 2)], 60)
    assert (line.text, mark.text) == ("您好", "    ^")


def test_a_second_place_on_the_same_line_has_its_label_under_it() -> None:
    line, *marks = rows(Text("甲 a.com 乙 b.com"), [Mark(2, 7), Mark(10, 15, "another")], 60)
    assert line.number == 1
    assert [mark.text for mark in marks] == ["   ^^^^^", "            ----- another"]


@settings(max_examples=150)
@given(ANY_TEXT, st.data())
def test_a_terminal_is_given_nothing_to_obey(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    for format in ("full", "concise"):
        written = write(format, content_finding(text, start, end, path="a" + text, name=text))
        assert all(character in "\n\u3000" or character.isprintable() for character in written)


def test_colours_come_only_when_asked_for() -> None:
    assert "\x1b[" not in write("full", link_finding())
    assert "\x1b[1;31m" in write("full", link_finding(), color=True)


def test_the_reason_stands_once_a_rule_and_a_fix_each_time() -> None:
    written = write("full", link_finding(), link_finding())
    assert written.count("\n  = why:") == 1
    assert written.count("\n  = fix (safe):") == 2


@pytest.mark.parametrize("format", TEXT_FORMATS)
def test_formats_only_count_what_the_baseline_holds_unless_they_say_so(format: str) -> None:
    written = write(format, *findings())
    shown = reporter(format, io.StringIO(), ReportOptions(language="en", version="1.2.3")).shows_baselined
    assert shown or "3 segments" not in written
    assert "2 segments" in written


@pytest.mark.parametrize(
    ("summary", "en", "zh"),
    [
        (Summary(1, 1, error=1, warning=1), "will be rejected", "会被驳回"),
        (Summary(1, 1, warning=1), "may be rejected", "可能被驳回"),
        (Summary(1, 1, error=1, approved=Counter(error=1)), "has approved", "已由平台审核通过"),
        (Summary(1, 1, error=1, warning=1, approved=Counter(error=1)), "may be rejected", "可能被驳回"),
        (Summary(1, 1, info=1), "approval is up to Alibaba Cloud's review", "以平台审核为准"),
        (Summary(1, 1), "Nothing was found", "未发现问题"),
        (Summary(), "nothing was checked", "未检查"),
    ],
)
def test_text_ends_with_one_sentence_and_no_promise(summary: Summary, en: str, zh: str) -> None:
    assert en in write("concise", summary=summary).splitlines()[-1]
    assert zh in outlook_sentence(summary, "zh")
    assert "will be approved" not in outlook_sentence(summary, "en")


def test_quiet_leaves_findings_and_an_asked_for_table_only() -> None:
    assert write("concise", *findings(), quiet=True).count("\n") == 5
    assert write("concise", *findings(), quiet=True, statistics=True).count("\n") == 9


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("format", TEXT_FORMATS)
def test_a_console_of_china_takes_every_format(format: str, language: Language) -> None:
    console = io.TextIOWrapper(io.BytesIO(), encoding="cp936", errors="replace")
    report = reporter(format, console, ReportOptions(language=language, version="1.2.3", color=True, width=20))
    report.begin()
    for one in findings():
        report.finding(one)
    report.end(SUMMARY)
    console.flush()
    assert console.buffer.tell() > 0  # type: ignore[attr-defined]


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(KeyError):
        reporter("os", io.StringIO(), ReportOptions(language="en", version="1"))


def test_wide_characters_are_as_wide_as_the_tables_say() -> None:
    wide = [each for each in map(chr, range(0x80, 0x110000)) if east_asian_width(each) in "WF"]
    assert all(rendered(each, False)[1] == wcwidth(each) for each in wide if glyph(each) == each)


def test_formats_load_alone() -> None:
    """A small report must not load the width tables, which only `full` with Han text needs."""
    program = (
        "import io, sys\n"
        "from smslint.report import ReportOptions, reporter\n"
        "reporter('full', io.StringIO(), ReportOptions(language='en', version='1'))\n"
        "print(*(name for name in ('wcwidth', 'smslint.report.sarif', 'tempfile') if name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
