"""Every file of the catalog is valid, and every rule does what its examples say."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from smslint.catalog import load
from smslint.catalog.check import Defect, check_file, patterns_in
from smslint.catalog.check_entries import check_rule, cycles
from smslint.catalog.faults import Fault
from smslint.catalog.paths import rules_folder
from smslint.catalog.rule_folder import file_kind, rule_files
from smslint.catalog.slow_patterns import slow
from smslint.core.rule import Catalog
from smslint.workspace.rule_examples import example_runner

FOLDER = rules_folder()
FILES = {str(path.relative_to(FOLDER)): path for path in rule_files(FOLDER)}
RULES = [path.stem for path in FILES.values() if file_kind(path, FOLDER)[0] == "rules"]


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load()


def assert_none(faults: Iterable[Defect | Fault]) -> None:
    """Fails with the messages only, since authors of rules need no traceback."""
    if texts := [fault.text.en for fault in faults]:
        pytest.fail("\n".join(texts), pytrace=False)


@pytest.mark.parametrize("path", FILES.values(), ids=FILES)
def test_the_file_keeps_to_its_format(path: Path) -> None:
    assert_none(check_file(path, FOLDER))


@pytest.mark.parametrize("rule", RULES)
def test_the_rule_is_sound(rule: str, catalog: Catalog) -> None:
    assert_none(check_rule(catalog.rules[rule], catalog, own=True))


@pytest.mark.parametrize("rule", RULES)
def test_the_rule_does_what_its_examples_say(rule: str, catalog: Catalog) -> None:
    assert_none(example_runner(catalog)(catalog.rules[rule]))


def test_ids_are_unique_whatever_their_category() -> None:
    assert sorted(RULES) == sorted(set(RULES)) == sorted(load().rules)


def test_no_rule_yields_to_itself_by_way_of_others(catalog: Catalog) -> None:
    assert dict(cycles(catalog.rules)) == {}


def test_no_pattern_is_slow_on_hostile_text() -> None:
    assert slow(list(patterns_in(FILES.values())), "re") == {}
