"""The contract of `--format json` version 1: its keys, nulls and positions, in any stream."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from report.samples import SUMMARY, content_finding, findings, unreadable_finding, workbook_finding
from report.snapshots import TEXT_FORMATS, render
from smslint.core.text import Text
from smslint.report import ReportOptions, reporter
from smslint.workspace.diagnostic import Diagnostic

FINDING = [
    *("rule", "category", "severity", "confidence", "message", "path", "template", "place", "start", "end", "cell"),
    *("content_start", "content_end", "related", "predicts", "fixes", "baselined", "fingerprint", "url"),
]
PROGRAMS = [each for each in TEXT_FORMATS if each != "html" and render(each, "en").startswith(("{", "[", "<"))]
"""The formats for programs, which are JSON, JSON Lines or XML."""
OTHERS = [format for format in PROGRAMS if format not in ("json", "jsonl") and render(format, "en")[0] != "<"]
"""The formats in JSON that others define."""
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=40)


def write(out: io.TextIOBase, format: str, *diagnostic: Diagnostic) -> None:
    report = reporter(format, out, ReportOptions(language="en", version="1.2.3"))  # type: ignore[arg-type]
    report.begin()
    for one in diagnostic:
        report.finding(one)
    report.end(SUMMARY)


def parsed(*diagnostic: Diagnostic) -> dict[str, Any]:
    out = io.StringIO()
    write(out, "json", *diagnostic)
    return json.loads(out.getvalue())


def test_keys_are_those_of_the_contract() -> None:
    report = json.loads(render("json", "en"))
    assert list(report) == ["version", "tool", "findings", "reviews", "summary"]
    assert report["version"] == 1
    assert all(list(found) == FINDING for found in report["findings"])
    first = report["findings"][0]
    assert list(first["template"]) == ["name", "code", "index", "type", "type_inferred"]
    assert list(first["related"][0]) == ["message", "start", "end"]
    assert list(first["fixes"][0]) == ["title", "safety", "edits"]
    keys = ["path", "index", "code", "status", "reason", "answer"]
    assert [list(review) for review in report["reviews"]] == [keys] * 2
    assert list(report["summary"]) == (
        ["documents", "templates", "error", "warning", "info", "fixed", "suppressed", "baselined"]
    )


def test_an_unreadable_file_has_neither_template_nor_place() -> None:
    (found,) = parsed(unreadable_finding())["findings"]
    assert [found[key] for key in ("template", "start", "end", "cell", "content_start", "content_end")] == [None] * 6


def test_a_finding_in_a_workbook_has_a_cell_and_a_range_of_the_content() -> None:
    (found,) = parsed(workbook_finding())["findings"]
    assert (found["cell"], found["start"], found["end"], found["fixes"]) == ("Sheet1!C5", None, None, [])
    assert (found["content_start"], found["content_end"]) == (12, 19)


def test_a_run_without_findings_is_valid() -> None:
    assert parsed()["findings"] == parsed()["reviews"] == []


@settings(max_examples=100)
@given(ANY_TEXT, ANY_TEXT)
def test_positions_and_texts_come_through_exactly(before: str, marked: str) -> None:
    text = before + marked
    (found,) = parsed(content_finding(text, len(before), len(text), path=text or "a"))["findings"]
    view = Text(text)
    for key, offset in (("start", len(before)), ("end", len(text))):
        assert found[key]["offset"] == offset
        assert view.offset(found[key]["line"] - 1, found[key]["column"] - 1) == offset or text[offset - 1 : offset] in (
            "\r",
            "\n",
        )
    assert found["path"] == (text or "a")


@pytest.mark.parametrize("encoding", ["utf-8", "cp936", "ascii"])
@pytest.mark.parametrize("format", PROGRAMS)
def test_formats_for_programs_are_complete_in_any_encoding(format: str, encoding: str) -> None:
    raw, readable = io.BytesIO(), io.StringIO()
    narrow = io.TextIOWrapper(raw, encoding=encoding, errors="strict")
    everything = [*findings(), content_finding("\ud800😀\u2028𠮷\x85", 0, 5, path="\udcff.sms")]
    write(narrow, format, *everything)
    narrow.flush()
    write(readable, format, *everything)
    if readable.getvalue().startswith("<"):
        from lxml import etree

        one, other = (etree.fromstring(text) for text in (raw.getvalue(), readable.getvalue().encode()))
        assert etree.tostring(one, method="c14n") == etree.tostring(other, method="c14n")
    elif format == "jsonl":
        lines = raw.getvalue().decode(encoding).splitlines()
        assert [json.loads(line) for line in lines] == [json.loads(line) for line in readable.getvalue().splitlines()]
    else:
        assert json.loads(raw.getvalue().decode(encoding)) == json.loads(readable.getvalue())


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
@pytest.mark.parametrize("format", OTHERS)
def test_programs_of_others_are_given_no_lone_surrogate(format: str, encoding: str) -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, errors="strict")
    write(stream, format, content_finding("\ud800😀", 0, 1, path="a\udc00.sms"))
    stream.flush()
    text = json.dumps(json.loads(raw.getvalue()), ensure_ascii=False)
    assert text.encode("utf-8").decode("utf-8").count("\ufffd") >= 1


def test_every_line_of_jsonl_says_what_it_is() -> None:
    lines = [json.loads(line) for line in render("jsonl", "en").splitlines()]
    assert [line.pop("kind") for line in lines] == ["finding"] * 6 + ["review"] * 2 + ["summary"]
    report = json.loads(render("json", "en"))
    assert lines[:6] == report["findings"]
    assert lines[6:8] == report["reviews"]
    assert lines[8] == {"version": 1, "tool": report["tool"], **report["summary"]}
