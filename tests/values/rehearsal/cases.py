"""A template, and tables like those of users."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from smslint.catalog import load
from smslint.core.analysis import Analysis
from smslint.core.lint import Linter
from smslint.core.template import Template, TemplateType, Variable
from smslint.values.rehearsal import rehearse
from smslint.values.rehearsal.summary import Rehearsal

CATALOG = load()
LINTER = Linter(CATALOG)
CONTENT = "尊敬的${nick}，您的茶席${seat}已留至${time}。"
ATTRIBUTES = {"nick": "user_nick", "seat": "other_number2", "time": "time"}


def analysis(
    content: str = CONTENT,
    attributes: Mapping[str, str | None] = ATTRIBUTES,
    kind: TemplateType = "notification",
    signature: str | None = "听雨茶舍",
) -> Analysis:
    variables = {name: Variable(name, code) for name, code in attributes.items()}
    return LINTER.read(Template(content, kind, name="茶席预留", signature=signature, variables=variables))


def rehearsed(folder: Path, name: str, data: str | bytes, **mapping: str) -> Rehearsal:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return rehearse(analysis(), str(path), mapping)


def causes(made: Rehearsal) -> dict[tuple[str, str | None], list[int]]:
    """The sample rows of each cause, by reason and variable or column."""
    return {
        (one.key.reason, one.key.variable or one.key.column or None): [sample.row for sample in one.samples]
        for one in made.causes
    }
