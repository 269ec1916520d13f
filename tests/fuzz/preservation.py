"""Checks that fixes keep everything that they do not edit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from fuzz.violation import require
from smslint.core.place import Place, Span
from smslint.documents import Document, read
from smslint.documents.parsed_template import TemplateEntry
from smslint.syntax.edit import Edit
from smslint.workspace.diagnostic import Diagnostic
from smslint.workspace.run import RunEvent

FIELDS = ("name", "content", "signature", "description", "code")


@contextmanager
def fix_passes() -> Iterator[list[str]]:
    """Collects the text after each pass of `fix_document`."""
    texts: list[str] = []

    def noted(data: str, *given: Any, **named: Any) -> Document:
        texts.append(data)
        return read(data, *given, **named)

    with patch("smslint.workspace.fix_document.read", noted):
        yield texts


def check_edits_explain(before: Document, after: Document, found: list[RunEvent], unsafe: bool) -> None:
    """The text outside all offered edits must be kept in its order, or else the values of fields.

    A field that cannot be edited in place is rewritten, so that its text may change outside the offered edits.
    """
    assert before.text is not None
    assert after.text is not None
    edits = _edits(found, unsafe)
    if _in_order(before.text.value, after.text.value, edits):
        return
    one, two = list(before.entries()), list(after.entries())
    require(len(one) == len(two), "fixes change the number of templates", (len(one), len(two)))
    for was, now in zip(one, two, strict=True):
        _fields(before, was, now, edits)


def _edits(found: list[RunEvent], unsafe: bool) -> list[Edit]:
    fixes = (
        fix for each in found if isinstance(each, Diagnostic) for fix in each.fixes if unsafe or fix.safety == "safe"
    )
    return sorted((edit for fix in fixes for edit in fix.edits), key=lambda edit: (edit.start, edit.end))


def _in_order(before: str, after: str, edits: Sequence[Edit]) -> bool:
    last = at = 0
    for edit in edits:
        if edit.start > last:
            kept = before[last : edit.start]
            at = after.find(kept, at) if last else (0 if after.startswith(kept) else -1)
            if at < 0:
                return False
            at += len(kept)
        last = max(last, edit.end)
    return len(after) - at >= len(before) - last and after.endswith(before[last:])


def _fields(document: Document, was: TemplateEntry, now: TemplateEntry, edits: Sequence[Edit]) -> None:
    if was.template is None or now.template is None:
        require(was.template is now.template, "fixes make another template", was.index)
        return
    for name in FIELDS:
        value, changed = getattr(was.template, name), getattr(now.template, name)
        if value == changed:
            continue
        where = document.source_range(was, Span(Place((name,)), 0, len(value or "")))
        start, end = where or (0, 0)
        require(
            any(edit.start <= end and start <= edit.end for edit in edits),
            "a fix loses what lies outside its edits",
            (name, value, changed),
        )


@dataclass(frozen=True)
class _Part:
    """The text of a template, or between two templates."""

    text: str
    index: int | None


def check_unfixable_unchanged(before: Document, after: Document, found: list[RunEvent]) -> None:
    """Templates without fixable findings, and the text between templates, must not change."""
    whole = any(
        isinstance(each, Diagnostic) and each.template is None and any(fix.safety == "safe" for fix in each.fixes)
        for each in found
    )
    if whole:
        return
    fixable = {
        each.template.index
        for each in found
        if isinstance(each, Diagnostic) and each.template and each.finding.rule.fix
    }
    one, two = _parts(before), _parts(after)
    require(len(one) == len(two), "--fix changes the number of templates", (len(one), len(two)))
    for was, now in zip(one, two, strict=True):
        require(was.text == now.text or was.index in fixable, "--fix changes what it has no fix for", was.index)


def _parts(document: Document) -> list[_Part]:
    assert document.text is not None
    made, last = [], 0
    for entry in document.entries():
        if entry.template is None:
            continue  # what cannot be read may hold one that can
        made.append(_Part(document.text.value[last : entry.start], None))
        made.append(_Part(document.text.value[entry.start : entry.end], entry.index))
        last = entry.end
    return [*made, _Part(document.text.value[last:], None)]
