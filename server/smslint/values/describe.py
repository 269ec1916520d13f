"""All that the catalog knows of an attribute, as data: for `smslint attribute`, pages and hovers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from smslint.core.attribute import DEFAULT_VALUE_LENGTH, Attribute
from smslint.core.rule import Catalog
from smslint.core.samples import samples
from smslint.core.verdict import effective_attribute, judge


def described(attribute: Attribute, catalog: Catalog, value_length: int = DEFAULT_VALUE_LENGTH) -> dict[str, Any]:
    """An attribute with its grammar, limits, samples, sources and open questions, in both languages."""
    speaks = effective_attribute(attribute, catalog)
    low, high = speaks.limits(value_length)
    shortest, longest = speaks.accepted_lengths(value_length)
    drawn = samples(attribute, catalog, value_length=value_length)
    return {
        "code": attribute.code,
        "title": attribute.title._asdict(),
        "status": attribute.status,
        "successor": attribute.successor,
        "nearest": attribute.nearest,
        "types": sorted(attribute.types),
        "disputed": sorted(attribute.disputed_types),
        "allowed": speaks.allowed._asdict(),
        "length": {"min": low, "max": high, "shortest": shortest, "longest": longest},
        "grammar": {
            "define": dict(speaks.file.get("define", {})),
            "accepted": speaks.file["accepted"],
            "risky": [_language(entry, catalog) for entry in speaks.file.get("risky", ())],
            "note": [_language(entry, catalog) for entry in speaks.file.get("note", ())],
            "layers": list(speaks.grammar.layers),
        },
        "within": sorted(speaks.within, key=lambda code: catalog.attributes[code].order),
        "suggested_names": {kind: list(names) for kind, names in attribute.suggested_names.items()},
        "samples": [_sample(entry, speaks, catalog, value_length) for entry in speaks.file.get("samples", ())],
        "drawn": {"shortest": drawn.shortest, "longest": drawn.longest, "hostile": list(drawn.hostile)},
        "sources": [{**entry, "read": str(entry["read"])} for entry in attribute.file.get("sources", ())],
        "open": [{"question": entry["question"], "reading": entry["reading"]} for entry in speaks.file.get("open", ())],
    }


def _language(entry: Mapping[str, Any], catalog: Catalog) -> dict[str, Any]:
    return {
        "reason": entry["reason"],
        "severity": catalog.reasons[entry["reason"]].severity,
        "expression": entry["expression"],
        "marks": entry.get("marks"),
    }


def _sample(entry: Mapping[str, Any], attribute: Attribute, catalog: Catalog, value_length: int) -> dict[str, Any]:
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
