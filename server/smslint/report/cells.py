"""How wide text is in a terminal, in cells.

Han characters take two. A character whose East Asian width is ambiguous (“ ” … ·) takes two in company of Han text,
where terminals and fonts in China draw it wide, and one elsewhere.
"""

from __future__ import annotations

from functools import lru_cache
from unicodedata import category, east_asian_width

from smslint.core.patterns import lazy_pattern
from smslint.report.escape import glyph

_HAN = lazy_pattern(
    "[\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\U00020000-\U0003ffff]"
)


def beside_han(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether a range of a text holds Han text or its punctuation."""
    return _HAN.search(text, start, len(text) if end is None else end) is not None


@lru_cache(maxsize=8192)
def drawn(character: str, han: bool) -> tuple[str, int]:
    """A character as it is shown, and the cells that takes; `han` says whether it stands in Han text.

    What is certainly wide does not import `wcwidth` and its tables, which takes 10 ms of a start.
    """
    shown = glyph(character)
    if shown.isascii():
        return shown, len(shown)
    width = east_asian_width(character)
    if (han and width == "A") or (width in "WF" and category(character)[0] != "M"):
        return shown, 2
    from wcwidth import wcwidth

    return shown, max(wcwidth(character), 0)
