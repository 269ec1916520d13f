"""Tables like those of users: cells are read as written, damage is reported, and the other rows are checked."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import polars
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smslint.documents import read as read_document
from smslint.syntax.workbook import _refuse_large
from smslint.values.rehearsal import rehearse
from smslint.values.tables import blocks, delimited
from smslint.values.tables.batch import InputError
from smslint.values.tables.column import column_values
from smslint.values.tables.delimited import DelimitedTable
from smslint.values.tables.json_lines import JsonLinesTable
from smslint.values.tables.table import LEAST_MEMORY, open_table
from values.rehearsal.cases import analysis, causes, rehearsed

HEADER = "nick,seat,time\n"


def cells(table: DelimitedTable | JsonLinesTable) -> list[tuple[int, tuple[str, ...]]]:
    """The rows of a table with their numbers; null and empty are equal."""
    found: list[tuple[int, tuple[str, ...]]] = []
    for batch in table.batches(range(len(table.columns))):
        rows = batch.frame.rows()
        found += [(batch.row(index), tuple(cell or "" for cell in row)) for index, row in enumerate(rows)]
    return found


def read(text: str | bytes) -> list[tuple[int, tuple[str, ...]]]:
    data = text.encode() if isinstance(text, str) else text
    return cells(DelimitedTable(BytesIO(data), None, len(data)))


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a,b\n007,1.50\n", [(2, ("007", "1.50"))]),
        ("a,b\r\n1,2\r\n\r\n3,4", [(2, ("1", "2")), (4, ("3", "4"))]),
        ("a,b\r1,2\r3,4\r", [(2, ("1", "2")), (3, ("3", "4"))]),
        ("\n\na,b\n1,2\n", [(4, ("1", "2"))]),
        ('a,b\n"x,\ny","say ""hi"""\nz,1\n', [(2, ("x,\ny", 'say "hi"')), (3, ("z", "1"))]),
        ('a,b\n5" wide,1\n"q",2\n', [(2, ('5" wide', "1")), (3, ("q", "2"))]),
        ("a;b\n1;2,5\n", [(2, ("1", "2,5"))]),
        ("a\tb\n1\t2\n", [(2, ("1", "2"))]),
        ('"a","b"\n";;",";;"\n', [(2, (";;", ";;"))]),
        ('"a;;",b\n1,2\n', [(2, ("1", "2"))]),
        ("a\n1\n\n2\n", [(2, ("1",)), (4, ("2",))]),
        ("a,b\n,\n ,x\n", [(3, (" ", "x"))]),
        ("a,b\nNA,null\n#,NaN\n", [(2, ("NA", "null")), (3, ("#", "NaN"))]),
        ("a,b", []),
    ],
)
def test_cells_are_text_as_written(text: str, rows: list[Any]) -> None:
    assert read(text) == rows


cell = st.text(st.sampled_from('ab,;"\n\r 0茶\t'), max_size=6)


