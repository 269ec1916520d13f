"""The result of a rehearsal is the same as judging and counting row by row."""

from __future__ import annotations

import pickle
from collections import Counter
from pathlib import Path
from random import Random

import polars
import pytest

from smslint.core.segments.counting import count_message
from smslint.core.template import TemplateType
from smslint.core.verdict import judge, judge_plain
from smslint.values.fitting import fitting_columns
from smslint.values.rehearsal import RehearsalProgress, batch_checker, rehearse, value_judge
from smslint.values.rehearsal.faulty_rows import FaultyRowsWriter
from smslint.values.rehearsal.row_counts import RowCounts
from smslint.values.tables import parquet
from values.rehearsal.cases import CATALOG, analysis, causes, rehearsed

PIECES = [
    "鹿",
    "茶",
    "Q",
    "1",
    "12345",
    "！",
    " ",
    "①",
    "a.cn",
    "wx",
    "張",
    "2026-11-08",
    "08:30",
    "24:00",
    "-",
    "",
    "|",
]


def table(rows: int, seed: int = 1) -> polars.DataFrame:
    random = Random(seed)

    def value() -> str | None:
        return "".join(random.choices(PIECES, k=random.randint(0, 3))) or None

    def time() -> str | None:
        return random.choice(["2026-11-08", "08:30", "2026-02-30", "24:00", value()])

    return polars.DataFrame(
        {
            "nick": [value() for _ in range(rows)],
            "seat": [value() for _ in range(rows)],
            "time": [time() for _ in range(rows)],
        },
        schema=dict.fromkeys(("nick", "seat", "time"), polars.String),
    )


def verdicts(row: dict[str, str | None]) -> list[str]:
    attributes = CATALOG.attributes
    codes = {"nick": "user_nick", "seat": "other_number2", "time": "time"}
    return [judge(row[name], attributes[code], CATALOG, suggest=False).verdict for name, code in codes.items()]


def test_rows_are_judged_as_single_values_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "ROWS", 70)
    monkeypatch.setattr(value_judge, "_REMEMBERED", 5)
    frame = table(500)
    frame.write_parquet(tmp_path / "a.parquet")
    told: list[RehearsalProgress] = []
    made = rehearse(analysis(), str(tmp_path / "a.parquet"), progress=told.append)
    expected = [verdicts(row) for row in frame.iter_rows(named=True)]
    assert made.refused == sum("rejected" in row for row in expected)
    assert made.doubtful == sum("risky" in row and "rejected" not in row for row in expected)
    sent = Counter(
        count_message(
            analysis().template.content.replace("${nick}", a).replace("${seat}", b).replace("${time}", c)
        ).length
        for (a, b, c), row in zip(frame.iter_rows(), expected, strict=True)
        if "rejected" not in row
    )
    assert made.shortest == min(sent) + len("【听雨茶舍】")
    assert made.segments == {1: sum(sent.values())}
    assert (told[-1].rows, told[-1].refused, told[-1].done) == (500, made.refused, 1.0)
    for cause in made.causes:
        assert [sample.row for sample in cause.samples] == sorted(sample.row for sample in cause.samples)
        assert len(cause.samples) == min(cause.count, 3)
        assert cause.message.en != cause.message.zh


