"""`smslint attribute`: what a variable attribute accepts, with samples, sources and open questions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import click

from smslint.cli.project import Project, with_project
from smslint.cli.terminal import LocalizedCommand, print_json
from smslint.core.attribute import Attribute
from smslint.core.rule import Catalog
from smslint.core.samples import samples
from smslint.core.verdict import effective_attribute, judge
from smslint.io.sink import print_out
from smslint.messages import Language, localized
from smslint.messages import values as messages
from smslint.messages.cli import COMMANDS
from smslint.values.judge import find_attribute


@click.command(cls=LocalizedCommand, about=COMMANDS["attribute"])
@click.argument("code", required=False)
@with_project("format")
def command(project: Project, code: str | None, format: str) -> int:
    catalog, value_length = project.catalog, project.settings.value_length
    found = list(catalog.attributes.values()) if code is None else [find_attribute(code, catalog)]
    if format == "json":
        print_json({"version": 1, "attributes": [_description(one, catalog, value_length) for one in found]})
    elif code is None:
        width = max(len(one.code) for one in found)
        for one in found:
            print_out(f"{one.code:{width}}  {_line(one, project.language)}")
    else:
        print_out(*_text_lines(_description(found[0], catalog, value_length), project.language))
    return 0


def _line(attribute: Attribute, language: Language) -> str:
    title = attribute.title.text(language)
    if attribute.status == "current":
        return f"{title} · {_types(sorted(attribute.types), language)}"
    instead = attribute.successor or attribute.nearest
    return f"{title} · {messages.STATUS[attribute.status].text(language, instead=instead)}"


def _text_lines(about: Mapping[str, Any], language: Language) -> Iterator[str]:
    """The lines of an attribute's page."""

    def head(name: str) -> str:
        return messages.HEADINGS[name].text(language)

    yield f"{about['code']} · {about['title'][language]}"
    if about["status"] != "current":
        yield messages.STATUS[about["status"]].text(language, instead=about["successor"] or about["nearest"])
    for name in ("types", "disputed"):
        if about[name]:
            yield f"{head(name)}: {_types(about[name], language)}"
    yield f"{head('allowed')}: {about['allowed'][language]}"
    yield messages.LENGTH.text(language, **about["length"])
    names = {name: None for each in about["suggested_names"].values() for name in each}
    if names:
        yield f"{head('names')}: {localized(tuple(names), language)}"
    yield from ("", head("grammar"))
    yield from (f"  {name} = {text}" for name, text in about["grammar"]["define"].items())
    yield f"  {messages.VERDICTS['accepted'].text(language)}: {about['grammar']['accepted']}"
    for kind in ("risky", "note"):
        for entry in about["grammar"][kind]:
            marks = f"  {{{entry['marks']}}}" if entry["marks"] else ""
            yield f"  {head(kind)} ({entry['reason']}): {entry['expression']}{marks}"
    if about["grammar"]["layers"]:
        layers = tuple(messages.LAYERS[name] for name in about["grammar"]["layers"])
        yield f"  {head('layers')}: {localized(layers, language)}"
    yield from ("", head("samples"))
    for sample in about["samples"]:
        yield f"  {messages.VERDICTS[sample['verdict']].text(language)}  {_quoted(sample['value'])}"
        yield from (f"      {reason['message'][language]}" for reason in sample["reasons"])
        if sample["suggestion"] is not None:
            yield "      " + messages.SUGGESTION.text(language, value=sample["suggestion"])
    for name in ("shortest", "longest"):
        yield f"  {head(name)}: {_quoted(about['drawn'][name])}"
    if about["open"]:
        yield from ("", head("open"))
    for entry in about["open"]:
        yield f"  ? {entry['question'][language]}"
        yield f"    {entry['reading'][language]}"
    yield from ("", head("sources"))
    for source in about["sources"]:
        yield f"  {source['name']} ({source['read']}) {source['address']}"
        if source.get("quote"):
            yield f"    “{source['quote']}”"


def _quoted(value: str) -> str:
    return value if value.isprintable() and value.strip() == value else json.dumps(value, ensure_ascii=False)


def _types(types: Iterable[str], language: Language) -> object:
    return localized(tuple(messages.PLATFORM_TYPE_NAMES[each] for each in types), language)


def _description(attribute: Attribute, catalog: Catalog, value_length: int) -> dict[str, Any]:
    """The JSON output of an attribute: grammar, limits, samples, sources and open questions, in both languages."""
    effective = effective_attribute(attribute, catalog)
    low, high = effective.limits(value_length)
    shortest, longest = effective.accepted_lengths(value_length)
    generated = samples(attribute, catalog, value_length=value_length)
    return {
        "code": attribute.code,
        "title": attribute.title._asdict(),
        "status": attribute.status,
        "successor": attribute.successor,
        "nearest": attribute.nearest,
        "types": sorted(attribute.types),
        "disputed": sorted(attribute.disputed_types),
        "allowed": effective.allowed._asdict(),
        "length": {"min": low, "max": high, "shortest": shortest, "longest": longest},
        "grammar": {
            "define": dict(effective.file.get("define", {})),
            "accepted": effective.file["accepted"],
            "risky": [_language_json(entry, catalog) for entry in effective.file.get("risky", ())],
            "note": [_language_json(entry, catalog) for entry in effective.file.get("note", ())],
            "layers": list(effective.grammar.layers),
        },
        "within": sorted(effective.within, key=lambda code: catalog.attributes[code].order),
        "suggested_names": {kind: list(names) for kind, names in attribute.suggested_names.items()},
        "samples": [
            _sample_json(entry, effective, catalog, value_length) for entry in effective.file.get("samples", ())
        ],
        "drawn": {"shortest": generated.shortest, "longest": generated.longest, "hostile": list(generated.hostile)},
        "sources": [{**entry, "read": str(entry["read"])} for entry in attribute.file.get("sources", ())],
        "open": [
            {"question": entry["question"], "reading": entry["reading"]} for entry in effective.file.get("open", ())
        ],
    }


def _language_json(entry: Mapping[str, Any], catalog: Catalog) -> dict[str, Any]:
    return {
        "reason": entry["reason"],
        "severity": catalog.reasons[entry["reason"]].severity,
        "expression": entry["expression"],
        "marks": entry.get("marks"),
    }


def _sample_json(entry: Mapping[str, Any], attribute: Attribute, catalog: Catalog, value_length: int) -> dict[str, Any]:
    verdict = judge(entry["value"], attribute, catalog, value_length=value_length)
    return {
        "value": entry["value"],
        "verdict": verdict.verdict,
        "reasons": [
            {"reason": reason.id, "message": reason.message._asdict(), "predicts": reason.predicts}
            for reason in verdict.reasons
        ],
        "suggestion": verdict.suggestion,
        "note": entry.get("note"),
    }