@given(st.lists(st.tuples(cell, cell, cell), max_size=8), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_what_a_program_writes_is_read_back(rows: list[tuple[str, ...]], end: str, always: bool) -> None:
    def written(value: str) -> str:
        quoted = always or any(sign in value for sign in ',;"\n\r\t')
        return '"' + value.replace('"', '""') + '"' if quoted else value

    text = end.join(",".join(map(written, row)) for row in [("a", "b", "c"), *rows]) + end
    assert [row for _, row in read(text)] == [row for row in rows if any(row)]


@given(st.text(st.sampled_from('ab,"\n\r茶'), max_size=60), st.integers(1, 12))
@settings(max_examples=200)
def test_any_text_is_read_alike_in_blocks_of_any_size(text: str, size: int) -> None:
    text = "a,b\n" + text
    whole = read(text)
    before = blocks.BLOCK
    blocks.BLOCK = size  # type: ignore[misc]
    try:
        parts = read(text)
    finally:
        blocks.BLOCK = before  # type: ignore[misc]
    assert parts == whole
    assert len("".join("".join(row) for _, row in parts)) <= len(text)


@pytest.mark.parametrize("size", [1, 20, 40, 1000])
def test_records_over_blocks_keep_their_encoding(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "茶,席\n茶,1\n" + '"一\n二",2\n' + '5" 茶,3\n' * 9 + '"三\r四\n五",4\n' + "茶,5\n"
    whole = read(text)
    monkeypatch.setattr(blocks, "BLOCK", size)
    assert read(text.encode("gb18030")) == whole
    mixed = [line.encode("gb18030" if number % 4 == 3 else "utf-8") for number, line in enumerate(text.split("\n"))]
    assert read(b"\n".join(mixed)) == whole


def test_rows_keep_their_numbers_over_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "BLOCK", 50)
    lines = [f'"{number}",x' if number % 3 else f"{number},{'y' * 60}" for number in range(2, 200)]
    found = read("a,b\n" + "\n".join(lines))
    assert [number for number, _ in found] == list(range(2, 200))
    assert [row[0] for _, row in found] == [str(number) for number in range(2, 200)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be", "utf-32"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    text = HEADER + "听雨饮茶,A1,2026-11-08\n" * 5
    data = text.encode(encoding)
    if encoding == "utf-16-be":
        data = b"\xfe\xff" + data
    made = rehearsed(tmp_path, "a.csv", data)
    assert (made.rows, made.refused, made.doubtful) == (5, 0, 0)


def test_a_gb18030_table_may_begin_with_blocks_of_ascii(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "BLOCK", 16)
    found = read(b"a,b\n1,2\n1,2\n1,2\n" + "茶,席\n".encode("gb18030") * 3)
    assert [row for _, row in found] == [("1", "2")] * 3 + [("茶", "席")] * 3


def test_rows_in_another_encoding_are_reported(tmp_path: Path) -> None:
    data = (HEADER + "小鹿,A1,2026-11-08\n").encode() + "小羊,A2,2026-11-08\n".encode("gb18030") + b"\xff\xff,A3,10\n"
    made = rehearsed(tmp_path, "a.csv", data)
    assert causes(made) == {("undecodable", None): [4], ("mixed-encodings", None): [3]}
    assert (made.rows, made.refused, made.doubtful) == (3, 1, 1)


def test_ragged_rows_are_reported_and_the_others_checked(tmp_path: Path) -> None:
    made = rehearsed(tmp_path, "a.csv", HEADER + "鹿,A1,2026-11-08,x\n鹿,A2\n鹿,A3,2026-11-08\n鹿,订单,2026-11-08\n")
    assert {("missing", "time"): [3], ("wrong-character", "seat"): [5]}.items() <= causes(made).items()
    assert [(one.key.severity, one.samples[0].row) for one in made.causes if one.key.reason == "ragged-row"] == [
        ("error", 2),
        ("warning", 3),
    ]
    assert (made.rows, made.refused) == (4, 3)


def test_a_quote_that_is_never_closed_costs_its_row(tmp_path: Path) -> None:
    made = rehearsed(tmp_path, "a.csv", HEADER + '鹿,A1,"2026-11-08\n鹿,A2,2026-11-08\n鹿,A3,2026-11-08\n')
    assert causes(made) == {("open-quote", None): [2]}
    assert made.rows == 3


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ('王女士,1\n"李女士,2\n张女士,3\n', {3}),
        ('王女士,1\n李女士,"2\n张女士,3\n', {3}),
        ('"王女士,1\n"李女士,2\n"张女士,3\n', {2, 3, 4}),
        ('王女士,1\n"李女士,2\n张女士,3\n"赵女士",4\n', {3}),
        ('王女士,1\n"李女士,2\n张女士,3"\n赵女士,4\n', {3}),
    ],
)
def test_a_row_with_an_open_quote_is_refused_wherever_it_opens(tmp_path: Path, text: str, rows: set[int]) -> None:
    (tmp_path / "a.csv").write_text("x,note\n" + text, encoding="utf-8")
    made = rehearse(analysis("请${x}取茶。", {"x": "others"}), str(tmp_path / "a.csv"))
    assert set(causes(made)["open-quote", None]) == rows
    assert made.refused == len(rows)


