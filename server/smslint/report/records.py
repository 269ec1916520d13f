"""The objects of `--format json`, version 1: a contract that other programs rely on, shared by `json` and `jsonl`."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from smslint.core.severity import SEVERITIES
from smslint.core.text import Text
from smslint.messages import Language
from smslint.report.rejections import known_answer
from smslint.workspace.diagnostic import Diagnostic, DiagnosticFix, Range, Summary, TemplateReview

if TYPE_CHECKING:
    from smslint.workspace.last_review import LastFinding

VERSION: Final = 1


def finding(diagnostic: Diagnostic, language: Language) -> dict[str, Any]:
    """A finding, its sentences in one language."""
    found, text = diagnostic.finding, diagnostic.text
    inside = diagnostic.content_range
    return {
        "rule": found.rule.id,
        "category": found.rule.category,
        "severity": found.severity,
        "confidence": found.rule.confidence,
        "message": found.message(language),
        "path": diagnostic.path,
        "template": _template(diagnostic),
        "place": str(found.field),
        **_ends(text, diagnostic.range),
        "cell": diagnostic.cell,
        "content_start": inside.start if inside else None,
        "content_end": inside.end if inside else None,
        "related": [
            {"message": each.label.text(language), **_ends(each.text or text, each.range)}
            for each in diagnostic.related
        ],
        "predicts": found.match.predicts,
        "fixes": [_fix(fix, text, language) for fix in diagnostic.fixes],
        "baselined": diagnostic.baselined,
        "fingerprint": diagnostic.fingerprint,
        "url": diagnostic.url,
        **_suppression(diagnostic),
        **{key: value for key in ("identity", "since") if (value := getattr(diagnostic, key))},
    }


def _suppression(diagnostic: Diagnostic) -> dict[str, Any]:
    """What suppressed a finding; nothing for the others."""
    by = diagnostic.suppression
    if by is None:
        return {}
    return {"suppressed": {"where": "source" if by.in_source else "settings", "reason": by.reason}}


def gone_finding(found: LastFinding) -> dict[str, Any]:
    """A finding of the last review that is no longer there, as often as `count` says."""
    return {key: getattr(found, key) for key in ("rule", "severity", "message", "path", "template", "count")}


_OPTIONAL: Final = frozenset({"loosened", "templates_by_worst", "since"})


def summary(counted: Summary) -> dict[str, Any]:
    """The counts of a run; those that are not always there only if there is something to say."""
    told: dict[str, Any] = {key: number for key, number in asdict(counted).items() if isinstance(number, int)}
    told["templates_by_worst"] = {key: counted.worst[key] for key in SEVERITIES} if counted.worst else None
    told["since"] = counted.since and counted.since._asdict()
    return {key: number for key, number in told.items() if number or key not in _OPTIONAL}


def review(diagnostic: TemplateReview) -> dict[str, Any]:
    """The vendor's answer about a template."""
    answer = diagnostic.review
    return {
        "path": diagnostic.path,
        "index": diagnostic.index,
        **{key: getattr(answer, key) for key in ("code", "status", "reason")},
        "answer": known.id if (known := known_answer(diagnostic)) else None,
    }


def tool(version: str) -> dict[str, str]:
    """The program that wrote the report."""
    return {"name": "smslint", "version": version}


def _template(diagnostic: Diagnostic) -> dict[str, Any] | None:
    identity = diagnostic.template
    if identity is None:
        return None
    return {key: getattr(identity, key) for key in ("name", "code", "index", "type", "type_inferred")}


def _fix(fix: DiagnosticFix, text: Text | None, language: Language) -> dict[str, Any]:
    before = text.first_offset if text is not None else 0
    return {
        "title": fix.title.text(language),
        "safety": fix.safety,
        "edits": [{"start": before + edit.start, "end": before + edit.end, "text": edit.text} for edit in fix.edits],
    }


def _ends(text: Text | None, place: Range | None) -> dict[str, dict[str, int] | None]:
    """The positions of `start` and `end`, both None if there is no text."""
    if text is None or place is None:
        return {"start": None, "end": None}
    return {"start": _position(text, place.start), "end": _position(text, place.end)}


def _position(text: Text, offset: int) -> dict[str, int]:
    line, column = text.position(offset)
    return {"line": line + 1, "column": column + 1, "offset": text.first_offset + offset}
