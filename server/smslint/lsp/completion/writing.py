"""How a completed key or value is written where the cursor stands: what of quotes and colons is there already is not
written twice."""

from __future__ import annotations

import json
from typing import Final

from smslint.core.patterns import lazy_pattern
from smslint.lsp.completion.site import Site
from smslint.syntax.yaml.values import scalar

_COLON: Final = lazy_pattern(r"[\"']?[ \t]*:")
_FORMATS: Final = ("sms", "yaml")


def quoted(site: Site) -> bool:
    """Whether what is completed stands in quotes already."""
    start = site.context.start
    return start > 0 and site.text[start - 1] in "\"'"


def key_text(site: Site, key: str) -> str:
    """A key, with its colon where the format has one and it is not there yet."""
    if site.inspection.document.format not in (*_FORMATS, "json", "jsonl") or _COLON.match(site.text, site.context.end):
        return key
    if quoted(site):
        return key
    return f"{json.dumps(key, ensure_ascii=False)}: " if site.json else f"{key}: "


def value_text(site: Site, value: str) -> str:
    """A value, in quotes where the format needs them, after a blank where a key's colon stands right before it."""
    if quoted(site):
        return value
    if site.json:
        return json.dumps(value, ensure_ascii=False)
    if site.inspection.document.format not in _FORMATS:
        return value
    return (" " if site.before.endswith(":") else "") + scalar(value)
