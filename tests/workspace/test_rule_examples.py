"""The examples of rules about documents and runs are tests, like those of other rules (tests/catalog)."""

from __future__ import annotations

import json
from typing import Any

import pytest

from smslint.catalog import load
from smslint.core.rule import Rule
from smslint.workspace.diagnostic import Diagnostic

from .conftest import Checked, Files, marked

CONTRACT = [rule for rule in load().rules.values() if rule.category == "contract"]
RULES = [rule for rule in load().rules.values() if rule.scope != "template" and rule not in CONTRACT]
EXAMPLES = [
    pytest.param(rule, kind, example, id=f"{rule.id}-{kind}-{number}")
    for rule in RULES
    for kind in ("bad", "good")
    for number, example in enumerate(rule.file["examples"][kind])  # type: ignore[index]
]


def written(example: dict[str, Any]) -> dict[str, str]:
    """The files of an example: its own file, or the templates of a run as rows."""
    if "file" in example:
        return {example["file"]: example["text"]}
    rows = [json.dumps(template, ensure_ascii=False) for template in example["templates"]]
    return {"run.sms.jsonl": "".join(f"{row}\n" for row in rows * example.get("times", 1))}


@pytest.mark.parametrize(("rule", "kind", "example"), EXAMPLES)
def test_examples_are_found_or_silent(rule: Rule, kind: str, example: dict[str, Any], files: Files) -> None:
    found = Checked(files(written(example))).of(rule.id)
    if kind == "good":
        assert found == []
        return
    assert found
    for language in ("en", "zh"):
        assert "{" not in found[0].finding.message(language).replace("${", "")
    if "marks" in example:
        assert sorted(text(each) for each in found) == sorted(example["marks"])
    if "variant" in example:
        assert found[0].finding.match.variant == example["variant"]


@pytest.mark.parametrize("rule", CONTRACT, ids=lambda rule: rule.id)
def test_examples_in_source_code_are_found_or_silent(rule: Rule) -> None:
    from smslint.workspace.rule_examples import example_runner

    assert list(example_runner(load())(rule)) == []


def text(diagnostic: Diagnostic) -> str:
    """The marked text, in the content if it is there."""
    if diagnostic.content_range is not None and diagnostic.content is not None:
        return diagnostic.content[slice(*diagnostic.content_range)]
    return marked(diagnostic) if diagnostic.range is not None else ""


def test_every_such_rule_is_known() -> None:
    assert {rule.id for rule in RULES} == {
        "duplicate-content",
        "duplicate-name",
        "submission-quota",
        "front-matter",
        "invalid-field",
        "malformed-suppression",
        "obsolete-api",
        "unknown-field",
        "unquoted-content",
        "unreadable-document",
        "unused-suppression",
    }
    assert {rule.id for rule in CONTRACT} == {
        "parameter-mismatch-anywhere",
        "parameter-missing",
        "parameter-not-escaped",
        "parameter-not-string",
        "parameter-unknown",
        "parameter-value",
        "template-never-sent",
    }