def test_rows_between_malformed_ones_are_read_in_long_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "_RUN", 20)
    lines = [f'"{number},x' if number % 9 == 0 else f"{number},x\r" if number % 7 else "" for number in range(2, 300)]
    data = ("a,b\n" + "\n".join(lines)).encode()
    batches = list(DelimitedTable(BytesIO(data), None, len(data)).batches([0, 1]))
    assert sum(batch.rows is None for batch in batches) > 9
    found = {batch.row(index): text for batch in batches for index, text in enumerate(batch.frame["0"])}
    assert found == {number: line.partition(",")[0] for number, line in enumerate(lines, 2) if line}


def test_huge_cells(tmp_path: Path) -> None:
    huge = "茶" * (10 << 20)
    made = rehearsed(tmp_path, "a.csv", HEADER + f'鹿,A1,2026-11-08\n"{huge}",A2,2026-11-08\n鹿,A3,2026-11-08\n')
    (cause,) = made.causes
    assert (cause.key.error, cause.samples[0].row, len(cause.samples[0].value)) == ("isv.PARAM_LENGTH_LIMIT", 3, 201)
    assert (made.rows, made.refused) == (3, 1)


def test_repeated_and_unknown_headings(tmp_path: Path) -> None:
    made = rehearsed(tmp_path, "a.csv", "Nick,seat,seat,time,note\n鹿,A1,桌,2026-11-08,1\n")
    assert made.column_mapping.repeated == ("seat",)
    assert made.column_mapping.missing == {"nick": "Nick"}
    assert made.column_mapping.extra == ("Nick", "note")
    assert [(one.key.error, one.key.variable, one.count) for one in made.causes] == [
        ("isv.TEMPLATE_MISSING_PARAMETERS", "nick", 1)
    ]
    mapped = rehearsed(tmp_path, "a.csv", "Nick,seat,time\n鹿,A1,2026-11-08\n", Nick="nick")
    assert (mapped.refused, mapped.column_mapping.missing) == (0, {})


def test_values_of_json_keep_their_types(tmp_path: Path) -> None:
    rows: list[object] = [
        {"nick": "鹿", "seat": "007", "time": "2026-11-08"},
        {"nick": "鹿", "seat": 7, "time": "2026-11-08"},
        {"nick": ["鹿"], "seat": "7", "time": {"at": 1}},
        {"nick": "鹿", "seat": None, "time": "2026-11-08"},
        ["鹿"],
        {"nick": "鹿", "seat": "1"},
    ]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    made = rehearsed(tmp_path, "a.jsonl", "\n".join([*lines[:2], "", "{broken", *lines[2:]]))
    assert causes(made) == {
        ("not-a-string", "seat"): [2],
        ("not-a-string", "nick"): [5],
        ("not-a-string", "time"): [5],
        ("missing", "seat"): [6],
        ("missing", "time"): [8],
        ("no-json", None): [4, 7],
    }
    assert (made.rows, made.refused) == (7, 6)
    assert {one.key.error for one in made.causes} == {"isv.INVALID_JSON_PARAM", "isv.TEMPLATE_MISSING_PARAMETERS"}


def test_half_a_character_refuses_its_row(tmp_path: Path) -> None:
    good = '{"nick": "鹿", "seat": "1", "time": "08:30"}\n'
    lines = (
        good
        + '{"nick": "\\ud83d鹿", "seat": "1"}\n{"\\ude00": 1}\n{"nick": "\\ud83e\\udd8c", "seat": ["\\ud83d"]}\n'
        + good
    )
    made = rehearsed(tmp_path, "a.jsonl", lines)
    assert causes(made) == {("no-json", None): [2, 3, 4]}
    assert (made.rows, made.refused) == (5, 3)
    table = 'TemplateParam\n"{""nick"": ""\\ud83d"", ""seat"": ""1"", ""time"": ""08:30""}"\n'
    assert causes(rehearsed(tmp_path, "a.csv", table)) == {("no-json", "TemplateParam"): [2]}


def test_a_name_that_differs_in_jsonl(tmp_path: Path) -> None:
    made = rehearsed(tmp_path, "a.jsonl", '{"nickName": "鹿", "seat": "1", "time": "08:30"}\n')
    assert made.column_mapping.missing == {"nick": "nickName"}
    assert made.refused == 1


