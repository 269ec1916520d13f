"""Writes rule folders for tests."""

from __future__ import annotations

from pathlib import Path

RULE = """
severity = "warning"
confidence = "high"
types = "all"
since = "0.1.0"
title = { en = "A competitor is named", zh = "提到了竞争对手" }
message = { en = "\\"{text}\\" is a competitor.", zh = "“{text}”是竞争对手。" }
why = { en = "House style.", zh = "公司规定。" }
remedy = { en = "Leave it out.", zh = "请删去。" }

[match]
__MATCH__

[[sources]]
name = "House style"
address = "https://example.com/style"
read = 2026-11-21

[[examples.bad]]
content = "比云山书局更便宜。"
marks = ["云山书局"]

[[examples.bad]]
content = "云山书局的读者也喜欢。"
marks = ["云山书局"]

[[examples.good]]
content = "比去年更便宜。"

[[examples.good]]
content = "山中书局见。"
"""
TERMS = 'kind = "terms"\nterms = ["云山书局"]'


def write_rule(folder: Path, match: str = TERMS, path: str = "house/competitor.toml") -> Path:
    """A rule folder with one rule, which has the given `[match]`."""
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(RULE.replace("__MATCH__", match), encoding="utf-8")
    return folder
