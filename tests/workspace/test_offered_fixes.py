"""A fix, made alone, never leads to another finding at least as severe as the one it fixes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from smslint.catalog import load
from smslint.core.lint import Linter
from smslint.core.severity import SEVERITIES, Severity
from smslint.documents import applied, read
from smslint.workspace.candidate_fixes import HIDING, CandidateFixes
from smslint.workspace.check import check_template
from smslint.workspace.diagnostic import DiagnosticFix
from smslint.workspace.rule_resolver import FileRules
from smslint.workspace.settings import ResolvedSettings, Settings

CATALOG = load()
RULES = FileRules(Linter(CATALOG), ResolvedSettings(Settings(), Path()), frozenset(CATALOG.rules), {})
TODAY = date(2026, 11, 21)


def found(text: str, severities: Sequence[Severity]) -> Counter[str]:
    """The rules of the findings of some severities in a document with one template."""
    (entry,) = read(text, "a.sms.json").entries()
    checked = check_template(entry.parsed, RULES, TODAY)
    return Counter(each.rule.id for each in checked.findings if each.severity in severities)


def worsened(template: Mapping[str, object]) -> Iterator[str]:
    """What fixes of a template's findings lead to, if it is no better than what they fix."""
    text = json.dumps({"name": "示例", **template}, ensure_ascii=False)
    document = read(text, "a.sms.json")
    (entry,) = document.entries()
    checked = check_template(entry.parsed, RULES, TODAY)
    candidates = CandidateFixes(document, RULES)
    for finding in checked.findings:
        severe = SEVERITIES[: SEVERITIES.index(finding.severity) + 1]
        for fix in candidates.as_edits(entry, checked, finding):
            for rule in found(applied(text, fix.edits), severe) - found(text, severe):
                if finding.rule.category != HIDING or CATALOG.rules[rule].category == HIDING:
                    yield f"{finding.rule.id}: {fix.title.en} leads to {rule} in {text}"


def examples() -> Iterator[object]:
    for rule in CATALOG.rules.values():
        groups = rule.file["examples"]
        assert isinstance(groups, Mapping)
        for example in (*groups["bad"], *groups["good"]):
            if rule.scope == "template":
                kept = {key: each for key, each in example.items() if key not in _EXPECTED}
                name = str(example.get("content") or example.get("frames"))[:20]
                yield pytest.param(kept, id=f"{rule.id}-{name}")


_EXPECTED = ("marks", "place", "variant", "fixed", "note", "files")


@pytest.mark.parametrize("template", list(examples()))
def test_no_fix_leads_to_a_finding_at_least_as_severe(template: Mapping[str, object]) -> None:
    assert list(worsened(template)) == []


def test_an_attribute_is_declared_safely_only_if_the_text_proves_it() -> None:
    assert safeties("您购买的${name}已发货。") == ["unsafe"]
    assert safeties("${product}已发货。") == ["unsafe"]
    assert safeties("您的取件码${code}，请及时领取。") == ["safe"]


def safeties(content: str) -> list[str]:
    """The safeties of the fixes of undeclared variables."""
    return [fix.safety for _, fix in fixes(content, {})]


def fixes(content: str, variables: object) -> Iterator[tuple[str, DiagnosticFix]]:
    """The fixes of findings about variables, with their rules."""
    template = {"name": "示例", "type": "notification", "content": content, "variables": variables}
    document = read(json.dumps(template, ensure_ascii=False), "a.sms.json")
    (entry,) = document.entries()
    checked = check_template(entry.parsed, RULES, TODAY)
    candidates = CandidateFixes(document, RULES)
    for finding in checked.findings:
        if finding.rule.id in ("undeclared-variable", "unused-variable", "example-missing"):
            for fix in candidates.as_edits(entry, checked, finding):
                yield finding.rule.id, fix


def test_a_similar_declared_name_is_offered_first() -> None:
    found = list(fixes("您的订单${oder}已发货。", {"order": "other_number2"}))
    assert [(rule, fix.title.en, fix.safety) for rule, fix in found] == [
        ("undeclared-variable", "Did you mean the declared ${order}?", "unsafe"),
        ("undeclared-variable", "Declare as others", "unsafe"),
        ("unused-variable", "Did you mean the declared ${order}?", "unsafe"),
        ("unused-variable", "Remove the declaration", "unsafe"),
    ]


def test_no_fix_invents_an_example() -> None:
    assert [rule for rule, _ in fixes("您的取件码${code}。", {"code": {"attribute": "pick_up_code"}})] == []


@pytest.mark.parametrize(("count", "offered"), [(100, True), (400, False)])
def test_fixes_whose_proofs_would_take_long_are_not_offered(count: int, offered: bool) -> None:
    document = read("您好" + "${ a }字" * count, "a.sms")
    (entry,) = document.entries()
    checked = check_template(entry.parsed, RULES, TODAY)
    finding = next(each for each in checked.findings if each.rule.id == "malformed-placeholder")
    assert bool(CandidateFixes(document, RULES).as_edits(entry, checked, finding)) == offered