@pytest.mark.parametrize("column", ["TemplateParam", "template_param"])
def test_a_column_of_parameters(tmp_path: Path, column: str) -> None:
    cells = ['{"nick":"鹿","seat":"1","time":"08:30"}', '{"nick":"鹿","seat":2,"time":"08:30"}', "{", "", "[1]", '"x"']
    text = "note," + column + "\n" + "".join('1,"' + each.replace('"', '""') + '"\n' for each in cells)
    made = rehearsed(tmp_path, "a.csv", text)
    assert causes(made).keys() == {("not-a-string", "seat"), ("no-json", column)}
    found = {(one.key.error, tuple(sample.row for sample in one.samples)) for one in made.causes}
    assert found == {
        ("isv.INVALID_JSON_PARAM", (3,)),
        ("isv.INVALID_JSON_PARAM", (4, 6, 7)),
        ("isv.TEMPLATE_MISSING_PARAMETERS", (5,)),
    }
    assert made.refused == 5


def test_parquet_types_are_read_as_text(tmp_path: Path) -> None:
    from datetime import date, datetime

    path = tmp_path / "a.parquet"
    frame = polars.DataFrame(
        {
            "nick": ["鹿", None, "鹿"],
            "seat": [7, 8, 9],
            "time": [datetime(2026, 11, 8, 7, 5), datetime(2026, 11, 8), datetime(2026, 11, 8, 7, 5, 9, 250000)],
            "extra": [date(2026, 1, 1)] * 3,
        }
    )
    frame.write_parquet(path)
    made = rehearse(analysis(), str(path))
    assert causes(made) == {("missing", "nick"): [2], ("fraction-of-second", "time"): [3]}
    frame.with_columns(nick=polars.Series([["鹿"], ["鹿"], ["鹿"]])).write_parquet(path)
    assert causes(rehearse(analysis(), str(path)))["not-a-string", "nick"] == [1, 2, 3]


def test_folders_of_parquet(tmp_path: Path) -> None:
    folder = tmp_path / "parts"
    folder.mkdir()
    frame = polars.DataFrame({"nick": ["鹿", "鹿！"], "seat": ["1", "2"], "time": ["08:30", "08:31"]})
    for name in "ab":
        frame.write_parquet(folder / f"{name}.parquet")
    made = rehearse(analysis(), str(folder))
    assert causes(made) == {("full-width-character", "nick"): [2, 4]}


class Raw(str):
    """A cell as XML, without its address."""


def workbook(path: Path, rows: list[list[object]], styles: str = "") -> Path:
    """A small workbook, written without a library: numbers, texts, blanks, and cells as XML."""
    import zipfile

    def written(at: str, value: object) -> str:
        if value is None:
            return ""
        if isinstance(value, Raw):
            return f'<c r="{at}" {value[2:]}'
        if isinstance(value, str):
            return f'<c r="{at}" t="inlineStr"><is><t>{value}</t></is></c>'
        return f'<c r="{at}"><v>{value}</v></c>'

    body = "".join(
        f'<row r="{number}">'
        + "".join(written(f"{chr(65 + at)}{number}", cell) for at, cell in enumerate(row))
        + "</row>"
        for number, row in enumerate(rows, 1)
        if row
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    packages = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    with zipfile.ZipFile(path, "w") as book:
        book.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{packages}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>',
        )
        book.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{packages}/relationships"><Relationship Id="r1" Type="{office}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        book.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="名单" sheetId="1" r:id="r1"/></sheets>'
            "</workbook>",
        )
        book.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{packages}/relationships"><Relationship Id="r1" Type="{office}/worksheet" '
            'Target="worksheets/sheet1.xml"/></Relationships>',
        )
        if styles:
            book.writestr("xl/styles.xml", f'<styleSheet xmlns="{main}">{styles}</styleSheet>')
        book.writestr(
            "xl/worksheets/sheet1.xml", f'<worksheet xmlns="{main}"><sheetData>{body}</sheetData></worksheet>'
        )
    return path


