"""Suppressions in the settings that suppressed nothing in a run over all the files they are about."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from smslint.core.finding import Match, make_finding
from smslint.core.place import TEMPLATE, Span
from smslint.core.text import Text
from smslint.messages import Bilingual
from smslint.workspace.diagnostic import Diagnostic, Range, digest
from smslint.workspace.patterns import relative
from smslint.workspace.run import Run
from smslint.workspace.settings import ResolvedSettings, SettingsSuppression
from smslint.workspace.settings_file import load_settings_file
from smslint.workspace.suppressions import UNUSED


def unused_suppressions(run: Run, folders: Collection[Path], named: Collection[str]) -> Iterator[Diagnostic]:
    """The unused or expired suppressions of each settings file that applied in the run.

    A suppression is judged only if all files that it may be about were checked: `folders` were checked as a whole, and
    `named` are the paths of single files.
    """
    for key, resolved in run.resolved.items():
        if resolved.file is None or not resolved.settings.suppress:
            continue
        whole = any(resolved.root.resolve().is_relative_to(folder.resolve()) for folder in folders)
        for index, accepted in enumerate(resolved.settings.suppress):
            expired = accepted.until is not None and accepted.until < run.today
            judged = whole or (accepted.path is not None and accepted.path in named)
            if judged and (expired or index not in run.used[key]):
                yield from _diagnostic(run, resolved, index, accepted, expired)


def _diagnostic(
    run: Run, resolved: ResolvedSettings, index: int, accepted: SettingsSuppression, expired: bool
) -> Iterator[Diagnostic]:
    assert resolved.file is not None
    file_rules = run.rule_resolver.file_rules(resolved, relative(resolved.file, resolved.root))
    if UNUSED not in file_rules.wanted or accepted.rule not in file_rules.wanted:
        return
    file = load_settings_file(resolved.file)
    if file is None:
        return
    text = Text(file.text)
    line = file.line(("suppress", index))
    start = text.line_starts[line - 1] if line else 0
    where = Range(start, text.line_end(line - 1) if line else 0)
    values: dict[str, str | Bilingual] = {"rule": accepted.rule}
    if expired:
        values["until"] = str(accepted.until)
    finding = make_finding(
        file_rules.catalog.rules[UNUSED],
        Match(Span(TEMPLATE, 0, 0), values, variant="expired" if expired else None),
    )
    shown = relative(resolved.file, resolved.root)
    fingerprint = digest(UNUSED, shown, "", "", accepted.rule, str(accepted.path), str(accepted.template))
    yield from run.counted([Diagnostic(finding, shown, fingerprint, text, range=where, url=file_rules.url(UNUSED))])
