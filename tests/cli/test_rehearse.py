"""`smslint rehearse` for people and for programs."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from cli.conftest import Smslint, sms
from smslint.values import fitting

TEMPLATE = """---
name: 茶席预留
type: notification
signature: 听雨茶舍
variables:
  nick: { attribute: user_nick }
  seat: { attribute: other_number2 }
---
尊敬的${nick}，您的茶席${seat}已留好。
"""
MANY = """templates:
  - { name: 甲, code: SMS_1, type: notification, content: "请到${seat}入座。", variables: { seat: other_number2 } }
  - { name: 乙, code: SMS_2, type: notification, content: "请到${hall}取茶。", variables: { hall: address } }
"""
TABLE = "phone,nick,seat\n13800000001,鹿,A1\n13800000002,鹿！,A1\n13800000003,,A1\n13800000004,小 鹿,A1\n"


@pytest.fixture(autouse=True)
def files(folder: Path) -> None:
    sms(folder, "tea.sms", TEMPLATE)
    sms(folder, "many.sms.yaml", MANY)
    sms(folder, "guests.csv", TABLE)


def test_for_people(smslint: Smslint) -> None:
    answer = smslint("rehearse", "tea.sms", "--data", "guests.csv", "--price", "0.045")
    assert answer.code == 1
    lines = answer.out.split("\n")
    assert lines[0] == "茶席预留 with guests.csv: 4 rows"
    assert "1 row  isv.TEMPLATE_MISSING_PARAMETERS  column nick" in lines
    assert "    row 3: 鹿！ → 鹿!" in lines
    assert "1 row  may be rejected (blank)  column nick" in lines
    assert "  1 × 2 rows (100.0%)" in lines
    assert "  2 segments in total; cost 0.09 at 0.045 each" in lines
    assert 'All rows have "A1" in seat; fixed text could replace the variable seat.' in lines
    assert lines[-2] == "2 rows would be rejected (50.0%). 1 more may be rejected."
    chinese = smslint("rehearse", "tea.sms", "--data", "guests.csv", "--language", "zh").out
    assert "2 行会被拒绝（50.0%）。另有 1 行可能被拒绝。" in chinese


def test_for_programs(smslint: Smslint) -> None:
    data = smslint("rehearse", "tea.sms", "--data", "guests.csv", "--price", "0.05", "--format", "json").data
    assert (data["version"], data["rows"], data["refused"], data["doubtful"]) == (1, 4, 2, 1)
    assert data["columns"]["variables"] == {"nick": "nick", "seat": "seat"}
    assert (data["columns"]["phone"], data["columns"]["extra"]) == ("phone", [])
    assert [(one["error"], one["column"], one["rows"]) for one in data["causes"]] == [
        ("isv.TEMPLATE_MISSING_PARAMETERS", "nick", 1),
        ("isv.TEMPLATE_PARAMS_ILLEGAL", "nick", 1),
        (None, "nick", 1),
    ]
    assert data["causes"][1]["samples"][0] | {"message": ""} == {
        "row": 3,
        "value": "鹿！",
        "message": "",
        "suggestion": "鹿!",
    }
    assert data["segments"] == [{"segments": 1, "rows": 2}]
    assert data["cost"] == {"price": 0.05, "total": 0.1}
    assert data["unchanging"] == [{"column": "seat", "variable": "seat", "value": "A1"}]


@pytest.mark.parametrize(
    ("table", "options", "code"),
    [
        ("nick,seat\n鹿,1\n", (), 0),
        ("nick,seat\n小 鹿,1\n", (), 0),
        ("nick,seat\n小 鹿,1\n", ("--fail-on", "warning"), 1),
        ("nick,seat\n鹿！,1\n", ("--fail-on", "never"), 0),
        ("Nick,seat\n鹿,1\n", (), 1),
        ("Nick,seat\n鹿,1\n", ("--map", "Nick=nick"), 0),
        ("Nick,seat\n鹿,1\n", ("--map", "Nick"), 2),
        ("Nick,seat\n鹿,1\n", ("--map", "Nik=nick"), 2),
        ("nick,seat\n鹿,1\n", ("--output", "bad.txt"), 2),
        ("", (), 2),
    ],
)
def test_exit_codes(smslint: Smslint, folder: Path, table: str, options: tuple[str, ...], code: int) -> None:
    sms(folder, "a.csv", table)
    assert smslint("rehearse", "tea.sms", "--data", "a.csv", *options).code == code


def test_a_missing_column_is_reported_with_the_option_that_maps_it(smslint: Smslint, folder: Path) -> None:
    sms(folder, "a.csv", "Nick Name,seat\n鹿,1\n")
    out = smslint("rehearse", "tea.sms", "--data", "a.csv").out
    assert "--map 'Nick Name=nick'" in out
    assert smslint("rehearse", "tea.sms", "--data", "a.csv", "--map", "Nick Name=nick").code == 0


def test_a_table_without_a_variable_is_found_by_its_other_headings(smslint: Smslint, folder: Path) -> None:
    with Workbook("guests.xlsx") as book:
        book.add_worksheet("说明").write(0, 0, "读我")
        sheet = book.add_worksheet("名单")
        for number, row in enumerate((["一月", "名单"], ["手机号", "昵称", "SignName"], ["13800000001", "鹿", "茶"])):
            sheet.write_row(number, 0, row)
    answer = smslint("rehearse", "tea.sms", "--data", "guests.xlsx")
    assert answer.code == 2
    assert "Likely: --map 昵称=nick" in answer.err


def test_one_of_several_templates_is_chosen(smslint: Smslint, folder: Path) -> None:
    sms(folder, "a.csv", "seat\nA1\n")
    several = smslint("rehearse", "many.sms.yaml", "--data", "a.csv")
    assert several.code == 2
    assert "甲, 乙" in several.err
    assert smslint("rehearse", "many.sms.yaml", "--data", "a.csv", "--name", "甲").code == 0
    assert smslint("rehearse", "many.sms.yaml", "--data", "a.csv", "--code", "SMS_2").code == 2
    assert smslint("rehearse", "many.sms.yaml", "--data", "a.csv", "--code", "SMS_3").code == 2
    assert smslint("rehearse", "none.sms", "--data", "a.csv").code == 2
    assert smslint("rehearse", "tea.sms", "--data", "none.csv").code == 2


def test_offending_rows_are_written(smslint: Smslint, folder: Path) -> None:
    answer = smslint("rehearse", "tea.sms", "--data", "guests.csv", "--output", "bad.csv")
    assert "bad.csv: wrote 3 rows with problems." in answer.err
    written = (folder / "bad.csv").read_text(encoding="utf-8-sig").split("\n")
    assert (folder / "bad.csv").read_bytes().startswith(b"\xef\xbb\xbfphone,")
    assert written[0] == "phone,nick,seat,smslint_row,smslint_errors,smslint_reasons,smslint_suggestion"
    assert written[1].endswith(",nick=鹿!")
    assert written[1].startswith("13800000002,鹿！,A1,3,isv.TEMPLATE_PARAMS_ILLEGAL,")


@pytest.mark.parametrize(("module", "extra", "engine"), [("polars", "tables", "local"), ("ray", "ray", "ray")])
def test_without_an_extra_one_sentence_says_what_to_install(
    smslint: Smslint, monkeypatch: pytest.MonkeyPatch, module: str, extra: str, engine: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    answer = smslint("rehearse", "tea.sms", "--data", "guests.parquet", "--engine", engine)
    assert answer.code == 2
    assert f'the extra "{extra}" of smslint' in answer.err


def test_one_row_is_not_rows(smslint: Smslint, folder: Path) -> None:
    (folder / "one.csv").write_text("nick,seat\n鹿！,A1\n", encoding="utf-8")
    answer = smslint("rehearse", "tea.sms", "--data", "one.csv", "--output", "bad.csv")
    lines = answer.out.split("\n")
    assert lines[0] == "茶席预留 with one.csv: 1 row"
    assert lines[-2] == "1 row would be rejected (100.0%)."
    assert "bad.csv: wrote 1 row with problems." in answer.err


HOSTILE = (
    "phone,nick,seat,\"=cmd\"\n13812345678,王小鹿！,A1,=cmd|'/C calc'!A0\n"
    '-1,"+1\t!",A1,＝1\n@a,"\x1b[1m!",A1,"a\n::debug::b"\n'
)


@pytest.mark.parametrize(
    ("options", "heading", "cells"),
    [
        ((), "'=cmd", {"'=cmd|'/C calc'!A0", "'-1", "'+1\t!", "'＝1", "'@a", "<U+001B>[1m!", "a\n<U+003A>:debug::b"}),
        (("--raw-cells",), "=cmd", {"=cmd|'/C calc'!A0", "-1", "+1\t!", "＝1", "@a", "\x1b[1m!", "a\n::debug::b"}),
    ],
)
def test_rows_are_no_formulas_unless_wanted(
    folder: Path, smslint: Smslint, options: tuple[str, ...], heading: str, cells: set[str]
) -> None:
    sms(folder, "hostile.csv", HOSTILE)
    smslint("rehearse", "tea.sms", "--data", "hostile.csv", "--output", "bad.csv", *options)
    with (folder / "bad.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert heading in rows[0]
    assert cells <= {cell for row in rows[1:] for cell in row}


@pytest.mark.parametrize(("format", "language"), [("text", "zh"), ("json", "en")])
def test_values_of_recipients_are_masked_where_many_read(
    folder: Path, smslint: Smslint, monkeypatch: pytest.MonkeyPatch, format: str, language: str
) -> None:
    table = "nick,seat\n王小鹿！,13812345678\nhttps://a.example/wang,13812345678\n"
    sms(folder, "people.csv", table)
    arguments = ("rehearse", "tea.sms", "--data", "people.csv", "--format", format, "--language", language)
    secrets = ("王小鹿", "a.example", "13812345678", "12345")
    assert all(secret in smslint(*arguments).out for secret in secrets)
    monkeypatch.setenv("CI", "true")
    answer = smslint(*arguments, "--output", "bad.csv")
    assert not [secret for secret in secrets if secret in answer.out + answer.err]
    assert "138****5678" in answer.out
    assert "王***" in answer.out
    assert "王小鹿！" in (folder / "bad.csv").read_text(encoding="utf-8")
    assert "13812345678" in smslint(*arguments, "--no-mask").out
    monkeypatch.delenv("CI")
    assert "13812345678" not in smslint(*arguments, "--mask").out
    answer = smslint("suggest", "--column", "people.csv:nick", "--format", format, "--language", language, "--mask")
    assert not [secret for secret in secrets if secret in answer.out + answer.err]


ALERT = """---
name: 告警
type: notification
variables:
  code: ATTRIBUTE
