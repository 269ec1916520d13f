"""The shapes of lines, and what is said of text that cannot be parsed."""

from __future__ import annotations

import pytest

from smslint.core.text import line_break, line_start
from smslint.syntax.json.reader import read_json
from smslint.syntax.yaml.lines import has_block_scalar, line_of, lines_of
from smslint.syntax.yaml.reader import read_yaml


@pytest.mark.parametrize(
    ("line", "dash", "column", "key", "value"),
    [
        ("name: 甲", None, 0, "name", "甲"),
        ("  - 'a b': 1", 2, 4, "a b", "1"),
        ("- - x", 0, 4, None, "x"),
        ("a:b", None, 0, None, "a:b"),
        ("  # a: b", None, 2, None, "# a: b"),
    ],
)
def test_a_line_has_parts(line: str, dash: int | None, column: int, key: str | None, value: str) -> None:
    found = line_of(line)
    assert (found.dash, found.column, found.key, found.value) == (dash, column, key, value)


def test_lines_end_with_three_breaks_only() -> None:
    text = "a: 1\r\nb: 2\rc: \u2028 3\n"
    assert [(line.start, line.key) for line in lines_of(text, 0, len(text))] == [
        (0, "a"),
        (6, "b"),
        (11, "c"),
        (18, None),
    ]
    assert line_break(text) == "\r\n"
    assert [line_start(text, at) for at in (0, 4, 6, 12, 18)] == [0, 0, 6, 11, 18]


def test_a_block_scalar_is_seen_by_its_header() -> None:
    assert has_block_scalar("a: |-\n  b\n")
    assert not has_block_scalar("a: b|\n")


@pytest.mark.parametrize(
    ("issues", "kinds"),
    [
        (read_json('{"a": 1, "a": 2}')[1], ["invalid"]),
        (read_json('{"a" 1}')[1], ["unreadable"]),
        (read_yaml("a: *b\n").issues, ["invalid"]),
        (read_yaml("content: 您好 # x\n").issues, ["unquoted"]),
        (read_yaml("a: [\n").issues, ["unreadable"]),
    ],
)
def test_what_is_wrong_has_a_kind(issues: list[object], kinds: list[str]) -> None:
    assert [issue.kind for issue in issues] == kinds  # type: ignore[attr-defined]
