"""What rules about length report, and what they leave open."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smslint.catalog import load
from smslint.core.finding import Finding
from smslint.core.lint import Linter
from smslint.core.segments.bounds import length_bounds
from smslint.core.template import MAINLAND, Template, TemplateType, Variable

CATALOG = load()
RULES = ("may-split", "message-too-long", "segment-budget")
LINTER = Linter(CATALOG, RULES)


def found(template: Template, linter: Linter = LINTER) -> dict[str, Finding]:
    return {finding.rule.id: finding for finding in linter.lint(linter.read(template))}


def notice(content: str, signature: str | None = "听雨茶舍", **attributes: str) -> Template:
    variables = {name: Variable(name, attribute) for name, attribute in attributes.items()}
    return Template(content, "notification", signature=signature, variables=variables)


def test_a_message_without_signature_says_that_no_signature_is_counted() -> None:
    finding = found(notice("茶" * 60 + "${seat}", None, seat="other_number2"))["may-split"]
    assert "without the signature" in finding.message("en")
    assert "未计签名" in finding.message("zh")


def test_a_variable_without_attribute_is_said_to_be_assumed() -> None:
    finding = found(notice("茶" * 50 + "${seat}"))["may-split"]
    assert finding.variant is not None
    assert finding.variant.name == "assumed"
    assert "${seat}" in finding.message("zh")


def test_a_verification_template_takes_codes_of_4_to_6_whatever_is_declared() -> None:
    assert not found(Template("茶" * 58 + "${code}", "verification", signature="听雨茶舍"))
    assert found(Template("茶" * 59 + "${code}", "verification", signature="听雨茶舍"))


def test_the_setting_of_value_lengths_counts() -> None:
    template = notice("茶" * 40 + "${seat}", seat="other_number2")
    assert found(template)
    assert not found(template, Linter(CATALOG, RULES, value_length=20))


def test_a_legacy_attribute_has_the_lengths_of_its_successor() -> None:
    template = Template("茶" * 60, "verification")
    old = Template(
        "茶" * 58 + "${code}",
        "notification",
        signature="听雨茶舍",
        variables={"code": Variable("code", "characterWithNumber")},
    )
    assert not found(template) | found(old)


@pytest.mark.parametrize(("characters", "speaks"), [(494, False), (495, True)])
def test_the_signature_takes_the_message_over_500(characters: int, speaks: bool) -> None:
    assert ("message-too-long" in found(notice("茶" * characters))) == speaks


def test_the_room_is_named() -> None:
    template = notice("茶" * 50 + "${seat}", seat="other_number2")
    assert "at most 14 characters" in found(template)["may-split"].message("en")
    assert not found(notice("茶" * 50 + "1" * 14))


def test_findings_survive_the_way_between_processes() -> None:
    finding = found(notice("茶" * 50 + "${seat}", seat="other_number2"))["may-split"]
    values = pickle.loads(pickle.dumps(finding.match)).values
    assert dict(values) == dict(finding.match.values)


contents = st.lists(
    st.one_of(st.integers(0, 80).map("茶".__mul__), st.sampled_from(["${a}", "${b}", "a" * 60, "€[", "{c}"])),
    max_size=8,
).map("".join)


@settings(max_examples=150)
@given(
    contents, st.sampled_from(["verification", "notification", "international"]), st.sampled_from(["money", "name", ""])
)
def test_may_split_reports_exactly_what_the_bounds_say(content: str, kind: TemplateType, attribute: str) -> None:
    variables = {"a": Variable("a", attribute)} if attribute and kind in MAINLAND else {}
    template = Template(content, kind, signature="Tea", variables=variables)
    bounds = length_bounds(LINTER.read(template))
    assert ("may-split" in found(template)) == (bounds.shortest.segments < bounds.longest.segments)
