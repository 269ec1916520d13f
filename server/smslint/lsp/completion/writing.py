"""How a completed key or value is written where the cursor stands: what of quotes and colons is there already is not written twice."""

from __future__ import annotations

import json
import re
from typing import Final

from smslint.lsp.completion.site import Site

_COLON: Final = re.compile(r"[\"']?[ \t]*:")
_PLAIN: Final = re.compile(r"[A-Za-z\u4e00-\u9fff][A-Za-z0-9_\u4e00-\u9fff/-]*")
"""What YAML takes for nothing but a text."""
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


def value_text(site: Site, value: str, always: bool = False) -> str:
    """A value, in quotes where the format needs them; `always` where YAML may take it for something else than text."""
    space = " " if site.before.endswith(":") and site.context.start == site.offset and not site.json else ""
    if quoted(site):
        return value
    if site.json or (site.inspection.document.format in _FORMATS and always and not _PLAIN.fullmatch(value)):
        return space + json.dumps(value, ensure_ascii=False)
    return space + value
