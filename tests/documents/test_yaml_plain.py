"""What is read without the parser is read as the parser reads it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from smslint.documents.yaml_plain import read_plain
from smslint.documents.yaml_reader import read_yaml

NAMES = st.sampled_from([*"abcdefgh", "a-b", "_"])
KEYS = st.sampled_from([*("abcdefgh" * 5), "a-b", "_", "content", "null", "名称", "<<"])
WORDS = [
    "登录",
    "verification",
    "12:30",
    "yes",
    "0123",
    "2024-01-01",
    "a b",
    "示例：是，204618。",
    "a,b",
    "x{y}",
    "null",
]
QUOTED = ['"a: b #c"', "'a, b'", '""', "''", "'\"'", '"a\\"', '"a\\"b"', "'a''b'", '"a"b', '"', "'"]
VALUES = st.sampled_from([*(WORDS * 4), *QUOTED, "null"])
ODD = [
    *(": ", " #x", ":", ",", " ", "  ", "\n", "\r\n", "\r", "\t", "\n  ", "[a]", "{", "}", "'", '"', "\\", "%", "@"),
    *("&a ", "*a", "!!str ", "|", ">", "-", "- ", "? ", "---\n", "...\n", "`", "😀", "é", "e\u0301", "~", "null"),
    *("\x00", "\x85", "\u2028", "\u3000", "\ud800", "\ufeff", "\ufffe", "\U000e0001"),
]
BRACES = st.builds(
    lambda pairs, gap: "{" + gap + f",{gap}".join(f"{key}: {value}" for key, value in pairs.items()) + gap + "}",
    st.dictionaries(KEYS, st.one_of(st.sampled_from(["a", "0.5", "x-y"]), VALUES), max_size=3),
    st.sampled_from([" ", "", "  "]),
)
INNER = st.dictionaries(
    KEYS, st.one_of(VALUES, BRACES, st.dictionaries(NAMES, VALUES, min_size=1, max_size=2)), min_size=1, max_size=2
)
FIELDS = st.dictionaries(KEYS, st.one_of(VALUES, VALUES, BRACES, INNER), min_size=1, max_size=4)


def written(fields: dict[str, Any], indent: str, step: str) -> str:
    return "".join(
        f"{indent}{key}:\n{written(value, indent + step, step)}"
        if isinstance(value, dict)
        else f"{indent}{key}: {value}\n"
        for key, value in fields.items()
    )


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A front matter that is plain, or nearly."""
    text = draw(st.sampled_from(["", "  \n"])) + written(draw(FIELDS), "", draw(st.sampled_from(["  ", " ", ""])))
    for odd in draw(st.one_of(st.just([]), st.lists(st.sampled_from(ODD), max_size=2))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + odd + text[at:]
    return text


@settings(max_examples=600)
@given(texts())
@example("name: 登录\nvariables:\n  code: { attribute: numberCaptcha, example: '1' }\n")
@example("a:\n  b:\n    c: d\n  e: f\ng: h")
@example("a:\n  b: c\n d: e\n")
@example("a: b\n  c: d\n")
@example(" a: b\nc: d\n")
@example("a: b\na: c\n")
@example("a: {b: c, b: d}\n")
@example("a: {}\nb: {  } \nc: d\n")
@example("a: 😀é b\nc: d\n")
def test_a_plain_text_is_read_as_the_parser_reads_it(text: str) -> None:
    found = read_plain(text)
    if found is not None:
        tree = read_yaml(text)
        assert (tree.root, tree.problems, tree.broken) == (found, [], False)


@pytest.mark.parametrize(
    "text",
    [
        "name: 登录\ntype: verification\n",
        'name: 登录验证码\r\nvariables:\r\n  code: { attribute: numberCaptcha, example: "204618" }\r\n',
        "description: 示例：您的验证码为：204618，5分钟内有效。\nsignature: '青禾'\n\n",
        "variables:\n  code:\n    attribute: numberCaptcha\n    example: 204618\nname: a",
        "name: a\nvariables: {}\n",
    ],
)
def test_what_most_files_hold_needs_no_parser(text: str) -> None:
    assert read_plain(text) is not None