def test_workbooks(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["nick", "seat", "time"],
        ["鹿", 7, "2026-11-08"],
        [],
        ["鹿", 1234567890123456, "2026-11-08"],
        ["鹿", "1234567890123456", None],
    ]
    path = workbook(tmp_path / "a.xlsx", rows)
    made = rehearse(analysis(), str(path))
    assert made.rows == 3
    assert causes(made) == {("damaged-number", "seat"): [4], ("missing", "time"): [5]}
    shifted = workbook(tmp_path / "b.xlsx", [[], [], *rows])
    assert causes(rehearse(analysis(), str(shifted))) == {("damaged-number", "seat"): [6], ("missing", "time"): [7]}


def test_cells_of_a_workbook_are_what_they_show(tmp_path: Path) -> None:
    codes = ["[h]:mm", "000", "yyyy-mm-dd hh:mm", "&quot;No.&quot;0"]
    formats = "".join(f'<numFmt numFmtId="{164 + at}" formatCode="{code}"/>' for at, code in enumerate(codes))
    numbers = "".join(f'<xf numFmtId="{number}"/>' for number in (0, 164, 165, 166, 167, 9, 46))
    styles = f"<numFmts>{formats}</numFmts><cellXfs>{numbers}</cellXfs>"
    cells = {
        '<c s="1"><v>1.1041666666666667</v></c>': "26:30",
        '<c s="2"><v>7</v></c>': "007",
        '<c s="3"><v>46157.75</v></c>': "2026-05-15 18:00",
        '<c s="4"><v>5</v></c>': "No.5",
        '<c s="5"><v>0.5</v></c>': "50%",
        '<c s="6"><v>1.1041666666666667</v></c>': "26:30:00",
        '<c t="e"><f>A1/0</f><v>#DIV/0!</v></c>': "#DIV/0!",
        '<c t="e"><v>#N/A</v></c>': "#N/A",
        "<c><v>0.30000000000000004</v></c>": "0.3",
        "<c><v>13800138000</v></c>": "13800138000",
    }
    rows: list[list[object]] = [
        ["x", "y"],
        *([Raw(cell)] if at % 2 else [Raw(cell), "z"] for at, cell in enumerate(cells)),
    ]
    path = workbook(tmp_path / "a.xlsx", rows, styles)
    assert column_values(path, "x") == list(cells.values())
    with open_table(str(path), ()) as table:
        (batch,) = table.batches([0, 1])
    assert batch.frame["0"].to_list() == list(cells.values())
    assert batch.rows == tuple(range(2, 12))


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/other.bin"])
def test_a_workbook_whose_cells_repeat_a_long_string_is_refused(tmp_path: Path, part: str) -> None:
    cells = "".join(f'<row r="{at}"><c r="A{at}" t="s"><v>0</v></c></row>' for at in range(3, 30_000))
    strings = {part: f"<sst><si><t>{'x' * 32_000}</t></si><si><t>y</t></si></sst>"}
    data = hostile_workbook("A2", extra=strings, cells=cells)
    assert len(data) < 200_000
    (tmp_path / "a.xlsx").write_bytes(data)
    with pytest.raises(InputError, match="unpacks to"), open_table(str(tmp_path / "a.xlsx"), ()):
        pass
    _refuse_large(BytesIO(hostile_workbook("A2", extra=strings, cells=cells.replace("<v>0<", "<v>1<"))))


@pytest.mark.parametrize(
    ("name", "data", "mapping"),
    [
        ("a.csv", b"", {}),
        ("a.csv", b"\n\n", {}),
        ("a.csv", b"a,b\n1\0,2\n", {}),
        ("a.jsonl", b"", {}),
        ("a.xlsx", b"no workbook", {}),
        ("a.parquet", b"no parquet", {}),
        ("a.txt", b"x", {}),
        ("a.csv", b"nick,seat,time\n", {"Nick": "nick"}),
        ("a.csv", b"nick,seat,time\n", {"nick": "nik"}),
        ("a.csv", b"nick,n,time\n", {"nick": "nick", "n": "nick"}),
    ],
)
def test_unusable_tables_say_so_in_both_languages(
    tmp_path: Path, name: str, data: bytes, mapping: dict[str, str]
) -> None:
    with pytest.raises(InputError) as raised:
        rehearsed(tmp_path, name, data, **mapping)
    assert raised.value.text.en != raised.value.text.zh


