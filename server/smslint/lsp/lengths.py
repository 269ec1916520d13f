"""The lengths, segments and costs of messages in one line, as lenses, hovers and previews show them."""

from __future__ import annotations

from smslint.core.segments.bounds import LengthBounds
from smslint.messages import Bilingual, Language, LazyText
from smslint.messages import lsp as lsp_messages
from smslint.messages import values as value_messages
from smslint.messages.counts import count
from smslint.values.preview import PreviewMessage


def length_line(bounds: LengthBounds, price: float | None, language: Language) -> str:
    """Those of the shortest and the longest message, with costs where the price of a segment is known."""
    shortest, longest = bounds.shortest, bounds.longest
    characters = _range("characters", lsp_messages.CHARACTERS, shortest.length, longest.length)
    segments = _range("segment", lsp_messages.SEGMENTS, shortest.segments, longest.segments)
    title = lsp_messages.LENS.text(language, characters=characters, segments=segments)
    if price is None:
        return title
    costs = dict.fromkeys(f"{each.segments * price:g}" for each in (shortest, longest))
    return lsp_messages.LENS_COST.text(language, title=title, cost="–".join(costs))


def _range(what: str, several: Bilingual, shortest: int, longest: int) -> Bilingual | LazyText:
    low, high = sorted(
        (shortest, longest)
    )  # abroad, the message that costs most may have fewer units of another encoding
    return count(what, high) if low == high else LazyText(several, {"low": low, "high": high})


def message_line(message: PreviewMessage, price: float | None, language: Language) -> str:
    """Which message it is, its length, its segments and its cost where the price of a segment is known."""
    counted = message.count
    text = value_messages.MESSAGE.text(
        language,
        kind=value_messages.MESSAGE_KINDS[message.kind],
        length=count(counted.encoding, counted.length),
        segments=count("segment", counted.segments),
    )
    if price is None:
        return text
    return value_messages.MESSAGE_COST.text(language, message=text, cost=f"{counted.segments * price:g}")
