"""What variables contain, by the words around them."""

from __future__ import annotations

import pytest

from smslint.catalog import load
from smslint.core.lint import Linter
from smslint.core.meaning import VariableMeanings
from smslint.core.template import Template

LINTER = Linter(load())


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("Tracking number ${v}", "tracking_number"),
        ("Your tracking number is ${v}.", "tracking_number"),
        ("Order number: ${v}", "other_number2"),
        ("Please call ${v}.", "phone_number2"),
        ("The backtracking ${v} ended", None),
        ("电话号码${v}", "phone_number2"),
        ("费用共计${v}元", "money"),
    ],
)
def test_words_around_a_variable_say_what_it_contains(content: str, expected: str | None) -> None:
    analysis = LINTER.read(Template(content, "notification"))
    meanings = analysis.lexicon.compiled(VariableMeanings)
    assert meanings.by_context(analysis.normalized, analysis.placeholders[0]) == expected
