"""Tells whether a text is about another service: mail, calls, payments, databases, or another vendor.

They have templates, signatures, codes, reviews and limits, too, and speak of them in the same words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import Final

from smslint.core.lexicon import expand
from smslint.core.paraphrases import Speech, WordFinder
from smslint.core.patterns import lazy_pattern

_VENDOR: Final = ("阿里", "aliyun", "alibaba", "dysms", "alicloud")
"""Names of the vendor: a text that has one is about it, whatever other vendors it names."""
_ADDRESS: Final = lazy_pattern(
    r"(?<![a-z])[a-z]{1,9}://(?!dysms)[^\s\u3400-\u9fff]{1,300}"
    r"|(?<![\w./-])(?:[\w-]{1,40}\.){1,9}sms[\w./-]{0,60}|(?<![\w./-])\.{0,2}/(?:[\w.-]{1,40}/){0,9}sms[\w./-]{0,60}"
    r"|(?<!\w)sms[_-][a-z][\w.-]{0,60}",
    re.A,
)
"""An address, a path or a name in a program that has `sms` in it: a text is not about what stands in one. Those in
which no words are read are others (`paraphrases`)."""
_PIECE: Final = lazy_pattern(r"[^\n,。;!?:]*[\n,。;!?:]|[^\n,。;!?:]+$")
_JOINED: Final = 1
"""How many characters, such as 的 or a blank, may stand between two words that are one thing."""


class OtherServices:
    """The words and codes by which texts about other services are known; `fold` as for phrases."""

    def __init__(self, speech: Speech, fold: Callable[[str], str]) -> None:
        def finder(words: Collection[str]) -> WordFinder:
            return WordFinder(map(fold, words))

        self._vendors, self._services, self._subjects = map(finder, (speech.vendors, speech.services, speech.subjects))
        self._about_sms, self._about_messages = map(finder, (speech.about_sms, speech.about_messages))
        self._contents, self._parts = map(finder, (speech.contents, speech.parts))
        self._patterns, self._products = map(_any_of, (speech.patterns, speech.products))

    def is_foreign(self, text: str, folded: str) -> bool:
        """Whether a text names another vendor, or another product of the vendor by its address."""
        if self._products.search(text):
            return True
        return any(self._vendors.found(folded)) and not any(each in folded for each in _VENDOR)

    def is_like_another(self, text: str) -> bool:
        """Whether a text has the code of another service, or the result of its review."""
        return self._patterns.search(text) is not None

    def is_named(self, folded: str) -> bool:
        """Whether a text names another service, maybe beside text messages."""
        return any(self._services.found(folded))

    def is_about_sms(self, folded: str) -> bool:
        """Whether a text names text messages, or what only they have, not just in an address or in the name of another
        service, such as 短信核验.
        """
        names = [(start, end) for _, start, end in self._services.found(folded)]
        found = self._about_sms.found(_ADDRESS.sub(lambda match: " " * len(match[0]), folded))
        return any(not any(first <= start and end <= last for first, last in names) for _, start, end in found)

    def without(self, folded: str) -> str:
        """What a text says of other things than of other services, whose messages follow their names and a colon."""
        kept, left_out, mark = "", False, ""
        for piece in _PIECE.findall(folded):
            quoted = left_out and mark == ":" and not self.is_about_sms(piece)
            left_out, mark = self.is_named(piece) or quoted, piece[-1]
            kept += "" if left_out else piece
        return kept

    def is_meant(self, folded: str) -> bool:
        """Whether a text is about something else: what it says of templates or codes is said of that."""
        if self.is_about_sms(folded):
            return False
        if self.is_named(folded):
            return True
        if any(self._contents.found(folded)) and not any(self._parts.found(folded)):
            return True
        others = [(start, end) for _, start, end in self._subjects.found(folded)]
        return bool(others) and all(
            any(start <= last + _JOINED and first <= end for first, last in others)
            for _, start, end in self._about_messages.found(folded)
        )


def _any_of(patterns: Collection[str]) -> re.Pattern[str]:
    return lazy_pattern("|".join(f"(?:{expand(each)})" for each in patterns) or "(?!)")
