"""Values with their attributes, judged one after the other, and the answer as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from smslint.core.attribute import DEFAULT_VALUE_LENGTH, Attribute, Verdict
from smslint.core.rule import Catalog
from smslint.core.verdict import judge
from smslint.dataclass import dataclass
from smslint.messages import Bilingual, Language
from smslint.messages import values as messages


class InputError(ValueError):
    """A value that cannot be judged because the request cannot be read; `text` says what is wrong and where."""

    def __init__(self, text: Bilingual) -> None:
        super().__init__(text.en)
        self.text = text


@dataclass(frozen=True, slots=True)
class Request:
    """A value, any JSON value, and the code under which it will be sent."""

    attribute: str
    value: object


@dataclass(frozen=True, slots=True)
class Judged:
    """A request and its verdict."""

    request: Request
    verdict: Verdict

    def as_json(self, language: Language) -> dict[str, Any]:
        """One entry of `values` in the output's contract, version 1."""
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


def requests_in(text: str) -> Iterator[Request]:
    """The requests of a JSONL text, blank lines left out; raises `InputError` at a line that holds none."""
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise InputError(messages.NO_JSON.fill(line=number, detail=error)) from None
        if not isinstance(row, Mapping) or not isinstance(row.get("attribute"), str):
            raise InputError(messages.NO_REQUEST.fill(line=number))
        yield Request(row["attribute"], row.get("value"))


def attribute_of(code: str, catalog: Catalog) -> Attribute:
    """The attribute of a code; raises `InputError` with the nearest one where there is none."""
    found = catalog.attributes.get(code)
    if found is None:
        near = get_close_matches(code, catalog.attributes, n=1, cutoff=0.5)
        text = messages.UNKNOWN_NEAREST.fill(code=code, nearest=near[0]) if near else messages.UNKNOWN.fill(code=code)
        raise InputError(text)
    return found


def judged(requests: Iterable[Request], catalog: Catalog, value_length: int = DEFAULT_VALUE_LENGTH) -> Iterator[Judged]:
    """The verdicts, in the order of the requests; raises `InputError` at a code that does not exist."""
    for request in requests:
        attribute = attribute_of(request.attribute, catalog)
        yield Judged(request, judge(request.value, attribute, catalog, value_length=value_length))
