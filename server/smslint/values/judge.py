"""Judges values with their attributes, and writes the verdicts as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from smslint.core.attribute import DEFAULT_VALUE_LENGTH, Attribute, Verdict
from smslint.core.nearest import nearest_name
from smslint.core.rule import Catalog
from smslint.core.verdict import judge
from smslint.dataclass import dataclass
from smslint.messages import Language
from smslint.messages import values as messages
from smslint.syntax.json.reader import decoding_fault
from smslint.values.tables.batch import InputError


@dataclass(frozen=True, slots=True)
class ValueRequest:
    """A value, which may be any JSON value, and the code of its attribute."""

    attribute: str
    value: object


@dataclass(frozen=True, slots=True)
class JudgedValue:
    """A request and its verdict."""

    request: ValueRequest
    verdict: Verdict

    def as_json(self, language: Language) -> dict[str, Any]:
        """One entry of `values` in the JSON output of `smslint value`, version 1."""
        return {
            "value": self.request.value,
            "attribute": self.request.attribute,
            "verdict": self.verdict.verdict,
            "reasons": [
                {
                    "reason": reason.id,
                    "severity": reason.severity,
                    "message": reason.message.text(language),
                    "start": reason.start,
                    "end": reason.end,
                    "predicts": reason.predicts,
                }
                for reason in self.verdict.reasons
            ],
            "suggestion": self.verdict.suggestion,
        }


def json_lines(text: str) -> Iterator[tuple[int, Any]]:
    """The numbers and values of the lines that are not blank; raises `InputError` at a line that is not JSON."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                value = json.loads(line)
            except ValueError as error:
                raise InputError(messages.NO_JSON.fill(line=number, detail=decoding_fault(error))) from None
            yield number, value


def parse_requests(text: str) -> Iterator[ValueRequest]:
    """The requests of a JSONL text without blank lines; raises `InputError` at a line that is not a request."""
    for number, row in json_lines(text.removeprefix("\ufeff")):
        if not isinstance(row, Mapping) or not isinstance(row.get("attribute"), str):
            raise InputError(messages.NO_REQUEST.fill(line=number))
        yield ValueRequest(row["attribute"], row.get("value"))


def find_attribute(code: str, catalog: Catalog) -> Attribute:
    """The attribute of a code; raises `InputError`, which names the nearest code, if there is none."""
    found = catalog.attributes.get(code)
    if found is None:
        near = nearest_name(code, catalog.attributes, 0.5)
        text = messages.UNKNOWN_NEAREST.fill(code=code, nearest=near) if near else messages.UNKNOWN.fill(code=code)
        raise InputError(text)
    return found


def judge_values(
    requests: Iterable[ValueRequest], catalog: Catalog, value_length: int = DEFAULT_VALUE_LENGTH
) -> Iterator[JudgedValue]:
    """The verdicts in the order of the requests; raises `InputError` at an unknown code."""
    for request in requests:
        attribute = find_attribute(request.attribute, catalog)
        yield JudgedValue(request, judge(request.value, attribute, catalog, value_length=value_length))
