"""Every rule and attribute cites a page that somebody read, by its id."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalog.house import write_rule
from smslint.catalog import CatalogError, load
from smslint.catalog.paths import rules_folder
from smslint.catalog.rule_folder import SOURCES, parse_rule_file, read_folder, rule_files


def test_every_source_is_a_page_of_the_one_list_and_every_page_is_cited() -> None:
    cited = set()
    for path in rule_files(rules_folder()):
        for source in parse_rule_file(path, path.read_bytes()).get("sources", ()):
            assert "address" not in source, path
            cited.add(source["id"])
    assert cited == set(parse_rule_file(Path(SOURCES), (rules_folder() / SOURCES).read_bytes()))


def test_a_rule_shows_the_page_that_it_cites() -> None:
    (source, *_) = load().rules["adjacent-variables"].file["sources"]  # type: ignore[misc]
    assert source["name"] == "Apply for an SMS template"
    assert source["address"].startswith("https://help.aliyun.com/")
    assert source["quote"]


def test_an_unknown_id_is_refused(tmp_path: Path) -> None:
    write_rule(tmp_path)
    (path,) = tmp_path.rglob("*.toml")
    text = path.read_text(encoding="utf-8")
    start = text.index("[[sources]]")
    end = text.index("\n\n", start)
    path.write_text(f'{text[:start]}[[sources]]\nid = "nowhere"{text[end:]}', encoding="utf-8")
    with pytest.raises(CatalogError, match="nowhere"):
        read_folder(tmp_path)
    path.write_text(f'{text[:start]}[[sources]]\nid = "apply"{text[end:]}', encoding="utf-8")
    assert read_folder(tmp_path).heads["rules"]
