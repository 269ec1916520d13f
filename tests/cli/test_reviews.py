"""What teams review comes as they have it: exports with titles, pages of answers, columns of their own.

Each situation is a file in tests/data/reviews/, and `<name>.txt` beside it is what `check --format concise` says of it.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from smslint.io import writer

from .conftest import Smslint

DATA = Path(__file__).parents[1] / "data" / "reviews"
SITUATIONS = sorted(path for path in DATA.iterdir() if path.suffix in (".csv", ".json", ".jsonl"))


@pytest.mark.parametrize("path", SITUATIONS, ids=lambda path: path.name)
def test_each_situation_is_reported_as_expected(
    path: Path, smslint: Smslint, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(DATA)
    expected = path.with_name(f"{path.name}.txt").read_text(encoding="utf-8")
    assert smslint("check", path.name, "--format", "concise").out == expected


def workbook(path: Path, **sheets: list[list[str]]) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 1, row)


def test_headings_of_a_workbook_are_found_below_a_title_and_named_by_their_cells(
    folder: Path, smslint: Smslint
) -> None:
    row = ["您的包裹已到站，请加微信领取。", "通知", "张三"]
    rows = [["2026 年模板清单"], [], ["模板内容", "模板类型", "负责人"], row]
    workbook(folder / "a.xlsx", 说明=[["无"]], 模板=rows)
    findings = smslint("check", "a.xlsx", "--format", "json").data["findings"]
    cells = {each["rule"]: each["cell"] for each in findings}
    assert (cells["unknown-field"], cells["social-contact"]) == ("模板!D3", "模板!B4")


def test_one_sheet_of_a_workbook_can_be_named(folder: Path, smslint: Smslint) -> None:
    rows = [["content", "type"], ["您的包裹已到站，请加微信领取。", "notification"]]
    workbook(folder / "a.xlsx", 旧=rows, 新=rows)
    cells = [each["cell"] for each in smslint("check", "a.xlsx", "--sheet", "新", "--format", "json").data["findings"]]
    assert cells
    assert {cell.partition("!")[0] for cell in cells} == {"新"}
    answer = smslint("check", "a.xlsx", "--sheet", "新的")
    assert answer.code == 1
    assert 'the workbook has no sheet "新的"; its sheets: 旧, 新' in answer.out


@pytest.mark.parametrize("format", ["full", "csv", "xlsx"])
def test_findings_about_the_whole_run_stand_with_their_template(
    folder: Path, smslint: Smslint, format: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "_IN_MEMORY", 500)
    content = '"content": "①您的订单已发货，请查收。", "type": "notification"'
    (folder / "a.sms.jsonl").write_text(f'{{"name": "x", {content}}}\n{{"name": "x", {content}}}\n', encoding="utf-8")
    (folder / "b.sms").write_text("---\nname: y\n---\n您的订单已发货，请查收，加微信。\n", encoding="utf-8")
    output = folder / f"out.{format}"
    smslint("check", "a.sms.jsonl", "b.sms", "--format", format, "--output", output, "--min-severity", "warning")
    if format == "xlsx":
        heads, *rows = CalamineWorkbook.from_path(str(output)).get_sheet_by_index(0).to_python()
        at = [heads.index(name) for name in ("path", "line", "rule")]
        told = [(str(row[at[0]]), int(str(row[at[1]]).partition(".")[0]), str(row[at[2]])) for row in rows]
    elif format == "csv":
        with output.open(encoding="utf-8-sig", newline="") as file:
            told = [(row["path"], int(row["line"]), row["rule"]) for row in csv.DictReader(file)]
    else:
        lines = re.findall(r"^(\S+):(\d+):\d+ \w+ (\S+)", output.read_text(encoding="utf-8"), re.MULTILINE)
        told = [(path, int(line), rule) for path, line, rule in lines]
    assert [each for each in told if each[2] == "duplicate-name"] == [("a.sms.jsonl", 2, "duplicate-name")]
    assert [each[:2] for each in told] == sorted(each[:2] for each in told)
    assert told[-1][0] == "b.sms"
