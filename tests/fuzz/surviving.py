"""Whether all that no fix touches is still there after fixes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from fuzz.broken import must
from smslint.core.place import Place, Span
from smslint.documents import Document, read
from smslint.documents.entry import TemplateEntry
from smslint.syntax.edit import Edit
from smslint.workspace.diagnostic import Diagnostic
from smslint.workspace.run import RunEvent

FIELDS = ("name", "content", "signature", "description", "code")


@contextmanager
def passes() -> Iterator[list[str]]:
    """The texts that the passes of a mending make, one after the other."""
    texts: list[str] = []

    def noted(data: str, *given: Any, **named: Any) -> Document:
        texts.append(data)
        return read(data, *given, **named)

    with patch("smslint.workspace.fix_document.read", noted):
        yield texts


def survives(before: Document, after: Document, found: list[RunEvent], unsafe: bool) -> None:
    """What lies outside all edits that were offered comes again, in its order: as text, else as fields.

    A field that cannot be changed in place is written anew, so that its text may change where no edit was offered.
    """
    assert before.text is not None
    assert after.text is not None
    edits = _edits(found, unsafe)
    if _in_order(before.text.value, after.text.value, edits):
        return
    one, two = list(before.entries()), list(after.entries())
    must(len(one) == len(two), "fixes change the number of templates", (len(one), len(two)))
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
        must(was.template is now.template, "fixes make another template", was.index)
        return
    for name in FIELDS:
        value, changed = getattr(was.template, name), getattr(now.template, name)
        if value == changed:
            continue
        where = document.source_range(was, Span(Place((name,)), 0, len(value or "")))
        start, end = where or (0, 0)
        must(
            any(edit.start <= end and start <= edit.end for edit in edits),
            "a fix loses what lies outside its edits",
            (name, value, changed),
        )


@dataclass(frozen=True)
class _Part:
    """What stands between and in the templates of a document."""

    text: str
    index: int | None


def untouched(before: Document, after: Document, found: list[RunEvent]) -> None:
    """Templates of which no finding can be mended, and all between templates, are as they were."""
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
    must(len(one) == len(two), "--fix changes the number of templates", (len(one), len(two)))
    for was, now in zip(one, two, strict=True):
        must(was.text == now.text or was.index in fixable, "--fix changes what it has no fix for", was.index)


def _parts(document: Document) -> list[_Part]:
    assert document.text is not None
    made, last = [], 0
    for entry in document.entries():
        made.append(_Part(document.text.value[last : entry.start], None))
        made.append(_Part(document.text.value[entry.start : entry.end], entry.index))
        last = entry.end
    return [*made, _Part(document.text.value[last:], None)]
