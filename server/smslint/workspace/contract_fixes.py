"""The keys that a send lacks, written as those that it has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from smslint.core.change import EditSource
from smslint.core.patterns import lazy_pattern
from smslint.core.text import line_break
from smslint.documents.code.site import Key, SendSite

_QUOTE: Final = lazy_pattern(r"\\{0,3}[\"'`]\Z")
_BETWEEN: Final = lazy_pattern(r"[ \t]{0,9}(?::|=>|=)[ \t]{0,9}")
_COMMENT: Final = lazy_pattern(r"//|/\*|#|--")


def added_keys(text: str, site: SendSite, names: Sequence[str]) -> EditSource | None:
    """The edit that gives a send further keys with empty values; None unless another key of the same literal shows how
    they are written."""
    closing, keys = site.closing, site.keys or ()
    model = next((key for key in reversed(keys) if key.start < key.end), None)
    if closing is None or model is None or not model.value_end <= closing:
        return None
    form = _form(text, model)
    rest = text[model.value_end : closing]
    if form is None or _COMMENT.search(rest):
        return None
    quote, between = form
    empty = (quote or '"') * 2
    made = [f"{quote}{name}{quote}{between}{empty}" for name in names]
    at = closing
    while text[at - 1] in " \t\r\n":
        at -= 1
    trailing = text[at - 1] == ","
    if "\n" in text[at:closing]:
        start = text.rfind("\n", 0, model.start) + 1
        shown = text[start : model.start]
        lead = line_break(text) + shown[: len(shown) - len(shown.lstrip(" \t"))]
    else:
        lead = " " if between.endswith(" ") else ""
    joined = f",{lead}".join(made)
    return EditSource(at, at, f"{lead}{joined}," if trailing else f",{lead}{joined}")


def _form(text: str, key: Key) -> tuple[str, str] | None:
    """How a key is quoted, and what parts it from its value."""
    found = _QUOTE.search(text[max(0, key.start - 4) : key.start])
    quote = found[0] if found is not None else ""
    if not text.startswith(quote, key.end):
        return None
    between = _BETWEEN.match(text, key.end + len(quote))
    return (quote, between[0]) if between is not None else None
