"""What must hold of an attribute beyond the shape of its file: it can be read, and judges its samples as they say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from smslint.catalog.fault import Fault, faults_at
from smslint.core.attribute import Attribute
from smslint.core.grammar.parse import ExpressionError
from smslint.core.layers import LAYERS
from smslint.core.rule import Catalog
from smslint.core.verdict import judge
from smslint.messages import Bilingual
from smslint.messages import catalog as messages


def check_attribute(attribute: Attribute, catalog: Catalog) -> Iterator[Fault]:
    """What is wrong with an attribute."""
    unknown = list(_unknown_names(attribute, catalog))
    yield from unknown
    if unknown or "accepted" not in attribute.file:
        return
    try:
        _ = attribute.grammar
    except ExpressionError as error:
        yield Fault(("accepted",), messages.BAD_EXPRESSION.fill(error=error))
        return
    for index, sample in enumerate(attribute.file.get("samples", ())):
        yield from faults_at(("samples", index), _check_sample(sample, attribute, catalog))


def _unknown_names(attribute: Attribute, catalog: Catalog) -> Iterator[Fault]:
    file = attribute.file
    for key in ("successor", "nearest"):
        if file.get(key) and file[key] not in catalog.attributes:
            yield Fault((key,), messages.UNKNOWN_NAME.fill(key=key, name=file[key]))
    for name in file.get("layers", ()):
        if name not in LAYERS:
            yield Fault(("layers",), messages.UNKNOWN_NAME.fill(key="layers", name=name))
    for kind in ("risky", "note"):
        for index, entry in enumerate(file.get(kind, ())):
            if entry["reason"] not in catalog.reasons:
                yield Fault((kind, index), messages.UNKNOWN_NAME.fill(key=kind, name=entry["reason"]))


def _check_sample(sample: Mapping[str, Any], attribute: Attribute, catalog: Catalog) -> Iterator[Bilingual]:
    value = sample["value"]
    found = judge(value, attribute, catalog)
    reasons = list(dict.fromkeys(reason.id for reason in found.reasons))
    actual = {"verdict": found.verdict, "reasons": reasons, "suggestion": found.suggestion}
    expected = {"reasons": [], **{key: sample[key] for key in actual if key in sample}}
    for key, wanted in expected.items():
        if actual[key] != wanted:
            yield messages.JUDGED_OTHERWISE.fill(value=repr(value), key=key, expected=wanted, found=actual[key])
    marks = [value[reason.start : reason.end] for reason in found.reasons]
    if "marks" in sample and sample["marks"] not in marks:
        yield messages.JUDGED_OTHERWISE.fill(
            value=repr(value), key="marks", expected=sample["marks"], found=tuple(marks)
        )
