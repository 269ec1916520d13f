"""Every file of the catalog is valid, and every rule does what its examples say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from smslint.catalog import load
from smslint.catalog.check import Defect, check_file, located, patterns_in
from smslint.catalog.check_entries import check_rule, cycles
from smslint.catalog.paths import rules_folder
from smslint.catalog.rule_folder import file_kind, rule_files
from smslint.catalog.slow_patterns import slow
from smslint.core.rule import Catalog, Rule
from smslint.workspace.rule_examples import example_runner

FOLDER = rules_folder()
FILES = {str(path.relative_to(FOLDER)): path for path in rule_files(FOLDER)}
RULES = [path.stem for path in FILES.values() if file_kind(path, FOLDER)[0] == "rules"]


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load()


def assert_none(defects: Iterable[Defect]) -> None:
    """Fails with the messages and their places only, since authors of rules need no traceback."""
    if texts := [f"{each.path}:{each.line}: {each.text.en}" if each.path else each.text.en for each in defects]:
        pytest.fail("\n".join(texts), pytrace=False)


def defects_of(rule: Rule, catalog: Catalog) -> Iterator[Defect]:
    """What is wrong with a rule or, if nothing is, with its examples."""
    faults = list(check_rule(rule, catalog, own=True)) or example_runner(catalog)(rule)
    return (located(FOLDER / rule.category / f"{rule.id}.toml", fault) for fault in faults)


@pytest.mark.parametrize("path", FILES.values(), ids=FILES)
def test_the_file_keeps_to_its_format(path: Path) -> None:
    assert_none(check_file(path, FOLDER))


@pytest.mark.parametrize("rule", RULES)
def test_the_rule_is_sound_and_does_what_its_examples_say(rule: str, catalog: Catalog) -> None:
    assert_none(defects_of(catalog.rules[rule], catalog))


@pytest.mark.parametrize(
    "change",
    [{"match": "nowhere"}, {"file": {"examples": {"good": [], "bad": [{"content": "nowhere", "marks": ["no"]}]}}}],
)
def test_a_failure_is_one_sentence_with_its_place(change: dict[str, Any], catalog: Catalog) -> None:
    rule = replace(catalog.rules["document-link"], **change)
    with pytest.raises(pytest.fail.Exception, match=r"document-link\.toml:\d+: .*nowhere") as failure:
        assert_none(defects_of(rule, catalog))
    assert "\n" not in str(failure.value)


def test_ids_are_unique_whatever_their_category() -> None:
    assert sorted(RULES) == sorted(set(RULES)) == sorted(load().rules)


def test_no_rule_yields_to_itself_by_way_of_others(catalog: Catalog) -> None:
    assert dict(cycles(catalog.rules)) == {}


def test_no_pattern_is_slow_on_hostile_text() -> None:
    assert slow(list(patterns_in(FILES.values())), "re") == {}