def hostile_workbook(cell: str, blanks: int = 0, cells: str = "", extra: dict[str, str] | None = None) -> bytes:
    """A workbook of one sheet with a value in A1 and in another cell, and with blanks that unpack."""
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "xl/workbook.xml": '<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row>{" " * blanks}'
        f'<row><c r="{cell}"><v>1</v></c></row>{cells}</sheetData></worksheet>',
        **(extra or {}),
    }
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize("cell", ["XFD1048576", "A99999999", "CV20000"])
def test_a_workbook_with_a_distant_cell_is_refused_by_every_reader(tmp_path: Path, cell: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(hostile_workbook(cell))
    with pytest.raises(InputError, match=cell), open_table(str(path), ()):
        pass
    with pytest.raises(InputError, match=cell):
        column_values(path, "1")
    (problem,) = read_document(path.read_bytes(), "a.xlsx").problems
    assert cell in problem.match.values["reason"].en  # type: ignore[union-attr]


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("smslint.syntax.workbook.UNPACKED", 1000)
    (tmp_path / "a.xlsx").write_bytes(hostile_workbook("A2", blanks=10_000))
    with pytest.raises(InputError, match="unpacks to"), open_table(str(tmp_path / "a.xlsx"), ()):
        pass


@pytest.mark.parametrize(
    ("kind", "values", "sentence"),
    [
        (polars.Date, [(1 << 31) - 1], "Column 1 has a date outside of the years 1 to 9999"),
        (polars.Date, [-(1 << 31)], "Column 1 has a date outside"),
        (polars.Datetime("ms"), [1 << 62], "Column 1 has a date outside"),
        (polars.Datetime("us"), [-(1 << 62)], "Column 1 has a date outside"),
        (polars.Datetime("ns"), [(1 << 63) - 1], "2262-04-11 23:47:16.854775807"),
        (polars.Duration("ns"), [95_400 * 10**9 + 5 * 10**8], "26:30:00.5"),
        (polars.Duration("ms"), [-95_400_000, None], "-26:30:00"),
    ],
)
def test_parquet_with_odd_times_is_text_or_a_sentence(
    tmp_path: Path, kind: Any, values: list[int | None], sentence: str
) -> None:
    series = polars.Series("v", values, dtype=polars.Int64)
    if kind == polars.Date:
        series = series.cast(polars.Int32)
    polars.DataFrame([series.cast(kind)]).write_parquet(tmp_path / "a.parquet")
    try:
        with open_table(str(tmp_path / "a.parquet"), ()) as table:
            (batch,) = table.batches([0])
            found = batch.frame["0"][0]
    except InputError as error:
        found = error.text.en
    assert sentence in found


def test_parquet_without_columns_is_empty(tmp_path: Path) -> None:
    polars.DataFrame().write_parquet(tmp_path / "a.parquet")
    with pytest.raises(InputError, match="empty"), open_table(str(tmp_path / "a.parquet"), ()):
        pass


@pytest.mark.parametrize("kind", ["RLIMIT_AS", "RLIMIT_DATA"])
def test_a_limit_that_leaves_too_little_memory_is_a_sentence(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Polars would abort the process, or wait for ever for a thread that could not start."""
    resource = pytest.importorskip("resource")
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    limits = {getattr(resource, kind): 1 << 30}
    monkeypatch.setattr(resource, "getrlimit", lambda each: (limits.get(each, resource.RLIM_INFINITY),) * 2)
    monkeypatch.setenv("POLARS_MAX_THREADS", "8")
    with pytest.raises(InputError, match="limited to 1024 MiB"), open_table(str(path), ["a"]):
        pass
    limits.update(dict.fromkeys(limits, LEAST_MEMORY))
    with open_table(str(path), ["a"]) as table:
        assert table.columns == ["a", "b"]
