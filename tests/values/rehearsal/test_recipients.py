"""Numbers, signatures and codes: whole columns are judged as single cells are."""

from __future__ import annotations

from pathlib import Path
from random import Random

import polars
import pytest
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from smslint.core.segments.counting import count_message
from smslint.core.segments.parts import displayed_signature
from smslint.core.template import TemplateType
from smslint.values.rehearsal import TableOptions, rehearse, rehearse_all, repaired_table
from smslint.values.rehearsal.damage import column_profile
from smslint.values.rehearsal.faulty_rows import FaultyRowsWriter
from smslint.values.rehearsal.recipients import RecipientJudge
from smslint.values.rehearsal.repaired_table import RepairedTableWriter
from smslint.values.rehearsal.sent_numbers import SentNumbers
from smslint.values.tables import parquet
from smslint.values.tables.batch import InputError
from values.rehearsal.cases import CATALOG, analysis, causes, rehearsed


def kinds(numbers: list[str], kind: TemplateType = "notification") -> list[str | None]:
    """The reason of each number, None if it is sent to."""
    judge = RecipientJudge(kind, "phone", "0")
    cells = polars.Series("0", numbers)
    certain, _ = judge.certain(cells)
    found = judge.looked_at(cells)
    reasons: dict[int, str] = {}
    for each in judge.faulty(polars.int_range(len(numbers), dtype=polars.UInt32, eager=True), found, None):
        reasons |= dict.fromkeys(each.indexes, each.key.reason)
    for index, number in enumerate(certain):
        assert number is None or index not in reasons
        assert number is None or found["key"][index] == number
    return [reasons.get(index) for index in range(len(numbers))]


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("13800000001", None),
        ("+13800000001", None),
        ("+8613800000001", None),
        ("008613800000001", None),
        ("8613800000001", None),
        ("", "number-missing"),
        (" \u3000", "number-missing"),
        ("1380000000", "number-length"),
        ("138000000011", "number-length"),
        ("12800000001", "number-prefix"),
        ("051267540321", "number-length"),
        ("138 0000 0001", "number-separators"),
        ("13800000001\u200b", "number-separators"),
        ("1380000000l", "number-characters"),
        ("13800000001.0", "number-decimal"),
        ("1.38E+10", "number-scientific"),
        ("13800000001,13800000002", "number-several"),
        ("13800000001/13800000002", "number-several"),
        ("138****0001", "number-masked"),
        ("+85251234567", "number-abroad"),
        ("0014155550100", "number-abroad"),
        ("85251234567", "number-abroad"),
    ],
)
def test_the_forms_of_numbers(number: str, reason: str | None) -> None:
    assert kinds([number]) == [reason]


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("+85251234567", None),
        ("85251234567", None),
        ("0085251234567", None),
        ("+14155550100", None),
        ("14155550100", "number-ambiguous"),
        ("13800138000", "number-domestic"),
        ("+8613800000001", "number-domestic"),
        ("8613800000001", "number-domestic"),
        ("+21012345678", "number-country"),
        ("51234", "number-length"),
        ("+852 5123 4567", "number-separators"),
        ("+852abc", "number-characters"),
    ],
)
def test_the_forms_of_numbers_abroad(number: str, reason: str | None) -> None:
    assert kinds([number], "international") == [reason]


@pytest.mark.parametrize("kind", ["notification", "international"])
def test_numbers_are_certain_only_if_a_closer_look_agrees(kind: TemplateType) -> None:
    random = Random(3)
    starts = ("", "+", "00", "0", "86", "+86", "0086", "+00", "++", " ", "13", "+13", "0013", "852", "+65")
    rest = ("".join(random.choices("0123456789", k=random.randint(3, 14))) for _ in range(9_000))
    texts = [random.choice(starts) + each for each in rest]
    cells = polars.Series("0", [None, *texts])
    judge = RecipientJudge(kind, "phone", "0")
    certain, countries = judge.certain(cells)
    sure = certain.is_not_null()
    found = judge.looked_at(cells)
    assert certain.filter(sure).equals(found["key"].filter(sure))
    assert countries == dict(judge.countries(found.filter(sure)))
    assert sure.sum() > 0.7 * found["key"].count()


def test_every_missing_number_is_written_with_its_reason(tmp_path: Path) -> None:
    data = "phone,nick,seat,time\n" + ",鹿,A1,08:30\n" * 3
    (tmp_path / "a.csv").write_text(data, encoding="utf-8")
    with FaultyRowsWriter(tmp_path / "bad.csv", "en") as rows:
        made = rehearse(analysis(), str(tmp_path / "a.csv"), rows=rows)
    assert (made.refused, rows.written) == (3, 3)


def test_each_number_counts_where_a_template_abroad_has_no_variable(tmp_path: Path) -> None:
    template = analysis("Your table is ready.", {}, "international", "Tea")
    data = "phone,SignName\n+85251234567,Tea\n12,Teahouse\n19900000002,Tea\n"
    (tmp_path / "a.csv").write_text(data, encoding="utf-8")
    made = rehearse(template, str(tmp_path / "a.csv"))
    assert (made.rows, made.refused, made.shortest, dict(made.countries)) == (3, 2, 27, {"852": 1})


