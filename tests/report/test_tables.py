"""In spreadsheets and Markdown, text of a template never becomes a formula, a command or markup."""

from __future__ import annotations

import csv
import io
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from report.samples import LENGTHY, SUMMARY, content_finding, findings
from report.snapshots import TEXT_FORMATS, render
from smslint.io.escape import guarded, markdown, markdown_code
from smslint.report import ReportOptions, reporter
from smslint.workspace.diagnostic import Diagnostic

ANY_TEXT = st.text(st.characters(exclude_categories=()), min_size=1, max_size=40)


def write(format: str, *diagnostic: Diagnostic) -> str:
    out = io.StringIO()
    report = reporter(format, out, ReportOptions(language="en", version="1.2.3"))
    report.begin()
    for one in diagnostic:
        report.finding(one)
    report.end(SUMMARY)
    return out.getvalue()


@settings(max_examples=100)
@given(st.sampled_from(["", "=", "+", "-", "@", "\t=", "\r", "＝", "＠"]), ANY_TEXT)
def test_no_cell_is_a_formula(sign: str, text: str) -> None:
    text = sign + text
    written = write("csv", content_finding(text, 0, len(text), path=text, name=text))
    assert written.startswith("\ufeff")
    written.encode("utf-8")
    rows = list(csv.reader(io.StringIO(written.removeprefix("\ufeff"), newline="")))
    assert len(rows) == 2
    assert not any(cell.startswith(tuple("=+-@\t\r\n＝＋－＠")) for cell in rows[1])


def test_a_cell_may_stay_raw_and_still_obeys_nobody() -> None:
    out = io.StringIO()
    report = reporter("csv", out, ReportOptions(language="en", version="1.2.3", raw_cells=True))
    report.begin()
    report.finding(content_finding("=1\x1b\n::debug::a", 0, 1, path="=a.sms"))
    report.end(SUMMARY)
    (row,) = list(csv.reader(io.StringIO(out.getvalue(), newline="")))[1:]
    assert (row[0], row[-1]) == ("=a.sms", "=1<U+001B>\n<U+003A>:debug::a")


def test_a_table_has_a_row_a_finding() -> None:
    rows = list(csv.DictReader(io.StringIO(render("csv", "zh").removeprefix("\ufeff"), newline="")))
    assert [row["规则"] for row in rows] == [
        "link-variable-not-last",
        "invisible-character",
        "invisible-character",
        "unreadable-document",
        "many-segments",
        "",
    ]
    assert (rows[5]["模板CODE"], rows[5]["平台审核结果"], rows[5]["平台驳回原因"]) == (
        "SMS_2",
        "已驳回",
        "内容含|<营销>\n请修改",
    )
    assert (rows[0]["行"], rows[0]["列"], rows[0]["标出的文字"]) == ("5", "15", "aliyun.com/${code}/detail")
    assert (rows[4]["单元格"], rows[4]["模板名称"]) == ("Sheet1!C5", "'=cmd")


@settings(max_examples=100)
@given(ANY_TEXT)
def test_a_workflow_command_stays_one_command(text: str) -> None:
    written = write("github", content_finding(text, 0, len(text), path=text))
    command = re.fullmatch(r"::warning ([^:\n\r]*)::([^\n\r]*)\n", written)
    assert command
    names = [pair.partition("=")[0] for pair in command[1].split(",")]
    assert names[0] == "file"
    assert set(names) <= {"file", "line", "endLine", "col", "endColumn", "title"}
    back = command[1].split(",")[0].removeprefix("file=")
    for escape, character in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        back = back.replace(escape, character)
    assert back == guarded(text)


@settings(max_examples=100)
@given(st.text(st.sampled_from("a`| \n<b>*_[]\\中"), max_size=20))
def test_markdown_of_a_template_is_text(text: str) -> None:
    assert not re.search(r"(?<!\\)(?:\\\\)*[`|<>*_\[\]]", markdown(text))
    code = markdown_code(text)
    fence = re.match("`+", code)
    assert fence
    assert "\n" not in code
    inside = code[len(fence[0]) : -len(fence[0])]
    assert fence[0] not in re.findall("`+", inside)
    assert not inside.startswith("`")
    assert not inside.endswith("`")


def test_markdown_shows_three_samples_of_a_rule() -> None:
    many = [content_finding(f"内容{number}", 0, 1, path=f"{number}.sms") for number in range(12)]
    written = write("markdown", *many)
    assert written.count("\n- `") == 3
    assert written.count("| SMS\\_1 | 1 |") == 10
    assert written.count("| `invisible-character` | warning | 12 |") == 1


def test_markdown_counts_by_type_and_signature() -> None:
    written = write("markdown", *findings())
    assert "| notification | 4 |" in written
    assert "| 示例科技 | 1 |" in written


def test_a_finding_that_marks_a_megabyte_does_not_swell_its_report() -> None:
    huge = content_finding("字" * 1_000_000, 0, 1_000_000, rule=LENGTHY, severity="error")
    for format in {*TEXT_FORMATS} - {"json", "jsonl", "csv", "html"}:  # JSON has all, a cell of CSV its own limit
        assert len(write(format, huge)) < 5_000, format
    rows = list(csv.reader(io.StringIO(write("csv", huge).removeprefix("\ufeff"), newline="")))
    assert max(map(len, rows[1])) <= 32_767
