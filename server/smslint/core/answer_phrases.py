"""The vendor's words as patterns: punctuation may differ, and fields stand for what changes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from smslint.core.patterns import lazy_pattern
from smslint.dataclass import dataclass

_SHORT: Final = 8
_SHORT_LATIN: Final = 6
"""Phrases of fewer Han characters and words, or of fewer words in Latin letters alone, count only between punctuation:
other programs say them, too."""

_FIELD: Final = lazy_pattern(r"\{(variable|value|attribute|number)\}")
_WORD: Final = lazy_pattern(r"[0-9a-z]+|[\u3400-\u9fff]+")
_UNIT: Final = lazy_pattern(r"[0-9a-z]+|[\u3400-\u9fff]")
_GAP: Final = r"[^0-9a-z\u3400-\u9fff]{0,6}"
_TOLD: Final = "返回|提示|报错|报|显示|出现|说|错误|原因|原因是|状态是|状态为|一直是"
_ASKED: Final = "怎么|如何|什么|是什么|是啥|了|的|吗|为什么|为何|请问"
"""After and before which words a short phrase may be quoted without punctuation."""
_FIELDS: Final[Mapping[str, str]] = {
    "variable": r"[^\s()\[\]:,。、]{1,40}?",
    "value": r"[^\n]{0,300}?",
    "attribute": r"[^\[\]\n]{1,40}?",
    "number": r"[0-9]{1,9}",
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """One sentence of an entry.

    `answer` is the entry's name, `needle` a literal without which a folded text cannot have the sentence, `weight` how
    much it says. `quoted` finds a short sentence that somebody quotes in the middle of another.
    """

    answer: str
    text: str
    pattern: re.Pattern[str]
    needle: str
    weight: int
    quoted: re.Pattern[str] | None
    has_fields: bool


def fields_of_match(match: re.Match[str], text: str) -> dict[str, str]:
    """The fields of a phrase that was found in the folded text, as they stand in the text."""
    return {name: text[slice(*match.span(name))].strip() for name in match.groupdict()}


def phrase_weight(folded: str) -> int:
    """How much a folded phrase says: its Han characters, and its words in other letters, apart from its fields."""
    return sum(1 for _ in _UNIT.finditer(_FIELD.sub(" ", folded)))


def compiled_phrase(answer: str, text: str, fold: Callable[[str], str]) -> Phrase:
    """The sentence `text` of an entry; `fold` maps each character of it to one character."""
    parts = _FIELD.split(text)
    pattern, needles, words = "", [""], ""
    for index, part in enumerate(parts):
        if index % 2:
            pattern += f"(?P<{part}>{_FIELDS[part]})"
            continue
        folded = fold(part)
        needles += _WORD.findall(folded)
        words += folded + " "
        pattern += _literal(folded)
    weight = phrase_weight(words)
    short = weight < (_SHORT_LATIN if words.isascii() else _SHORT)
    quoted = lazy_pattern(_quoted(pattern)) if short else None
    bounded = lazy_pattern(_bounded(pattern, short))
    return Phrase(answer, words, bounded, max(needles, key=len), weight, quoted, len(parts) > 1)


def _literal(folded: str) -> str:
    """A pattern for a literal part: punctuation and blanks between its words may differ or be missing."""
    written = _GAP.join(map(re.escape, _WORD.findall(folded)))
    before = _between(folded[: len(folded) - len(folded.lstrip())] or folded[:1])
    after = _between(folded[-1:])
    return f"{before}{written}{after}" if written else _between(folded)


def _between(edge: str) -> str:
    """A pattern for the punctuation at the edge of a literal: brackets stay, since they end fields."""
    marks = "".join(re.escape(mark) for mark in edge if not _WORD.match(mark) and not mark.isspace())
    return f"{marks}" if marks else _GAP if edge.isspace() else ""


def _bounded(pattern: str, short: bool) -> str:
    """A pattern that matches whole words only, and a short one only between punctuation."""
    if short:
        return rf"(?<![0-9a-z\u3400-\u9fff]){pattern}(?![0-9a-z\u3400-\u9fff])"
    return rf"(?<![a-z])(?:{pattern})(?![a-z])" if re.match(r"[a-z]", pattern) else pattern


def _quoted(pattern: str) -> str:
    """A pattern for a short phrase that somebody quotes in the middle of a sentence."""
    before = "|".join(f"(?<={word})" for word in _TOLD.split("|"))
    return rf"(?:(?<![0-9a-z\u3400-\u9fff])|{before}){pattern}(?:(?![0-9a-z\u3400-\u9fff])|(?={_ASKED}))"
