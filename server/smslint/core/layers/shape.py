"""The shape of a value: values of one shape have the same reasons at the same places.

Tables hold millions of different values, of which most differ only in characters that no grammar and no layer tells
apart: 王小鹿！ and 李小羊！ are refused alike. A shape is a value in which one character stands for all of its class. A
value on which a layer may look more closely stands for itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from smslint.core.grammar.charset import LAST, CharSet, ranges_of
from smslint.core.grammar.printing import rust_part
from smslint.core.grammar.tree import Chars, Choice, charsets
from smslint.core.layers import GRAMMAR_LAYERS
from smslint.core.layers.contacts import GATE
from smslint.core.layers.silence import silences
from smslint.core.normalized_text import INVISIBLE
from smslint.core.recognise.phones import CUE_WORDS, KNOWN
from smslint.core.symbols import Symbols
from smslint.dataclass import dataclass

if TYPE_CHECKING:
    from smslint.core.attribute import Attribute
    from smslint.core.rule import Catalog

_ANY: Final = CharSet(((0, LAST),))
_HAN: Final = ranges_of("\u4e00-\u9fff")
_HAN_A: Final = ranges_of("\u3400-\u4dbf")
"""CJK Extension A, a class of its own: patterns for Han characters may hold only those above."""
_LINKS: Final = r"[.．]|[:：][/／]|[:：][^:：]{0,4}[:：]|\{"
_NEXT_TO: Final = "0-9０-９ \u00a0()（）+＋\\-－‐-―−"
_DATE: Final = "^(?:19|20)[0-9]{2}[-/_年][0-9]{1,2}[-/_月][0-9]{1,2}日?(?:[ T]?[0-9]{1,2}(?::[0-9]{2}){1,2})?$"
"""A value that is a date, with a time or without: no telephone number whatever its digits are."""
_NO_PHONE: Final = rf"(^|[^{_NEXT_TO}])([0-9]{{5,9}}|[235679][0-9]{{8,}})([^{_NEXT_TO}]|$)|{_DATE}"
"""Digits that are a telephone number only if they are a known one or after a cue."""
_MAY_BE_PHONE: Final = rf"(?:^|[^0-9])(?:{KNOWN.pattern})(?:[^0-9]|$)|^95[0-9]{{3,6}}$|(?i:{CUE_WORDS})"


@dataclass(frozen=True, slots=True)
class Shape:
    """How values become shapes; all patterns are for Rust's `regex`.

    `table` has what each code point of the Basic Multilingual Plane is replaced by; with `beyond`, only from the first
    character on that is in that class. A value that matches `itself` stands for itself, and so does one that matches
    `contact` and holds characters that `folding` finds. One with `digits` may hold a telephone number, unless it has
    no such digits without those of `no_phone`, and matches neither `may_be_phone` nor `folding`. With `lengths`, only
    the length counts, and whether all characters are letters and digits.
    """

    table: Sequence[int]
    itself: str = ""
    folding: str = ""
    contact: str | None = None
    beyond: str | None = None
    digits: str | None = None
    no_phone: str = _NO_PHONE
    may_be_phone: str = _MAY_BE_PHONE
    lengths: bool = False


MOBILE: Final = (r"^1[3-9][0-9]{9}$", "13777777777")
"""Values that are a mobile number, with the one that stands for all."""


def plain_shape(catalog: Catalog) -> Shape:
    """The shape of the values of templates without attributes."""
    return Shape((), rust_part(catalog.lexicon.compiled(silences)["unfilled"].without[0]), lengths=True)


def value_shape(attribute: Attribute, catalog: Catalog) -> Shape | None:
    """The shape of the values of an attribute with a grammar; None if each value stands for itself."""
    grammar, lexicon = attribute.grammar, catalog.lexicon
    by_form = any(name in GRAMMAR_LAYERS for name in grammar.layers)
    if by_form and grammar.overriding:
        return None
    trees = (grammar.accepted, *(one.tree for one in (*grammar.risky, *grammar.notes)))
    marks = [one.marks for one in (*grammar.risky, *grammar.notes) if one.marks]
    sets = {grammar.alphabet} if by_form else {*marks, *(each for tree in trees for each in charsets(tree))}
    sets |= {_other_case(each) for each in sets}
    odd = "".join((*lexicon.simplified, *lexicon.ambiguous, *lexicon.compiled(Symbols).disputed))
    han = CharSet.from_text("".join(set(lexicon.standard) - set(odd)))
    latin = (ranges_of("0-9"), "7"), (ranges_of("a-z"), "a"), (ranges_of("A-Z"), "A")
    groups = ((han & _HAN, "一"), (han & _HAN_A, "㑇"), *latin)
    known = lexicon.compiled(silences)
    itself = [f"[{INVISIBLE}]"]
    for name in grammar.layers:
        if name in ("links", "free-text"):
            itself.append(_LINKS if name == "links" else "@")
        elif name not in GRAMMAR_LAYERS and name != "phones" and known[name].without:
            itself.append(rust_part(Choice(known[name].without)))
    contacts = any(name.startswith("contacts") for name in grammar.layers)
    folding = CharSet.from_text("".join(lexicon.simplified)) | ranges_of("\uff01-\uff5e")
    phones = "phones" in grammar.layers
    return Shape(
        _table(groups, sets),
        "|".join(itself),
        rust_part(Chars(folding)),
        GATE.pattern if contacts else None,
        rust_part(Chars(~grammar.alphabet)) if by_form else None,
        rust_part(known["phones"].without[0]) if phones else None,
    )


def _table(groups: Iterable[tuple[CharSet, str]], sets: Iterable[CharSet]) -> list[int]:
    """For the largest part of each group that is wholly in or wholly outside of each set, the character beside it."""
    table = list(range(0x10000))
    for group, wanted in groups:
        for each in sets:
            common = group & each
            if len(common) < len(group):
                group = common if 2 * len(common) > len(group) else group - common
        for low, high in group.ranges:
            one = wanted if wanted in group else group[0]
            table[low : high + 1] = [ord(one)] * (high + 1 - low)
    return table


def _other_case(chars: CharSet) -> CharSet:
    """The same with lower-case letters for those in upper case, since a message tells of letters in the wrong case."""
    upper = chars & ranges_of("A-Z")
    return CharSet.from_ranges((low + 32, high + 32) for low, high in upper.ranges)
