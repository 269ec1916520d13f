"""What the page asks, answered by smslint. Questions and answers are JSON; sentences have both languages.

Ranges count UTF-16 code units, as scripts do.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from smslint.catalog import load
from smslint.core.analysis import Analysis
from smslint.core.attribute import Attribute
from smslint.core.declarations import allowed_attributes
from smslint.core.lint import Linter
from smslint.core.meaning import VariableMeanings
from smslint.core.place import CONTENT
from smslint.core.severity import SEVERITIES
from smslint.core.template import TYPES
from smslint.core.text import units
from smslint.documents import Document, TemplateEntry, applied, format_named, read
from smslint.io.escape import visible
from smslint.lsp.completion.ranking import ranked
from smslint.messages import LANGUAGES, localized
from smslint.messages import page as page_texts
from smslint.messages.counts import count
from smslint.messages.report import SEVERITY
from smslint.messages.template import TYPE_NAMES
from smslint.messages.values import MESSAGE_KINDS
from smslint.report.reporter import rule_text
from smslint.values.preview import Preview, PreviewMessage
from smslint.workspace.check import check_document, check_template
from smslint.workspace.diagnostic import Diagnostic
from smslint.workspace.diagnostic_builder import DiagnosticBuilder, for_people
from smslint.workspace.rule_resolver import FileRules
from smslint.workspace.settings import ResolvedSettings, Settings

NAME = "template.sms.json"
_MESSAGE = frozenset({"content", "type", "variables", "variables.attribute", "variables.example"})
"""The fields that can be missing while the application form is left out."""

_TEXTS = ("error", "warning", "advice", "fine", "remedy", "predicts", "promise")
_PASSES = 50


@cache
def _rules() -> FileRules:
    catalog = load()
    return FileRules(Linter(catalog), ResolvedSettings(Settings(), Path("/")), frozenset(catalog.rules), {})


@dataclass(frozen=True)
class _Read:
    """A template that the page sent, as a document. Without `whole`, its application form is left out."""

    document: Document
    entry: TemplateEntry | None

    @classmethod
    def of(cls, template: dict[str, Any], whole: bool) -> _Read:
        document = read(json.dumps(template, ensure_ascii=False, indent=1), NAME)
        entry = next(document.entries(), None)
        if entry is not None and entry.template is not None and not whole:
            shown = replace(entry.template, carries=entry.template.carries & _MESSAGE)
            entry = TemplateEntry(entry.index, entry.start, entry.end, replace(entry.parsed, template=shown))
        return cls(document, entry)


def about() -> dict[str, Any]:
    """What the page shows before anything is typed: types, attributes, and sentences that the program has."""
    attributes = [
        {"code": each.code, "title": _both(each.title), "allowed": _both(each.allowed), "types": sorted(each.types)}
        for each in load().attributes.values()
        if each.status == "current"
    ]
    return {
        "types": {kind: _both(TYPE_NAMES[kind]) for kind in TYPES},
        "attributes": attributes,
        "severities": {name: _both(text) for name, text in SEVERITY.items()},
        "kinds": {name: _both(text) for name, text in MESSAGE_KINDS.items()},
        "texts": {name: _both(page_texts.TEXTS[name]) for name in _TEXTS},
    }


def check(template: dict[str, Any], whole: bool = True) -> dict[str, Any]:
    """The findings about a template, the worst first, each with the template as its fixes make it; and its messages."""
    rules, asked = _rules(), _Read.of(template, whole)
    builder = DiagnosticBuilder(asked.document, NAME, rules, fixes=True)
    found, analysis = builder.of_document(check_document(asked.document, rules)), None
    if asked.entry is not None:
        checked = check_template(asked.entry.parsed, rules, date.today())
        found += builder.of_template(asked.entry, checked)
        analysis = checked.analysis
    shown = for_people(found)
    levels = Counter(each.finding.severity for each in shown)
    counts = tuple(count(level, levels[level]) for level in SEVERITIES if levels[level])
    return {
        "findings": [_finding(each, asked.document) for each in shown],
        "counts": {language: localized(counts, language) for language in LANGUAGES},
        "preview": _preview(analysis) if analysis is not None else None,
    }


def fix_all(template: dict[str, Any], whole: bool = True) -> dict[str, Any]:
    """The template after its safe fixes, one after the other, until none is left or they undo each other."""
    seen: list[dict[str, Any]] = []
    while template not in seen and len(seen) < _PASSES:
        seen.append(template)
        fixes = (fix for each in check(template, whole)["findings"] for fix in each["fixes"])
        template = next((fix["template"] for fix in fixes if fix["safety"] == "safe"), template)
    return template


def _finding(diagnostic: Diagnostic, document: Document) -> dict[str, Any]:
    finding = diagnostic.finding
    return {
        "rule": finding.rule.id,
        "severity": finding.severity,
        "message": {language: visible(finding.message(language)) for language in LANGUAGES},
        "title": _both(finding.rule.title),
        "why": _both(rule_text(diagnostic, "why")),
        "remedy": _both(rule_text(diagnostic, "remedy")),
        "predicts": finding.match.predicts,
        "path": list(finding.field.path),
        "marks": [
            _units(diagnostic.content or "", each.start, each.end) for each in finding.spans if each.place == CONTENT
        ],
        "fixes": list(_fixes(diagnostic, document)),
    }


def _fixes(diagnostic: Diagnostic, document: Document) -> Iterator[dict[str, Any]]:
    for fix in diagnostic.fixes:
        assert document.text is not None
        made = json.loads(applied(document.text.value, fix.edits))
        yield {
            "title": {name: visible(text) for name, text in fix.title._asdict().items()},
            "safety": fix.safety,
            "template": made,
        }


def _preview(analysis: Analysis) -> dict[str, Any]:
    shown = Preview(analysis)
    costs = ((each.variable, each.uses) for each in shown.bounds.costs)
    return {
        "type": analysis.type,
        "inferred": analysis.type_inferred,
        "messages": [_message(each, shown) for each in shown.distinct],
        "variables": [
            {"name": each.name, "attribute": each.attribute, "low": each.shortest, "high": each.longest, "uses": uses}
            for each, uses in costs
        ],
    }


def _message(message: PreviewMessage, shown: Preview) -> dict[str, Any]:
    parts = shown.bounds.parts
    pieces = [
        (piece, False) if isinstance(piece, str) else (message.values[piece.name], True) for piece in parts.pieces
    ]
    counted = message.count
    return {
        "kind": message.kind,
        "segments": counted.segments,
        "parts": list(_segments([(parts.signature, False), *pieces], counted.breaks)),
        "length": _both(count(counted.encoding, counted.length)),
        "billed": _both(count("segment", counted.segments)),
    }


def _segments(pieces: Iterable[tuple[str, bool]], breaks: Sequence[int]) -> Iterator[list[tuple[str, bool]]]:
    """The text of each segment, in pieces that are a value or are not."""
    edges, at, segment = list(breaks), 0, []
    for text, is_value in pieces:
        while edges and at + len(text) > edges[0]:
            cut = edges.pop(0) - at
            segment.append((text[:cut], is_value))
            yield segment
            segment, text, at = [], text[cut:], at + cut
        segment.append((text, is_value))
        at += len(text)
    yield segment


def complete(template: dict[str, Any], start: int, end: int) -> list[dict[str, Any]]:
    """The variables that are likely in place of a range of the content: declared ones, then names for attributes."""
    entry = _Read.of(template, True).entry
    if entry is None or entry.template is None:
        return []
    rules, known = _rules(), entry.template
    low, high = _points(known.content, start), _points(known.content, end)
    analysis = rules.linter.read(replace(known, content=known.content[:low] + known.content[high:]))
    free = [each for name, each in known.variables.items() if name not in analysis.used_names]
    found = [_suggestion(each.name, rules.catalog.attributes.get(each.attribute or ""), False) for each in free]
    taken = set(known.variables) | analysis.used_names
    by_name = rules.catalog.lexicon.compiled(VariableMeanings).by_name
    attributes = allowed_attributes(analysis.type, rules.catalog)
    for attribute in ranked(attributes, known.content, low, high, rules.catalog.lexicon):
        suggested = attribute.suggested_names.get(analysis.type, ())
        for name in sorted(suggested, key=lambda each: by_name(each) != attribute.code):
            if name not in taken:
                taken.add(name)
                found.append(_suggestion(name, attribute, True))
    return found


def _suggestion(name: str, attribute: Attribute | None, new: bool) -> dict[str, Any]:
    title = _both(attribute.title) if attribute is not None else None
    return {"name": name, "attribute": attribute.code if attribute is not None and new else None, "title": title}


def as_file(template: dict[str, Any]) -> str | None:
    """The template as a `.sms` file; None if it cannot be written as one."""
    return format_named("sms").print([template])


def _both(text: Any) -> dict[str, str] | None:
    return None if text is None else {"en": text.text("en"), "zh": text.text("zh")}


def _units(text: str, start: int, end: int) -> tuple[int, int]:
    low = units(text[:start], "utf-16")
    return low, low + units(text[start:end], "utf-16")


def _points(text: str, at: int) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * at].decode("utf-16-le", "ignore"))


_METHODS = {each.__name__: each for each in (about, check, fix_all, complete, as_file)}


def answer(question: str) -> str:
    """The answer to a question of the page: the name of a function, and its arguments."""
    name, *arguments = json.loads(question)
    return json.dumps(_METHODS[name](*arguments), ensure_ascii=False)
