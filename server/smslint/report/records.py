"""The objects of `--format json`, version 1: a contract that other programs rely on, shared by `json` and `jsonl`."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Final

from smslint.core.text import Text
from smslint.messages import Language
from smslint.workspace.located import Located, LocatedFix, LocatedReview, Range, Summary

VERSION: Final = 1


def finding(located: Located, language: Language) -> dict[str, Any]:
    """A finding, its sentences in one language."""
    found, text = located.finding, located.text
    start, end = _ends(text, located.range)
    inside = located.content_range
    return {
        "rule": found.rule.id,
        "category": found.rule.category,
        "severity": found.severity,
        "confidence": found.confidence,
        "message": found.message(language),
        "path": located.path,
        "template": _template(located),
        "place": str(found.field),
        "start": start,
        "end": end,
        "cell": located.cell,
        "content_start": inside.start if inside else None,
        "content_end": inside.end if inside else None,
        "related": [_related(each.label.text(language), each.text or text, each.range) for each in located.related],
        "predicts": found.match.predicts,
        "fixes": [_fix(fix, text, language) for fix in located.fixes],
        "baselined": located.baselined,
        "fingerprint": located.fingerprint,
        "url": located.url,
    }


def review(located: LocatedReview) -> dict[str, Any]:
    """The vendor's answer about a template."""
    answer = located.review
    return {
        "path": located.path,
        "index": located.index,
        "code": answer.code,
        "status": answer.status,
        "reason": answer.reason,
    }


def summary(counted: Summary) -> dict[str, int]:
    """What the run counted."""
    return asdict(counted)


def tool(version: str) -> dict[str, str]:
    """Which program speaks."""
    return {"name": "smslint", "version": version}


def _template(located: Located) -> dict[str, Any] | None:
    identity = located.template
    if identity is None:
        return None
    return {
        "name": identity.name,
        "code": identity.code,
        "index": identity.index,
        "type": identity.type,
        "type_inferred": identity.type_inferred,
    }


def _related(message: str, text: Text | None, place: Range | None) -> dict[str, Any]:
    start, end = _ends(text, place)
    return {"message": message, "start": start, "end": end}


def _fix(fix: LocatedFix, text: Text | None, language: Language) -> dict[str, Any]:
    before = text.first_offset if text is not None else 0
    return {
        "title": fix.title.text(language),
        "safety": fix.safety,
        "edits": [{"start": before + edit.start, "end": before + edit.end, "text": edit.text} for edit in fix.edits],
    }


def _ends(text: Text | None, place: Range | None) -> tuple[dict[str, int] | None, dict[str, int] | None]:
    if text is None or place is None:
        return None, None
    return _position(text, place.start), _position(text, place.end)


def _position(text: Text, offset: int) -> dict[str, int]:
    line, column = text.position(offset)
    return {"line": line + 1, "column": column + 1, "offset": text.first_offset + offset}
