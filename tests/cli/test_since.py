"""`check --since` says what is new, still there and gone, whatever files are called now."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from .conftest import BAD, GOOD, Smslint, sms

WAS = "known.txt"


def compared(smslint: Smslint, *options: str) -> tuple[int, int, int]:
    since = smslint("check", "--since", WAS, "--format", "json", *options).data["summary"]["since"]
    return since["new"], since["same"], since["gone"]


@pytest.fixture(params=["json", "jsonl", "baseline"])
def reviewed(folder: Path, smslint: Smslint, request: pytest.FixtureRequest) -> Path:
    """A folder that was reviewed: two files with an error each, one without."""
    sms(folder, "smslint.toml", 'ignore = ["duplicate-name", "duplicate-content"]\n')
    (folder / "shop").mkdir()
    sms(folder, "shop/a.sms", BAD)
    sms(folder, "shop/b.sms", BAD.replace("取件", "取餐"))
    sms(folder, "c.sms", GOOD)
    if request.param == "baseline":
        smslint("baseline", "--output", WAS)
    else:
        smslint("check", "--format", request.param, "--output", WAS)
    return folder


def test_a_run_without_a_change_has_nothing_new_and_nothing_gone(reviewed: Path, smslint: Smslint) -> None:
    assert compared(smslint) == (0, 2, 0)
    answer = smslint("check", "--since", WAS)
    assert answer.code == 1  # what is still there still fails
    assert answer.out.splitlines() == [
        "Checked 3 templates in 3 documents: 2 errors.",
        "Since the last review: 0 new, 2 still there, 0 gone.",
        "Of 3 templates, 2 will be rejected if submitted as they are.",
    ]


def test_what_is_new_is_told_and_what_is_gone_is_named(reviewed: Path, smslint: Smslint) -> None:
    sms(reviewed, "shop/a.sms", GOOD)
    sms(reviewed, "d.sms", BAD.replace("取件", "取票"))
    assert compared(smslint) == (1, 1, 1)
    told = smslint("check", "--since", WAS, "--format", "concise").out.splitlines()
    assert told[0].startswith("d.sms:2:37 error name-too-long")
    assert told[1].startswith("shop/a.sms gone name-too-long")
    assert len(told) == 5


def test_a_renamed_file_has_nothing_new(reviewed: Path, smslint: Smslint) -> None:
    (reviewed / "shop").rename(reviewed / "store")
    assert compared(smslint) == (0, 2, 0)


def test_a_copied_file_has_new_findings(reviewed: Path, smslint: Smslint) -> None:
    sms(reviewed, "0.sms", BAD)
    assert compared(smslint) == (1, 2, 0)


def test_what_is_not_checked_is_not_gone(reviewed: Path, smslint: Smslint) -> None:
    since = ("check", "--since", WAS, "--format", "json")
    assert smslint(*since, "c.sms").data["summary"]["since"] == {"new": 0, "same": 0, "gone": 0}
    assert smslint(*since, "--select", "documents").data["summary"]["since"]["gone"] == 0


def test_reports_for_programs_mark_each_finding(reviewed: Path, smslint: Smslint) -> None:
    sms(reviewed, "shop/a.sms", GOOD)
    sms(reviewed, "d.sms", BAD.replace("取件", "取票"))
    data = smslint("check", "--since", WAS, "--format", "json").data
    assert {(each["path"], each["since"]) for each in data["findings"]} == {("d.sms", "new"), ("shop/b.sms", "same")}
    assert [(each["path"], each["rule"], each["count"]) for each in data["gone"]] == [
        ("shop/a.sms", "name-too-long", 1)
    ]
    lines = [json.loads(line) for line in smslint("check", "--since", WAS, "--format", "jsonl").out.splitlines()]
    assert [line["kind"] for line in lines] == ["finding", "finding", "gone", "summary"]
    (run,) = smslint("check", "--since", WAS, "--format", "sarif").data["runs"]
    assert sorted(each["baselineState"] for each in run["results"]) == ["absent", "new", "unchanged"]


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("format", ["full", "csv", "html", "json"])
def test_what_people_are_not_told_is_not_gone(format: str, jobs: str, folder: Path, smslint: Smslint) -> None:
    rows = [
        {
            "content": f"您的订单${{a}}已发货，{'请注意查收，' * 8}单号{number}。",
            "type": "notification",
            "owner": "林晓",
        }
        for number in range(3)
    ]
    sms(folder, "a.sms.json", json.dumps(rows, ensure_ascii=False))
    sms(folder, "b.sms.json", json.dumps(rows, ensure_ascii=False))
    smslint("check", "--format", "json", "--output", WAS)
    found = {each["rule"] for each in json.loads((folder / WAS).read_text("utf-8"))["findings"]}
    assert {"may-split", "unknown-field"} <= found
    told = smslint("check", "--since", WAS, "--format", format, "--jobs", jobs).out
    assert not re.search(r"[1-9][0-9]* gone|\"gone\": [1-9]|\[\"g\"|,gone", told)


def test_what_is_no_report_is_refused(folder: Path, smslint: Smslint) -> None:
    sms(folder, "a.sms", GOOD)
    assert smslint("check", "--since", "none.json").code == 2
    for text in (
        "",
        "[",
        "{}",
        "[]",
        '{"version": 2, "findings": []}',
        '{"kind": "finding"}\n',
        '{"version": 1, "findings": [1]}',
    ):
        sms(folder, WAS, text)
        answer = smslint("check", "--since", WAS)
        assert (answer.code, "Neither a report" in answer.err) == (2, True), text
