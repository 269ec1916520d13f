"""Cheap signs of a template that decide, with the literals it holds, which rules run on it at all."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from smslint.core.analysis import Analysis
from smslint.core.attribute import LONGEST_VALUE
from smslint.core.lexicon import ANY_HAN, Lexicon
from smslint.core.memo import Memo
from smslint.core.normalized_text import INVISIBLE
from smslint.core.patterns import lazy_pattern
from smslint.core.recognise.links import may_hold_hosts, may_hold_ipv6
from smslint.core.recognise.phones import may_hold_phones
from smslint.core.segments.counting import CAPACITY, MOST_CHARACTERS
from smslint.core.segments.template import longest_message
from smslint.core.symbols import Symbols
from smslint.core.template import MAINLAND

if TYPE_CHECKING:
    from smslint.core.attribute import Attribute
    from smslint.core.placeholder import Placeholder
    from smslint.core.template import Template, TemplateType

PLACEHOLDER: Final = 1
"""The content holds a placeholder or a near miss of one."""
BROKEN: Final = 2
"""One of them is no well-formed variable."""
SEVERAL: Final = 4
"""There are at least two placeholders."""
DECLARED: Final = 8
"""The template declares a variable."""
DOT: Final = 16
"""A full stop between other characters, or `://`: there may be a link or an address."""
DIGITS: Final = 32
"""Five digits with at most single blanks or hyphens between them: there may be a number that can be dialled."""
ODD: Final = 64
"""A character beyond printable ASCII, common Han characters, line breaks and common punctuation."""
COLONS: Final = 128
"""Two colons with nothing but hexadecimal digits between them: there may be an IPv6 address."""
EDGE: Final = 256
"""The content is empty, or its first or last character is a blank, a square bracket or beyond plain text."""
LONG: Final = 512
"""The content has more than 500 characters."""
LINK_DECLARED: Final = 1 << 10
"""A variable is declared as a link parameter."""
PHONE_DECLARED: Final = 1 << 11
"""A variable is declared as a telephone number, in today's code."""
OTHERS_DECLARED: Final = 1 << 12
"""A variable is declared as anything else."""
DOUBTFUL: Final = 1 << 13
"""A variable is declared with a code that is unknown, outdated or not for the template's type."""
UNEVEN: Final = 1 << 14
"""Other variables are declared with an attribute than used, or a placeholder is broken."""
EXAMPLE: Final = 1 << 15
"""A variable has an example."""
BLANK: Final = 1 << 16
"""A field that the document can give is missing or blank."""
SIGNED: Final = 1 << 17
"""The template has a signature."""
REDIRECTED: Final = 1 << 18
"""The template has redirection information."""
BUDGETED: Final = 1 << 19
"""The document limits the segments."""
MAY_SPLIT: Final = 1 << 20
"""There are placeholders, and the longest values may take the message over one segment."""
MAY_PASS: Final = 1 << 21
"""The longest values may take the message over the most characters that it may have."""
BARE: Final = 1 << 22
"""There are placeholders, and beside them neither a letter nor a digit nor a common Han character."""
CLOSE: Final = 1 << 23
"""There is none of these between two placeholders."""
REPEATED: Final = 1 << 24
"""Two placeholders have the same name, or one of several is broken."""
MANY: Final = 1 << 25
"""There are more than three placeholders."""
NO_EXAMPLE: Final = 1 << 26
"""A declared variable has no example, and the document could give one."""
LONG_NAME: Final = 1 << 27
"""The template's name has more than `LONGEST_SHORT_NAME` characters."""
ODD_LETTER: Final = 1 << 28
"""An odd character is a letter or a Han character."""
FULL_WIDTH: Final = 1 << 29
"""One is a full-width letter or digit."""
CORNERS: Final = 1 << 30
"""One is 【 or 】."""
UNSEEN: Final = 1 << 31
"""One is invisible, a blank or a control character."""
SYMBOL: Final = 1 << 32
"""One is a symbol that no message can carry, or part of one."""

BY_NAME: Final = {
    "placeholder": PLACEHOLDER,
    "broken": BROKEN,
    "several": SEVERAL,
    "declared": DECLARED,
    "dot": DOT,
    "digits": DIGITS,
    "odd": ODD,
    "colons": COLONS,
    "edge": EDGE,
    "long": LONG,
    "link-declared": LINK_DECLARED,
    "phone-declared": PHONE_DECLARED,
    "others-declared": OTHERS_DECLARED,
    "doubtful": DOUBTFUL,
    "uneven": UNEVEN,
    "example": EXAMPLE,
    "blank": BLANK,
    "signed": SIGNED,
    "redirected": REDIRECTED,
    "budgeted": BUDGETED,
    "may-split": MAY_SPLIT,
    "may-pass": MAY_PASS,
    "bare": BARE,
    "close": CLOSE,
    "repeated": REPEATED,
    "many": MANY,
    "no-example": NO_EXAMPLE,
    "long-name": LONG_NAME,
    "odd-letter": ODD_LETTER,
    "full-width": FULL_WIDTH,
    "corners": CORNERS,
    "unseen": UNSEEN,
    "symbol": SYMBOL,
}
"""The names that files of the catalog use."""

_ONE_SEGMENT = CAPACITY["characters"].single
_EDGE = lazy_pattern(
    r"[\x00-\x20\x7f-\xad\[\]\u115f\u1160\u1680-\u206f\u3000\ufe00-\ufe0f\ufeff\uff3b\uff3d\U000e0000-\U000effff]"
)
_IS_EDGE: Final[Memo[str, bool]] = Memo(lambda character: _EDGE.match(character) is not None)
_FULL_WIDTH = lazy_pattern("[Ａ-Ｚａ-ｚ０-９]")
_INVISIBLE = lazy_pattern(f"[{INVISIBLE}]")
_SAYING = lazy_pattern("[A-Za-z0-9\u4e00-\u9fa5]")


