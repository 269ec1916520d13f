"""JSON that programs wrote wrongly, by its kind: the quotes of another language, a map's own text, encoded twice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from smslint.core.patterns import lazy_pattern
from smslint.messages import Bilingual
from smslint.messages import documents as messages
from smslint.syntax.json.reader import decoding_fault

_MENDED: Final = 10_000
"""Longer texts are not mended."""
_CURLY: Final = {ord(each): '"' for each in "“”„‟＂"}
_KINDS: Final = (
    (lazy_pattern(r'\s*[\[{]\s*\\+"'), "json-twice", messages.JSON_TWICE),
    (lazy_pattern(r"\s*[\[{]\s*[“”„‟＂]|[:：,，]\s*[“”„‟＂]"), "json-quotes", messages.JSON_CURLY),
    (lazy_pattern(r"\s*\[?\s*\{\s*'"), "json-single-quotes", messages.JSON_SINGLE),
    (lazy_pattern(r"\s*\[?\s*\{\s*[^\s\"'{}:=,]+\s*="), "json-map", messages.JSON_MAP),
    (lazy_pattern(r"\s*\[?\s*\{\s*[A-Za-z_$][\w$]*\s*:"), "json-keys", messages.JSON_BARE_KEY),
)


def broken_json(text: str, error: ValueError | RecursionError) -> tuple[str, Bilingual]:
    """Why the decoder refused a text: the id of its kind, and what that is and where it stopped."""
    fault = decoding_fault(error)
    if isinstance(error, json.JSONDecodeError) and error.msg.startswith("Invalid control"):
        return "json-line-break", messages.JSON_KIND.fill(kind=messages.JSON_BREAK, fault=fault)
    for pattern, name, kind in _KINDS:
        if pattern.match(text):
            return name, messages.JSON_KIND.fill(kind=kind, fault=fault)
    return "no-json", fault


def mended_json(text: str) -> Any:
    """The value that a broken text surely means; None if there is none, or more than one."""
    if len(text) > _MENDED:
        return None
    for candidate in _candidates(text):
        try:
            value = json.loads(candidate, strict=False)
            while isinstance(value, str) and value.lstrip()[:1] in ("{", "["):
                value = json.loads(value)
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict | list):
            return value
    return None


def _candidates(text: str) -> Iterator[str]:
    yield text
    if '"' not in text:
        yield text.translate(_CURLY)
        if "\\" not in text:
            yield text.replace("'", '"')
    if '\\"' in text:
        yield text.replace('\\"', '"')
