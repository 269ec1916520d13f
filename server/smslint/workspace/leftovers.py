"""Suppressions of the settings that silenced nothing in a run that looked at everything they speak of."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from smslint.core.place import TEMPLATE, Span
from smslint.core.text import Text
from smslint.messages import Bilingual
from smslint.workspace.located import Located, Range
from smslint.workspace.patterns import relative
from smslint.workspace.run import Run
from smslint.workspace.settings import Accepted, Governing
from smslint.workspace.settings_file import load
from smslint.workspace.suppressions import UNUSED, made


def leftovers(run: Run, folders: Collection[Path], named: Collection[str]) -> Iterator[Located]:
    """What is left over of each settings file that governed the run.

    One can only be judged where all files it may concern were checked: those of `folders`, and those of its very name.
    """
    for key, governing in run.governing.items():
        if governing.file is None or not governing.settings.suppress:
            continue
        whole = any(governing.root.resolve().is_relative_to(folder.resolve()) for folder in folders)
        for index, accepted in enumerate(governing.settings.suppress):
            expired = accepted.until is not None and accepted.until < run.today
            judged = whole or (accepted.path is not None and accepted.path in named)
            if judged and (expired or index not in run.used[key]):
                yield from _located(run, governing, index, accepted, expired)


def _located(run: Run, governing: Governing, index: int, accepted: Accepted, expired: bool) -> Iterator[Located]:
    assert governing.file is not None
    policy = run.session.policy(governing, relative(governing.file, governing.root))
    if UNUSED not in policy.wanted or accepted.rule not in policy.wanted:
        return
    file = load(governing.file)
    if file is None:
        return
    text = Text(file.text)
    line = file.line(("suppress", index))
    start = text.line_starts[line - 1] if line else 0
    where = Range(start, text.line_end(line - 1) if line else 0)
    values: dict[str, str | Bilingual] = {"rule": accepted.rule}
    if expired:
        values["until"] = str(accepted.until)
    finding = made(policy.catalog, UNUSED, Span(TEMPLATE, 0, 0), values, "expired" if expired else None)
    shown = relative(governing.file, governing.root)
    found = Located(
        finding=finding,
        path=shown,
        text=text,
        template=None,
        content=None,
        range=where,
        cell=None,
        content_range=None,
        related=(),
        fixes=(),
        baselined=False,
        about=(UNUSED, shown, "", "", accepted.rule, str(accepted.path), str(accepted.template)),
        url=policy.url(UNUSED),
    )
    yield from run.counted([found])
