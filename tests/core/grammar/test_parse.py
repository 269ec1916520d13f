"""Parsing of the catalog's expressions."""

from __future__ import annotations

import re

import pytest

from smslint.core.grammar.charset import Classes
from smslint.core.grammar.parse import ExpressionError, parse_expression
from smslint.core.grammar.printing import re_text
from smslint.core.grammar.tree import length_range, lengths
from smslint.core.lexicon import Lexicon

CLASSES = Classes(Lexicon({}, simplified={"門": "门"}, standard="一乙丁"))


@pytest.mark.parametrize(
    ("expression", "accepted", "refused"),
    [
        ("a b", ["ab"], ["a b", "a", ""]),
        ("a{blank}b", ["a b"], ["ab", "a\u3000b"]),
        ("a|bc", ["a", "bc"], ["ac", "abc"]),
        ("(a|b)c?", ["a", "bc"], ["c", "abc"]),
        ("{digit}{2,3}", ["12", "123"], ["1", "1234", "１２"]),
        ("{digit}{2}", ["12"], ["123"]),
        ("{digit}{2,}", ["12", "123456"], ["1"]),
        ("[a-c\\-_]+", ["a-_c"], ["d", ""]),
        ("[{digit}x]*", ["", "1x2"], ["y"]),
        ("[\\]\\[\\\\]", ["]", "[", "\\"], ["\\]"]),
        ("\\{\\}.", ["{}."], ["{}x"]),
        ("a<b+>c", ["abbc"], ["ac"]),
        ("{han}+", ["一丁"], ["門", "囧"]),
        ("{traditional}|{rare-han}", ["門", "囧"], ["一", "a"]),
        ("{pair}{pair}", ["abab"], ["ab"]),
    ],
)
def test_expressions(expression: str, accepted: list[str], refused: list[str]) -> None:
    pattern = re.compile(re_text(parse_expression(expression, CLASSES, {"pair": "a b"})))
    assert [text for text in accepted if not pattern.fullmatch(text)] == []
    assert [text for text in refused if pattern.fullmatch(text)] == []


@pytest.mark.parametrize(
    "expression", ["(a", "a)", "[a", "{nothing}", "a{3,1}", "*", "a|+", "a\\", "[{pair}]", "{digit", "<a"]
)
def test_expressions_that_cannot_be_read_say_so(expression: str) -> None:
    with pytest.raises(ExpressionError):
        parse_expression(expression, CLASSES, {"pair": "a b"})


def test_definitions_use_each_other_but_not_themselves() -> None:
    define = {"twice": "{once}{once}", "once": "a", "loop": "a{pool}", "pool": "b{loop}"}
    assert re_text(parse_expression("{twice}", CLASSES, define)) == "aa"
    with pytest.raises(ExpressionError):
        parse_expression("{loop}", CLASSES, define)


@pytest.mark.parametrize(
    ("expression", "found"),
    [
        ("a|bcd", {1, 3}),
        ("(ab){1,2}c?", {2, 3, 4, 5}),
        ("", {0}),
        ("a{4,12}", set(range(4, 13))),
    ],
)
def test_lengths(expression: str, found: set[int]) -> None:
    mask = lengths(parse_expression(expression, CLASSES))
    assert {length for length in range(20) if mask >> length & 1} == found


def test_the_range_of_lengths_is_cut_by_the_limits() -> None:
    assert length_range(parse_expression("a{4,12}", CLASSES), 1, 10) == (4, 10)
    assert length_range(parse_expression("(abc)+", CLASSES), 4, 10) == (6, 9)
    assert length_range(parse_expression("abc", CLASSES), 4, 10) is None
