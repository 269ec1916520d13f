"""Properties of verdicts on arbitrary values."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smslint.catalog import load
from smslint.core.verdict import judge
from smslint.messages import LANGUAGES

CATALOG = load()
PIECES = "0123456789abAZxq_-./:@ +年月日时分上下午凌晨京粤警微信加群號張囧〇，。（）【】１Ａ·　\n\t\u200b\u0301😀①¥元"
values = st.text(st.sampled_from(PIECES), max_size=40) | st.text(st.characters(), max_size=40)
ORDER = [
    "isv.TEMPLATE_MISSING_PARAMETERS",
    "isv.INVALID_JSON_PARAM",
    "isv.TEMPLATE_PARAMS_ILLEGAL",
    "isv.PARAM_LENGTH_LIMIT",
    "isv.PARAM_NOT_SUPPORT_URL",
    "isv.UNSUPPORTED_CONTENT",
    None,
]


@pytest.mark.parametrize("code", CATALOG.attributes)
@settings(max_examples=60)
@given(value=values)
def test_any_text(code: str, value: str) -> None:
    attribute = CATALOG.attributes[code]
    found = judge(value, attribute, CATALOG)
    severities = {reason.severity for reason in found.reasons}
    assert found.verdict == (
        "rejected" if "error" in severities else "risky" if "warning" in severities else "accepted"
    )
    for reason in found.reasons:
        assert reason.id in CATALOG.reasons
        assert 0 <= reason.start <= reason.end <= len(value)
        assert reason.start < reason.end or not value
        assert (reason.predicts is not None) == (reason.severity == "error")
        assert all(reason.message.text(language) for language in LANGUAGES)
    order = [ORDER.index(reason.predicts) for reason in found.reasons]
    assert order == sorted(order)
    low, high = attribute.limits()
    if attribute.status == "current" and found.verdict == "accepted":
        assert low <= len(value) <= high
    if found.suggestion is not None:
        assert found.verdict != "accepted"
        assert judge(found.suggestion, attribute, CATALOG).verdict == "accepted"


@given(value=st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | values, st.lists, max_leaves=4))
def test_any_json_value(value: object) -> None:
    found = judge(value, CATALOG.attributes["money"], CATALOG)
    assert found.verdict in ("accepted", "risky", "rejected")
    assert isinstance(value, str) or found.verdict == "rejected"
