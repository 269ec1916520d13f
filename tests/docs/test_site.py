"""The pages of the site: each that the repository has, and every link in them leads somewhere."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from smslint.catalog import load
from smslint.catalog.answers import answers_of, own_answers

ROOT = Path(__file__).parents[2]
_LINK = re.compile(r"\]\(([^)#:\s]+)")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    spec = importlib.util.spec_from_file_location("site_build", ROOT / "docs" / "site" / "build.py")
    assert spec is not None
    assert spec.loader is not None
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    build.PAGES = tmp_path_factory.mktemp("site") / "pages"
    build.PLAYGROUND = tmp_path_factory.mktemp("playground") / "index.html"
    build.PLAYGROUND.write_text('<html data-rules="">', encoding="utf-8")
    build.collect()
    assert isinstance(build.PAGES, Path)
    return build.PAGES


def test_every_link_of_a_page_leads_somewhere(pages: Path) -> None:
    broken = [
        (str(page.relative_to(pages)), link)
        for page in pages.rglob("*.md")
        for link in _LINK.findall(page.read_text(encoding="utf-8"))
        if re.fullmatch(r"[\w./-]+", link) and link not in ("http", "https")
        if not (page.parent / link).exists() and not (ROOT / page.parent.relative_to(pages) / link).is_dir()
    ]
    assert broken == []


def test_the_lists_have_every_rule_answer_and_attribute(pages: Path) -> None:
    catalog = load()
    for name, wanted in (("docs/rules", catalog.rules), ("docs/answers", answers_of(own_answers()))):
        listed = set(re.findall(r"\]\(([a-z0-9-]+)\.md\)", (pages / name / "index.md").read_text(encoding="utf-8")))
        assert listed == set(wanted)
    attributes = (pages / "docs" / "attributes.md").read_text(encoding="utf-8")
    assert set(re.findall(r"(?m)^## (\w+)$", attributes)) == set(catalog.attributes)


def test_every_page_of_the_navigation_exists(pages: Path) -> None:
    config = (ROOT / "docs" / "site" / "mkdocs.yml").read_text(encoding="utf-8")
    named = re.findall(r"[\w./]+\.md", config.partition("nav:")[2])
    assert named
    assert [name for name in named if not (pages / name).is_file()] == []


def test_the_playground_leads_to_the_pages_of_rules_and_is_led_to(pages: Path) -> None:
    page = (pages / "docs" / "playground" / "index.html").read_text(encoding="utf-8")
    assert page == '<html data-rules="../rules/">'
    assert (pages / "docs" / "playground" / "../rules/malformed-placeholder.md").is_file()
    for name in ("playground.md", "playground.zh.md"):
        assert "](playground/index.html)" in (pages / "docs" / name).read_text(encoding="utf-8")
    assert '<html lang="en" data-rules="">' in (ROOT / "docs" / "playground" / "page.html").read_text(encoding="utf-8")
