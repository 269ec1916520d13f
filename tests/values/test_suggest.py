"""The most specific attribute that accepts the values is suggested first."""

from __future__ import annotations

import pytest

from smslint.catalog import load
from smslint.core.declarations import suggest_attribute
from smslint.core.template import TemplateType
from smslint.values.suggest import suggest

CATALOG = load()


@pytest.mark.parametrize(
    ("values", "kind", "best"),
    [
        (["2026-11-08", "2026-12-01"], "notification", "time"),
        (["19.90", "7"], "notification", "money"),
        (["周海", "司徒文远"], "promotional", "name"),
        (["云帆（苏州）物流有限公司"], "notification", "unit_name"),
        (["苏E58K21"], "notification", "license_plate_number"),
        (["SF1380294857261", "YT1380294857"], "notification", "tracking_number"),
        (["6_2_308", "12-1-44"], "notification", "pick_up_code"),
        (["lin_hai@example.com"], "notification", "email_address"),
        (["Ord8F2c77Q", "Ord8F2c78Q"], "notification", "other_number2"),
        (["0512-67540321"], "notification", "phone_number2"),
        (["482913"], "verification", "numberCaptcha"),
        (["48a913"], "verification", "characterWithNumber2"),
        (["秋季新品，买二送一！"], "notification", "others"),
        (["季度评审"], "notification", "others"),
        (["加急"], "notification", "others"),
        (["8小时"], "notification", "others"),
        (["海棠", "云杉", "水仙"], "notification", "others"),
        (["成功", "余额", "程序员"], "notification", "others"),
        (["周海", "方圆", "王建国"], "notification", "name"),
    ],
)
def test_the_most_specific_attribute_comes_first(values: list[str], kind: TemplateType, best: str) -> None:
    assert suggest(values, kind, CATALOG)[0].attribute.code == best


def test_an_attribute_never_comes_before_one_that_it_includes() -> None:
    found = suggest(["k7Zq"], "notification", CATALOG)
    codes = [one.attribute.code for one in found]
    for index, candidate in enumerate(found):
        assert not candidate.told or not candidate.attribute.within & set(codes[:index])


def test_the_second_suggestion_names_the_values_that_it_does_not_accept() -> None:
    runner_up = next(
        one for one in suggest(["19.90", "7", "7", "2.50"], "notification", CATALOG) if one.attribute.code == "money"
    )
    assert runner_up.counterexamples == ()
    found = suggest(["7", "8", "9", "3件", "3件"], "notification", CATALOG)
    money = next(one for one in found if one.attribute.code == "money")
    assert (money.accepted, money.rejected) == (3, 2)
    assert [(one.value, one.times) for one in money.counterexamples] == [("3件", 2)]
    assert found.index(money) > 0


def test_attributes_that_refuse_most_values_are_not_named() -> None:
    codes = [one.attribute.code for one in suggest(["周海", "林海", "7"], "notification", CATALOG)]
    assert "money" not in codes
    assert "name" in codes


def test_values_that_are_not_strings_fit_nothing() -> None:
    assert suggest([1, 1.0, True, None, ["1"]], "notification", CATALOG) == ()


def test_others_is_marked_as_disputed_in_promotional_templates() -> None:
    found = suggest(["秋季，新品"], "promotional", CATALOG)
    assert [(one.attribute.code, one.disputed) for one in found] == [("others", True)]


@pytest.mark.parametrize(
    ("name", "kind", "codes"),
    [
        ("money", "notification", ("money",)),
        ("DATE", "notification", ("time",)),
        ("code", "verification", ("numberCaptcha",)),
        ("order", "notification", ("tracking_number", "pick_up_code", "other_number2")),
        ("email_address", "promotional", ()),
        ("username", "notification", ()),
    ],
)
def test_attributes_by_suggested_name(name: str, kind: TemplateType, codes: tuple[str, ...]) -> None:
    assert suggest_attribute(name, kind, CATALOG) == codes
