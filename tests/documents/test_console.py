"""The console's names of attributes match the catalog; suppressions in cells are read as people write them."""

from __future__ import annotations

import pytest

from counted import CountedCalls
from smslint.catalog import load
from smslint.core.attribute import Attribute
from smslint.documents.console import console_code, console_title, suppressions_tree
from smslint.syntax.tree import plain_value

CURRENT = [attribute for attribute in load().attributes.values() if attribute.status == "current"]


@pytest.mark.parametrize("attribute", CURRENT, ids=lambda attribute: attribute.code)
def test_a_title_of_the_catalog_means_its_attribute(attribute: Attribute) -> None:
    assert console_code(attribute.title.zh) == attribute.code
    assert console_code(console_title(attribute.code)) == attribute.code
    assert console_title(attribute.code) != attribute.code


def test_any_other_text_stands_for_itself() -> None:
    assert console_code("numberCaptcha") == "numberCaptcha"
    assert console_title("house_code") == "house_code"


@pytest.mark.parametrize(
    ("text", "rules", "reason"),
    [
        ("a-b", ["a-b"], None),
        ("a-b, c-d，e-f、g-h/i-j", ["a-b", "c-d", "e-f", "g-h", "i-j"], None),
        ("a-b c-d\ne-f", ["a-b", "c-d", "e-f"], None),
        ("a-b, c-d: one, two", ["a-b", "c-d"], "one, two"),
        ("a-b ： 已报备 ", ["a-b"], "已报备"),
        ("a-b（已报备）", ["a-b"], "已报备"),
        ("a-b 已报备 了", ["a-b"], "已报备 了"),
        ("a-b;", ["a-b"], None),
        (": 已报备", [""], "已报备"),
        (" ;； ()", [], None),
    ],
)
def test_a_cell_of_suppressions_is_read_as_people_write_it(text: str, rules: list[str], reason: str | None) -> None:
    found = plain_value(suppressions_tree(text))
    assert found == [{"rule": rule} | ({"reason": reason} if reason else {}) for rule in rules]


@pytest.mark.parametrize("part", ["a-", "a-b ", "a,", " ", "(", "a: b ", "a ，", " ："])
@pytest.mark.timeout(60)  # what a pattern does is no call
def test_long_cells_of_suppressions_are_read_in_linear_time(part: str) -> None:
    suppressions_tree(part)  # compiles its patterns
    with CountedCalls() as work:
        suppressions_tree(part * (40_000 // len(part)) + "x")
    assert work.calls < 200_000
