"""Verdicts on values: all samples of the catalog, and more cases as data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from smslint.catalog import load
from smslint.core.attribute import Attribute
from smslint.core.verdict import ACCEPTED, fits, judge, judge_plain
from smslint.messages import LANGUAGES

CATALOG = load()
CASES = Path(__file__).parents[1] / "data" / "values"


def samples() -> list[Any]:
    return [
        pytest.param(attribute, sample, id=f"{attribute.code}-{sample['value']}")
        for attribute in CATALOG.attributes.values()
        for sample in attribute.file.get("samples", ())
    ]


def cases() -> list[Any]:
    return [
        pytest.param(json.loads(line), id=f"{path.stem}-{number}")
        for path in sorted(CASES.glob("*.jsonl"))
        for number, line in enumerate(path.read_text("utf-8").split("\n"), 1)
        if line
    ]


@pytest.mark.parametrize(("attribute", "sample"), samples())
def test_samples_of_the_catalog_are_judged_as_they_say(attribute: Attribute, sample: dict[str, Any]) -> None:
    value = sample["value"]
    found = judge(value, attribute, CATALOG)
    assert found.verdict == sample["verdict"]
    assert list(dict.fromkeys(reason.id for reason in found.reasons)) == sample.get("reasons", [])
    if "marks" in sample:
        assert sample["marks"] in [value[reason.start : reason.end] for reason in found.reasons]
    if "suggestion" in sample:
        assert found.suggestion == sample["suggestion"]


@pytest.mark.parametrize("case", cases())
def test_cases(case: dict[str, Any]) -> None:
    value = case["value"]
    found = judge(value, CATALOG.attributes[case["attribute"]], CATALOG)
    assert found.verdict == case["verdict"], found
    if "reasons" in case:
        assert [reason.id for reason in found.reasons] == case["reasons"]
    if "marks" in case:
        assert [value[reason.start : reason.end] for reason in found.reasons] == case["marks"]
    if "suggestion" in case:
        assert found.suggestion == case["suggestion"]


@pytest.mark.parametrize("attribute", CATALOG.attributes.values(), ids=lambda attribute: attribute.code)
def test_every_attribute_with_a_grammar_has_good_and_bad_samples(attribute: Attribute) -> None:
    if attribute.status != "current":
        return
    verdicts = {sample["verdict"] for sample in attribute.file["samples"]}
    assert {"accepted", "rejected"} <= verdicts


def test_every_reason_of_the_closed_list_is_given_to_some_sample_or_case() -> None:
    told = {reason for _, sample in (param.values for param in samples()) for reason in sample.get("reasons", ())}
    for param in cases():
        case = param.values[0]
        told |= {reason.id for reason in judge(case["value"], CATALOG.attributes[case["attribute"]], CATALOG).reasons}
    assert sorted(CATALOG.reasons.keys() - told) == []


def test_messages_have_all_fields_filled_in_both_languages() -> None:
    for attribute, sample in (param.values for param in samples()):
        for reason in judge(sample["value"], attribute, CATALOG).reasons:
            for language in LANGUAGES:
                message = reason.message.text(language)
                assert "{" not in message.replace(sample["value"], "")
                assert attribute.title.en not in message if language == "zh" else True


@pytest.mark.parametrize(
    ("value", "reason", "error"),
    [
        (None, "missing", "isv.TEMPLATE_MISSING_PARAMETERS"),
        ("", "missing", "isv.TEMPLATE_MISSING_PARAMETERS"),
        (4821, "not-a-string", "isv.INVALID_JSON_PARAM"),
        (48.21, "not-a-string", "isv.INVALID_JSON_PARAM"),
        (False, "not-a-string", "isv.INVALID_JSON_PARAM"),
        (["4821"], "not-a-string", "isv.INVALID_JSON_PARAM"),
        ({"code": "4821"}, "not-a-string", "isv.INVALID_JSON_PARAM"),
    ],
)
@pytest.mark.parametrize("code", CATALOG.attributes)
def test_missing_values_and_values_that_are_not_strings(code: str, value: object, reason: str, error: str) -> None:
    found = judge(value, CATALOG.attributes[code], CATALOG)
    assert found.verdict == "rejected"
    assert [(each.id, each.predicts) for each in found.reasons] == [(reason, error)]


def test_a_number_is_fixed_by_making_it_a_string() -> None:
    assert judge(4821, CATALOG.attributes["numberCaptcha"], CATALOG).suggestion == "4821"
    assert judge(True, CATALOG.attributes["others"], CATALOG).suggestion is None


def test_reasons_come_in_the_order_of_the_checks() -> None:
    found = judge("12a", CATALOG.attributes["numberCaptcha"], CATALOG)
    assert [reason.predicts for reason in found.reasons] == ["isv.TEMPLATE_PARAMS_ILLEGAL", "isv.PARAM_LENGTH_LIMIT"]


def test_the_value_length_setting_moves_the_general_limit_and_lowers_the_others() -> None:
    number, address = CATALOG.attributes["other_number2"], CATALOG.attributes["address"]
    assert judge("7" * 16, number, CATALOG).verdict == "accepted"
    assert [r.id for r in judge("7" * 16, number, CATALOG, value_length=15).reasons] == ["too-long"]
    assert judge("7" * 40, number, CATALOG, value_length=50).verdict == "accepted"
    assert judge("7" * 26, address, CATALOG, value_length=25).verdict == "rejected"
    assert judge("7" * 31, address, CATALOG, value_length=50).verdict == "rejected"


def test_an_accepted_value_of_a_simple_grammar_makes_nothing_new() -> None:
    assert judge("4821", CATALOG.attributes["numberCaptcha"], CATALOG) is ACCEPTED


def test_legacy_codes_judge_as_their_successors() -> None:
    assert judge("工单42", CATALOG.attributes["other_number"], CATALOG).verdict == "rejected"
    assert judge("13905120000", CATALOG.attributes["phone_number"], CATALOG).verdict == "risky"


def test_fits_wants_every_value_accepted() -> None:
    money = CATALOG.attributes["money"]
    assert fits(["1", "2.50"], money, CATALOG)
    assert not fits(["1", "2元"], money, CATALOG)


@pytest.mark.parametrize(
    ("value", "kind", "verdict"),
    [
        ("a1" * 16, "international", "accepted"),
        ("a1" * 16 + "b", "international", "rejected"),
        ("Hello world, how are", "international", "accepted"),
        ("Hello world, how are!", "international", "rejected"),
        ("二" * 20, "digital", "accepted"),
        ("a" * 21, "digital", "rejected"),
        ("", "digital", "rejected"),
        (None, "international", "rejected"),
        (7, "international", "rejected"),
    ],
)
def test_types_without_attributes_limit_the_length_only(value: object, kind: Any, verdict: str) -> None:
    found = judge_plain(value, kind)
    assert found.verdict == verdict
    assert all(reason.predicts for reason in found.reasons)