def test_numbers_beyond_a_limit_are_found_over_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "ROWS", 7)
    random = Random(4)
    phones = [f"138000000{random.randint(10, 30)}" for _ in range(100)]
    polars.DataFrame({"phone": phones, "code": ["123456"] * 100}).write_parquet(tmp_path / "a.parquet")
    template = analysis("验证码${code}，请勿泄露。", {"code": "numberCaptcha"}, "verification")
    with FaultyRowsWriter(tmp_path / "bad.parquet", "en") as rows:
        made = rehearse(template, str(tmp_path / "a.parquet"), rows=rows)
    again = [row for row, phone in enumerate(phones, 1) if phone in phones[: row - 1]]
    assert made.repeats is not None
    assert (made.repeats.again, made.repeats.numbers) == (len(again), len({phones[row - 1] for row in again}))
    assert made.doubtful == len(again)
    assert polars.read_parquet(tmp_path / "bad.parquet")["smslint_row"].to_list() == again


def test_few_messages_to_one_number_are_only_counted(tmp_path: Path) -> None:
    row = "13800000001,鹿,A1,08:30\n"
    made = rehearsed(tmp_path, "a.csv", "phone,nick,seat,time\n" + row * 50)
    assert (made.doubtful, made.repeats and made.repeats.again) == (0, 49)
    assert rehearsed(tmp_path, "a.csv", "phone,nick,seat,time\n" + row * 52).doubtful == 2


def test_counts_of_numbers_add_up() -> None:
    keys = polars.Series([1, 2, 1, None, 3, 3, 3], dtype=polars.UInt64)
    whole, parts = SentNumbers([(keys, 10, None)], 7), SentNumbers()
    parts.add(SentNumbers([(keys[:4], 10, None)], 4))
    parts.add(SentNumbers([(keys[4:], 0, polars.Series([14, 15, 16]))], 3))
    assert whole.repeated(1) == parts.repeated(1)
    assert (whole.repeated(1).numbers, whole.repeated(1).beyond) == (2, {12, 15, 16})
    assert whole.repeated(None).beyond == frozenset()


@pytest.mark.parametrize("kind", ["notification", "international"])
def test_the_length_of_each_rows_signature_counts(tmp_path: Path, kind: TemplateType) -> None:
    names = ["听雨茶舍", "Teahouse", "青禾", "Tea", "听雨茶舍西湖边分店"]
    fixed = "Your table is ready, ${x}. " * 5
    template = analysis(fixed, {"x": "others"}, kind)
    values = ["Amy", "a{b", "é", "1", "x"]
    frame = polars.DataFrame({"SignName": names, "x": values})
    frame.write_parquet(tmp_path / "a.parquet")
    made = rehearse(template, str(tmp_path / "a.parquet"))
    abroad = kind == "international"
    counted = [
        count_message(displayed_signature(name, abroad) + fixed.replace("${x}", value), abroad)
        for name, value in zip(names, values, strict=True)
    ]
    assert made.refused == 0
    assert (made.shortest, made.longest) == (min(x.length for x in counted), max(x.length for x in counted))
    assert made.billed == sum(each.segments for each in counted)
    fixed_name = rehearse(template, str(tmp_path / "a.parquet"), options=TableOptions(signatures=False))
    assert fixed_name.column_mapping.signature is None