def signals_of(analysis: Analysis) -> int:
    """All signals of a template."""
    template, placeholders, normalized, names = (
        analysis.template,
        analysis.placeholders,
        analysis.normalized,
        analysis.first_uses.keys(),
    )
    found = of_text(normalized.text) | of_edges(template.content) | of_fields(template)
    if placeholders:
        found |= of_placeholders(placeholders, len(names), analysis.content, normalized.text)
    if template.variables:
        found |= of_declared(template, analysis.catalog.attributes, analysis.type)
    if template.variables.keys() != names:
        found |= UNEVEN
    if normalized.has_unusual:
        odd = analysis.lexicon.compiled(unusual_signals)
        for character in set(analysis.content) - analysis.lexicon.plain:
            found |= odd[character]
    return found | _of_lengths(analysis)


def unusual_signals(lexicon: Lexicon) -> Memo[str, int]:
    """The signals that odd characters give."""
    symbols = lexicon.compiled(Symbols)
    return Memo(lambda character: of_unusual_character(character, symbols))


def _of_lengths(analysis: Analysis) -> int:
    """What the longest values could do, asked exactly where the longest of any attribute could do it."""
    template, count, mainland = analysis.template, len(analysis.placeholders), analysis.type in MAINLAND
    longest_value = max(analysis.value_length, LONGEST_VALUE)
    most = len(template.content) + len(template.signature or "") + 2 + count * longest_value
    if mainland and most > _ONE_SEGMENT:
        most = longest_message(analysis)
    found = MAY_PASS if most > MOST_CHARACTERS else 0
    return found | MAY_SPLIT if count and (most > _ONE_SEGMENT or not mainland) else found


def of_text(normalized: str) -> int:
    """The signals that a normalized text gives by itself."""
    signals = 0
    if may_hold_hosts(normalized):
        signals |= DOT
    if may_hold_phones(normalized):
        signals |= DIGITS
    if may_hold_ipv6(normalized):
        signals |= COLONS
    return signals


def of_edges(content: str) -> int:
    """The signals that the ends and the length of a whole content give."""
    signals = LONG if len(content) > 500 else 0
    return signals | EDGE if not content or _IS_EDGE[content[0]] or _IS_EDGE[content[-1]] else signals


def of_placeholders(placeholders: tuple[Placeholder, ...], names: int, content: str, normalized: str) -> int:
    """The signals that placeholders give, of which there are some, with so many different names of well-formed ones."""
    signals = PLACEHOLDER
    if not _SAYING.search(normalized):
        signals |= BARE
    for found in placeholders:
        if found.kind != "variable":
            signals |= BROKEN | UNEVEN
            break
    count = len(placeholders)
    if count > 1:
        signals |= SEVERAL
        if names < count:
            signals |= REPEATED
        if count > 3:
            signals |= MANY
        for first, second in pairwise(placeholders):
            if not _SAYING.search(content, first.end, second.start):
                return signals | CLOSE
    return signals


def of_unusual_character(character: str, symbols: Symbols) -> int:
    """The signals that an odd character gives."""
    signals = ODD
    if character.isalpha() or ANY_HAN.match(character):
        signals |= ODD_LETTER
    if _FULL_WIDTH.match(character):
        signals |= FULL_WIDTH
    if character in "【】":
        signals |= CORNERS
    if not character.isprintable() or _INVISIBLE.match(character):
        signals |= UNSEEN
    return signals | SYMBOL if symbols.concern(character) else signals


LONGEST_SHORT_NAME: Final = 20
MAY_BE_BLANK: Final = frozenset({"name", "type", "international_type", "signature", "description"})
"""The fields of which `BLANK` speaks."""
_BY_CODE: Final = {"link_param": LINK_DECLARED, "phone_number2": PHONE_DECLARED, "others": OTHERS_DECLARED}


def of_fields(template: Template) -> int:
    """The signals that the fields beside the content and the variables give."""
    signals = 0
    carries = template.carries
    if (
        (_is_blank(template.name) and "name" in carries)
        or (_is_blank(template.signature) and "signature" in carries)
        or (_is_blank(template.description) and "description" in carries)
        or (not template.type and "type" in carries)
        or (not template.international_type and "international_type" in carries)
    ):
        signals = BLANK
    if template.signature:
        signals |= SIGNED
    if template.redirection:
        signals |= REDIRECTED
    if template.max_segments is not None:
        signals |= BUDGETED
    if template.name and len(template.name) > LONGEST_SHORT_NAME:
        signals |= LONG_NAME
    return signals


def _is_blank(value: str | None) -> bool:
    return not value or value.isspace()


def of_declared(template: Template, attributes: Mapping[str, Attribute], kind: TemplateType) -> int:
    """The signals that the declarations of a template of a type give, of which there are some."""
    signals = DECLARED
    for variable in template.variables.values():
        code = variable.attribute
        if code:
            attribute = attributes.get(code)
            if attribute is None or attribute.status != "current" or kind not in attribute.types:
                signals |= DOUBTFUL
            signals |= _BY_CODE.get(code, 0)
        else:
            signals |= UNEVEN
        if variable.example is not None:
            signals |= EXAMPLE
        if variable.example in (None, "") and "variables.example" in template.carries:
            signals |= NO_EXAMPLE
    return signals
