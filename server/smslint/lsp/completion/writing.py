"""How a completed key or value is written where the cursor stands: what of quotes and colons is there already is not
written twice."""

from __future__ import annotations

from typing import Final

from smslint.core.patterns import lazy_pattern
from smslint.lsp.completion.context import CompletionContext

_COLON: Final = lazy_pattern(r"[\"']?[ \t]*:")


def quoted(site: CompletionContext) -> bool:
    """Whether what is completed stands in quotes already."""
    start = site.context.start
    return start > 0 and site.text[start - 1] in "\"'"


def key_text(site: CompletionContext, key: str) -> str:
    """A key, with its colon if the format has one and it is not there yet."""
    if quoted(site) or _COLON.match(site.text, site.context.end):
        return key
    return site.inspection.document.format.key_text(key)


def value_text(site: CompletionContext, value: str) -> str:
    """A value, in quotes if the format needs them, after a blank if a key's colon is right before it."""
    return value if quoted(site) else site.inspection.document.format.value_text(value, site.before.endswith(":"))
