"""`smslint samples`: rows whose verdicts `smslint rehearse` confirms, in formats that other programs read."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import polars
import pytest

from cli.conftest import Smslint, sms
from cli.situations import DATA
from smslint.values.rehearsal import rehearse
from smslint.values.rehearsal.faulty_rows import FaultyRowsWriter
from smslint.values.sample_rows import SampleRows
from values.rehearsal.cases import analysis


@pytest.fixture(autouse=True)
def bill(folder: Path) -> None:
    sms(folder, "bill.sms", (DATA / "bill.sms").read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", ["notification", "international"])
def test_a_rehearsal_confirms_the_verdicts(tmp_path: Path, kind: str) -> None:
    template = analysis() if kind == "notification" else analysis("Dear ${x}, come.", {}, "international")
    cases = SampleRows(template).rows(120)
    assert {each.verdict for each in cases} == {"accepted", "risky", "rejected"}
    assert {"typical", "shortest", "longest", "too-long", "hostile"} <= {each.kind for each in cases}
    table = tmp_path / "a.parquet"
    polars.DataFrame([dict(each.values) for each in cases]).write_parquet(table)
    with FaultyRowsWriter(tmp_path / "bad.jsonl", "en") as rows:
        made = rehearse(template, str(table), rows=rows)
    assert made.refused == sum(each.verdict == "rejected" for each in cases)
    assert made.doubtful == sum(each.verdict == "risky" for each in cases)
    told = [json.loads(line) for line in (tmp_path / "bad.jsonl").read_text(encoding="utf-8").splitlines()]
    for row in told:
        assert set(row["smslint_errors"].split()) == set(cases[row["smslint_row"] - 1].errors)


def test_csv_holds_no_formulas_unless_wanted(smslint: Smslint) -> None:
    out = smslint("samples", "bill.sms", "--rows", "60").out
    assert out.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))
    assert len(rows) == 60
    assert [*rows[0]] == ["name", "order", "money", "time", "smslint_case", "smslint_verdict", "smslint_errors"]
    assert not [cell for row in rows for cell in row.values() if cell[:1] in ("=", "+", "-", "@")]
    raw = smslint("samples", "bill.sms", "--rows", "200", "--raw-cells").out
    assert ",=1+1," in raw


def test_rows_are_the_same_every_time_and_differ(smslint: Smslint) -> None:
    first = smslint("samples", "bill.sms", "--format", "jsonl", "--rows", "50").out
    assert first == smslint("samples", "bill.sms", "--format", "jsonl", "--rows", "50").out
    rows = [json.loads(line) for line in first.splitlines()]
    assert len({tuple(row[name] for name in ("name", "order", "money", "time")) for row in rows}) == 50


def test_parquet_is_written_to_a_file(smslint: Smslint, folder: Path) -> None:
    assert smslint("samples", "bill.sms", "--format", "parquet").code == 2
    assert smslint("samples", "bill.sms", "--format", "parquet", "--output", "rows.parquet").code == 0
    assert polars.read_parquet(folder / "rows.parquet").height == 30
    assert smslint("samples", "bill.sms", "--output", "bill.sms").code == 2


def test_the_module_for_pytest_is_code_without_the_template_in_it(smslint: Smslint, folder: Path) -> None:
    text = (folder / "bill.sms").read_text(encoding="utf-8")
    sms(folder, "bill.sms", text.replace("name: 账单提醒", 'name: "x\'\'\'\\n\\"\\"\\"; raise SystemExit"'))
    out = smslint("samples", "bill.sms", "--format", "pytest", "--rows", "40").out
    made: dict[str, object] = {}
    exec(compile(out, "samples", "exec"), made)
    assert made["TEMPLATE"] == "x'''\n\"\"\"; raise SystemExit"
    rows = made["ROWS"]
    assert isinstance(rows, list)
    assert len(rows) == 40
