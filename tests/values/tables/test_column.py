"""Columns of tables as values."""

from __future__ import annotations

from pathlib import Path

import pytest

from smslint.values.tables.batch import InputError
from smslint.values.tables.column import column_values


@pytest.mark.parametrize(
    ("name", "text", "column", "values"),
    [
        ("a.csv", 'name,sum\n周海,"1,280"\n\n林,2\n', "sum", ["1,280", "2"]),
        ("a.csv", "\ufeffname,sum\r\n周海,3\r\n", "name", ["周海"]),
        ("a.csv", "name,sum\n周海\n", "2", [""]),
        ("a.csv", 'name,sum\n周海,1\n"林,2\n李,3\n', "sum", ["1", "2", "3"]),
        ("a.csv", 'name,sum\n周海,1\n林,"2\n李,3\n', "sum", ["1", '"2', "3"]),
        ("a.tsv", "name\tsum\n周海\t0071\n", "sum", ["0071"]),
        ("a.jsonl", '{"sum": 7}\n{"sum": "7", "x": 1}\n{}\n', "sum", [7, "7", None]),
    ],
)
def test_columns(tmp_path: Path, name: str, text: str, column: str, values: list[object]) -> None:
    path = tmp_path / name
    path.write_bytes(text.encode("utf-8"))
    assert column_values(path, column) == values


def test_tables_in_gb18030_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("姓名\n周海\n".encode("gb18030"))
    assert column_values(path, "姓名") == ["周海"]


@pytest.mark.parametrize(
    ("name", "data", "column"),
    [
        ("a.csv", b"name,sum\n1,2\n", "total"),
        ("a.csv", b"name,sum\n1,2\n", "3"),
        ("a.csv", b"", "1"),
        ("a.csv", b"a\0b", "1"),
        ("a.jsonl", b"{", "x"),
        ("a.jsonl", b"[1]", "x"),
        ("a.jsonl", b'{"y": 1}', "x"),
        ("a.txt", b"x", "x"),
        ("a.xlsx", b"no workbook", "x"),
    ],
)
def test_what_cannot_be_read_says_so_in_both_languages(tmp_path: Path, name: str, data: bytes, column: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InputError) as raised:
        column_values(path, column)
    assert raised.value.text.en != raised.value.text.zh
