"""Prints, a line for each template, its findings and messages as the page's checker gives them here, with all packages.

The templates are the examples of all rules, and those of files that are named: JSONL, each line a template.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]
sys.path.append(str(ROOT / "docs" / "playground" / "python"))  # behind the packages, so that none is stood in for

import checker  # noqa: E402

from smslint.catalog import load  # noqa: E402
from smslint.documents.fields import BY_NAME  # noqa: E402


def templates() -> Iterator[dict[str, Any]]:
    for rule in load().rules.values():
        examples: Any = rule.file["examples"]
        for example in (*examples["bad"], *examples["good"]):
            yield {key: value for key, value in example.items() if key in BY_NAME}
    for name in sys.argv[1:]:
        for line in Path(name).read_text(encoding="utf-8").strip().split("\n"):
            yield {key: value for key, value in json.loads(line).items() if key in BY_NAME}


for each in templates():
    template = json.loads(json.dumps(each, default=str))  # dates are texts
    print(json.dumps([template, checker.check(template)]))