---
告警内容是${code}，请处理。
"""


def test_a_failing_column_names_the_attributes_that_take_all_of_it(smslint: Smslint, folder: Path) -> None:
    (folder / "alert.sms").write_text(ALERT.replace("ATTRIBUTE", "other_number2"), encoding="utf-8")
    (folder / "rows.csv").write_text("code\nA100\n测试告警\n\n磁盘 1 已满\n", encoding="utf-8")
    answer = smslint("rehearse", "alert.sms", "--data", "rows.csv", "--format", "json")
    assert answer.data["fitting"] == {"code": ["others"]}
    text = smslint("rehearse", "alert.sms", "--data", "rows.csv").out
    assert text.count("Attributes that take all values of this column: Other (others).") == 1
    assert "a new template is needed" in text
    (folder / "rows.csv").write_text(f"code\n{'长' * 40}\n", encoding="utf-8")
    assert "No attribute takes all values of this column" in smslint("rehearse", "alert.sms", "--data", "rows.csv").out


def test_a_column_of_parameters_names_the_attributes_for_each_variable(smslint: Smslint, folder: Path) -> None:
    (folder / "alert.sms").write_text(ALERT.replace("ATTRIBUTE", "money"), encoding="utf-8")
    (folder / "rows.jsonl").write_text('{"TemplateParam": "{\\"code\\": \\"A100\\"}"}\n', encoding="utf-8")
    fitting = smslint("rehearse", "alert.sms", "--data", "rows.jsonl", "--format", "json").data["fitting"]
    assert "other_number2" in fitting["code"]
    (folder / "rows.jsonl").write_text('{"TemplateParam": "{\\"code\\": \\"100\\"}"}\n', encoding="utf-8")
    assert smslint("rehearse", "alert.sms", "--data", "rows.jsonl", "--format", "json").data["fitting"] == {}


def test_what_other_attributes_take_is_judged_once_for_each_shape(
    folder: Path, smslint: Smslint, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = "".join(f"小鹿{chr(0x4E00 + number)}！,座{3_000_000 + number}\n" for number in range(3000))
    (folder / "many.csv").write_text("nick,seat\n" + rows, encoding="utf-8")
    judged: list[object] = []
    real = fitting.judge
    monkeypatch.setattr(
        fitting, "judge", lambda value, *args, **options: judged.append(value) or real(value, *args, **options)
    )
    data = smslint("rehearse", "tea.sms", "--data", "many.csv", "--format", "json").data
    assert "others" in data["fitting"]["seat"]
    assert len(judged) < 1500
