"""The pages in docs/rules are those that the catalog generates."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalog.house import write_rule
from smslint.catalog import load
from smslint.catalog.pages import page, page_uri, without_formulas
from smslint.catalog.paths import pages_folder


def test_every_page_is_current() -> None:
    rules = load().rules
    shown = {path.stem: path.read_text(encoding="utf-8") for path in pages_folder().glob("*.md")}
    assert shown == {name: without_formulas(page(rule)) for name, rule in rules.items()}, "run `make pages`"


def test_no_page_holds_a_formula() -> None:
    text = "${*a*} and `${b}` and ``${c}`` [$](x$y)\n```text\n${d}\n```\n${e}"
    told = without_formulas(text)
    assert told == "\\${*a*} and `${b}` and ``${c}`` [\\$](x$y)\n```text\n${d}\n```\n\\${e}"


def test_a_page_tells_all_in_both_languages() -> None:
    for rule in load().rules.values():
        told = page(rule)
        for text in (rule.file["why"], rule.file["remedy"]):
            assert isinstance(text, dict)
            assert text["en"] in told
            assert text["zh"] in told


def test_a_page_of_a_users_rule_is_rendered_when_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("smslint.catalog.paths.user_cache", lambda: tmp_path / "cache")
    monkeypatch.setattr("smslint.catalog.pages.user_cache", lambda: tmp_path / "cache")
    rule = load([write_rule(tmp_path / "rules")]).rules["competitor"]
    assert page_uri(rule) == (tmp_path / "cache" / "pages" / "competitor.md").as_uri()
    assert "公司规定。" in (tmp_path / "cache" / "pages" / "competitor.md").read_text(encoding="utf-8")


def test_without_a_writable_cache_a_users_rule_has_no_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "a-file"
    blocked.write_text("")
    monkeypatch.setattr("smslint.catalog.paths.user_cache", lambda: blocked)
    monkeypatch.setattr("smslint.catalog.pages.user_cache", lambda: blocked)
    assert page_uri(load([write_rule(tmp_path / "rules")]).rules["competitor"]) is None
