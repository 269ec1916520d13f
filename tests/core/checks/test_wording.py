"""Rules about wording, with phrasings that people use and with innocent texts that contain the same characters.

`tests/data/wording/<type>.txt` has one template per line under `## <rule> speaks` or `## <rule> is silent`;
`content.txt` has templates with the same result in every mainland type.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import cast

import pytest

from smslint.catalog import load
from smslint.core.lint import Linter
from smslint.core.template import Template, TemplateType

FOLDER = Path(__file__).parents[2] / "data" / "wording"
_ESCAPE = re.compile(r"\\u([0-9a-f]{4})|\\([nt])")


@cache
def linter(rule: str) -> Linter:
    return Linter(load(), [rule])


def _written(line: str) -> str:
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else {"n": "\n", "t": "\t"}[found[2]], line)


def _cases() -> Iterator[tuple[TemplateType, str, bool, str]]:
    for file in sorted(FOLDER.glob("*.txt")):
        template_type = "notification" if file.stem == "content" else file.stem
        rule, speaks = "", False
        for line in file.read_text(encoding="utf-8").split("\n"):
            if line.startswith("## "):
                _, rule, *words = line.split()
                speaks = words == ["speaks"]
            elif line:
                yield cast("TemplateType", template_type), rule, speaks, _written(line)


@pytest.mark.parametrize(("template_type", "rule", "speaks", "content"), list(_cases()))
def test_the_rule_reports_where_it_should(template_type: TemplateType, rule: str, speaks: bool, content: str) -> None:
    own = linter(rule)
    findings = own.lint(own.read(Template(content, template_type)))
    assert [finding.rule.id for finding in findings[:1]] == [rule] * speaks
