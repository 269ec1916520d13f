"""Values of recipients as a log may show them: enough to find the row, too little to know the person."""

from __future__ import annotations

from typing import Final

from smslint.core.patterns import lazy_pattern
from smslint.messages import Bilingual

_WORD: Final = lazy_pattern(r"[^\s,;|:\"'{}\[\]()<>，；、：“”‘’（）《》…]+")
_LONG_NUMBER: Final = lazy_pattern(r"[-+\d]{10,}[\dxX]")
_OPENING: Final = "\"“‘'(（"
_CLOSING: Final = "\"”’')）…"
_TELLING: Final = 4
"""So many characters of a value that stand in a sentence are no coincidence."""


def masked_value(value: str) -> str:
    """A value with stars: `138****5678`, `王*`; a list or an object word by word."""
    return _WORD.sub(lambda found: _masked_word(found[0]), value)


def masked_text(text: Bilingual, value: str) -> Bilingual:
    """A sentence about a value, with whatever it quotes of it masked."""
    return Bilingual(*(_without_value(each, value) for each in text))


def _masked_word(word: str) -> str:
    if _LONG_NUMBER.fullmatch(word):
        return f"{word[:3]}{'*' * (len(word) - 7)}{word[-4:]}"
    return word[: len(word) > 1] + "*" * max(len(word) - 1, 1)


def _without_value(text: str, value: str) -> str:
    parts: list[str] = []
    at = 0
    while at < len(text):
        end = at
        while end < len(text) and text[at : end + 1] in value:
            end += 1
        quoted = at and text[at - 1] in _OPENING and text[end : end + 1] in _CLOSING
        if end - at >= _TELLING or (quoted and (end - at > 1 or text[at:end] == value)):
            parts.append(masked_value(text[at:end]))
            at = end
        else:
            parts.append(text[at])
            at += 1
    return "".join(parts)
