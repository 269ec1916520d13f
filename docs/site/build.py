"""`make docs`: a searchable site of the project's pages, in .build/site/html.

The pages keep their places in the repository, so that their links hold. Added are, from the catalog, lists of the rules
and of the answers, and what each attribute accepts.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from smslint.catalog import Catalog, load
from smslint.catalog.answers import answers_of, own_answers
from smslint.core.attribute import DEFAULT_VALUE_LENGTH, Attribute
from smslint.lsp.documentation import attribute_lines
from smslint.messages import LANGUAGES, Bilingual

ROOT = Path(__file__).parents[2]
PAGES = ROOT / ".build" / "site" / "pages"
PLAYGROUND = ROOT / ".build" / "playground" / "html" / "index.html"
FOLDERS = (".", "docs", "docs/rules", "docs/answers", "editors/vscode", "editors/neovim")
_LINK = re.compile(r"\]\(([^)#:\s]+)")


def main() -> int:
    """Collects the pages and makes the site of them; returns the exit code of the generator."""
    collect()
    config = shutil.copy(Path(__file__).with_name("mkdocs.yml"), PAGES.parent)
    command = [sys.executable, "-m", "zensical", "build", "--clean", "--strict", "--config-file", config]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def collect() -> None:
    """Copies the pages, with the files that they link to, and writes those that only the site has."""
    shutil.rmtree(PAGES.parent, ignore_errors=True)
    for page in (each for folder in FOLDERS for each in (ROOT / folder).glob("*.md")):
        _copy(page)
        for link in _LINK.findall(page.read_text(encoding="utf-8")):
            target = (page.parent / link).resolve()
            if target.is_file() and target.suffix != ".md" and target.is_relative_to(ROOT):
                _copy(target)
    _add_playground()
    catalog, answers = load(), answers_of(own_answers())
    rules = ((each.id, each.title, f"`{each.category}` · `{each.severity}`") for each in catalog.rules.values())
    _write("docs/rules/index.md", "# Rules · 规则", _table(rules))
    entries = ((name, each.text("title"), f"`{each.kind}`") for name, each in answers.items())
    _write("docs/answers/index.md", "# Answers · 错误与审核结果", _table(entries))
    _write("docs/attributes.md", "# Attributes · 变量属性", _attributes(catalog.attributes.values(), catalog))


def _add_playground() -> None:
    """Puts the page of `make playground` into the site, with links to the pages of rules."""
    if PLAYGROUND.is_file():
        page = PLAYGROUND.read_text(encoding="utf-8").replace('data-rules=""', 'data-rules="../rules/"', 1)
        for path in PAGES.glob("docs/playground*.md"):
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace("](playground/)", "](playground/index.html)"), encoding="utf-8")
        (PAGES / "docs" / "playground").mkdir()
        (PAGES / "docs" / "playground" / "index.html").write_text(page, encoding="utf-8")


def _copy(path: Path) -> None:
    target = PAGES / path.relative_to(ROOT)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(path, target)


def _write(name: str, title: str, lines: Iterable[str]) -> None:
    (PAGES / name).write_text("\n".join([title, "", *lines, ""]), encoding="utf-8")


def _table(rows: Iterable[tuple[str, Bilingual, str]]) -> Iterator[str]:
    yield "| | English | 中文 | |"
    yield "|---|---|---|---|"
    for name, title, about in sorted(rows, key=lambda row: (row[2], row[0])):
        yield f"| [{name}]({name}.md) | {title.en} | {title.zh} | {about} |"


def _attributes(attributes: Iterable[Attribute], catalog: Catalog) -> Iterator[str]:
    """What is said of each in a hover, in both languages."""
    for attribute in attributes:
        yield from ("", f"## {attribute.code}")
        for language in LANGUAGES:
            yield from ("", "  \n".join(attribute_lines(attribute, catalog, language, DEFAULT_VALUE_LENGTH)))


if __name__ == "__main__":
    sys.exit(main())