def test_rows_go_to_the_template_of_their_code(tmp_path: Path) -> None:
    from dataclasses import replace

    first = analysis("请${nick}入座。", {"nick": "user_nick"})
    second = analysis("请到${hall}取茶。", {"hall": "others"})
    plans = [
        each.with_template(replace(each.template, code=code)) for each, code in ((first, "SMS_1"), (second, "SMS_2"))
    ]
    random = Random(2)
    codes = [random.choice(["SMS_1", "SMS_2", "SMS_3", "x"]) for _ in range(200)]
    text = "TemplateCode,nick,hall\n" + "".join(f"{code},鹿,厅①\n" for code in codes)
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    with FaultyRowsWriter(tmp_path / "bad.csv", "en") as rows:
        made = rehearse_all(plans, str(tmp_path / "a.csv"), TableOptions(), rows=rows)
    count = {code: codes.count(code) for code in codes}
    assert (made[1].rows, made[1].refused) == (count["SMS_2"], count["SMS_2"])
    assert made[0].rows == 200 - count["SMS_2"]
    assert (made[0].refused, made[0].doubtful) == (count["x"], count["SMS_3"])
    numbers = polars.read_csv(tmp_path / "bad.csv")["smslint_row"].to_list()
    assert numbers == [row for row, code in enumerate(codes, 2) if code != "SMS_1"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_repaired_table_differs_from_its_input_in_repaired_cells_only(tmp_path: Path, encoding: str) -> None:
    header = "phone;nick;seat;time;备注\r\n"
    rows = "138 0000 0001;鹿;A1;08:30;=1+1\r\n;;;;\r\n+8613800000002;羊！;A-2;2026/1/8;\r\n"
    rows += '13800000003;狐①;A3;08:30;"a;b"\r\n'
    (tmp_path / "a.csv").write_bytes((header + rows).encode(encoding))
    with RepairedTableWriter(tmp_path / "b.csv", str(tmp_path / "a.csv")) as repaired:
        rehearse_all([analysis()], str(tmp_path / "a.csv"), TableOptions(), repaired=repaired)
    wanted = rows.replace("138 0000 0001", "13800000001").replace("羊！", "羊!").replace("A-2", "A2")
    wanted = wanted.replace("2026/1/8", "2026/01/08").replace(";;;;\r\n", "")
    assert (tmp_path / "b.csv").read_bytes() == (header + wanted).encode(encoding)
    assert repaired.repaired == {"phone": 1, "nick": 1, "seat": 1, "time": 1}
    assert rehearse(analysis(), str(tmp_path / "b.csv")).refused == 1


def test_a_repaired_workbook_is_one_sheet_of_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Workbook(str(tmp_path / "a.xlsx")) as book:
        book.add_worksheet("说明").write(0, 0, "无")
        sheet = book.add_worksheet("名单")
        for row, cells in enumerate([["名单"], ["phone", "nick", "seat", "time", "备注", "备注"]]):
            sheet.write_row(row, 0, cells)
        sheet.write_row(2, 0, ["138 0000 0001", "羊！", "A1", "08:30", "@a"])
        sheet.write_row(3, 0, [13800000002, "鹿", "A2", "08:30", "", "x"])

    def repair(table: str, output: str) -> None:
        with RepairedTableWriter(tmp_path / output, str(tmp_path / table)) as repaired:
            rehearse_all([analysis()], str(tmp_path / table), TableOptions(), repaired=repaired)

    repair("a.xlsx", "b.xlsx")
    book_read = CalamineWorkbook.from_path(str(tmp_path / "b.xlsx"))
    assert book_read.sheet_names == ["名单"]
    assert book_read.get_sheet_by_index(0).to_python() == [
        ["phone", "nick", "seat", "time", "备注", "备注"],
        ["13800000001", "羊!", "A1", "08:30", "@a", ""],
        ["13800000002", "鹿", "A2", "08:30", "", "x"],
    ]
    repair("b.xlsx", "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    (tmp_path / "a.csv").write_text("phone,nick,seat,time\n13800000001,=1+1,A1,08:30\n", encoding="utf-8")
    repair("a.csv", "c.xlsx")
    assert CalamineWorkbook.from_path(str(tmp_path / "c.xlsx")).get_sheet_by_index(0).to_python()[1][1] == "=1+1"
    monkeypatch.setattr(repaired_table, "_LONGEST_CELL", 10)
    with pytest.raises(InputError, match='column "phone" in row 2 has more'):
        repair("a.csv", "d.xlsx")
    monkeypatch.setattr(repaired_table, "_MOST_ROWS", 1)
    with pytest.raises(InputError, match="at most 1 rows, but 2"):
        repair("a.xlsx", "d.xlsx")
    assert not (tmp_path / "d.xlsx").exists()


@pytest.mark.parametrize(
    ("values", "width", "rounded"),
    [
        (["123456", "98765", "654321", "111111", "222222", "333333"], 6, False),
        (["123456", "098765", "65432", "111111", "222222", "333333"], None, False),
        (["123456", "234567", "654321", "111111", "222222", "333333"], None, False),
        (["1", "22", "333", "4444", "55555", "666666"], None, False),
        (["9998", "10001", "10002", "10003", "10004", "10005", "10006"], None, False),
        (["12345", "A1", "123456", "123456", "123456", "123456"], None, False),
        (["123456", "12345"], None, False),
        (["12345678901234500"] * 3, None, True),
        (["12345678901234500", "12345678901234501"] * 3, None, False),
    ],
)
def test_what_a_column_says_of_its_values(values: list[str], width: int | None, rounded: bool) -> None:
    padded = values if not rounded else values * 2
    found = column_profile(polars.Series(padded), CATALOG.attributes["other_number2"])
    assert (found.width, found.rounded) == (width, rounded)
    assert column_profile(polars.Series(padded), CATALOG.attributes["money"]).width is None


def test_values_of_other_keys_of_a_verification_template(tmp_path: Path) -> None:
    template = analysis("验证码${code}，请勿泄露。", {"code": "numberCaptcha"}, "verification")
    cells = ['{"code": "123456", "a": "é"}', '{"code": "123456", "a": "x", "b": 1}', '{"code": "123456"}']
    text = "TemplateParam\n" + "".join('"' + each.replace('"', '""') + '"\n' for each in cells)
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    made = rehearse(template, str(tmp_path / "a.csv"))
    assert causes(made) == {
        ("extra-value", "TemplateParam.a"): [2],
        ("extra-value", "TemplateParam.b"): [3],
        ("extra-parameter", "TemplateParam.a"): [3],
    }
    assert (made.refused, made.doubtful) == (2, 0)