@pytest.mark.parametrize("kind", ["international", "digital"])
def test_templates_without_attributes(tmp_path: Path, kind: TemplateType) -> None:
    random = Random(3)
    signs = ["a", "é", "茶", "{", "€", "1", "😀", " "]
    values = [
        "".join(random.choices(signs, weights=[30, 3, 1, 3, 2, 30, 1, 5], k=random.randint(1, 34))) for _ in range(400)
    ]
    polars.DataFrame({"x": values}).write_parquet(tmp_path / "a.parquet")
    fixed = "Your table [9] is ready, ${x}. " * 4
    made = rehearse(analysis(fixed, {}, kind, "Teahouse"), str(tmp_path / "a.parquet"))
    fine = [value for value in values if judge_plain(value, kind).verdict == "accepted"]
    sign = "[Teahouse]" if kind == "international" else "【Teahouse】"
    messages = [count_message(sign + fixed.replace("${x}", value), kind == "international") for value in fine]
    assert made.refused == len(values) - len(fine)
    assert made.segments == dict(sorted(Counter(message.segments for message in messages).items()))
    assert (made.shortest, made.longest) == (min(m.length for m in messages), max(m.length for m in messages))


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl"])
def test_a_template_without_variables(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text('{"x": "1"}\n' * 3, encoding="utf-8")
    made = rehearse(analysis("茶会改在明日。", {}), str(tmp_path / name))
    assert (made.rows, made.refused, made.segments) == (2 if name == "a.csv" else 3, 0, {1: made.rows})


def test_a_broken_placeholder_is_not_a_variable(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("x\n" + "😀" * 20 + "\n", encoding="utf-8")
    made = rehearse(analysis("Tea {y} for ${x}. " * 9, {}, "international"), str(tmp_path / "a.csv"))
    assert (made.rows, made.refused) == (1, 0)


def test_names_of_files_are_not_patterns(tmp_path: Path) -> None:
    table(10).write_parquet(tmp_path / "a[1].parquet")
    assert rehearse(analysis(), str(tmp_path / "a[1].parquet")).rows == 10


def test_messages_that_are_too_long(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("x\n" + "茶" * 3 + "\n" + "茶" * 30 + "\n", encoding="utf-8")
    made = rehearse(analysis("茶" * 470 + "${x}", {"x": "others"}), str(tmp_path / "a.csv"))
    assert causes(made) == {("message-too-long", None): [3]}
    assert made.segments == {8: 1}


def test_variables_without_an_attribute_obey_what_holds_for_all(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("x\n茶\na.cn/1\n①\n" + "茶" * 36 + "\n", encoding="utf-8")
    made = rehearse(analysis("请到${x}取茶。", {}), str(tmp_path / "a.csv"))
    assert made.undeclared == ("x",)
    assert {one.key.error: one.samples[0].row for one in made.causes} == {
        "isv.PARAM_NOT_SUPPORT_URL": 3,
        "isv.UNSUPPORTED_CONTENT": 4,
        "isv.PARAM_LENGTH_LIMIT": 5,
    }


def test_unchanging_columns(tmp_path: Path) -> None:
    made = rehearsed(tmp_path, "a.csv", "nick,seat,time\n鹿,A1,08:30\n鹿,A2,08:30\n羊,A3,08:30\n")
    assert [(one.column, one.variable, one.value) for one in made.unchanging] == [("time", "time", "08:30")]
    single = rehearsed(tmp_path, "a.csv", "nick,seat,time\n鹿,A1,08:30\n")
    assert single.unchanging == ()


def test_the_vendors_wording_names_variable_attribute_and_value(tmp_path: Path) -> None:
    made = rehearsed(tmp_path, "a.csv", "nick,seat,time\n鹿,靠窗,08:30\n")
    (cause,) = made.causes
    assert cause.message.zh.startswith("模板中的变量seat（靠窗）不符合[其他号码（如订单号、密码等）]的变量规范。")


def test_counts_of_parts_add_up_to_those_of_the_whole(tmp_path: Path) -> None:
    frame = table(300, seed=2)
    frame.write_parquet(tmp_path / "a.parquet")
    whole = rehearse(analysis(), str(tmp_path / "a.parquet"))
    parts = [RowCounts() for _ in range(2)]
    check, batches = _parts(tmp_path / "a.parquet", frame.columns)
    for number, batch in enumerate(batches):
        parts[number % 2].add(pickle.loads(pickle.dumps(check(batch).counts)))
    parts[1].add(parts[0])
    assert (parts[1].refused, parts[1].doubtful) == (whole.refused, whole.doubtful)
    assert {(k.reason, k.variable): (c.count, tuple(c.samples)) for k, c in parts[1].causes.items()} == {
        (one.key.reason, one.key.variable): (one.count, tuple(one.samples)) for one in whole.causes
    }


def test_batches_checked_side_by_side_tell_the_same_in_the_same_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table(300, seed=3).write_parquet(tmp_path / "a.parquet", row_group_size=20)
    told = []
    for size in (20, 1000):
        monkeypatch.setattr(parquet, "ROWS", size)
        batches: list[RehearsalProgress] = []
        with FaultyRowsWriter(tmp_path / f"{size}.csv", "en") as rows:
            made = rehearse(analysis(), str(tmp_path / "a.parquet"), progress=batches.append, rows=rows)
        assert len(batches) == -(-300 // size)
        written = (tmp_path / f"{size}.csv").read_text("utf-8")
        told.append((causes(made), made.refused, made.doubtful, fitting_columns(made), written))
    assert told[0] == told[1]


def _parts(path: Path, columns: list[str]) -> tuple[batch_checker.BatchChecker, list[parquet.Batch]]:
    from smslint.values.rehearsal.column_mapping import map_columns
    from smslint.values.rehearsal.send_plan import SendPlan

    check = batch_checker.BatchChecker(SendPlan(analysis()), map_columns(columns, columns, {}), columns)
    batches = [
        batch for start in range(0, 300, 50) for batch in parquet.ParquetTable(str(path), start, 50).batches([0, 1, 2])
    ]
    return check, batches


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet"])
def test_offending_rows_are_written_with_their_reasons(tmp_path: Path, suffix: str) -> None:
    data = tmp_path / "a.jsonl"
    lines = [
        '{"nick": "鹿", "seat": "A1", "time": "08:30", "phone": "13812345678"}',
        '{"nick": "鹿！", "seat": 7, "phone": "13912345678"}',
    ]
    data.write_text("\n".join(lines * 30), encoding="utf-8")
    path = tmp_path / f"bad{suffix}"
    with FaultyRowsWriter(path, "en") as rows:
        made = rehearse(analysis(), str(data), rows=rows)
    read = {".csv": polars.read_csv, ".jsonl": polars.read_ndjson, ".parquet": polars.read_parquet}[suffix](path)
    assert read.height == made.refused == rows.written == 30
    first = read.row(0, named=True)
    assert first["smslint_row"] == 2
    assert first["smslint_errors"] == (
        "isv.TEMPLATE_PARAMS_ILLEGAL isv.INVALID_JSON_PARAM isv.TEMPLATE_MISSING_PARAMETERS"
    )
    assert (first["nick"], str(first["seat"]), str(first["phone"])) == ("鹿！", "7", "13912345678")
    assert list(tmp_path.iterdir()) == [data, path] or sorted(tmp_path.iterdir()) == sorted([data, path])


def test_a_file_of_rows_is_not_touched_where_the_rehearsal_fails(tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(KeyError), FaultyRowsWriter(path, "en"):
        raise KeyError
    assert path.read_text(encoding="utf-8") == "mine"
    assert list(tmp_path.iterdir()) == [path]


def test_a_table_without_rows(tmp_path: Path) -> None:
    made = rehearsed(tmp_path, "a.csv", "nick,seat,time\n")
    assert (made.rows, made.refused, made.segments, made.unchanging) == (0, 0, {}, ())


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet"])
def test_a_table_without_rows_gives_a_file_without_rows(tmp_path: Path, suffix: str) -> None:
    (tmp_path / "a.csv").write_text("nick,seat,time\n", encoding="utf-8")
    with FaultyRowsWriter(tmp_path / f"bad{suffix}", "en") as rows:
        rehearse(analysis(), str(tmp_path / "a.csv"), rows=rows)
    text = (tmp_path / f"bad{suffix}").read_bytes()
    assert text == b"" if suffix == ".jsonl" else b"nick" in text and b"smslint_row" in text
