"""The messages of a preview have exactly the lengths and segments of the template's bounds."""

from __future__ import annotations

import pytest

from smslint.catalog import load
from smslint.core.attribute import Attribute
from smslint.core.lint import Linter
from smslint.core.samples import samples
from smslint.core.template import Template, TemplateType, Variable
from smslint.core.verdict import judge
from smslint.values.preview import Preview

CATALOG = load()
LINTER = Linter(CATALOG)
CURRENT = [attribute for attribute in CATALOG.attributes.values() if attribute.status == "current"]


def of(content: str, kind: TemplateType, signature: str | None = "听雨茶舍", **variables: Variable) -> Preview:
    return Preview(LINTER.read(Template(content, kind, signature=signature, variables=variables)))


def assert_witnessed(made: Preview) -> None:
    shortest, _, longest = made.messages
    for message, end in ((shortest, made.bounds.shortest), (longest, made.bounds.longest)):
        count = message.count
        assert (count.encoding, count.length, count.segments) == (end.encoding, end.length, end.segments)
        assert "".join(message.parts) == message.text


@pytest.mark.parametrize("attribute", CURRENT, ids=lambda attribute: attribute.code)
def test_values_of_every_attribute_reach_both_ends(attribute: Attribute) -> None:
    made = of("您预约的茶席${x}已留好，凭${x}入座。", "notification", x=Variable("x", attribute.code))
    assert_witnessed(made)
    for message in made.messages:
        assert judge(message.values["x"], attribute, CATALOG).verdict == "accepted"
    found = samples(attribute, CATALOG)
    assert (len(found.shortest), len(found.longest)) == attribute.accepted_lengths()


@pytest.mark.parametrize("kind", ["verification", "notification", "promotional", "international", "digital"])
def test_values_without_an_attribute_reach_both_ends(kind: TemplateType) -> None:
    assert_witnessed(of("Tea ${a} and ${b}, then ${a} again.", kind))


def test_the_example_makes_the_typical_message_if_it_could_be_sent() -> None:
    content = "茶席${seat}已留好。"
    assert of(content, "notification", seat=Variable("seat", "other_number2", "T08")).messages[1].text == (
        "【听雨茶舍】茶席T08已留好。"
    )
    refused = of(content, "notification", seat=Variable("seat", "other_number2", "靠窗")).messages[1]
    assert "靠窗" not in refused.text


def test_an_english_signature_abroad_stands_in_square_brackets() -> None:
    assert of("Your table is ready.", "international", "Teahouse").messages[0].text == "[Teahouse]Your table is ready."


def test_both_readings_of_characters_outside_the_bmp() -> None:
    message = of("𠮷时已到。", "notification", None).messages[0]
    assert (message.count.length, message.wide) == (5, 6)


def test_parts_of_a_long_message() -> None:
    parts = of("茶" * 66, "notification").messages[0].parts
    assert list(map(len, parts)) == [67, 5]


def test_the_shortest_and_the_longest_message_have_the_signatures_that_make_them() -> None:
    template = Template(
        "您预约的茶席已留好。", "notification", signature="听雨茶舍", signatures=("茶舍", "听雨茶舍旗舰店")
    )
    made = Preview(LINTER.read(template))
    assert_witnessed(made)
    assert [each.text[: each.text.index("】") + 1] for each in made.distinct] == ["【茶舍】", "【听雨茶舍旗舰店】"]
    assert made.messages[1].text.startswith("【听雨茶舍】"), "a typical message has the associated signature"
