"""What the page of `make playground` is made of: its stand-in for a package, its answers, and its words."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from ahocorasick_rs import AhoCorasick

from smslint.catalog import load
from smslint.core.lint import Linter

ROOT = Path(__file__).parents[2]
PLAYGROUND = ROOT / "docs" / "playground"
_REFUSED = {
    "type": "notification",
    "content": "😀您的快递已到${address}，取件码$｛code｝，请加微信领取红包。",
    "variables": {"address": {"attribute": "address"}},
}


@cache
def module(name: str) -> ModuleType:
    """A module of the page, which stands in the place of no package here."""
    spec = importlib.util.spec_from_file_location(f"playground_{name}", PLAYGROUND / "python" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    made = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def ask(*question: object) -> Any:
    return json.loads(module("checker").answer(json.dumps(question)))


def rules_of(answer: Any) -> list[str]:
    return [each["rule"] for each in answer["findings"]]


def test_the_stand_in_finds_what_the_package_finds() -> None:
    literals = [*Linter(load())._scanner._literals, "aa", "aaa", "a", "ba"]
    own, other = module("ahocorasick_rs").AhoCorasick(literals), AhoCorasick(literals, store_patterns=False)
    texts = [
        "",
        "aaaaabaaa",
        "您的验证码为",
        *(entry.term for each in load().lexicon.tables.values() for entry in each.terms),
    ]
    cases = (ROOT / "tests" / "data" / "cases" / "public.jsonl").read_text(encoding="utf-8").splitlines()
    texts += [str(json.loads(line)) for line in cases]
    assert len(texts) > 1000
    for text in texts:
        expected = other.find_matches_as_indexes(text, overlapping=True)
        assert own.find_matches_as_indexes(text, overlapping=True) == sorted(expected, key=lambda hit: (hit[2], hit[1]))


def test_findings_come_worst_first_with_ranges_in_utf_16_units() -> None:
    answer = ask("check", _REFUSED, False)
    assert {"unsupported-character", "malformed-placeholder"} == set(rules_of(answer)[:2])
    units = _REFUSED["content"].encode("utf-16-le")
    found = {
        each["rule"]: [units[2 * low : 2 * high].decode("utf-16-le") for low, high in each["marks"]]
        for each in answer["findings"]
    }
    assert found["malformed-placeholder"] == ["$｛code｝"]
    assert found["unsupported-character"] == ["😀"]
    assert found["social-contact"] == ["加微信"]
    severities = [each["severity"] for each in answer["findings"]]
    assert severities == sorted(severities, key=["error", "warning", "info"].index)


def test_a_fix_gives_the_template_as_it_becomes() -> None:
    fixes = [fix for each in ask("check", _REFUSED, False)["findings"] for fix in each["fixes"]]
    assert _REFUSED | {"content": _REFUSED["content"].replace("$｛code｝", "${code}")} in [
        each["template"] for each in fixes
    ]


def test_all_safe_fixes_leave_none() -> None:
    fixed = ask("fix_all", _REFUSED, False)
    assert "code" in fixed["variables"]
    left = [fix["safety"] for each in ask("check", fixed, False)["findings"] for fix in each["fixes"]]
    assert "safe" not in left


def test_the_application_form_is_checked_only_if_wanted() -> None:
    assert "name-missing" in rules_of(ask("check", _REFUSED, True))
    assert "name-missing" not in rules_of(ask("check", _REFUSED, False))


def test_the_segments_of_a_message_are_cut_where_they_are_billed() -> None:
    content = "您预约的讲座即将开始，" * 12 + "${name}" + "请准时到场。" * 20
    template = {
        "type": "notification",
        "content": content,
        "signature": "青禾书店",
        "variables": {"name": {"attribute": "name"}},
    }
    message = ask("check", template, False)["preview"]["messages"][-1]
    texts = ["".join(text for text, _ in part) for part in message["parts"]]
    assert len(texts) == message["segments"] > 3
    assert {len(text) for text in texts[:-1]} == {67}
    assert "".join(texts).startswith("【青禾书店】您预约的讲座")
    assert [is_value for part in message["parts"] for _, is_value in part].count(True) == 1


def test_variables_are_offered_by_what_the_text_says() -> None:
    template = {
        "type": "notification",
        "content": "您的取件码为$，请凭码取件。",
        "variables": {"phone": {"attribute": "phone_number2"}},
    }
    offered = ask("complete", template, 6, 7)
    assert (offered[0]["name"], offered[0]["attribute"]) == ("phone", None)
    assert (offered[1]["name"], offered[1]["attribute"]) == ("pick_up_code", "pick_up_code")
    assert len({each["name"] for each in offered}) == len(offered)


@pytest.mark.parametrize(
    "template",
    [
        {},
        {"content": None},
        {"content": ["${a}"], "variables": "x"},
        {"type": "?", "content": "\ud800\u202e</script>", "variables": {"": {"example": [None]}}},
        {"templates": []},
        {"templates": [{"content": "您好"}], "content": "您好"},
        {"frames": [{"image": "../a.png", "text": "您好"}], "materials": [{"path": "/etc/passwd"}]},
        {"content": "您好" * 5000, "redirection": [{"kind": 1}]},
    ],
)
def test_no_template_of_a_stranger_breaks_an_answer(template: dict[str, Any]) -> None:
    answer = ask("check", template, True)
    assert answer["findings"] or answer["preview"] is None
    assert isinstance(ask("complete", template, 0, 0), list)
    assert isinstance(ask("fix_all", template, True), dict)
    ask("as_file", template)


def test_every_text_has_both_languages_and_every_key_a_text() -> None:
    texts = (PLAYGROUND / "src" / "texts.js").read_text(encoding="utf-8")
    known = dict(re.findall(r'(?ms)^  "?([\w-]+)"?: \{(.*?)\},$', texts))
    assert all(re.search(r'en: "[^"\u4e00-\u9fff]', text) or name == "language" for name, text in known.items())
    assert all(re.search(r'zh: "', text) for text in known.values())
    page, script = ((PLAYGROUND / name).read_text(encoding="utf-8") for name in ("page.html", "src/page.js"))
    used = {*re.findall(r'data-text="([\w-]+)"', page), *re.findall(r'\bsay\("([\w-]+)"', script)} - {"promise"}
    assert used <= known.keys()
    assert known.keys() - used <= {"theme-auto", "theme-light", "theme-dark", "range", "range-one"}


def test_the_page_is_allowed_to_load_nothing() -> None:
    policy = re.search(
        r'http-equiv="Content-Security-Policy" content="([^"]+)"', (PLAYGROUND / "page.html").read_text()
    )
    assert policy is not None
    allowed = dict(part.strip().split(" ", 1) for part in policy[1].split(";"))
    assert allowed["default-src"] == "'none'"
    assert not {"connect-src", "img-src", "font-src", "frame-src"} & allowed.keys()
    assert "unsafe-inline" not in policy[1]
    assert "'unsafe-eval'" not in policy[1]
    assert "http" not in policy[1]
